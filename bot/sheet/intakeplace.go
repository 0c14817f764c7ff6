package sheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report/intake"
	"anwei/scheduler"
)

// place finds the report that a table is about, and asks where it says another
// unit or another month than is expected.
func place(t *bot.Turn, s sheetRead) {
	units := t.Reporting(s.form)
	if len(units) == 0 {
		t.Say(bot.NotReporter(t) + t.Returning())
		return
	}
	left := leftText(t, s)
	mine, strangers := split(t, s.entries, units)
	if len(mine) == 0 {
		t.Say(nothingForYou(t, s.form, strangers, t.UnitName(expected(t, s.form, units).Unit)) + left + t.Rooms.Prompt(t))
		return
	}
	if len(strangers) > 0 {
		left += t.Text("sheet.strangers", "units", phrases.Names(strangers, 5))
	}
	want := expected(t, s.form, units)
	fit := fitting(mine, want)
	if len(fit) == 0 && len(periodsOf(mine)) > 1 {
		t.Say(notThisPeriod(t, want, periodsOf(mine)) + left + t.Rooms.Prompt(t))
		return
	}
	if len(fit) == 0 {
		fit = mine[len(mine)-1:] // the last that the table has
	}
	e := fit[0]
	sheet := said{Values: e.Values, Cells: e.Cells, Left: left + others(t, s.form, mine, e, want)}
	options, sure := destinations(t, s.form, e, want, units)
	says := t.UnitName(e.Unit) + t.Period(e.Period)
	if e.Said != "" {
		sure, says = false, scheduler.Shorten(phrases.Quoted(e.Said), 24)
	}
	switch {
	case len(options) == 0: // it was said why
	case sure:
		enter(t, options[0], sheet)
	default:
		t.Open(bot.NewQuestion(Room, kindSheet, "", placing{Options: options, Sheet: &sheet}))
		askWhichSheet(t, says, options)
	}
}

// split parts the entries that the person may report from the units of the others.
func split(t *bot.Turn, entries []intake.Entry, units []anwei.Unit) (mine []intake.Entry, strangers []string) {
	for _, e := range entries {
		own := e.Unit == "" || slices.ContainsFunc(units, func(u anwei.Unit) bool { return u.ID == e.Unit })
		if own {
			mine = append(mine, e)
		} else if name := t.UnitName(e.Unit); !slices.Contains(strangers, name) {
			strangers = append(strangers, name)
		}
	}
	return mine, strangers
}

// expected is the report that a table is most likely about: the one in hand, or
// that of the open period. Its unit is empty where the person has several.
func expected(t *bot.Turn, f anwei.Form, units []anwei.Unit) anwei.ReportKey {
	if t.Hand.Stage != bot.Idle && t.Hand.Stage != bot.Choosing && t.Form.ID == f.ID {
		return t.Hand.Key
	}
	key := anwei.ReportKey{Form: f.ID, Period: bot.OpenPeriod(f, t.In)}
	if len(units) == 1 {
		key.Unit = units[0].ID
	}
	return key
}

// nothingForYou says that a table has nothing that the person reports.
func nothingForYou(t *bot.Turn, f anwei.Form, strangers []string, unit string) string {
	if len(strangers) == 0 {
		return t.Text("sheet.nothing", "form", f.Short)
	}
	return t.Text("sheet.only_strangers", "form", f.Short, "units", phrases.Names(strangers, 5), "unit", unit)
}

// notThisPeriod says that a table has nothing of the period that is asked.
func notThisPeriod(t *bot.Turn, want anwei.ReportKey, others []anwei.Period) string {
	list := anwei.Each(others, phrases.ShortPeriod)
	return t.Text("sheet.not_this_period", "unit", t.UnitName(want.Unit), "period", phrases.ShortPeriod(want.Period),
		"others", strings.Join(list, "、"), "last", list[len(list)-1])
}

// fitting returns the entry that is about the report, as far as it says of whom
// and when, those first that say both.
func fitting(entries []intake.Entry, want anwei.ReportKey) []intake.Entry {
	var exact, open []intake.Entry
	for _, e := range entries {
		unit := e.Unit == "" || want.Unit == "" || e.Unit == want.Unit
		switch {
		case !unit || !e.Period.IsZero() && e.Period != want.Period:
		case e.Unit == "" || e.Period.IsZero():
			open = append(open, e)
		default:
			exact = append(exact, e)
		}
	}
	return append(exact, open...)
}

func periodsOf(entries []intake.Entry) []anwei.Period {
	var out []anwei.Period
	for _, e := range entries {
		if !e.Period.IsZero() && !slices.Contains(out, e.Period) {
			out = append(out, e.Period)
		}
	}
	return out
}

// others tells what the table says of other periods, where that is not what was
// reported.
func others(t *bot.Turn, f anwei.Form, mine []intake.Entry, taken intake.Entry, want anwei.ReportKey) string {
	var differ []string
	for _, e := range mine {
		if e.Unit == taken.Unit && e.Period == taken.Period {
			continue
		}
		key := anwei.ReportKey{Form: f.ID, Period: e.Period, Unit: e.Unit}
		key.Unit = cmp.Or(key.Unit, want.Unit)
		r, in := t.In.Ledger.Report(key)
		name := ""
		if key.Unit != want.Unit {
			name = t.UnitName(key.Unit)
		}
		for _, fd := range f.Fields {
			if v, ok := e.Values[fd.ID]; ok && (!in || r.Values[fd.ID].Says() != v.Says()) {
				differ = append(differ, name+t.Period(e.Period))
				break
			}
		}
	}
	if len(differ) == 0 {
		return ""
	}
	return t.Text("sheet.other_periods", "periods", strings.Join(differ, "、"))
}

// destinations returns the reports that an entry may be meant for, the one that
// it names first, and whether there is no doubt. Where there is none at all it has
// said why.
func destinations(t *bot.Turn, f anwei.Form, e intake.Entry, want anwei.ReportKey, units []anwei.Unit) ([]anwei.Matter, bool) {
	named := want
	if e.Unit != "" {
		named.Unit = e.Unit
	}
	if !e.Period.IsZero() {
		named.Period = e.Period
	}
	if named.Unit == "" {
		out := make([]anwei.Matter, 0, len(units))
		for _, u := range units {
			named.Unit = u.ID
			out = append(out, anwei.ReportMatter(named))
		}
		return out, false
	}
	want.Unit = cmp.Or(want.Unit, named.Unit)
	reason := bot.Closed(t, f, named.Period)
	switch {
	case reason != "" && named.Period == want.Period:
		t.Say(reason + t.Returning())
		return nil, false
	case reason != "": // only what is expected can be meant
		return []anwei.Matter{anwei.ReportMatter(want)}, false
	case named == want:
		return []anwei.Matter{anwei.ReportMatter(named)}, true
	}
	return []anwei.Matter{anwei.ReportMatter(named), anwei.ReportMatter(want)}, false
}

// askWhichSheet asks for which report a table counts that says something else, or
// not enough.
func askWhichSheet(t *bot.Turn, says string, options []anwei.Matter) {
	names := sheetNames(t, options)
	card := anwei.Card{Title: t.Text("sheet.where_title"), Text: whereText(t, names)}
	if says != "" {
		card.Title = t.Text("sheet.where_title_says", "says", says)
	}
	if len(options) >= bot.MaxButtons {
		t.Say(card.Title + "\n" + card.Text)
		return
	}
	for i, m := range options {
		card.Buttons = append(card.Buttons, anwei.Button{Text: WordAs + names[i], Key: anwei.ButtonKey(WordAs, m), Main: i == 0})
	}
	card.Buttons = append(card.Buttons, anwei.Button{Text: WordNotTaken, Key: anwei.ButtonKey(WordNotTaken, options[0])})
	t.Out = append(t.Out, bot.Say{Content: &card})
}

func whereText(t *bot.Turn, names []string) string {
	if len(names) == 1 {
		return t.Text("sheet.where_one", "word", WordAs+names[0], "none", WordNotTaken)
	}
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = strconv.Itoa(i+1) + " " + n
	}
	return t.Text("sheet.where_some", "names", strings.Join(list, "、"), "none", WordNotTaken)
}

// sheetNames says how the options differ: by the month, by the unit, or by both.
func sheetNames(t *bot.Turn, options []anwei.Matter) []string {
	units, periods := false, false
	for _, m := range options {
		units = units || m.Unit != options[0].Unit
		periods = periods || m.Period != options[0].Period
	}
	out := make([]string, len(options))
	for i, m := range options {
		if units {
			out[i] = t.UnitName(m.Unit)
		}
		if periods || !units {
			out[i] += t.Period(m.Period)
		}
	}
	return out
}

// whichSheet takes for which report a table counts.
func whichSheet(t *bot.Turn, p placing, text string) bool {
	if bot.No(t, text) || text == WordNotTaken {
		t.Close()
		t.Say(t.Text("sheet.dropped") + t.Rooms.Prompt(t))
		return true
	}
	said := strings.TrimPrefix(text, WordAs)
	names := sheetNames(t, p.Options)
	at, _ := bot.Heard(t, text).Of(len(names))
	for i, name := range names {
		u, _ := t.In.Ledger.Unit(p.Options[i].Unit)
		if said == name || said == name+"的" || slices.Contains(u.Aliases, said) {
			at = i
		}
	}
	if len(p.Options) == 1 && bot.Yes(t, text) {
		at = 0
	}
	if at < 0 {
		return false
	}
	t.Close()
	enter(t, p.Options[at], *p.Sheet)
	return true
}

// PressSheet answers the question about a table by a button of its card.
func PressSheet(t *bot.Turn, word string, m anwei.Matter) {
	q, _ := t.Top()
	p, _ := bot.Data[placing](q)
	if p.Sheet == nil || !slices.Contains(append(p.Options, p.Matter), m) {
		t.Tell("common.old_question")
		return
	}
	if word == WordAs {
		t.Close()
		enter(t, m, *p.Sheet)
		return
	}
	t.Rooms.Answer(t, word)
}
