package talk_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei"
	"anwei/bot"
)

// handIn has the units report all zeros for October, and then asked at the
// month's end whether that has changed.
func (h *house) handIn(t testing.TB, units ...anwei.UnitID) {
	t.Helper()
	form, _ := h.plan.Form("figures")
	for _, u := range units {
		k := anwei.ReportKey{Form: form.ID, Period: anwei.MonthPeriod(2026, 10), Unit: u}
		v := anwei.Values{}
		for _, f := range form.Fields {
			v[f.ID] = anwei.Number(0)
		}
		at := h.now.AddDate(0, 0, -10)
		h.reports[k] = anwei.Report{Key: k, Plan: h.plan.Version, Values: v, First: at, At: at, Revision: 1, By: "x"}
		h.remind(t, "figures-topup "+anwei.ReportMatter(k).String())
	}
}

// keysOf lists the buttons that the person was ever shown.
func (h *house) keysOf(who anwei.PersonID) []string {
	var keys []string
	for _, c := range h.cards[who] {
		for _, b := range c.Buttons {
			keys = append(keys, b.Key)
		}
	}
	return keys
}

func (h *house) holds(r *rapid.T, m bot.Message, e bot.Effect) {
	switch e := e.(type) {
	case bot.Say:
		card := cardOf(e.Content)
		if len(textOf(e.Content)) > 2048 || e.Content == nil || e.Content == anwei.PlainText("") {
			r.Fatalf("after %q the bot says %d bytes: %q", m.Text, len(textOf(e.Content)), textOf(e.Content))
		}
		if card != nil && (len([]rune(card.Title)) > 36 || len([]rune(card.Text)) > 160 || len(card.Buttons) > 6) {
			r.Fatalf("after %q the card does not fit: %+v", m.Text, card)
		}
	case bot.Ask:
		if m.Kind == bot.GuessMessage {
			r.Fatalf("a guess leads to another question")
		}
	case bot.SaveDraft:
		if m.Kind == bot.GuessMessage {
			r.Fatalf("a guess counts before anybody said yes")
		}
		if u := e.Draft.Key.Unit; !h.fills(m.From, u) {
			r.Fatalf("%s writes the draft of %s", m.From, u)
		}
		old, _ := h.Draft(e.Draft.Key)
		for id := range old.Values {
			if _, ok := e.Draft.Values[id]; !ok {
				r.Fatalf("%q loses %s", m.Text, id)
			}
		}
	case bot.DropDraft:
		_, in := h.reports[e.Key]
		word := anwei.ButtonWord(m.Key) + m.Text
		if old, _ := h.Draft(e.Key); len(old.Values) > 0 && !in && word != "清空" {
			r.Fatalf("%q throws away %v", word, old.Values)
		}
	case bot.PutPromise, bot.AddFulfilment, bot.VoidFulfilment, bot.PutCase, bot.PutEvidence:
		h.holdsMatter(r, m, e)
	case bot.Handle:
		old := h.reports[e.Key]
		if e.Handling.Revision != old.Revision || old.Revision == 0 {
			r.Fatalf("%s handles %+v by %q", m.From, e, m.Text)
		}
	case bot.Confirm:
		old, in := h.reports[e.Report.Key]
		if old.State() == anwei.Sealed {
			r.Fatalf("%+v is sealed and changed to %+v", old, e.Report)
		}
		stands := e.Report.Reasons["returned"] != ""
		early := anwei.DateOf(h.now).Before(e.Report.Key.Period.Last().AddDays(-3)) // a month is closed on its last working day or later
		if len(e.Revision.Changes) == 0 && !stands && (!in || early || !maps.Equal(old.Values, e.Report.Values)) {
			r.Fatalf("%q closes a month with %+v", m.Text, e)
		}
		if in && (!old.First.Equal(e.Report.First) || old.Late != e.Report.Late) {
			r.Fatalf("%q changes when the report came in", m.Text)
		}
		if in && !h.fills(m.From, e.Report.Key.Unit) {
			r.Fatalf("%s confirms the report of %s", m.From, e.Report.Key.Unit)
		}
		form, _ := h.plan.Form(e.Report.Key.Form)
		unit, _ := h.Unit(e.Report.Key.Unit)
		fields := form.FieldsFor(unit)
		if missing := e.Report.Values.Missing(fields); len(missing) > 0 {
			r.Fatalf("handed in without %v", missing)
		}
		for _, f := range fields {
			h.holdsValue(r, f, e.Report.Values[f.ID])
		}
		for _, f := range form.Findings(e.Report.Values, h.past(e.Report.Key)) {
			if f.Check.Level == anwei.ErrorLevel || e.Report.Reasons[f.Check.ID] == "" {
				r.Fatalf("handed in against %s", f.Message)
			}
		}
	case bot.Read, bot.AddSnapshot, bot.PutKeyed, bot.PutNotice, bot.PutReceipt, bot.Post, // holdsDesk and the like
		bot.AddMisheard, bot.PutAudit, bot.PutBaseline, bot.PutGrant, bot.PutMark, bot.PutPerson, bot.PutReminded, bot.PutUnit, bot.PutWish:
	}
}

// holdsValue holds what must hold of one answer that is handed in.
func (h *house) holdsValue(r *rapid.T, f anwei.Field, v anwei.Value) {
	least, most := f.Length()
	switch n := len([]rune(v.Text)); {
	case v.NA:
	case f.Kind == anwei.Text && (n < least || n > most):
		r.Fatalf("%s is handed in with %d characters", f.ID, n)
	case f.Kind == anwei.Choice && !slices.Contains(f.Options, v.Text):
		r.Fatalf("%s is handed in as %q", f.ID, v.Text)
	case f.Kind == anwei.Count && (v.N < 0 || v.Text != ""):
		r.Fatalf("%s is handed in as %+v", f.ID, v)
	}
}

// past is what the unit reported before, as the checks see it.
func (h *house) past(key anwei.ReportKey) anwei.Past {
	var past anwei.Past
	f, _ := h.plan.Form(key.Form)
	for key.Period = key.Period.Prev(); f.Covers(key.Period) || len(past) == 0; key.Period = key.Period.Prev() {
		past = append(past, h.reports[key].Values)
	}
	return past
}

// holdsMatter holds what must hold of what is told beside a report: nobody tells
// of another's unit, nothing is done in the future, and only a yes puts anything
// on record.
func (h *house) holdsMatter(r *rapid.T, m bot.Message, e bot.Effect) {
	said := anwei.ButtonWord(m.Key) + m.Text
	today := anwei.DateOf(h.now)
	switch e := e.(type) {
	case bot.PutPromise:
		if !h.tells(m.From, e.Promise.Matter.Unit) || e.Promise.On.Before(today) {
			r.Fatalf("%s promises %+v by %q", m.From, e.Promise, said)
		}
	case bot.AddFulfilment:
		f := e.Fulfilment
		if h.ticks(m.From, f.Matter, said) && f.On == today && f.Count == 1 {
			return
		}
		if !h.tells(m.From, f.Matter.Unit) || f.On.IsZero() || today.Before(f.On) || f.Count < 1 || said != "记下" {
			r.Fatalf("%s tells %+v by %q", m.From, f, said)
		}
	case bot.VoidFulfilment:
		if !h.tells(m.From, e.Matter.Unit) && !h.ticks(m.From, e.Matter, said) {
			r.Fatalf("%s takes back %+v", m.From, e)
		}
	case bot.PutCase:
		if e.New && said != "确认登记" && said != "记下" {
			r.Fatalf("%q opens %+v", said, e.Case)
		}
		if old, ok := h.Case(e.Case.ID); ok && (!old.Open() || len(old.Steps) != len(e.Case.Steps)) {
			r.Fatalf("%q changes the closed case %+v", said, old)
		}
	case bot.PutEvidence:
		if e.Evidence.Media == "" || e.Evidence.ID == "" {
			r.Fatalf("evidence without a content: %+v", e.Evidence)
		}
	case bot.Say, bot.SaveDraft, bot.DropDraft, bot.Confirm, bot.Ask,
		bot.AddSnapshot, bot.Post, bot.PutKeyed, bot.PutNotice, bot.PutReceipt, bot.Read,
		bot.AddMisheard, bot.Handle, bot.PutAudit, bot.PutBaseline, bot.PutGrant, bot.PutMark, bot.PutPerson, bot.PutReminded, bot.PutUnit, bot.PutWish:
	}
}

// fills reports whether the person may fill in for the unit: he reports for it,
// or is of the office.
func (h *house) fills(who anwei.PersonID, u anwei.UnitID) bool {
	for _, p := range h.Roster().People {
		if p.ID == who {
			return p.ReportsFor(u) || p.Has(anwei.Office)
		}
	}
	return false
}

// ticks reports whether a word about keying, by somebody who may fill in for the
// unit, says that its duty to do so is done.
func (h *house) ticks(who anwei.PersonID, m anwei.Matter, said string) bool {
	return m.Duty == h.plan.Rekey.Duty && strings.Contains(said, "录") && h.fills(who, m.Unit)
}

// tells reports whether the person may tell of the unit.
func (h *house) tells(who anwei.PersonID, u anwei.UnitID) bool {
	for _, p := range h.roster.People {
		if p.ID == who {
			unit, _ := h.roster.Unit(u)
			return p.ReportsFor(u) || p.Has(anwei.Office) && h.plan.ByOffice(unit)
		}
	}
	return false
}
