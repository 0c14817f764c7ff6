package serve

import (
	"fmt"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// Notice implements bot.Notices, as the methods below do.
func (l *ledger) Notice(id anwei.NoticeID) (anwei.Notice, bool) {
	n, ok, err := l.tx.Notice(id)
	l.note(err)
	return n, ok
}

func (l *ledger) Notices(limit int) []anwei.Notice {
	n, err := l.tx.Notices(0, limit)
	l.note(err)
	return n
}

func (l *ledger) NoticesTo(id anwei.PersonID, limit int) []anwei.Notice {
	n, err := l.tx.NoticesTo(id, limit)
	l.note(err)
	return n
}

func (l *ledger) Receipt(id anwei.NoticeID, p anwei.PersonID) anwei.Receipt {
	r, _, err := l.tx.Receipt(id, p)
	l.note(err)
	return r
}

func (l *ledger) Receipts(id anwei.NoticeID) map[anwei.PersonID]anwei.Receipt {
	r, err := l.tx.Receipts(id)
	l.note(err)
	return r
}

func (l *ledger) Posted(n anwei.Notice) map[anwei.PersonID]anwei.Posted {
	p, err := storage.Posted(l.tx, n)
	l.note(err)
	return p
}

// putNotice writes a notice. The answer to the person names the number of a new
// one, so that the ledger must give just that.
func (w *writer) putNotice(e bot.PutNotice) error {
	n := e.Notice
	if e.New {
		n.ID = 0
	}
	id, err := w.tx.PutNotice(n)
	if err == nil && id != e.Notice.ID {
		err = fmt.Errorf("the new notice is number %d, and the person was told %d", id, e.Notice.ID)
	}
	return err
}

// post puts messages of a notice into the outbox, each once for ever.
func (w *writer) post(e bot.Post) error {
	for _, o := range e.Rows {
		if o.Created.IsZero() {
			o.Created = w.now
		}
		if _, _, err := w.tx.PutOutgoing(o); err != nil {
			return err
		}
	}
	return nil
}
