package figures_test

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
	"anwei/language/figures"
)

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

func labelledIn(tb testing.TB, name string) []labelled {
	tb.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Skipf("no set: %v", err)
	}
	var out []labelled
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l labelled
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			tb.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

func (l labelled) verdict(got anwei.Values) string {
	wrong, missing := 0, 0
	for id, v := range got {
		want, ok := l.Want[id]
		if !ok {
			want, ok = l.May[id]
		}
		if !ok || want != v.N {
			wrong++
		}
	}
	for id := range l.Want {
		if _, ok := got[id]; !ok {
			missing++
		}
	}
	switch {
	case wrong > 0:
		return "wrong"
	case missing > 0:
		return "asked"
	}
	return "exact"
}

func shortNames() map[anwei.FieldID]string {
	out := map[anwei.FieldID]string{}
	for i, fd := range figuresForm().Fields {
		out[fd.ID] = strings.Fields("LI LH SC SH SR SM SMR DC DH DR DM DMR SD PE AC")[i]
	}
	return out
}

func show(v map[anwei.FieldID]int64) string {
	var out []string
	for _, fd := range figuresForm().Fields {
		if n, ok := v[fd.ID]; ok {
			out = append(out, fmt.Sprintf("%s=%d", shortNames()[fd.ID], n))
		}
	}
	return strings.Join(out, " ")
}

func plain(v anwei.Values) map[anwei.FieldID]int64 {
	out := map[anwei.FieldID]int64{}
	for id, x := range v {
		out[id] = x.N
	}
	return out
}

// TestSets reads the labelled sets. Nothing may be read wrong, and 97 of 100 are
// read in full. SHOW=wa shows what is wrong and what is asked about, WHY=1 the
// readings that were compared.
func TestSets(t *testing.T) {
	const dir = "../../../shared/data/utterances/"
	list := os.Getenv("SHOW")
	f := figuresForm()
	r := figures.New(f)
	files := []string{"testdata/figures.jsonl", dir + "figures-2.jsonl"}
	if x := os.Getenv("EXTRA"); x != "" {
		files = []string{x}
	}
	for _, name := range files {
		rows := map[string]map[string]int{}
		for _, l := range labelledIn(t, name) {
			have := anwei.Values{}
			for id, n := range l.Have {
				have[id] = anwei.Number(n)
			}
			got := r.Read(l.Text, figures.Asked{Fields: l.Asked, Have: have})
			v := l.verdict(got.Values())
			kind := strings.TrimRight(l.ID, "0123456789")
			for _, k := range []string{kind, "all"} {
				if rows[k] == nil {
					rows[k] = map[string]int{}
				}
				rows[k][v]++
			}
			if v != "exact" && strings.Contains(list, v[:1]) {
				var asked []string
				for _, id := range l.Asked {
					asked = append(asked, shortNames()[id])
				}
				t.Logf("%s %s @%s %q\n   got  %s\n   want %s (may %s) rej %v", v, l.ID, strings.Join(asked, " "), l.Text, show(plain(got.Values())), show(l.Want), show(l.May), l.Reject)
				if os.Getenv("WHY") != "" {
					t.Log("\n" + got.Explain())
				}
			}
		}
		if all := rows["all"]; all["wrong"] > 0 || float64(all["exact"]) < 0.97*float64(all["exact"]+all["asked"]) {
			t.Errorf("%s: %v", name, all)
		}
		var kinds []string
		for k := range rows {
			kinds = append(kinds, k)
		}
		sort.Strings(kinds)
		for _, k := range kinds {
			n := rows[k]
			t.Logf("%-16s %-4s exact %3d asked %3d wrong %3d", name[strings.LastIndex(name, "/")+1:], k, n["exact"], n["asked"], n["wrong"])
		}
	}
}
