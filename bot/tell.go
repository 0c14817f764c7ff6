package bot

import (
	"anwei"
	"anwei/bot/phrases"
)

// Done reports whether nothing is owed any more, and how that came.
func (t *Turn) Done(m anwei.Matter) (bool, string) {
	switch {
	case m.Form != "":
		key, _ := m.Report()
		r, in := t.In.Ledger.Report(key)
		return in, t.Text("hall.reported", "at", phrases.ClockText(r.At))
	case m.Duty != "":
		d, _ := t.In.Plan.Duty(m.Duty)
		n := anwei.Counted(t.In.Ledger.Fulfilments(m))
		return d.Wanted > 0 && n >= d.Wanted, CountText(t, n, d)
	}
	c, ok := t.In.Ledger.Case(m.Case)
	s, _ := c.Step(m.Step)
	return !ok || !c.Open() || !s.Done.IsZero(), t.Text("hall.closed")
}

// CountText says how many of what a duty wants are done.
func CountText(t *Turn, n int, d anwei.Duty) string {
	if d.Wanted == 0 {
		return t.Text("hall.count_open", "n", n, "counts", d.Counts)
	}
	return t.Text("hall.count", "n", n, "wanted", d.Wanted, "counts", d.Counts)
}

// AsOf ends every answer with the time that its figures are of.
func AsOf(t *Turn) string { return t.Text("common.as_of", "at", phrases.ClockText(t.In.Now)) }

// TellOffice says something once to everybody of the office that is responsible
// for the unit.
func (t *Turn) TellOffice(key, text string, u anwei.UnitID) {
	roster := t.In.Ledger.Roster()
	for _, p := range roster.People {
		for _, node := range p.UnitsAs(anwei.Office) {
			if roster.Within(u, node) && p.ID != t.In.Person.ID {
				t.Out = append(t.Out, Say{To: p.ID, Key: key + "/" + string(p.ID), Content: anwei.PlainText(text)})
				break
			}
		}
	}
}

// TellUnit says something once to everybody who reports for the unit.
func (t *Turn) TellUnit(key string, s Say, u anwei.UnitID) {
	for _, p := range t.In.Ledger.Roster().People {
		if p.ReportsFor(u) && p.ID != t.In.Person.ID {
			s.To, s.Key = p.ID, key+"/"+string(p.ID)
			t.Out = append(t.Out, s)
		}
	}
}
