package main

import (
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"

	"anwei"
)

// labelled is one item of the evaluation set, as its guide describes it.
type labelled struct {
	ID     string                  `json:"id"`
	Text   string                  `json:"text"`
	Want   map[anwei.FieldID]int64 `json:"want"`
	May    map[anwei.FieldID]int64 `json:"may"`
	Reject bool                    `json:"reject"`
}

// TestUnderstandFigures runs the labelled set through the command with the words
// of the real plan: nothing wrong, nearly everything exact, every reject refused.
func TestUnderstandFigures(t *testing.T) {
	set, err := os.ReadFile("../../language/figures/testdata/figures.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(set)), "\n")
	got := strings.Split(strings.TrimSpace(must(t, string(set), "understand", "figures")), "\n")
	if len(got) != len(want) {
		t.Fatalf("%d answers to %d utterances", len(got), len(want))
	}
	exact := 0
	for i := range want {
		var w labelled
		var g understood
		if err := json.Unmarshal([]byte(want[i]), &w); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(got[i]), &g); err != nil {
			t.Fatal(err)
		}
		if w.ID != g.ID || w.Reject && !g.Reject {
			t.Errorf("%s %q: got %+v", w.ID, w.Text, g)
		}
		whole := true
		for id, v := range w.Want {
			x, ok := g.Got[id]
			whole = whole && ok && x == v
		}
		for id, v := range g.Got {
			must, inWant := w.Want[id]
			may, inMay := w.May[id]
			if (!inWant || must != v) && (!inMay || may != v) {
				t.Errorf("%s %q: %s = %d is wrong", w.ID, w.Text, id, v)
			}
		}
		if whole {
			exact++
		}
	}
	if float64(exact) < 0.97*float64(len(want)) {
		t.Errorf("%d of %d are exact", exact, len(want))
	}
}

func TestExplain(t *testing.T) {
	out := must(t, "", "understand", "figures", "--asked", "leader_inspections,leader_hazards", "--explain", "检查3次，隐患大概十二三个")
	if !strings.Contains(out, "带队检查次数（leader_inspections）= 3") || !strings.Contains(out, "十二三个") {
		t.Errorf("the explanation is %s", out)
	}
	out = must(t, "", "understand", "--explain", "10月还有谁没报")
	if !strings.Contains(out, "当作填报") || !strings.Contains(out, `"intent":"missing"`) {
		t.Errorf("the whole explanation is %s", out)
	}
	if code, _, errs := call(t, "{", "understand", "figures"); code != exitFailed || !strings.Contains(errs, "第1行") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}

// TestUnderstandQueries runs the labelled questions through the command with the
// real plan and the sample roster.
func TestUnderstandQueries(t *testing.T) {
	set, err := os.ReadFile("../../language/testdata/queries.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(set)), "\n")
	got := strings.Split(strings.TrimSpace(must(t, string(set), "understand", "queries")), "\n")
	exact := 0
	for i := range want {
		var w struct {
			ID   string
			Want map[string]any
		}
		var g struct {
			ID  string
			Got map[string]any
		}
		if err := json.Unmarshal([]byte(want[i]), &w); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(got[i]), &g); err != nil || g.ID != w.ID {
			t.Fatalf("%s is answered by %s (%v)", w.ID, got[i], err)
		}
		if maps.Equal(w.Want, g.Got) {
			exact++
		}
	}
	if float64(exact) < 0.95*float64(len(want)) {
		t.Errorf("%d of %d are exact", exact, len(want))
	}
}
