package office

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
	"anwei/scheduler"
)

// wantsUnlock takes 申请解锁 with its reason, of the report that is meant: the one
// that was spoken of last, or the only sealed one.
func wantsUnlock(t *bot.Turn, text string) bool {
	r, _, _ := frame.Of(t.Readings(text), "unlock")
	reason := r.Rest["why"]
	if last, in := t.In.Ledger.Report(t.Hand.Key); in && last.State() == anwei.Sealed {
		askUnlock(t, last.Key, reason)
		return true
	}
	for _, key := range ownReports(t) {
		if r, in := t.In.Ledger.Report(key); in && r.State() == anwei.Sealed {
			askUnlock(t, key, reason)
			return true
		}
	}
	t.Reply("office.nothing_sealed")
	return true
}

// ownReports lists the reports of the person's units, of the open period and the
// one before.
func ownReports(t *bot.Turn) []anwei.ReportKey {
	var out []anwei.ReportKey
	for _, f := range t.MyForms() {
		open := bot.OpenPeriod(f, t.In)
		for _, p := range []anwei.Period{open, open.Prev()} {
			for _, u := range t.Reporting(f) {
				out = append(out, anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID})
			}
		}
	}
	return out
}

// askUnlock asks the office to unlock a sealed report.
func askUnlock(t *bot.Turn, key anwei.ReportKey, reason string) {
	m := anwei.ReportMatter(key)
	r, in := t.In.Ledger.Report(key)
	switch {
	case !t.In.Person.ReportsFor(key.Unit):
		t.Tell("common.not_yours", "unit", t.UnitName(key.Unit))
		return
	case !in || r.State() != anwei.Sealed:
		t.Reply("office.not_sealed", "about", t.About(m))
		return
	case r.Handled.Kind == anwei.UnlockAsk:
		t.Reply("office.unlock_asked", "about", t.About(m), "at", phrases.ClockText(r.Handled.At), "reason", r.Handled.Reason)
		return
	case len([]rune(reason)) < 2:
		bot.AskBeside(t, bot.NewQuestion(Room, kindUnlock, m.String(), asked{Matter: m}), t.Text("office.ask_unlock_why", "about", t.About(m)))
		return
	}
	t.Close()
	h := handle(t, r, anwei.Handling{Kind: anwei.UnlockAsk, Reason: reason})
	who := strings.TrimSpace(t.In.Person.Name + " " + t.In.Person.Phone)
	card := bot.Say{Content: &anwei.Card{
		Title:   scheduler.Shorten(t.Text("office.unlock_wanted_title", "about", t.About(m)), 36),
		Text:    scheduler.Shorten(t.Text("office.unlock_wanted", "who", who, "reason", reason), 120) + t.Text("office.unlock_button"),
		Buttons: []anwei.Button{{Text: WordUnlock, Key: phrases.ReportKey(WordUnlock, key), Main: true}},
	}}
	tellRunners(t, handledKey(key, h), card, key.Unit)
	t.Reply("office.unlock_sent", "office", t.In.Plan.Office)
}

// whyUnlock takes the reason for which a report should be unlocked.
func whyUnlock(t *bot.Turn, p asked, text string) bool {
	if bot.Wants(t, text) {
		return false
	}
	if key, ok := p.Matter.Report(); ok {
		askUnlock(t, key, text)
	}
	return true
}

// grantUnlock unlocks a report that a reporter asked for, with his reason: the
// one button that the office presses.
func grantUnlock(t *bot.Turn, key anwei.ReportKey) {
	m := anwei.ReportMatter(key)
	r, in := t.In.Ledger.Report(key)
	switch {
	case !t.Runs(key.Unit):
		t.Refuse(bot.ActUnlock, key.Unit)
	case !in || r.State() != anwei.Sealed:
		t.Reply("office.not_sealed", "about", t.About(m))
	case r.Handled.Kind != anwei.UnlockAsk:
		reportAct(t, bot.Act{ID: t.In.Message.ID, Kind: bot.ActUnlock, Form: key.Form, Period: key.Period}, []anwei.UnitID{key.Unit}, true)
	default:
		handleReports(t, bot.Act{Kind: bot.ActUnlock, Form: key.Form, Keys: []anwei.ReportKey{key}, Reason: t.Text("office.as_asked", "reason", r.Handled.Reason)})
	}
}

// tellRunners says something once to everybody of the office of the unit.
func tellRunners(t *bot.Turn, key string, s bot.Say, u anwei.UnitID) {
	roster := t.In.Ledger.Roster()
	for _, p := range roster.People {
		for _, node := range p.UnitsAs(anwei.Office) {
			if roster.Within(u, node) && p.ID != t.In.Person.ID {
				s.To, s.Key = p.ID, key+"/"+string(p.ID)
				t.Out = append(t.Out, s)
				break
			}
		}
	}
}

// grantsUnlock takes 同意解锁 where it is typed: of the unit that is named, or the only
// one that has asked.
func grantsUnlock(t *bot.Turn, text string) bool {
	if !t.In.Person.Has(anwei.Office) {
		return false
	}
	r, _, _ := frame.Of(t.Readings(text), "unlock")
	rest := r.Rest["which"]
	var asked []anwei.ReportKey
	for _, f := range t.In.Plan.Forms {
		open := bot.OpenPeriod(f, t.In)
		for _, id := range bot.RunFor(t, bot.Act{Form: f.ID}) {
			u, _ := t.In.Ledger.Unit(id)
			for _, p := range []anwei.Period{open, open.Prev()} {
				r, in := t.In.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: p, Unit: id})
				if in && r.Handled != nil && r.Handled.Kind == anwei.UnlockAsk && (rest == "" || bot.GoesBy(u, rest)) {
					asked = append(asked, r.Key)
				}
			}
		}
	}
	switch len(asked) {
	case 0:
		t.Reply("office.nobody_asked_unlock")
	case 1:
		grantUnlock(t, asked[0])
	default:
		abouts := anwei.Each(asked, func(k anwei.ReportKey) string { return t.About(anwei.ReportMatter(k)) })
		t.Reply("office.which_unlock", "abouts", phrases.Names(abouts, 6), "unit", t.UnitName(asked[0].Unit))
	}
	return true
}
