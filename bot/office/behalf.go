package office

import (
	"cmp"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
)

// behalf opens a unit's report for the office to fill in, after a call say, with
// what was already said.
func behalf(t *bot.Turn, a bot.Act, u anwei.UnitID) {
	f, ok := bot.ActForm(t, a)
	unit, known := t.In.Ledger.Unit(u)
	if !ok || !known || !f.Audience.Includes(unit) {
		t.Reply("office.not_owing", "unit", unit.Name, "form", f.Short)
		return
	}
	p, ok := bot.Settle(t, f, a.Period)
	if !ok {
		return
	}
	key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u}
	if bot.Locked(t, key) {
		return
	}
	d, begun := t.In.Ledger.Draft(key)
	t.Tell("office.behalf_begun", "about", t.About(anwei.ReportMatter(key)), "by", phrases.If(begun && len(d.Values) > 0, t.PersonName(d.By)))
	t.Hand.Words = a.Reason
	t.Rooms.Open(t, key, f)
	t.Hand.Behalf = t.Hand.Stage != bot.Idle
}

// longBehalf is for how long plain words are about what the office entered: 没问题.
const longBehalf = 3 * 24 * time.Hour

// Agreed takes whether what the office entered is right, where it is typed and
// something waits for it. 好的 is about it only where nothing was said since.
func Agreed(t *bot.Turn, text string) bool {
	what, wrong := bot.CutPrefixes(text, "代录有误", phrases.WordWrongFigures)
	named := wrong || text == phrases.WordRight || text == "代录无误"
	said := bot.Heard(t, text)
	yes, _ := said.As(answer.Yes)
	no, denied := said.As(answer.No)
	if t.Hand.Stage != bot.Idle || !named && (bot.IsAsked(t) || !denied && !said.Is(answer.Yes)) {
		return false
	}
	for _, key := range ownReports(t) {
		r, in := t.In.Ledger.Report(key)
		fresh := r.At.After(t.State.Spoke) || (yes.Sure || denied) && t.In.Now.Sub(r.At) < longBehalf
		if in && r.Unconfirmed() && (named || fresh) {
			answerBehalf(t, key, !wrong && !denied, cmp.Or(what, no.Rest))
			return true
		}
	}
	return false
}

// answerBehalf keeps what the unit says of what the office entered for it.
func answerBehalf(t *bot.Turn, key anwei.ReportKey, right bool, what string) {
	m := anwei.ReportMatter(key)
	r, in := t.In.Ledger.Report(key)
	switch {
	case !t.In.Person.ReportsFor(key.Unit):
		t.Reply("common.not_yours", "unit", t.UnitName(key.Unit))
		return
	case !in || !r.Unconfirmed():
		t.Reply("office.behalf_answered", "about", t.About(m))
		return
	case right:
		h := handle(t, r, anwei.Handling{Kind: anwei.Agreed})
		t.TellOffice(handledKey(key, h), t.Text("office.behalf_agreed", "by", t.In.Person.Name, "about", t.About(m)), key.Unit)
		t.Reply("office.thanks_agreed", "about", t.About(m), "stamp", bot.StampCall(t, r))
		bot.HandOver(t, r)
		return
	case len([]rune(what)) < 2:
		bot.AskBeside(t, bot.NewQuestion(Room, kindWrong, m.String(), asked{Matter: m}), t.Text("office.ask_what_wrong", "about", t.About(m)))
		return
	}
	t.Close()
	h := handle(t, r, anwei.Handling{Kind: anwei.Disputed, Reason: what})
	t.TellOffice(handledKey(key, h), t.Text("office.behalf_disputed", "by", strings.TrimSpace(t.In.Person.Name+" "+t.In.Person.Phone), "about", t.About(m), "what", what), key.Unit)
	t.Reply("office.dispute_kept")
}

// whatWrong takes what is wrong with what the office entered. A correction of it
// opens the report at once.
func whatWrong(t *bot.Turn, p asked, text string) bool {
	key, _ := p.Matter.Report()
	c := t.Hear(text).Command(t.FormInMind())
	if c.Kind != language.Change && bot.Wants(t, text) {
		return false
	}
	answerBehalf(t, key, false, text)
	if c.Kind == language.Change && c.Field != "" && t.In.Person.ReportsFor(key.Unit) {
		t.Hand.Words = text
		t.Rooms.Begin(t, key.Form, key.Period, key.Unit)
	}
	return true
}
