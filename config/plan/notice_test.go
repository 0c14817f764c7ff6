package plan_test

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"anwei"
	"anwei/config/plan"
)

// squeeze leaves out what the printing of the notice put in: line breaks in
// the middle of words, marks of emphasis, and punctuation of either width.
func squeeze(s string) string {
	full := strings.NewReplacer("**", "", ",", "，", ";", "；", ":", "：", "(", "（", ")", "）")
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, full.Replace(s))
}

func notice(t *testing.T) string {
	t.Helper()
	own, err := os.ReadFile("testdata/notice-2026.md")
	if err != nil {
		t.Fatal(err)
	}
	if shared, err := os.ReadFile("../../../shared/source/notice-2026.md"); err == nil && !bytes.Equal(shared, own) {
		t.Error("testdata/notice-2026.md is no longer the notice in shared/source")
	}
	_, text, _ := strings.Cut(string(own), "-->")
	return squeeze(text)
}

func load2026(t *testing.T) anwei.Plan {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestNotice holds the plan to the notice: what it quotes stands there word for
// word.
func TestNotice(t *testing.T) {
	text, p := notice(t), load2026(t)
	quote := func(where, s string) {
		if s == "" || !strings.Contains(text, squeeze(s)) {
			t.Errorf("%s is not in the notice: %s", where, s)
		}
	}
	quote("title", p.Title)
	quote("short", p.Short)
	quote("county", p.County)
	quote("office", p.Office)
	for _, ph := range p.Phases {
		quote("phase "+ph.ID, ph.Title)
		quote("phase "+ph.ID, ph.Text)
	}
	for _, d := range p.Duties {
		quote("duty "+string(d.ID), d.Source)
	}
	for _, k := range p.Marks {
		quote("mark "+string(k.ID), k.Source)
	}
	for _, r := range p.MarkRules {
		quote("mark rule "+string(r.ID), r.Source)
	}
	for _, i := range p.Indicators {
		quote("indicator "+string(i.ID), i.Source)
	}
	for _, a := range p.Answers {
		quote("answer about "+a.About[0], a.Source)
	}
	for _, f := range p.Forms {
		quote("form "+string(f.ID), f.Title)
		quote("form "+string(f.ID), f.Short)
		for _, note := range f.Notes {
			quote("note", note)
		}
		for _, g := range f.Groups {
			quote("group "+g.ID, g.Title)
		}
		for _, fd := range f.Fields {
			quote("field "+string(fd.ID), fd.Title)
			if f.ID == "figures" {
				quote("field "+string(fd.ID), fd.Source)
				continue
			}
			quote("field "+string(fd.ID), fd.Responsible)
			quote("field "+string(fd.ID), fd.Measures)
		}
	}
}

// TestLedgerLadder holds that the two forms that the notice wants by the same day
// are reminded of alike, so that the reports of one unit make one sentence.
func TestLedgerLadder(t *testing.T) {
	p := load2026(t)
	var figures, ledger []anwei.ReminderRule
	for _, r := range p.Reminders {
		switch {
		case r.Form == "ledger":
			r.ID = "figures" + r.ID[len("ledger"):]
			ledger = append(ledger, r)
		case r.Form == "figures" && r.From != anwei.ByTopUp:
			figures = append(figures, r)
		}
	}
	for i := range figures {
		figures[i].Form = "ledger"
	}
	if len(figures) < 9 || !reflect.DeepEqual(figures, ledger) {
		t.Errorf("the ladders differ:\n%+v\n%+v", figures, ledger)
	}
}

// TestTables holds the two forms to the tables of the notice, read from its
// tab-separated lines.
func TestTables(t *testing.T) {
	raw, err := os.ReadFile("testdata/notice-2026.md")
	if err != nil {
		t.Fatal(err)
	}
	var columns, tasks, measures []string
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "\t相关负责同志"):
			columns = cells[1:]
		case len(cells) == 5 && cells[0] != "序号":
			tasks, measures = append(tasks, cells[2]), append(measures, cells[4])
		}
	}
	p := load2026(t)
	figures, _ := p.Form("figures")
	ledger, _ := p.Form("ledger")
	if len(columns) != len(figures.Fields) || len(tasks) != len(ledger.Fields) || len(tasks) != 16 {
		t.Fatalf("the notice has %d columns and %d tasks, the plan %d and %d", len(columns), len(tasks), len(figures.Fields), len(ledger.Fields))
	}
	for i, fd := range figures.Fields {
		if fd.Title != columns[i] {
			t.Errorf("column %d is %q, the plan says %q", i+1, columns[i], fd.Title)
		}
		if !strings.HasSuffix(fd.Title, "("+fd.Unit+")") {
			t.Errorf("%s is measured in %q, its title is %q", fd.ID, fd.Unit, fd.Title)
		}
	}
	for i, fd := range ledger.Fields {
		if fd.Title != tasks[i] || squeeze(fd.Measures) != squeeze(measures[i]) {
			t.Errorf("task %d: the plan says %q: %q", i+1, fd.Title, fd.Measures)
		}
	}
}
