package filing

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/entry"
	"anwei/language/figures"
	"anwei/language/text"
)

// words takes a text that answers texts and choices of the form, by their names
// and numbers or the one that was asked. It returns false for a text that is about
// counts.
func words(t *bot.Turn, text string) bool {
	fields := wordFields(t)
	if len(fields) == 0 || len(counts(t)) == 0 && zeroReport(text) {
		return false
	}
	e := readEntries(t, text)
	switch {
	case len(e.Series) > 0:
		askSeries(t, e, text)
	case len(e.Found) > 0 || e.Others != nil || len(e.Foreign) > 0:
		takeEntries(t, e, text)
	case t.AskedWord() == "" || holdsCounts(t, text):
		return false
	default:
		f, _ := t.Form.Field(t.AskedWord())
		misunderstood(t, notAnOption(f, text))
	}
	return true
}

// zeroReport reports whether a text is nothing but a report of zeros.
func zeroReport(text string) bool {
	return strings.Contains(text, "零报告") && utf8.RuneCountInString(text) < saying
}

func readEntries(t *bot.Turn, text string) entry.Entries {
	return entry.ReadEntries(text, entry.EntriesAsked{Form: t.Form, Fields: wordFields(t), Asked: t.AskedWord()})
}

func holdsCounts(t *bot.Turn, text string) bool {
	return len(figures.New(t.Form).Read(text, figures.Asked{Have: t.Draft.Values}).Found) > 0
}

// Writes reports whether a text is what a task is answered with, and not something
// that is told beside the report.
func Writes(t *bot.Turn, text string) bool {
	if t.State.Stage == bot.Idle {
		for _, f := range t.MyForms() {
			for _, u := range t.Reporting(f) {
				if namesTasks(text, f, u, 2) {
					return true
				}
			}
		}
		return false
	}
	if t.Form.ID == "" || t.State.Stage != bot.Asking && t.State.Stage != bot.Fixing && t.State.Stage != bot.Review {
		return false
	}
	if namesTasks(text, t.Form, t.Unit, 1) {
		return true
	}
	word := t.AskedWord()
	if word == "" || bot.Inquires(t, text) {
		return false
	}
	e := readEntries(t, text)
	f, _ := t.Form.Field(word)
	told := len(e.Found) > 0 && (e.Found[0].How != entry.HowWritten || f.Kind == anwei.Choice)
	return told || len(e.Series) > 0 || f.Kind == anwei.Text && utf8.RuneCountInString(text) >= saying
}

// saying is from how many characters on a text that nobody would tell in passing
// is the answer of the task that is asked.
const saying = 12

// namesTasks reports whether a text answers at least so many tasks by their names
// or numbers.
func namesTasks(text string, f anwei.Form, u anwei.Unit, least int) bool {
	e := entry.ReadEntries(text, entry.EntriesAsked{Form: f, Fields: bot.OfCounts(f.FieldsFor(u), false)})
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
func takeEntries(t *bot.Turn, e entry.Entries, text string) {
	before := t.Draft.Values.Clone()
	again := anwei.Values{}
	note := ""
	var never []int
	for _, x := range withOthers(t, e) {
		f, _ := t.Form.Field(x.Field)
		v, problem := valueOf(t, f, x)
		old, had := t.Draft.Values[f.ID]
		switch {
		case problem != "" && x.How == entry.HowUnchanged:
			never = append(never, t.Number(f.ID))
		case problem != "":
			note += problem
		case had && old != v && t.State.Stage == bot.Asking && !overwrites(t, x):
			again[f.ID] = v
		default:
			t.Draft.Values[f.ID] = v
			t.State.Proven = &bot.Proven{Matter: anwei.ReportMatter(t.Draft.Key), Field: f.ID, At: t.In.Now}
		}
	}
	note += noLastEntries(never, t.Draft.Key.Period.Prev()) + countsAmong(t, &e)
	foreign := make([]string, len(e.Foreign))
	for i, n := range e.Foreign {
		foreign[i] = phrases.NotAsked(t.Form.Fields[n-1])
	}
	note += strings.Join(foreign, "") + unplacedText(e.Unplaced)
	settleEntries(t, before, again, note, text)
}

// settleEntries keeps the draft where it changed, asks about second answers, and
// goes on.
func settleEntries(t *bot.Turn, before, again anwei.Values, note, text string) {
	told := bot.Echo(t, before)
	if told == "" && len(again) == 0 {
		if note == "" {
			GoOn(t, nothingNew())
			return
		}
		misunderstood(t, note)
		return
	}
	t.State.Missed = 0
	if told != "" {
		t.Keep(text)
	}
	if len(again) > 0 {
		if told+note != "" {
			t.Say(told + note)
		}
		bot.AskWhichFigure(t, again, text)
		return
	}
	GoOn(t, told+note)
}

// overwrites reports whether an answer of a task that has one is meant to change
// it, by what it says.
func overwrites(t *bot.Turn, x entry.Entry) bool {
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
func withOthers(t *bot.Turn, e entry.Entries) []entry.Entry {
	out := e.Found
	if e.Others == nil {
		return out
	}
	named := map[anwei.FieldID]bool{}
	for _, x := range e.Found {
		named[x.Field] = true
	}
	for _, f := range t.Draft.Values.Missing(wordFields(t)) {
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
func countsAmong(t *bot.Turn, e *entry.Entries) string {
	if len(counts(t)) == 0 {
		return ""
	}
	var rest []text.Span
	var note strings.Builder
	for _, s := range e.Unplaced {
		r := figures.New(t.Form).Read(s.Text, figures.Asked{Have: t.Draft.Values})
		if len(r.Found) == 0 {
			rest = append(rest, s)
			continue
		}
		r, again := bot.Second(t, r, nil, s.Text)
		for _, f := range r.Found {
			if t.Answers(f.Field) {
				t.Draft.Values[f.Field] = f.Value
			}
		}
		for _, f := range t.Form.Fields {
			if _, second := again[f.ID]; second {
				note.WriteString(stillHas(f, t.Draft.Values[f.ID]))
			}
		}
		note.WriteString(refused(t, r))
		if len(r.Found) > 0 {
			note.WriteString(t.Phrases.Implied(imply(t)))
		}
	}
	e.Unplaced = rest
	return note.String()
}

// valueOf makes a value of what was said of a task, or says why that is none.
func valueOf(t *bot.Turn, f anwei.Field, x entry.Entry) (anwei.Value, string) {
	n, period := t.Number(f.ID), t.Draft.Key.Period
	last, had := t.Last().Values[f.ID]
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
		if own, ok := t.Draft.Values[f.ID]; ok {
			base = own.Text
		}
		if x.How == entry.HowDone {
			text = doneText(text)
		}
		if text == "" {
			return anwei.Value{}, nothingAppended(n)
		}
		text = Appended(base, period, text)
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
func askSeries(t *bot.Turn, e entry.Entries, text string) {
	several, one := anwei.Values{}, anwei.Values{}
	problems := ""
	for _, x := range e.Series {
		f, _ := t.Form.Field(x.Field)
		v, problem := valueOf(t, f, x)
		if problems += problem; problem == "" {
			several[f.ID] = v
		}
	}
	f, _ := t.Form.Field(e.Found[0].Field)
	v, problem := valueOf(t, f, e.Found[0])
	if problems+problem != "" {
		misunderstood(t, problems+problem)
		return
	}
	one[f.ID] = v
	m := anwei.ReportMatter(t.Draft.Key)
	numbers := make([]int, 0, len(e.Series))
	for _, x := range e.Series {
		numbers = append(numbers, t.Number(x.Field))
	}
	t.State.Pending = &bot.Pending{Ask: bot.AskSeries, Matter: m, Values: several, One: one, Words: text}
	t.Out = append(t.Out, bot.Say{Card: &anwei.Card{
		Title: seriesTitle(), Text: seriesText(numbers, t.Number(f.ID)),
		Buttons: []anwei.Button{
			{Text: phrases.WordApart, Key: anwei.ButtonKey(phrases.WordApart, m), Main: true},
			{Text: phrases.WordTogether, Key: anwei.ButtonKey(phrases.WordTogether, m)},
		},
	}})
}

// SeriesSaid takes the answer to askSeries.
func SeriesSaid(t *bot.Turn, p bot.Pending, text string) bool {
	if t.State.Stage == bot.Idle || p.Matter != anwei.ReportMatter(t.State.Key) {
		t.State.Pending = nil
		return false
	}
	var values anwei.Values
	switch strings.TrimRight(text, "。！!.") {
	case phrases.WordApart, "分别", "分开", "分开填", "是", "是的", "对":
		values = p.Values
	case phrases.WordTogether, "一项", "同一项", "都是这一项", "不是", "不":
		values = p.One
	default:
		return false
	}
	t.State.Pending = nil
	before, again := t.Draft.Values.Clone(), anwei.Values{}
	for id, v := range values {
		if old, had := t.Draft.Values[id]; had && old != v {
			again[id] = v
			continue
		}
		t.Draft.Values[id] = v
	}
	settleEntries(t, before, again, "", p.Words)
	return true
}
