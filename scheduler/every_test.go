package scheduler_test

import (
	"slices"
	"testing"

	"anwei"
)

// TestEveryDuty holds that every obligation of the plan that wants something is
// reminded of in each of its periods: with its own lead, on the last working day
// before its end, and twice after; and that the office gets the list.
func TestEveryDuty(t *testing.T) {
	t.Parallel()
	f, l := campaign(t)
	for _, u := range []anwei.Unit{
		{ID: "jituan", Name: "某集团", Kind: "group", Parent: "xian", Tags: []string{"规模以上"}},
		{ID: "meikuang", Name: "某煤矿", Kind: "risky", Parent: "xian", Tags: []string{"规模以上"}},
		{ID: "shangchang", Name: "某商场", Kind: "enterprise", Parent: "xian", Tags: []string{"规模以上"}},
	} {
		l.roster.Units = append(l.roster.Units, u)
		l.roster.People = append(l.roster.People, anwei.Person{ID: anwei.PersonID(u.ID) + "_tb", Roles: holds(anwei.Reporter, u.ID)})
	}
	type key struct {
		duty   anwei.DutyID
		period anwei.Period
		unit   anwei.UnitID
		rule   anwei.RuleID
	}
	said := map[key]int{}
	for _, r := range between(t, f, l, "2026-02-14 00:00", "2027-01-20 00:00") {
		for _, it := range r.Items {
			if m := it.Matter; m.Duty != "" {
				said[key{m.Duty, m.Period, m.Unit, it.Rule}]++
			}
		}
	}
	checked := 0
	for _, d := range f.Plan.Duties {
		if d.Wanted == 0 {
			continue
		}
		if d.LeadDays == 0 {
			t.Errorf("%s has no lead of its own", d.ID)
		}
		at := slices.IndexFunc(l.roster.Units, d.Audience.Includes)
		if at < 0 {
			t.Errorf("%s concerns nobody", d.ID)
			continue
		}
		seen := map[anwei.Period]bool{}
		for day := f.Plan.From; !f.Plan.To.Before(day); day = day.AddDays(1) {
			p := d.Period(day)
			if seen[p] {
				continue
			}
			seen[p] = true
			checked++
			for _, u := range l.roster.Units {
				if !d.Audience.Includes(u) {
					continue
				}
				k := key{duty: d.ID, period: p, unit: u.ID}
				rules := []anwei.RuleID{"duty-lead", "duty-1", "duty+1", "duty+5"}
				if d.ID == "holiday_check_spring" {
					rules = rules[1:] // its lead falls on the first day of the campaign, as the step after it does
				}
				for _, k.rule = range rules {
					if said[k] == 0 {
						t.Errorf("%s is not reminded by %s of %s in %s", u.Name, k.rule, d.Title, p)
					}
				}
				if f.Plan.ByOffice(u) {
					continue
				}
				if k.unit, k.rule = "xian", "duty+1-office"; said[k] == 0 {
					t.Errorf("the office gets no list of %s in %s", d.Title, p)
				}
			}
		}
	}
	if checked < 60 {
		t.Errorf("only %d periods were looked at", checked)
	}
	wanted := map[anwei.DutyID]int{"theory_study": 2, "practical_matters": 10}
	for id, n := range wanted {
		if d, _ := f.Plan.Duty(id); d.Wanted != n {
			t.Errorf("%s wants %d, the notice %d", id, d.Wanted, n)
		}
	}
}
