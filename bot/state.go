package bot

import (
	"encoding/json"
	"slices"
	"time"

	"anwei"
)

// Version is the form in which a state is stored. What an older program stored is
// brought into it when it is loaded, see State.UnmarshalJSON.
const Version = 1

// State is where one person's talk stands. It passes through its JSON form
// between turns. What was answered is not in it: that is the unit's draft.
type State struct {
	Version int `json:"version"`
	// Greeted is set once the person has been welcomed.
	Greeted bool `json:"greeted,omitempty"`
	// Spoke is when the person was last heard.
	Spoke time.Time `json:"spoke,omitzero"`
	// As is what the person was when last heard: a role at a unit each. Once he is less,
	// what was open is forgotten.
	As []string `json:"as,omitempty"`
	// Missed counts the answers in a row that were not understood.
	Missed int `json:"missed,omitempty"`
	// Consulted is the message that an assistant was asked about, Heard its words.
	// A guess about any other message comes too late.
	Consulted string `json:"consulted,omitempty"`
	Heard     string `json:"heard,omitempty"`
	// Open are the questions that are open: first what stands, last what was asked.
	Open []OpenQuestion `json:"open,omitempty"`
}

// QuestionKind is what a room asks, or keeps.
type QuestionKind string

// What stands below the question that was asked, a room's each.
const (
	Report QuestionKind = "report" // the report in hand, a Hand
	Making QuestionKind = "making" // the notice in the making
	Told   QuestionKind = "told"   // what was told last, a Proven
	Topic  QuestionKind = "topic"  // the last question of a leader, a question.Asked
)

// AskProof is the question for a photo or file of a case's step. A picture that comes is
// looked at by several rooms.
const AskProof QuestionKind = "proof"

// stands reports whether something ever stands below the question that was asked.
func (k QuestionKind) stands() bool { return k == Report || k == Making || k == Told || k == Topic }

// OpenQuestion is something that is open, with the data of the room whose it is.
type OpenQuestion struct {
	Room string       `json:"room"`
	Kind QuestionKind `json:"kind"`
	// ID tells the buttons of its card from those of others: the message after which
	// it was asked, or the matter that it is about.
	ID    string          `json:"id,omitempty"`
	Since time.Time       `json:"since,omitzero"`
	Data  json.RawMessage `json:"data,omitempty"`
	// Card is how it was put, so that it can be put again; a text has no buttons.
	Card *anwei.Card `json:"card,omitempty"`
}

// NewQuestion is a question of a room, with what the answer needs.
func NewQuestion(room string, kind QuestionKind, id string, data any) OpenQuestion {
	b, err := json.Marshal(data)
	if err != nil {
		b = nil // it is dropped when the next turn begins
	}
	return OpenQuestion{Room: room, Kind: kind, ID: id, Data: b}
}

// Data is what a room kept with a question, and false where it is damaged.
func Data[T any](q OpenQuestion) (T, bool) {
	var data T
	err := json.Unmarshal(q.Data, &data)
	return data, err == nil
}

// Kinds are how the questions of a room are answered.
type Kinds map[QuestionKind]Kind

// Kind is how one kind of question is answered: Fits reports whether what was kept with
// it is whole, Take takes the answer and returns false where the text is none.
type Kind struct {
	Fits func(OpenQuestion) bool
	Take func(*Turn, OpenQuestion, string) bool
}

// KindOf is how a question with such data is answered. Whole is nil where any data does.
func KindOf[T any](take func(*Turn, T, string) bool, whole func(T) bool) Kind {
	return Kind{
		Fits: func(q OpenQuestion) bool {
			data, ok := Data[T](q)
			return ok && (whole == nil || whole(data))
		},
		Take: func(t *Turn, q OpenQuestion, text string) bool {
			data, _ := Data[T](q) // it was looked at when the turn began
			return take(t, data, text)
		},
	}
}

// Open asks a question, in place of the one before. The next message that fits answers
// it; any other goes where it would go without it.
func (t *Turn) Open(q OpenQuestion) {
	t.Close()
	q.Since = t.In.Now
	t.State.Open = append(slices.Clip(t.State.Open), q)
}

// ShownLast reports whether nothing was said, or not understood, since a question was asked.
func ShownLast(t *Turn, q OpenQuestion) bool { return t.Missed == 0 && !q.Since.Before(t.State.Spoke) }

// Top is the question that was asked beside the report in hand, and false where none was.
func (t *Turn) Top() (OpenQuestion, bool) {
	at := asked(t.State.Open)
	if at < 0 {
		return OpenQuestion{}, false
	}
	return t.State.Open[at], true
}

// asked is where the question stands that was asked, -1 where none was.
func asked(open []OpenQuestion) int {
	return slices.IndexFunc(open, func(q OpenQuestion) bool { return !q.Kind.stands() })
}

// Close drops the question that was asked.
func (t *Turn) Close() {
	if at := asked(t.State.Open); at >= 0 {
		t.State.Open = slices.Delete(slices.Clone(t.State.Open), at, at+1)
	}
}

// Raise notes that the report in hand asks again: what was asked beside it waits below,
// and is only answered by what does not answer the report.
func (t *Turn) Raise() {
	Keep(t, "filing", Report, t.Hand)
	at := slices.IndexFunc(t.State.Open, func(q OpenQuestion) bool { return q.Kind == Report })
	report := t.State.Open[at]
	t.State.Open = append(slices.Delete(slices.Clone(t.State.Open), at, at+1), report)
}

// IsAsked reports whether a question is open that was asked after all that the report in
// hand asked.
func IsAsked(t *Turn) bool {
	at := asked(t.State.Open)
	return at >= 0 && (t.Hand.Stage == Idle || !slices.ContainsFunc(t.State.Open[at:], func(q OpenQuestion) bool { return q.Kind == Report }))
}

// AtRest reports whether nothing is in hand, asked or being made.
func AtRest(t *Turn) bool {
	_, making := Kept[json.RawMessage](t.State, Making)
	return t.Hand.Stage == Idle && !IsAsked(t) && !making
}

// Kept is what stands in a state, and false where it does not.
func Kept[T any](st State, k QuestionKind) (T, bool) {
	var none T
	for _, q := range st.Open {
		if q.Kind == k {
			return Data[T](q)
		}
	}
	return none, false
}

// Keep puts what stands below the question that was asked, in one order however it came
// about, as of now.
func Keep(t *Turn, room string, k QuestionKind, data any) {
	q := NewQuestion(room, k, "", data)
	q.Since = t.In.Now
	Forget(t, k)
	at := 0
	for at < len(t.State.Open) && t.State.Open[at].Kind.stands() && t.State.Open[at].Kind < k {
		at++
	}
	t.State.Open = slices.Insert(t.State.Open, at, q)
}

// Forget drops what stands.
func Forget(t *Turn, k QuestionKind) {
	t.State.Open = slices.DeleteFunc(slices.Clone(t.State.Open), func(q OpenQuestion) bool { return q.Kind == k })
}

// PutAway ends what is in hand, asked and remembered. The key is the report that was
// spoken of last.
func PutAway(t *Turn, key anwei.ReportKey) {
	t.State, t.Hand = State{Greeted: true}, Hand{Key: key}
}

// put keeps with a question how it was put, which is the last thing that was said.
func put(t *Turn) {
	if _, asked := t.Top(); !asked {
		return
	}
	q := &t.State.Open[len(t.State.Open)-1]
	for _, e := range slices.Backward(t.Out) {
		s, ok := e.(Say)
		if !ok || s.To != "" || q.Card != nil || !q.Since.Equal(t.In.Now) {
			continue
		}
		switch c := s.Content.(type) {
		case *anwei.Card:
			q.Card = c
		case anwei.PlainText:
			q.Card = &anwei.Card{Title: string(c)}
		default: // a file puts no question
		}
	}
}

// Stored is the state that a turn leaves.
func Stored(t *Turn) State {
	put(t)
	if b, err := json.Marshal(t.Hand); err == nil && string(b) == "{}" {
		Forget(t, Report)
	} else {
		Keep(t, "filing", Report, t.Hand)
	}
	t.State.Version = Version
	return t.State
}

// mend takes the report in hand out of a state that was stored. A version of this
// program may have known stages that another does not: then the talk asks again.
func mend(st State) Hand {
	h, _ := Kept[Hand](st, Report)
	switch h.Stage {
	case Idle, Choosing, Asking, Fixing, Review, Reason, Leaving, Guessing:
	default:
		h.Stage = Idle
	}
	return h
}

// Fit leaves out of what is in hand what its form does not have: the draft may have
// been begun anew under a plan with other groups and fields while the talk rested.
func Fit(t *Turn) {
	if t.Hand.Group < 0 || t.Hand.Group >= len(t.Form.Groups) {
		t.Hand.Group = 0
	}
	answered := slices.ContainsFunc(t.Fields(), func(f anwei.Field) bool { return f.ID == t.Hand.Field })
	if t.Hand.Field != "" && !answered {
		t.Hand.Field = ""
	}
	if t.Hand.Stage == Fixing && t.Hand.Field == "" {
		t.Hand.Stage = Asking
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

// Hand is the report in hand: which it is, and how far the talk has come with it.
type Hand struct {
	Stage Stage `json:"stage,omitempty"`
	// Key is the report in hand, or while nothing is the one that was spoken of last.
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
	// Guess is what the assistant made of a message, until the person has said yes or no.
	Guess anwei.Values `json:"guess,omitempty"`
	// Again is set while Leaving where the report is to be begun anew.
	Again bool `json:"again,omitempty"`
	// Behalf is set while the office fills in the report in hand for its unit.
	Behalf bool `json:"behalf,omitempty"`
}

// Proven is what was told last, which a photo that comes now would prove: a
// fulfilment by its number, a case's step, or a task of a report.
type Proven struct {
	Matter anwei.Matter  `json:"matter"`
	N      int           `json:"n,omitempty"`
	Field  anwei.FieldID `json:"field,omitempty"`
	At     time.Time     `json:"at"`
}
