package bot

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language"
	"anwei/language/lexicon"
)

// turn is one Step while it is being taken.
type turn struct {
	in  Input
	st  State
	out []Effect
	// draft, form and unit are the report in hand, where there is one.
	draft anwei.Draft
	form  anwei.Form
	unit  anwei.Unit
	// missed counts what was not understood just before, while nothing was asked.
	missed int
	// gazetteer is made when it is first asked for, see namesOfUnits.
	gazetteer *lexicon.Gazetteer
}

// Step takes one turn of a talk: given where it stands and what was heard, it
// returns where it stands now and what should be done, in order. It depends on
// its arguments alone and changes neither.
func Step(st State, in Input) (State, []Effect) {
	in.Message.Text, in.Message.Key = clean(in.Message.Text), clean(in.Message.Key)
	t := &turn{in: in, st: st.mend()}
	t.hear()
	if in.Message.Kind != GuessMessage {
		t.st.Spoke = in.Now
	}
	return t.st, t.out
}

func (t *turn) hear() {
	if !t.in.Known {
		t.stranger()
		return
	}
	if !t.pickUp() {
		return
	}
	t.overtaken()
	switch t.in.Message.Kind {
	case EnterMessage:
		t.welcome()
	case ButtonMessage:
		t.press(t.in.Message.Key)
	case TextMessage:
		t.text(strings.TrimSpace(t.in.Message.Text))
	case OtherMessage:
		if !t.noticePiece() && !t.fetchFile() && !t.stampFile() && !t.prove() {
			t.look()
		}
	case BookMessage:
		t.openedFile()
	case GuessMessage:
		t.guessed()
	}
}

// pickUp loads the report in hand. It returns false when there is none any
// more, because it was handed in by somebody else or the person does not report
// for the unit any longer, and has then said so.
func (t *turn) pickUp() bool {
	if t.st.Stage == Idle || t.st.Stage == Choosing {
		return true
	}
	key := t.st.Key
	if !t.load(key) || !t.mayReport(key.Unit) {
		f, _ := t.in.Plan.Form(key.Form)
		t.st = State{Greeted: true}
		t.say(talkOver(f, t.unitName(key.Unit), key.Period))
		return false
	}
	t.fit()
	return true
}

// load takes the draft with the key in hand, under the plan it was begun with.
func (t *turn) load(key anwei.ReportKey) bool {
	d, ok := t.in.Ledger.Draft(key)
	if !ok {
		return false
	}
	plan, ok := t.in.Ledger.Plan(d.Plan)
	if !ok {
		plan = t.in.Plan
	}
	form, ok := plan.Form(key.Form)
	if !ok {
		return false
	}
	d.Values = d.Values.Clone()
	t.draft, t.form = d, form
	t.unit, ok = t.in.Ledger.Unit(key.Unit)
	return ok
}

// press does what a button says. A button names its report, so that one of an
// old card means what was written on it and never the report that is in hand by
// now.
func (t *turn) press(key string) {
	if t.pressDesk(key) {
		return
	}
	word, m := anwei.ReadButtonKey(key)
	report, _ := m.Report()
	switch {
	case m.Unit == "":
		t.text(word)
	case m.Notice != 0:
		t.pressNotice(word, m)
	case t.pressMatter(word, m):
	case word == wordStand && (report != t.st.Key || t.st.Stage == Idle):
		t.standAt(report)
	case word == wordBegin:
		if t.st.Stage != Choosing || !t.st.Key.Period.IsZero() && report.Period != t.st.Key.Period {
			t.st.Words = "" // they were typed for something else
		}
		t.begin(report.Form, report.Period, report.Unit)
	case report == t.st.Key && t.st.Stage == Idle && t.sayAlreadyIn(report):
	case report == t.st.Key:
		t.text(word)
	case word == wordLater:
		t.say(noHurry())
	default:
		f, _ := t.in.Plan.Form(report.Form)
		t.say(oldCard(f, t.unitName(report.Unit), report.Period))
	}
}

// sayAlreadyIn answers the button of a report that was handed in, and returns
// false where it was not.
func (t *turn) sayAlreadyIn(key anwei.ReportKey) bool {
	r, in := t.in.Ledger.Report(key)
	f, known := t.in.Plan.Form(key.Form)
	u, found := t.in.Ledger.Unit(key.Unit)
	if !in || !known || !found {
		return false
	}
	t.say(alreadyIn(f, u, r) + "\n" + alreadyInHelp(f, u))
	return true
}

func (t *turn) text(text string) {
	if text == "" {
		t.ask(emptyText())
		return
	}
	if t.st.Stage == Idle {
		t.missed, t.st.Missed = t.st.Missed, 0
	}
	if t.noticeText(text) {
		return
	}
	if t.st.Stage == Leaving {
		t.leave(text)
		return
	}
	if t.st.Stage == Guessing && t.settleGuess(text) {
		return
	}
	if t.changeNamed(text) || t.movesPiece(text) || t.pasted(text) || t.st.Stage != Reason && t.beside(text) {
		return
	}
	if text == wordTake || text == wordWrong {
		t.say(noGuess() + t.prompt())
		return
	}
	if text == wordTasks {
		t.aside(t.tasks)
		return
	}
	c := language.ReadFormCommand(text, t.in.Plan.Forms, t.formInMind(), t.in.Now)
	if t.anywhere(c) || t.beginNamed(text) {
		return
	}
	switch t.st.Stage {
	case Idle:
		t.idle(c, text)
	case Choosing:
		t.choose(c, text)
	default:
		t.inReport(c, text)
	}
}

// anywhere does the commands that do not depend on a report in hand.
func (t *turn) anywhere(c language.Command) bool {
	switch c.Kind {
	case language.Begin:
		if t.wantsTable(c) {
			t.aside(func() { t.table(c.Form, c.Period) })
			break
		}
		t.st.Words = ""
		if next := t.st.Next; next.Unit != "" && c.Form == "" && c.Period.IsZero() && t.in.Now.Sub(t.st.Spoke) <= remembered {
			t.begin(next.Form, next.Period, next.Unit)
			break
		}
		t.begin(c.Form, c.Period, "")
	case language.Table:
		t.aside(func() { t.table(c.Form, c.Period) })
	case language.Progress:
		t.aside(func() { t.progress(c.Form, c.Period) })
	case language.Help:
		t.help()
	default:
		return false
	}
	return true
}

func (t *turn) say(text string) {
	for _, part := range split(strings.TrimSpace(text)) {
		t.out = append(t.out, Say{Text: part})
	}
}

// maxText is how many bytes a text message may have (protocol §1.2).
const maxText = 2048

// split cuts a text that is too long for one message, between lines where it
// can and never inside a character.
func split(text string) []string {
	var parts []string
	for len(text) > maxText {
		at := strings.LastIndexByte(text[:maxText], '\n')
		if at <= 0 {
			for at = maxText; !utf8.RuneStart(text[at]); {
				at--
			}
		}
		parts = append(parts, text[:at])
		text = strings.TrimPrefix(text[at:], "\n")
	}
	return append(parts, text)
}

// save keeps the draft as it is now.
func (t *turn) save() {
	t.draft.By, t.draft.Changed = t.in.Person.ID, t.in.Now
	t.out = append(t.out, SaveDraft{Draft: t.draft})
}

func (t *turn) unitName(id anwei.UnitID) string {
	u, _ := t.in.Ledger.Unit(id)
	return u.Name
}
