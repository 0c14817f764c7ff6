package outbox

import (
	"context"
	"math"
	"reflect"
	"time"

	"anwei"
	"anwei/storage"
)

// maxCast is how many people one call of the Broadcaster may have.
const maxCast = 1000

// job is what one worker takes on: a message, or those of one batch that are due.
type job struct {
	rows []anwei.Outgoing
	// cast says that they go out by the Broadcaster, even where it is one alone, so
	// that a repetition after a crash is the same call's content.
	cast bool
}

func (j job) people() []anwei.PersonID {
	out := make([]anwei.PersonID, len(j.rows))
	for i, o := range j.rows {
		out[i] = fold(o.To)
	}
	return out
}

// look returns messages that are due, the first of each person, and, where there
// are none, how long that may stay so. It returns at most limit of them, or
// maxCast more where the limit is not enough for a batch.
func (b *Outbox) look(ctx context.Context, now time.Time, limit int) ([]anwei.Outgoing, time.Duration, error) {
	var due []anwei.Outgoing
	pause := idlePoll
	err := b.store.View(ctx, func(tx storage.Ledger) error {
		var err error
		if b.only != "" {
			due, pause, err = b.lookOnly(tx, now)
			return err
		}
		if due, err = tx.Due(now, limit); err == nil && b.hasCast(due) {
			due, err = tx.Due(now, limit+maxCast)
		}
		if err != nil || len(due) > 0 {
			return err
		}
		next, some, err := tx.NextDue()
		if some {
			pause = min(pause, next.Sub(now))
		}
		return err
	})
	return due, pause, err
}

func (b *Outbox) lookOnly(tx storage.Ledger, now time.Time) ([]anwei.Outgoing, time.Duration, error) {
	firsts, err := tx.Due(time.Unix(1<<40, 0), math.MaxInt) // a time beyond every NotBefore
	if err != nil {
		return nil, idlePoll, err
	}
	for _, o := range firsts {
		if fold(o.To) != b.only {
			continue
		}
		if o.NotBefore.After(now) {
			return nil, min(idlePoll, o.NotBefore.Sub(now)), nil
		}
		return []anwei.Outgoing{o}, idlePoll, nil
	}
	return nil, idlePoll, nil
}

// casts reports whether the message goes out by the Broadcaster. A reminder does
// not: what is left of it may differ from person to person.
func (b *Outbox) casts(o anwei.Outgoing) bool {
	_, reminds := o.Content.(anwei.Reminder)
	return b.caster != nil && o.Batch != "" && !reminds && o.To != anwei.OfficeGroup
}

func (b *Outbox) hasCast(due []anwei.Outgoing) bool {
	for _, o := range due {
		if b.casts(o) {
			return true
		}
	}
	return false
}

// jobs makes at most room jobs of what is due to people whom nobody is sending
// to. Only one batch is under way at a time: a crash then leaves no more than one
// call in doubt.
func (s *shift) jobs(due []anwei.Outgoing, room int) []job {
	var out []job
	cast := -1 // the job of the batch
	for _, o := range due {
		if _, sending := s.busy[fold(o.To)]; sending {
			continue
		}
		casts := s.box.casts(o)
		switch {
		case casts && cast >= 0:
			if j := &out[cast]; len(j.rows) < maxCast && alike(j.rows[0], o) {
				j.rows = append(j.rows, o)
			}
		case len(out) >= room || casts && s.casting:
		default:
			if casts {
				cast = len(out)
			}
			out = append(out, job{rows: []anwei.Outgoing{o}, cast: casts})
		}
	}
	return out
}

// alike reports whether two messages say the same, as those of one batch do.
func alike(a, b anwei.Outgoing) bool {
	return a.Batch == b.Batch && reflect.DeepEqual(a.Content, b.Content)
}
