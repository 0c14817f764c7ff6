package serve

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/bot/talk"
	"anwei/language/question"
	"anwei/storage"
)

// ErrNoQuestion is returned for a text that would change something.
var ErrNoQuestion = errors.New("the text is no question: it would change the ledger")

// Peeked is what one text would be answered.
type Peeked struct {
	Says []bot.Say
	// Asked is how the question was understood, nil where it was none.
	Asked *question.Asked
}

// Peek answers the texts one after another as a talk of the person at now would,
// and keeps nothing of it. Where now lies in the past, reports, duties and cases are
// read as they were then: what was told later does not count.
func Peek(ctx context.Context, store storage.Store, plan anwei.Plan, c anwei.Calendar, now time.Time, from anwei.PersonID, texts []string) ([]Peeked, error) {
	var out []Peeked
	says := phrases.New()
	here := counties{plan: plan}
	err := store.View(ctx, func(tx storage.Ledger) error {
		out = nil
		person, known, err := tx.Person(from)
		if err != nil {
			return err
		}
		if !known {
			person = anwei.Person{ID: from}
		}
		if person, err = granted(tx, person, now); err != nil {
			return err
		}
		state := bot.State{Version: bot.Version, Greeted: true}
		for i, text := range texts {
			l := &ledger{tx: tx, counties: &here, asOf: now, today: anwei.DateOf(now)}
			var effects []bot.Effect
			state, effects = talk.Step(state, bot.Input{
				Message: bot.Message{ID: fmt.Sprintf("peek:%d", i), From: from, At: now, Kind: bot.TextMessage, Text: text},
				Now:     now, Person: person, Known: known, Plan: plan, Calendar: c, Ledger: l, Phrases: says, Reader: l.here().reader(), UnitNames: l.here().names,
			})
			if l.err != nil {
				return l.err
			}
			p := Peeked{}
			if asked, ok := bot.Kept[question.Asked](state, bot.Topic); ok {
				p.Asked = &asked
			}
			if p.Says, err = answers(effects, from); err != nil {
				return fmt.Errorf("%q: %w", text, err)
			}
			out = append(out, p)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("answer a question: %w", err)
	}
	return out, nil
}

// answers returns what the effects say to the person; a text that does more than
// ask is ErrNoQuestion. Of a refusal of what is only looked at nobody need know.
func answers(effects []bot.Effect, to anwei.PersonID) ([]bot.Say, error) {
	var out []bot.Say
	for _, e := range effects {
		if a, ok := e.(bot.PutAudit); ok && a.Audit.Refused {
			continue
		}
		say, ok := e.(bot.Say)
		if !ok {
			return nil, ErrNoQuestion
		}
		if say.To == "" || say.To == to {
			out = append(out, say)
		}
	}
	return out, nil
}

// then returns a report as it was at a time, and false where it was not in yet. Its
// revisions and what was done with it are read only where the newest is later.
func then(tx storage.Ledger, r anwei.Report, at time.Time) (anwei.Report, bool, error) {
	switch {
	case at.IsZero():
		return r, true, nil
	case r.First.After(at):
		return anwei.Report{}, false, nil
	case r.At.After(at):
		all, err := tx.Revisions(r.Key)
		if err != nil {
			return r, false, err
		}
		n := slices.IndexFunc(all, func(rev anwei.Revision) bool { return rev.At.After(at) })
		old, ok := anwei.Held{Key: r.Key, Revision: n, Late: r.Late}.AtRevision(all)
		if !ok {
			return r, false, nil
		}
		r = old
	case r.Handled == nil || !r.Handled.At.After(at):
		return r, true, nil
	}
	handlings, err := tx.Handlings(r.Key)
	r.Handled = nil
	for _, h := range handlings {
		if h.Revision == r.Revision && !h.At.After(at) {
			r.Handled = &h
		}
	}
	return r, true, err
}
