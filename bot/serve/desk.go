package serve

import (
	"fmt"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

func (l *ledger) Handlings(k anwei.ReportKey) []anwei.Handling {
	return kept[[]anwei.Handling](l)(l.tx.Handlings(k))
}

func (l *ledger) Grant(id anwei.GrantID) (anwei.Grant, bool) {
	return found[anwei.Grant](l)(l.tx.Grant(id))
}

func (l *ledger) GrantsOf(p anwei.PersonID) []anwei.Grant {
	return kept[[]anwei.Grant](l)(l.tx.GrantsOf(p))
}

func (l *ledger) LastGrant() anwei.GrantID {
	return kept[anwei.GrantID](l)(l.tx.LastGrant())
}

func (l *ledger) Marks() []anwei.Mark {
	return kept[[]anwei.Mark](l)(l.tx.Marks())
}

func (l *ledger) Audits(since, until time.Time, limit int) []anwei.Audit {
	return kept[[]anwei.Audit](l)(l.tx.Audits(since, until, limit))
}

func (l *ledger) Misheard(limit int) []anwei.Misheard {
	return kept[[]anwei.Misheard](l)(l.tx.Misheard(limit))
}

func (l *ledger) Put(key string) bool {
	return kept[bool](l)(l.tx.HasOutgoing(key))
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
