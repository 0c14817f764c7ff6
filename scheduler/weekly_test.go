package scheduler_test

import (
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/scheduler"
)

// TestWeekdayOfTheBriefing asks for weekly briefings on another day than Monday,
// and for none. The week of National Day has no working day until Thursday.
func TestWeekdayOfTheBriefing(t *testing.T) {
	t.Parallel()
	for weekday, want := range map[int]string{
		0: "",
		1: "2026-09-28 2026-10-08 2026-10-12 2026-10-19",
		3: "2026-09-30 2026-10-08 2026-10-14 2026-10-21",
		5: "2026-10-09 2026-10-16 2026-10-23",
	} {
		f, _ := campaign(t)
		f.Plan.Bulletins.Weekday = weekday
		var got []string
		for _, o := range scheduler.Occasions(clock(t, "2026-09-28 00:00"), clock(t, "2026-10-25 00:00"), f) {
			if o.Bulletin.Kind == anwei.WeeklyBriefing {
				got = append(got, anwei.DateOf(o.At).String())
			}
		}
		if days := strings.Join(got, " "); days != want {
			t.Errorf("on weekday %d they go out on %q, want %q", weekday, days, want)
		}
	}
}

// TestSummaryIsForWhoeverSeesSeveral: a leader of one reporting unit needs no
// summary of it, one of two does.
func TestSummaryIsForWhoeverSeesSeveral(t *testing.T) {
	t.Parallel()
	f, _ := campaign(t)
	form, _ := f.Plan.Form(f.Plan.Bulletins.Form)
	kind := form.Audience.Kinds[0]
	r := anwei.Roster{
		Units: []anwei.Unit{
			{ID: "one", Kind: "county"},
			{ID: "a", Kind: kind, Parent: "one"},
			{ID: "two", Kind: "county"},
			{ID: "b", Kind: kind, Parent: "two"},
			{ID: "c", Kind: kind, Parent: "two"},
		},
		People: []anwei.Person{
			{ID: "leads_one", Roles: holds(anwei.Leader, "one")},
			{ID: "leads_two", Roles: holds(anwei.Leader, "two")},
			{ID: "reports", Roles: holds(anwei.Reporter, "two")},
		},
	}
	o := scheduler.Occasion{Bulletin: anwei.Bulletin{Kind: anwei.PeriodSummary}}
	if got := o.Receivers(f.Plan, r, nil); !slices.Equal(got, []anwei.PersonID{"leads_two"}) {
		t.Errorf("a summary goes to %v", got)
	}
}
