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

	"anwei"
	"anwei/language"
)

// labelled is one line of the evaluation set; GUIDE.md beside the set says what
// its members mean.
type labelled struct {
	ID     string
	Asked  []anwei.FieldID
	Have   map[anwei.FieldID]int64
	Text   string
	Want   map[anwei.FieldID]int64
	May    map[anwei.FieldID]int64
	Reject bool
	Tags   []string
}

func labelledSet(tb testing.TB) []labelled {
	tb.Helper()
	const name = "testdata/figures.jsonl"
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	var out []labelled
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		var l labelled
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			tb.Fatalf("%s:%d: %v", name, n, err)
		}
		out = append(out, l)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}

func (l labelled) asked(f anwei.Form) language.Asked {
	have := anwei.Values{}
	for id, n := range l.Have {
		have[id] = anwei.Number(n)
	}
	return language.Asked{Form: f, Fields: l.Asked, Have: have}
}

// score compares a reading with its label: what is missing, and what was set
// that the text does not determine.
func (l labelled) score(r language.Reading) (missing, wrong []string) {
	got := r.Values()
	for id, v := range got {
		want, ok := l.Want[id]
		if !ok {
			want, ok = l.May[id]
		}
		if !ok || v.N != want || v.NA {
			wrong = append(wrong, fmt.Sprintf("%s=%d", id, v.N))
		}
	}
	for id, n := range l.Want {
		if _, ok := got[id]; !ok {
			missing = append(missing, fmt.Sprintf("%s=%d", id, n))
		}
	}
	sort.Strings(missing)
	sort.Strings(wrong)
	return missing, wrong
}

// TestEvaluation reads the labelled set. Nothing may be read wrong; that fewer
// than the floor are read in full is a step back.
func TestEvaluation(t *testing.T) {
	const floor = 0.99
	type row struct{ exact, asked, wrong int }
	table := map[string]*row{}
	form, exact, items := figuresForm(), 0, labelledSet(t)
	for _, l := range items {
		r := language.Figures(l.Text, l.asked(form))
		missing, wrong := l.score(r)
		for _, tag := range append([]string{"all"}, l.Tags...) {
			if table[tag] == nil {
				table[tag] = &row{}
			}
			switch {
			case len(wrong) > 0:
				table[tag].wrong++
			case len(missing) > 0:
				table[tag].asked++
			default:
				table[tag].exact++
			}
		}
		switch {
		case len(wrong) > 0:
			t.Errorf("%s: wrong %v, missing %v\n\t%s\n\trefusals %+v", l.ID, wrong, missing, l.Text, r.Refusals)
		case len(missing) > 0:
			t.Logf("%s: missing %v\n\t%s\n\trefusals %+v", l.ID, missing, l.Text, r.Refusals)
		default:
			exact++
		}
	}
	var tags []string
	for tag := range table {
		tags = append(tags, tag)
	}
	sort.Strings(tags)
	var b strings.Builder
	for _, tag := range tags {
		fmt.Fprintf(&b, "%-22s exact %3d  asked %3d  wrong %3d\n", tag, table[tag].exact, table[tag].asked, table[tag].wrong)
	}
	t.Log("\n" + b.String())
	if got := float64(exact) / float64(len(items)); got < floor {
		t.Errorf("exact %.3f, under the floor of %.3f", got, floor)
	}
}
