package filing

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/answer"
)

// topUps returns the reports of the person's units that await an answer, and
// those that are final: of the open period and the one before, from the day of the
// question on.
func topUps(t *bot.Turn) (open, final []bot.TopUp) {
	for _, f := range t.In.Plan.Forms {
		units := t.Reporting(f)
		if !f.TopUp || len(units) == 0 {
			continue
		}
		now := bot.OpenPeriod(f, t.In)
		for _, p := range []anwei.Period{now.Prev(), now} {
			for _, u := range units {
				x, state := bot.LookAtTopUp(t, f, anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID})
				switch state {
				case bot.Awaited:
					open = append(open, x)
				case bot.Answered:
					final = append(final, x)
				case bot.Unasked:
				}
			}
		}
	}
	return open, final
}

// newest leaves those of the newest period.
func newest(open []bot.TopUp) []bot.TopUp {
	return slices.DeleteFunc(slices.Clone(open), func(x bot.TopUp) bool {
		return slices.ContainsFunc(open, func(y bot.TopUp) bool { return x.Key.Period.Before(y.Key.Period) })
	})
}

// wordChanged is said of a unit whose figures have changed.
const wordChanged = "有变化"

// finalAlready says that the figures of a report are those of the whole period.
func finalAlready(t *bot.Turn, r anwei.Report, f anwei.Form) string {
	u, _ := t.In.Ledger.Unit(r.Key.Unit)
	return t.Text("filing.final_already", "about", t.About(anwei.ReportMatter(r.Key)), "at", phrases.ClockText(r.At), "change", phrases.ChangeExample(f, u))
}

// buttonSaid is how a pressed button stands among the words of a revision.
func buttonSaid(word string) string { return "［" + word + "］" }

// TopUpWords takes what is typed about the figures at the month's end: that they
// have not changed, that they have, or at once how. Which report is meant is told
// by its unit or form; a bare 无变化 is about what was asked last, and leaves
// alone whatever another report in hand may mean by it.
func TopUpWords(t *bot.Turn, text string) bool {
	open, final := topUps(t)
	if len(open) == 0 {
		return saidAgain(t, final, text)
	}
	rest, named := cutNames(t, text, &open)
	if !named && !lastAsked(t, open) {
		return false
	}
	if !named && t.Hand.Stage == bot.Idle && newFigures(t, newest(open), text) {
		return true
	}
	if !named {
		open = slices.DeleteFunc(open, func(x bot.TopUp) bool { return !fresh(t, x) })
	}
	open = newest(open)
	said, more := changeSaid(t, rest, open)
	_, later := bot.Heard(t, rest).As(answer.Later)
	switch {
	case later && !named && len(open) == 1 && open[0].Told.After(t.State.Spoke):
		t.Tell("filing.topup_later")
	case said == "", len(open) == 0:
		return false
	case said == anwei.WordSame:
		sameFigures(t, open, text)
	case len(open) > 1:
		askChanged(t, unitNames(t, open))
	default:
		changedFigures(t, open[0], more)
	}
	return true
}

// saidAgain answers who says once more that nothing has changed.
func saidAgain(t *bot.Turn, final []bot.TopUp, text string) bool {
	final = slices.DeleteFunc(final, func(x bot.TopUp) bool { return x.Told.IsZero() })
	if t.Hand.Stage != bot.Idle || len(final) == 0 {
		return false
	}
	rest, _ := cutNames(t, text, &final)
	final = newest(final)
	if said, _ := changeSaid(t, rest, final); said != anwei.WordSame {
		return false
	}
	r, _ := t.In.Ledger.Report(final[0].Key)
	t.Say(finalAlready(t, r, final[0].Form))
	return true
}

// cutNames takes the names of units, forms and periods off a text, and leaves of
// the reports those that are named. It tells whether any was. The unit and the
// period of another report in hand name nothing.
func cutNames(t *bot.Turn, text string, open *[]bot.TopUp) (rest string, named bool) {
	rest = text
	inHand := t.Hand.Stage != bot.Idle && t.Hand.Stage != bot.Choosing
	units, forms, periods := map[anwei.UnitID]bool{}, map[anwei.FormID]bool{}, map[anwei.Period]bool{}
	var found bool
	for _, x := range *open {
		u, _ := t.In.Ledger.Unit(x.Key.Unit)
		if rest, found = cutAny(rest, append([]string{u.Name}, u.Aliases...)...); found && (!inHand || t.Hand.Key.Unit != u.ID) {
			units[u.ID] = true
		}
		if rest, found = cutAny(rest, append([]string{x.Form.Title, x.Form.Short}, x.Form.Names...)...); found {
			forms[x.Form.ID] = true
		}
		if rest, found = cutAny(rest, x.Key.Period.Chinese(), phrases.ShortPeriod(x.Key.Period)); found && (!inHand || t.Hand.Key.Period != x.Key.Period) {
			periods[x.Key.Period] = true
		}
	}
	rest, found = cutAny(rest, "月末", "月底")
	*open = slices.DeleteFunc(slices.Clone(*open), func(x bot.TopUp) bool {
		return len(units) > 0 && !units[x.Key.Unit] || len(forms) > 0 && !forms[x.Form.ID] || len(periods) > 0 && !periods[x.Key.Period]
	})
	return strings.TrimLeft(rest, "和、的：:，, "), found || len(units)+len(forms)+len(periods) > 0
}

// cutAny takes each of the names off a text once, and tells whether any was there.
func cutAny(text string, names ...string) (rest string, found bool) {
	for _, name := range names {
		if name != "" && strings.Contains(text, name) {
			text, found = strings.Replace(text, name, "", 1), true
		}
	}
	return text, found
}

// lastAsked reports whether a bare answer is about the figures at the month's
// end: no other report is in hand, or the question came after the last that was
// said about it.
func lastAsked(t *bot.Turn, open []bot.TopUp) bool {
	if t.Hand.Stage == bot.Idle || t.Hand.Stage == bot.Choosing {
		return true
	}
	return slices.ContainsFunc(open, func(x bot.TopUp) bool { return x.Told.After(t.State.Spoke) })
}

// fresh reports whether a bare answer may be about the report: it was asked about
// within a week, or will be this very month and nothing else is in hand.
func fresh(t *bot.Turn, x bot.TopUp) bool {
	if x.Told.IsZero() {
		return t.Hand.Stage == bot.Idle && x.Key.Period == bot.OpenPeriod(x.Form, t.In)
	}
	return t.In.Now.Sub(x.Told) < 7*24*time.Hour
}

// newFigures takes figures that are typed right after the question, where they
// would otherwise begin the next period's report.
func newFigures(t *bot.Turn, open []bot.TopUp, text string) bool {
	if len(open) != 1 || !open[0].Told.After(t.State.Spoke) || open[0].Key.Period == bot.OpenPeriod(open[0].Form, t.In) {
		return false
	}
	x := open[0]
	c := t.Hear(text).Command(x.Form)
	if !c.Period.IsZero() && c.Period != x.Key.Period || !figures(t, c, text, x.Key, x.Form) {
		return false
	}
	changedFigures(t, x, text)
	return true
}

// changeSaid reads whether figures have changed: anwei.WordSame, or
// anwei.WordChanged with what follows it, or nothing.
func changeSaid(t *bot.Turn, text string, open []bot.TopUp) (change, more string) {
	if len(open) == 0 {
		return "", ""
	}
	just := slices.ContainsFunc(open, func(x bot.TopUp) bool { return x.Told.After(t.State.Spoke) })
	said := bot.Heard(t, text)
	same, is := said.As(answer.Same)
	yes, _ := said.As(answer.Yes)
	if text == anwei.WordSame || is && (just || !same.Weak) || just && yes.Fine && yes.Rest == "" {
		return anwei.WordSame, ""
	}
	if differ, ok := said.As(answer.Differ); ok && (just || !differ.Weak) {
		return anwei.WordChanged, differ.Rest
	}
	return "", ""
}

// askChanged asks of which unit the figures have changed.
func askChanged(t *bot.Turn, units []string) {
	text := t.Text("filing.changed_text", "changed", units[0]+wordChanged, "same", units[len(units)-1]+wordUnchanged)
	card := anwei.Card{Title: t.Text("filing.changed_title"), Text: text}
	for _, u := range units {
		for _, w := range []string{u + wordChanged, u + wordUnchanged} {
			card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: w})
			if utf8.RuneCountInString(w) > phrases.MaxButton || len(card.Buttons) > bot.MaxButtons {
				t.Say(card.Title + card.Text + t.Returning())
				return
			}
		}
	}
	t.Out = append(t.Out, bot.Say{Content: &card})
}

// PressTopUp does what a button of the question says.
func PressTopUp(t *bot.Turn, word string, m anwei.Matter) {
	key, _ := m.Report()
	f, known := t.In.Plan.Form(m.Form)
	r, in := t.In.Ledger.Report(key)
	switch {
	case !known, !in, !t.In.Person.ReportsFor(m.Unit):
		t.Tell("common.not_yours", "unit", t.UnitName(m.Unit))
	case word == anwei.WordChanged:
		changedFigures(t, bot.TopUp{Key: key, Form: f}, "")
	default:
		x, state := bot.LookAtTopUp(t, f, key)
		switch state {
		case bot.Awaited:
			sameFigures(t, []bot.TopUp{x}, buttonSaid(anwei.WordSame))
		case bot.Answered:
			t.Say(finalAlready(t, r, f) + t.Returning())
		case bot.Unasked:
			t.Reply("common.old_question")
		}
	}
}

// sameFigures closes the month of the reports: a revision of each says that
// nothing has changed. One of which something else is open is not closed: that is said.
func sameFigures(t *bot.Turn, open []bot.TopUp, words string) {
	var closed []string
	for _, x := range open {
		r, _ := t.In.Ledger.Report(x.Key)
		if r.State() == anwei.Returned || bot.SealedNow(t, x.Form, r) {
			t.Hand.Words = ""
			Open(t, x.Key, x.Form) // says that it is sealed, or why it came back
			return
		}
		if bot.UnlockAsked(t, r) {
			return
		}
		d, drafted := t.In.Ledger.Draft(x.Key)
		if drafted && !maps.Equal(d.Values, r.Values) || r.Contested() {
			state := "begun"
			if r.Contested() {
				state = "contested"
			}
			t.Tell("filing.waits_"+state, "about", t.About(anwei.ReportMatter(x.Key)))
			changedFigures(t, x, "")
			return
		}
		if drafted {
			t.Out = append(t.Out, bot.DropDraft{Key: x.Key})
		}
		bot.ConfirmSame(t, r, words)
		closed = append(closed, t.About(anwei.ReportMatter(x.Key)))
	}
	if t.Hand.Stage != bot.Idle && slices.ContainsFunc(open, func(x bot.TopUp) bool { return x.Key == t.Hand.Key }) {
		bot.PutAway(t, t.Hand.Key)
	}
	t.Reply("hall.month_closed", "about", strings.Join(closed, "、"))
}

// changedFigures opens the correction of a report, with the figures that were
// told already or with a summary to correct.
func changedFigures(t *bot.Turn, x bot.TopUp, words string) {
	_, drafted := t.In.Ledger.Draft(x.Key)
	r, _ := t.In.Ledger.Report(x.Key)
	drafted = drafted || r.State() == anwei.Returned || bot.SealedNow(t, x.Form, r)
	if words != "" || drafted {
		t.Hand.Words = words
		Open(t, x.Key, x.Form)
		return
	}
	bot.PutAway(t, x.Key)
	t.Form = x.Form
	t.Unit, _ = t.In.Ledger.Unit(x.Key.Unit)
	bot.Correct(t, r)
	t.Save()
	Review(t, t.Text("filing.tell_changes", "change", phrases.ChangeExample(t.Form, t.Unit)))
}

func unitNames(t *bot.Turn, open []bot.TopUp) []string {
	var out []string
	for _, x := range open {
		if name := t.UnitName(x.Key.Unit); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
