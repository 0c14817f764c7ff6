package talk_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
)

// taskAnswers are the answers of testdata/tasks.txt to one task, with who gives them.
type taskAnswers struct {
	field anwei.FieldID
	who   anwei.PersonID
	said  []string
}

func readTaskAnswers(t *testing.T) []taskAnswers {
	t.Helper()
	b, err := os.ReadFile("../testdata/tasks.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []taskAnswers
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			field, who, _ := strings.Cut(strings.Trim(line, "[]"), " ")
			all = append(all, taskAnswers{field: anwei.FieldID(field), who: anwei.PersonID(who)})
		default:
			all[len(all)-1].said = append(all[len(all)-1].said, line)
		}
	}
	return all
}

// asks brings the talk to where the task is asked: the tasks before it are answered, and
// last month's are where was is set.
func (h *house) asks(t *testing.T, a taskAnswers, was bool) (anwei.ReportKey, anwei.Values) {
	t.Helper()
	form, _ := h.plan.Form("ledger")
	in := h.input(bot.Message{From: a.who})
	unit, _ := h.Unit(in.Person.UnitsAs(anwei.Reporter)[0])
	key := anwei.ReportKey{Form: form.ID, Period: anwei.PeriodOf(form.Every, h.now), Unit: unit.ID}
	before, all := anwei.Values{}, anwei.Values{}
	for _, f := range form.FieldsFor(unit) {
		all[f.ID] = anwei.Value{Text: "上月的进展"}
	}
	for _, f := range form.FieldsFor(unit) {
		if f.ID == a.field {
			break
		}
		before[f.ID] = anwei.Value{Text: "按要求落实"}
	}
	b, err := json.Marshal(anwei.Draft{Key: key, Plan: h.plan.Version, Values: before, Begun: h.now})
	if err != nil {
		t.Fatal(err)
	}
	h.drafts[key] = b
	if was {
		last := key
		last.Period = last.Period.Prev()
		h.reports[last] = anwei.Report{Key: last, Plan: h.plan.Version, Values: all, Revision: 1, First: h.now, At: h.now, By: a.who}
	}
	h.say(t, a.who, "填台账")
	return key, before
}

// TestAskedTaskTakesTheAnswer counts how many of the answers that people give in one
// line to a task of the ledger are recorded under that task, and under no other.
func TestAskedTaskTakesTheAnswer(t *testing.T) {
	t.Parallel()
	like := newHouse(t)
	like.reads()
	taken, all := 0, 0
	var table strings.Builder
	for _, a := range readTaskAnswers(t) {
		got := 0
		var missed []string
		for i, typed := range a.said {
			h := newHouse(t)
			h.reader, h.read = like.reader, like.read
			key, before := h.asks(t, a, i%2 == 0)
			out := h.say(t, a.who, typed)
			d, _ := h.Draft(key)
			now, is := d.Values[a.field]
			own := is && (now.NA || now.Same || strings.Contains(now.Text, strings.TrimRight(typed, "。")) || now.Text == "已完成")
			if own && len(d.Values) == len(before)+1 {
				got++
				continue
			}
			first, _, _ := strings.Cut(strings.TrimSpace(out), "\n")
			missed = append(missed, fmt.Sprintf("%s (%q, %s)", typed, now.Text, first))
		}
		taken, all = taken+got, all+len(a.said)
		fmt.Fprintf(&table, "%s %d/%d\n", a.field, got, len(a.said))
		for _, m := range missed {
			table.WriteString("    " + m + "\n")
		}
	}
	t.Logf("%d of %d answers are recorded under the task that was asked\n%s", taken, all, table.String())
	if all < 221 || taken*100 < all*99 {
		t.Errorf("only %d of %d answers are recorded under the task that was asked", taken, all)
	}
}
