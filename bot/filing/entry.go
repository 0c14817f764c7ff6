package filing

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/answer"
	"anwei/language/deed"
	"anwei/language/entry"
	"anwei/language/text"
	"anwei/scheduler"
)

// words takes a text that answers texts and choices of the form, by their names
// and numbers or the one that was asked. It returns false for a text that is about
// counts.
func words(t *bot.Turn, typed string) bool {
	fields := wordFields(t)
	if len(fields) == 0 || len(counts(t)) == 0 && strings.Contains(typed, "零报告") && utf8.RuneCountInString(typed) < 12 {
		return false
	}
	e := readEntries(t, typed)
	switch {
	case len(e.Series) > 0:
		askSeries(t, e, typed)
	case len(e.Found) == 1 && e.Found[0].How == entry.HowWritten && bot.Heard(t, typed).Is(answer.Same):
		e.Found[0].How, e.Found[0].Text = entry.HowUnchanged, ""
		takeEntries(t, e, typed)
	case len(e.Found) == 1 && !e.Found[0].Named && saysNothing(t, e.Found[0], typed):
	case len(e.Found) > 0 || e.Others != nil || len(e.Foreign) > 0:
		takeEntries(t, e, typed)
	case t.AskedWord() == "" || len(bot.Figures(t, typed, nil).Found) > 0:
		return false
	default:
		f, _ := t.Form.Field(t.AskedWord())
		misunderstood(t, t.Text("filing.no_option", "text", scheduler.Shorten(typed, 20), "field", f.Name))
	}
	return true
}

// saysNothing asks anew where a yes, or a bare 没有, answers a text: that a task was not
// done is not that it does not concern the unit, unless its hint has one write so, or it
// is said a second time.
func saysNothing(t *bot.Turn, x entry.Entry, typed string) bool {
	f, _ := t.Form.Field(x.Field)
	yes, agrees := bot.Heard(t, typed).As(answer.Yes)
	none, bare := bot.Heard(t, typed).As(answer.Same)
	switch {
	case !f.Kind.Prose():
	case agrees && yes.Rest == "":
		least, _ := f.Length()
		misunderstood(t, t.Text("filing.too_short", "n", t.Number(f.ID), "field", phrases.Quoted(f.Short), "least", least))
		return true
	case bare && none.Weak && none.Rest == "" && (t.State.Missed == 0 || x.How != entry.HowNone) && !strings.Contains(f.HintFor(t.Unit.Kind), phrases.Quoted("无")):
		misunderstood(t, t.Text("filing.none_why", "n", t.Number(f.ID), "field", phrases.Quoted(f.Short)))
		return true
	}
	return false
}

func readEntries(t *bot.Turn, typed string) entry.Entries {
	return t.Hear(typed).Entries(entry.EntriesAsked{Form: t.Form, Fields: wordFields(t), Asked: t.AskedWord()})
}

// AsksText reports whether the report in hand asks for a text, and asked for it last.
func AsksText(t *bot.Turn) bool {
	f, _ := t.Form.Field(t.AskedWord())
	return f.Kind.Prose() && (t.Hand.Stage == bot.Asking || t.Hand.Stage == bot.Fixing) && (t.Passing != nil || !bot.IsAsked(t))
}

// Takes reports whether a text answers what the report in hand asks, so that it is for
// nobody else: figures that are asked, tasks by their names, a choice.
func Takes(t *bot.Turn, typed string) bool {
	if t.Hand.Stage == bot.Reason && !bot.Wants(t, typed) || writes(t, typed) {
		return true
	}
	// Who names a duty, its day and the people tells of it, whatever figures follow.
	told := t.Hear(typed).Deed(deed.Known{Duties: t.In.Plan.Duties})
	sure := told.Kind == deed.Held && told.Duty != "" && !told.On.IsZero() && told.People > 0
	return !sure && bot.AnswersReport(t, typed)
}

// writes reports whether a text is what tasks are answered with by their names, or the
// choice that is asked, and not something that is told beside the report.
func writes(t *bot.Turn, typed string) bool {
	if t.Hand.Stage == bot.Idle {
		for _, f := range t.MyForms() {
			for _, u := range t.Reporting(f) {
				if bot.NamesTasks(t, typed, f, u, 2) {
					return true
				}
			}
		}
		return false
	}
	if t.Form.ID == "" || t.Hand.Stage != bot.Asking && t.Hand.Stage != bot.Fixing && t.Hand.Stage != bot.Review {
		return false
	}
	if bot.NamesTasks(t, typed, t.Form, t.Unit, 1) {
		return true
	}
	if f, ok := t.Form.Field(t.AskedWord()); !ok || f.Kind.Prose() || bot.Inquires(t, typed) {
		return false
	}
	e := readEntries(t, typed)
	return len(e.Found) > 0 || len(e.Series) > 0
}

// takeEntries keeps what the entries say, tells what was not taken and why, and
// goes on.
func takeEntries(t *bot.Turn, e entry.Entries, typed string) {
	before := t.Draft.Values.Clone()
	again := anwei.Values{}
	note := ""
	var never []int
	if e.Others != nil && e.Others.How == entry.HowNone && e.Others.Text == "" {
		e.Others, note = nil, t.Text("filing.others_none") // none this month is not that it does not concern them
	}
	for _, x := range withOthers(t, e) {
		f, _ := t.Form.Field(x.Field)
		v, problem := valueOf(t, f, x)
		old, had := t.Draft.Values[f.ID]
		switch {
		case problem != "" && x.How == entry.HowUnchanged:
			never = append(never, t.Number(f.ID))
		case problem != "":
			note += problem
		case had && old != v && t.Hand.Stage == bot.Asking && !overwrites(x):
			again[f.ID] = v
		default:
			t.Draft.Values[f.ID] = v
			bot.Keep(t, Room, bot.Told, bot.Proven{Matter: anwei.ReportMatter(t.Draft.Key), Field: f.ID, At: t.In.Now})
		}
	}
	note += neverReported(t, never) + countsAmong(t, &e)
	note += notAsked(t, e.Foreign) + unplacedText(t, e.Unplaced)
	settleEntries(t, before, again, note, typed)
}

// notAsked says of which tasks that were named the unit does not report.
func notAsked(t *bot.Turn, numbers []int) string {
	var b strings.Builder
	for _, n := range numbers {
		b.WriteString(t.Text("common.not_asked", "field", phrases.Quoted(t.Form.Fields[n-1].Name)))
	}
	return b.String()
}

// settleEntries keeps the draft where it changed, asks about second answers, and
// goes on.
func settleEntries(t *bot.Turn, before, again anwei.Values, note, typed string) {
	told := bot.Echo(t, before)
	if told == "" && len(again) == 0 {
		if note == "" {
			GoOn(t, t.Text("filing.nothing_new"))
			return
		}
		misunderstood(t, note)
		return
	}
	t.State.Missed = 0
	if told != "" {
		t.Keep(typed)
	}
	if len(again) > 0 {
		if told+note != "" {
			t.Say(told + note)
		}
		askWhichFigure(t, again, typed)
		return
	}
	GoOn(t, told+note)
}

// overwrites reports whether an answer of a task that has one is meant to change
// it, by what it says.
func overwrites(x entry.Entry) bool {
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
		r := bot.Figures(t, s.Text, nil)
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
				note.WriteString(t.Text("filing.still_holds", "field", f.Name, "value", phrases.ValueText(f, t.Draft.Values[f.ID])))
			}
		}
		note.WriteString(bot.RefusedText(t, r))
		if len(r.Found) > 0 {
			note.WriteString(t.Phrases.Implied(imply(t)))
		}
	}
	e.Unplaced = rest
	return note.String()
}

// unplacedText says which pieces of a text belong to no task.
func unplacedText(t *bot.Turn, spans []text.Span) string {
	var pieces []string
	for _, s := range spans {
		if strings.TrimSpace(s.Text) != "" {
			pieces = append(pieces, bot.Cited(s.Text))
		}
	}
	if len(pieces) == 0 {
		return ""
	}
	return t.Text("filing.unplaced", "pieces", strings.Join(pieces, "、"))
}

// neverReported tells which tasks cannot be unchanged, as nothing was reported
// before.
func neverReported(t *bot.Turn, items []int) string {
	if len(items) == 0 {
		return ""
	}
	last := phrases.ShortPeriod(t.Draft.Key.Period.Prev())
	return t.Text("filing.never_reported", "items", phrases.NumberList(items), "period", last, "first", items[0])
}

// noCounts answers a text that was taken for figures on a form that asks for none.
func noCounts(t *bot.Turn, typed string) string {
	if strings.Contains(typed, "零报") {
		return t.Text("filing.no_zero_report", "form", t.Form.Short)
	}
	return t.Text("common.not_understood") + "\n"
}

// doneText is what stands in a ledger for a task that is done.
func doneText(t *bot.Turn, words string) string {
	if words == "" {
		return t.Text("filing.done_only")
	}
	return t.Text("filing.done", "words", words)
}

// Appended is what stands in a ledger after something was added in a period: the
// words of before, and behind them the new ones with the period's name, unless
// they begin with a month themselves.
func Appended(base string, p anwei.Period, words string) string {
	if base == "" {
		return words
	}
	if !strings.HasSuffix(base, "。") && !strings.HasSuffix(base, "；") && !strings.HasSuffix(base, "！") {
		base += "。"
	}
	if strings.Contains(base, phrases.ShortPeriod(p)+"：") {
		return base + words // something was added in this period before
	}
	digits := strings.TrimLeft(words, "0123456789")
	if digits != words && strings.HasPrefix(digits, "月") {
		return base + words
	}
	return base + phrases.ShortPeriod(p) + "：" + words
}

// TaskValue makes a value of what stands beside a task in a table, or says why that is none.
func TaskValue(t *bot.Turn, f anwei.Field, typed string) (anwei.Value, string) {
	return valueOf(t, f, entry.Read(typed, f))
}

// valueOf makes a value of what was said of a task, or says why that is none.
func valueOf(t *bot.Turn, f anwei.Field, x entry.Entry) (anwei.Value, string) {
	n, period := t.Number(f.ID), t.Draft.Key.Period
	last, had := t.Last().Values[f.ID]
	switch x.How {
	case entry.HowUnchanged:
		if !had {
			return anwei.Value{}, neverReported(t, []int{n})
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
	whole, base := x.Text, last.Text
	if own, ok := t.Draft.Values[f.ID]; ok {
		base = own.Text
	}
	if x.How == entry.HowWritten && base != "" && text.ContainsAny(whole, "不对", "应该是", "写错", "错了", "不是") {
		return anwei.Value{}, t.Text("filing.whole_again", "n", n, "field", phrases.Quoted(f.Short), "now", phrases.Quoted(base))
	}
	if x.How != entry.HowWritten {
		if x.How == entry.HowDone {
			whole = doneText(t, whole)
		}
		if whole == "" {
			return anwei.Value{}, t.Text("filing.nothing_appended", "n", n)
		}
		whole = Appended(base, period, whole)
	}
	least, most := f.Length()
	switch size := utf8.RuneCountInString(whole); {
	case size < least:
		return anwei.Value{}, t.Text("filing.too_short", "n", n, "field", phrases.Quoted(f.Short), "least", least)
	case size > most:
		return anwei.Value{}, t.Text("filing.too_long", "n", n, "field", phrases.Quoted(f.Short), "size", size, "most", most)
	}
	return anwei.Value{Text: whole}, ""
}
