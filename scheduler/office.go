package scheduler

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
)

// office adds what a person of the office is told: the lists of the node, its
// cases, and what it owes itself.
func (v *visit) office() error {
	for _, node := range v.person.UnitsAs(anwei.Office) {
		for _, x := range v.lists {
			if err := v.list(x, node); err != nil {
				return err
			}
		}
		if v.due.Reminder.Draft == "" {
			v.due.Reminder.Draft = Calls(v.calls)
		}
		if err := v.ownUnits(node); err != nil {
			return err
		}
		if err := v.openCases(node); err != nil {
			return err
		}
	}
	return nil
}

// ownUnits looks at the units whose duties the office does itself.
func (v *visit) ownUnits(node anwei.UnitID) error {
	for _, u := range v.own {
		within, err := v.within(u, node)
		if err != nil {
			return err
		}
		if !within {
			continue
		}
		if err := v.unit(u, reporter); err != nil {
			return err
		}
	}
	return nil
}

func (v *visit) openCases(node anwei.UnitID) error {
	if len(v.facts.Plan.Cases) == 0 {
		return nil
	}
	cs, err := v.ledger.Cases("", true)
	if err != nil {
		return fmt.Errorf("open cases: %w", err)
	}
	for _, c := range cs {
		u, ok, err := v.ledger.Unit(c.Unit)
		if err != nil {
			return fmt.Errorf("unit %s: %w", c.Unit, err)
		}
		within, err := v.within(u, node)
		if err != nil {
			return err
		}
		if !ok || !within {
			continue
		}
		for _, s := range v.facts.stages(c) {
			if err := v.ladder(v.facts.newLadder(s, v.now.Location()), u, office, anwei.Promise{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// nextCalendar tells the office, in December and in a year that has begun, that
// the State Council's working days of the year are not known: once, and on a
// working day that has nothing else to say.
func (v *visit) nextCalendar() error {
	year := v.now.Year()
	if v.now.Month() == time.December {
		year++
	}
	cal := v.facts.Calendar
	if !v.person.Has(anwei.Office) || cal.Known(year) || !cal.Working(anwei.DateOf(v.now)) {
		return nil
	}
	key := fmt.Sprintf("calendar/%d/%s", year, v.person.ID)
	if fresh, err := v.fresh(key); !fresh {
		return err
	}
	v.due.Reminder.NoticeKey = key
	v.due.Reminder.Notice = calendarText(year)
	return nil
}

func (v *visit) within(u anwei.Unit, node anwei.UnitID) (bool, error) {
	above, err := v.above(v.ledger, u)
	return slices.Contains(append(above, u.ID), node), err
}

// list adds one list of a node, unless nobody on it owes anything. Where nobody
// could say it in time, it is put on record.
func (v *visit) list(x *list, node anwei.UnitID) error {
	t := x.at[node]
	if t == nil || t.owing == 0 {
		return nil
	}
	key := x.key(x.step, node, v.person.ID)
	if fresh, err := v.fresh(key); !fresh {
		return err
	}
	if x.missed {
		v.due.Dropped = append(v.due.Dropped, key)
		return nil
	}
	few := told{unit: t.names(fewNames), form: x.form.Short, state: t.state(x.subject)}
	all := told{unit: t.names(mostRows), form: x.form.Short, state: few.state}
	text := v.fill(x.ladder, x.step, x.step.rule.Text, all)
	if t.owing > fewDetails && !strings.Contains(x.step.rule.Text, "{unit}") {
		text += few.unit
	}
	if names := few.unit; v.names == names && t.owing > 3 {
		few.unit = "同上"
	} else {
		v.names = names
	}
	line := v.fill(x.ladder, x.step, lineOf(x.ladder, x.step.rule), few)
	if x.form.ID != "" {
		line += t.details(v.called) // whom to call is wanted that very day
	}
	v.add(x.step, anwei.Item{
		Key: key, Rule: x.step.rule.ID, Matter: x.matter(node), As: anwei.ToOffice,
		Title: strings.ReplaceAll(x.heading(), formWord, x.form.Short),
		Text:  text + t.details(map[anwei.UnitID]bool{}),
		Line:  line, Late: v.late(x.step), Due: x.last,
	})
	if x.step.rule.Draft != "" {
		all.form = formWord
		draft := v.fill(x.ladder, x.step, x.step.rule.Draft, all)
		v.calls = append(v.calls, Call{Form: x.form.Short, Text: strings.ReplaceAll(draft, leftWord, left(anwei.DateOf(v.now), x.last))})
	}
	return nil
}
