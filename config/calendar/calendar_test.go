package calendar_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anwei"
	"anwei/config"
	"anwei/config/calendar"
)

func day(t *testing.T, s string) anwei.Date {
	t.Helper()
	d, err := anwei.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDefault(t *testing.T) {
	c, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Off) != 33 || len(c.Work) != 6 || !c.Known(2026) || c.Known(2027) {
		t.Fatalf("2026 has %d days off and %d make-up days", len(c.Off), len(c.Work))
	}
	for s, works := range map[string]bool{
		"2026-02-13": true, "2026-02-14": true, "2026-02-15": false, "2026-02-23": false, "2026-02-24": true, "2026-02-28": true,
		"2026-09-20": true, "2026-09-25": false, "2026-10-07": false, "2026-10-08": true, "2026-10-10": true, "2026-10-11": false,
	} {
		if c.Working(day(t, s)) != works {
			t.Errorf("%s: working is %v", s, !works)
		}
	}
}

func TestBad(t *testing.T) {
	const good = "year: 2026\noff:\n  - {name: 国庆节, from: 2026-10-01, to: 2026-10-07}\nwork:\n  - 2026-10-10\n"
	for _, c := range []struct{ name, old, now, want string }{
		{"year", "year: 2026", "year: 26", "bad.yaml:1: year: 年份“26”不对"},
		{"no days off", "off:\n  - {name: 国庆节, from: 2026-10-01, to: 2026-10-07}\n", "", "bad.yaml:1: off: 没有放假的日子"},
		{"name", "name: 国庆节, ", "", "bad.yaml:3: off[0].name: 没有填写"},
		{"from", "from: 2026-10-01, ", "", "bad.yaml:3: off[0].from: 没有填写"},
		{"turned", "to: 2026-10-07", "to: 2026-09-30", "bad.yaml:3: off[0].to: 最后一天 2026-09-30 早于第一天 2026-10-01"},
		{"long", "to: 2026-10-07", "to: 2026-11-07", "bad.yaml:3: off[0].to: 2026-10-01 至 2026-11-07 超过15天"},
		{"other year", "from: 2026-10-01, to: 2026-10-07", "from: 2025-10-01", "bad.yaml:3: off[0].from: 2025-10-01 不在 2026 年"},
		{"off twice", "work:", "  - {name: 中秋节, from: 2026-10-06}\nwork:", "bad.yaml:4: off[1].from: 2026-10-06 已经算在另一个节日里"},
		{"work twice", "- 2026-10-10", "- 2026-10-10\n  - 2026-10-10", "bad.yaml:6: work[1]: 2026-10-10 写了两次"},
		{"off and work", "- 2026-10-10", "- 2026-10-03", "bad.yaml:5: work[0]: 2026-10-03 又放假又上班"},
		{"weekday", "- 2026-10-10", "- 2026-10-09", "bad.yaml:5: work[0]: 2026-10-09 是星期五，本来就上班"},
		{"no day", "- 2026-10-10", "- 2026-10-32", "bad.yaml:5: work[0]: “2026-10-32”不是正确的日期"},
		{"unknown key", "work:", "works:", "bad.yaml:4: works: 不认识“works”；这里可以写的有：year、off、work"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := calendar.Load("bad.yaml", []byte(strings.Replace(good, c.old, c.now, 1)))
			var ps config.Problems
			if !errors.As(err, &ps) || !strings.Contains("\n"+err.Error(), "\n"+c.want) {
				t.Errorf("got\n%v\nwant a line\n%s", err, c.want)
			}
		})
	}
}

func TestMerge(t *testing.T) {
	base, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "2026b.yaml")
	if err := os.WriteFile(path, []byte("year: 2026\noff:\n  - {name: 补假, from: 2026-10-10}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	later, err := calendar.LoadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := calendar.Merge(base, later)
	if c.Working(day(t, "2026-10-10")) || c.Working(day(t, "2026-10-01")) || !c.Working(day(t, "2026-09-20")) {
		t.Error("the later calendar does not win, or the earlier one is lost")
	}
	if !base.Working(day(t, "2026-10-10")) {
		t.Error("Merge changed what it was given")
	}
}

// TestMergeLaterWins merges an announcement with one that came later and takes days
// back, both ways.
func TestMergeLaterWins(t *testing.T) {
	load := func(text string) anwei.Calendar {
		c, err := calendar.Load("own.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	a := load("year: 2026\noff:\n  - {name: 甲, from: 2026-10-10}\nwork:\n  - 2026-10-17\n")
	b := load("year: 2026\noff:\n  - {name: 乙, from: 2026-10-17}\nwork:\n  - 2026-10-10\n")
	for _, c := range []struct {
		merged      anwei.Calendar
		tenth, next bool
	}{
		{calendar.Merge(a, b), true, false},
		{calendar.Merge(b, a), false, true},
	} {
		if c.merged.Working(day(t, "2026-10-10")) != c.tenth || c.merged.Working(day(t, "2026-10-17")) != c.next {
			t.Errorf("merged: off %v, work %v", c.merged.Off, c.merged.Work)
		}
		if len(c.merged.Off) != 1 || len(c.merged.Work) != 1 {
			t.Errorf("a day is both off and worked: off %v, work %v", c.merged.Off, c.merged.Work)
		}
	}
}
