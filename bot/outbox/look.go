package outbox

import (
	"context"
	"math"
	"reflect"
	"slices"
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
	// call is the one to be repeated; without a number it is a new one.
	call storage.Call
}

func (j job) repeats() bool { return j.call.Number > 0 }

func (j job) people() []anwei.PersonID {
	return anwei.Each(j.rows, func(o anwei.Outgoing) anwei.PersonID { return o.To.Folded() })
}

// found is what a look into the ledger has found: messages that are due, the first of
// each person, the calls that some of them are repeated in, and, where nothing is due,
// how long that may stay so.
type found struct {
	due   []anwei.Outgoing
	calls map[uint64]*repeat
	pause time.Duration
}

// look returns at most limit messages, or maxCast more where the limit is not enough
// for a batch.
func (b *Outbox) look(ctx context.Context, now time.Time, limit int) (found, error) {
	f := found{pause: idlePoll}
	err := b.store.View(ctx, func(tx storage.Ledger) error {
		var err error
		if b.only != "" {
			f.due, f.pause, err = b.lookOnly(tx, now)
			return err
		}
		if f.due, err = tx.Due(now, limit); err == nil && b.hasCast(f.due) {
			f.due, err = tx.Due(now, limit+maxCast)
		}
		if err != nil {
			return err
		}
		if len(f.due) > 0 {
			f.calls, err = doubts(tx, now)
			return err
		}
		next, some, err := tx.NextDue()
		if some {
			f.pause = min(f.pause, next.Sub(now))
		}
		return err
	})
	return f, err
}

func (b *Outbox) lookOnly(tx storage.Ledger, now time.Time) ([]anwei.Outgoing, time.Duration, error) {
	firsts, err := tx.Due(time.Unix(1<<40, 0), math.MaxInt) // a time beyond every NotBefore
	if err != nil {
		return nil, idlePoll, err
	}
	for _, o := range firsts {
		if o.To.Folded() != b.only {
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
	return slices.ContainsFunc(due, b.casts)
}

// jobs makes at most room jobs of what is due to people whom nobody is sending
// to. Only one batch is under way at a time: a crash then leaves no more than one
// call in doubt.
func (s *shift) jobs(f found, room int) []job {
	var out []job
	cast, casting := -1, s.casting // the job of a new batch, and whether there is any
	for _, o := range f.due {
		if s.sending(o) {
			continue
		}
		casts, was := s.box.casts(o), f.calls[o.Seq]
		if cast >= 0 && casts && was == nil {
			out[cast].join(o)
			continue
		}
		j := job{rows: []anwei.Outgoing{o}, cast: casts}
		if was != nil {
			j.call, j.rows, was.rows = was.Call, was.rows, nil // once
		}
		if len(out) >= room || casts && casting || len(j.rows) == 0 || slices.ContainsFunc(j.rows, s.sending) {
			continue
		}
		if casting = casting || casts; casts && was == nil {
			cast = len(out)
		}
		out = append(out, j)
	}
	return out
}

// sending reports whether its person is being sent to.
func (s *shift) sending(o anwei.Outgoing) bool {
	_, busy := s.busy[o.To.Folded()]
	return busy
}

// join adds a message that says the same, as those of one batch do.
func (j *job) join(o anwei.Outgoing) {
	if first := j.rows[0]; len(j.rows) < maxCast && first.Batch == o.Batch && reflect.DeepEqual(first.Content, o.Content) {
		j.rows = append(j.rows, o)
	}
}
