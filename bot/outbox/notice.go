package outbox

import (
	"context"
	"errors"
	"fmt"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// notices holds the notices that the messages of one job are of, so that one
// notice to a thousand people is read once.
type notices map[anwei.NoticeID]anwei.Notice

// pointless says why a message of a notice is not to be sent any more, and ""
// where it is. A call that is repeated as it was goes to those too who have answered
// meanwhile.
func (known notices) pointless(tx storage.Ledger, o anwei.Outgoing, asItWas bool) (string, error) {
	if o.About == nil {
		return "", nil
	}
	id := o.About.Notice
	n, ok := known[id]
	if !ok {
		var err error
		if n, ok, err = tx.Notice(id); err != nil {
			return "", err
		}
		if !ok {
			return "", fmt.Errorf("there is no notice %d", id)
		}
		n.To = nil // thousands, who are not asked for
		known[id] = n
	}
	if asItWas {
		return o.About.Pointless(n, anwei.Receipt{}), nil
	}
	r, _, err := tx.Receipt(id, o.To)
	return o.About.Pointless(n, r), err
}

var errNoRecall = errors.New("nothing can be recalled by the ways that are set up")

// recall takes a message back. That it is gone already, or too old, is the end of
// it and no fault of the one who asked.
func (b *Outbox) recall(ctx context.Context, id anwei.Recall) error {
	r, ok := b.sender.(bot.Recaller)
	if !ok {
		return &brokenError{errNoRecall}
	}
	return r.Recall(ctx, string(id))
}
