package bot

import (
	"slices"
	"time"

	"anwei"
)

// Sheet is what a table says of one unit and period, kept while it is asked for
// which report it counts, or whether it may replace what is there.
type Sheet struct {
	Values anwei.Values `json:"values"`
	// Cells says where the values stood.
	Cells map[anwei.FieldID]string `json:"cells,omitempty"`
	// Left is what was told of cells that were not taken.
	Left string `json:"left,omitempty"`
}

// Mend makes a state that was stored fit what is in hand. A draft may have been
// begun anew under a plan with other groups and fields while the talk rested, and a
// version of this program may have known stages and questions that another does
// not: what does not fit is dropped, and the talk asks again.
func (st State) Mend() State {
	switch st.Stage {
	case Idle, Choosing, Asking, Fixing, Review, Reason, Leaving, Guessing:
	default:
		st.Stage = Idle
	}
	if st.Pending != nil && !st.Pending.whole() {
		st.Pending = nil
	}
	return st
}

// whole reports whether a pending question has what its answer needs.
func (p Pending) whole() bool {
	switch p.Ask {
	case AskNote:
		return p.Told != nil
	case AskOpen:
		return p.Case != nil
	case AskAct:
		return p.Act != nil
	case AskOver:
		return p.Sheet != nil
	case AskMeant:
		return p.Meant != nil
	case AskSheet:
		return p.Sheet != nil && len(p.Options) > 0
	case AskWhich, AskStamp:
		return len(p.Options) > 0
	case AskDetail, AskDay, AskWhy, AskResult, AskProof, AskSame, AskReplace, AskStand, AskUnlock, AskWrong,
		AskSeries, AskZero, AskFeedback, AskExcuse, AskProxy:
		return true
	}
	return false
}

// Fit leaves out of the state what the form in hand does not have.
func Fit(t *Turn) {
	if t.State.Group < 0 || t.State.Group >= len(t.Form.Groups) {
		t.State.Group = 0
	}
	answered := slices.ContainsFunc(t.Fields(), func(f anwei.Field) bool { return f.ID == t.State.Field })
	if t.State.Field != "" && !answered {
		t.State.Field = ""
	}
	if t.State.Stage == Fixing && t.State.Field == "" {
		t.State.Stage = Asking
	}
}

// Change is a change of the roster as it was said. What it makes of the roster is
// worked out when it is shown and once more when it is done.
type Change struct {
	Unit   anwei.UnitID   `json:"unit,omitempty"`
	Role   anwei.Role     `json:"role,omitempty"`
	Deputy bool           `json:"deputy,omitempty"`
	Person anwei.Person   `json:"person,omitzero"` // who comes, as far as told
	Out    anwei.PersonID `json:"out,omitempty"`   // who gives the role up
}

// Stage is where a talk stands.
type Stage string

// The stages of a talk. The empty stage is a talk in which nothing is asked.
const (
	Idle     Stage = ""
	Choosing Stage = "choosing" // for which of the person's units
	Asking   Stage = "asking"   // the figures of one group
	Fixing   Stage = "fixing"   // the new value of one field
	Review   Stage = "review"   // the summary is shown, confirmation is awaited
	Reason   Stage = "reason"   // why doubtful figures are right
	Leaving  Stage = "leaving"  // whether a draft may be thrown away
	Guessing Stage = "guessing" // whether an assistant's guess is right
)

// State is where one person's talk stands. It passes through its JSON form
// between turns. What was answered is not in it: that is the unit's draft.
type State struct {
	Stage Stage `json:"stage,omitempty"`
	// Key is the report in hand.
	Key anwei.ReportKey `json:"key,omitzero"`
	// Group counts the form's groups from 0: the one that is asked.
	Group int `json:"group,omitempty"`
	// Field is the field whose new value is awaited while Fixing; while Asking the
	// text or choice that is asked, empty where counts are.
	Field anwei.FieldID `json:"field,omitempty"`
	// Shown is what the last summary showed; only that can be confirmed.
	Shown anwei.Values `json:"shown,omitempty"`
	// Words are what was typed before a unit was chosen.
	Words string `json:"words,omitempty"`
	// Consulted is the message that an assistant was asked about, Heard its words.
	// A guess about any other message comes too late.
	Consulted string `json:"consulted,omitempty"`
	Heard     string `json:"heard,omitempty"`
	// Guess is what the assistant made of it, until the person has said yes or no.
	Guess anwei.Values `json:"guess,omitempty"`
	// Pending is what was asked beside the report in hand, nil where nothing is.
	Pending *Pending `json:"pending,omitempty"`
	// Proven is what a photo that comes now would prove, nil where nothing was
	// told lately.
	Proven *Proven `json:"proven,omitempty"`
	// Asked is the last question that was answered, nil where none was.
	Asked *LastAsked `json:"asked,omitempty"`
	// Again is set while Leaving where the report is to be begun anew.
	Again bool `json:"again,omitempty"`
	// Next is the report that was offered after one was handed in: what 填报 means for
	// an hour.
	Next anwei.ReportKey `json:"next,omitzero"`
	// Missed counts the answers in a row that were not understood.
	Missed int `json:"missed,omitempty"`
	// Noticing is the notice in the making, nil where none is.
	Noticing *Noticing `json:"noticing,omitempty"`
	// Spoke is when the person was last heard.
	Spoke time.Time `json:"spoke,omitzero"`
	// Greeted is set once the person has been welcomed.
	Greeted bool `json:"greeted,omitempty"`
	// Behalf is set while the office fills in the report in hand for its unit.
	Behalf bool `json:"behalf,omitempty"`
}

// PendingKind is what is asked beside a report.
type PendingKind string

// What may be asked beside a report.
const (
	AskWhich    PendingKind = "which"    // which of Options is meant
	AskDetail   PendingKind = "detail"   // when and how a duty was done
	AskNote     PendingKind = "note"     // whether the fulfilment is right
	AskDay      PendingKind = "day"      // on which day it takes place
	AskWhy      PendingKind = "why"      // what the difficulty is
	AskOpen     PendingKind = "open"     // whether the case is right
	AskResult   PendingKind = "result"   // what came of a case's step
	AskProof    PendingKind = "proof"    // a photo or file of it
	AskSame     PendingKind = "same"     // whether what is missing is as last period
	AskReplace  PendingKind = "replace"  // whether a second figure replaces the first or is added
	AskAct      PendingKind = "act"      // whether, to whom and why the office does something
	AskStand    PendingKind = "stand"    // why returned figures are right as they are
	AskUnlock   PendingKind = "unlock"   // why a sealed report should be unlocked
	AskWrong    PendingKind = "wrong"    // what is wrong with what the office entered
	AskSeries   PendingKind = "series"   // whether numbered lines answer several tasks or one
	AskSheet    PendingKind = "sheet"    // for which of Options a table counts
	AskOver     PendingKind = "over"     // whether a table's figures replace others
	AskMeant    PendingKind = "meant"    // whether a question that an assistant chose was meant
	AskZero     PendingKind = "zero"     // whether all counts that are open are zero
	AskFeedback PendingKind = "feedback" // what was done about a notice
	AskExcuse   PendingKind = "excuse"   // why he does not come to a meeting
	AskProxy    PendingKind = "proxy"    // who comes in his place
	AskStamp    PendingKind = "stamp"    // a picture of the stamped sheet, or whether one is
)

// Pending is a question beside the report in hand. The next message that fits
// answers it; any other goes where it would go without it.
type Pending struct {
	Ask PendingKind `json:"ask"`
	// ID is the message after which it was asked with a card; empty where the
	// buttons are told apart by their matter.
	ID      string         `json:"id,omitempty"`
	Matter  anwei.Matter   `json:"matter,omitzero"`
	Options []anwei.Matter `json:"options,omitempty"`
	Words   string         `json:"words,omitempty"`
	// Told is the fulfilment as far as it was told, Case the case to be opened,
	// Result what came of a step that still wants its proof.
	Told   *anwei.Fulfilment `json:"told,omitempty"`
	Case   *anwei.Case       `json:"case,omitempty"`
	Result string            `json:"result,omitempty"`
	// Values are the second answers that came for answered fields, or what several
	// tasks would be answered with.
	Values anwei.Values `json:"values,omitempty"`
	// Act is what the office is about to do.
	Act *Act `json:"act,omitempty"`
	// One are the values where numbered lines answer one task.
	One anwei.Values `json:"one,omitempty"`
	// Sheet is what a table says that was sent.
	Sheet *Sheet `json:"sheet,omitempty"`
	// Page is a picture that may be of a stamped sheet.
	Page *anwei.Evidence `json:"page,omitempty"`
	// Meant is the question that may have been meant.
	Meant *Meant `json:"meant,omitempty"`
}

// Proven is what was told last: a fulfilment by its number, a case's step, or a
// task of a report.
type Proven struct {
	Matter anwei.Matter  `json:"matter"`
	N      int           `json:"n,omitempty"`
	Field  anwei.FieldID `json:"field,omitempty"`
	At     time.Time     `json:"at"`
}
