package bot

import (
	"slices"
	"strings"

	"anwei"
	"anwei/report/intake"
)

// Sheet is what a table says of one unit and period, kept while it is asked for
// which report it counts, or whether it may replace what is there.
type Sheet struct {
	Values anwei.Values `json:"values"`
	// Cells says where the values stood.
	Cells map[anwei.FieldID]string `json:"cells,omitempty"`
	// Left is what was told of cells that were not taken.
	Left string `json:"left,omitempty"`
}

// place finds the report that a table is about, and asks where it says another
// unit or another month than is expected.
func (t *turn) place(s sheetRead) {
	units := t.reporting(s.form)
	if len(units) == 0 {
		t.say(notReporter(t.in.Person) + t.returning())
		return
	}
	left := t.leftText(s)
	mine, strangers := t.split(s.entries, units)
	if len(mine) == 0 {
		t.say(nothingForYou(s.form, strangers, t.expectedUnit(s.form, units)) + left + t.prompt())
		return
	}
	left += strangersText(strangers)
	want := t.expected(s.form, units)
	fit := fitting(mine, want)
	if len(fit) == 0 && len(periodsOf(mine)) > 1 {
		t.say(notThisPeriod(want.Period, t.unitName(want.Unit), periodsOf(mine)) + left + t.prompt())
		return
	}
	if len(fit) == 0 {
		fit = mine[len(mine)-1:] // the last that the table has
	}
	e := fit[0]
	sheet := Sheet{Values: e.Values, Cells: e.Cells, Left: left + t.others(s.form, mine, e, want)}
	options, sure := t.destinations(s.form, e, want, units)
	switch {
	case len(options) == 0: // it was said why
	case sure:
		t.enter(options[0], sheet)
	default:
		t.st.Pending = &Pending{Ask: AskSheet, Options: options, Sheet: &sheet}
		t.askWhichSheet(t.unitName(e.Unit)+t.period(e.Period), options)
	}
}

// split parts the entries that the person may report from the units of the others.
func (t *turn) split(entries []intake.Entry, units []anwei.Unit) (mine []intake.Entry, strangers []string) {
	for _, e := range entries {
		own := e.Unit == "" || slices.ContainsFunc(units, func(u anwei.Unit) bool { return u.ID == e.Unit })
		if own {
			mine = append(mine, e)
		} else if name := t.unitName(e.Unit); !slices.Contains(strangers, name) {
			strangers = append(strangers, name)
		}
	}
	return mine, strangers
}

// expected is the report that a table is most likely about: the one in hand, or
// that of the open period. Its unit is empty where the person has several.
func (t *turn) expected(f anwei.Form, units []anwei.Unit) anwei.ReportKey {
	if t.st.Stage != Idle && t.st.Stage != Choosing && t.form.ID == f.ID {
		return t.st.Key
	}
	key := anwei.ReportKey{Form: f.ID, Period: openPeriod(f, t.in)}
	if len(units) == 1 {
		key.Unit = units[0].ID
	}
	return key
}

func (t *turn) expectedUnit(f anwei.Form, units []anwei.Unit) string {
	return t.unitName(t.expected(f, units).Unit)
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
func (t *turn) others(f anwei.Form, mine []intake.Entry, taken intake.Entry, want anwei.ReportKey) string {
	var differ []string
	for _, e := range mine {
		if e.Unit == taken.Unit && e.Period == taken.Period {
			continue
		}
		key := anwei.ReportKey{Form: f.ID, Period: e.Period, Unit: e.Unit}
		if key.Unit == "" {
			key.Unit = want.Unit
		}
		r, in := t.in.Ledger.Report(key)
		name := ""
		if key.Unit != want.Unit {
			name = t.unitName(key.Unit)
		}
		for _, fd := range f.Fields {
			if v, ok := e.Values[fd.ID]; ok && (!in || r.Values[fd.ID].Says() != v.Says()) {
				differ = append(differ, name+t.period(e.Period))
				break
			}
		}
	}
	return otherPeriods(differ)
}

// destinations returns the reports that an entry may be meant for, the one that
// it names first, and whether there is no doubt. Where there is none at all it has
// said why.
func (t *turn) destinations(f anwei.Form, e intake.Entry, want anwei.ReportKey, units []anwei.Unit) ([]anwei.Matter, bool) {
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
	if want.Unit == "" {
		want.Unit = named.Unit
	}
	reason := t.closed(f, named.Period)
	switch {
	case reason != "" && named.Period == want.Period:
		t.say(reason + t.returning())
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
func (t *turn) askWhichSheet(says string, options []anwei.Matter) {
	names := t.sheetNames(options)
	title := whichSheetTitle(says)
	if len(options) >= maxButtons {
		t.say(title + "\n" + whichSheetText(names))
		return
	}
	card := anwei.Card{Title: title, Text: whichSheetText(names)}
	for i, m := range options {
		card.Buttons = append(card.Buttons, anwei.Button{Text: wordAs + names[i], Key: anwei.ButtonKey(wordAs, m), Main: i == 0})
	}
	card.Buttons = append(card.Buttons, anwei.Button{Text: wordNotTaken, Key: anwei.ButtonKey(wordNotTaken, options[0])})
	t.out = append(t.out, Say{Card: &card})
}

// sheetNames says how the options differ: by the month, by the unit, or by both.
func (t *turn) sheetNames(options []anwei.Matter) []string {
	units, periods := false, false
	for _, m := range options {
		units = units || m.Unit != options[0].Unit
		periods = periods || m.Period != options[0].Period
	}
	out := make([]string, len(options))
	for i, m := range options {
		if units {
			out[i] = t.unitName(m.Unit)
		}
		if periods || !units {
			out[i] += t.period(m.Period)
		}
	}
	return out
}

// whichSheet takes for which report a table counts.
func (t *turn) whichSheet(p Pending, text string) bool {
	if no(text) || text == wordNotTaken {
		t.st.Pending = nil
		t.say(sheetDropped() + t.prompt())
		return true
	}
	said := strings.TrimPrefix(text, wordAs)
	names := t.sheetNames(p.Options)
	at := -1
	for i, name := range names {
		u, _ := t.in.Ledger.Unit(p.Options[i].Unit)
		if said == name || said == name+"的" || said == numberText(i+1) || slices.Contains(u.Aliases, said) {
			at = i
		}
	}
	if len(p.Options) == 1 && yes(text) {
		at = 0
	}
	if at < 0 {
		return false
	}
	t.st.Pending = nil
	t.enter(p.Options[at], *p.Sheet)
	return true
}

// pressSheet answers the question about a table by a button of its card.
func (t *turn) pressSheet(word string, m anwei.Matter) {
	p := t.st.Pending
	if p == nil || p.Sheet == nil || !slices.Contains(append(p.Options, p.Matter), m) {
		t.say(oldQuestion())
		return
	}
	if word == wordAs {
		t.st.Pending = nil
		t.enter(m, *p.Sheet)
		return
	}
	t.pending(word)
}
