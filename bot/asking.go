package bot

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/entry"
)

// AskBeside asks something beside the report in hand.
func AskBeside(t *Turn, q OpenQuestion, text string) {
	t.Open(q)
	t.Say(text)
}

// Passing is a question beside which something else was said, and how the report in hand
// stood then.
type Passing struct {
	Question OpenQuestion
	hand     Hand
	values   anwei.Values
}

// PassBy notes that a question is open while a text comes that may be no answer to it.
func PassBy(t *Turn, q OpenQuestion) {
	t.Passing = &Passing{Question: q, hand: t.Hand, values: t.Draft.Values.Clone()}
}

// Waits reports whether a question is still to be answered beside which something was said
// that left the report in hand as it was: then it is put again, and not what the report asks.
func Waits(t *Turn) bool { return t.Passing != nil && t.Passing.open(t) && t.Passing.stood(t) }

// open reports whether the question is still the one that was asked.
func (p *Passing) open(t *Turn) bool {
	q, asked := t.Top()
	return asked && q.Kind == p.Question.Kind && q.ID == p.Question.ID && string(q.Data) == string(p.Question.Data)
}

// stood reports whether the report in hand asks what it asked, and holds what it held.
func (p *Passing) stood(t *Turn) bool {
	was, now := p.hand, t.Hand
	return was.Key == now.Key && was.Stage == now.Stage && was.Group == now.Group && was.Field == now.Field && maps.Equal(p.values, t.Draft.Values)
}

// Passed puts the question again that a text passed by. Where the report has gone on, or
// something else is asked, the question is dropped with a word, unless it stays beside the
// report until it is answered.
func Passed(t *Turn, from int, stays bool) {
	p := t.Passing
	t.Passing = nil
	if p == nil || p.Question.Card == nil || slices.ContainsFunc(t.Out[from:], p.puts) {
		return
	}
	card := p.Question.Card
	again := Effect(Say{Content: card})
	if len(card.Buttons) == 0 {
		again = Say{Content: anwei.PlainText(card.Title)}
	}
	switch open, stood := p.open(t), p.stood(t); {
	case open && stood:
		t.Open(p.Question)
		t.Out = append(t.Out, again)
	case !open || !stays:
		if open {
			t.Close()
		}
		what := phrases.If(len(card.Buttons) > 0, phrases.Quoted(card.Title))
		t.Out = slices.Insert(t.Out, from, Effect(Say{Content: anwei.PlainText(t.Text("common.let_go", "question", what))}))
	}
}

// puts reports whether an effect puts the question, whatever it says above its buttons.
func (p *Passing) puts(e Effect) bool {
	s, _ := e.(Say)
	card, is := s.Content.(*anwei.Card)
	return is && len(card.Buttons) > 0 && slices.Equal(card.Buttons, p.Question.Card.Buttons)
}

// AskOptions asks beside the report in hand which of several is meant, each with
// its full name: with a card whose buttons have the labels, and in words alone where
// there are more than a card has buttons. A label and a number can both be typed.
func AskOptions(t *Turn, q OpenQuestion, title string, names, labels []string) {
	q.ID = t.In.Message.ID
	t.Open(q)
	lines := make([]string, len(names))
	for i, n := range names {
		lines[i] = strconv.Itoa(i+1) + " " + n
	}
	list := strings.Join(lines, "\n")
	if len(names) > MaxButtons {
		t.Say(title + t.Text("common.reply_number") + "\n" + list)
		return
	}
	card := anwei.Card{Title: title, Text: list + "\n" + t.Text("common.pick_one")}
	if utf8.RuneCountInString(card.Text) > MaxCardText {
		t.Say(list)
		card.Text = t.Text("common.pick_one")
	}
	for i, l := range labels {
		card.Buttons = append(card.Buttons, anwei.Button{Text: l, Key: AskKey(l, q.ID), Main: i == 0})
	}
	t.Out = append(t.Out, Say{Content: &card})
}

// Offer asks beside the report in hand and shows the words that answer it on the
// buttons of a card, the usual one first.
func Offer(t *Turn, q OpenQuestion, title, text string, words ...string) {
	q.ID = t.In.Message.ID
	t.Open(q)
	card := anwei.Card{Title: title, Text: text}
	for i, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: AskKey(w, q.ID), Main: i == 0})
	}
	t.Out = append(t.Out, Say{Content: &card})
}

// PressAsked answers the question that was asked where it is the one of the button's card.
func PressAsked(t *Turn, word, id string) {
	if q, ok := t.Top(); !ok || q.ID == "" || q.ID != id || !t.Rooms.Answer(t, word) {
		t.Reply("common.old_question")
	}
}

// MatterLabels are the words of buttons for several matters: what sets them apart.
func MatterLabels(t *Turn, options []anwei.Matter) []string {
	units, rest := make([]string, len(options)), make([]string, len(options))
	for i, m := range options {
		units[i] = t.UnitName(m.Unit)
		f, _ := t.In.Plan.Form(m.Form)
		rest[i] = t.Period(m.Period) + f.Short
	}
	if len(options) == 0 {
		return nil // a state of an older program
	}
	if options[0].Unit == options[len(options)-1].Unit && options[0].Form != "" {
		return Labelled(rest)
	}
	return Labelled(units)
}

// AnswersReport reports whether the text answers what the report in hand asks.
func AnswersReport(t *Turn, text string) bool {
	if t.Hand.Stage != Asking && t.Hand.Stage != Fixing {
		return false
	}
	return len(Figures(t, text, t.Asked()).Found) > 0
}

// Figures reads what a text says of the report in hand, of which the fields are asked.
func Figures(t *Turn, typed string, asked []anwei.FieldID) language.Reading {
	a := language.Asked{Form: t.Form, Fields: asked, Have: t.Draft.Values}
	if p := t.Hand.Key.Period; p.Kind == anwei.Month {
		a.Month = p.N
	}
	return t.Hear(typed).Figures(a)
}

// WholeReport is from how many figures on a text is a report.
const WholeReport = 4

// FiguresTold counts the figures of a form in a text, 0 where all are zero: 零报告.
func FiguresTold(t *Turn, typed string, f anwei.Form) int {
	r := t.Hear(typed).Figures(language.Asked{Form: f})
	n := len(r.Found)
	if n > 0 && !slices.ContainsFunc(r.Found, func(x language.Found) bool { return x.Value.N > 0 }) {
		return 0
	}
	for _, d := range r.Doubts {
		n += len(d.Readings[0])
	}
	return n
}

// Reports reports whether a text is a report of figures that the person fills in, and no
// detail of something else.
func Reports(t *Turn, typed string) bool {
	f, known := t.In.Plan.CountsForm()
	return known && len(t.Reporting(f)) > 0 && FiguresTold(t, typed, f) >= WholeReport
}

// NamesItem reports whether the text says by its number or name which item of the report
// in hand it is about.
func NamesItem(t *Turn, text string) bool {
	if t.Form.ID == "" || t.Hand.Stage != Asking && t.Hand.Stage != Fixing && t.Hand.Stage != Review {
		return false
	}
	c := t.Hear(text).Command(t.Form)
	return c.Kind == language.Change && c.Item > 0 || NamesTasks(t, text, t.Form, t.Unit, 1)
}

// NamesTasks reports whether a text answers at least so many tasks by their names or
// numbers.
func NamesTasks(t *Turn, typed string, f anwei.Form, u anwei.Unit, least int) bool {
	if len(anwei.WordsOf(f.Fields)) == 0 {
		return false
	}
	e := t.Hear(typed).Entries(entry.EntriesAsked{Form: f, Fields: anwei.WordsOf(f.FieldsFor(u))})
	n := 0
	for _, x := range e.Found {
		if x.Named {
			n++
		}
	}
	return n >= least || e.Others != nil && least == 1
}

// Returning leads back to the report in hand.
func (t *Turn) Returning() string {
	if p := t.Rooms.Prompt(t); p != "" {
		return "\n" + p
	}
	return ""
}

// MatterCard is a card about a matter, with the words that answer it on its buttons,
// the usual one first.
func MatterCard(m anwei.Matter, title, text string, words ...string) *anwei.Card {
	card := anwei.Card{Title: title, Text: text}
	for i, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: anwei.ButtonKey(w, m), Main: i == 0})
	}
	return &card
}
