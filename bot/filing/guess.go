package filing

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/text"
)

// consult asks the assistant about words that our own reading made nothing of.
// Where we know why we refuse, because a figure is not exact or contradicts
// itself, there is nothing to guess.
func consult(t *bot.Turn, typed string, r language.Reading) {
	known := slices.ContainsFunc(r.Refusals, func(x text.Refusal) bool {
		switch x.Reason {
		case text.Ambiguous, text.NoNumber, text.Unknown:
			return false
		default:
			return true
		}
	})
	if known || t.AskedWord() != "" || utf8.RuneCountInString(typed) < 4 {
		return
	}
	bot.Seek(t, bot.Ask{Text: typed})
}

// Look asks the assistant about a picture of a filled sheet.
func Look(t *bot.Turn) {
	m := t.In.Message
	if m.Text != "image" || m.Media == "" || !t.In.Sees || t.In.Plan.NoModel || t.Hand.Stage == bot.Idle || t.Hand.Stage == bot.Choosing {
		t.Say(t.Text("common.cannot_read", "kind", phrases.MessageName(m.Text)) + Prompt(t))
		return
	}
	t.Tell("common.looking_at")
	bot.Seek(t, bot.Ask{Media: m.Media})
}

// Guessed shows what the assistant guessed, unless the talk has gone on. Nothing
// of it counts until the person has said yes.
func Guessed(t *bot.Turn) {
	if t.State.Consulted == "" || t.In.Message.ID != bot.GuessID(t.State.Consulted) {
		return
	}
	t.State.Consulted = ""
	if t.In.Message.Chosen != nil {
		t.Rooms.Suggest(t)
		return
	}
	guess := anwei.Values{}
	for id, v := range t.In.Message.Values {
		old, had := t.Draft.Values[id]
		if t.Answers(id) && !v.NA && v.N >= 0 && (!had || old != v) {
			guess[id] = v
		}
	}
	if len(guess) == 0 {
		if t.State.Heard == "" { // somebody waits for what became of the picture
			t.Say(t.Text("common.nothing_seen") + Prompt(t))
		}
		return
	}
	t.Hand.Stage, t.Hand.Guess = bot.Guessing, guess
	t.Say(guessList(t))
	key := t.Draft.Key
	t.Out = append(t.Out, bot.Say{Content: bot.MatterCard(anwei.ReportMatter(key), t.Text("common.guess_card"), t.Text("common.guess_text", "n", len(guess)), phrases.WordTake, phrases.WordWrong)})
}

// settleGuess takes the answer to a guess. It returns false for a text that is
// neither yes nor no, which then counts as the next answer and drops the guess.
func settleGuess(t *bot.Turn, typed string) bool {
	guess := t.Hand.Guess
	t.Hand.Stage, t.Hand.Guess = bot.Asking, nil
	switch {
	case typed == phrases.WordTake, bot.Yes(t, typed):
		before := t.Draft.Values.Clone()
		for id, v := range guess {
			t.Draft.Values[id] = v
		}
		t.Keep(t.Text("common.guess_kept", "heard", cmp.Or(t.State.Heard, t.Text("common.guess_picture"))))
		GoOn(t, bot.Echo(t, before))
	case bot.No(t, typed):
		GoOn(t, t.Text("common.guess_dropped"))
	default:
		if t.Hear(typed).Command(t.Form).Kind != language.Help {
			return false
		}
		t.Hand.Stage, t.Hand.Guess = bot.Guessing, guess // it still waits for a yes or no
		t.Rooms.Help(t)
	}
	return true
}

// guessList lists what the assistant guessed, beside what it would replace.
func guessList(t *bot.Turn) string {
	var b strings.Builder
	b.WriteString(t.Text("common.guess_title"))
	for _, f := range t.Fields() {
		v, ok := t.Hand.Guess[f.ID]
		if !ok {
			continue
		}
		b.WriteString("\n" + strconv.Itoa(t.Number(f.ID)) + ". " + phrases.Named(f, v))
		if old, had := t.Draft.Values[f.ID]; had {
			b.WriteString(t.Text("filing.guess_now", "value", phrases.ValueText(f, old)))
		}
	}
	return b.String()
}
