package bot

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language"
	"anwei/language/entry"
	"anwei/language/text"
)

// words takes a text that answers texts and choices of the form, by their names
// and numbers or the one that was asked. It returns false for a text that is about
// counts.
func (t *turn) words(text string) bool {
	fields := t.wordFields()
	if len(fields) == 0 || len(t.counts()) == 0 && zeroReport(text) {
		return false
	}
	e := t.readEntries(text)
	switch {
	case len(e.Series) > 0:
		t.askSeries(e, text)
	case len(e.Found) > 0 || e.Others != nil || len(e.Foreign) > 0:
		t.takeEntries(e, text)
	case t.askedWord() == "" || t.holdsCounts(text):
		return false
	default:
		f, _ := t.form.Field(t.askedWord())
		t.misunderstood(notAnOption(f, text))
	}
	return true
}

// zeroReport reports whether a text is nothing but a report of zeros.
func zeroReport(text string) bool {
	return strings.Contains(text, "零报告") && utf8.RuneCountInString(text) < saying
}

func (t *turn) readEntries(text string) entry.Entries {
	return entry.ReadEntries(text, entry.EntriesAsked{Form: t.form, Fields: t.wordFields(), Asked: t.askedWord()})
}

func (t *turn) holdsCounts(text string) bool {
	return len(language.Figures(text, language.Asked{Form: t.form, Have: t.draft.Values}).Found) > 0
}

// writes reports whether a text is what a task is answered with, and not something
// that is told beside the report.
func (t *turn) writes(text string) bool {
	if t.st.Stage == Idle {
		for _, f := range t.myForms() {
			for _, u := range t.reporting(f) {
				if namesTasks(text, f, u, 2) {
					return true
				}
			}
		}
		return false
	}
	if t.form.ID == "" || t.st.Stage != Asking && t.st.Stage != Fixing && t.st.Stage != Review {
		return false
	}
	if namesTasks(text, t.form, t.unit, 1) {
		return true
	}
	word := t.askedWord()
	if word == "" || t.inquires(text) {
		return false
	}
	e := t.readEntries(text)
	f, _ := t.form.Field(word)
	told := len(e.Found) > 0 && (e.Found[0].How != entry.HowWritten || f.Kind == anwei.Choice)
	return told || len(e.Series) > 0 || f.Kind == anwei.Text && utf8.RuneCountInString(text) >= saying
}

// saying is from how many characters on a text that nobody would tell in passing
// is the answer of the task that is asked.
const saying = 12

// namesTasks reports whether a text answers at least so many tasks by their names
// or numbers.
func namesTasks(text string, f anwei.Form, u anwei.Unit, least int) bool {
	e := entry.ReadEntries(text, entry.EntriesAsked{Form: f, Fields: ofCounts(f.FieldsFor(u), false)})
	n := 0
	for _, x := range e.Found {
		if x.Named {
			n++
		}
	}
	return n >= least || e.Others != nil && least == 1
}

// takeEntries keeps what the entries say, tells what was not taken and why, and
// goes on.
func (t *turn) takeEntries(e entry.Entries, text string) {
	before := t.draft.Values.Clone()
	again := anwei.Values{}
	note := ""
	var never []int
	for _, x := range t.withOthers(e) {
		f, _ := t.form.Field(x.Field)
		v, problem := t.entry(f, x)
		old, had := t.draft.Values[f.ID]
		switch {
		case problem != "" && x.How == entry.HowUnchanged:
			never = append(never, t.number(f.ID))
		case problem != "":
			note += problem
		case had && old != v && t.st.Stage == Asking && !t.overwrites(x):
			again[f.ID] = v
		default:
			t.draft.Values[f.ID] = v
			t.st.Proven = &Proven{Matter: anwei.ReportMatter(t.draft.Key), Field: f.ID, At: t.in.Now}
		}
	}
	note += noLastEntries(never, t.draft.Key.Period.Prev()) + t.countsAmong(&e)
	foreign := make([]string, len(e.Foreign))
	for i, n := range e.Foreign {
		foreign[i] = notAsked(t.form.Fields[n-1])
	}
	note += strings.Join(foreign, "") + unplacedText(e.Unplaced)
	t.settleEntries(before, again, note, text)
}

// settleEntries keeps the draft where it changed, asks about second answers, and
// goes on.
func (t *turn) settleEntries(before, again anwei.Values, note, text string) {
	told := t.echo(before)
	if told == "" && len(again) == 0 {
		if note == "" {
			t.goOn(nothingNew())
			return
		}
		t.misunderstood(note)
		return
	}
	t.st.Missed = 0
	if told != "" {
		t.keep(text)
	}
	if len(again) > 0 {
		if told+note != "" {
			t.say(told + note)
		}
		t.askReplace(again, text)
		return
	}
	t.goOn(told + note)
}

// overwrites reports whether an answer of a task that has one is meant to change
// it, by what it says.
func (t *turn) overwrites(x entry.Entry) bool {
	if x.How == entry.HowAppended || x.How == entry.HowDone || x.How == entry.HowChosen {
		return true
	}
	s := strings.TrimLeft(x.Span.Text, " 　:：")
	for _, w := range []string{"改写", "重写", "改为", "改成", "换成", "更正"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// withOthers returns the entries found, and what was said of all others for each
// task that is not answered yet.
func (t *turn) withOthers(e entry.Entries) []entry.Entry {
	out := e.Found
	if e.Others == nil {
		return out
	}
	named := map[anwei.FieldID]bool{}
	for _, x := range e.Found {
		named[x.Field] = true
	}
	for _, f := range t.draft.Values.Missing(t.wordFields()) {
		if !named[f.ID] {
			x := *e.Others
			x.Field = f.ID
			out = append(out, x)
		}
	}
	return out
}

// countsAmong takes figures out of the pieces that belong to no task, and returns
// what is to be said of those that were refused.
func (t *turn) countsAmong(e *entry.Entries) string {
	if len(t.counts()) == 0 {
		return ""
	}
	var rest []text.Span
	var note strings.Builder
	for _, s := range e.Unplaced {
		r := language.Figures(s.Text, language.Asked{Form: t.form, Have: t.draft.Values})
		if len(r.Found) == 0 {
			rest = append(rest, s)
			continue
		}
		r, again := t.second(r, nil, s.Text)
		for _, f := range r.Found {
			if t.answers(f.Field) {
				t.draft.Values[f.Field] = f.Value
			}
		}
		for _, f := range t.form.Fields {
			if _, second := again[f.ID]; second {
				note.WriteString(stillHas(f, t.draft.Values[f.ID]))
			}
		}
		note.WriteString(t.refused(r))
		if len(r.Found) > 0 {
			note.WriteString(impliedText(t.imply()))
		}
	}
	e.Unplaced = rest
	return note.String()
}

// entry makes a value of what was said of a task, or says why that is none.
func (t *turn) entry(f anwei.Field, x entry.Entry) (anwei.Value, string) {
	n, period := t.number(f.ID), t.draft.Key.Period
	last, had := t.last().Values[f.ID]
	switch x.How {
	case entry.HowUnchanged:
		if !had {
			return anwei.Value{}, noLastEntries([]int{n}, period.Prev())
		}
		last.Same = true
		if x.Text != "" {
			last.Note = x.Text
		}
		return last, ""
	case entry.HowNone:
		return anwei.Value{NA: true, Note: x.Text}, ""
	case entry.HowChosen:
		return anwei.Value{Text: x.Text}, ""
	case entry.HowAppended, entry.HowDone, entry.HowWritten:
	}
	text := x.Text
	if x.How != entry.HowWritten {
		base := last.Text
		if own, ok := t.draft.Values[f.ID]; ok {
			base = own.Text
		}
		if x.How == entry.HowDone {
			text = doneText(text)
		}
		if text == "" {
			return anwei.Value{}, nothingAppended(n)
		}
		text = appended(base, period, text)
	}
	least, most := f.Length()
	switch size := utf8.RuneCountInString(text); {
	case size < least:
		return anwei.Value{}, tooShort(n, f, least)
	case size > most:
		return anwei.Value{}, tooLong(n, f, size, most)
	}
	return anwei.Value{Text: text}, ""
}

// askSeries asks whether numbered lines answer several tasks or are the points of
// one.
func (t *turn) askSeries(e entry.Entries, text string) {
	several, one := anwei.Values{}, anwei.Values{}
	problems := ""
	for _, x := range e.Series {
		f, _ := t.form.Field(x.Field)
		v, problem := t.entry(f, x)
		if problems += problem; problem == "" {
			several[f.ID] = v
		}
	}
	f, _ := t.form.Field(e.Found[0].Field)
	v, problem := t.entry(f, e.Found[0])
	if problems+problem != "" {
		t.misunderstood(problems + problem)
		return
	}
	one[f.ID] = v
	m := anwei.ReportMatter(t.draft.Key)
	numbers := make([]int, 0, len(e.Series))
	for _, x := range e.Series {
		numbers = append(numbers, t.number(x.Field))
	}
	t.st.Pending = &Pending{Ask: AskSeries, Matter: m, Values: several, One: one, Words: text}
	t.out = append(t.out, Say{Card: &anwei.Card{
		Title: seriesTitle(), Text: seriesText(numbers, t.number(f.ID)),
		Buttons: []anwei.Button{
			{Text: wordApart, Key: anwei.ButtonKey(wordApart, m), Main: true},
			{Text: wordTogether, Key: anwei.ButtonKey(wordTogether, m)},
		},
	}})
}

// seriesSaid takes the answer to askSeries.
func (t *turn) seriesSaid(p Pending, text string) bool {
	if t.st.Stage == Idle || p.Matter != anwei.ReportMatter(t.st.Key) {
		t.st.Pending = nil
		return false
	}
	var values anwei.Values
	switch strings.TrimRight(text, "。！!.") {
	case wordApart, "分别", "分开", "分开填", "是", "是的", "对":
		values = p.Values
	case wordTogether, "一项", "同一项", "都是这一项", "不是", "不":
		values = p.One
	default:
		return false
	}
	t.st.Pending = nil
	before, again := t.draft.Values.Clone(), anwei.Values{}
	for id, v := range values {
		if old, had := t.draft.Values[id]; had && old != v {
			again[id] = v
			continue
		}
		t.draft.Values[id] = v
	}
	t.settleEntries(before, again, "", p.Words)
	return true
}
