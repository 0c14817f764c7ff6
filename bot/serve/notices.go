package serve

import (
	"anwei"
	"anwei/bot"
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
	p, err := l.tx.Posted(n)
	l.note(err)
	return p
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
