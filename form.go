package anwei

import (
	"slices"
	"strconv"
	"time"
)

// FormID names a form in its plan: figures, ledger.
type FormID string

// FieldID names a field in its form. The ids of the figures form are a contract
// with the evaluation sets.
type FieldID string

// Form is what is asked of a unit each period.
type Form struct {
	ID    FormID     `json:"id"`
	Title string     `json:"title"` // the official title: 泽州县安全风险大排查大整治工作清单
	Short string     `json:"short"` // as people say it: 调度表
	Annex string     `json:"annex"` // 附件2
	Names []string   `json:"names,omitempty"`
	Every PeriodKind `json:"every"`
	// First and Last are the first and last periods reported.
	First    Period   `json:"first"`
	Last     Period   `json:"last"`
	Audience Audience `json:"audience"`
	Deadline Deadline `json:"deadline"`
	// TopUp asks on the period's last working day whether the figures changed
	// since the deadline.
	TopUp  bool     `json:"top_up,omitempty"`
	Groups []Group  `json:"groups"`
	Fields []Field  `json:"fields"`
	Checks []Check  `json:"checks,omitempty"`
	Notes  []string `json:"notes,omitempty"` // printed under the table, as the notice has them
}

// Group is a part of a form that is asked at once.
type Group struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`           // the official heading: 党委政府带队检查情况
	Name  string   `json:"name"`            // as asked in the talk: 党政领导带队检查
	Words []string `json:"words,omitempty"` // how people name it: 党政领导, 领导带队
}

// FieldKind is what a field holds. What differs between the kinds is said by its
// methods and nowhere else, so that a new one need only answer them.
type FieldKind string

// The kinds of field.
const (
	Count  FieldKind = "count"  // a whole number, zero or more
	Text   FieldKind = "text"   // words
	Choice FieldKind = "choice" // one of Options
)

// FieldKinds are all kinds, each with what people call it.
func FieldKinds() [][2]string {
	return [][2]string{{string(Count), "数字"}, {string(Text), "文字"}, {string(Choice), "选择"}}
}

// Known reports whether there is such a kind.
func (k FieldKind) Known() bool {
	return slices.ContainsFunc(FieldKinds(), func(of [2]string) bool { return of[0] == string(k) })
}

// Counts reports whether the field is a number: it is asked for together with the
// others of its group, answered by a bare figure, added up and compared.
func (k FieldKind) Counts() bool { return k == Count }

// Prose reports whether the field is answered in words of one's own, which may say
// that nothing changed, go on from one period to the next, and be long.
func (k FieldKind) Prose() bool { return k == Text }

// Picks reports whether the field is answered by one of its options.
func (k FieldKind) Picks() bool { return k == Choice }

// Field is one item of a form.
type Field struct {
	ID    FieldID   `json:"id"`
	Group string    `json:"group"`
	Kind  FieldKind `json:"kind"`
	Title string    `json:"title"`          // the official column title
	Name  string    `json:"name"`           // as the talk says it, unique in the form: 企业自查发现隐患
	Short string    `json:"short"`          // within its group: 发现问题隐患数
	Unit  string    `json:"unit,omitempty"` // unit of measure: 次, 家次, 个, 家, 人
	// Words are how people name the field, for reading what they type.
	Words []string `json:"words,omitempty"`
	// Hints says for a kind of unit how the field is to be understood.
	Hints map[UnitKind]string `json:"hints,omitempty"`
	// Hint is said to the kinds that have none of their own.
	Hint    string   `json:"hint,omitempty"`
	Options []string `json:"options,omitempty"`
	// Least and Most bound the characters of a text; zero is what Length says.
	Least int `json:"least,omitempty"`
	Most  int `json:"most,omitempty"`
	// Audience limits who answers the field; nil is everybody the form asks.
	Audience    *Audience `json:"audience,omitempty"`
	Responsible string    `json:"responsible,omitempty"` // 责任单位, as printed
	Measures    string    `json:"measures,omitempty"`    // 工作措施, as printed
	Source      string    `json:"source,omitempty"`
}

// HintFor returns how a unit of the kind is to understand the field.
func (f Field) HintFor(k UnitKind) string {
	if h, ok := f.Hints[k]; ok {
		return h
	}
	return f.Hint
}

// Length returns how many characters a text may have: where the plan does not say,
// from 4, so that a slip of the finger is none, to 1000, which a year of additions
// does not fill and a printed cell still holds.
func (f Field) Length() (least, most int) {
	least, most = 4, 1000
	if f.Least > 0 {
		least = f.Least
	}
	if f.Most > 0 {
		most = f.Most
	}
	return least, max(least, most)
}

// Show returns a value that applies, without its unit of measure.
func (f Field) Show(v Value) string {
	if f.Kind.Counts() {
		return strconv.FormatInt(v.N, 10)
	}
	return v.Text
}

// Join returns what the field holds when v is added to what it held: figures are
// added up, words put behind those of before by link, and of options the newer counts.
func (f Field) Join(old, v Value, link func(old, words string) string) Value {
	switch {
	case v.NA || old.NA || f.Kind.Picks():
		return v
	case f.Kind.Counts():
		return Number(old.N + v.N)
	}
	return Value{Text: link(old.Text, v.Text)}
}

// CountsOf returns those of the fields that are numbers.
func CountsOf(fields []Field) []Field {
	return FieldsWhere(fields, func(f *Field) bool { return f.Kind.Counts() })
}

// WordsOf returns those of the fields that are no numbers.
func WordsOf(fields []Field) []Field {
	return FieldsWhere(fields, func(f *Field) bool { return !f.Kind.Counts() })
}

// FieldsWhere returns the fields that are so, in their order. Where they stand together,
// as those of a group do, they are not copied: what it returns is read, not written to.
func FieldsWhere(fields []Field, so func(*Field) bool) []Field {
	var out []Field
	for i := range fields {
		switch n := len(out); {
		case !so(&fields[i]):
		case n == 0:
			out = fields[i : i+1 : i+1]
		case i >= n && &fields[i-n] == &out[0]:
			out = fields[i-n : i+1 : i+1]
		default:
			out = append(out, fields[i])
		}
	}
	return out
}

// Counts reports whether the form asks for any number. One that does not is a
// ledger of tasks, and is laid out task by task.
func (f Form) Counts() bool {
	return slices.ContainsFunc(f.Fields, func(fd Field) bool { return fd.Kind.Counts() })
}

// CountsForm returns the form that is meant where none is named: the first that asks
// for nothing but numbers, and the plan's first where all ask for more. It returns
// false for a plan without forms.
func (p Plan) CountsForm() (Form, bool) {
	for _, f := range p.Forms {
		if f.Counts() && len(WordsOf(f.Fields)) == 0 {
			return f, true
		}
	}
	if len(p.Forms) > 0 {
		return p.Forms[0], true
	}
	return Form{}, false
}

// Field returns the field with the id.
func (f Form) Field(id FieldID) (Field, bool) {
	return Find(f.Fields, func(fd Field) bool { return fd.ID == id })
}

// FieldsFor returns the fields that the unit answers, in official order.
func (f Form) FieldsFor(u Unit) []Field {
	return FieldsWhere(f.Fields, func(fd *Field) bool { return fd.Audience == nil || fd.Audience.Includes(u) })
}

// InGroup returns the form's fields of one group, in official order.
func (f Form) InGroup(group string) []Field {
	return FieldsWhere(f.Fields, func(fd *Field) bool { return fd.Group == group })
}

// TopUpDay returns the day of the period on which those who have reported are
// asked whether the figures have changed since, and false where the form does
// not ask that.
func (f Form) TopUpDay(p Period, c Calendar) (Date, bool) { return c.LastWorking(p), f.TopUp }

// Covers reports whether the period is one that the form is reported for.
func (f Form) Covers(p Period) bool {
	return p.Kind == f.Every && !p.Before(f.First) && !f.Last.Before(p)
}

// Shift says what becomes of a deadline that falls on no working day.
type Shift string

// The ways to treat a deadline on a rest day.
const (
	Keep    Shift = "keep"
	Earlier Shift = "earlier"
	Later   Shift = "later"
)

// Deadline is a day of each period, inclusive to its last second.
type Deadline struct {
	Day   int   `json:"day"` // day of the period's last month; beyond its end it is the last day
	Shift Shift `json:"shift"`
}

// On returns the day on which a report for p is due.
func (d Deadline) On(p Period, c Calendar) Date {
	last := p.Last()
	due := Date{last.Year, last.Month, min(d.Day, last.Day)}
	switch d.Shift {
	case Earlier:
		for !c.Working(due) {
			due = due.AddDays(-1)
		}
	case Later:
		for !c.Working(due) {
			due = due.AddDays(1)
		}
	case Keep:
	}
	return due
}

// Late reports whether a report for p that is confirmed at now comes after the
// deadline, by now's own location. The deadline's last second still is in time.
func (d Deadline) Late(p Period, c Calendar, now time.Time) bool {
	return d.On(p, c).Before(DateOf(now))
}

// CheckLevel tells an error, which stops a report, from a doubt, which asks for
// a reason.
type CheckLevel string

// The two levels of a check.
const (
	ErrorLevel CheckLevel = "error" // 错误
	DoubtLevel CheckLevel = "doubt" // 提醒
)
