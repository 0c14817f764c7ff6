package tables_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/report/tables"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// read decodes a file of testdata.
func read[T any](t *testing.T, name string) T {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var v T
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

// golden compares the table with its golden file, as text.
func golden(t *testing.T, name string, table tables.Table) {
	t.Helper()
	if err := table.Valid(); err != nil {
		t.Error(err)
	}
	path := filepath.Join("testdata", name+".golden")
	got := dump(table)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at the diff after go test -update\ngot:\n%s", path, got)
	}
}

// dump writes the table with a line for each row: empty cells are blank, and
// cells under a span are dots.
func dump(t tables.Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "name   %s\nannex  %s\ntitle  %s\n", t.Name, t.Annex, t.Title)
	for _, l := range t.Above {
		fmt.Fprintf(&b, "above  %s | %s | %s\n", l.Left, l.Middle, l.Right)
	}
	b.WriteString("width ")
	for _, c := range t.Columns {
		fmt.Fprintf(&b, " %d", c.Width)
	}
	b.WriteByte('\n')
	dumpRows(&b, "head", t.Head)
	dumpRows(&b, "row", t.Rows)
	for _, l := range t.Foot {
		fmt.Fprintf(&b, "foot   %s | %s | %s\n", l.Left, l.Middle, l.Right)
	}
	if t.Code != "" {
		fmt.Fprintf(&b, "code   %s\n", t.Code)
	}
	return b.String()
}

func dumpRows(b *strings.Builder, what string, rows []tables.Row) {
	for _, r := range rows {
		fmt.Fprintf(b, "%-6s ", what+mark(r.Mark))
		for _, c := range r.Cells {
			s := strings.ReplaceAll(c.String(), "\n", "⏎") + mark(c.Mark)
			if c.Kind == tables.Covered {
				s = "·"
			}
			if cols, high := c.Span(); cols > 1 || high > 1 {
				s += fmt.Sprintf("{%dx%d}", cols, high)
			}
			b.WriteString(s + "|")
		}
		b.WriteByte('\n')
	}
}

func mark(m tables.Mark) string { return [...]string{"", "=", "?", "!", "-"}[m] }

func zone() *time.Location { return time.FixedZone("CST", 8*3600) }

// sample makes up a report of 15 figures that rise with n.
func sample(form anwei.Form, n int) anwei.Values {
	v := anwei.Values{}
	for i, f := range form.Fields {
		if f.Kind == anwei.Count {
			v[f.ID] = anwei.Number(int64((n*7 + i*3) % 41))
		} else {
			v[f.ID] = anwei.Value{Text: fmt.Sprintf("第%d项已按要求落实，第%d次检查。", i+1, n)}
		}
	}
	return v
}
