package duty

import (
	"time"

	"anwei"
	"anwei/bot"
)

// done takes 已完成 and 已安排 where they are typed instead of pressed: they are about what
// the person was last reminded of.
func done(t *bot.Turn, word string) bool {
	if t.Hand.Stage != bot.Idle {
		return false // the answer to a task of the report in hand
	}
	all := reminded(t, word == anwei.WordArranged)
	switch {
	case len(all) == 0:
		return false
	case len(all) > 1:
		t.Tell("common.which_done", "about", t.About(all[0]))
	case word == anwei.WordArranged:
		PressArranged(t, all[0])
	default:
		PressHeld(t, all[0])
	}
	return true
}

// reminded returns the duties and steps of cases of the person's units, not yet
// done, that the newest message spoke of; duties alone where only they can be
// arranged.
func reminded(t *bot.Turn, duties bool) []anwei.Matter {
	var out []anwei.Matter
	var newest time.Time
	add := func(m anwei.Matter, at time.Time) {
		if done, _ := t.Done(m); done || at.IsZero() || at.Before(newest) {
			return
		}
		if at.After(newest) {
			out, newest = nil, at
		}
		out = append(out, m)
	}
	for _, u := range t.Mine() {
		eachDuty(t, u, func(m anwei.Matter) { add(m, lastReminded(t.In.Ledger.Reminders(m))) })
		if duties {
			continue
		}
		for _, c := range t.In.Ledger.Cases(u.ID, true) {
			s, open := c.Next()
			if !open {
				continue
			}
			at := lastReminded(t.In.Ledger.Reminders(StepMatter(c, s)))
			if at.Before(c.Opened) {
				at = c.Opened
			}
			add(StepMatter(c, s), at)
		}
	}
	return out
}

// eachDuty calls fn with the duties of a unit, of the period that runs and the one
// before.
func eachDuty(t *bot.Turn, u anwei.Unit, fn func(anwei.Matter)) {
	for _, d := range t.In.Plan.Duties {
		if !d.Audience.Includes(u) {
			continue
		}
		m := anwei.Matter{Unit: u.ID, Duty: d.ID, Period: d.Period(t.Today())}
		fn(m)
		if d.Every != "" {
			m.Period = m.Period.Prev()
			fn(m)
		}
	}
}

func lastReminded(all []anwei.Reminded) time.Time {
	var at time.Time
	for _, r := range all {
		if r.At.After(at) {
			at = r.At
		}
	}
	return at
}
