package anwei

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Matter is one thing that a unit owes: a report, a duty in one of its periods,
// a step of a case, or an answer to a notice. Exactly one of Form, Duty, Case and
// Notice is set. Matters are comparable with ==.
type Matter struct {
	Unit UnitID `json:"unit"`
	Form FormID `json:"form,omitempty"`
	Duty DutyID `json:"duty,omitempty"`
	Case CaseID `json:"case,omitempty"`
	// Notice is a notice; then Unit is the one of who sent it or of who answers.
	Notice NoticeID `json:"notice,omitempty"`
	// Step is the step of the case, or the edition of the notice where that
	// counts.
	Step StepID `json:"step,omitempty"`
	// Period is zero for a one-off duty, for a case and for a notice.
	Period Period `json:"period,omitzero"`
}

// ReportMatter returns the matter of a report.
func ReportMatter(k ReportKey) Matter { return Matter{Unit: k.Unit, Form: k.Form, Period: k.Period} }

// Report returns the report that the matter is, and false where it is another
// thing.
func (m Matter) Report() (ReportKey, bool) {
	return ReportKey{Form: m.Form, Period: m.Period, Unit: m.Unit}, m.Form != ""
}

// String returns report/figures/2026-10/nancun, duty/committee_meeting/2026-Q3/nancun,
// duty/two_lists//nancun, case/12/scene/nancun or notice/3//xian. No id of a
// matter but the unit's has a slash.
func (m Matter) String() string {
	switch {
	case m.Form != "":
		return fmt.Sprintf("report/%s/%s/%s", m.Form, m.Period, m.Unit)
	case m.Duty != "":
		return fmt.Sprintf("duty/%s/%s/%s", m.Duty, m.Period, m.Unit)
	case m.Notice != 0:
		return fmt.Sprintf("notice/%d/%s/%s", m.Notice, m.Step, m.Unit)
	}
	return fmt.Sprintf("case/%d/%s/%s", m.Case, m.Step, m.Unit)
}

// ParseMatter reads what String wrote.
func ParseMatter(s string) (Matter, error) {
	bad := fmt.Errorf("%q names no matter", s)
	parts := strings.SplitN(s, "/", 4)
	if len(parts) != 4 || parts[1] == "" || parts[3] == "" {
		return Matter{}, bad
	}
	m := Matter{Unit: UnitID(parts[3])}
	switch parts[0] {
	case "report":
		m.Form = FormID(parts[1])
	case "duty":
		m.Duty = DutyID(parts[1])
	case "case":
		n, err := strconv.ParseUint(parts[1], 10, 32)
		if err != nil || n == 0 || parts[2] == "" {
			return Matter{}, bad
		}
		m.Case, m.Step = CaseID(n), StepID(parts[2])
		return m, nil
	case "notice":
		n, err := strconv.ParseUint(parts[1], 10, 32)
		if err != nil || n == 0 || m.Unit == "" {
			return Matter{}, bad
		}
		m.Notice, m.Step = NoticeID(n), StepID(parts[2])
		return m, nil
	default:
		return Matter{}, bad
	}
	if parts[2] == "" && m.Duty != "" {
		return m, nil
	}
	p, err := ParsePeriod(parts[2])
	if err != nil {
		return Matter{}, bad
	}
	m.Period = p
	return m, nil
}

// PromiseKind is what a unit says of something that it has not done yet.
type PromiseKind string

// The kinds of promise.
const (
	Promised  PromiseKind = "promised"  // 承诺: it will be done on the day
	Arranged  PromiseKind = "arranged"  // 已安排: it takes place on the day
	Difficult PromiseKind = "difficult" // 有困难: it cannot be done yet, and why
)

// Promise is what somebody of a unit said about a matter. The newest counts, and
// nobody is reminded of the matter before its day is over.
type Promise struct {
	Matter Matter      `json:"matter"`
	Kind   PromiseKind `json:"kind"`
	// On is the day that was named; where a difficulty was told, the last day on
	// which the unit is left alone.
	On     Date      `json:"on"`
	Reason string    `json:"reason,omitempty"`
	By     PersonID  `json:"by"`
	At     time.Time `json:"at"`
}

// Fulfilment is one time that a unit did what a duty asks: a meeting held, a
// matter solved. Fulfilments are added and never overwritten but for Void.
type Fulfilment struct {
	Matter Matter `json:"matter"`
	// N numbers the fulfilments of the matter from 1.
	N  int  `json:"n"`
	On Date `json:"on"`
	// People is how many took part, 0 where that was not said.
	People int `json:"people,omitempty"`
	// Count is how many of what the duty counts this was, at least 1: three
	// problems solved at once are 3 of the 10 that are wanted.
	Count  int      `json:"count"`
	Result string   `json:"result,omitempty"`
	Words  string   `json:"words"` // as typed
	By     PersonID `json:"by"`
	// At is when it was told.
	At time.Time `json:"at"`
	// Void says why it does not count any more; empty where it does. Voided is since
	// when; zero where an older program did not keep that.
	Void   string    `json:"void,omitempty"`
	Voided time.Time `json:"voided,omitzero"`
}

// FulfilmentsAsOf returns the fulfilments as they were at a time: without those that
// were told later, and counting those that were voided later.
func FulfilmentsAsOf(at time.Time, fs []Fulfilment) []Fulfilment {
	var out []Fulfilment
	for _, f := range fs {
		if f.Voided.After(at) {
			f.Void, f.Voided = "", time.Time{}
		}
		if !f.At.After(at) {
			out = append(out, f)
		}
	}
	return out
}

// Counted returns how many of what a duty counts were done, void ones left out.
func Counted(fs []Fulfilment) int {
	n := 0
	for _, f := range fs {
		if f.Void == "" {
			n += f.Count
		}
	}
	return n
}

// Evidence is a photo or a file that was sent to prove something. Media is
// WeCom's name for it, which is good for three days, so that the content is
// fetched soon and kept under ID.
type Evidence struct {
	ID     string  `json:"id"` // of the message that brought it
	Matter Matter  `json:"matter"`
	N      int     `json:"n,omitempty"`     // of the fulfilment, or the revision of a report
	Field  FieldID `json:"field,omitempty"` // of the report: the task that it proves
	// Code is the version code of the report whose stamped sheet this is a page of,
	// and empty for anything else.
	Code  string    `json:"code,omitempty"`
	Media string    `json:"media"`
	Kind  string    `json:"kind"` // image, file
	By    PersonID  `json:"by"`
	At    time.Time `json:"at"`
	// Size is how many bytes were kept, 0 until the content was fetched.
	Size int `json:"size,omitempty"`
	// Lost says why the content could not be fetched and never will be.
	Lost string `json:"lost,omitempty"`
	// Void says why it does not count, though it was kept; empty where it does.
	Void string `json:"void,omitempty"`
}

// Reminded is one reminder that a unit got about a matter.
type Reminded struct {
	Matter Matter    `json:"matter"`
	Rule   RuleID    `json:"rule"`
	To     PersonID  `json:"to"`
	As     Recipient `json:"as"`
	At     time.Time `json:"at"`
	// TopUp is set where it asked whether a report that was in had changed.
	TopUp bool `json:"top_up,omitempty"`
}
