package serve

import (
	"anwei"
	"anwei/bot"
)

// Notice implements bot.Notices, as the methods below do.
func (l *ledger) Notice(id anwei.NoticeID) (anwei.Notice, bool) {
	return found[anwei.Notice](l)(l.tx.Notice(id))
}

func (l *ledger) Notices(limit int) []anwei.Notice {
	return kept[[]anwei.Notice](l)(l.tx.Notices(0, limit))
}

func (l *ledger) NoticesTo(id anwei.PersonID, limit int) []anwei.Notice {
	return kept[[]anwei.Notice](l)(l.tx.NoticesTo(id, limit))
}

func (l *ledger) Receipt(id anwei.NoticeID, p anwei.PersonID) anwei.Receipt {
	r, _ := found[anwei.Receipt](l)(l.tx.Receipt(id, p))
	return r
}

func (l *ledger) Receipts(id anwei.NoticeID) map[anwei.PersonID]anwei.Receipt {
	return kept[map[anwei.PersonID]anwei.Receipt](l)(l.tx.Receipts(id))
}

func (l *ledger) Posted(n anwei.Notice) map[anwei.PersonID]anwei.Posted {
	return kept[map[anwei.PersonID]anwei.Posted](l)(l.tx.Posted(n))
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
