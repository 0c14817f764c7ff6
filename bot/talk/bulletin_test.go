package talk_test

import (
	"maps"
	"os"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/bot/query"
)

// bulletin composes a bulletin for somebody at a time.
func bulletin(t *testing.T, h *house, who anwei.PersonID, at string, b anwei.Bulletin) string {
	t.Helper()
	h.now = parseTime(t, h, at)
	in := bot.Input{Now: h.now, Plan: h.plan, Calendar: h.calendar, Ledger: h, Phrases: phrases.New()}
	for _, p := range h.roster.People {
		if p.ID == who {
			in.Person, in.Known = p, true
		}
	}
	return query.Bulletin(in, b)
}

// TestBulletins holds what the office and leaders read, against a file that a
// reviewer reads; rewritten with -update.
func TestBulletins(t *testing.T) {
	const golden = "../testdata/bulletins.txt"
	h := filledHouse(t)
	h.cases = append(h.cases,
		anwei.Case{ID: 1, Kind: "hazard", Unit: "nancun", Opened: h.now, Steps: []anwei.CaseStep{{ID: "fix", Title: "整改销号", Due: anwei.Date{Year: 2026, Month: time.October, Day: 20}}}},
		anwei.Case{ID: 2, Kind: "hazard", Unit: "xiacun", Opened: h.now, Steps: []anwei.CaseStep{{ID: "fix", Title: "整改销号", Due: anwei.Date{Year: 2026, Month: time.December, Day: 20}}}},
	)
	var b strings.Builder
	for _, c := range []struct {
		who  anwei.PersonID
		at   string
		what anwei.Bulletin
	}{
		{"xianzhang", "2026-10-09 08:40", anwei.Bulletin{Kind: anwei.DailyBriefing}},
		{"xianzhang", "2026-10-20 08:40", anwei.Bulletin{Kind: anwei.DailyBriefing}},
		{"nancun_zz", "2026-10-20 08:40", anwei.Bulletin{Kind: anwei.DailyBriefing}},
		{"nancun_tb", "2026-10-20 08:40", anwei.Bulletin{Kind: anwei.DailyBriefing}},
		{"xianzhang", "2026-10-23 09:30", anwei.Bulletin{Kind: anwei.PeriodSummary, Period: anwei.MonthPeriod(2026, 10)}},
		{"anban", "2026-10-23 09:30", anwei.Bulletin{Kind: anwei.PeriodSummary, Period: anwei.MonthPeriod(2026, 9)}},
		{"nancun_zz", "2026-10-23 09:30", anwei.Bulletin{Kind: anwei.PeriodSummary, Period: anwei.MonthPeriod(2026, 10)}},
	} {
		text := bulletin(t, h, c.who, c.at, c.what)
		if n := len([]rune(text)); n > 300 {
			t.Errorf("%s at %s reads %d characters, more than anybody should have to read", c.who, c.at, n)
		}
		b.WriteString("== " + string(c.who) + " " + c.at + " " + string(c.what.Kind) + "\n" + text + "\n")
	}
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the bulletins differ; run with -update and read the diff.\n%s", firstDifference(string(want), b.String()))
	}
}

// A briefing is silent once nothing is open, speaks again of what waits to be
// checked, and never says a name out of sight.
func TestBriefingIsQuiet(t *testing.T) {
	h := filledHouse(t)
	form, _ := h.plan.Form("figures")
	for i, u := range h.roster.Units {
		if form.Audience.Includes(u) {
			r := filled(h, u, i, time.October)
			r.Key.Form, r.Values = "figures", figuresOf(i, 10)
			h.reports[r.Key] = r
		}
	}
	daily := anwei.Bulletin{Kind: anwei.DailyBriefing}
	if got := bulletin(t, h, "xianzhang", "2026-10-22 08:40", daily); got != "" {
		t.Errorf("with all reports in, a briefing says %s", got)
	}
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "xiacun"}
	whole := maps.Clone(h.reports)
	r := h.reports[key]
	r.Handled = &anwei.Handling{N: 1, Kind: anwei.Returned, Revision: r.Revision, Reason: "漏报"}
	h.reports[key] = r
	if got := bulletin(t, h, "xianzhang", "2026-10-22 08:40", daily); !strings.Contains(got, "其中1家待核") {
		t.Errorf("with a report returned, a briefing says %s", got)
	}
	h.reports = whole
	delete(h.reports, key)
	if got := bulletin(t, h, "nancun_zz", "2026-10-22 08:40", daily); strings.Contains(got, "下村") {
		t.Errorf("the leader of another town reads %s", got)
	}
	if got := bulletin(t, h, "xianzhang", "2026-10-22 08:40", daily); !strings.Contains(got, "未报1家：下村镇") {
		t.Errorf("with a report missing, a briefing says %s", got)
	}
}
