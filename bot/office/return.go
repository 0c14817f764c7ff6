package office

import (
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// The words of the buttons. Each can also be typed.
const (
	WordCorrect = "去更正"
	WordUnlock  = "同意解锁"
)

// reportAct finds the reports that a return, an acceptance or an unlocking is
// about, says which cannot be, and goes on with the others.
func reportAct(t *bot.Turn, a bot.Act, units []anwei.UnitID, named bool) {
	f, ok := bot.ActForm(t, a)
	if !ok {
		return
	}
	a.Form, a.Keys = f.ID, nil
	if !named && a.Period.IsZero() {
		a.Period = newest(t, a.Kind, f, units)
	}
	var not []string
	for _, u := range units {
		key, why := handled(t, a.Kind, f, a.Period, u)
		if why == "" {
			a.Keys = append(a.Keys, key)
		} else if named {
			not = append(not, why)
		}
	}
	if len(a.Keys) == 0 && len(not) == 0 {
		not = append(not, t.Text("office.nothing_to", "act", a.Kind))
	}
	if len(a.Keys) == 0 || len(not) <= 3 {
		for _, why := range not {
			t.Say(why)
		}
	}
	if len(a.Keys) > 0 {
		actOn(t, f, a)
	}
}

// actOn asks for what an act on reports still needs, shows it, or where a unit has asked
// for its lock to be opened and said why, does it.
func actOn(t *bot.Turn, f anwei.Form, a bot.Act) {
	for _, n := range a.Items {
		if n > len(f.Fields) {
			t.Reply("common.no_such_item", "n", n, "of", len(f.Fields))
			return
		}
	}
	if len(a.Keys) == 1 && a.Kind == bot.ActUnlock && a.Reason == "" {
		if r, in := t.In.Ledger.Report(a.Keys[0]); in && r.Handled.Kind == anwei.UnlockAsk {
			grantUnlock(t, r.Key)
			return
		}
	}
	switch {
	case a.Reason == "" && (a.Kind == bot.ActReturn || a.Kind == bot.ActUnlock):
		a.Why = true
		bot.AskOfAct(t, a, t.Text("office.ask_why", "act", a.Kind, "about", t.About(anwei.ReportMatter(a.Keys[0])), "items", phrases.ItemsText(a.Items)))
	default:
		previewReports(t, a)
	}
}

// newest is the open period where the act can be done with any of the units'
// reports of it, and otherwise the one before.
func newest(t *bot.Turn, kind bot.ActKind, f anwei.Form, units []anwei.UnitID) anwei.Period {
	open := bot.OpenPeriod(f, t.In)
	for _, u := range units {
		if _, why := handled(t, kind, f, open, u); why == "" || !f.Covers(open.Prev()) {
			return open
		}
	}
	return open.Prev()
}

// handled returns the unit's report that an act is about: of the period that was
// named, or the newest that is in of the open one and the one before. It says why
// the act cannot be where it cannot.
func handled(t *bot.Turn, kind bot.ActKind, f anwei.Form, p anwei.Period, u anwei.UnitID) (anwei.ReportKey, string) {
	periods := []anwei.Period{p}
	if p.IsZero() {
		open := bot.OpenPeriod(f, t.In)
		periods = []anwei.Period{open, open.Prev()}
	} else if why := bot.Closed(t, f, p); why != "" {
		return anwei.ReportKey{}, why
	}
	for _, p := range periods {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u}
		if r, in := t.In.Ledger.Report(key); in {
			return key, cannot(t, kind, r)
		}
	}
	about := t.About(anwei.Matter{Unit: u, Form: f.ID, Period: periods[0]})
	if kind == bot.ActReturn {
		return anwei.ReportKey{}, t.Text("office.not_in_chase", "about", about, "act", kind)
	}
	return anwei.ReportKey{}, t.Text("office.not_in", "about", about, "act", kind)
}

// cannot says why an act about a report cannot be, or nothing where it can.
func cannot(t *bot.Turn, kind bot.ActKind, r anwei.Report) string {
	about := t.About(anwei.ReportMatter(r.Key))
	state := r.State()
	switch {
	case kind == bot.ActUnlock && state != anwei.Sealed:
		return t.Text("office.not_sealed", "about", about)
	case kind == bot.ActUnlock:
		return ""
	case state == anwei.Returned:
		return returnedAlready(t, about, *r.Handled, kind)
	case state == anwei.Sealed && kind == bot.ActReturn:
		return t.Text("office.sealed_not_returned", "about", about, "at", phrases.ClockText(r.Handled.At))
	case state == anwei.Sealed:
		return t.Text("office.sealed_already", "about", about, "at", phrases.ClockText(r.Handled.At))
	case kind == bot.ActSeal && (r.Unconfirmed() || r.Contested()):
		return t.Text("office.not_agreed", "about", about)
	}
	return ""
}

func returnedAlready(t *bot.Turn, about string, h anwei.Handling, kind bot.ActKind) string {
	at := phrases.ClockText(h.At)
	if kind == bot.ActReturn {
		return t.Text("office.returned_twice", "about", about, "at", at, "reason", h.Reason)
	}
	return t.Text("office.returned_already", "about", about, "at", at, "reason", h.Reason, "act", kind)
}

// previewReports shows what is to be done with which reports, and asks for the
// one yes.
func previewReports(t *bot.Turn, a bot.Act) {
	f, _ := t.In.Plan.Form(a.Form)
	if a.Kind == bot.ActSeal && len(a.Keys) > 1 {
		units := anwei.Each(a.Keys, func(k anwei.ReportKey) string { return t.UnitName(k.Unit) })
		bot.PreviewAct(t, a, t.Text("office.seal_many", "period", phrases.ShortPeriod(a.Keys[0].Period), "form", f.Short, "n", len(units), "units", phrases.Names(units, 10))+
			"\n"+t.Text("office.corrections_open", "units", phrases.Names(correcting(t, f, a.Keys), 10)))
		return
	}
	var text strings.Builder
	for _, k := range a.Keys {
		r, _ := t.In.Ledger.Report(k)
		text.WriteString(t.Text("office.act_about", "act", a.Kind, "about", t.About(anwei.ReportMatter(k)),
			"n", r.Revision, "by", t.PersonName(r.By), "at", phrases.ClockText(r.At)))
		for _, n := range a.Items {
			if n > len(f.Fields) {
				continue // the plan changed since it was said
			}
			fd := f.Fields[n-1]
			text.WriteString(phrases.Numbered(n, fd.Name, phrases.ValueText(fd, r.Values[fd.ID])) + "\n")
		}
	}
	if a.Kind == bot.ActSeal {
		text.WriteString(t.Text("office.corrections_open", "units", phrases.Names(correcting(t, f, a.Keys), 10)))
	}
	if a.Reason != "" && a.Kind != bot.ActSeal {
		text.WriteString(t.Text("office.act_reason", "reason", a.Reason))
	}
	bot.PreviewAct(t, a, text.String())
}

// correcting names the units whose correction of the reports was begun and not handed in,
// with what it changes where it is one report's.
func correcting(t *bot.Turn, f anwei.Form, keys []anwei.ReportKey) []string {
	var out []string
	for _, k := range keys {
		r, _ := t.In.Ledger.Report(k)
		d, _ := t.In.Ledger.Draft(k)
		changes := anwei.Changes(f.Fields, r.Values, d.Values)
		if d.Begun.IsZero() || len(changes) == 0 {
			continue
		}
		name := t.UnitName(k.Unit)
		if len(keys) == 1 {
			name += t.Text("office.correction_of", "changes", strings.Join(bot.ChangeLines(t, f, changes), "；"))
		}
		out = append(out, name)
	}
	return out
}

// handleReports does what was confirmed. What changed meanwhile is left alone and
// told.
func handleReports(t *bot.Turn, a bot.Act) {
	f, _ := t.In.Plan.Form(a.Form)
	var done []string
	for _, k := range a.Keys {
		if !t.Runs(k.Unit) {
			t.Refuse(a.Kind, k.Unit)
			continue
		}
		r, in := t.In.Ledger.Report(k)
		if why := cannot(t, a.Kind, r); !in || why != "" {
			t.Say(why)
			continue
		}
		h := anwei.Handling{Kind: handlingOf(a.Kind), Reason: a.Reason}
		for _, n := range a.Items {
			if n <= len(f.Fields) {
				h.Fields = append(h.Fields, f.Fields[n-1].ID)
			}
		}
		handle(t, r, h)
		about := t.About(anwei.ReportMatter(k))
		t.Audit(anwei.Audit{Action: string(a.Kind), Unit: k.Unit, Detail: t.Text("office.recorded_report", "about", about, "reason", a.Reason)})
		tellHandled(t, a.Kind, f, r, h)
		done = append(done, about)
	}
	if len(done) > 0 {
		what := phrases.Names(done, 6)
		if len(done) > 6 {
			what = t.Text("office.reports_of", "n", len(done))
		}
		t.Reply("office.done."+string(a.Kind), "what", what)
	}
}

func handlingOf(k bot.ActKind) anwei.HandlingKind {
	switch k {
	case bot.ActReturn:
		return anwei.Returned
	case bot.ActSeal:
		return anwei.Sealed
	default:
		return anwei.Unlocked
	}
}

// handle puts a handling of the newest revision on record, by the person.
func handle(t *bot.Turn, r anwei.Report, h anwei.Handling) anwei.Handling {
	h.N = len(t.In.Ledger.Handlings(r.Key)) + 1
	h.Revision, h.By, h.At = r.Revision, t.In.Person.ID, t.In.Now
	t.Out = append(t.Out, bot.Handle{Key: r.Key, Handling: h})
	return h
}

// handledKey names for ever what is said about one handling of a report.
func handledKey(k anwei.ReportKey, h anwei.Handling) string {
	return "handled/" + k.String() + "/" + strconv.Itoa(h.N)
}

// tellHandled tells those who report for the unit that their report came back, or
// may be corrected again. That it was taken is no news worth a message, unless a
// correction of it had been begun.
func tellHandled(t *bot.Turn, kind bot.ActKind, f anwei.Form, r anwei.Report, h anwei.Handling) {
	h.N = len(t.In.Ledger.Handlings(r.Key)) + 1
	about, m := t.About(anwei.ReportMatter(r.Key)), anwei.ReportMatter(r.Key)
	u, _ := t.In.Ledger.Unit(r.Key.Unit)
	button := []anwei.Button{{Text: WordCorrect, Key: anwei.ButtonKey(phrases.WordBegin, m), Main: true}}
	switch kind {
	case bot.ActReturn:
		if len(h.Fields) > 0 {
			button = append(button, anwei.Button{Text: phrases.WordStand, Key: anwei.ButtonKey(phrases.WordStand, m)})
		}
		t.TellUnit(handledKey(r.Key, h), bot.Say{Content: &anwei.Card{
			Title: scheduler.Shorten(t.Text("office.returned_title", "about", about), 36), Buttons: button,
			Text: returnedText(t, h, bot.Cells(t, f, h, r)),
		}}, r.Key.Unit)
	case bot.ActUnlock:
		t.TellUnit(handledKey(r.Key, h), bot.Say{Content: &anwei.Card{
			Title: scheduler.Shorten(t.Text("office.unlocked_title", "about", about), 36), Buttons: button,
			Text: t.Text("office.unlocked_text", "reason", scheduler.Shorten(h.Reason, 80), "change", phrases.ChangeExample(f, u)),
		}}, r.Key.Unit)
	default:
		if len(correcting(t, f, []anwei.ReportKey{r.Key})) > 0 {
			t.TellUnit(handledKey(r.Key, h), bot.Say{Content: &anwei.Card{
				Title:   scheduler.Shorten(t.Text("office.sealed_title", "about", about), 36),
				Text:    t.Text("office.sealed_before", "n", r.Revision, "day", bot.TopUpAhead(t, f, r.Key)),
				Buttons: []anwei.Button{{Text: phrases.WordAskUnlock, Key: phrases.ReportKey(phrases.WordAskUnlock, r.Key), Main: true}},
			}}, r.Key.Unit)
		}
	}
}

// returnedText asks for a correction, of the cells alone where there are some.
func returnedText(t *bot.Turn, h anwei.Handling, cells []string) string {
	text := t.Text("office.returned_text", "office", t.In.Plan.Office, "reason", scheduler.Shorten(h.Reason, 70),
		"cells", scheduler.Shorten(strings.Join(cells, "；"), 60))
	return strings.TrimRight(text, "。") + t.Text("office.on_time_stays")
}

// Reopen begins a draft out of a report that came back: what was handed in stays,
// but for the cells that the return names, which are asked again.
func Reopen(t *bot.Turn, r anwei.Report, words string) {
	bot.Correct(t, r)
	t.Draft.Plan = r.Plan
	if plan, ok := t.In.Ledger.Plan(r.Plan); ok {
		t.Form, _ = plan.Form(r.Key.Form)
	}
	for _, id := range r.Handled.Fields {
		delete(t.Draft.Values, id)
	}
	t.Save()
	bot.TellReturn(t)
	t.Rooms.Resume(t, words)
}
