package talk

import (
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/duty"
	"anwei/bot/filing"
	"anwei/bot/office"
	"anwei/bot/phrases"
)

// unlockTyped takes 同意解锁 where it is typed: of the unit that is named, or the only
// one that has asked.
func unlockTyped(t *bot.Turn, text string) bool {
	rest, ok := bot.CutPrefixes(text, office.WordUnlock)
	if !ok || !t.In.Person.Has(anwei.Office) {
		return false
	}
	var asked []anwei.ReportKey
	for _, f := range t.In.Plan.Forms {
		open := bot.OpenPeriod(f, t.In)
		for _, id := range bot.RunFor(t, bot.Act{Form: f.ID}) {
			u, _ := t.In.Ledger.Unit(id)
			for _, p := range []anwei.Period{open, open.Prev()} {
				r, in := t.In.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: p, Unit: id})
				if in && r.Handled != nil && r.Handled.Kind == anwei.UnlockAsk && (rest == "" || bot.GoesBy(u, rest)) {
					asked = append(asked, r.Key)
				}
			}
		}
	}
	switch len(asked) {
	case 0:
		t.Reply("office.nobody_asked_unlock")
	case 1:
		office.GrantUnlock(t, asked[0])
	default:
		abouts := make([]string, len(asked))
		for i, k := range asked {
			abouts[i] = t.About(anwei.ReportMatter(k))
		}
		t.Reply("office.which_unlock", "abouts", phrases.Names(abouts, 6), "unit", t.UnitName(asked[0].Unit))
	}
	return true
}

// cardWords takes the words on cards that nobody had asked for, where they are typed
// instead of pressed: 去更正 is about the report that came back last, 已完成 and
// 已安排 about what the person was last reminded of.
func cardWords(t *bot.Turn, text string) bool {
	if unlockTyped(t, text) {
		return true
	}
	switch text {
	case phrases.WordStand:
		key, ok := newestBack(t)
		if ok {
			filing.StandAt(t, key)
		}
		return ok
	case office.WordCorrect:
		key, ok := newestBack(t)
		if ok {
			t.Hand.Words = ""
			t.Rooms.Begin(t, key.Form, key.Period, key.Unit)
		}
		return ok
	case anwei.WordHeld, anwei.WordArranged:
		if t.Hand.Stage != bot.Idle {
			return false // the answer to a task of the report in hand
		}
		all := reminded(t, text == anwei.WordArranged)
		switch {
		case len(all) == 0:
			return false
		case len(all) > 1:
			t.Tell("common.which_done", "about", t.About(all[0]))
		default:
			pressMatter(t, text, all[0])
		}
		return true
	}
	return false
}

// newestBack is the report that the office returned or unlocked last.
func newestBack(t *bot.Turn) (anwei.ReportKey, bool) {
	owed := bot.OwedReports(t, t.In.Plan.Forms, anwei.Period{})
	if len(owed) == 0 || owed[0].Kind > bot.OwesCorrection {
		return anwei.ReportKey{}, false
	}
	return owed[0].Matter.Report()
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
			at := lastReminded(t.In.Ledger.Reminders(duty.StepMatter(c, s)))
			if at.Before(c.Opened) {
				at = c.Opened
			}
			add(duty.StepMatter(c, s), at)
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
