package roster

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/answer"
	"anwei/language/frame"
	"anwei/scheduler"
)

// auditDeputy is what the record calls a wish.
const auditDeputy = "代报"

// Does is what this room does.
func Does() bot.Does {
	return bot.Does{"deputy": deputise, "roster": change, "mark": marks}
}

// deputise takes that somebody asks another to report in his place for a time,
// or answers or takes back such a wish.
func deputise(t *bot.Turn, text string) bool {
	said, ok := frame.Deputy(t.Readings(text), t.In.Ledger.Roster().People, t.In.Now)
	if !ok {
		return false
	}
	switch said.Act {
	case frame.DeputyAsk:
		askDeputy(t, said, text)
	case frame.DeputyAccept, frame.DeputyDecline:
		g, found := grantOf(t, func(g anwei.Grant) bool { return g.To == t.In.Person.ID && g.Waiting(t.Today()) })
		if !found {
			t.Reply("roster.no_grant_waits")
			return true
		}
		answerGrant(t, g, said.Act == frame.DeputyAccept)
	case frame.DeputyRevoke:
		revokeGrants(t, text)
	}
	return true
}

// Answered takes a yes or a no to a wish that came since the person last spoke, said in his
// own words: 可以，我帮他报. Of several the newest is the one on his screen.
func Answered(t *bot.Turn, typed string) bool {
	heard := bot.Heard(t, typed)
	yes, agrees := heard.As(answer.Yes)
	_, refuses := heard.As(answer.No)
	agrees = agrees && (yes.Rest == "" || strings.Contains(yes.Rest, "报"))
	if !bot.AtRest(t) || !agrees && !refuses {
		return false
	}
	g, asked := grantOf(t, func(g anwei.Grant) bool {
		return g.To == t.In.Person.ID && g.Waiting(t.Today()) && !g.Asked.Before(t.State.Spoke)
	})
	if asked {
		answerGrant(t, g, agrees)
	}
	return asked
}

// grantOf finds the newest grant that the person gave or got and that fits.
func grantOf(t *bot.Turn, fits func(anwei.Grant) bool) (anwei.Grant, bool) {
	for _, g := range slices.Backward(t.In.Ledger.GrantsOf(t.In.Person.ID)) {
		if fits(g) {
			return g, true
		}
	}
	return anwei.Grant{}, false
}

// askDeputy asks the other whether he will report in the person's place. His asking
// is the one consent; the other's is the second.
func askDeputy(t *bot.Turn, said frame.DeputySaid, words string) {
	units := granting(t, words)
	people := slices.DeleteFunc(colleagues(t, said.People, units), func(id anwei.PersonID) bool { return id == t.In.Person.ID })
	switch {
	case len(units) == 0:
		t.Audit(anwei.Audit{Action: auditDeputy, Detail: phrases.Shorten(words), Refused: true})
		t.Reply("roster.may_not_grant")
		return
	case said.Unclear:
		t.Reply("roster.unclear_days")
		return
	case len(people) == 0:
		t.Reply("roster.no_such_person", "who", said.Who)
		return
	case len(people) > 1:
		whichPerson(t, said.Who, people)
		return
	}
	g := anwei.Grant{
		ID: t.In.Ledger.LastGrant() + 1, From: t.In.Person.ID, To: people[0],
		Since: said.Since, Until: said.Until, Words: words, Asked: t.In.Now,
	}
	if g.Until.IsZero() {
		month := anwei.PeriodOf(anwei.Month, t.In.Now)
		g.Since, g.Until = t.Today(), month.Last()
	}
	other := person(t, g.To)
	for _, u := range units {
		if !other.Standing().ReportsFor(u) {
			g.Units = append(g.Units, u)
		}
	}
	if old, found := grantOf(t, func(x anwei.Grant) bool {
		return x.From == g.From && x.To == g.To && x.Since == g.Since && x.Until == g.Until && x.Waiting(t.Today())
	}); found {
		t.Reply("roster.asked_already", "to", other.Name, "days", stretch(t, old))
		return
	}
	if len(g.Units) == 0 {
		t.Reply("roster.reports_anyway", "to", other.Name)
		return
	}
	t.Out = append(t.Out, bot.PutGrant{Grant: g, New: true})
	t.Audit(anwei.Audit{Action: auditDeputy, Unit: g.Units[0], To: g.To, Detail: t.Text("roster.grant_asked", "grant", grantText(t, g))})
	t.Reply("roster.deputy_asked", "to", personText(t, other), "days", stretch(t, g), "units", unitList(t, g.Units))
	t.Out = append(t.Out, bot.Say{To: g.To, Key: grantKey(g, "asked"), Content: &anwei.Card{
		Title: scheduler.Shorten(t.Text("roster.deputy_title", "from", t.In.Person.Name), 36),
		Text: scheduler.Shorten(t.Text("roster.deputy_what", "days", stretch(t, g), "units", unitList(t, g.Units)), 110) +
			t.Text("roster.deputy_then"),
		Buttons: []anwei.Button{
			{Text: phrases.WordDeputise, Key: phrases.WordDeputise + "|grant/" + strconv.Itoa(int(g.ID)), Main: true},
			{Text: phrases.WordNoDeputy, Key: phrases.WordNoDeputy + "|grant/" + strconv.Itoa(int(g.ID))},
		},
	}})
}

// granting returns the units that the person may ask another to report for: those
// he reports for himself and not as a deputy, the named one alone where one is.
func granting(t *bot.Turn, words string) []anwei.UnitID {
	var all, named []anwei.UnitID
	standing := t.In.Person.Standing()
	for _, id := range standing.UnitsAs(anwei.Reporter) {
		u, ok := t.In.Ledger.Unit(id)
		if !ok || u.Retired || !standing.ReportsFirst(id) {
			continue
		}
		all = append(all, id)
		if bot.GoesBy(u, words) {
			named = append(named, id)
		}
	}
	if len(named) > 0 {
		return named
	}
	return all
}

// colleagues narrows people down to those of the units, where any of them is: 副站长
// is the own one.
func colleagues(t *bot.Turn, people []anwei.PersonID, units []anwei.UnitID) []anwei.PersonID {
	near := anwei.Where(people, func(id anwei.PersonID) bool {
		return slices.ContainsFunc(person(t, id).Roles, func(a anwei.Assignment) bool { return slices.Contains(units, a.Unit) })
	})
	if len(near) > 0 {
		return near
	}
	return slices.Clone(people)
}

// person returns who is known by the id.
func person(t *bot.Turn, id anwei.PersonID) anwei.Person {
	if p, ok := t.In.Ledger.Roster().Person(id); ok {
		return p
	}
	return anwei.Person{ID: id}
}

// whichPerson asks which of several people of a name is meant.
func whichPerson(t *bot.Turn, who string, people []anwei.PersonID) {
	const most = 6
	list := make([]string, min(len(people), most))
	for i := range list {
		list[i] = personText(t, person(t, people[i]))
	}
	t.Reply("roster.which_person", "who", who, "people", strings.Join(list, "、"), "n", phrases.If(len(people) > most, len(people)))
}

// personText tells a person apart from others of the name: 李四（安监站副站长，账号lisi）.
func personText(t *bot.Turn, p anwei.Person) string {
	return t.Text("roster.person", "name", p.Name, "post", p.Post, "id", p.ID)
}

// stretch is how long a grant is: 10月19日至10月31日.
func stretch(t *bot.Turn, g anwei.Grant) string {
	if g.Since == g.Until {
		return t.Text("roster.one_day", "day", g.Since.Chinese())
	}
	return t.Text("roster.days", "since", g.Since.Chinese(), "until", g.Until.Chinese())
}

// grantText is what a grant says, in the record.
func grantText(t *bot.Turn, g anwei.Grant) string {
	return t.Text("roster.grant", "days", stretch(t, g), "from", t.PersonName(g.From), "to", t.PersonName(g.To), "units", unitList(t, g.Units))
}

func unitList(t *bot.Turn, units []anwei.UnitID) string {
	out := anwei.Each(units, t.UnitName)
	return strings.Join(out, "、")
}

// grantKey names for ever what is said about a grant.
func grantKey(g anwei.Grant, what string) string { return fmt.Sprintf("grant/%d/%s", g.ID, what) }

// PressGrant takes the answer to a wish from the card's button, which names it.
func PressGrant(t *bot.Turn, word, id string) {
	n, err := strconv.ParseUint(id, 10, 32)
	g, ok := t.In.Ledger.Grant(anwei.GrantID(n))
	if err != nil || !ok || g.To != t.In.Person.ID || !g.Waiting(t.Today()) {
		t.Reply("roster.no_grant_waits")
		return
	}
	answerGrant(t, g, word == phrases.WordDeputise)
}

// answerGrant keeps the deputy's answer and tells both. Who asked must still
// report for the units himself.
func answerGrant(t *bot.Turn, g anwei.Grant, yes bool) {
	from := person(t, g.From)
	g.Units = slices.DeleteFunc(slices.Clone(g.Units), func(u anwei.UnitID) bool { return !from.Standing().ReportsFirst(u) })
	if len(g.Units) == 0 {
		g.Revoked, g.RevokedBy = t.In.Now, t.In.Person.ID
		t.Out = append(t.Out, bot.PutGrant{Grant: g})
		t.Reply("roster.grant_void", "from", from.Name)
		return
	}
	g.Answered, g.Declined = t.In.Now, !yes
	t.Out = append(t.Out, bot.PutGrant{Grant: g})
	what := grantText(t, g)
	if !yes {
		t.Audit(anwei.Audit{Action: auditDeputy, Unit: g.Units[0], To: g.From, Detail: t.Text("roster.grant_declined", "grant", what)})
		t.Reply("roster.deputy_declined")
		t.Out = append(t.Out, bot.Say{To: g.From, Key: grantKey(g, "answered"), Content: anwei.PlainText(t.Text("roster.declined_news", "to", t.In.Person.Name, "office", t.In.Plan.Office))})
		return
	}
	t.Audit(anwei.Audit{Action: auditDeputy, Unit: g.Units[0], To: g.From, Detail: t.Text("roster.grant_agreed", "grant", what)})
	t.Reply("roster.deputy_accepted", "days", stretch(t, g), "units", unitList(t, g.Units))
	t.Out = append(t.Out, bot.Say{To: g.From, Key: grantKey(g, "answered"), Content: anwei.PlainText(t.Text("roster.accepted_news", "to", t.In.Person.Name, "days", stretch(t, g)))})
}

// revokeGrants takes back what was agreed: whoever gave or got it may, and the
// office for the units that it names.
func revokeGrants(t *bot.Turn, words string) {
	var named []anwei.UnitID
	for _, x := range t.Hear(words).Units() {
		named = append(named, x.Units...)
	}
	done := map[anwei.GrantID]bool{}
	for _, g := range revocable(t, named) {
		if done[g.ID] || len(named) > 0 && !slices.ContainsFunc(g.Units, func(u anwei.UnitID) bool { return slices.Contains(named, u) }) {
			continue
		}
		done[g.ID] = true
		g.Revoked, g.RevokedBy = t.In.Now, t.In.Person.ID
		from, to := person(t, g.From), person(t, g.To)
		t.Out = append(t.Out, bot.PutGrant{Grant: g})
		t.Audit(anwei.Audit{Action: auditDeputy, Unit: g.Units[0], To: g.To, Detail: t.Text("roster.grant_revoked", "grant", grantText(t, g))})
		t.Reply("roster.revoked", "from", from.Name, "to", to.Name, "units", unitList(t, g.Units))
		for _, p := range []anwei.Person{from, to} {
			if p.ID != t.In.Person.ID {
				t.Out = append(t.Out, bot.Say{To: p.ID, Key: grantKey(g, "revoked"), Content: anwei.PlainText(revokedNews(t, g))})
			}
		}
	}
	if len(done) == 0 {
		t.Reply("roster.nothing_granted")
	}
}

// revokedNews tells one of the two that a grant was taken back.
func revokedNews(t *bot.Turn, g anwei.Grant) string {
	return t.Text("roster.revoked_news", "by", t.In.Person.Name, "from", t.PersonName(g.From), "to", t.PersonName(g.To), "units", unitList(t, g.Units))
}

// revocable returns the grants that wait or hold and that the person may take
// back: his own, and as the office those about the units that were named.
func revocable(t *bot.Turn, named []anwei.UnitID) []anwei.Grant {
	grants := t.In.Ledger.GrantsOf(t.In.Person.ID)
	for _, u := range named {
		if !t.Runs(u) {
			continue
		}
		for _, p := range t.In.Ledger.Roster().People {
			if p.ReportsFor(u) && p.ID != t.In.Person.ID {
				grants = append(grants, t.In.Ledger.GrantsOf(p.ID)...)
			}
		}
	}
	return slices.DeleteFunc(grants, func(g anwei.Grant) bool {
		agreed := !g.Declined && !g.Answered.IsZero() && g.Revoked.IsZero() && !g.Until.Before(t.Today())
		return !agreed && !g.Waiting(t.Today())
	})
}
