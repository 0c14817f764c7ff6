package outbox

import (
	"context"
	"errors"
	"hash/fnv"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// repeatWithin is how long WeCom's duplicate check looks back for a text or a file.
// A call that is in doubt for longer is not repeated, but made anew.
const repeatWithin = 10 * time.Minute

// repeat is a call that WeCom may have taken, with those of its messages that are
// still pending.
type repeat struct {
	storage.Call

	rows []anwei.Outgoing
}

// doubts returns the calls that are to be repeated as they were, by each of their
// messages. The id of a card is good for one call for ever, so that there is no time
// after which a call of cards is forgotten.
func doubts(tx storage.Ledger, now time.Time) (map[uint64]*repeat, error) {
	calls, err := tx.Calls()
	if err != nil || len(calls) == 0 {
		return nil, err
	}
	out := map[uint64]*repeat{}
	for _, c := range calls {
		r := &repeat{Call: c}
		for _, seq := range c.Seqs {
			o, pending, err := tx.Outgoing(seq)
			if err != nil {
				return nil, err
			}
			if _, card := o.Content.(*anwei.Card); pending && (card || now.Sub(c.At) < repeatWithin) {
				r.rows = append(r.rows, o)
				out[seq] = r
			}
		}
	}
	return out, nil
}

// forgets ends a call.
func forgets(c storage.Call) outcome {
	return func(tx *marking) error {
		c.Seqs = nil
		_, err := tx.PutCall(c)
		return err
	}
}

// doubtful reports whether WeCom may have taken what failed with the cause.
func doubtful(cause error) bool {
	var d interface{ Doubtful() bool }
	if errors.As(cause, &d) {
		return d.Doubtful()
	}
	return errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded)
}

// broadcast is the message that is sent for all of a batch. Its Key is the batch, and
// its Seq the same for every call of the batch, however the people are spread over the
// calls. Cards are the exception, as WeCom takes a card's id only once: there it is the
// number of the call.
func broadcast(first anwei.Outgoing, number uint64) anwei.Outgoing {
	o := first
	o.To, o.Key, o.Seq = "", o.Batch, number
	o.NotBefore, o.Attempts, o.LastError = time.Time{}, 0, ""
	if _, card := o.Content.(*anwei.Card); !card {
		h := fnv.New64a()
		_, _ = h.Write([]byte(o.Batch)) // it never fails
		o.Seq = h.Sum64()
	}
	return o
}

// answers is what WeCom said to a call: the id of what reached somebody, and why it
// did not, of each by himself and of all.
type answers struct {
	ids     map[anwei.PersonID]string
	refused map[anwei.PersonID]error
	err     error
}

func (a answers) to(who anwei.PersonID) (id string, cause error) {
	if cause = a.refused[who.Folded()]; cause == nil {
		cause = a.err
	}
	return a.ids[who.Folded()], cause
}

// worst is nil where anybody was reached, and otherwise why somebody was not.
func (a answers) worst(parcels []parcel) (why error) {
	for _, p := range parcels {
		_, cause := a.to(p.row.To)
		if cause == nil {
			return nil
		}
		why = cause
	}
	return why
}

// call makes the call of a job, and says what becomes of each parcel. The call is in
// the ledger before it is made, and stays there until it is known whether WeCom took
// it.
func (b *Outbox) call(ctx context.Context, j job, parcels []parcel, keep *made, patient bool) ([]outcome, error) {
	c := j.call
	if c.Seqs = nil; !j.repeats() {
		c.At = b.now()
	}
	for _, p := range parcels {
		c.Seqs = append(c.Seqs, p.row.Seq)
	}
	var file *anwei.File
	var a answers
	a.err = b.guard(ctx, parcels[0].row, func(ctx context.Context) (err error) {
		file, err = b.bring(ctx, parcels[0].says, &c, keep)
		return err
	})
	if a.err == nil && !j.repeats() && (j.cast || c.Media != "") {
		err := b.mark(ctx, parcels, []outcome{func(tx *marking) (err error) {
			c.Number, err = tx.PutCall(c)
			return err
		}}, patient)
		if err != nil {
			return nil, err
		}
	}
	if a.err == nil {
		a = b.place(ctx, j.cast, parcels, c, file)
	}
	b.heard(ctx, parcels[0].row.To, a.worst(parcels))
	return b.settle(ctx, c, parcels, a, j.repeats()), nil
}

// place makes the call.
func (b *Outbox) place(ctx context.Context, cast bool, parcels []parcel, c storage.Call, file *anwei.File) answers {
	a := answers{ids: map[anwei.PersonID]string{}, refused: map[anwei.PersonID]error{}}
	a.err = b.guard(ctx, parcels[0].row, func(ctx context.Context) error {
		if !cast {
			id, err := b.sender.Send(ctx, parcels[0].says, file)
			a.ids[parcels[0].row.To.Folded()] = id
			return err
		}
		to := anwei.Each(parcels, func(p parcel) anwei.PersonID { return p.row.To })
		ids, refused, err := b.caster.SendAll(ctx, to, broadcast(parcels[0].row, c.Number), file)
		for who, id := range ids {
			a.ids[who.Folded()] = id
		}
		for who, cause := range refused {
			a.refused[who.Folded()] = cause
		}
		return err
	})
	return a
}

// settle says what becomes of each parcel of a call, and last of the call itself. What
// is tried again is tried at one time, so that it can be the same call. One that was in
// doubt before stays so, as a refusal says nothing of the time before.
func (b *Outbox) settle(ctx context.Context, c storage.Call, parcels []parcel, a answers, doubted bool) []outcome {
	var pause time.Duration
	random := b.random()
	var left []uint64
	for _, p := range parcels {
		if _, cause := a.to(p.row.To); cause != nil {
			pause = max(pause, backoff(p.row.Attempts+1, cause, random))
			if doubted || doubtful(cause) || ctx.Err() != nil {
				left = append(left, p.row.Seq)
			}
		}
	}
	out := make([]outcome, 0, len(parcels)+1)
	for _, p := range parcels {
		id, cause := a.to(p.row.To)
		out = append(out, b.judge(ctx, p, id, cause, pause))
	}
	if c.Number == 0 || ctx.Err() != nil && len(left) == len(parcels) {
		return out
	}
	return append(out, func(tx *marking) error {
		c.Seqs = nil
		for _, seq := range left {
			_, pending, err := tx.Outgoing(seq)
			if err != nil {
				return err
			}
			if pending {
				c.Seqs = append(c.Seqs, seq)
			}
		}
		_, err := tx.PutCall(c)
		return err
	})
}

// bring makes the file that the message orders, nil where it orders none, and brings
// it to WeCom, unless the call had it there before.
func (b *Outbox) bring(ctx context.Context, o anwei.Outgoing, c *storage.Call, keep *made) (*anwei.File, error) {
	order, is := o.Content.(anwei.Order)
	if !is {
		return nil, nil //nolint:nilnil // none is what the Sender wants
	}
	if keep == nil {
		keep = &made{}
	}
	if keep.file == nil {
		f, err := b.files.File(ctx, order)
		if err != nil {
			return nil, &brokenError{err}
		}
		keep.file = &f
	}
	up, can := b.sender.(bot.Uploader)
	if can && c.Media == "" && o.To != anwei.OfficeGroup {
		to := o.To
		if o.Batch != "" {
			to = ""
		}
		var err error
		if c.Media, err = up.Upload(ctx, to, keep.file); err != nil {
			return nil, err
		}
	}
	f := *keep.file
	f.Media = c.Media
	return &f, nil
}
