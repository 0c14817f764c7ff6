package anwei

import (
	"slices"
	"time"
)

// Plan is one campaign as data. The default plan follows the notice
// 泽州县安委会 2026年2月14日; its file quotes the sentence behind each item.
type Plan struct {
	ID string `json:"id"`
	// Version changes whenever the content does. A draft keeps the version it
	// was begun under.
	Version string `json:"version"`
	Title   string `json:"title"`
	Short   string `json:"short"`  // the name people use: 三大行动
	County  string `json:"county"` // the name before every official title: 泽州县
	Office  string `json:"office"` // who runs it: 县安委办
	// Zone is the IANA name of the time zone that every date of the plan is in.
	Zone string `json:"zone"`
	// NoModel forbids to show anything that people say to a language model.
	NoModel   bool           `json:"no_model,omitempty"`
	From      Date           `json:"from"`
	To        Date           `json:"to"`
	Kinds     []Kind         `json:"kinds"`
	Phases    []Phase        `json:"phases"`
	Forms     []Form         `json:"forms"`
	Duties    []Duty         `json:"duties"`
	Rekey     Rekey          `json:"rekey,omitzero"`
	Cases     []CaseRule     `json:"cases,omitempty"`
	Reminders []ReminderRule `json:"reminders"`
	// Marks are the kinds of mark that the office may put on units, MarkRules what
	// proposes them.
	Marks     []MarkKind `json:"marks,omitempty"`
	MarkRules []MarkRule `json:"mark_rules,omitempty"`
	// Notices says how the office's notices are chased.
	Notices NoticeRules `json:"notices,omitzero"`
	// Bulletins says when briefings and the summaries of periods are sent.
	Bulletins BulletinRules `json:"bulletins,omitzero"`
	// Indicators are what the office and the leaders ask about; the first three
	// stand in the answer about progress.
	Indicators []Indicator `json:"indicators,omitempty"`
	// Unheld is what is asked for and stands on no form.
	Unheld []Unheld `json:"unheld,omitempty"`
	// Answers are what the plan says to questions about itself.
	Answers []Answer `json:"answers,omitempty"`
	// Words are what people of the county say around figures, besides what all do.
	Words []Words `json:"words,omitempty"`
}

// Words are words of one kind, by which figures are read out of free text: 渔船 is an
// object that is checked, 立牌 is a way to put something right.
type Words struct {
	Kind  WordKind `json:"kind"`
	Words []string `json:"words"`
}

// WordKind is what words are: one of WordKinds.
type WordKind string

// WordKinds are objects that are checked, verbs, hazards and their states, what counts
// for nothing, what is no figure, and measures.
func WordKinds() []WordKind {
	return []WordKind{
		"object", "check", "find", "hazard", "major", "general", "rectified", "open", "done", "none", "aside",
		"firms", "times", "items", "people", "places", "uncounted",
	}
}

// Kind is a kind of unit that the plan knows.
type Kind struct {
	ID    UnitKind `json:"id"`
	Title string   `json:"title"`
	// ByOffice says that the office looks after the duties of these units itself,
	// as they have no reporter: the county and the office.
	ByOffice bool `json:"by_office,omitempty"`
	// Words are how else people name the units of the kind, in questions and in
	// notices to all of them: 乡镇, 各镇.
	Words []string `json:"words,omitempty"`
}

// Phase is one stage of the campaign, both days included.
type Phase struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	From  Date   `json:"from"`
	To    Date   `json:"to"`
	Text  string `json:"text,omitempty"`
}

// Audience says which units something concerns: those of any of the kinds and,
// where tags are given, with any of the tags, or those named. An empty audience
// is nobody.
type Audience struct {
	Kinds []UnitKind `json:"kinds,omitempty"`
	Tags  []string   `json:"tags,omitempty"`
	// AnyTag concerns the units of the kinds that carry any tag at all: the
	// lead departments of the 19 industries.
	AnyTag bool     `json:"any_tag,omitempty"`
	Units  []UnitID `json:"units,omitempty"`
}

// Includes reports whether the unit is concerned. A retired unit never is.
func (a Audience) Includes(u Unit) bool {
	if u.Retired {
		return false
	}
	for _, id := range a.Units {
		if id == u.ID {
			return true
		}
	}
	for _, k := range a.Kinds {
		if k == u.Kind {
			return a.tagged(u)
		}
	}
	return false
}

func (a Audience) tagged(u Unit) bool {
	if a.AnyTag {
		return len(u.Tags) > 0
	}
	for _, want := range a.Tags {
		for _, have := range u.Tags {
			if want == have {
				return true
			}
		}
	}
	return len(a.Tags) == 0
}

// Form returns the form with the id.
func (p Plan) Form(id FormID) (Form, bool) {
	return Find(p.Forms, func(f Form) bool { return f.ID == id })
}

// KindTitle returns the Chinese word for a kind of unit, or the kind itself
// where the plan does not name it.
func (p Plan) KindTitle(k UnitKind) string {
	for _, kind := range p.Kinds {
		if kind.ID == k {
			return kind.Title
		}
	}
	return string(k)
}

// DutyID names a duty in its plan.
type DutyID string

// Duty is a periodic or one-off obligation that the notice names.
type Duty struct {
	ID    DutyID `json:"id"`
	Title string `json:"title"`
	// Every is the period it recurs in; empty for a one-off duty.
	Every PeriodKind `json:"every,omitempty"`
	// By is the last day of a one-off duty, itself included; zero for a periodic
	// duty, which ends with its period.
	By Date `json:"by,omitzero"`
	// When describes an occasion that no calendar knows, such as 重大节日和重点时段.
	When     string   `json:"when,omitempty"`
	Audience Audience `json:"audience"`
	// Wanted is how many times (or how many matters, see Counts) each period asks for.
	Wanted int    `json:"wanted"`
	Counts string `json:"counts,omitempty"` // measure word: 次, 项, 轮
	Result string `json:"result,omitempty"` // what is handed in: 风险研判分析报告
	// LeadDays is how many days before the end the unit is reminded.
	LeadDays int `json:"lead_days,omitempty"`
	// Words are how people name the duty: 专委会.
	Words []string `json:"words,omitempty"`
	// Asks are what is asked of it besides the day, of DetailPeople and DetailResult: both where
	// it names none.
	Asks []Detail `json:"asks,omitempty"`
	// Told are the words by which people tell of it without its name, 镇长 检查 企业, each
	// for all that mean the same.
	Told   []string `json:"told,omitempty"`
	Source string   `json:"source"` // the sentence of the notice
}

// Detail is what is asked of a duty that was done.
type Detail string

// What is asked.
const (
	DetailDay    Detail = "day"
	DetailPeople Detail = "people"
	DetailResult Detail = "result"
)

// AsksFor reports whether it is asked of the duty.
func (d Duty) AsksFor(what Detail) bool {
	return what == DetailDay || len(d.Asks) == 0 || slices.Contains(d.Asks, what)
}

// Period returns the duty's period that the day falls in; a one-off duty has
// the zero period alone.
func (d Duty) Period(on Date) Period {
	if d.Every == "" {
		return Period{}
	}
	return PeriodOf(d.Every, on.In(time.UTC))
}

// Last returns the last day of the duty in a period that Period returned.
func (d Duty) Last(p Period) Date {
	if d.Every == "" {
		return d.By
	}
	return p.Last()
}

// Duty returns the duty with the id.
func (p Plan) Duty(id DutyID) (Duty, bool) {
	return Find(p.Duties, func(d Duty) bool { return d.ID == id })
}

// CaseRule returns the kind of case with the id.
func (p Plan) CaseRule(id CaseKind) (CaseRule, bool) {
	return Find(p.Cases, func(c CaseRule) bool { return c.ID == id })
}

// ByOffice reports whether the office looks after the duties of the unit.
func (p Plan) ByOffice(u Unit) bool {
	for _, k := range p.Kinds {
		if k.ID == u.Kind {
			return k.ByOffice
		}
	}
	return false
}

// RuleID names a reminder rule or a check in its plan.
type RuleID string

// ReminderRule is one step of the ladder that reminds of the reports of a form,
// of the duties, or of a kind of case: of exactly one of the three.
type ReminderRule struct {
	ID     RuleID   `json:"id"`
	Form   FormID   `json:"form,omitempty"`
	Duties bool     `json:"duties,omitempty"`
	Case   CaseKind `json:"case,omitempty"`
	// From is the day that Days counts from; empty is ByDeadline.
	From Anchor `json:"from,omitempty"`
	// Days is how many days from that day: -3 is three days before, 0 the day
	// itself, 1 the day after.
	Days    int   `json:"days"`
	Working bool  `json:"working,omitempty"` // whether Days are working days
	At      Clock `json:"at"`
	// RestDays lets the step be said on a rest day. Otherwise one that falls on
	// a rest day is said on the last working day before where it is no later
	// than the day it counts from, and on the first one after where it is.
	RestDays bool `json:"rest_days,omitempty"`
	// To lists who is told: reporters of the unit, deputies among them, or others.
	To []Recipient `json:"to"`
	// Running limits the step to units that were late or silent for so many
	// periods running, the one that the step is about included; 0 is all.
	Running int `json:"running,omitempty"`
	// Ask offers to promise a day or to tell a difficulty.
	Ask bool `json:"ask,omitempty"`
	// Text is what is said where it is the only thing to say, Line what is said
	// as one of several; {unit} {form} {duty} {case} {step} {period} {deadline}
	// {state} {on} stand for the facts.
	Text string `json:"text"`
	Line string `json:"line,omitempty"`
	// Draft is a text for the group chat of the office, with the same words in
	// braces; only rules that tell the office have one.
	Draft string `json:"draft,omitempty"`
}

// Anchor is the day that a reminder rule counts from.
type Anchor string

// The days that a rule may count from.
const (
	// ByDeadline is the last day: a form's deadline, the end of a duty's period,
	// the day of a case's step.
	ByDeadline Anchor = "deadline"
	// ByLead is the duty's own lead before its last day.
	ByLead Anchor = "lead"
	// ByTopUp is the last working day of a form's period. Only rules that count
	// from it speak of reports that are in: they ask whether the figures have
	// changed since.
	ByTopUp Anchor = "top_up"
	// ByReturn is the day on which the office returned or unlocked a report that is in,
	// or on which its correction was begun or gone on with last. Only rules that count
	// from it are about corrections, while the report waits for one.
	ByReturn Anchor = "returned"
	// ByPromise and ByArrangement are the day that somebody of the unit named.
	ByPromise     Anchor = "promised"
	ByArrangement Anchor = "arranged"
)

// Recipient is who a reminder rule speaks to.
type Recipient string

// The recipients that a reminder rule may name.
const (
	ToReporter Recipient = "reporter" // the unit's reporters who are no deputies
	ToDeputy   Recipient = "deputy"   // the unit's deputy reporters
	ToLeader   Recipient = "leader"   // the leaders of the unit itself
	ToOffice   Recipient = "office"
)
