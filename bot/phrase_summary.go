package bot

// wording: 核对清单

import (
	"fmt"
	"slices"
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/text"
	"anwei/scheduler"
)

// summary lists all figures in official order beside last period's, and what
// does not agree.
func (t *turn) summary(errs, doubts []anwei.Finding) string {
	key := t.draft.Key
	last := t.last()
	var b strings.Builder
	what := "请核对"
	if missing := len(t.draft.Values.Missing(t.fields())); missing > 0 {
		what = fmt.Sprintf("还差%d项", missing)
	}
	fmt.Fprintf(&b, "【%s%s】%s %s", shortPeriod(key.Period), t.form.Short, t.unit.Name, what)
	if last.Revision > 0 && len(t.counts()) > 0 {
		fmt.Fprintf(&b, "（括号内为%s）", shortPeriod(key.Period.Prev()))
	}
	confirmed, corrects := t.in.Ledger.Report(key)
	group := ""
	for i, f := range t.form.Fields {
		if !t.answers(f.ID) {
			continue
		}
		if f.Group != group {
			group = f.Group
			b.WriteString("\n" + t.groupName(group))
		}
		fmt.Fprintf(&b, "\n%d. %s：%s", i+1, f.Short, t.shown(f, t.draft.Values))
		if v, ok := last.Values[f.ID]; ok && f.Kind != anwei.Text {
			b.WriteString("（" + valueText(f, v) + "）")
		}
		if old := confirmed.Values[f.ID]; corrects && old != t.draft.Values[f.ID] {
			b.WriteString(" ←原" + t.brief(f, old, 12))
		}
	}
	list(&b, "\n❌ 需要改正：", errs)
	list(&b, "\n⚠ 请确认：", doubts)
	return b.String()
}

func list(b *strings.Builder, head string, findings []anwei.Finding) {
	for _, f := range findings {
		b.WriteString(head + f.Message)
	}
}

// groupName is the group's name with its number among those that the unit answers.
func (t *turn) groupName(id string) string {
	n := 0
	for _, g := range t.form.Groups {
		if g.ID == id {
			return circled(n) + " " + g.Name
		}
		for _, f := range t.fields() {
			if f.Group == g.ID {
				n++
				break
			}
		}
	}
	return ""
}

// shown is a field's value, or that it is missing.
func (t *turn) shown(f anwei.Field, v anwei.Values) string {
	if x, ok := v[f.ID]; ok {
		return t.brief(f, x, 36)
	}
	return "未填"
}

// show lists what is filled in and goes on where the talk was.
func (t *turn) show() {
	if t.st.Stage == Review {
		t.review("")
		return
	}
	errs, doubts := t.findings()
	t.ask(t.summary(errs, doubts) + "\n\n")
}

// echo says which values a message set or changed.
func (t *turn) echo(before anwei.Values) string {
	var set, words []string
	for _, f := range t.fields() {
		v, ok := t.draft.Values[f.ID]
		old, had := before[f.ID]
		switch {
		case !ok || had && old == v:
		case f.Kind != anwei.Count:
			words = append(words, t.wordEcho(f, v, old, had))
		case !had:
			set = append(set, named(f, v))
		default:
			set = append(set, named(f, v)+"（原"+valueText(f, old)+"）")
		}
	}
	switch {
	case len(words) > 3 && t.answered() == len(t.fields()):
		return t.countEcho(set) + manyEntries(len(words)) // the summary that follows shows them
	case len(words) > 0:
		return t.countEcho(set) + entriesEcho(words)
	}
	return t.countEcho(set)
}

// wordEcho is one line of what was set.
func (t *turn) wordEcho(f anwei.Field, v, old anwei.Value, had bool) string {
	head := fmt.Sprintf("%d. %s：", t.number(f.ID), f.Short)
	switch {
	case had && old.Text != "" && strings.HasPrefix(v.Text, old.Text):
		return head + addedText(scheduler.Shorten(strings.TrimLeft(v.Text[len(old.Text):], "。"), 30))
	case had:
		return head + t.brief(f, v, 30) + "（原：" + t.brief(f, old, 12) + "）"
	}
	return head + t.brief(f, v, 30)
}

// countEcho says which counts were set.
func (t *turn) countEcho(set []string) string {
	switch {
	case len(set) == 0:
		return ""
	case len(set) > 8 && t.answered() == len(t.fields()):
		// The summary that follows shows them all.
		return fmt.Sprintf("认出%d项。\n", len(set))
	}
	return "已记下：" + strings.Join(set, "、") + "。\n"
}

// refused says what of a message was not taken, and why.
func (t *turn) refused(r language.Reading) string {
	var b strings.Builder
	var told []text.Span
	for i, x := range r.Refusals {
		rest := slices.Concat(r.Refusals[:i], r.Refusals[i+1:])
		if slices.ContainsFunc(rest, func(y text.Refusal) bool { return y.Span != x.Span && within(x.Span, y.Span) }) {
			continue // the larger piece is told
		}
		if !slices.Contains(told, x.Span) {
			b.WriteString(t.refusal(x) + "\n")
		}
		told = append(told, x.Span)
	}
	var rest []string
	for _, s := range r.Unplaced {
		if !slices.ContainsFunc(told, func(x text.Span) bool { return within(s, x) }) {
			rest = append(rest, "“"+scheduler.Shorten(s.Text, 20+1)+"”")
		}
	}
	if len(rest) > 0 {
		b.WriteString("没有看懂、未记入：" + strings.Join(rest, "、") + "。\n")
	}
	return b.String()
}

// within reports whether the piece of text a is a part of b.
func within(a, b text.Span) bool { return b.From <= a.From && a.To <= b.To }

func (t *turn) refusal(x text.Refusal) string {
	about := "“" + scheduler.Shorten(x.Text, 20+1) + "”"
	if x.Text == "" {
		about = "这句话"
	}
	if len(x.Fields) == 1 {
		if f, ok := t.form.Field(x.Fields[0]); ok {
			about = f.Name + about
		}
	}
	return about + refusalText(x.Reason)
}

// named is a value with its field's name, the unit of measure said once.
func named(f anwei.Field, v anwei.Value) string {
	if f.Unit != "" && strings.HasSuffix(f.Name, f.Unit) {
		f.Unit = ""
	}
	return f.Name + valueText(f, v)
}
