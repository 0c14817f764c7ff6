package language_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/config/plan"
	"anwei/language/deed"
	"anwei/language/text"
)

// labelledDeed is one line of testdata/deeds.jsonl: what somebody of a unit of
// the kind Who says on Tuesday 2026-10-20 at 15:00, and what it means.
type labelledDeed struct {
	ID, Who, Text string
	Asked         anwei.DutyID
	Want          struct {
		Kind          deed.Kind
		Duty          anwei.DutyID
		Either        []anwei.DutyID
		On            anwei.Date
		People, Count int
		Result        string
		Refused       []text.Reason
	}
	Tags []string
}

func (l labelledDeed) want() string {
	w := l.Want
	return deedLine(w.Kind, w.Duty, w.Either, w.On, w.People, w.Count, w.Result, w.Refused)
}

func deedLine(kind deed.Kind, duty anwei.DutyID, either []anwei.DutyID, on anwei.Date, people, count int, result string, refused []text.Reason) string {
	day := "-"
	if !on.IsZero() {
		day = on.String()
	}
	return fmt.Sprintf("kind=%s duty=%s either=%s on=%s people=%d count=%d result=%q refused=%s", kind, duty, either, day, people, count, result, refused)
}

func toldLine(d deed.Deed) string {
	return deedLine(d.Kind, d.Duty, d.Either, d.On, d.People, d.Count, d.Result, reasons(d.Refused))
}

func reasons(rs []text.Refusal) []text.Reason {
	var out []text.Reason
	for _, r := range rs {
		out = append(out, r.Reason)
	}
	return out
}

func labelledDeeds(tb testing.TB) []labelledDeed {
	tb.Helper()
	typed, err := os.ReadFile("testdata/deeds.jsonl")
	if err != nil {
		tb.Fatal(err)
	}
	var out []labelledDeed
	for lines := bufio.NewScanner(bytes.NewReader(typed)); lines.Scan(); {
		var l labelledDeed
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			tb.Fatalf("%s: %v", lines.Text(), err)
		}
		out = append(out, l)
	}
	return out
}

// campaign returns the duties of the real plan that concern a unit of the kind,
// and all of them where the kind is empty.
func campaign(tb testing.TB) func(kind string) []anwei.Duty {
	tb.Helper()
	p, err := plan.Default()
	if err != nil {
		tb.Fatal(err)
	}
	return func(kind string) []anwei.Duty {
		u := anwei.Unit{ID: "x", Kind: anwei.UnitKind(kind), Tags: []string{"煤矿", "规模以上"}}
		return slices.DeleteFunc(slices.Clone(p.Duties), func(d anwei.Duty) bool { return kind != "" && !d.Audience.Includes(u) })
	}
}

// campaignDeeds reads of the duties of the real plan.
func campaignDeeds(tb testing.TB) *deed.Reader {
	tb.Helper()
	return deed.NewReader(campaign(tb)(""))
}

// tuesday is 2026-10-20 at 15:00 where the campaign is.
func tuesday() time.Time {
	return time.Date(2026, 10, 20, 15, 0, 0, 0, time.FixedZone("CST", 8*3600))
}

// TestDeedEvaluation reads the labelled set. Nothing may be taken wrong; that
// fewer than the floor are read in full is a step back.
func TestDeedEvaluation(t *testing.T) {
	const least, floor = 150, 0.99
	rd := campaignDeeds(t)
	duties, exact, items := campaign(t), 0, labelledDeeds(t)
	for _, l := range items {
		got := toldLine(rd.Deed(l.Text, deed.Known{Duties: duties(l.Who), Asked: l.Asked, Now: tuesday()}))
		if got == l.want() {
			exact++
			continue
		}
		t.Errorf("%s %s %s asked %q\n\tgot  %s\n\twant %s", l.ID, l.Who, l.Text, l.Asked, got, l.want())
	}
	if got := float64(exact) / float64(len(items)); len(items) < least || got < floor {
		t.Errorf("%d of %d exact", exact, len(items))
	}
}

// TestFiguresAreNoDeeds holds that nobody who reports his month is taken to tell
// of a duty, whichever unit he is of.
func TestFiguresAreNoDeeds(t *testing.T) {
	duties, rd := campaign(t), campaignDeeds(t)
	for _, l := range labelledSet(t) {
		for _, kind := range strings.Fields("town department risky enterprise county office") {
			if d := rd.Deed(l.Text, deed.Known{Duties: duties(kind), Now: tuesday()}); d.Kind != deed.NoDeed {
				t.Errorf("%s %s: %s\n\t%s", l.ID, kind, toldLine(d), l.Text)
			}
		}
		if d := rd.Deed(l.Text, deed.Known{Duties: duties(""), Now: tuesday()}); d.Kind != deed.NoDeed {
			t.Errorf("%s: %s\n\t%s", l.ID, toldLine(d), l.Text)
		}
	}
}

// TestOtherTalkIsNoDeed reads what was collected to mislead the readers of
// figures, and the questions of leaders: neither tells of a duty.
func TestOtherTalkIsNoDeed(t *testing.T) {
	duties, rd := campaign(t), campaignDeeds(t)
	lines := append(trapTexts(t), questionTexts(t)...)
	if len(lines) < 1000 {
		t.Fatalf("only %d lines", len(lines))
	}
	told := []string{"重大隐患判定标准培训2次", "开展自查培训3场45人次，隐患30个"} // of a training indeed
	for _, typed := range lines {
		if slices.Contains(told, typed) {
			continue
		}
		for _, kind := range []string{"town", "department", "enterprise", ""} {
			if d := rd.Deed(typed, deed.Known{Duties: duties(kind), Now: tuesday()}); d.Kind != deed.NoDeed {
				t.Errorf("%s: %s\n\t%s", kind, toldLine(d), typed)
			}
		}
	}
}

// trapTexts returns the texts of testdata/traps.txt.
func trapTexts(tb testing.TB) []string {
	tb.Helper()
	typed, err := os.ReadFile("figures/testdata/traps.txt")
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for l := range strings.Lines(string(typed)) {
		if parts := strings.Split(l, "|"); len(parts) > 2 && !strings.HasPrefix(l, "#") {
			out = append(out, strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(parts[2]))
		}
	}
	return out
}
