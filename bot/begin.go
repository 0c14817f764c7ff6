package bot

import (
	"strconv"
	"strings"

	"anwei"
	"anwei/language"
)

// reporting returns the units that the person reports the form for.
func (t *turn) reporting(f anwei.Form) []anwei.Unit {
	var units []anwei.Unit
	for _, id := range t.in.Person.UnitsAs(anwei.Reporter) {
		if u, ok := t.in.Ledger.Unit(id); ok && f.Audience.Includes(u) {
			units = append(units, u)
		}
	}
	return units
}

// openPeriod is the period that is reported at now: the one that now falls in,
// or the form's first or last one outside of the campaign.
func openPeriod(f anwei.Form, in Input) anwei.Period {
	p := anwei.PeriodOf(f.Every, in.Now)
	switch {
	case p.Before(f.First):
		return f.First
	case f.Last.Before(p):
		return f.Last
	}
	return p
}

// begin opens the report of a period, zero for the open one, and of a unit,
// empty where the person has not said which.
func (t *turn) begin(p anwei.Period, unit anwei.UnitID) {
	f, ok := figuresForm(t.in.Plan)
	units := t.reporting(f)
	if !ok || len(units) == 0 {
		t.say(notReporter(t.in.Person))
		return
	}
	p, ok = t.settle(f, p)
	if !ok {
		return
	}
	key := anwei.ReportKey{Form: f.ID, Period: p, Unit: unit}
	if unit == "" && len(units) > 1 {
		t.st.Stage, t.st.Key = Choosing, key
		t.askUnit(f, units)
		return
	}
	if unit == "" {
		key.Unit = units[0].ID
	}
	if !t.in.Person.ReportsFor(key.Unit) {
		t.say(notYourUnit(t.unitName(key.Unit)))
		return
	}
	t.open(key, f)
}

// settle returns the period that is meant, zero meaning the open one. It returns
// false where that cannot be reported, and has then said why.
func (t *turn) settle(f anwei.Form, p anwei.Period) (anwei.Period, bool) {
	if p.IsZero() {
		p = openPeriod(f, t.in)
	}
	reason := t.closed(f, p)
	if reason != "" {
		t.say(reason)
	}
	return p, reason == ""
}

// closed says why a period cannot be reported, or nothing when it can.
func (t *turn) closed(f anwei.Form, p anwei.Period) string {
	switch {
	case !f.Covers(p):
		return notCovered(f, p)
	case t.in.Now.Before(p.First().In(t.in.Now.Location())):
		return notYet(f, p)
	}
	return ""
}

// askUnit asks for which unit the person reports now.
func (t *turn) askUnit(f anwei.Form, units []anwei.Unit) {
	names := make([]string, len(units))
	card := anwei.Card{Title: chooseUnitTitle(f, t.st.Key.Period), Text: chooseUnitText()}
	for i, u := range units {
		names[i] = strconv.Itoa(i+1) + " " + u.Name
		key := t.st.Key
		key.Unit = u.ID
		card.Buttons = append(card.Buttons, anwei.Button{Text: u.Name, Key: reportKey(wordBegin, key), Main: i == 0})
	}
	if len(units) > maxButtons {
		t.say(card.Title + "\n" + strings.Join(names, "\n") + "\n" + card.Text)
		return
	}
	t.out = append(t.out, Say{Card: &card})
}

// maxButtons is how many buttons a card may have (protocol §1.3).
const maxButtons = 6

// choose takes the answer to askUnit: a number, or a name.
func (t *turn) choose(c language.Command, text string) {
	if c.Kind == language.Later || c.Kind == language.Cancel {
		t.st = State{Greeted: true}
		t.say(noHurry())
		return
	}
	f, _ := t.in.Plan.Form(t.st.Key.Form)
	units := t.reporting(f)
	if n, size, ok := language.Numeral(text); ok && size == len(text) && n >= 1 && n <= int64(len(units)) {
		t.begin(t.st.Key.Period, units[n-1].ID)
		return
	}
	var match []anwei.Unit
	for _, u := range units {
		if goesBy(u, text) {
			match = append(match, u)
		}
	}
	if len(match) == 1 {
		t.begin(t.st.Key.Period, match[0].ID)
		return
	}
	t.askUnit(f, units)
}

// goesBy reports whether the text is a name of the unit or holds one.
func goesBy(u anwei.Unit, text string) bool {
	for _, name := range append([]string{u.Name}, u.Aliases...) {
		if strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// open takes a report in hand: its draft where there is one, and otherwise a
// new one, unless the report is in already.
func (t *turn) open(key anwei.ReportKey, f anwei.Form) {
	words := t.st.Words
	if t.locked(key) {
		return
	}
	t.st = State{Greeted: true, Key: key}
	if t.load(key) {
		t.tellReturn()
		t.resume(words)
		return
	}
	t.unit, _ = t.in.Ledger.Unit(key.Unit)
	t.form = f
	if r, ok := t.in.Ledger.Report(key); ok {
		t.reported(r, words)
		return
	}
	t.draft = anwei.Draft{Key: key, Plan: t.in.Plan.Version, Values: anwei.Values{}, Begun: t.in.Now}
	t.save()
	t.resume(words)
}

// resume goes on where the draft stands, first taking what was already typed.
func (t *turn) resume(words string) {
	t.st.Stage, t.st.Group = Asking, 0
	if words != "" {
		t.answer(language.ReadCommand(words, t.form, t.in.Now), words, t.asked())
		return
	}
	t.goOn("")
}

// reported says that the report is in, or opens a correction where the words
// already hold new figures.
func (t *turn) reported(r anwei.Report, words string) {
	if r.State() == anwei.Returned {
		t.reopen(r, words)
		return
	}
	if words == "" {
		t.st.Stage = Idle
		t.out = append(t.out, Say{Text: alreadyIn(t.form, t.unit, r)})
		return
	}
	t.correct(r)
	t.answer(language.ReadCommand(words, t.form, t.in.Now), words, nil)
}

// correct begins a draft out of a report that is in.
func (t *turn) correct(r anwei.Report) {
	t.draft = anwei.Draft{Key: r.Key, Plan: t.in.Plan.Version, Values: r.Values.Clone(), Begun: t.in.Now}
	t.st.Stage = Review
}

// idle takes a text to which nothing was asked: figures begin a report, anything
// else is answered with what the person can do.
func (t *turn) idle(c language.Command, text string, f anwei.Form) {
	units := t.reporting(f)
	if len(units) == 0 {
		t.question(text)
		return
	}
	// A report that was just handed in is the one that a correction is about.
	last := t.st.Key
	_, in := t.in.Ledger.Report(last)
	if in && t.in.Person.ReportsFor(last.Unit) && t.figures(c, text, last, f) {
		t.st.Words = text
		t.begin(last.Period, last.Unit)
		return
	}
	key := anwei.ReportKey{Form: f.ID, Period: openPeriod(f, t.in)}
	for _, u := range units {
		key.Unit = u.ID
		if !t.figures(c, text, key, f) {
			continue
		}
		t.st.Words = text
		if len(units) > 1 {
			key.Unit = ""
		}
		t.begin(key.Period, key.Unit)
		return
	}
	t.unheard(c, text)
	t.nothingOpen(c)
}

// figures reports whether a text that nobody asked for holds figures of the
// report with the key. Bare numbers count only while that report is not in.
func (t *turn) figures(c language.Command, text string, key anwei.ReportKey, f anwei.Form) bool {
	asked := language.Asked{Form: f}
	if r, ok := t.in.Ledger.Report(key); ok {
		asked.Have = r.Values
		if c.Kind == language.Change && c.Field != "" {
			return true
		}
	} else {
		d, _ := t.in.Ledger.Draft(key)
		asked.Have = d.Values
		for _, g := range f.Groups {
			missing := d.Values.Missing(f.InGroup(g.ID))
			if len(missing) > 0 {
				asked.Fields = ids(missing)
				break
			}
		}
	}
	return len(language.Figures(text, asked).Found) > 0
}

func ids(fields []anwei.Field) []anwei.FieldID {
	out := make([]anwei.FieldID, len(fields))
	for i, f := range fields {
		out[i] = f.ID
	}
	return out
}

// nothingOpen answers a command that belongs to a report while none is in hand,
// or a text that was not understood.
func (t *turn) nothingOpen(c language.Command) {
	switch c.Kind {
	case language.Later:
		t.say(noHurry())
	case language.None, language.Unchanged:
		t.say(notUnderstood() + "\n" + t.helpText())
	default:
		t.say(noReportInHand() + "\n" + t.helpText())
	}
}
