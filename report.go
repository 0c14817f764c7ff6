package anwei

import (
	"maps"
	"strings"
	"time"
)

// Value is what a unit answered for one field. A field that is not answered has
// no Value at all; zero is a Value; 不适用 is a Value with NA. The three are
// different things and are kept apart everywhere.
type Value struct {
	N    int64  `json:"n,omitempty"`
	NA   bool   `json:"na,omitempty"`
	Text string `json:"text,omitempty"`
	// Same is set where a text was taken over from the period before by 无变化, and
	// not typed again.
	Same bool `json:"same,omitempty"`
	// Note says why nothing changed or why the field does not apply, as typed.
	Note string `json:"note,omitempty"`
}

// Says returns what the answer says, without how it was given: equal cells of a
// table are equal answers.
func (v Value) Says() Value { return Value{N: v.N, NA: v.NA, Text: v.Text} }

// Number returns a counted answer.
func Number(n int64) Value { return Value{N: n} }

// Values holds the answered fields of a form. A field that is missing was not
// answered.
type Values map[FieldID]Value

// Number returns the count of a field, and false where it was not answered or
// does not apply. It is asked of counts only.
func (v Values) Number(id FieldID) (int64, bool) {
	x, ok := v[id]
	return x.N, ok && !x.NA
}

// Clone returns a copy that shares nothing with v.
func (v Values) Clone() Values {
	if v == nil {
		return Values{}
	}
	return maps.Clone(v)
}

// Missing returns those of the fields that are not answered, in their order.
func (v Values) Missing(fields []Field) []Field {
	return FieldsWhere(fields, func(f *Field) bool { _, ok := v[f.ID]; return !ok })
}

// ReportKey says which report is meant: one unit's one form for one period. The
// person who fills it in is provenance and never part of the key.
type ReportKey struct {
	Form   FormID `json:"form"`
	Period Period `json:"period"`
	Unit   UnitID `json:"unit"`
}

// String returns figures/2026-10/nancun.
func (k ReportKey) String() string {
	return string(k.Form) + "/" + k.Period.String() + "/" + string(k.Unit)
}

// Draft is a report being filled in. It belongs to the unit, so that whoever
// reports for the unit finds it again on any phone.
type Draft struct {
	Key ReportKey `json:"key"`
	// Plan is the version of the plan that the draft was begun under.
	Plan   string `json:"plan"`
	Values Values `json:"values"`
	// Words are the texts that the values came from, in order, as typed.
	Words []string `json:"words,omitempty"`
	// Reasons says why a doubtful figure is right, by check.
	Reasons map[RuleID]string `json:"reasons,omitempty"`
	By      PersonID          `json:"by"`
	Begun   time.Time         `json:"begun"`
	Changed time.Time         `json:"changed"`
}

// Report is what a unit confirmed for a period: the newest revision.
type Report struct {
	Key     ReportKey         `json:"key"`
	Plan    string            `json:"plan"`
	Values  Values            `json:"values"`
	Reasons map[RuleID]string `json:"reasons,omitempty"`
	// First is when the report was confirmed for the first time. Whether it was
	// late is decided by it alone, so that a correction keeps the mark.
	First time.Time `json:"first"`
	Late  bool      `json:"late,omitempty"` // 逾期
	// Revision numbers the newest revision, from 1.
	Revision int       `json:"revision"`
	By       PersonID  `json:"by"`
	At       time.Time `json:"at"`
	// Behalf is set where the office entered the newest revision for the unit.
	Behalf bool `json:"behalf,omitempty"`
	// Handled is what was done with the newest revision last, nil for nothing.
	Handled *Handling `json:"handled,omitempty"`
}

// Final reports whether the report has the figures of its whole period: it was
// confirmed on or after the day on which its form is topped up.
func (r Report) Final(topUp Date, loc *time.Location) bool {
	return r.Revision > 0 && !DateOf(r.At.In(loc)).Before(topUp)
}

// Settled reports whether the question for the figures of the whole period, which is
// asked on the day, needs no answer: the unit has confirmed them on that day or later,
// or the office has taken the report as it was by then. One that was taken before the
// day was taken as reported, and its unit is asked all the same.
func (r Report) Settled(topUp Date, loc *time.Location) bool {
	taken := r.State() == Sealed && !DateOf(r.Handled.At.In(loc)).Before(topUp)
	return taken || r.Final(topUp, loc)
}

// Revision is one confirmation of a report. Revisions are added and never
// overwritten.
type Revision struct {
	N    int       `json:"n"`
	At   time.Time `json:"at"`
	By   PersonID  `json:"by"`
	Plan string    `json:"plan"`
	// Changes is empty where it was confirmed that nothing has changed.
	Changes []Change          `json:"changes"`
	Reasons map[RuleID]string `json:"reasons,omitempty"`
	Words   []string          `json:"words,omitempty"` // the texts as typed
	// Behalf is set where the office entered it for the unit, By being the office.
	Behalf bool `json:"behalf,omitempty"`
}

// Change is one field's step from an old value to a new one; Old is nil where
// there was none.
type Change struct {
	Field FieldID `json:"field"`
	Old   *Value  `json:"old,omitempty"`
	New   *Value  `json:"new,omitempty"`
}

// Changes lists what differs between two sets of values, in the order of the
// fields.
func Changes(fields []Field, old, now Values) []Change {
	var out []Change
	for _, f := range fields {
		a, hadOld := old[f.ID]
		b, hasNew := now[f.ID]
		if a == b && hadOld == hasNew {
			continue
		}
		c := Change{Field: f.ID}
		if hadOld {
			c.Old = &a
		}
		if hasNew {
			c.New = &b
		}
		out = append(out, c)
	}
	return out
}

// HandlingKind is what was done with a report after it was handed in.
type HandlingKind string

// What may be done with a report that is in. The office returns, seals and
// unlocks; a reporter of the unit asks for the lock to be opened, and says
// whether what the office entered for his unit is right.
const (
	Returned  HandlingKind = "returned"  // 退回: to be corrected and handed in again
	Sealed    HandlingKind = "sealed"    // 收下: final, and changed no more
	UnlockAsk HandlingKind = "asked"     // 申请解锁; it stays sealed
	Unlocked  HandlingKind = "unlocked"  // 解锁: may be corrected again
	Agreed    HandlingKind = "agreed"    // 确认无误, of a report that the office entered
	Disputed  HandlingKind = "disputed"  // 有误, likewise
	ToppedUp  HandlingKind = "topped_up" // the figures of the whole period, of a sealed report
	Submitted HandlingKind = "submitted" // nothing yet: the state of a new revision
)

// Handling is one thing that was done with a report that is in. Handlings are
// added and never overwritten.
type Handling struct {
	// N numbers the handlings of a report from 1.
	N    int          `json:"n"`
	Kind HandlingKind `json:"kind"`
	// Revision is the newest revision of the report when it was done.
	Revision int `json:"revision"`
	// Fields are the cells that a return names, in the form's order; none is the
	// report as a whole.
	Fields []FieldID `json:"fields,omitempty"`
	Reason string    `json:"reason,omitempty"`
	By     PersonID  `json:"by"`
	At     time.Time `json:"at"`
}

// State says where a report that is in stands: Submitted, Returned or Sealed. It
// runs submitted → (returned → submitted)* → sealed, and back by unlocking.
func (r Report) State() HandlingKind {
	if r.Handled == nil {
		return Submitted
	}
	switch r.Handled.Kind {
	case Returned:
		return Returned
	case Sealed, UnlockAsk:
		return Sealed
	default:
		return Submitted
	}
}

// Unconfirmed reports whether the newest revision was entered by the office and
// the unit has not said yet whether it is right.
func (r Report) Unconfirmed() bool { return r.Behalf && r.Handled == nil }

// Contested reports whether the newest revision was entered by the office and the unit
// has said that it is wrong.
func (r Report) Contested() bool {
	return r.Behalf && r.Handled != nil && r.Handled.Kind == Disputed
}

// StampState says how the stamped sheet of a confirmed report stands, 盖章件.
type StampState string

// The states of a stamped sheet.
const (
	StampMissing StampState = "missing" // none came in
	StampAgrees  StampState = "agrees"  // it shows the newest revision
	StampDiffers StampState = "differs" // the report was changed after it
)

// Chinese returns the state as a table shows it.
func (s StampState) Chinese() string {
	switch s {
	case StampAgrees:
		return "一致"
	case StampDiffers:
		return "与数据不一致"
	case StampMissing:
	}
	return "未收"
}

// IsStamp reports whether the evidence is a page of a stamped sheet that counts.
func (e Evidence) IsStamp() bool { return e.Code != "" && e.Lost == "" && e.Void == "" }

// Stamped returns how the stamped sheet of the report stands, given its version code and
// all evidence of its matter, and the newest page that counts. A page that shows the
// newest figures outranks any other; it may be of an older revision that had the same.
func Stamped(r Report, code string, all []Evidence) (StampState, Evidence) {
	state, newest := StampMissing, Evidence{}
	for _, e := range all {
		if !e.IsStamp() {
			continue
		}
		agrees := e.N == r.Revision || checksum(e.Code) == checksum(code)
		switch {
		case agrees && (state != StampAgrees || e.At.After(newest.At)):
			state, newest = StampAgrees, e
		case !agrees && state != StampAgrees && !e.At.Before(newest.At):
			state, newest = StampDiffers, e
		}
	}
	return state, newest
}

// checksum is the end of a version code, which is the same for the same figures.
func checksum(code string) string { return code[strings.LastIndexByte(code, '-')+1:] }
