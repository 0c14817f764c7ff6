package language_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/config/plan"
	"anwei/language"
)

// TestQuestionsOfSomeUnits holds that a kind of units or an industry that a question
// names is never lost: an answer about all of them would be wrong. What merely sounds
// alike, as a part of a figure's name or a unit's, is none.
func TestQuestionsOfSomeUnits(t *testing.T) {
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	known := language.Known{
		Forms: p.Forms, Duties: p.Duties, Kinds: p.Kinds, Indicators: p.Indicators,
		Now: time.Date(2026, 10, 23, 10, 0, 0, 0, time.UTC),
		Units: []anwei.Unit{
			{ID: "xian", Name: "泽州县", Kind: "county"},
			{ID: "nancun", Name: "南村镇", Kind: "town", Parent: "xian", Tags: []string{"煤矿", "消防"}},
			{ID: "xiaofang", Name: "县消防救援大队", Kind: "department", Parent: "xian", Aliases: []string{"消防大队"}},
		},
	}
	type group struct {
		intent language.Intent
		kind   anwei.UnitKind
		tag    string
		unit   anwei.UnitID
	}
	for text, want := range map[string]group{
		"乡镇整改率":         {intent: language.AskTotal, kind: "town"},
		"10月各镇报了多少家":    {intent: language.AskProgress, kind: "town"},
		"部门还有谁没报":       {intent: language.AskMissing, kind: "department"},
		"哪些部门没报":        {intent: language.AskMissing, kind: "department"},
		"各乡镇整改率排名":      {intent: language.AskRank, kind: "town"},
		"县直部门三季度整改率走势":  {intent: language.AskTrend, kind: "department"},
		"煤矿乡镇的整改率":      {intent: language.AskTotal, kind: "town", tag: "煤矿"},
		"煤矿的镇10月整改率":    {intent: language.AskTotal, kind: "town", tag: "煤矿"},
		"煤矿单位9月整改率":     {intent: language.AskTotal, tag: "煤矿"},
		"煤矿整改率":         {intent: language.AskNothing},
		"镇和部门谁整改率高":     {intent: language.AskRank},
		"9月部门检查发现隐患多少":  {intent: language.AskTotal},
		"企业自查重大隐患占比":    {intent: language.AskTotal},
		"南村镇9月整改率":      {intent: language.AskUnit, unit: "nancun"},
		"消防大队9月整改率":     {intent: language.AskUnit, unit: "xiaofang"},
		"10月整改率":        {intent: language.AskTotal},
		"10月全县各镇各部门整改率": {intent: language.AskTotal},
	} {
		q := language.ReadQuestion(text, known)
		if got := (group{q.Intent, q.Kind, q.Tag, q.Unit}); got != want {
			t.Errorf("%s is about %+v, want %+v", text, got, want)
		}
	}
	known.Last = &language.Query{Intent: language.AskTotal, Metric: language.RectifyRate, Period: anwei.MonthPeriod(2026, 9)}
	for text, want := range map[string]group{
		"煤矿的镇呢": {intent: language.AskTotal, kind: "town", tag: "煤矿"},
		"各乡镇的呢": {intent: language.AskTotal, kind: "town"},
		"那8月呢":  {intent: language.AskTotal},
	} {
		q := language.ReadQuestion(text, known)
		if got := (group{q.Intent, q.Kind, q.Tag, q.Unit}); got != want || q.Metric != language.RectifyRate {
			t.Errorf("%s goes on about %+v, want %+v", text, got, want)
		}
	}
}
