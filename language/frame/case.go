package frame

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// CaseAct is what a text wants done with a case.
type CaseAct string

// The acts.
const (
	CaseOpen     CaseAct = "open"      // 立案 南村镇 XX煤矿皮带着火隐患
	CaseStepDone CaseAct = "step-done" // 3号现场调查已完成：…
	CaseClose    CaseAct = "close"     // 结案 3号 已整改
	CaseList     CaseAct = "list"      // 立案清单
)

// CaseSaid is what was understood of a case.
type CaseSaid struct {
	Act CaseAct
	// Kind is the kind of case to open or to list, or that the step named belongs
	// to; empty where it was not said.
	Kind anwei.CaseKind
	// Unit is the unit that a new case is about. Where the text names several
	// units, or one with a wrong character, they are in Either instead; both are
	// empty where none was named.
	Unit   anwei.UnitID
	Either []anwei.UnitID
	// Text is what a new case is about, in the person's own words, without the
	// unit before it and the time limit behind it.
	Text string
	// On is the last day that was named for a new case; only kinds of case with a
	// step of a named day have one.
	On anwei.Date
	// ID is the number of the case, 0 where none was said.
	ID anwei.CaseID
	// Step is the step that was done, empty where none was named.
	Step   anwei.StepID
	Result string
	// Refused says why there is no last day: PastDay, FarDay (beyond the months of
	// the kind), NoSuchDay, Approximate, Ambiguous or Contradiction.
	Refused []text.Refusal
}

// Case returns what somebody says of a case, if that is how a text is understood.
func Case(readings []Reading, rules []anwei.CaseRule, now time.Time) (CaseSaid, bool) {
	r, act, ok := first(readings, "case")
	if !ok || len(rules) == 0 {
		return CaseSaid{}, false
	}
	said := CaseSaid{Kind: r.Case, Result: r.Rest["result"]}
	switch act {
	case "open":
		said.Act, said.Text = CaseOpen, r.Rest["text"]
		i := slices.IndexFunc(rules, func(c anwei.CaseRule) bool { return c.ID == r.Case })
		if i >= 0 {
			said.lastDay(rules[i], r.Days, now)
		}
	case "step":
		said.Act, said.ID, said.Step = CaseStepDone, anwei.CaseID(r.numbered()), r.Step
	case "close":
		said.Act, said.Kind, said.ID = CaseClose, "", anwei.CaseID(r.numbered())
	default:
		said.Act, said.ID = CaseList, anwei.CaseID(r.numbered())
	}
	said.about(r)
	return said, true
}

// about takes the unit that a case is about, or the units that it may be about.
func (s *CaseSaid) about(r Reading) {
	units := slices.Concat(r.Units, r.Either)
	if len(units) == 0 && s.Act == CaseOpen {
		units = r.Inside
	}
	for i, u := range units {
		if !slices.Contains(units[:i], u) {
			s.Either = append(s.Either, u)
		}
	}
	if len(s.Either) == 1 && r.Cost != 1 {
		s.Unit, s.Either = s.Either[0], nil
	}
}

// lastDay keeps the one time limit that was named.
func (s *CaseSaid) lastDay(rule anwei.CaseRule, limits []day.Said, now time.Time) {
	if len(limits) == 0 {
		return
	}
	d, today := limits[0], anwei.DateOf(now)
	why := d.Reason
	switch {
	case why != "":
	case d.On.Before(today):
		why = day.PastDay
	case rule.Months > 0 && today.In(time.UTC).AddDate(0, rule.Months, 0).Before(d.On.In(time.UTC)):
		why = day.FarDay
	default:
		s.On = d.On
		return
	}
	s.Refused = []text.Refusal{{Span: d.Span, Reason: why}}
}

// step returns the step that a text names, by its title or by two characters of it
// that no other step has, and its kind of case. What was done may have them in it:
// 已整改.
func (n *names) step(kind anwei.CaseKind, typed, did string) (anwei.CaseKind, anwei.StepID) {
	var step anwei.StepID
	for _, c := range n.cases {
		for _, s := range c.Steps {
			title := []rune(s.Title)
			if s.Title == typed {
				return c.ID, s.ID
			}
			for i := 0; i+2 <= len(title); i += 2 {
				piece := string(title[i : i+2])
				if (piece == typed || typed == "" && strings.Contains(did, piece)) && n.once(piece) {
					kind, step = c.ID, s.ID
				}
			}
		}
	}
	return kind, step
}

// once reports whether one step alone has the word in its title.
func (n *names) once(word string) bool {
	count := 0
	for _, c := range n.cases {
		for _, s := range c.Steps {
			if strings.Contains(s.Title, word) {
				count++
			}
		}
	}
	return count == 1
}
