// Package entry reads texts of ledger tasks: what was written, appended or unchanged of
// which task.
package entry

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// How says how a task or a choice was answered.
type How string

// The ways to answer a task.
const (
	HowWritten   How = "written"   // new words: free text, or 改写
	HowAppended  How = "appended"  // 追加: words to be added to last period's
	HowUnchanged How = "unchanged" // 无变化: last period's words hold; Text is the reason
	HowDone      How = "done"      // 完成: finished; Text is what came of it
	HowNone      How = "none"      // 不涉及: does not concern the unit; Text is the reason
	HowChosen    How = "chosen"    // Text is one of the field's options
)

// EntriesAsked is what ReadEntries may rely on.
type EntriesAsked struct {
	Form anwei.Form
	// Fields are the texts and choices that the unit answers.
	Fields []anwei.Field
	// Asked is the one that a text without any name answers; empty where none is.
	Asked anwei.FieldID
}

// Entry is the answer to one task.
type Entry struct {
	Field anwei.FieldID
	How   How
	// Text is as typed, without the marks around it.
	Text string
	// Named is set where the text says which task is meant.
	Named bool
	text.Span
}

// Entries is what was understood of a text about tasks.
type Entries struct {
	// Found has at most one entry a field, in the order of the text.
	Found []Entry
	// Others is what was said of all the other tasks: 其余无变化; nil where nothing was.
	Others *Entry
	// Series is set where lines are numbered like tasks without a word that says so:
	// they may be the answers of several tasks, or the points of one. Found holds
	// the one answer then, and Series the several.
	Series []Entry
	// Unplaced are pieces that belong to no task.
	Unplaced []text.Span
	// Foreign are the numbers of tasks that were named and that the unit does not
	// answer, counted from 1.
	Foreign []int
}

// ReadEntries says which task each part of a text answers, and how: one after the
// other by number (1 无变化 2 追加：…), by name, one a line, or under the tasks'
// names as headings. A text that names none answers the task that was asked.
func ReadEntries(typed string, asked EntriesAsked) Entries {
	r := newEntryReader(typed, asked)
	r.findLabels()
	return r.entries()
}

// entries cuts the text at the labels.
func (r *entryReader) entries() Entries {
	var out Entries
	first := len(r.r)
	if len(r.labels) > 0 {
		first = r.labels[0].from
	}
	r.before(first, &out)
	for i, l := range r.labels {
		end := len(r.r)
		if i+1 < len(r.labels) {
			end = r.labels[i+1].from
		}
		r.part(l, end, &out)
	}
	out.Series = r.series(&out)
	return out
}

// before takes what stands before the first label.
func (r *entryReader) before(end int, out *Entries) {
	from, to := r.trim(0, end)
	if from == to {
		return
	}
	f, ok := r.field(r.asked.Asked)
	heading := len(r.labels) > 0 && (r.get(to) == ':' || to-from < 6 || r.named(f.ID))
	if !ok || heading {
		out.Unplaced = append(out.Unplaced, r.span(from, to))
		return
	}
	r.add(out, f, from, to, false)
}

// named reports whether one of the labels names the field.
func (r *entryReader) named(id anwei.FieldID) bool {
	for _, l := range r.labels {
		for _, f := range l.fields {
			if f.ID == id {
				return true
			}
		}
	}
	return false
}

// part takes what stands under one label.
func (r *entryReader) part(l label, end int, out *Entries) {
	from, to := r.trim(l.to, end)
	out.Foreign = append(out.Foreign, l.foreign...)
	if l.others {
		how, a, b := r.how(from, to)
		out.Others = &Entry{How: how, Text: r.text(a, b), Span: r.span(l.from, to)}
		return
	}
	if len(l.fields) == 0 {
		if from < to {
			out.Unplaced = append(out.Unplaced, r.span(l.from, to))
		}
		return
	}
	if from == to {
		out.Unplaced = append(out.Unplaced, r.span(l.from, l.to))
		return
	}
	for _, f := range l.fields {
		r.add(out, f, from, to, true)
	}
}

// add takes the answer of one field. A second one of the same field is not
// placed, and neither is what is no option of a choice.
func (r *entryReader) add(out *Entries, f anwei.Field, from, to int, named bool) {
	span := r.span(from, to)
	for _, e := range out.Found {
		if e.Field == f.ID {
			out.Unplaced = append(out.Unplaced, span)
			return
		}
	}
	how, a, b := r.how(from, to)
	e := Entry{Field: f.ID, How: how, Text: r.text(a, b), Named: named, Span: span}
	if f.Kind.Picks() && how != HowNone && how != HowUnchanged {
		option := chosen(e.Text, f.Options)
		if option == "" {
			out.Unplaced = append(out.Unplaced, span)
			return
		}
		e.How, e.Text = HowChosen, option
	}
	out.Found = append(out.Found, e)
}

// chosen returns the option that a text names: by its name, as the only one that
// it holds, by its number, or by a part of its name that no other has.
func chosen(typed string, options []string) string {
	s := text.Clean(strings.TrimSpace(typed))
	for _, o := range options {
		if s == text.Clean(o) {
			return o
		}
	}
	if held, several := heldOption(s, options); held != "" || several {
		if several || negates(s) {
			return ""
		}
		return held
	}
	number := strings.TrimSuffix(strings.TrimPrefix(s, "第"), "个")
	if n, size, ok := text.Numeral(number); ok && size == len(number) && n >= 1 && n <= int64(len(options)) {
		return options[n-1]
	}
	only := ""
	for _, o := range options {
		if len(s) < 6 || !strings.Contains(text.Clean(o), s) {
			continue
		}
		if only != "" {
			return ""
		}
		only = o
	}
	return only
}

// heldOption returns the longest option that a text holds, and whether it holds
// another that is no part of it.
func heldOption(s string, options []string) (held string, several bool) {
	for _, o := range options {
		if !strings.Contains(s, text.Clean(o)) {
			continue
		}
		several = several || held != "" && !strings.Contains(held, o) && !strings.Contains(o, held)
		if len(o) > len(held) {
			held = o
		}
	}
	return held, several
}

// negates reports whether a text says what is not the case.
func negates(s string) bool { return text.ContainsAny(s, "不是", "不选", "没有", "未", "非") }

// series returns the several answers where the only label-like thing in a text
// that answers one task are numbers of tasks that begin its lines.
func (r *entryReader) series(out *Entries) []Entry {
	if len(r.labels) > 0 || len(r.lines) < 2 || r.asked.Asked == "" {
		return nil
	}
	if f := firstOf(r.lines[0].fields); f.ID != r.asked.Asked || r.lines[0].from > 0 {
		return nil
	}
	several := Entries{}
	for i, l := range r.lines {
		end := len(r.r)
		if i+1 < len(r.lines) {
			end = r.lines[i+1].from
		}
		r.part(l, end, &several)
	}
	if len(several.Found) != len(r.lines) || len(out.Found) == 0 {
		return nil
	}
	return several.Found
}
