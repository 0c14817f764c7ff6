package scheduler

import (
	"fmt"
	"slices"

	"anwei"
)

// mostRows bounds how many units a list names. The rest is counted.
const mostRows = 40

// fewNames bounds how many units a person reads, and fewDetails of how many he reads whom
// to call: there is a button for the others.
const (
	fewNames   = 10
	fewDetails = 5
)

// list is what a step tells the office: which units owe something, at and below
// each node of the tree.
type list struct {
	ladder
	step step
	// missed is set where nobody could be told in time.
	missed bool
	at     map[anwei.UnitID]*tally
}

type tally struct {
	asked, owing int
	rows         []*row // the first of those who owe
}

type row struct {
	unit    anwei.Unit
	promise anwei.Promise
	// told are the days on which the unit was reminded.
	told []anwei.Date
	// contact is who reports for the unit.
	contact anwei.Person
}

// openLists returns the lists that the day has for the office, and those that it
// missed.
func (w *Wake) openLists() []*list {
	var out []*list
	for _, l := range w.ladders {
		ws := l.windows(office)
		for _, s := range w.missed(ws) {
			out = append(out, &list{ladder: l, step: s.step, missed: true, at: map[anwei.UnitID]*tally{}})
		}
		if s, ok := w.today(ws); ok {
			out = append(out, &list{ladder: l, step: s.step, at: map[anwei.UnitID]*tally{}})
		}
	}
	return out
}

// See shows the wake-up units, each of them once, before it is asked about
// people.
func (w *Wake) See(l Ledger, units []anwei.Unit) error {
	for _, u := range units {
		if u.Retired {
			continue
		}
		if w.facts.Plan.ByOffice(u) {
			w.own = append(w.own, u)
		}
		for _, x := range w.lists {
			if !x.includes(u) || w.facts.Plan.ByOffice(u) {
				continue
			}
			if err := w.count(l, x, u); err != nil {
				return err
			}
		}
	}
	return nil
}

// count adds the unit to the list of each node above it.
func (w *Wake) count(l Ledger, x *list, u anwei.Unit) error {
	m := x.matter(u.ID)
	owing, err := w.listed(l, x, u)
	if err != nil {
		return err
	}
	above, err := w.above(l, u)
	if err != nil {
		return err
	}
	var full *row // read once, for the first node that has room for it
	for _, node := range above {
		t := x.at[node]
		if t == nil {
			t = &tally{}
			x.at[node] = t
		}
		t.asked++
		if !owing {
			continue
		}
		if t.owing++; x.missed || len(t.rows) >= mostRows {
			continue
		}
		if full == nil {
			if full, err = w.row(l, u, m); err != nil {
				return err
			}
		}
		t.rows = append(t.rows, full)
	}
	return nil
}

// listed reports whether the unit is one that the list names: whoever owes it,
// and on a list of units that are late again and again whoever was late, also
// where the report has come in meanwhile.
func (w *Wake) listed(l Ledger, x *list, u anwei.Unit) (bool, error) {
	if n := x.step.rule.Running; n > 0 {
		return w.running(l, x.subject, u, n)
	}
	return owes(w.facts.Plan, l, x.matter(u.ID))
}

func (w *Wake) row(l Ledger, u anwei.Unit, m anwei.Matter) (*row, error) {
	r := &row{unit: u}
	var err error
	if r.promise, _, err = l.Promise(m); err != nil {
		return nil, fmt.Errorf("promise about %s: %w", m, err)
	}
	told, err := l.Reminders(m)
	if err != nil {
		return nil, fmt.Errorf("reminders of %s: %w", m, err)
	}
	r.told = Days(told, w.now.Location())
	w.wanted[u.ID] = append(w.wanted[u.ID], r)
	return r, nil
}

// above returns the nodes above a unit, each once, from its parent up, also
// where the roster's parents form a ring.
func (w *Wake) above(l Ledger, u anwei.Unit) ([]anwei.UnitID, error) {
	const deepest = 16
	var out []anwei.UnitID
	for id := u.Parent; id != "" && len(out) < deepest && !slices.Contains(out, id); {
		out = append(out, id)
		parent, known := w.parents[id]
		if !known {
			p, _, err := l.Unit(id)
			if err != nil {
				return nil, fmt.Errorf("unit %s: %w", id, err)
			}
			parent = p.Parent
			w.parents[id] = parent
		}
		id = parent
	}
	return out, nil
}

// WantsPeople reports whether the lists need to Meet the people.
func (w *Wake) WantsPeople() bool { return len(w.wanted) > 0 }

// Meet shows the wake-up people, so that its lists can name whom to call.
func (w *Wake) Meet(people []anwei.Person) {
	for _, p := range people {
		for _, a := range p.Roles {
			if a.Role != anwei.Reporter {
				continue
			}
			for _, r := range w.wanted[a.Unit] {
				r.meet(a, p)
			}
		}
	}
}

// meet names the person as the one to call, the first reporter before a deputy.
func (r *row) meet(a anwei.Assignment, p anwei.Person) {
	if r.contact.ID == "" || !a.Deputy && !r.contact.ReportsFirst(a.Unit) {
		r.contact = p
	}
}
