package bot

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language"
	"anwei/language/text"
)

// consult asks the assistant about words that our own reading made nothing of.
// Where we know why we refuse, because a figure is not exact or contradicts
// itself, there is nothing to guess.
func (t *turn) consult(typed string, r language.Reading) {
	known := slices.ContainsFunc(r.Refusals, func(x text.Refusal) bool {
		switch x.Reason {
		case text.Ambiguous, text.NoNumber, text.Unknown:
			return false
		default:
			return true
		}
	})
	if known || t.askedWord() != "" || utf8.RuneCountInString(typed) < 4 {
		return
	}
	t.seek(Ask{Text: typed})
}

// look asks the assistant about a picture of a filled sheet.
func (t *turn) look() {
	m := t.in.Message
	if m.Text != "image" || m.Media == "" || !t.in.Sees || t.in.Plan.NoModel || t.st.Stage == Idle || t.st.Stage == Choosing {
		t.say(cannotRead(m.Text) + t.prompt())
		return
	}
	t.say(lookingAt())
	t.seek(Ask{Media: m.Media})
}

// seek asks the assistant, where there is one.
func (t *turn) seek(a Ask) {
	if !t.in.Assisted || t.in.Plan.NoModel {
		return
	}
	a.Form, a.Fields = t.form, t.asked()
	t.st.Consulted, t.st.Heard = t.in.Message.ID, a.Text
	t.out = append(t.out, a)
}

// guessed shows what the assistant guessed, unless the talk has gone on. Nothing
// of it counts until the person has said yes.
func (t *turn) guessed() {
	if t.st.Consulted == "" || t.in.Message.ID != GuessID(t.st.Consulted) {
		return
	}
	t.st.Consulted = ""
	if t.in.Message.Chosen != nil {
		t.suggest()
		return
	}
	guess := anwei.Values{}
	for id, v := range t.in.Message.Values {
		old, had := t.draft.Values[id]
		if t.answers(id) && !v.NA && v.N >= 0 && (!had || old != v) {
			guess[id] = v
		}
	}
	if len(guess) == 0 {
		if t.st.Heard == "" { // somebody waits for what became of the picture
			t.say(nothingSeen() + t.prompt())
		}
		return
	}
	t.st.Stage, t.st.Guess = Guessing, guess
	t.say(t.guessList())
	key := t.draft.Key
	t.out = append(t.out, Say{Card: &anwei.Card{
		Title: guessCardTitle(), Text: guessText(len(guess)),
		Buttons: []anwei.Button{
			{Text: wordTake, Key: reportKey(wordTake, key), Main: true},
			{Text: wordWrong, Key: reportKey(wordWrong, key)},
		},
	}})
}

// settleGuess takes the answer to a guess. It returns false for a text that is
// neither yes nor no, which then counts as the next answer and drops the guess.
func (t *turn) settleGuess(text string) bool {
	guess := t.st.Guess
	t.st.Stage, t.st.Guess = Asking, nil
	switch text {
	case wordTake, "是", "是的", "对", "对的", "没错", "确认":
		before := t.draft.Values.Clone()
		for id, v := range guess {
			t.draft.Values[id] = v
		}
		t.keep(guessKept(t.st.Heard))
		t.goOn(t.echo(before))
	case wordWrong, "不对", "不是的", "否", "不", "错了":
		t.goOn(guessDropped())
	default:
		if language.ReadCommand(text, t.form, t.in.Now).Kind != language.Help {
			return false
		}
		t.st.Stage, t.st.Guess = Guessing, guess // it still waits for a yes or no
		t.help()
	}
	return true
}

// guessList lists what the assistant guessed, beside what it would replace.
func (t *turn) guessList() string {
	var b strings.Builder
	b.WriteString(guessTitle())
	for _, f := range t.fields() {
		v, ok := t.st.Guess[f.ID]
		if !ok {
			continue
		}
		fmt.Fprintf(&b, "\n%d. %s", t.number(f.ID), named(f, v))
		if old, had := t.draft.Values[f.ID]; had {
			b.WriteString("（现在是" + valueText(f, old) + "）")
		}
	}
	return b.String()
}
