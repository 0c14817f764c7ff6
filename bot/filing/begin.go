package filing

import (
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
	"anwei/language/question"
)

// Begin opens a report: of a form, empty for the one that is due; of a period,
// zero for the open one; and of a unit, empty where the person has not said which.
func Begin(t *bot.Turn, form anwei.FormID, p anwei.Period, unit anwei.UnitID) {
	forms := t.In.Plan.Forms
	if f, ok := t.In.Plan.Form(form); ok {
		forms = []anwei.Form{f}
	}
	units := bot.ReportingAny(t, forms)
	if len(units) == 0 && form != "" && len(t.Sight().Wide) > 0 { // 9月台账, of somebody who asks
		if bot.LastAsked(t) != nil {
			t.Rooms.Question(t, t.In.Message.Text)
		} else {
			t.Rooms.Inquire(t, question.Query{Intent: question.AskProgress, Form: form, Period: p})
		}
		return
	}
	if len(units) == 0 {
		t.Say(bot.NotReporter(t))
		return
	}
	p, ok := settleAny(t, forms, p)
	if !ok {
		return
	}
	if unit == "" && len(units) > 1 {
		unit = whichUnit(t, forms, p, units)
	}
	if unit == "" && len(units) > 1 {
		t.Hand.Stage, t.Hand.Key = bot.Choosing, anwei.ReportKey{Form: form, Period: p}
		askUnit(t, units)
		return
	}
	if unit == "" {
		unit = units[0].ID
	}
	if !t.In.Person.ReportsFor(unit) {
		t.Tell("common.not_your_unit", "unit", t.UnitName(unit))
		return
	}
	u, _ := t.In.Ledger.Unit(unit)
	key, due := reportOf(t, form, p, u)
	switch f, ok := t.In.Plan.Form(key.Form); {
	case !ok || !f.Audience.Includes(u):
		t.Tell("common.not_asked_of", "unit", u.Name)
	case form == "" && !due && t.Hand.Words == "":
		allIn(t, u, p)
	default:
		Open(t, key, f)
	}
}

// reportOf returns the report that a unit is to fill in, and whether it is still owed:
// the most urgent that it owes, and where a form is named what came back or was begun to
// be corrected of it, or else the one of the period.
func reportOf(t *bot.Turn, form anwei.FormID, p anwei.Period, u anwei.Unit) (anwei.ReportKey, bool) {
	forms := t.In.Plan.Forms
	f, named := t.In.Plan.Form(form)
	if named {
		forms = []anwei.Form{f}
	}
	for _, d := range bot.OwedReports(t, forms, p) {
		if key, _ := d.Matter.Report(); key.Unit == u.ID && (d.Kind < bot.OwesReport || d.Kind == bot.OwesReport && !named) {
			return key, true
		}
	}
	for _, x := range forms {
		if x.Audience.Includes(u) || named {
			if p.IsZero() {
				p = bot.OpenPeriod(x, t.In)
			}
			return anwei.ReportKey{Form: x.ID, Period: p, Unit: u.ID}, named
		}
	}
	return anwei.ReportKey{}, false
}

// allIn says that every report of the unit is in.
func allIn(t *bot.Turn, u anwei.Unit, p anwei.Period) {
	var said strings.Builder
	var last anwei.ReportKey
	for _, f := range t.In.Plan.Forms {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
		if p.IsZero() {
			key.Period = bot.OpenPeriod(f, t.In)
		}
		if r, in := t.In.Ledger.Report(key); in && f.Audience.Includes(u) {
			said.WriteString(bot.AlreadyIn(t, f, u, r) + "\n")
			if last.Form == "" || key == t.Hand.Key {
				last = key
			}
		}
	}
	f, _ := t.In.Plan.Form(last.Form)
	bot.PutAway(t, last)
	t.Say(said.String() + t.Text("common.already_in.help", "change", phrases.ChangeExample(f, u)))
}

// settleAny says why a period cannot be reported on any of the forms, and returns
// false then. Zero stays zero where there are several.
func settleAny(t *bot.Turn, forms []anwei.Form, p anwei.Period) (anwei.Period, bool) {
	if len(forms) == 1 {
		return bot.Settle(t, forms[0], p)
	}
	for _, f := range forms {
		if p.IsZero() || bot.Closed(t, f, p) == "" {
			return p, true
		}
	}
	return bot.Settle(t, forms[0], p)
}

// askUnit asks for which unit the person reports now.
func askUnit(t *bot.Turn, units []anwei.Unit) {
	names := make([]string, len(units))
	card := anwei.Card{Title: t.Text("common.choose_unit", "what", choosing(t, units)), Text: t.Text("common.choose_unit_text")}
	for i, u := range units {
		names[i] = strconv.Itoa(i+1) + " " + u.Name
		key, _ := reportOf(t, t.Hand.Key.Form, t.Hand.Key.Period, u)
		card.Buttons = append(card.Buttons, anwei.Button{Text: u.Name, Key: phrases.ReportKey(phrases.WordBegin, key), Main: i == 0})
	}
	if len(units) > bot.MaxButtons {
		t.Say(card.Title + "\n" + strings.Join(names, "\n") + "\n" + card.Text)
		return
	}
	t.Out = append(t.Out, bot.Say{Content: &card})
}

// choosing names what is to be filled in before the unit is known: 10月调度表, and
// 10月 where the units owe different forms.
func choosing(t *bot.Turn, units []anwei.Unit) string {
	what := ""
	for _, u := range units {
		key, _ := reportOf(t, t.Hand.Key.Form, t.Hand.Key.Period, u)
		f, _ := t.In.Plan.Form(key.Form)
		one := phrases.ShortPeriod(key.Period) + f.Short
		if what != "" && what != one {
			return t.Text("common.any_form", "period", phrases.ShortPeriod(key.Period))
		}
		what = one
	}
	return what
}

// Choose takes the answer to askUnit: a number, or a name.
func Choose(t *bot.Turn, c language.Command, typed string) {
	if c.Kind == language.Later || c.Kind == language.Cancel {
		bot.PutAway(t, anwei.ReportKey{})
		t.Tell("common.no_hurry")
		return
	}
	forms := t.In.Plan.Forms
	if f, ok := t.In.Plan.Form(t.Hand.Key.Form); ok {
		forms = []anwei.Form{f}
	}
	units := bot.ReportingAny(t, forms)
	if n, ok := bot.Heard(t, typed).Of(len(units)); ok {
		Begin(t, t.Hand.Key.Form, t.Hand.Key.Period, units[n].ID)
		return
	}
	var match []anwei.Unit
	for _, u := range units {
		if bot.GoesBy(u, typed) {
			match = append(match, u)
		}
	}
	if len(match) == 1 {
		Begin(t, t.Hand.Key.Form, t.Hand.Key.Period, match[0].ID)
		return
	}
	askUnit(t, units)
}

// Open takes a report in hand: its draft where there is one, and otherwise a
// new one, unless the report is in already.
func Open(t *bot.Turn, key anwei.ReportKey, f anwei.Form) {
	words := t.Hand.Words
	if bot.Locked(t, key) {
		return
	}
	bot.PutAway(t, key)
	if bot.Load(t, key) {
		bot.TellReturn(t)
		Resume(t, words)
		return
	}
	t.Unit, _ = t.In.Ledger.Unit(key.Unit)
	t.Form = f
	if r, ok := t.In.Ledger.Report(key); ok {
		reported(t, r, words)
		return
	}
	t.Draft = anwei.Draft{Key: key, Plan: t.In.Plan.Version, Values: anwei.Values{}, Begun: t.In.Now}
	t.Save()
	Resume(t, words)
}

// Resume goes on where the draft stands, first taking what was already typed.
func Resume(t *bot.Turn, words string) {
	t.Hand.Stage, t.Hand.Group = bot.Asking, 0
	if words != "" && StandBy(t, words) {
		return
	}
	if missing := t.Draft.Values.Missing(t.Fields()); len(missing) == 1 {
		atField(t, missing[0]) // a bare figure is its value
	}
	if words != "" {
		fillIn(t, t.Hear(words).Command(t.Form), words, t.Asked())
		return
	}
	GoOn(t, "")
}

// reported says that the report is in, or opens a correction where the words
// already hold new figures.
func reported(t *bot.Turn, r anwei.Report, words string) {
	if r.State() == anwei.Returned {
		t.Rooms.Reopen(t, r, words)
		return
	}
	if words == "" {
		t.Hand.Stage = bot.Idle
		t.Say(bot.AlreadyIn(t, t.Form, t.Unit, r) + bot.StampNote(t, r) + "\n" + t.Text("common.already_in.help", "change", phrases.ChangeExample(t.Form, t.Unit)))
		return
	}
	bot.Correct(t, r)
	fillIn(t, t.Hear(words).Command(t.Form), words, nil)
	keepCorrection(t)
}

// keepCorrection saves a correction that was begun and has no new value yet, so
// that the next message finds it.
func keepCorrection(t *bot.Turn) {
	for _, e := range t.Out {
		switch e.(type) {
		case bot.SaveDraft, bot.DropDraft:
			return
		default:
		}
	}
	t.Save()
}

// Idle takes a text to which nothing was asked: figures begin a report, anything
// else is answered with what the person can do.
func Idle(t *bot.Turn, c language.Command, typed string) {
	forms := t.MyForms()
	// 9月报了没有 is no zero: a question is none of the figures that are handed in.
	if len(forms) == 0 || c.Kind == language.None && t.Rooms.MayAsk(t, typed) {
		t.Rooms.Question(t, typed)
		return
	}
	// A report that was just handed in is the one that a correction is about.
	last := meantBy(t, c, t.Hand.Key)
	f, known := t.In.Plan.Form(last.Form)
	_, in := t.In.Ledger.Report(last)
	if known && in && t.In.Person.ReportsFor(last.Unit) && figures(t, c, typed, last, f) {
		t.Hand.Words = typed
		Begin(t, last.Form, last.Period, last.Unit)
		return
	}
	if changeIdle(t, c) {
		return
	}
	for _, f := range forms {
		if volunteered(t, c, typed, f) {
			return
		}
	}
	bot.Unheard(t, c, typed)
	nothingOpen(t, c)
}

// volunteered begins a report where a text that nobody asked for holds figures of
// the form.
func volunteered(t *bot.Turn, c language.Command, typed string, f anwei.Form) bool {
	units := t.Reporting(f)
	key := anwei.ReportKey{Form: f.ID, Period: bot.OpenPeriod(f, t.In)}
	for _, u := range units {
		key.Unit = u.ID
		if !figures(t, c, typed, key, f) {
			continue
		}
		t.Hand.Words = typed
		if len(units) > 1 {
			key.Unit = ""
		}
		Begin(t, f.ID, key.Period, key.Unit)
		return true
	}
	return false
}

// figures reports whether a text that nobody asked for holds figures of the
// report with the key. Bare numbers, and those of which a question must tell what they
// are, count only while that report is not in.
func figures(t *bot.Turn, c language.Command, typed string, key anwei.ReportKey, f anwei.Form) bool {
	asked := language.Asked{Form: f}
	r, in := t.In.Ledger.Report(key)
	if in {
		asked.Have = r.Values
		if c.Kind == language.Change && c.Field != "" {
			return true
		}
	} else {
		d, _ := t.In.Ledger.Draft(key)
		asked.Have = d.Values
		for _, g := range f.Groups {
			missing := d.Values.Missing(f.InGroup(g.ID))
			if len(missing) > 0 {
				asked.Fields = bot.Ids(missing)
				break
			}
		}
	}
	told := t.Hear(typed).Figures(asked)
	return len(told.Found) > 0 || !in && len(told.Doubts) > 0
}

// nothingOpen answers a command that belongs to a report while none is in hand,
// or a text that was not understood.
func nothingOpen(t *bot.Turn, c language.Command) {
	switch {
	case c.Kind == language.Later, bot.Heard(t, t.In.Message.Text).Is(answer.Later):
		t.Tell("common.no_hurry")
	case c.Kind == language.None, c.Kind == language.Unchanged:
		bot.Lost(t, t.Text("owed.lost"))
	default:
		bot.Lost(t, t.Text("common.no_report_in_hand"))
	}
}
