package bot

import (
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// MendExample is how the first field is corrected that does not agree with others;
// any field's where all is well.
func MendExample(t *Turn, found []anwei.Finding) string {
	for _, x := range found {
		for _, id := range x.Fields {
			f, ok := t.Form.Field(id)
			if !ok || !t.Answers(id) {
				continue
			}
			figure := int64(12)
			if _, _, bound := x.Check.Bound(); bound && x.Right >= 0 {
				figure = min(figure, x.Right)
			}
			return phrases.ChangeItem(t.Number(f.ID), f, figure)
		}
	}
	return phrases.ChangeExample(t.Form, t.Unit)
}

// Brief shows a value in a list: a text shortened, with how it was answered.
func Brief(t *Turn, f anwei.Field, v anwei.Value, n int) string {
	if f.Kind.Counts() {
		return phrases.ValueText(f, v)
	}
	note := ""
	if v.Note != "" {
		note = "（" + scheduler.Shorten(v.Note, n) + "）"
	}
	switch {
	case v.NA:
		return "不涉及" + note
	case v.Same:
		return "无变化" + note
	}
	if last := t.Last().Values[f.ID].Text; last != "" && v.Text != last && strings.HasPrefix(v.Text, last) {
		return added(t, scheduler.Shorten(strings.TrimLeft(v.Text[len(last):], "。"), n))
	}
	return scheduler.Shorten(v.Text, n)
}

// added says what was put behind the words of before.
func added(t *Turn, words string) string { return t.Text("hall.added", "words", words) }

// CountAnswered is how many of the unit's fields are answered.
func CountAnswered(t *Turn) int {
	return len(t.Fields()) - len(t.Draft.Values.Missing(t.Fields()))
}

// Echo says which values a message set or changed.
func Echo(t *Turn, before anwei.Values) string {
	var set, words, fresh []string
	for _, f := range t.Fields() {
		v, ok := t.Draft.Values[f.ID]
		old, had := before[f.ID]
		switch {
		case !ok || had && old == v:
		case !f.Kind.Counts():
			words = append(words, wordEcho(t, f, v, old, had))
			if !had && v.Text != "" && !v.Same && f.Kind.Prose() {
				fresh = append(fresh, phrases.Numbered(t.Number(f.ID), f.Short, ""))
			}
		case !had:
			set = append(set, phrases.Named(f, v))
		default:
			set = append(set, phrases.Named(f, v)+t.Text("hall.was", "value", phrases.ValueText(f, old)))
		}
	}
	if len(words) == 1 && len(fresh) == 1 && len(set) == 0 {
		words = fresh // he has just typed it, and the summary shows it
	}
	switch {
	case len(words) > 3 && CountAnswered(t) == len(t.Fields()):
		return countEcho(t, set) + t.Text("hall.noted_many", "n", len(words)) // the summary that follows shows them
	case len(words) == 1:
		return countEcho(t, set) + t.Text("hall.noted", "list", strings.TrimRight(words[0], "："))
	case len(words) > 0:
		return countEcho(t, set) + t.Text("hall.noted_lines", "n", len(words), "lines", strings.Join(words, "\n"))
	}
	return countEcho(t, set)
}

// wordEcho is one line of what was set.
func wordEcho(t *Turn, f anwei.Field, v, old anwei.Value, had bool) string {
	head := phrases.Numbered(t.Number(f.ID), f.Short, "")
	switch {
	case had && old.Text != "" && strings.HasPrefix(v.Text, old.Text):
		return head + added(t, scheduler.Shorten(strings.TrimLeft(v.Text[len(old.Text):], "。"), 30))
	case had:
		return head + Brief(t, f, v, 30) + t.Text("hall.was_word", "value", Brief(t, f, old, 12))
	}
	return head + Brief(t, f, v, 30)
}

// countEcho says which counts were set.
func countEcho(t *Turn, set []string) string {
	switch {
	case len(set) == 0:
		return ""
	case len(set) > 2 && CountAnswered(t) == len(t.Fields()):
		// The summary that follows shows them all.
		return t.Text("hall.found_many", "n", len(set))
	}
	return t.Text("hall.noted", "list", strings.Join(set, "、")+"。")
}
