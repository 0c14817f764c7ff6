package serve

import (
	"slices"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/bot/query"
	"anwei/storage"
)

func (l *ledger) Wish(p anwei.PersonID) anwei.Wish {
	w, _ := found[anwei.Wish](l)(l.tx.Wish(p))
	return w
}

func (l *ledger) Baselines() []anwei.Baseline {
	all, err := l.tx.Baselines()
	l.note(err)
	return slices.DeleteFunc(all, func(b anwei.Baseline) bool { return !l.asOf.IsZero() && b.At.After(l.asOf) })
}

// Bulletin composes a bulletin for a person, as the transaction sees the ledger.
// It is empty where there is nothing to say to him.
func Bulletin(
	tx storage.Ledger, says *phrases.Catalogue, plan anwei.Plan, c anwei.Calendar, now time.Time, to anwei.PersonID, b anwei.Bulletin,
) (string, error) {
	person, known, err := tx.Person(to)
	if err != nil || !known {
		return "", err
	}
	l := &ledger{tx: tx, counties: &counties{plan: plan}, today: anwei.DateOf(now)}
	text := query.Bulletin(bot.Input{Now: now, Person: person, Known: true, Plan: plan, Calendar: c, Ledger: l, Phrases: says}, b)
	return text, l.err
}
