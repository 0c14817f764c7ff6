package figures_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anwei"
	"anwei/language/figures"
)

// TestFresh reads messages that were written without a look at the reader, as far
// as what they taught has been mended.
func TestFresh(t *testing.T) {
	f := figuresForm()
	r := figures.New(f)
	names, err := filepath.Glob("testdata/fresh*.txt")
	if x := os.Getenv("FRESH"); x != "" {
		names, err = []string{x}, nil // a set that is not mended yet
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rows := map[string]int{}
		for row := range strings.Lines(string(text)) {
			row = strings.TrimSuffix(row, "\n")
			part := strings.SplitN(row, "|", 4)
			if len(part) < 4 || strings.HasPrefix(row, "#") {
				continue
			}
			cut := strings.LastIndex(part[3], "|")
			typed := strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(part[3][:cut])
			want, may := anwei.Values{}, anwei.Values{}
			for s := range strings.FieldsSeq(part[3][cut+1:]) {
				into := want
				if strings.HasPrefix(s, "?") {
					into = may
				}
				for id, v := range values(t, f, strings.TrimPrefix(s, "?")) {
					into[id] = v
				}
			}
			have := values(t, f, strings.ReplaceAll(part[2], "full", full))
			verdict := func(got anwei.Values) string {
				out := "exact"
				for id := range want {
					if _, ok := got[id]; !ok {
						out = "asked"
					}
				}
				for id, v := range got {
					if want[id] != v && may[id] != v {
						out = "wrong"
					}
					if _, ok := want[id]; !ok {
						if _, ok := may[id]; !ok {
							out = "wrong"
						}
					}
				}
				return out
			}
			got := r.Read(typed, figures.Asked{Fields: ids(t, f, part[1]), Have: have, Month: 10})
			v := verdict(got.Values())
			if v == "asked" {
				for _, d := range got.Doubts {
					for _, x := range d.Readings {
						all := got.Values()
						for id, n := range x {
							all[id] = n
						}
						if verdict(all) == "exact" {
							v = "once" // a question with the readings on buttons
						}
					}
				}
			}
			rows[part[0]+" "+v]++
			if v != "exact" {
				t.Logf("%s %s\n\tgot %s", v, row, line(f, got.Values()))
				if os.Getenv("WHY") != "" {
					t.Log(got.Explain())
				}
			}
		}
		t.Log(name, rows)
		for kind, n := range rows {
			if strings.HasSuffix(kind, "wrong") || strings.HasSuffix(kind, "asked") && 5*n > rows[kind[:2]+"exact"] && n > 2 {
				t.Errorf("%s: %d %s", name, n, kind)
			}
		}
	}
}
