package filing

// wording: 填报的提问

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// Prompt is what is asked where the talk stands; it is empty where nothing is.
// It carries unit, period, deadline and how far one is.
func Prompt(t *bot.Turn) string {
	switch t.State.Stage {
	case bot.Asking:
		if t.AskedWord() != "" {
			return askWord(t)
		}
		return head(t) + askGroup(t)
	case bot.Fixing:
		return askField(t)
	case bot.Reason:
		_, doubts := findings(t)
		return phrases.AskReason(unexplained(doubts, t.Draft.Reasons), bot.MendExample(t, unexplained(doubts, t.Draft.Reasons)))
	case bot.Review:
		errs, doubts := findings(t)
		return phrases.ReviewHelp(bot.MendExample(t, slices.Concat(errs, doubts)))
	case bot.Choosing:
		return phrases.ChooseUnitText()
	case bot.Guessing:
		return guessList(t) + "\n" + phrases.GuessText(len(t.State.Guess))
	case bot.Leaving:
		return phrases.LeavingText(len(t.Draft.Values))
	default:
		return ""
	}
}

// head is the first line of a prompt.
func head(t *bot.Turn) string {
	p := t.Draft.Key.Period
	i, of := part(t)
	return fmt.Sprintf("【%s%s】%s（第%d/%d组）\n%s\n", phrases.ShortPeriod(p), t.Form.Short, t.Unit.Name, i, of, due(t))
}

// due says when the report is due, or that it is late.
func due(t *bot.Turn) string {
	if r, in := bot.Returned(t); in {
		return phrases.MarkStays(r)
	}
	day := deadline(t)
	if t.Form.Deadline.Late(t.Draft.Key.Period, t.In.Calendar, t.In.Now) {
		return "已过" + day.Chinese() + "截止日，提交后记为逾期"
	}
	return "请于" + day.Chinese() + "前（含当天）报送"
}

// askGroup asks for the counts that the group still misses, or for all of them
// once more.
func askGroup(t *bot.Turn) string {
	g := t.Form.Groups[t.State.Group]
	all := bot.OfCounts(bot.GroupFields(t), true)
	fields := t.Draft.Values.Missing(all)
	again := len(fields) == 0
	if again {
		fields = all
	}
	var b strings.Builder
	b.WriteString(circled(mark(t)) + " " + g.Name + "：请回复")
	if len(fields) < len(all) {
		b.WriteString("还差的")
	}
	fmt.Fprintf(&b, "%d个数\n", len(fields))
	example := make([]string, len(fields))
	for i, f := range fields {
		fmt.Fprintf(&b, "%d. %s%s\n", t.Number(f.ID), f.Short, current(t, f, again))
		place := slices.IndexFunc(all, func(x anwei.Field) bool { return x.ID == f.ID })
		example[i] = strconv.FormatInt(sampleNumber(f, place, len(all)), 10)
	}
	b.WriteString("例如：" + strings.Join(example, " ") + "（没有就回复“无”）")
	for _, f := range fields {
		if h := f.Hints[t.Unit.Kind]; h != "" {
			b.WriteString("\n说明：" + f.Short + h)
		}
	}
	return b.String()
}

// current is what a field of a group that is asked again holds now, or its unit
// of measure where it is asked for the first time.
func current(t *bot.Turn, f anwei.Field, again bool) string {
	switch {
	case !again && bot.Before(t, f) != "":
		return bot.Before(t, f)
	case again:
		return "，现在是" + phrases.ValueText(f, t.Draft.Values[f.ID])
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
	if f.Kind != anwei.Count || i >= len(samples) {
		return 0
	}
	return samples[i]
}

// rescue is another kind of help, where twice in a row nothing was understood:
// an answer in full, with names, for just what is asked.
func rescue(t *bot.Turn) string {
	if t.State.Missed < 2 || t.State.Stage != bot.Asking && t.State.Stage != bot.Fixing {
		return ""
	}
	if id := t.AskedWord(); id != "" {
		f, _ := t.Form.Field(id)
		_, had := t.Last().Values[id]
		return wordExample(t.Number(id), f, t.Unit, had)
	}
	var parts []string
	for _, id := range t.Asked() {
		f, _ := t.Form.Field(id)
		group := t.Form.InGroup(f.Group)
		place := slices.IndexFunc(group, func(x anwei.Field) bool { return x.ID == id })
		parts = append(parts, phrases.Named(f, anwei.Number(sampleNumber(f, place, len(group)))))
	}
	return phrases.RescueText(t.Unit, parts)
}

func askField(t *bot.Turn) string {
	f, _ := t.Form.Field(t.State.Field)
	v, ok := t.Draft.Values[f.ID]
	switch f.Kind {
	case anwei.Text:
		return nowHolds(t.Number(f.ID), f, v, ok) + askAnew()
	case anwei.Choice:
		return nowHolds(t.Number(f.ID), f, v, ok) + "\n" + askChoice(0, f)
	case anwei.Count:
	}
	now := "还没有填"
	if ok {
		now = "现在是" + phrases.ValueText(f, v)
	}
	return fmt.Sprintf("第%d项“%s”%s。请回复正确的数，例如：12", t.Number(f.ID), f.Name, now)
}

// circled numbers the i-th group from 0: ①. Beyond twenty it is a plain number.
func circled(i int) string {
	numbers := []rune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	if i < len(numbers) {
		return string(numbers[i])
	}
	return strconv.Itoa(i+1) + "."
}
