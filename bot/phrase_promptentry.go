package bot

// wording: 台账的提问

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/scheduler"
)

// ask says the note and asks what is to be answered next: a choice of few options
// with buttons, anything else in words.
func (t *turn) ask(note string) {
	f, _ := t.form.Field(t.askedWord())
	if f.Kind == anwei.Text && t.st.Stage == Asking && t.st.Missed == 0 && t.lastEntry(f, 1) != "" {
		t.askTask(note, f)
		return
	}
	if f.Kind != anwei.Choice || !buttonable(f.Options) {
		t.say(note + t.prompt())
		return
	}
	if t.st.Stage == Fixing {
		v, had := t.draft.Values[f.ID]
		note += nowHolds(t.number(f.ID), f, v, had)
	}
	if strings.TrimSpace(note) != "" {
		t.say(note)
	}
	n, key := t.number(f.ID), t.draft.Key
	card := anwei.Card{Title: choiceTitle(n, f), Text: choiceText(t.unit.Name, key.Period, t.form, t.answered(), len(t.fields()))}
	for _, o := range f.Options {
		// The key names the item, so that the button of an old card is about it too.
		card.Buttons = append(card.Buttons, anwei.Button{Text: o, Key: reportKey(fmt.Sprintf("第%d项 %s", n, o), key)})
	}
	t.out = append(t.out, Say{Card: &card})
}

// buttonable reports whether the options fit the buttons of a card.
func buttonable(options []string) bool {
	for _, o := range options {
		if utf8.RuneCountInString(o) > maxButton || strings.Contains(o, "|") {
			return false
		}
	}
	return len(options) <= maxButtons
}

// maxButton is how many characters a button may have (protocol §1.3).
const maxButton = 10

// answered is how many of the unit's fields are answered.
func (t *turn) answered() int {
	return len(t.fields()) - len(t.draft.Values.Missing(t.fields()))
}

// askWord asks for one text or choice. With the first of a group its list is
// shown, with last period's entries.
func (t *turn) askWord() string {
	id := t.askedWord()
	f, _ := t.form.Field(id)
	head := taskHead(t.form, t.draft.Key.Period, t.unit.Name, t.answered(), len(t.fields()))
	if f.Kind == anwei.Choice {
		return head + askChoice(t.number(id), f)
	}
	question := askText(t.number(id), f, f.HintFor(t.unit.Kind), t.lastEntry(f, 60), t.draft.Key.Period.Prev())
	texts := t.groupTexts()
	if !t.opensGroup(id, texts) {
		return head + question
	}
	return head + t.due() + "\n" + t.taskList(texts) + question + "\n" + severalTasks(t.number(texts[0].ID), t.number(texts[1].ID), len(t.last().Values) > 0)
}

// groupTexts are the texts of the group that is asked.
func (t *turn) groupTexts() []anwei.Field {
	var out []anwei.Field
	for _, f := range t.groupFields() {
		if f.Kind == anwei.Text {
			out = append(out, f)
		}
	}
	return out
}

// taskList lists the texts of a group, with what they hold or held last period.
func (t *turn) taskList(texts []anwei.Field) string {
	var b strings.Builder
	b.WriteString(circled(t.mark()) + " " + t.form.Groups[t.st.Group].Name + "：\n")
	for _, f := range texts {
		fmt.Fprintf(&b, "%d. %s", t.number(f.ID), f.Short)
		if v, ok := t.draft.Values[f.ID]; ok {
			b.WriteString(" ✓" + t.brief(f, v, 16))
		} else if last := t.lastEntry(f, 16); last != "" {
			b.WriteString("（" + shortPeriod(t.draft.Key.Period.Prev()) + "：" + last + "）")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// lastEntry is what a text held last period, shortened; empty where nothing was
// reported.
func (t *turn) lastEntry(f anwei.Field, n int) string {
	v, ok := t.last().Values[f.ID]
	switch {
	case !ok:
		return ""
	case v.NA:
		return "不涉及"
	}
	return scheduler.Shorten(v.Text, n)
}

// mark counts from 0 the group that is asked, among those that the unit answers.
func (t *turn) mark() int {
	i, _ := t.part()
	return max(i-1, 0)
}
