package filing

// wording: 核对清单

import (
	"fmt"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/figures"
	"anwei/language/text"
	"anwei/scheduler"
)

// summary lists all figures in official order beside last period's, and what
// does not agree.
func summary(t *bot.Turn, errs, doubts []anwei.Finding) string {
	key := t.Draft.Key
	last := t.Last()
	var b strings.Builder
	what := "请核对"
	if missing := len(t.Draft.Values.Missing(t.Fields())); missing > 0 {
		what = fmt.Sprintf("还差%d项", missing)
	}
	fmt.Fprintf(&b, "【%s%s】%s %s", phrases.ShortPeriod(key.Period), t.Form.Short, t.Unit.Name, what)
	if last.Revision > 0 && len(counts(t)) > 0 {
		fmt.Fprintf(&b, "（括号内为%s）", phrases.ShortPeriod(key.Period.Prev()))
	}
	confirmed, corrects := t.In.Ledger.Report(key)
	group := ""
	for i, f := range t.Form.Fields {
		if !t.Answers(f.ID) {
			continue
		}
		if f.Group != group {
			group = f.Group
			b.WriteString("\n" + groupName(t, group))
		}
		fmt.Fprintf(&b, "\n%d. %s：%s", i+1, f.Short, shown(t, f, t.Draft.Values))
		if v, ok := last.Values[f.ID]; ok && f.Kind != anwei.Text {
			b.WriteString("（" + phrases.ValueText(f, v) + "）")
		}
		if old := confirmed.Values[f.ID]; corrects && old != t.Draft.Values[f.ID] {
			b.WriteString(" ←原" + bot.Brief(t, f, old, 12))
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
func groupName(t *bot.Turn, id string) string {
	n := 0
	for _, g := range t.Form.Groups {
		if g.ID == id {
			return circled(n) + " " + g.Name
		}
		for _, f := range t.Fields() {
			if f.Group == g.ID {
				n++
				break
			}
		}
	}
	return ""
}

// shown is a field's value, or that it is missing.
func shown(t *bot.Turn, f anwei.Field, v anwei.Values) string {
	if x, ok := v[f.ID]; ok {
		return bot.Brief(t, f, x, 36)
	}
	return "未填"
}

// show lists what is filled in and goes on where the talk was.
func show(t *bot.Turn) {
	if t.State.Stage == bot.Review {
		Review(t, "")
		return
	}
	errs, doubts := findings(t)
	Ask(t, summary(t, errs, doubts)+"\n\n")
}

// refused says what of a message was not taken, and why.
func refused(t *bot.Turn, r figures.Reading) string {
	var b strings.Builder
	var told []text.Span
	for i, x := range r.Refusals {
		rest := slices.Concat(r.Refusals[:i], r.Refusals[i+1:])
		if slices.ContainsFunc(rest, func(y text.Refusal) bool { return y.Span != x.Span && within(x.Span, y.Span) }) {
			continue // the larger piece is told
		}
		if !slices.Contains(told, x.Span) {
			b.WriteString(refusal(t, x) + "\n")
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

func refusal(t *bot.Turn, x text.Refusal) string {
	about := "“" + scheduler.Shorten(x.Text, 20+1) + "”"
	if x.Text == "" {
		about = "这句话"
	}
	if len(x.Fields) == 1 {
		if f, ok := t.Form.Field(x.Fields[0]); ok {
			about = f.Name + about
		}
	}
	return about + t.Phrases.Refused(x.Reason)
}
