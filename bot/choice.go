package bot

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"anwei"
)

// askOptions asks beside the report in hand which of several is meant, each with
// its full name: with a card whose buttons have the labels, and in words alone where
// there are more than a card has buttons. A label and a number can both be typed.
func (t *turn) askOptions(p Pending, title string, names, labels []string) {
	p.ID = t.in.Message.ID
	t.st.Pending = &p
	lines := make([]string, len(names))
	for i, n := range names {
		lines[i] = strconv.Itoa(i+1) + " " + n
	}
	list := strings.Join(lines, "\n")
	if len(names) > maxButtons {
		t.say(title + replyNumber() + "\n" + list)
		return
	}
	card := anwei.Card{Title: title, Text: list + "\n" + pickOne()}
	if utf8.RuneCountInString(card.Text) > maxCardText {
		t.say(list)
		card.Text = pickOne()
	}
	for i, l := range labels {
		card.Buttons = append(card.Buttons, anwei.Button{Text: l, Key: askKey(l, p.ID), Main: i == 0})
	}
	t.out = append(t.out, Say{Card: &card})
}

// maxCardText is how many characters the text of a card may have.
const maxCardText = 160

// offer asks beside the report in hand and shows the words that answer it on the
// buttons of a card, the usual one first.
func (t *turn) offer(p Pending, title, text string, words ...string) {
	p.ID = t.in.Message.ID
	t.st.Pending = &p
	card := anwei.Card{Title: title, Text: text}
	for i, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: askKey(w, p.ID), Main: i == 0})
	}
	t.out = append(t.out, Say{Card: &card})
}

// askKey is the key of a button that answers what one message made the bot ask.
func askKey(word, id string) string { return word + "|ask/" + id }

// pressAsked answers the pending question where it is the one of the button's card.
func (t *turn) pressAsked(word, id string) {
	if p := t.st.Pending; p == nil || p.ID == "" || p.ID != id || !t.pending(word) {
		t.say(oldQuestion() + t.returning())
	}
}

// labelled are the words of buttons for several of which the names may be too long:
// the names where they fit and tell them apart, else the first, the second.
func labelled(names []string) []string {
	out := make([]string, len(names))
	seen := map[string]bool{}
	for i, n := range names {
		if utf8.RuneCountInString(n) > maxButton || strings.Contains(n, "|") || seen[n] {
			for i := range out {
				out[i] = ordinalLabel(i + 1)
			}
			return out
		}
		seen[n] = true
		out[i] = n
	}
	return out
}

// matterLabels are the words of buttons for several matters: what sets them apart.
func (t *turn) matterLabels(options []anwei.Matter) []string {
	units, rest := make([]string, len(options)), make([]string, len(options))
	for i, m := range options {
		units[i] = t.unitName(m.Unit)
		f, _ := t.in.Plan.Form(m.Form)
		rest[i] = t.period(m.Period) + f.Short
	}
	if len(options) == 0 {
		return nil // a state of an older program
	}
	if options[0].Unit == options[len(options)-1].Unit && options[0].Form != "" {
		return labelled(rest)
	}
	return labelled(units)
}
