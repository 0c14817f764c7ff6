package bot

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language"
)

// AskBeside asks something beside the report in hand.
func (t *Turn) AskBeside(p Pending, text string) {
	t.State.Pending = &p
	t.Say(text)
}

// AskOptions asks beside the report in hand which of several is meant, each with
// its full name: with a card whose buttons have the labels, and in words alone where
// there are more than a card has buttons. A label and a number can both be typed.
func AskOptions(t *Turn, p Pending, title string, names, labels []string) {
	p.ID = t.In.Message.ID
	t.State.Pending = &p
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
		card.Buttons = append(card.Buttons, anwei.Button{Text: l, Key: AskKey(l, p.ID), Main: i == 0})
	}
	t.Out = append(t.Out, Say{Card: &card})
}

// Offer asks beside the report in hand and shows the words that answer it on the
// buttons of a card, the usual one first.
func Offer(t *Turn, p Pending, title, text string, words ...string) {
	p.ID = t.In.Message.ID
	t.State.Pending = &p
	card := anwei.Card{Title: title, Text: text}
	for i, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: AskKey(w, p.ID), Main: i == 0})
	}
	t.Out = append(t.Out, Say{Card: &card})
}

// PressAsked answers the pending question where it is the one of the button's card.
func PressAsked(t *Turn, word, id string) {
	if p := t.State.Pending; p == nil || p.ID == "" || p.ID != id || !t.Rooms.Pending(t, word) {
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
	if t.State.Stage != Asking && t.State.Stage != Fixing {
		return false
	}
	got := t.In.Reader.Figures(text, language.Asked{Form: t.Form, Fields: t.Asked(), Have: t.Draft.Values})
	return len(got.Found) > 0
}

// Returning leads back to the report in hand.
func (t *Turn) Returning() string {
	if p := t.Rooms.Prompt(t); p != "" {
		return "\n" + p
	}
	return ""
}

// AskWhichFigure asks what is meant by a second figure.
func AskWhichFigure(t *Turn, again anwei.Values, text string) {
	var lines []string
	for _, f := range t.Fields() {
		if v, ok := again[f.ID]; ok {
			first, second := Brief(t, f, t.Draft.Values[f.ID], 20), Brief(t, f, v, 20)
			if !f.Kind.Counts() {
				first, second = phrases.Quoted(first), phrases.Quoted(second)
			}
			lines = append(lines, t.Text("hall.two_figures", "field", f.Name, "first", first, "second", second))
		}
	}
	m := anwei.ReportMatter(t.Draft.Key)
	t.State.Pending = &Pending{Ask: AskReplace, Matter: m, Values: again, Words: text}
	t.Say(strings.Join(lines, "；") + "。")
	t.Out = append(t.Out, Say{Card: MatterCard(m, t.Text("hall.replace_title"), t.Text("hall.replace_text"), phrases.WordReplace, phrases.WordAdd, phrases.WordKeepOld)})
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
