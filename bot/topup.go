package bot

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language"
)

// topUpWords takes what is typed about the figures at the month's end: that they
// have not changed, that they have, or at once how. Which report is meant is told
// by its unit or form; a bare 无变化 is about what was asked last, and leaves
// alone whatever another report in hand may mean by it.
func (t *turn) topUpWords(text string) bool {
	open, final := t.topUps()
	if len(open) == 0 {
		return t.saidAgain(final, text)
	}
	rest, named := t.cutNames(text, &open)
	if !named && !t.lastAsked(open) {
		return false
	}
	if !named && t.st.Stage == Idle && t.newFigures(newest(open), text) {
		return true
	}
	if !named {
		open = slices.DeleteFunc(open, func(x topUp) bool { return !t.fresh(x) })
	}
	open = newest(open)
	said, more := changeSaid(rest, open, t.in.Now)
	switch {
	case said == "", len(open) == 0:
		return false
	case said == anwei.WordSame:
		t.sameFigures(open, text)
	case len(open) > 1:
		t.askChanged(t.unitNames(open))
	default:
		t.changedFigures(open[0], more)
	}
	return true
}

// saidAgain answers who says once more that nothing has changed.
func (t *turn) saidAgain(final []topUp, text string) bool {
	final = slices.DeleteFunc(final, func(x topUp) bool { return x.told.IsZero() })
	if t.st.Stage != Idle || len(final) == 0 {
		return false
	}
	rest, _ := t.cutNames(text, &final)
	final = newest(final)
	if said, _ := changeSaid(rest, final, t.in.Now); said != anwei.WordSame {
		return false
	}
	r, _ := t.in.Ledger.Report(final[0].key)
	t.say(finalAlready(t.about(anwei.ReportMatter(final[0].key)), r))
	return true
}

// cutNames takes the names of units, forms and periods off a text, and leaves of
// the reports those that are named. It tells whether any was. The unit and the
// period of another report in hand name nothing.
func (t *turn) cutNames(text string, open *[]topUp) (rest string, named bool) {
	rest = text
	inHand := t.st.Stage != Idle && t.st.Stage != Choosing
	units, forms, periods := map[anwei.UnitID]bool{}, map[anwei.FormID]bool{}, map[anwei.Period]bool{}
	var found bool
	for _, x := range *open {
		u, _ := t.in.Ledger.Unit(x.key.Unit)
		if rest, found = cutAny(rest, append([]string{u.Name}, u.Aliases...)...); found && (!inHand || t.st.Key.Unit != u.ID) {
			units[u.ID] = true
		}
		if rest, found = cutAny(rest, append([]string{x.form.Title, x.form.Short}, x.form.Names...)...); found {
			forms[x.form.ID] = true
		}
		if rest, found = cutAny(rest, x.key.Period.Chinese(), shortPeriod(x.key.Period)); found && (!inHand || t.st.Key.Period != x.key.Period) {
			periods[x.key.Period] = true
		}
	}
	rest, found = cutAny(rest, "月末", "月底")
	*open = slices.DeleteFunc(slices.Clone(*open), func(x topUp) bool {
		return len(units) > 0 && !units[x.key.Unit] || len(forms) > 0 && !forms[x.form.ID] || len(periods) > 0 && !periods[x.key.Period]
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
func (t *turn) lastAsked(open []topUp) bool {
	if t.st.Stage == Idle || t.st.Stage == Choosing {
		return true
	}
	return slices.ContainsFunc(open, func(x topUp) bool { return x.told.After(t.st.Spoke) })
}

// fresh reports whether a bare answer may be about the report: it was asked about
// within a week, or will be this very month and nothing else is in hand.
func (t *turn) fresh(x topUp) bool {
	if x.told.IsZero() {
		return t.st.Stage == Idle && x.key.Period == openPeriod(x.form, t.in)
	}
	return t.in.Now.Sub(x.told) < 7*24*time.Hour
}

// newFigures takes figures that are typed right after the question, where they
// would otherwise begin the next period's report.
func (t *turn) newFigures(open []topUp, text string) bool {
	if len(open) != 1 || !open[0].told.After(t.st.Spoke) || open[0].key.Period == openPeriod(open[0].form, t.in) {
		return false
	}
	x := open[0]
	c := language.ReadCommand(text, x.form, t.in.Now)
	if !c.Period.IsZero() && c.Period != x.key.Period || !t.figures(c, text, x.key, x.form) {
		return false
	}
	t.changedFigures(x, text)
	return true
}

// changeSaid reads whether figures have changed: anwei.WordSame, or
// anwei.WordChanged with what follows it, or nothing.
func changeSaid(text string, open []topUp, now time.Time) (said, more string) {
	if len(open) == 0 {
		return "", ""
	}
	if text == anwei.WordSame || language.ReadCommand(text, open[0].form, now).Kind == language.Unchanged {
		return anwei.WordSame, ""
	}
	for _, w := range []string{"数字有变化", "数据有变化", "有变化", "有变动", "有调整", "有更新", "变了", "有新增"} {
		if after, ok := strings.CutPrefix(text, w); ok {
			return anwei.WordChanged, strings.Trim(after, "了的：:，,。！! ")
		}
	}
	return "", ""
}

// askChanged asks of which unit the figures have changed.
func (t *turn) askChanged(units []string) {
	card := anwei.Card{Title: whichChangedTitle(), Text: whichChanged(units)}
	for _, u := range units {
		for _, w := range []string{changedWord(u), sameWord(u)} {
			card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: w})
			if utf8.RuneCountInString(w) > maxButton || len(card.Buttons) > maxButtons {
				t.say(card.Title + card.Text + t.returning())
				return
			}
		}
	}
	t.out = append(t.out, Say{Card: &card})
}

// pressTopUp does what a button of the question says.
func (t *turn) pressTopUp(word string, m anwei.Matter) {
	key, _ := m.Report()
	f, known := t.in.Plan.Form(m.Form)
	r, in := t.in.Ledger.Report(key)
	switch {
	case !known, !in, !t.in.Person.ReportsFor(m.Unit):
		t.say(notYours(t.unitName(m.Unit)))
	case word == anwei.WordChanged:
		t.changedFigures(topUp{key: key, form: f}, "")
	default:
		x, state := t.topUp(f, key)
		switch state {
		case awaited:
			t.sameFigures([]topUp{x}, buttonSaid(anwei.WordSame))
		case answered:
			t.say(finalAlready(t.about(m), r) + t.returning())
		case unasked:
			t.say(oldQuestion() + t.returning())
		}
	}
}

// sameFigures closes the month of the reports: a revision of each says that
// nothing has changed. One that has new figures waiting is shown instead.
func (t *turn) sameFigures(open []topUp, words string) {
	var closed []string
	for _, x := range open {
		r, _ := t.in.Ledger.Report(x.key)
		if r.State() != anwei.Submitted {
			t.st.Words = ""
			t.open(x.key, x.form) // says that it is sealed, or why it came back
			return
		}
		d, drafted := t.in.Ledger.Draft(x.key)
		if drafted && !maps.Equal(d.Values, r.Values) {
			t.say(figuresWait(t.about(anwei.ReportMatter(x.key))))
			t.changedFigures(x, "")
			return
		}
		if drafted {
			t.out = append(t.out, DropDraft{Key: x.key})
		}
		t.confirmSame(r, words)
		closed = append(closed, t.about(anwei.ReportMatter(x.key)))
	}
	if t.st.Stage != Idle && slices.ContainsFunc(open, func(x topUp) bool { return x.key == t.st.Key }) {
		t.st = State{Greeted: true, Key: t.st.Key}
	}
	t.say(monthClosed(closed) + t.returning())
}

// confirmSame adds a revision that changes nothing.
func (t *turn) confirmSame(r anwei.Report, words string) {
	r.Revision, r.By, r.At = r.Revision+1, t.in.Person.ID, t.in.Now
	r.Behalf, r.Handled = false, nil // the unit has said it itself
	t.out = append(t.out, Confirm{Report: r, Revision: anwei.Revision{
		N: r.Revision, At: r.At, By: r.By, Plan: r.Plan, Reasons: r.Reasons, Words: []string{words},
	}})
}

// changedFigures opens the correction of a report, with the figures that were
// told already or with a summary to correct.
func (t *turn) changedFigures(x topUp, words string) {
	_, drafted := t.in.Ledger.Draft(x.key)
	r, _ := t.in.Ledger.Report(x.key)
	drafted = drafted || r.State() != anwei.Submitted
	if words != "" || drafted {
		t.st.Words = words
		t.open(x.key, x.form)
		return
	}
	t.st = State{Greeted: true, Key: x.key}
	t.form = x.form
	t.unit, _ = t.in.Ledger.Unit(x.key.Unit)
	t.correct(r)
	t.save()
	t.review(tellChanges())
}

// unchanged says that a report was confirmed without a change. At the month's end
// that closes the month.
func (t *turn) unchanged(old anwei.Report) string {
	if _, state := t.topUp(t.form, old.Key); state != awaited {
		return nothingChanged(t.form, t.unit, old)
	}
	t.confirmSame(old, wordConfirm)
	return monthClosed([]string{t.about(anwei.ReportMatter(old.Key))})
}

func (t *turn) unitNames(open []topUp) []string {
	var out []string
	for _, x := range open {
		if name := t.unitName(x.key.Unit); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
