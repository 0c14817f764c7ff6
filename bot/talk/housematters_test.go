package talk_test

import (
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
	"anwei/scheduler"
)

// matters is what the house keeps besides reports.
type matters struct {
	promises    map[anwei.Matter]anwei.Promise
	fulfilments map[anwei.Matter][]anwei.Fulfilment
	cases       []anwei.Case
	evidence    []anwei.Evidence
	reminded    map[anwei.Matter][]anwei.Reminded
}

func newMatters() matters {
	return matters{
		promises:    map[anwei.Matter]anwei.Promise{},
		fulfilments: map[anwei.Matter][]anwei.Fulfilment{},
		reminded:    map[anwei.Matter][]anwei.Reminded{},
	}
}

func (m *matters) apply(t testing.TB, e bot.Effect) {
	t.Helper()
	switch e := e.(type) {
	case bot.PutPromise:
		m.promises[e.Promise.Matter] = e.Promise
	case bot.AddFulfilment:
		if e.Fulfilment.N != len(m.fulfilments[e.Fulfilment.Matter])+1 {
			t.Fatalf("fulfilment %d follows %d", e.Fulfilment.N, len(m.fulfilments[e.Fulfilment.Matter]))
		}
		m.fulfilments[e.Fulfilment.Matter] = append(slices.Clone(m.fulfilments[e.Fulfilment.Matter]), e.Fulfilment)
	case bot.VoidFulfilment:
		fs := slices.Clone(m.fulfilments[e.Matter])
		fs[e.N-1].Void = e.Why
		m.fulfilments[e.Matter] = fs
	case bot.PutCase:
		if e.New != (int(e.Case.ID) == len(m.cases)+1) {
			t.Fatalf("case %d after %d, new %t", e.Case.ID, len(m.cases), e.New)
		}
		if e.New {
			m.cases = append(m.cases, e.Case)
			return
		}
		m.cases[e.Case.ID-1] = e.Case
	case bot.PutEvidence:
		i := slices.IndexFunc(m.evidence, func(x anwei.Evidence) bool { return x.ID == e.Evidence.ID })
		if i < 0 {
			m.evidence = append(m.evidence, e.Evidence)
			return
		}
		m.evidence[i] = e.Evidence
	default:
		t.Fatalf("unknown effect %T", e)
	}
}

func (m *matters) Promise(k anwei.Matter) (anwei.Promise, bool) {
	p, ok := m.promises[k]
	return p, ok
}

func (m *matters) Promises(u anwei.UnitID) []anwei.Promise {
	var out []anwei.Promise
	for k, p := range m.promises {
		if k.Unit == u {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b anwei.Promise) int { return compare(a.Matter.String(), b.Matter.String()) })
	return out
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (m *matters) Fulfilments(k anwei.Matter) []anwei.Fulfilment { return m.fulfilments[k] }

func (m *matters) FulfilmentsOf(d anwei.DutyID, p anwei.Period) map[anwei.UnitID][]anwei.Fulfilment {
	out := map[anwei.UnitID][]anwei.Fulfilment{}
	for k, fs := range m.fulfilments {
		if k.Duty == d && k.Period == p {
			out[k.Unit] = fs
		}
	}
	return out
}

func (m *matters) Case(id anwei.CaseID) (anwei.Case, bool) {
	if id < 1 || int(id) > len(m.cases) {
		return anwei.Case{}, false
	}
	return m.cases[id-1], true
}

func (m *matters) Cases(u anwei.UnitID, open bool) []anwei.Case {
	var out []anwei.Case
	for _, c := range m.cases {
		if (u == "" || c.Unit == u) && (!open || c.Open()) {
			out = append(out, c)
		}
	}
	return out
}

func (m *matters) Evidence(k anwei.Matter) []anwei.Evidence {
	var out []anwei.Evidence
	for _, e := range m.evidence {
		if e.Matter == k {
			out = append(out, e)
		}
	}
	return out
}

func (m *matters) Reminders(k anwei.Matter) []anwei.Reminded { return m.reminded[k] }

func (h *house) Scheduler() scheduler.Ledger { return asked{h} }

// asked lets the scheduler read the ledger of a turn. Its errors are kept by the
// ledger, as everywhere in a turn.
type asked struct{ bot.Ledger }

func (a asked) Unit(id anwei.UnitID) (anwei.Unit, bool, error) {
	u, ok := a.Ledger.Unit(id)
	return u, ok, nil
}

func (a asked) Report(k anwei.ReportKey) (anwei.Report, bool, error) {
	r, ok := a.Ledger.Report(k)
	return r, ok, nil
}

func (a asked) InUseSince(f anwei.FormID) (anwei.Period, bool, error) {
	since, used := a.Ledger.InUseSince(f)
	return since, used, nil
}

func (a asked) Draft(k anwei.ReportKey) (anwei.Draft, bool, error) {
	d, ok := a.Ledger.Draft(k)
	return d, ok, nil
}

func (a asked) Promise(m anwei.Matter) (anwei.Promise, bool, error) {
	p, ok := a.Ledger.Promise(m)
	return p, ok, nil
}

func (a asked) Promises(u anwei.UnitID) ([]anwei.Promise, error) { return a.Ledger.Promises(u), nil }

func (a asked) Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error) {
	return a.Ledger.Fulfilments(m), nil
}

func (a asked) Case(id anwei.CaseID) (anwei.Case, bool, error) {
	c, ok := a.Ledger.Case(id)
	return c, ok, nil
}

func (a asked) Cases(u anwei.UnitID, open bool) ([]anwei.Case, error) {
	return a.Ledger.Cases(u, open), nil
}

func (a asked) Reminders(m anwei.Matter) ([]anwei.Reminded, error) {
	return a.Ledger.Reminders(m), nil
}

func (a asked) Said(string) (bool, error) { return false, nil }

func (a asked) GrantsOf(p anwei.PersonID) ([]anwei.Grant, error) { return a.Ledger.GrantsOf(p), nil }

// remind puts on record that a unit was reminded now: "rule matter".
func (h *house) remind(t testing.TB, line string) {
	t.Helper()
	id, name, _ := strings.Cut(line, " ")
	m, err := anwei.ParseMatter(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range h.plan.Reminders {
		if string(r.ID) == id {
			h.reminded[m] = append(h.reminded[m], anwei.Reminded{
				Matter: m, Rule: r.ID, As: anwei.ToReporter, At: h.now, TopUp: r.From == anwei.ByTopUp,
			})
			return
		}
	}
	t.Fatalf("no rule %q", id)
}
