package anwei

import (
	"slices"
	"time"
)

// CaseID numbers the cases of a ledger from 1, as people name them: 3号.
type CaseID uint32

// CaseKind names a kind of case in its plan: quick, hazard.
type CaseKind string

// StepID names a step of a kind of case.
type StepID string

// CaseRule is a kind of case that the office or a unit may open: 快查快处, 重大隐患.
type CaseRule struct {
	ID    CaseKind `json:"id"`
	Title string   `json:"title"`
	// Word opens a case in the talk: 立案.
	Word string `json:"word"`
	// Open lists the roles that may open one: office, reporter.
	Open []Role `json:"open"`
	// Months bounds how far away the day is that the one who opens it names for
	// the last step; 0 where the steps have days of their own.
	Months int        `json:"months,omitempty"`
	Steps  []StepRule `json:"steps"`
	Source string     `json:"source"` // the sentence of the notice
}

// StepRule is one step of a kind of case.
type StepRule struct {
	ID    StepID `json:"id"`
	Title string `json:"title"`
	// Days counts calendar days from the day on which the case is opened.
	Days int `json:"days,omitempty"`
	// MonthEnd makes the step due on the last day of the month in which the case
	// is opened, Named on the day that was named at the opening.
	MonthEnd bool `json:"month_end,omitempty"`
	Named    bool `json:"named,omitempty"`
	// Proof asks for a photo or file before the step counts as done.
	Proof bool `json:"proof,omitempty"`
}

// Case is something that has to be dealt with step by step, each by its day: a
// case of rapid handling, or a major hazard.
type Case struct {
	ID     CaseID     `json:"id"`
	Kind   CaseKind   `json:"kind"`
	Unit   UnitID     `json:"unit"`
	Text   string     `json:"text"` // what it is about, as it was written
	Opened time.Time  `json:"opened"`
	By     PersonID   `json:"by"`
	Steps  []CaseStep `json:"steps"`
	// Closed is zero while the case is open.
	Closed   time.Time `json:"closed,omitzero"`
	ClosedBy PersonID  `json:"closed_by,omitempty"`
	Outcome  string    `json:"outcome,omitempty"`
}

// CaseStep is one step of a case, due on its day to the last second.
type CaseStep struct {
	ID     StepID    `json:"id"`
	Title  string    `json:"title"`
	Due    Date      `json:"due"`
	Done   time.Time `json:"done,omitzero"`
	DoneBy PersonID  `json:"done_by,omitempty"`
	Result string    `json:"result,omitempty"`
}

// Open reports whether the case still has to be dealt with.
func (c Case) Open() bool { return c.Closed.IsZero() }

// AsOf returns the case as it was at a time, and false where it was not opened yet.
func (c Case) AsOf(at time.Time) (Case, bool) {
	if c.Closed.After(at) {
		c.Closed, c.ClosedBy, c.Outcome = time.Time{}, "", ""
	}
	c.Steps = slices.Clone(c.Steps)
	for i := range c.Steps {
		if s := &c.Steps[i]; s.Done.After(at) {
			s.Done, s.DoneBy, s.Result = time.Time{}, "", ""
		}
	}
	return c, !c.Opened.After(at)
}

// CasesAsOf returns the cases as they were at a time, those that were not opened yet left
// out; open limits them to those that were open then.
func CasesAsOf(at time.Time, all []Case, open bool) []Case {
	var out []Case
	for _, c := range all {
		if c, opened := c.AsOf(at); opened && (!open || c.Open()) {
			out = append(out, c)
		}
	}
	return out
}

// Next returns the first step that is not done, and false where all are.
func (c Case) Next() (CaseStep, bool) {
	return Find(c.Steps, func(s CaseStep) bool { return s.Done.IsZero() })
}

// Step returns the step with the id.
func (c Case) Step(id StepID) (CaseStep, bool) {
	return Find(c.Steps, func(s CaseStep) bool { return s.ID == id })
}

// Due returns the day of the rule's step in a case that is opened on the day,
// where named is the day that was named at the opening.
func (r StepRule) Due(opened, named Date) Date {
	switch {
	case r.Named:
		return named
	case r.MonthEnd:
		return MonthPeriod(opened.Year, opened.Month).Last()
	}
	return opened.AddDays(r.Days)
}
