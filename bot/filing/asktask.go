package filing

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// The words of the buttons under a task that was reported last period as well.
const (
	wordUnchanged = "无变化"
	wordDone      = "完成"
	wordNone      = "不涉及"
)

// Ask says the note and asks what is to be answered next: a choice of few options
// with buttons, anything else in words.
func Ask(t *bot.Turn, note string) {
	if bot.Waits(t) {
		t.Say(note) // and what was asked beside it, when the turn ends
		return
	}
	t.Raise()
	f, _ := t.Form.Field(t.AskedWord())
	if f.Kind.Prose() && t.Hand.Stage == bot.Asking && t.State.Missed == 0 && lastEntry(t, f, 1) != "" {
		askTask(t, note, f)
		return
	}
	if !f.Kind.Picks() || !buttonable(f.Options) {
		t.Say(note + Prompt(t))
		return
	}
	if t.Hand.Stage == bot.Fixing {
		v, had := t.Draft.Values[f.ID]
		note += nowHolds(t, f, v, had)
	}
	itemCard(t, note, scheduler.Shorten(itemWord(t, f, f.Name), 36), t.Text("filing.choice_card", progress(t)...), f, f.Options)
}

// askTask asks for a text that was reported last period with a card, whose buttons
// answer what most often is answered. The list of a group comes before it.
func askTask(t *bot.Turn, note string, f anwei.Field) {
	if texts := groupTexts(t); opensGroup(t, f.ID, texts) {
		note += t.Text("filing.task_head", progress(t)...) + due(t) + "\n" + taskList(t, texts) + severalTasks(t, texts, true)
	}
	itemCard(t, note, scheduler.Shorten(itemWord(t, f, f.Short), 36), taskText(t, f), f, []string{wordUnchanged, wordDone, wordNone})
}

// itemCard says the note and asks for an item with the words that answer it on
// buttons. Their keys name the item, so that the button of an old card is about it
// too.
func itemCard(t *bot.Turn, note, title, text string, f anwei.Field, words []string) {
	if strings.TrimSpace(note) != "" {
		t.Say(note)
	}
	card := anwei.Card{Title: title, Text: text}
	for _, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: phrases.ReportKey(itemWord(t, f, w), t.Draft.Key)})
	}
	t.Out = append(t.Out, bot.Say{Content: &card})
}

// itemWord is a word about an item, as it can be typed: 第3项 无变化.
func itemWord(t *bot.Turn, f anwei.Field, word string) string {
	return "第" + strconv.Itoa(t.Number(f.ID)) + "项 " + word
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
	head := t.Text("filing.task_head", progress(t)...)
	if f.Kind.Picks() {
		return head + askChoice(t, f, phrases.Quoted(f.Name))
	}
	last := lastEntry(t, f, 60)
	if last != "" {
		last = phrases.ShortPeriod(t.Draft.Key.Period.Prev()) + "：" + last
	}
	question := t.Text("filing.task", "n", t.Number(id), "field", phrases.Quoted(f.Short), "hint", taskHint(t, f), "last", last)
	texts := groupTexts(t)
	if !opensGroup(t, id, texts) {
		return head + question
	}
	return head + due(t) + "\n" + taskList(t, texts) + question + "\n" + severalTasks(t, texts, len(t.Last().Values) > 0)
}

// taskHint says what a task is to be answered with.
func taskHint(t *bot.Turn, f anwei.Field) string {
	if hint := f.HintFor(t.Unit.Kind); hint != "" {
		return strings.TrimRight(hint, "。")
	}
	return t.Text("filing.task_hint")
}

// taskText fits into a card: last period's entry is cut to what room there is.
func taskText(t *bot.Turn, f anwei.Field) string {
	head := t.Text("filing.task_card", progress(t, "unit", scheduler.Shorten(t.Unit.Name, 12), "hint", scheduler.Shorten(taskHint(t, f), 45),
		"last", phrases.ShortPeriod(t.Draft.Key.Period.Prev()))...)
	tail := t.Text("filing.task_card_tail")
	room := bot.MaxCardText - utf8.RuneCountInString(head+tail)
	return head + lastEntry(t, f, min(room, 60)) + tail
}

// severalTasks says how several texts of a group are answered at once; had tells
// that they were reported before.
func severalTasks(t *bot.Turn, texts []anwei.Field, had bool) string {
	a, b := t.Number(texts[0].ID), t.Number(texts[1].ID)
	example := t.Text("filing.tasks_several_new", "a", a, "b", b)
	if had {
		example = t.Text("filing.tasks_several_had", "a", a, "b", b)
	}
	return t.Text("filing.tasks_several", "example", example)
}

// askChoice asks for one of the options, without the item's name where it was just
// named.
func askChoice(t *bot.Turn, f anwei.Field, name string) string {
	options := make([]string, len(f.Options))
	for i, o := range f.Options {
		options[i] = strconv.Itoa(i+1) + " " + o
	}
	n := ""
	if name != "" {
		n = strconv.Itoa(t.Number(f.ID))
	}
	return t.Text("filing.choice", "n", n, "field", name, "options", strings.Join(options, "\n"))
}

// nowHolds shows what a text or choice holds when it is asked again.
func nowHolds(t *bot.Turn, f anwei.Field, v anwei.Value, had bool) string {
	n, name := t.Number(f.ID), phrases.Quoted(f.Short)
	switch {
	case !had:
		return t.Text("filing.holds_nothing", "n", n, "field", name)
	case v.NA:
		return t.Text("filing.holds_none", "n", n, "field", name, "note", v.Note)
	}
	return t.Text("filing.holds", "n", n, "field", name, "text", v.Text)
}

// wordExample is a whole answer to a text or choice.
func wordExample(t *bot.Turn, f anwei.Field) string {
	_, had := t.Last().Values[f.ID]
	switch {
	case f.Kind.Picks():
		return t.Text("filing.sample_choice", "unit", t.Unit.Name, "option", f.Options[0])
	case had:
		return t.Text("filing.sample_had", "n", t.Number(f.ID), "unit", t.Unit.Name)
	}
	return t.Text("filing.sample_new", "unit", t.Unit.Name)
}

// groupTexts are the texts of the group that is asked.
func groupTexts(t *bot.Turn) []anwei.Field {
	return anwei.FieldsWhere(bot.GroupFields(t), func(f *anwei.Field) bool { return f.Kind.Prose() })
}

// opensGroup reports whether the text is the first of a group in which nothing is
// answered yet.
func opensGroup(t *bot.Turn, id anwei.FieldID, texts []anwei.Field) bool {
	begun := len(t.Draft.Values.Missing(texts)) < len(texts)
	return len(texts) > 1 && texts[0].ID == id && !begun && t.State.Missed == 0
}

// taskList lists the texts of a group, with what they hold or held last period.
func taskList(t *bot.Turn, texts []anwei.Field) string {
	var b strings.Builder
	b.WriteString(circled(mark(t)) + " " + t.Form.Groups[t.Hand.Group].Name + "：\n")
	for _, f := range texts {
		b.WriteString(strconv.Itoa(t.Number(f.ID)) + ". " + f.Short)
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
		return wordNone
	}
	return scheduler.Shorten(v.Text, n)
}
