package scheduler_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anwei/scheduler"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden writes the whole ladder of some months as a reviewer reads it. In
// each 下村镇 has reported before and 南村镇 has begun.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, month := range []string{"2026-02", "2026-08", "2026-10"} {
		t.Run(month, func(t *testing.T) {
			t.Parallel()
			l := newLedger()
			from := clock(t, month+"-01 00:00")
			key := october("xiacun")
			key.Period.N = int(from.Month())
			l.report(key)
			key.Unit = "nancun"
			l.begin(key, 12)
			got := readable(between(t, from, from.AddDate(0, 1, 0), facts(l)))
			name := filepath.Join("testdata", month+".txt")
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; rewrite it with -update and read the diff. Now:\n%s", name, got)
			}
		})
	}
}

// readable prints a heading for each time and two lines for each reminder.
func readable(rs []scheduler.Reminder) string {
	var b strings.Builder
	var last time.Time
	for _, r := range rs {
		if !r.At.Equal(last) {
			last = r.At
			day := [...]string{"日", "一", "二", "三", "四", "五", "六"}[r.At.Weekday()]
			fmt.Fprintf(&b, "== %s 周%s %s\n", r.At.Format(time.DateOnly), day, r.At.Format("15:04"))
		}
		fmt.Fprintf(&b, "%s  (%s)  %s\n    %s\n", r.To, r.As, r.Key, r.Text)
	}
	return b.String()
}
