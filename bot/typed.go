package bot

import (
	"time"

	"anwei"
)

// unlockTyped takes 同意解锁 where it is typed: of the unit that is named, or the only
// one that has asked.
func (t *turn) unlockTyped(text string) bool {
	rest, ok := cutPrefixes(text, wordUnlock)
	if !ok || !t.in.Person.Has(anwei.Office) {
		return false
	}
	var asked []anwei.ReportKey
	for _, f := range t.in.Plan.Forms {
		open := openPeriod(f, t.in)
		for _, id := range t.runFor(Act{Form: f.ID}) {
			u, _ := t.in.Ledger.Unit(id)
			for _, p := range []anwei.Period{open, open.Prev()} {
				r, in := t.in.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: p, Unit: id})
				if in && r.Handled != nil && r.Handled.Kind == anwei.UnlockAsk && (rest == "" || goesBy(u, rest)) {
					asked = append(asked, r.Key)
				}
			}
		}
	}
	switch len(asked) {
	case 0:
		t.say(nobodyAskedUnlock() + t.returning())
	case 1:
		t.grantUnlock(asked[0])
	default:
		abouts := make([]string, len(asked))
		for i, k := range asked {
			abouts[i] = t.about(anwei.ReportMatter(k))
		}
		t.say(whichUnlock(abouts, t.unitName(asked[0].Unit)) + t.returning())
	}
	return true
}

// cardWords takes the words on cards that nobody had asked for, where they are typed
// instead of pressed: 去更正 is about the report that came back last, 已完成 and
// 已安排 about what the person was last reminded of.
func (t *turn) cardWords(text string) bool {
	if t.unlockTyped(text) {
		return true
	}
	switch text {
	case wordStand:
		key, ok := t.newestBack()
		if ok {
			t.standAt(key)
		}
		return ok
	case wordCorrect:
		key, ok := t.newestBack()
		if ok {
			t.st.Words = ""
			t.begin(key.Form, key.Period, key.Unit)
		}
		return ok
	case anwei.WordHeld, anwei.WordArranged:
		if t.st.Stage != Idle {
			return false // the answer to a task of the report in hand
		}
		all := t.reminded(text == anwei.WordArranged)
		switch {
		case len(all) == 0:
			return false
		case len(all) > 1:
			t.say(whichDone(t.about(all[0])))
		default:
			t.pressMatter(text, all[0])
		}
		return true
	}
	return false
}

// newestBack is the report of the person's units that the office returned or
// unlocked last, of the open period and the one before.
func (t *turn) newestBack() (anwei.ReportKey, bool) {
	var newest anwei.ReportKey
	var at time.Time
	for _, f := range t.in.Plan.Forms {
		open := openPeriod(f, t.in)
		for _, u := range t.reporting(f) {
			for _, p := range []anwei.Period{open, open.Prev()} {
				r, in := t.in.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID})
				back := in && r.Handled != nil && (r.Handled.Kind == anwei.Returned || r.Handled.Kind == anwei.Unlocked)
				if back && r.Handled.At.After(at) {
					newest, at = r.Key, r.Handled.At
				}
			}
		}
	}
	return newest, !at.IsZero()
}

// reminded returns the duties and steps of cases of the person's units, not yet
// done, that the newest message spoke of; duties alone where only they can be
// arranged.
func (t *turn) reminded(duties bool) []anwei.Matter {
	var out []anwei.Matter
	var newest time.Time
	add := func(m anwei.Matter, at time.Time) {
		if done, _ := t.done(m); done || at.IsZero() || at.Before(newest) {
			return
		}
		if at.After(newest) {
			out, newest = nil, at
		}
		out = append(out, m)
	}
	for _, u := range t.mine() {
		t.eachDuty(u, func(m anwei.Matter) { add(m, lastReminded(t.in.Ledger.Reminders(m))) })
		if duties {
			continue
		}
		for _, c := range t.in.Ledger.Cases(u.ID, true) {
			s, open := c.Next()
			if !open {
				continue
			}
			at := lastReminded(t.in.Ledger.Reminders(stepMatter(c, s)))
			if at.Before(c.Opened) {
				at = c.Opened
			}
			add(stepMatter(c, s), at)
		}
	}
	return out
}

// eachDuty calls fn with the duties of a unit, of the period that runs and the one
// before.
func (t *turn) eachDuty(u anwei.Unit, fn func(anwei.Matter)) {
	for _, d := range t.in.Plan.Duties {
		if !d.Audience.Includes(u) {
			continue
		}
		m := anwei.Matter{Unit: u.ID, Duty: d.ID, Period: d.Period(t.today())}
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
