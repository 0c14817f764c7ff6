package alarm

import (
	"context"
	"errors"
	"fmt"
	"time"

	"anwei"
	"anwei/bot/notice"
	"anwei/storage"
)

// fewNotices is how many notices one wake-up looks at.
const fewNotices = 20

// notices does what the clock asks of the office's notices that are due: sends what
// was scheduled, chases, reminds of meetings. It returns how many messages it has
// put. Where there are more than fewNotices, the next wake-up goes on.
func (a *Alarm) notices(ctx context.Context, due []anwei.Notice, now time.Time) (put int, err error) {
	var errs []error
	for _, n := range due {
		added, err := a.mind(ctx, n.ID, now)
		put += added
		if err != nil { // the other notices need not wait for it
			errs = append(errs, fmt.Errorf("notice %d: %w", n.ID, err))
		}
	}
	if put > 0 {
		a.log.InfoContext(ctx, "messages of notices were put", "count", put)
		a.wake()
	}
	return put, errors.Join(errs...)
}

// mind does what is due of one notice, in one transaction.
func (a *Alarm) mind(ctx context.Context, id anwei.NoticeID, now time.Time) (put int, err error) {
	err = a.store.Update(ctx, func(tx storage.Ledger) error {
		put = 0
		n, ok, err := tx.Notice(id)
		if err != nil || !ok || n.Look.IsZero() || n.Look.After(now) {
			return err // somebody else was faster
		}
		in := notice.Minding{Phrases: a.phrases, Plan: a.facts.Plan, Calendar: a.facts.Calendar, Now: now}
		if in.Receipts, err = tx.Receipts(id); err != nil {
			return err
		}
		if in.Posted, err = tx.Posted(n); err != nil {
			return err
		}
		n, rows := notice.Mind(n, in)
		for _, o := range rows {
			_, added, err := tx.PutOutgoing(o)
			if err != nil {
				return err
			}
			if added {
				put++
			}
		}
		_, err = tx.PutNotice(n)
		return err
	})
	return put, err
}
