package scheduler

import (
	"fmt"
	"time"

	"anwei"
)

// Worth reports whether an item that was decided on at the time is still worth
// sending. What the office is told of others is, but for a step of a case that is
// done; a question about a report that is in, until it is answered; anything else
// where it is Owed.
func Worth(since time.Time, plan anwei.Plan, ledger Matters, it anwei.Item) (bool, error) {
	// A list is about the units below a node, and the matter names the node, which
	// may have done the same duty itself.
	if it.As == anwei.ToOffice && it.Matter.Case == 0 {
		return true, nil
	}
	if !it.TopUp.IsZero() {
		return unanswered(ledger, it.Matter, it.TopUp, since.Location())
	}
	if key, is := it.Matter.Report(); is && !it.Back.IsZero() {
		waits, _, err := correction(plan, ledger, key)
		return !waits.IsZero() && !waits.After(since), err
	}
	return Owed(since, plan, ledger, it.Matter)
}

// unanswered reports whether the report is in and the question of the day of its top-up
// is open.
func unanswered(ledger Matters, m anwei.Matter, day anwei.Date, loc *time.Location) (bool, error) {
	key, _ := m.Report()
	r, in, err := ledger.Report(key)
	if err != nil {
		return false, fmt.Errorf("report %s: %w", key, err)
	}
	return in && !r.Settled(day, loc), nil
}

// correction is since when a report that is in waits for one, and how that is said: it
// came back, the office made way for one, or one was begun. Zero is that it does not. One
// that the office has taken waits for none.
func correction(plan anwei.Plan, ledger Matters, key anwei.ReportKey) (time.Time, string, error) {
	r, in, err := ledger.Report(key)
	if err != nil || !in {
		return time.Time{}, "", err
	}
	d, begun, err := ledger.Draft(key)
	f, _ := plan.Form(key.Form)
	switch {
	case err != nil:
		return time.Time{}, "", fmt.Errorf("draft of %s: %w", key, err)
	case r.State() == anwei.Sealed:
	case begun && len(anwei.Changes(f.Fields, r.Values, d.Values)) > 0:
		return d.Changed, wordsBegun, nil
	case r.State() == anwei.Returned:
		return r.Handled.At, wordsReturned, nil
	case r.Handled != nil && r.Handled.Kind == anwei.Unlocked:
		return r.Handled.At, wordsUnlocked, nil
	}
	return time.Time{}, "", nil
}

// Owed reports whether a reminder of the matter that was decided on at the time
// is still worth sending: the report is missing, the duty not fulfilled, the
// step of the case not done, and nothing was promised since. A matter that names
// nothing is nobody's to do, and always worth it.
func Owed(since time.Time, plan anwei.Plan, ledger Matters, m anwei.Matter) (bool, error) {
	owed, err := owes(plan, ledger, m)
	if err != nil || !owed {
		return false, err
	}
	if m.Form == "" && m.Duty == "" {
		return true, nil
	}
	p, ok, err := ledger.Promise(m)
	if err != nil {
		return false, fmt.Errorf("promise about %s: %w", m, err)
	}
	return !ok || !p.At.After(since), nil
}

// owes reports whether the matter is not done.
func owes(plan anwei.Plan, ledger Matters, m anwei.Matter) (bool, error) {
	switch {
	case m.Form != "":
		key, _ := m.Report()
		_, in, err := ledger.Report(key)
		if err != nil {
			return false, fmt.Errorf("report %s: %w", key, err)
		}
		return !in, nil
	case m.Duty != "":
		d, ok := plan.Duty(m.Duty)
		if !ok {
			return false, nil
		}
		fs, err := ledger.Fulfilments(m)
		if err != nil {
			return false, fmt.Errorf("fulfilments of %s: %w", m, err)
		}
		return anwei.Counted(fs) < d.Wanted, nil
	case m.Case == 0: // no unit's business
		return true, nil
	}
	k, ok, err := ledger.Case(m.Case)
	if err != nil {
		return false, fmt.Errorf("case %d: %w", m.Case, err)
	}
	s, found := k.Step(m.Step)
	return ok && found && k.Open() && s.Done.IsZero(), nil
}
