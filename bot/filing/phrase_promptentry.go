package filing

// wording: 台账的提问

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// Ask says the note and asks what is to be answered next: a choice of few options
// with buttons, anything else in words.
func Ask(t *bot.Turn, note string) {
	f, _ := t.Form.Field(t.AskedWord())
	if f.Kind == anwei.Text && t.State.Stage == bot.Asking && t.State.Missed == 0 && lastEntry(t, f, 1) != "" {
		askTask(t, note, f)
		return
	}
	if f.Kind != anwei.Choice || !buttonable(f.Options) {
		t.Say(note + Prompt(t))
		return
	}
	if t.State.Stage == bot.Fixing {
		v, had := t.Draft.Values[f.ID]
		note += nowHolds(t.Number(f.ID), f, v, had)
	}
	if strings.TrimSpace(note) != "" {
		t.Say(note)
	}
	n, key := t.Number(f.ID), t.Draft.Key
	card := anwei.Card{Title: choiceTitle(n, f), Text: choiceText(t.Unit.Name, key.Period, t.Form, bot.CountAnswered(t), len(t.Fields()))}
	for _, o := range f.Options {
		// The key names the item, so that the button of an old card is about it too.
		card.Buttons = append(card.Buttons, anwei.Button{Text: o, Key: phrases.ReportKey(fmt.Sprintf("第%d项 %s", n, o), key)})
	}
	t.Out = append(t.Out, bot.Say{Card: &card})
}

// buttonable reports whether the options fit the buttons of a card.
func buttonable(options []string) bool {
	for _, o := range options {
		if utf8.RuneCountInString(o) > phrases.MaxButton || strings.Contains(o, "|") {
			return false
		}
	}
	return len(options) <= bot.MaxButtons
}

// askWord asks for one text or choice. With the first of a group its list is
// shown, with last period's entries.
func askWord(t *bot.Turn) string {
	id := t.AskedWord()
	f, _ := t.Form.Field(id)
	head := taskHead(t.Form, t.Draft.Key.Period, t.Unit.Name, bot.CountAnswered(t), len(t.Fields()))
	if f.Kind == anwei.Choice {
		return head + askChoice(t.Number(id), f)
	}
	question := askText(t.Number(id), f, f.HintFor(t.Unit.Kind), lastEntry(t, f, 60), t.Draft.Key.Period.Prev())
	texts := groupTexts(t)
	if !opensGroup(t, id, texts) {
		return head + question
	}
	return head + due(t) + "\n" + taskList(t, texts) + question + "\n" + severalTasks(t.Number(texts[0].ID), t.Number(texts[1].ID), len(t.Last().Values) > 0)
}

// groupTexts are the texts of the group that is asked.
func groupTexts(t *bot.Turn) []anwei.Field {
	var out []anwei.Field
	for _, f := range bot.GroupFields(t) {
		if f.Kind == anwei.Text {
			out = append(out, f)
		}
	}
	return out
}

// taskList lists the texts of a group, with what they hold or held last period.
func taskList(t *bot.Turn, texts []anwei.Field) string {
	var b strings.Builder
	b.WriteString(circled(mark(t)) + " " + t.Form.Groups[t.State.Group].Name + "：\n")
	for _, f := range texts {
		fmt.Fprintf(&b, "%d. %s", t.Number(f.ID), f.Short)
		if v, ok := t.Draft.Values[f.ID]; ok {
			b.WriteString(" ✓" + bot.Brief(t, f, v, 16))
		} else if last := lastEntry(t, f, 16); last != "" {
			b.WriteString("（" + phrases.ShortPeriod(t.Draft.Key.Period.Prev()) + "：" + last + "）")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// lastEntry is what a text held last period, shortened; empty where nothing was
// reported.
func lastEntry(t *bot.Turn, f anwei.Field, n int) string {
	v, ok := t.Last().Values[f.ID]
	switch {
	case !ok:
		return ""
	case v.NA:
		return "不涉及"
	}
	return scheduler.Shorten(v.Text, n)
}

// mark counts from 0 the group that is asked, among those that the unit answers.
func mark(t *bot.Turn) int {
	i, _ := part(t)
	return max(i-1, 0)
}
