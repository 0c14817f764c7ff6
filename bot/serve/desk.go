package serve

import (
	"fmt"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

func (l *ledger) Handlings(k anwei.ReportKey) []anwei.Handling {
	h, err := l.tx.Handlings(k)
	l.note(err)
	return h
}

func (l *ledger) Grant(id anwei.GrantID) (anwei.Grant, bool) {
	g, ok, err := l.tx.Grant(id)
	l.note(err)
	return g, ok
}

func (l *ledger) GrantsOf(p anwei.PersonID) []anwei.Grant {
	g, err := l.tx.GrantsOf(p)
	l.note(err)
	return g
}

func (l *ledger) LastGrant() anwei.GrantID {
	id, err := l.tx.LastGrant()
	l.note(err)
	return id
}

func (l *ledger) Marks() []anwei.Mark {
	m, err := l.tx.Marks()
	l.note(err)
	return m
}

func (l *ledger) Audits(since, until time.Time, limit int) []anwei.Audit {
	a, err := l.tx.Audits(since, until, limit)
	l.note(err)
	return a
}

func (l *ledger) Misheard(limit int) []anwei.Misheard {
	m, err := l.tx.Misheard(limit)
	l.note(err)
	return m
}

func (l *ledger) Put(key string) bool {
	ok, err := l.tx.HasOutgoing(key)
	l.note(err)
	return ok
}

// desk writes the effects about people and about reports that are in.
func (w *writer) desk(e bot.Effect) error {
	switch e := e.(type) {
	case bot.Handle:
		return w.tx.Handle(e.Key, e.Handling)
	case bot.PutAudit:
		return w.tx.PutAudit(e.Audit)
	case bot.PutReminded:
		return w.tx.PutReminded(e.Reminded)
	case bot.PutGrant:
		return putNumbered(e.New, &e.Grant, &e.Grant.ID, w.tx.PutGrant)
	case bot.PutMark:
		return putNumbered(e.New, &e.Mark, &e.Mark.N, w.tx.PutMark)
	case bot.PutPerson:
		return w.tx.PutPerson(e.Person)
	case bot.PutUnit:
		return w.tx.PutUnit(e.Unit)
	case bot.PutBaseline:
		return w.tx.PutBaseline(e.Baseline)
	case bot.PutWish:
		return w.tx.PutWish(e.Wish)
	case bot.AddMisheard:
		return w.tx.AddMisheard(e.Misheard)
	default:
		return fmt.Errorf("unknown effect %T", e)
	}
}

// granted returns the person with what others have asked him to do in their
// place, as of now.
func granted(tx storage.Ledger, p anwei.Person, now time.Time) (anwei.Person, error) {
	return tx.Granted(p, anwei.DateOf(now))
}
