package alarm

import (
	"context"
	"fmt"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// fewNotices is how many notices one wake-up looks at in one transaction.
const fewNotices = 20

// notices does what the clock asks of the office's notices: sends what was
// scheduled, chases, reminds of meetings. It returns how many messages it has put.
// A notice that has nothing to come costs nothing.
func (a *Alarm) notices(ctx context.Context, now time.Time) (put int, err error) {
	for more := true; more; {
		var due []anwei.Notice
		err := a.store.View(ctx, func(tx storage.Tx) error {
			var err error
			due, err = tx.NoticesDue(now, fewNotices)
			return err
		})
		if err != nil || len(due) == 0 {
			return put, err
		}
		for _, n := range due {
			added, err := a.mind(ctx, n.ID, now)
			if err != nil {
				return put, fmt.Errorf("notice %d: %w", n.ID, err)
			}
			put += added
		}
		more = len(due) == fewNotices
	}
	return put, nil
}

// mind does what is due of one notice, in one transaction.
func (a *Alarm) mind(ctx context.Context, id anwei.NoticeID, now time.Time) (put int, err error) {
	err = a.store.Update(ctx, func(tx storage.Tx) error {
		put = 0
		n, ok, err := tx.Notice(id)
		if err != nil || !ok || n.Look.IsZero() || n.Look.After(now) {
			return err // somebody else was faster
		}
		in := bot.Minding{Plan: a.facts.Plan, Calendar: a.facts.Calendar, Now: now}
		if in.Receipts, err = tx.Receipts(id); err != nil {
			return err
		}
		if in.Posted, err = storage.Posted(tx, n); err != nil {
			return err
		}
		n, rows := bot.MindNotice(n, in)
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
