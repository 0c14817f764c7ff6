package scheduler

import (
	"fmt"

	"anwei"
)

// collector turns chosen steps into reminders, leaving out what was said and who
// has reported.
type collector struct {
	facts  Facts
	people *people // nil until somebody is to be told something
	out    []Reminder
}

// climb adds the reminders of one ladder.
func (c *collector) climb(l ladder, chosen choice) error {
	if !chosen.any() {
		return nil
	}
	if c.people == nil {
		ps := peopleOf(c.facts.Roster)
		c.people = &ps
	}
	reports, err := c.facts.Ledger.Reports(l.form.ID, l.period)
	if err != nil {
		return fmt.Errorf("reports of %s for %s: %w", l.form.ID, l.period, err)
	}
	var missing []anwei.Unit
	asked := 0
	for _, u := range c.facts.Roster.Units {
		if !l.form.Audience.Includes(u) {
			continue
		}
		asked++
		if _, ok := reports[u.ID]; ok {
			continue
		}
		missing = append(missing, u)
		if err := c.unit(l, u, chosen); err != nil {
			return err
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return c.office(l, chosen[office], missing, asked)
}

// any reports whether anything was chosen for anybody.
func (c choice) any() bool {
	for _, steps := range c {
		if len(steps) > 0 {
			return true
		}
	}
	return false
}

// unit adds what the unit's own people are told.
func (c *collector) unit(l ladder, u anwei.Unit, chosen choice) error {
	var st standing
	for _, who := range c.people.units[u.ID] {
		for _, s := range chosen[who.roles] {
			r := l.reminder(s, who.id)
			r.Key = fmt.Sprintf("%s/%s/%s/%s/%s", s.rule.ID, l.form.ID, l.period, u.ID, who.id)
			said, err := c.said(r.Key)
			if err != nil {
				return err
			}
			if said {
				continue
			}
			if st.words == "" {
				if st, err = c.standing(l, u); err != nil {
					return err
				}
			}
			r.Unit, r.As, r.Begun = u.ID, (s.to & who.roles).recipient(), st.begun
			r.Text = l.fill(s.rule.Text, u.Name, st.words)
			c.out = append(c.out, r)
		}
	}
	return nil
}

// office adds what each person of the office is told.
func (c *collector) office(l ladder, steps []step, missing []anwei.Unit, asked int) error {
	for _, s := range steps {
		text := l.list(s.rule, missing, asked)
		for _, id := range c.people.office {
			r := l.reminder(s, id)
			r.Key = fmt.Sprintf("%s/%s/%s", s.rule.ID, l.period, id)
			r.Text, r.As = text, anwei.ToOffice
			said, err := c.said(r.Key)
			if err != nil {
				return err
			}
			if !said {
				c.out = append(c.out, r)
			}
		}
	}
	return nil
}

// reminder returns the step as said to the person, but for what depends on the
// unit.
func (l ladder) reminder(s step, to anwei.PersonID) Reminder {
	return Reminder{At: s.at, To: to, Rule: s.rule.ID, Form: l.form.ID, Period: l.period}
}

func (c *collector) said(key string) (bool, error) {
	said, err := c.facts.Ledger.HasOutgoing(key)
	if err != nil {
		return false, fmt.Errorf("was %s said: %w", key, err)
	}
	return said, nil
}

// standing is how far a unit is with a report.
type standing struct {
	words string // never empty once it is known
	begun bool
}

func (c *collector) standing(l ladder, u anwei.Unit) (standing, error) {
	key := anwei.ReportKey{Form: l.form.ID, Period: l.period, Unit: u.ID}
	d, begun, err := c.facts.Ledger.Draft(key)
	if err != nil {
		return standing{}, fmt.Errorf("draft of %s: %w", key, err)
	}
	if !begun {
		return standing{words: notBegun}, nil
	}
	return standing{progress(l.form.FieldsFor(u), d.Values), true}, nil
}
