package filing

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// Prompt is what is asked where the talk stands; it is empty where nothing is, or what was asked beside the report waits.
// It carries unit, period, deadline and how far one is.
func Prompt(t *bot.Turn) string {
	if bot.Waits(t) {
		return ""
	}
	switch t.Hand.Stage {
	case bot.Asking:
		if t.AskedWord() != "" {
			return askWord(t)
		}
		return head(t) + askGroup(t)
	case bot.Fixing:
		return askField(t)
	case bot.Reason:
		_, doubts := findings(t)
		return askReason(t, unexplained(doubts, t.Draft.Reasons))
	case bot.Review:
		errs, doubts := findings(t)
		return t.Text("common.review_help", "change", bot.MendExample(t, slices.Concat(errs, doubts)))
	case bot.Choosing:
		return t.Text("common.choose_unit_text")
	case bot.Guessing:
		return guessList(t) + "\n" + t.Text("common.guess_text", "n", len(t.Hand.Guess))
	case bot.Leaving:
		return t.Text("common.leaving_text", "n", len(t.Draft.Values))
	default:
		return ""
	}
}

// standing are the places that tell which report is in hand.
func standing(t *bot.Turn, more ...any) []any {
	return append(more, "period", phrases.ShortPeriod(t.Draft.Key.Period), "form", t.Form.Short, "unit", t.Unit.Name)
}

// progress are those places, and how many items are answered.
func progress(t *bot.Turn, more ...any) []any {
	return standing(t, append(more, "done", bot.CountAnswered(t), "of", len(t.Fields()))...)
}

// head is the first line of a prompt.
func head(t *bot.Turn) string {
	i, of := part(t)
	when := ""
	if i == 1 || t.Form.Deadline.Late(t.Draft.Key.Period, t.In.Calendar, t.In.Now) {
		when = due(t)
	}
	return t.Text("filing.head", standing(t, "i", i, "of", of, "due", when)...)
}

// due says when the report is due, or that it is late.
func due(t *bot.Turn) string {
	if r, in := bot.Returned(t); in {
		return t.Text("office.mark_stays", "late", phrases.LateText(r))
	}
	day := deadline(t).Chinese()
	if t.Form.Deadline.Late(t.Draft.Key.Period, t.In.Calendar, t.In.Now) {
		return t.Text("filing.late", "day", day)
	}
	return t.Text("filing.due", "day", day)
}

// askGroup asks for the counts that the group still misses, or for all of them
// once more.
func askGroup(t *bot.Turn) string {
	all := anwei.CountsOf(bot.GroupFields(t))
	fields := t.Draft.Values.Missing(all)
	again := len(fields) == 0
	if again {
		fields = all
	}
	rest := ""
	if len(fields) < len(all) {
		rest = "_rest"
	}
	var b strings.Builder
	b.WriteString(t.Text("filing.group"+rest, "mark", circled(mark(t)), "group", t.Form.Groups[t.Hand.Group].Name, "n", len(fields)))
	example := make([]string, len(fields))
	for i, f := range fields {
		b.WriteString(strconv.Itoa(t.Number(f.ID)) + ". " + f.Short + current(t, f, again) + "\n")
		place := slices.IndexFunc(all, func(x anwei.Field) bool { return x.ID == f.ID })
		example[i] = strconv.FormatInt(sampleNumber(f, place, len(all)), 10)
	}
	if i, _ := part(t); i == 1 && len(fields) > 1 || t.State.Missed > 0 { // after that he knows
		b.WriteString(t.Text("filing.example", "example", strings.Join(example, " ")))
	}
	for _, f := range fields {
		if h := f.Hints[t.Unit.Kind]; h != "" {
			b.WriteString(t.Text("filing.hint", "field", f.Short, "hint", h))
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// current is what a field of a group that is asked again holds now, or its unit
// of measure where it is asked for the first time.
func current(t *bot.Turn, f anwei.Field, again bool) string {
	switch {
	case !again && bot.Before(t, f) != "":
		return bot.Before(t, f)
	case again:
		return t.Text("filing.holds_now", "value", phrases.ValueText(f, t.Draft.Values[f.ID]))
	case f.Unit == "" || strings.HasSuffix(f.Short, f.Unit):
		return ""
	}
	return "（" + f.Unit + "）"
}

// sampleNumber is an example that agrees with itself: each figure of a group is
// no larger than the one it is a part of.
func sampleNumber(f anwei.Field, i, of int) int64 {
	samples := []int64{12, 30, 28, 2, 2, 0, 1, 0}
	if of == 2 {
		samples = []int64{3, 12}
	}
	if !f.Kind.Counts() || i >= len(samples) {
		return 0
	}
	return samples[i]
}

// rescue is another kind of help, where twice in a row nothing was understood:
// an answer in full, with names, for just what is asked.
func rescue(t *bot.Turn) string {
	if t.State.Missed < 2 || t.Hand.Stage != bot.Asking && t.Hand.Stage != bot.Fixing {
		return ""
	}
	if id := t.AskedWord(); id != "" {
		f, _ := t.Form.Field(id)
		return wordExample(t, f)
	}
	var parts []string
	for _, id := range t.Asked() {
		f, _ := t.Form.Field(id)
		group := t.Form.InGroup(f.Group)
		place := slices.IndexFunc(group, func(x anwei.Field) bool { return x.ID == id })
		parts = append(parts, phrases.Named(f, anwei.Number(sampleNumber(f, place, len(group)))))
	}
	return t.Text("filing.rescue", "unit", t.Unit.Name, "parts", strings.Join(parts, "，"))
}

func askField(t *bot.Turn) string {
	f, _ := t.Form.Field(t.Hand.Field)
	v, ok := t.Draft.Values[f.ID]
	switch {
	case f.Kind.Prose():
		return nowHolds(t, f, v, ok) + t.Text("filing.write_anew")
	case f.Kind.Picks():
		return nowHolds(t, f, v, ok) + "\n" + askChoice(t, f, "")
	case !ok:
		return t.Text("filing.field_open", "n", t.Number(f.ID), "field", f.Name)
	}
	return t.Text("filing.field", "n", t.Number(f.ID), "field", f.Name, "value", phrases.ValueText(f, v))
}

// mark counts from 0 the group that is asked, among those that the unit answers.
func mark(t *bot.Turn) int {
	i, _ := part(t)
	return max(i-1, 0)
}

// circled numbers the i-th group from 0: ①. Beyond twenty it is a plain number.
func circled(i int) string {
	numbers := []rune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	if i < len(numbers) {
		return string(numbers[i])
	}
	return strconv.Itoa(i+1) + "."
}

// askReason asks why the figures are right that are doubted.
func askReason(t *bot.Turn, doubts []anwei.Finding) string {
	return t.Text("common.ask_reason", "doubts", briefs(doubts), "change", bot.MendExample(t, doubts))
}

// briefs says what looks odd.
func briefs(doubts []anwei.Finding) string {
	about := make([]string, len(doubts))
	for i, d := range doubts {
		about[i] = strings.TrimRight(d.Brief(), "。")
	}
	return strings.Join(about, "；")
}
