package language_test

import (
	"strings"
	"testing"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/question"
)

// TestQuestionFollowUps asks one thing after another; each is resolved against
// the one before.
func TestQuestionFollowUps(t *testing.T) {
	for _, talk := range []string{
		`9月报了几家 | progress 2026-09 - - - -
		巴公呢 | unit 2026-09 巴公镇 - - -
		大阳呢？ | unit 2026-09 大阳镇 - - -
		那10月呢 | unit 2026-10 大阳镇 - - -
		台账呢 | unit 2026-10 大阳镇 - ledger -`,
		`全县9月整改率 | total 2026-09 - rectify_rate - -
		上个月呢 | total 2026-09 - rectify_rate - -
		8月的呢 | total 2026-08 - rectify_rate - -
		重大隐患整改率呢 | total 2026-08 - major_rectify_rate - -
		巴公呢 | unit 2026-08 巴公镇 major_rectify_rate - -
		全县呢 | total 2026-08 - major_rectify_rate - -`,
		`本月整改率排名 | rank 2026-10 - rectify_rate - -
		上月的呢 | rank 2026-09 - rectify_rate - -
		按时率呢 | rank 2026-09 - on_time_rate - -
		只看镇 | rank 2026-09 - on_time_rate - -
		谢谢 | none - - - - -`,
		`今年隐患逐月变化 | trend 2026 - hazards - -
		巴公镇呢 | trend 2026 巴公镇 hazards - -
		去年呢 | trend 2025 巴公镇 hazards - -`,
		`三季度专委会开了没 | duties 2026-Q3 - - - -
		上半年呢 | duties 2026-H1 - - - -
		那巴公呢 | duties 2026-H1 巴公镇 - - -`,
		`10月调度表发我 | export 2026-10 - - figures -
		9月的呢 | export 2026-09 - - figures -
		台账呢 | export 2026-09 - - ledger -`,
		`9月台账还差几家 | progress 2026-09 - - ledger -
		是哪几家 | missing 2026-09 - - ledger -
		上个月呢 | missing 2026-09 - - ledger -
		巴公 | unit 2026-09 巴公镇 - ledger -`,
		`巴公呢 | unit - 巴公镇 - - -
		明天去高都吗 | none - - - - -
		9月呢 | none - - - - -`,
		`上个月呢 | none - - - - -
		只看镇 | none - - - - -
		那9月呢 | none - - - - -`,
	} {
		k := asking(t, "2026-10-20")
		for line := range strings.Lines(talk) {
			text, want, _ := strings.Cut(strings.TrimSpace(line), " | ")
			q := k.read(text)
			if got := slots(q, k.Units); got != want {
				t.Errorf("%s\n\tgot  %s\n\twant %s", text, got, want)
			}
			k.Last = &q
		}
	}
}

func TestQuestionAtTheEndOfTheYear(t *testing.T) {
	k := asking(t, "2026-01-08")
	for text, want := range map[string]string{
		"上个月报了几家":   "progress 2025-12 - - - -",
		"12月谁没报":    "missing 2025-12 - - - -",
		"上季度整改率":    "total 2025-Q4 - rectify_rate - -",
		"去年隐患走势":    "trend 2025 - hazards - -",
		"去年四季度台账发我": "export 2025-Q4 - - ledger -",
	} {
		if got := slots(k.read(text), k.Units); got != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, got, want)
		}
	}
}

// TestQuestionInAnotherCounty reads questions with another roster and form.
func TestQuestionInAnotherCounty(t *testing.T) {
	k := asking(t, "2026-10-20")
	k.Units = []anwei.Unit{
		{ID: "x", Name: "青山县"},
		{ID: "a", Name: "北石店镇", Parent: "x"},
		{ID: "b", Name: "北留镇", Parent: "x"},
		{ID: "c", Name: "县水务局", Parent: "x"},
		{ID: "d", Name: "县水利工程局", Parent: "x", Aliases: []string{"水务局"}},
		{ID: "e", Name: "东关街道办事处", Parent: "x"},
	}
	drugs := anwei.Plan{Forms: []anwei.Form{{ID: "drugs", Short: "月报", Annex: "附件3", Fields: []anwei.Field{
		{ID: "visits", Group: "g", Kind: anwei.Count, Name: "药店巡查家次", Words: []string{"药店巡查", "巡查药店", "巡查家次"}},
		{ID: "seized", Group: "g", Kind: anwei.Count, Name: "查扣药品批次", Unit: "批次", Words: []string{"查扣批次", "查扣药品", "查扣"}},
	}}}, Duties: []anwei.Duty{{ID: "talk", Title: "药品安全恳谈会"}}}
	k.Reader = question.NewReader(drugs, lexicon.NewGazetteer(k.Units))
	for text, want := range map[string]string{
		"北石店报了没":       "unit - 北石店镇 - - -",
		"东关9月查扣多少批次":   "unit 2026-09 东关街道办事处 seized - -",
		"青山县今年巡查药店多少家": "total 2026 - visits - -",
		"9月药店巡查排名":     "rank 2026-09 - visits - -",
		"附件3发我":        "export - - - drugs -",
		"恳谈会开了没":       "duties - - - - -",
		"水务局报了没":       "unit - - - - 县水务局/县水利工程局",
		"巴公报了没":        "none - - - - -",
	} {
		if got := slots(k.read(text), k.Units); got != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, got, want)
		}
	}
}

func BenchmarkQuestion(b *testing.B) {
	k := asking(b, "2026-10-20")
	for b.Loop() {
		k.read("县长问这个月的报送进度，已报多少未报多少，巴工镇报了没")
	}
}

func FuzzQuestion(f *testing.F) {
	seeds := 0 // TestQuestionCases reads the same
	for line := range strings.Lines(questionCases + moreQuestionCases + lateQuestionCases) {
		text, _, _ := strings.Cut(strings.TrimSpace(line), " | ")
		if seeds++; seeds%20 == 0 || !testing.Short() {
			f.Add(text, false)
		}
	}
	k := asking(f, "2026-10-20")
	last := k.read("9月巴公镇整改率")
	f.Fuzz(func(t *testing.T, text string, follow bool) {
		k.Last = nil
		if follow {
			k.Last = &last
		}
		q := k.read(text)
		none := q.Intent == question.AskNothing || q.Intent == question.AskHelp
		if q.Intent == "" || none && (q.Unit != "" || q.Metric != "" || q.Form != "" || !q.Period.IsZero() || q.Either != nil) {
			t.Errorf("%q: %+v", text, q)
		}
		if q.Unit != "" && q.Either != nil || len(q.Either) == 1 {
			t.Errorf("%q names one unit and several: %+v", text, q)
		}
		for _, n := range lexicon.FindUnits(text, k.Units) {
			if n.From >= n.To || text[n.From:n.To] != n.Text || len(n.Units) == 0 {
				t.Errorf("%q: %+v", text, n)
			}
		}
	})
}
