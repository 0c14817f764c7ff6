package anwei

import "time"

// MarkID names a kind of mark in its plan: yellow, red, expert.
type MarkID string

// MarkKind is a kind of mark that the office puts on a unit: a card of the
// 红黄牌警告 mechanism (四、（三）二是) or a level of 四级帮扶 (四、（四）).
type MarkKind struct {
	ID    MarkID    `json:"id"`
	Title string    `json:"title"` // 黄牌
	Group MarkGroup `json:"group"`
	// Words are how people name it, the title left out.
	Words []string `json:"words,omitempty"`
	// Audience is which units it is for.
	Audience Audience `json:"audience"`
	// Notice is what the unit and its leaders are told; {unit} {mark} {reason}
	// {office} {date} stand for the facts.
	Notice string `json:"notice"`
	Source string `json:"source"`
}

// MarkGroup is what marks are listed together.
type MarkGroup string

// The two mechanisms of the notice.
const (
	Cards MarkGroup = "cards" // 红黄牌
	Help  MarkGroup = "help"  // 四级帮扶
)

// MarkRule proposes a mark: of a unit whose form was late or missing so many
// periods running, or whose case of a kind is overdue. The office decides.
type MarkRule struct {
	ID   RuleID `json:"id"`
	Mark MarkID `json:"mark"`
	// Form and Running: so many periods running, up to the newest whose deadline
	// is over.
	Form    FormID `json:"form,omitempty"`
	Running int    `json:"running,omitempty"`
	// Case and Overdue: an open case whose next step is overdue by so many days,
	// at least 1.
	Case    CaseKind `json:"case,omitempty"`
	Overdue int      `json:"overdue,omitempty"`
	// Fact words the reason; {n} is how many periods or days, {form} {case} name it.
	Fact   string `json:"fact"`
	Source string `json:"source"`
}

// Mark is one mark that the office put on a unit. It is never deleted; one that
// was withdrawn counts no more.
type Mark struct {
	// N numbers the marks of a ledger from 1.
	N      uint32    `json:"n"`
	Kind   MarkID    `json:"kind"`
	Unit   UnitID    `json:"unit"`
	Reason string    `json:"reason"`
	By     PersonID  `json:"by"`
	At     time.Time `json:"at"`
	// Withdrawn is when it was taken back, by whom, and why.
	Withdrawn   time.Time `json:"withdrawn,omitzero"`
	WithdrawnBy PersonID  `json:"withdrawn_by,omitempty"`
	Why         string    `json:"why,omitempty"`
}

// Stands reports whether the mark was not withdrawn.
func (m Mark) Stands() bool { return m.Withdrawn.IsZero() }

// MarkKind returns the kind of mark with the id.
func (p Plan) MarkKind(id MarkID) (MarkKind, bool) {
	return Find(p.Marks, func(k MarkKind) bool { return k.ID == id })
}
