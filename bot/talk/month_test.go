package talk_test

import (
	"maps"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
)

// A month as a clerk talks needs at most one and a half times the messages of the same
// month as the guide teaches it, leaves the same in the ledger, and neither has much to
// read, reminders and notices apart. What each of them says stands in testdata/months.
func TestMonths(t *testing.T) {
	const who = "nancun_tb"
	playMonth := func(name string) (h *house, messages, characters int) {
		file := "../testdata/months/" + name + ".txt"
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		h = newHouse(t)
		got := play(t, h, string(want))
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		} else if got != string(want) {
			t.Errorf("%s differs; rewrite it with -update and read the diff.\n%s", name, firstDifference(string(want), got))
		}
		for line := range strings.Lines(got) {
			if strings.HasPrefix(line, who+"> ") {
				messages++
			}
		}
		for _, s := range h.says[who] {
			characters += length(s)
		}
		return h, messages, characters
	}
	t.Logf("month   messages  spoken  characters  spoken")
	for _, n := range []string{"1", "2", "3"} {
		plain, least, read := playMonth(n + "-plain")
		spoken, more, readMore := playMonth(n + "-spoken")
		t.Logf("%5s %10d %7d %11d %7d", n, least, more, read, readMore)
		if 2*more > 3*least {
			t.Errorf("month %s takes %d messages, and %d in one's own words", n, least, more)
		}
		if read > 2000 {
			t.Errorf("in month %s there are %d characters to read", n, read)
		}
		for _, f := range plain.plan.Forms {
			key := anwei.ReportKey{Form: f.ID, Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
			a, b := plain.reports[key], spoken.reports[key]
			if a.Revision == 0 || a.Revision != b.Revision || f.Counts() && !maps.Equal(a.Values, b.Values) || len(a.Values) != len(b.Values) {
				t.Errorf("month %s: %s is revision %d with %v, and %d with %v", n, key, a.Revision, a.Values, b.Revision, b.Values)
			}
		}
	}
}

// length is how many characters there are to read.
func length(s bot.Say) int {
	if c, is := s.Content.(*anwei.Card); is {
		return utf8.RuneCountInString(c.Title + c.Text)
	}
	words, _ := s.Content.(anwei.PlainText)
	return utf8.RuneCountInString(string(words))
}
