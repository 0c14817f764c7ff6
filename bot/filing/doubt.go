package filing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
	"anwei/language/text"
)

// manyReplaced is from how many figures on that a text would replace it is shown
// first what they are.
const manyReplaced = 3

// askDoubt asks which of the readings of a text is meant, each on a button of its
// own: 整改是98还是119？ It returns false where nothing is in doubt that the unit
// answers.
func askDoubt(t *bot.Turn, r language.Reading, typed string) bool {
	for _, d := range r.Doubts {
		fields := slices.DeleteFunc(slices.Clone(d.Fields), func(id anwei.FieldID) bool { return !t.Answers(id) })
		if len(fields) == 0 || len(d.Readings) > bot.MaxButtons {
			continue
		}
		q := questionOf(t, kindDoubt, answered{Readings: d.Readings, Fields: fields, Words: typed})
		names := make([]string, len(d.Readings))
		for i, v := range d.Readings {
			names[i] = readingName(t, fields, v)
		}
		if len(names) == 1 {
			bot.Offer(t, q, t.Text("filing.doubt_one", "reading", names[0]), t.Text("filing.doubt_one_text", "words", bot.Cited(d.Text)), wordAllZero, wordNotZero)
			return true
		}
		title := t.Text("filing.doubt_many", "words", bot.Cited(d.Text))
		if len(fields) == 1 {
			title = eitherTitle(t, fields[0], d.Readings)
		}
		bot.AskOptions(t, q, title, names, doubtLabels(t, fields, d.Readings))
		return true
	}
	return false
}

// eitherTitle asks for one field which of the values is right.
func eitherTitle(t *bot.Turn, id anwei.FieldID, readings []anwei.Values) string {
	f, _ := t.Form.Field(id)
	said := make([]string, len(readings))
	for i, v := range readings {
		said[i] = phrases.ValueText(f, v[id])
	}
	return t.Text("filing.doubt_either", "field", f.Name, "values", strings.Join(said, "还是"))
}

// readingName says what a reading has the fields be.
func readingName(t *bot.Turn, fields []anwei.FieldID, v anwei.Values) string {
	var said []string
	for _, id := range fields {
		if x, ok := v[id]; ok {
			f, _ := t.Form.Field(id)
			said = append(said, phrases.Named(f, x))
		}
	}
	return strings.Join(said, "、")
}

// doubtLabels are the words of the buttons: the value of the only field, the names of
// the groups where they tell the readings apart, else the first, the second.
func doubtLabels(t *bot.Turn, fields []anwei.FieldID, readings []anwei.Values) []string {
	labels := make([]string, len(readings))
	for i, v := range readings {
		if len(fields) == 1 {
			f, _ := t.Form.Field(fields[0])
			labels[i] = phrases.ValueText(f, v[fields[0]])
			continue
		}
		in := map[string]bool{}
		for id := range v {
			f, _ := t.Form.Field(id)
			in[f.Group] = true
		}
		for _, g := range t.Form.Groups {
			if in[g.ID] && len(in) == 1 {
				labels[i] = g.Name
			}
		}
	}
	return bot.Labelled(labels)
}

// settleDoubt takes which reading was meant: its button, 前一个, a number, or the
// figure itself with or without its name. Another figure is taken in its stead.
func settleDoubt(t *bot.Turn, p answered, typed string) bool {
	said := bot.Heard(t, typed)
	r := bot.Figures(t, typed, p.Fields)
	pick := labelSaid(doubtLabels(t, p.Fields, p.Readings), text.Strip(typed))
	if pick < 0 {
		pick = readingSaid(p, r)
	}
	if n, ok := said.Of(len(p.Readings)); ok && pick < 0 {
		pick = n
	}
	if len(p.Readings) == 1 && bot.Yes(t, typed) {
		pick = 0
	}
	switch {
	case pick >= 0:
		t.Close()
		record(t, p.Readings[pick], p.Words+"（"+typed+"）")
	case said.Is(answer.No):
		t.Close()
		Ask(t, t.Text("filing.doubt_none"))
	case len(r.Found) > 0 && onlyOf(r, p.Fields):
		t.Close()
		take(t, r, typed)
	default:
		return false
	}
	return true
}

// labelSaid is the only label that a text is, or a part of with two characters or
// more, or -1.
func labelSaid(labels []string, typed string) int {
	pick := slices.Index(labels, typed)
	for i, l := range labels {
		if pick < 0 && utf8.RuneCountInString(typed) > 1 && strings.Contains(l, typed) && !slices.ContainsFunc(labels[i+1:], func(o string) bool { return strings.Contains(o, typed) }) {
			return i
		}
	}
	return pick
}

// readingSaid is the only reading with all the figures that were said, or -1.
func readingSaid(p answered, r language.Reading) int {
	pick := -1
	for i, v := range p.Readings {
		differs := slices.ContainsFunc(r.Found, func(f language.Found) bool { return v[f.Field] != f.Value })
		if len(r.Found) == 0 || differs {
			continue
		}
		if pick >= 0 {
			return -1
		}
		pick = i
	}
	return pick
}

// onlyOf reports whether a reading has figures of these fields alone.
func onlyOf(r language.Reading, fields []anwei.FieldID) bool {
	return !slices.ContainsFunc(r.Found, func(f language.Found) bool { return !slices.Contains(fields, f.Field) })
}

// record keeps values that the person has chosen, and goes on.
func record(t *bot.Turn, values anwei.Values, words string) {
	before := t.Draft.Values.Clone()
	for id, v := range values {
		if t.Answers(id) {
			t.Draft.Values[id] = v
		}
	}
	t.State.Missed = 0
	t.Keep(words)
	note := bot.Echo(t, before)
	GoOn(t, note+t.Phrases.Implied(imply(t)))
}

// askReplaced shows what a text would replace where that is much, and asks whether
// it should. What was just asked anew may be replaced.
func askReplaced(t *bot.Turn, r language.Reading, asked []anwei.FieldID, typed string) bool {
	var lines []string
	values := anwei.Values{}
	for _, x := range r.Found {
		f, _ := t.Form.Field(x.Field)
		old, had := t.Draft.Values[x.Field]
		values[x.Field] = x.Value
		if had && old != x.Value && !slices.Contains(asked, x.Field) {
			lines = append(lines, t.Text("filing.replaced_line", "field", f.Name, "old", phrases.ValueText(f, old), "new", phrases.ValueText(f, x.Value)))
		}
	}
	if len(lines) < manyReplaced {
		return false
	}
	t.Tell("filing.replaced", "n", len(lines), "lines", strings.Join(lines, "\n"))
	bot.Offer(t, questionOf(t, kindMany, answered{Values: values, Words: typed}),
		t.Text("filing.replaced_title", "n", len(lines)), t.Text("filing.replaced_text"), wordAllZero, wordNotZero)
	return true
}

// replaced takes whether the figures that were listed replace those of before.
func replaced(t *bot.Turn, p answered, typed string) bool {
	switch {
	case bot.No(t, typed):
		t.Close()
		GoOn(t, t.Text("hall.kept_old"))
	case bot.Yes(t, typed), typed == phrases.WordReplace:
		t.Close()
		record(t, p.Values, p.Words+"（"+typed+"）")
	default:
		return false
	}
	return true
}

// askHead asks whose figures they are where a text begins with the name of another
// unit: 大阳镇10月：检查3次 of a clerk of 南村镇.
func askHead(t *bot.Turn, typed string) bool {
	name := headUnit(t, typed)
	if name == "" {
		return false
	}
	bot.Offer(t, questionOf(t, kindHead, answered{Words: typed}), t.Text("filing.head_title", "unit", t.Unit.Name),
		t.Text("filing.head_text", "other", name, "unit", t.Unit.Name), wordAllZero, wordNotZero)
	return true
}

// openReport is from how many figures on a text may be those of a form that waits to be put
// right.
const openReport = 2

// AskWhose asks whether a text is what the asked task is answered with, or figures of the
// other form of the unit, as figures are that come together, or that come while the other
// form waits to be put right. It returns false where the text is plainly a task's.
func AskWhose(t *bot.Turn, typed string) bool {
	f, known := t.In.Plan.CountsForm()
	if !known || f.ID == t.Form.ID || !f.Audience.Includes(t.Unit) || bot.NamesItem(t, typed) {
		return false
	}
	least := bot.WholeReport
	for _, d := range bot.OwedReports(t, []anwei.Form{f}, anwei.Period{}) {
		if key, _ := d.Matter.Report(); key.Unit == t.Draft.Key.Unit && (d.Kind < bot.OwesReport || d.Begun) {
			least = openReport
		}
	}
	if bot.FiguresTold(t, typed, f) < least {
		return false
	}
	asked, _ := t.Form.Field(t.AskedWord())
	bot.Offer(t, questionOf(t, kindWhose, answered{Words: typed}), t.Text("filing.whose_title", "form", f.Short, "item", phrases.ItemName(t.Number(asked.ID), asked)),
		t.Text("filing.whose_text", "form", f.Short, "own", t.Form.Short), f.Short, t.Form.Short)
	return true
}

// whoseSaid takes of which form the figures are.
func whoseSaid(t *bot.Turn, p answered, typed string) bool {
	f, _ := t.In.Plan.CountsForm()
	named := func(form anwei.Form) bool {
		_, promises := t.Hear(typed).Promise()
		return !promises && strings.Contains(typed, form.Short) && utf8.RuneCountInString(typed) < 10
	}
	switch said := bot.Heard(t, typed); {
	case named(f) && !named(t.Form), said.Is(answer.Yes):
		t.Close()
		unit := t.Draft.Key.Unit
		t.Hand.Words = p.Words
		Begin(t, f.ID, anwei.Period{}, unit)
	case named(t.Form), said.Is(answer.No):
		t.Close()
		fillIn(t, language.Command{}, p.Words, t.Asked())
	default:
		return false
	}
	return true
}

// headUnit is the name, as typed, of the other unit that a text begins with, empty
// where it begins with none. A unit above is none: 泽州县南村镇. A name without 镇 or 局,
// which may be a plain word, counts only as a heading or before an item: 消防：, 消防第4项.
func headUnit(t *bot.Turn, typed string) string {
	all := t.Hear(typed).Units()
	if len(all) == 0 || !all[0].Exact {
		return ""
	}
	n := all[0]
	before := strings.Trim(text.Strip(strings.TrimFunc(typed[:n.From], isMark)), "现将帮替代给") // 帮高都镇报一下
	heads := headed(typed[n.To:])
	for _, id := range n.Units {
		if t.In.Ledger.Roster().Within(t.Unit.ID, id) {
			return ""
		}
		last, _ := utf8.DecodeLastRuneInString(t.UnitName(id))
		heads = heads || strings.HasSuffix(n.Text, string(last))
	}
	if item, _ := text.ItemList(strings.TrimPrefix(typed[n.To:], "的")); len(item) == 0 && (before != "" || !heads) {
		return ""
	}
	return n.Text
}

// headed reports whether what follows a name makes a heading of it: a colon, a new
// line, a month.
func headed(rest string) bool {
	v, ok := text.NumberAt([]rune(rest), 0)
	return strings.IndexAny(rest, ":：\n") == 0 || ok && []rune(rest + "\n")[v.Next] == '月'
}

func isMark(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsSymbol(r) }

// headSaid takes whether the figures under another unit's name are this unit's.
func headSaid(t *bot.Turn, p answered, typed string) bool {
	switch {
	case bot.No(t, typed):
		t.Close()
		Ask(t, t.Text("filing.head_not", "unit", t.Unit.Name))
	case bot.Yes(t, typed):
		t.Close()
		fill(t, p.Words, t.Asked())
	default:
		return false
	}
	return true
}

// unasked is a reading without the refusals that a question stands for.
func unasked(r language.Reading) language.Reading {
	r.Refusals = slices.DeleteFunc(slices.Clone(r.Refusals), func(x text.Refusal) bool {
		return slices.ContainsFunc(r.Doubts, func(d language.Doubt) bool { return bot.Within(x.Span, d.Span) || bot.Within(d.Span, x.Span) })
	})
	r.Unplaced = slices.DeleteFunc(slices.Clone(r.Unplaced), func(s text.Span) bool {
		return slices.ContainsFunc(r.Doubts, func(d language.Doubt) bool { return bot.Within(s, d.Span) })
	})
	return r
}
