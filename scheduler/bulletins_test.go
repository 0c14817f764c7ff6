package scheduler_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// TestBulletinYear writes when the campaign's briefings and summaries go out, where
// everybody wished for the weekly one.
func TestBulletinYear(t *testing.T) {
	t.Parallel()
	f, l := campaign(t)
	var wishes []anwei.Wish
	for _, p := range l.roster.People {
		wishes = append(wishes, anwei.Wish{Person: p.ID, Briefing: anwei.WeeklyBriefing})
	}
	var b strings.Builder
	b.WriteString("# 2026年的每周简报和月小结什么时候发、发给谁：样例名单，假定领导都订每周简报。由 TestBulletinYear 生成（-update 重写）。\n")
	days, seen := 0, map[string]bool{}
	for _, o := range scheduler.Occasions(clock(t, "2026-02-14 00:00"), clock(t, "2027-01-20 00:00"), f) {
		if seen[o.Key()] || scheduler.Quiet(o.At) || !f.Calendar.Working(anwei.DateOf(o.At)) {
			t.Errorf("%s at %s", o.Key(), o.At)
		}
		seen[o.Key()] = true
		if o.Bulletin.Kind == anwei.DailyBriefing {
			days++
			continue
		}
		var to []string
		for _, p := range o.Receivers(f.Plan, l.roster, wishes) {
			to = append(to, string(p))
		}
		fmt.Fprintf(&b, "%s  %s  %s\n", moment(o.At), o.Key(), strings.Join(to, "、"))
	}
	fmt.Fprintf(&b, "每天简报共%d天。\n", days)
	golden(t, "bulletins-2026.txt", b.String())
}

// However a span is cut, the same bulletins go out.
func TestBulletinsOfParts(t *testing.T) {
	t.Parallel()
	f, _ := campaign(t)
	keys := func(from, to string) []string {
		var out []string
		for _, o := range scheduler.Occasions(clock(t, from), clock(t, to), f) {
			out = append(out, o.Key())
		}
		return out
	}
	whole := keys("2026-10-01 00:00", "2026-11-01 00:00")
	for _, cut := range []string{"2026-10-09 08:40", "2026-10-23 09:30", "2026-10-23 09:31", "2026-10-17 12:00"} {
		if parts := append(keys("2026-10-01 00:00", cut), keys(cut, "2026-11-01 00:00")...); !slices.Equal(parts, whole) {
			t.Errorf("cut at %s: %v, want %v", cut, parts, whole)
		}
	}
}

// Whoever reports in somebody's place for a time is told in what is foreseen, on
// the days of the grant, and not where he took it back.
func TestBetweenKnowsGrants(t *testing.T) {
	t.Parallel()
	f, l := campaign(t)
	october := func(day int) anwei.Date { return anwei.Date{Year: 2026, Month: 10, Day: day} }
	l.grants = []anwei.Grant{{
		ID: 1, From: "nancun_tb", To: "xiacun_tb", Units: []anwei.UnitID{"nancun"}, Since: october(19), Until: october(23),
		Asked: clock(t, "2026-10-18 09:00"), Answered: clock(t, "2026-10-18 09:05"),
	}}
	days := func() map[string]bool {
		out := map[string]bool{}
		for _, r := range between(t, f, l, "2026-10-12 00:00", "2026-10-31 00:00") {
			for _, it := range r.Items {
				if r.To == "xiacun_tb" && it.Matter.Unit == "nancun" {
					out[anwei.DateOf(r.At).String()] = true
				}
			}
		}
		return out
	}
	before := slices.Clone(l.roster.People)
	got := days()
	for day := range got {
		if day < "2026-10-19" || day > "2026-10-23" {
			t.Errorf("on %s he is told", day)
		}
	}
	if len(got) == 0 {
		t.Error("whoever reports for a time is told nothing")
	}
	if !slices.EqualFunc(before, l.roster.People, func(a, b anwei.Person) bool { return len(a.Roles) == len(b.Roles) }) {
		t.Error("the roster was changed")
	}
	l.grants[0].Revoked = clock(t, "2026-10-18 10:00")
	if got := days(); len(got) > 0 {
		t.Errorf("taken back, he is told on %v", got)
	}
	// The past is read by the grants as they stood then.
	l.grants[0].Revoked = clock(t, "2026-10-20 10:00")
	if got := days(); !got["2026-10-19"] || got["2026-10-21"] {
		t.Errorf("taken back on the 20th, he is told on %v", got)
	}
	l.grants[0].Answered, l.grants[0].Revoked = clock(t, "2026-10-20 10:00"), time.Time{}
	if got := days(); got["2026-10-19"] || !got["2026-10-21"] {
		t.Errorf("agreed on the 20th, he is told on %v", got)
	}
}
