package language_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"
)

type labelledQuery struct {
	ID, Now, Text string
	Want          struct{ Intent, Period, Unit, Metric, Form *string }
	Tags          []string
}

func (l labelledQuery) slots() []string {
	w := l.Want
	out := make([]string, 0, 5)
	for _, s := range []*string{w.Intent, w.Period, w.Unit, w.Metric, w.Form} {
		if s == nil {
			out = append(out, "-")
		} else {
			out = append(out, *s)
		}
	}
	return out
}

// TestQuestionEvaluation reads the labelled questions of each set. That fewer than the
// floor are read right in every slot is a step back, and none may be answered that was not
// asked.
func TestQuestionEvaluation(t *testing.T) {
	for _, set := range []string{"testdata/queries", "question/testdata/queries-2", "question/testdata/queries-fresh"} {
		t.Run(set, func(t *testing.T) { evaluated(t, set+".jsonl") })
	}
}

func evaluated(t *testing.T, path string) {
	t.Helper()
	const floor = 0.99
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	type row struct{ all, exact, intent, period, unit, metric, form int }
	table, total, exact := map[string]*row{}, 0, 0
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); total++ {
		var l labelledQuery
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		k := asking(t, l.Now)
		got, want := strings.Fields(slots(k.read(l.Text), k.Units))[:5], l.slots()
		same := strings.Join(got, " ") == strings.Join(want, " ")
		if same {
			exact++
		} else {
			t.Logf("%s %s\n\tgot  %s\n\twant %s", l.ID, l.Text, got, want)
			if got[0] != "none" && got[0] != "help" {
				t.Errorf("%s was answered, as %s", l.Text, got)
			}
		}
		for _, tag := range append([]string{"all"}, l.Tags...) {
			if table[tag] == nil {
				table[tag] = &row{}
			}
			r := table[tag]
			r.all++
			if same {
				r.exact++
			}
			for i, n := range []*int{&r.intent, &r.period, &r.unit, &r.metric, &r.form} {
				if got[i] != want[i] {
					*n++
				}
			}
		}
	}
	var tags []string
	for tag := range table {
		tags = append(tags, tag)
	}
	sort.Strings(tags)
	var b strings.Builder
	for _, tag := range tags {
		r := table[tag]
		fmt.Fprintf(&b, "%-26s %3d exact %3d  wrong: intent %d period %d unit %d metric %d form %d\n", tag, r.all, r.exact, r.intent, r.period, r.unit, r.metric, r.form)
	}
	t.Log("\n" + b.String())
	if got := float64(exact) / float64(total); got < floor {
		t.Errorf("exact %.3f, under the floor of %.3f", got, floor)
	}
}
