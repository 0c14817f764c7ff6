package outbox

import (
	"context"
	"hash/fnv"
	"time"

	"anwei"
)

// broadcast is the message that is sent for all of a batch. Its Key is the batch,
// and its Seq the same for every call of the batch, however the people are spread
// over the calls: so a repetition after a crash says what was said before, and
// WeCom drops it. Cards are the exception, as WeCom takes a card's id only once:
// there it is the Seq of the first message of the call.
func broadcast(first anwei.Outgoing) anwei.Outgoing {
	o := first
	o.To, o.Key = "", o.Batch
	o.NotBefore, o.Attempts, o.LastError = time.Time{}, 0, ""
	if _, card := o.Content.(*anwei.Card); !card {
		h := fnv.New64a()
		_, _ = h.Write([]byte(o.Batch)) // it never fails
		o.Seq = h.Sum64()
	}
	return o
}

// cast sends one message to the people of the parcels in one call, and says what
// becomes of each parcel.
func (b *Outbox) cast(ctx context.Context, parcels []parcel, o anwei.Outgoing, keep *made) []outcome {
	to := make([]anwei.PersonID, len(parcels))
	for i, p := range parcels {
		to[i] = p.row.To
	}
	var ids map[anwei.PersonID]string
	var refused map[anwei.PersonID]error
	err := b.guard(ctx, parcels[0].row, func(ctx context.Context) error {
		var err error
		if keep.file == nil {
			if keep.file, err = b.file(ctx, o); err != nil {
				return err
			}
		}
		ids, refused, err = b.caster.SendAll(ctx, to, o, keep.file)
		return err
	})
	id := make(map[anwei.PersonID]string, len(ids))
	for who, sent := range ids {
		id[fold(who)] = sent
	}
	not := make(map[anwei.PersonID]error, len(refused))
	for who, cause := range refused {
		not[fold(who)] = cause
	}
	out := make([]outcome, len(parcels))
	for i, p := range parcels {
		cause := not[fold(p.row.To)]
		if cause == nil {
			cause = err
		}
		out[i] = b.judge(ctx, p, id[fold(p.row.To)], cause)
	}
	return out
}
