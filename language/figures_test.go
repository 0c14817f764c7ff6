package language_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anwei"
	"anwei/language"
)

// short are the short names of the fields in the tables of this package.
func short() []string {
	return strings.Fields("li lh sc sh sr sm smr dc dh dr dm dmr sd pe ac")
}

// ids turns short names into fields. L, S and D are the three groups.
func ids(tb testing.TB, f anwei.Form, names string) []anwei.FieldID {
	tb.Helper()
	var out []anwei.FieldID
	for _, name := range strings.Fields(names) {
		n := len(out)
		for i, fd := range f.Fields {
			group := map[string]string{"L": "leader", "S": "self", "D": "dept"}[name]
			if short()[i] == name || fd.Group == group {
				out = append(out, fd.ID)
			}
		}
		if len(out) == n {
			tb.Fatalf("no field %q", name)
		}
	}
	return out
}

// figures reads sc=12 sh=3.
func figures(tb testing.TB, f anwei.Form, text string) anwei.Values {
	tb.Helper()
	v := anwei.Values{}
	for _, s := range strings.Fields(text) {
		name, value, _ := strings.Cut(s, "=")
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			tb.Fatal(err)
		}
		for _, id := range ids(tb, f, name) {
			v[id] = anwei.Number(n)
		}
	}
	return v
}

// line writes values as sc=12 sh=3, in the order of the form.
func line(f anwei.Form, v anwei.Values) string {
	var out []string
	for i, fd := range f.Fields {
		if n, ok := v.Number(fd.ID); ok {
			out = append(out, fmt.Sprintf("%s=%d", short()[i], n))
		}
	}
	return strings.Join(out, " ")
}

const allZero = "L=0 S=0 D=0"

type figureCase struct{ asked, have, text, want string }

func TestFigures(t *testing.T) {
	f := figuresForm()
	for _, c := range slices.Concat(figureCases(), moreCases(), extraCases(), trapCases()) {
		a := language.Asked{Form: f, Fields: ids(t, f, c.asked), Have: figures(t, f, c.have)}
		r := language.Figures(c.text, a)
		if got, want := line(f, r.Values()), line(f, figures(t, f, c.want)); got != want {
			t.Errorf("asked %q, have %q: %s\n\tgot  %s\n\twant %s\n\trefusals %+v", c.asked, c.have, c.text, got, want, r.Refusals)
		}
	}
}

// TestTraps reads the sentences of testdata/traps.txt. Nothing may be read of
// them that they do not determine.
func TestTraps(t *testing.T) {
	f := figuresForm()
	text, err := os.ReadFile("testdata/traps.txt")
	if err != nil {
		t.Fatal(err)
	}
	for row := range strings.Lines(string(text)) {
		row, loose := strings.CutPrefix(strings.TrimSuffix(row, "\n"), "~")
		part := strings.SplitN(row, "|", 3)
		if len(part) < 3 || strings.HasPrefix(row, "#") {
			continue
		}
		cut := strings.LastIndex(part[2], "|")
		typed := strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(part[2][:cut])
		want := figures(t, f, strings.ReplaceAll(part[2][cut+1:], "?", ""))
		may := map[anwei.FieldID]bool{}
		for s := range strings.FieldsSeq(part[2][cut+1:]) {
			if name, _, _ := strings.Cut(s, "="); loose || strings.HasPrefix(s, "?") {
				for _, id := range ids(t, f, strings.TrimPrefix(name, "?")) {
					may[id] = true
				}
			}
		}
		have := figures(t, f, strings.ReplaceAll(part[1], "full", full))
		got := language.Figures(typed, language.Asked{Form: f, Fields: ids(t, f, part[0]), Have: have})
		for id, v := range got.Values() {
			if w, ok := want[id]; !ok || w != v {
				t.Errorf("asked %q: %s: read %s as %d, want %s", part[0], typed, id, v.N, part[2][cut+1:])
			}
		}
		for id := range want {
			if _, ok := got.Values()[id]; !ok && !may[id] {
				t.Errorf("asked %q: %s: %s not read: %+v", part[0], typed, id, got.Refusals)
			}
		}
	}
}
