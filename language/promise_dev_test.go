package language_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/language"
)

func devRules() []anwei.CaseRule {
	return []anwei.CaseRule{
		{ID: "quick", Title: "快查快处", Word: "立案", Steps: []anwei.StepRule{{ID: "scene", Title: "现场调查"}, {ID: "opinion", Title: "调查意见"}, {ID: "analysis", Title: "案例剖析"}, {ID: "bulletin", Title: "案例通报"}}},
		{ID: "hazard", Title: "重大隐患", Word: "重大隐患", Months: 3, Steps: []anwei.StepRule{{ID: "rectify", Title: "整改销号", Named: true}}},
	}
}

func TestDevWords(t *testing.T) {
	b, err := os.ReadFile(os.Getenv("H6"))
	if err != nil {
		t.Skip()
	}
	now := time.Date(2026, 10, 20, 15, 0, 0, 0, time.UTC)
	sc := bufio.NewScanner(strings.NewReader(string(b)))
	for sc.Scan() {
		l := sc.Text()
		if strings.HasPrefix(l, "P|") {
			p, ok := language.ReadPromise(l[2:], now)
			fmt.Printf("%s\n    %v %s %v %q %v\n", l, ok, p.Kind, p.On, p.Reason, p.Refused)
		}
		if strings.HasPrefix(l, "C|") {
			p, ok := language.ReadCase(l[2:], devRules(), sampleUnits(), now)
			fmt.Printf("%s\n    %v %s kind=%s unit=%s%v on=%v id=%d step=%s text=%q result=%q %v\n", l, ok, p.Act, p.Kind, p.Unit, p.Either, p.On, p.ID, p.Step, p.Text, p.Result, p.Refused)
		}
	}
	for _, l := range labelledSet(t, "testdata/figures.jsonl") {
		if p, ok := language.ReadPromise(l.Text, now); ok {
			fmt.Printf("FIG promise %s %+v\n", l.Text, p)
		}
		if p, ok := language.ReadCase(l.Text, devRules(), sampleUnits(), now); ok {
			fmt.Printf("FIG case %s %+v\n", l.Text, p)
		}
	}
	q, _ := os.ReadFile("testdata/queries.jsonl")
	for l := range strings.Lines(string(q)) {
		var t string
		if i := strings.Index(l, `"text": "`); i >= 0 {
			t, _, _ = strings.Cut(l[i+9:], `"`)
		}
		if p, ok := language.ReadPromise(t, now); ok {
			fmt.Printf("Q promise %s %+v\n", t, p)
		}
		if p, ok := language.ReadCase(t, devRules(), sampleUnits(), now); ok {
			fmt.Printf("Q case %s %+v\n", t, p)
		}
	}
}
