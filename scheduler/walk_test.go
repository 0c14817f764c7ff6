package scheduler_test

import (
	"fmt"
	"time"

	"anwei"
	"anwei/scheduler"
)

// walk plays the alarm: it wakes, puts what is due, and remembers what came of it.
type walk struct {
	facts   scheduler.Facts
	ledger  *ledger
	rung    time.Time
	said    []scheduler.Reminder
	dropped map[string]time.Time
	// heard are the days on which a person was reminded.
	heard map[string]bool
}

func newWalk(f scheduler.Facts, l *ledger) *walk {
	return &walk{facts: f, ledger: l, dropped: map[string]time.Time{}, heard: map[string]bool{}}
}

// wake puts what is due now, and holds it against every promise of the package.
func (w *walk) wake(now time.Time) error {
	if scheduler.NewWake(w.facts, w.rung, now).Idle() {
		return nil
	}
	ds, err := wakeUp(w.facts, w.ledger, w.rung, now)
	if err != nil {
		return err
	}
	for _, d := range ds {
		for _, key := range d.Dropped {
			w.dropped[key] = now
		}
		if err := w.put(d.Reminder, now); err != nil {
			return fmt.Errorf("%s: %w", now, err)
		}
	}
	w.rung = now
	return nil
}

func (w *walk) put(r scheduler.Reminder, now time.Time) error {
	if r.Empty() {
		return nil
	}
	if hm := now.Format("15:04"); hm < "08:30" || hm > "20:00" {
		return fmt.Errorf("%s is said in the quiet hours", briefs([]scheduler.Reminder{r}))
	}
	day := anwei.DateOf(now).String() + string(r.To)
	if w.heard[day] {
		return fmt.Errorf("%s is one too many of the day", briefs([]scheduler.Reminder{r}))
	}
	w.heard[day] = true
	for _, it := range r.Items {
		if err := w.check(it, now); err != nil {
			return err
		}
		if it.As != anwei.ToOffice {
			told := anwei.Reminded{Matter: it.Matter, Rule: it.Rule, To: r.To, As: it.As, At: now, TopUp: !it.TopUp.IsZero()}
			w.ledger.reminders[it.Matter] = append(w.ledger.reminders[it.Matter], told)
		}
	}
	for _, k := range r.Keys() {
		if w.ledger.said[k] {
			return fmt.Errorf("%s is said twice", k)
		}
		w.ledger.said[k] = true
	}
	w.said = append(w.said, r)
	return nil
}

// check finds an item that should not be said.
func (w *walk) check(it anwei.Item, now time.Time) error {
	rule, ok := ruleOf(w.facts.Plan, it.Rule)
	if !ok {
		return fmt.Errorf("%s is of no rule", it.Key)
	}
	if !rule.RestDays && !w.facts.Calendar.Working(anwei.DateOf(now)) {
		return fmt.Errorf("%s is said on a rest day", it.Key)
	}
	if it.As == anwei.ToOffice && it.Matter.Case == 0 {
		return nil
	}
	if owed, err := scheduler.Worth(time.Time{}.In(now.Location()), w.facts.Plan, noPromises{w.ledger}, it); err != nil || !owed {
		return fmt.Errorf("%s is said and not owed (%w)", it.Key, err)
	}
	if !it.TopUp.IsZero() {
		return nil // what was promised has been done
	}
	if p, ok := w.ledger.promises[it.Matter]; ok && rule.From != anwei.ByArrangement && !p.On.Before(anwei.DateOf(now)) && p.At.Before(now) {
		return fmt.Errorf("%s is said before the day that was promised, %s, is over", it.Key, p.On)
	}
	return nil
}

func ruleOf(p anwei.Plan, id anwei.RuleID) (anwei.ReminderRule, bool) {
	for _, r := range p.Reminders {
		if r.ID == id {
			return r, true
		}
	}
	return anwei.ReminderRule{}, false
}

// noPromises is a ledger in which nobody promised anything.
type noPromises struct{ *ledger }

func (noPromises) Promise(anwei.Matter) (anwei.Promise, bool, error) {
	return anwei.Promise{}, false, nil
}

// keys returns all occurrences of items that were said.
func keys(rs []scheduler.Reminder) map[string]bool {
	out := map[string]bool{}
	for _, r := range rs {
		for _, it := range r.Items {
			out[it.Key] = true
		}
	}
	return out
}
