package question_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/config/plan"
	"anwei/language/lexicon"
	"anwei/language/question"
)

// TestQuestionsOfSomeUnits holds that a kind of units or an industry that a question
// names is never lost: an answer about all of them would be wrong. What merely sounds
// alike, as a part of a figure's name or a unit's, is none.
func TestQuestionsOfSomeUnits(t *testing.T) {
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 10, 23, 10, 0, 0, 0, time.UTC)
	rd := question.NewReader(p, lexicon.NewGazetteer([]anwei.Unit{
		{ID: "xian", Name: "泽州县", Kind: "county"},
		{ID: "nancun", Name: "南村镇", Kind: "town", Parent: "xian", Tags: []string{"煤矿", "消防"}},
		{ID: "xiaofang", Name: "县消防救援大队", Kind: "department", Parent: "xian", Aliases: []string{"消防大队"}},
	}))
	type group struct {
		intent question.Intent
		kind   anwei.UnitKind
		tag    string
		unit   anwei.UnitID
	}
	for text, want := range map[string]group{
		"乡镇整改率":         {intent: question.AskTotal, kind: "town"},
		"10月各镇报了多少家":    {intent: question.AskProgress, kind: "town"},
		"部门还有谁没报":       {intent: question.AskMissing, kind: "department"},
		"哪些部门没报":        {intent: question.AskMissing, kind: "department"},
		"各乡镇整改率排名":      {intent: question.AskRank, kind: "town"},
		"县直部门三季度整改率走势":  {intent: question.AskTrend, kind: "department"},
		"煤矿乡镇的整改率":      {intent: question.AskTotal, kind: "town", tag: "煤矿"},
		"煤矿的镇10月整改率":    {intent: question.AskTotal, kind: "town", tag: "煤矿"},
		"煤矿单位9月整改率":     {intent: question.AskTotal, tag: "煤矿"},
		"煤矿整改率":         {intent: question.AskNothing},
		"镇和部门谁整改率高":     {intent: question.AskRank},
		"9月部门检查发现隐患多少":  {intent: question.AskTotal},
		"企业自查重大隐患占比":    {intent: question.AskTotal},
		"南村镇9月整改率":      {intent: question.AskUnit, unit: "nancun"},
		"消防大队9月整改率":     {intent: question.AskUnit, unit: "xiaofang"},
		"10月整改率":        {intent: question.AskTotal},
		"10月全县各镇各部门整改率": {intent: question.AskTotal},
	} {
		q := rd.Read(text, now, nil)
		if got := (group{q.Intent, q.Kind, q.Tag, q.Unit}); got != want {
			t.Errorf("%s is about %+v, want %+v", text, got, want)
		}
	}
	last := &question.Query{Intent: question.AskTotal, Metric: question.RectifyRate, Period: anwei.MonthPeriod(2026, 9)}
	for text, want := range map[string]group{
		"煤矿的镇呢": {intent: question.AskTotal, kind: "town", tag: "煤矿"},
		"各乡镇的呢": {intent: question.AskTotal, kind: "town"},
		"那8月呢":  {intent: question.AskTotal},
	} {
		q := rd.Read(text, now, last)
		if got := (group{q.Intent, q.Kind, q.Tag, q.Unit}); got != want || q.Metric != question.RectifyRate {
			t.Errorf("%s goes on about %+v, want %+v", text, got, want)
		}
	}
}
