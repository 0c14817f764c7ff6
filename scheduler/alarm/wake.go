package alarm

import (
	"context"
	"errors"
	"fmt"
	"time"

	"anwei"
	"anwei/scheduler"
	"anwei/storage"
)

// page is how many units or people one transaction looks at.
const page = 200

// Wake puts what is due and was never put, and returns how many messages that
// were. It may be called at any time, by several goroutines and processes: an
// occurrence is put once, whoever comes first. It goes through units and people
// in transactions of a page each, so that nobody waits long for it, and a crash
// in between is made up by the next wake-up. A wake-up at which no rule speaks
// costs one look into the ledger.
func (a *Alarm) Wake(ctx context.Context) (int, error) { return a.wakeAt(ctx, a.now()) }

func (a *Alarm) wakeAt(ctx context.Context, now time.Time) (int, error) {
	now = now.In(a.zone)
	var rung time.Time
	var notices []anwei.Notice
	err := a.store.View(ctx, func(tx storage.Ledger) error {
		var errRung, errDue error
		rung, _, errRung = tx.Rung()
		notices, errDue = tx.NoticesDue(now, fewNotices)
		return errors.Join(errRung, errDue)
	})
	if err != nil {
		return 0, fmt.Errorf("alarm: %w", err)
	}
	told, errNotices := a.notices(ctx, notices, now)
	briefed, errBulletins := a.bulletins(ctx, now)
	told += briefed
	put, errReminders := a.remindAll(ctx, rung, now)
	if err := errors.Join(errNotices, errBulletins, errReminders); err != nil { // none waits for the others
		return told + put, fmt.Errorf("alarm: %w", err)
	}
	return told + put, nil
}

// remindAll puts the reminders that are due and were never put.
func (a *Alarm) remindAll(ctx context.Context, rung, now time.Time) (int, error) {
	r := round{Alarm: a, now: now, wake: scheduler.NewWake(a.facts, rung, now)}
	if r.wake.Idle() {
		return 0, nil
	}
	if err := r.all(ctx); err != nil {
		return r.put, err
	}
	if r.put > 0 {
		a.log.InfoContext(ctx, "reminders were put", "count", r.put)
		a.wake()
	}
	return r.put, nil
}

// round is one wake-up while it goes through the roster.
type round struct {
	*Alarm
	now  time.Time
	wake *scheduler.Wake
	put  int
}

func (r *round) all(ctx context.Context) error {
	if err := r.units(ctx); err != nil {
		return err
	}
	if r.wake.WantsPeople() {
		err := r.people(ctx, func(_ storage.Ledger, people []anwei.Person) ([]anwei.Person, error) {
			r.wake.Meet(people)
			return nil, nil
		})
		if err != nil {
			return err
		}
	}
	err := r.people(ctx, func(l storage.Ledger, people []anwei.Person) ([]anwei.Person, error) {
		var some []anwei.Person
		for _, p := range people {
			d, err := r.wake.For(l, p)
			if err != nil {
				return nil, err
			}
			if !d.Reminder.Empty() || len(d.Dropped) > 0 {
				some = append(some, p)
			}
		}
		return some, nil
	})
	if err != nil {
		return err
	}
	return r.store.Update(ctx, func(tx storage.Ledger) error { return tx.PutRung(r.now) })
}

// units shows all units to the wake-up.
func (r *round) units(ctx context.Context) error {
	for after, more := anwei.UnitID(""), true; more; {
		var units []anwei.Unit
		err := r.store.View(ctx, func(tx storage.Ledger) (err error) {
			if units, err = tx.UnitsAfter(after, page); err != nil {
				return err
			}
			return r.wake.See(tx, units)
		})
		if err != nil {
			return err
		}
		if more = len(units) == page; more {
			after = units[len(units)-1].ID
		}
	}
	return nil
}

// people goes through the roster, and puts what is due to those that look
// returns. Most pages have nothing, and a look costs no write to the disk.
func (r *round) people(ctx context.Context, look func(storage.Ledger, []anwei.Person) ([]anwei.Person, error)) error {
	for after, more := anwei.PersonID(""), true; more; {
		var people, some []anwei.Person
		err := r.store.View(ctx, func(tx storage.Ledger) (err error) {
			if people, err = peopleAfter(tx, after); err != nil {
				return err
			}
			// Whoever deputises today is reminded in the other's place.
			if people, err = tx.AllGranted(people, anwei.DateOf(r.now)); err != nil {
				return err
			}
			some, err = look(tx, people)
			return err
		})
		if err != nil {
			return err
		}
		if more = len(people) == page; len(people) > 0 {
			after = people[len(people)-1].ID
		}
		if len(some) == 0 {
			continue
		}
		put := 0
		err = r.store.Update(ctx, func(tx storage.Ledger) (err error) {
			put, err = r.write(tx, some)
			return err
		})
		if err != nil {
			return err
		}
		r.put += put
	}
	return nil
}

// peopleAfter returns the page after a person. Somebody who left the roster
// between two pages would end the round early, so that is an error, and the next
// wake-up begins anew.
func peopleAfter(tx storage.Ledger, after anwei.PersonID) ([]anwei.Person, error) {
	people, err := tx.PeopleAfter(after, page)
	if err != nil || len(people) > 0 || after == "" {
		return people, err
	}
	_, there, err := tx.Person(after)
	if err == nil && !there {
		err = fmt.Errorf("%s left the roster meanwhile", after)
	}
	return nil, err
}

// write puts what is due to the people, by the ledger as it is now.
func (r *round) write(tx storage.Ledger, people []anwei.Person) (int, error) {
	put := 0
	for _, p := range people {
		d, err := r.wake.For(tx, p)
		if err != nil {
			return 0, err
		}
		for _, key := range d.Dropped {
			// The key itself stays free, should the clock be set back.
			if _, err := tx.PutOccurrence("dropped/"+key, storage.Occurrence{At: r.now, Dropped: true}); err != nil {
				return 0, err
			}
		}
		if d.Reminder.Empty() {
			continue
		}
		if err := r.remind(tx, d.Reminder); err != nil {
			return 0, fmt.Errorf("put %s: %w", d.Reminder.Key, err)
		}
		put++
	}
	return put, nil
}

// remind puts one reminder: its occurrences, its message, and the card that
// offers a draft to the office's group.
func (r *round) remind(tx storage.Ledger, m scheduler.Reminder) error {
	for _, key := range m.Keys() {
		if _, err := tx.PutOccurrence(key, storage.Occurrence{At: r.now}); err != nil {
			return err
		}
	}
	o := anwei.Outgoing{Key: m.Key, To: m.To, Content: anwei.Reminder(m.Items), Created: r.now}
	if m.Notice != "" {
		o.Content = anwei.PlainText(m.Notice)
	}
	if _, _, err := tx.PutOutgoing(o); err != nil {
		return err
	}
	if m.Draft == "" {
		return nil
	}
	_, _, err := tx.PutOutgoing(r.draft(m))
	return err
}
