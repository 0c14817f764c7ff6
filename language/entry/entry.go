// Package entry reads texts of ledger tasks: what was written, appended or unchanged of
// which task.
package entry

import (
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

// EntriesAsked is what Names.Read may rely on.
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
	// Series is the other reading where there are two: numbers may be those of several
	// tasks or those of the points of one, and a number within an answer may be that of
	// another task. Found holds the reading with fewer answers then, and Series all of
	// the one with more.
	Series []Entry
	// Unplaced are pieces that belong to no task.
	Unplaced []text.Span
	// Foreign are the numbers of tasks that were named and that the unit does not
	// answer, counted from 1.
	Foreign []int
}

// Read says which task each part of a text answers, and how: one after the
// other by number (1 无变化 2 追加：…), by name, one a line, or under the tasks'
// names as headings. A text that names none answers the task that was asked.
func (n *Names) Read(typed string, asked EntriesAsked) Entries {
	r := newEntryReader(typed, n, asked)
	heads, otherwise := r.settled()
	out := r.entries(heads)
	if otherwise != nil {
		if several := r.entries(otherwise); len(several.Unplaced) == len(out.Unplaced) {
			out.Series = several.Found
		}
	}
	return out
}

// Read says how a text answers the one task that it stands beside in a table, whatever
// numbers it has. A choice that it does not name is empty.
func Read(typed string, f anwei.Field) Entry {
	r := newEntryReader(typed, &Names{}, EntriesAsked{Fields: []anwei.Field{f}})
	from, to := r.trim(0, len(r.r))
	var out Entries
	if r.add(&out, f, from, to, true); len(out.Found) == 0 {
		return Entry{Field: f.ID, How: HowWritten}
	}
	return out.Found[0]
}

// entries cuts the text at the heads.
func (r *entryReader) entries(heads []head) Entries {
	var out Entries
	first := len(r.r)
	if len(heads) > 0 {
		first = heads[0].from
	}
	r.before(first, heads, &out)
	for i, h := range heads {
		end := len(r.r)
		if i+1 < len(heads) {
			end = heads[i+1].from
		}
		r.part(h, end, &out)
	}
	return out
}

// before takes what stands before the first head.
func (r *entryReader) before(end int, heads []head, out *Entries) {
	from, to := r.trim(0, end)
	if from == to {
		return
	}
	f, ok := r.field(r.asked.Asked)
	title := len(heads) > 0 && (r.get(to) == ':' || to-from < 6 || named(heads, f.ID))
	if !ok || title {
		out.Unplaced = append(out.Unplaced, r.span(from, to))
		return
	}
	r.add(out, f, from, to, false)
}

// part takes what stands under one head.
func (r *entryReader) part(h head, end int, out *Entries) {
	from, to := r.trim(h.to, end)
	out.Foreign = append(out.Foreign, h.foreign...)
	if h.others {
		how, a, b := r.how(from, to)
		out.Others = &Entry{How: how, Text: r.text(a, b), Span: r.span(h.from, to)}
		return
	}
	if len(h.fields) == 0 {
		if from < to {
			out.Unplaced = append(out.Unplaced, r.span(h.from, to))
		}
		return
	}
	if from == to {
		out.Unplaced = append(out.Unplaced, r.span(h.from, h.to))
		return
	}
	for _, f := range h.fields {
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
	if !f.Kind.Prose() && how != HowNone && how != HowUnchanged {
		held, ok := said(f, e.Text)
		if !ok {
			out.Unplaced = append(out.Unplaced, span)
			return
		}
		e.How, e.Text = HowChosen, held
	}
	out.Found = append(out.Found, e)
}
