package language_test

import (
	"strings"
	"testing"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/question"
)

func TestManner(t *testing.T) {
	rd := question.NewReader(anwei.Plan{}, lexicon.NewGazetteer(nil))
	alone := func(m question.Manner) question.Manner { m.Alone = true; return m }
	for text, want := range map[string]question.Manner{
		"和上月比":        alone(question.Manner{Compare: true}),
		"跟上个月比怎么样":    alone(question.Manner{Compare: true}),
		"环比呢":         alone(question.Manner{Compare: true}),
		"谁最差":         alone(question.Manner{Order: question.Worst}),
		"哪家最好？":       alone(question.Manner{Order: question.Best}),
		"前三名":         alone(question.Manner{Order: question.Best, Top: 3}),
		"倒数5名是谁":      alone(question.Manner{Order: question.Worst, Top: 5}),
		"后三家":         alone(question.Manner{Order: question.Worst, Top: 3}),
		"给我表":         alone(question.Manner{Table: true}),
		"发我表格":        alone(question.Manner{Table: true}),
		"画个图":         alone(question.Manner{Picture: true}),
		"来张图看看":       alone(question.Manner{Picture: true}),
		"PDF的":        alone(question.Manner{PDF: true}),
		"这个数从哪来":      alone(question.Manner{Source: true}),
		"这数怎么算的？":     alone(question.Manner{Source: true}),
		"发我10月汇总表PDF": {Table: true, PDF: true},
		"上半年各镇隐患前5名":  {Order: question.Best, Top: 5},
		"整改率从低到高排一下":  {Order: question.Least},
		"哪个部门整改率最低":   {Order: question.Least},
		"部门检查家次":      {},
		"全镇呢":         {},
		"前三季度整改率":     {},
		"今年整改率走势图":    {Picture: true},
		"":            {},
		"巴公镇9月的数":     {},
		"明天开会":        {},
		"上月9月汇总表谁最差的单位名单请发给张主任并抄送县委办公室和政府办公室各一份谢谢": {Order: question.Worst, Table: true},
	} {
		got := rd.Manner(text)
		if got != want {
			t.Errorf("%s\n\tgot  %+v\n\twant %+v", text, got, want)
		}
	}
}

// TestMannerIsNoQuestion holds that a whole question is not taken for an aside to
// the one before; 数据导出来 alone is one.
func TestMannerIsNoQuestion(t *testing.T) {
	rd := asking(t, "2026-10-20")
	for line := range strings.Lines(questionCases) {
		text, want, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok || strings.HasPrefix(want, "none") || text == "数据导出来" {
			continue
		}
		if m := rd.Manner(text); m.Alone {
			t.Errorf("%s: %+v", text, m)
		}
	}
}

func TestIndicatorsArePlanData(t *testing.T) {
	k := asking(t, "2026-10-20", []anwei.Indicator{
		{ID: "rectify_rate", Name: "整改率"},
		{ID: "self_major_share", Name: "企业自查重大隐患占比", Words: []string{"自查占比"}},
		{ID: "major_per_thousand", Name: "每千次检查发现重大隐患数", Words: []string{"每千次检查重大隐患"}},
	}...)
	for text, want := range map[string]string{
		"企业自查重大隐患占比":        "total - - self_major_share - -",
		"9月自查占比多少":          "total 2026-09 - self_major_share - -",
		"每千次检查发现重大隐患数排名":    "rank - - major_per_thousand - -",
		"今年每千次检查重大隐患走势":     "trend 2026 - major_per_thousand - -",
		"应急局上半年每千次检查重大隐患多少": "unit 2026-H1 县应急管理局 major_per_thousand - -",
		"全县9月整改率":           "total 2026-09 - rectify_rate - -",
		"企业自查重大隐患有几个":       "total - - self_major - -",
	} {
		if got := slots(k.read(text), k.Units); got != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, got, want)
		}
	}
}
