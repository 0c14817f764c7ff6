package bot

//wording:填报的提问

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anwei"
)

// prompt is what is asked where the talk stands; it is empty where nothing is.
// It carries unit, period, deadline and how far one is.
func (t *turn) prompt() string {
	switch t.st.Stage {
	case Asking:
		if t.askedWord() != "" {
			return t.askWord()
		}
		return t.head() + t.askGroup()
	case Fixing:
		return t.askField()
	case Reason:
		_, doubts := t.findings()
		return askReason(unexplained(doubts, t.draft.Reasons), t.mendExample(unexplained(doubts, t.draft.Reasons)))
	case Review:
		errs, doubts := t.findings()
		return reviewHelp(t.mendExample(slices.Concat(errs, doubts)))
	case Choosing:
		return chooseUnitText()
	case Guessing:
		return t.guessList() + "\n" + guessText(len(t.st.Guess))
	case Leaving:
		return leavingText(len(t.draft.Values))
	default:
		return ""
	}
}

// head is the first line of a prompt.
func (t *turn) head() string {
	p := t.draft.Key.Period
	i, of := t.part()
	return fmt.Sprintf("【%s%s】%s（第%d/%d组）\n%s\n", shortPeriod(p), t.form.Short, t.unit.Name, i, of, t.due())
}

// due says when the report is due, or that it is late.
func (t *turn) due() string {
	if r, in := t.returned(); in {
		return markStays(r)
	}
	day := t.deadline()
	if t.form.Deadline.Late(t.draft.Key.Period, t.in.Calendar, t.in.Now) {
		return "已过" + day.Chinese() + "截止日，提交后记为逾期"
	}
	return "请于" + day.Chinese() + "前（含当天）报送"
}

// askGroup asks for the counts that the group still misses, or for all of them
// once more.
func (t *turn) askGroup() string {
	g := t.form.Groups[t.st.Group]
	all := ofCounts(t.groupFields(), true)
	fields := t.draft.Values.Missing(all)
	again := len(fields) == 0
	if again {
		fields = all
	}
	var b strings.Builder
	b.WriteString(circled(t.mark()) + " " + g.Name + "：请回复")
	if len(fields) < len(all) {
		b.WriteString("还差的")
	}
	fmt.Fprintf(&b, "%d个数\n", len(fields))
	example := make([]string, len(fields))
	for i, f := range fields {
		fmt.Fprintf(&b, "%d. %s%s\n", t.number(f.ID), f.Short, t.current(f, again))
		place := slices.IndexFunc(all, func(x anwei.Field) bool { return x.ID == f.ID })
		example[i] = strconv.FormatInt(sampleNumber(f, place, len(all)), 10)
	}
	b.WriteString("例如：" + strings.Join(example, " ") + "（没有就回复“无”）")
	for _, f := range fields {
		if h := f.Hints[t.unit.Kind]; h != "" {
			b.WriteString("\n说明：" + f.Short + h)
		}
	}
	return b.String()
}

// current is what a field of a group that is asked again holds now, or its unit
// of measure where it is asked for the first time.
func (t *turn) current(f anwei.Field, again bool) string {
	switch {
	case !again && t.before(f) != "":
		return t.before(f)
	case again:
		return "，现在是" + valueText(f, t.draft.Values[f.ID])
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
func (t *turn) rescue() string {
	if t.st.Missed < 2 || t.st.Stage != Asking && t.st.Stage != Fixing {
		return ""
	}
	if id := t.askedWord(); id != "" {
		f, _ := t.form.Field(id)
		_, had := t.last().Values[id]
		return wordExample(t.number(id), f, t.unit, had)
	}
	var parts []string
	for _, id := range t.asked() {
		f, _ := t.form.Field(id)
		group := t.form.InGroup(f.Group)
		place := slices.IndexFunc(group, func(x anwei.Field) bool { return x.ID == id })
		parts = append(parts, named(f, anwei.Number(sampleNumber(f, place, len(group)))))
	}
	return rescueText(t.unit, parts)
}

// hints explain the fields that are asked, as this kind of unit is to understand
// them.
func (t *turn) hints() string {
	var b strings.Builder
	for _, id := range t.asked() {
		f, _ := t.form.Field(id)
		if h := f.HintFor(t.unit.Kind); h != "" {
			fmt.Fprintf(&b, "%d. %s：%s\n", t.number(id), f.Short, h)
		}
	}
	return b.String()
}

func (t *turn) askField() string {
	f, _ := t.form.Field(t.st.Field)
	v, ok := t.draft.Values[f.ID]
	switch f.Kind {
	case anwei.Text:
		return nowHolds(t.number(f.ID), f, v, ok) + askAnew()
	case anwei.Choice:
		return nowHolds(t.number(f.ID), f, v, ok) + "\n" + askChoice(0, f)
	case anwei.Count:
	}
	now := "还没有填"
	if ok {
		now = "现在是" + valueText(f, v)
	}
	return fmt.Sprintf("第%d项“%s”%s。请回复正确的数，例如：12", t.number(f.ID), f.Name, now)
}

// number is the field's place in the official order, from 1.
func (t *turn) number(id anwei.FieldID) int { return numberIn(t.form, id) }

func numberIn(form anwei.Form, id anwei.FieldID) int {
	for i, f := range form.Fields {
		if f.ID == id {
			return i + 1
		}
	}
	return 0
}

// valueText shows a value with its unit of measure: 12个, 不适用.
func valueText(f anwei.Field, v anwei.Value) string {
	switch {
	case v.NA:
		return "不适用"
	case f.Kind == anwei.Count:
		return strconv.FormatInt(v.N, 10) + f.Unit
	}
	return v.Text
}

// shortPeriod is the period without its year where it is a month: 10月.
func shortPeriod(p anwei.Period) string {
	if p.Kind == anwei.Month {
		return strconv.Itoa(p.N) + "月"
	}
	return p.Chinese()
}

// circled numbers the i-th group from 0: ①. Beyond twenty it is a plain number.
func circled(i int) string {
	numbers := []rune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	if i < len(numbers) {
		return string(numbers[i])
	}
	return strconv.Itoa(i+1) + "."
}
