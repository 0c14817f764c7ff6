package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/language/frame"
)

// deputyWords takes that somebody asks another to report in his place for a time,
// or answers or takes back such a wish.
func (t *turn) deputyWords(text string) bool {
	if !strings.ContainsAny(text, "代替帮") {
		return false
	}
	said, ok := frame.Deputy(t.readings(text), t.in.Ledger.Roster().People, t.in.Now)
	if !ok {
		return false
	}
	switch said.Act {
	case frame.DeputyAsk:
		t.askDeputy(said, text)
	case frame.DeputyAccept, frame.DeputyDecline:
		g, found := t.grantOf(func(g anwei.Grant) bool { return g.To == t.in.Person.ID && g.Waiting(t.today()) })
		if !found {
			t.say(noGrantWaits() + t.returning())
			return true
		}
		t.answerGrant(g, said.Act == frame.DeputyAccept)
	case frame.DeputyRevoke:
		t.revokeGrants(text)
	}
	return true
}

// grantOf finds the newest grant that the person gave or got and that fits.
func (t *turn) grantOf(fits func(anwei.Grant) bool) (anwei.Grant, bool) {
	for _, g := range slices.Backward(t.in.Ledger.GrantsOf(t.in.Person.ID)) {
		if fits(g) {
			return g, true
		}
	}
	return anwei.Grant{}, false
}

// askDeputy asks the other whether he will report in the person's place. His asking
// is the one consent; the other's is the second.
func (t *turn) askDeputy(said frame.DeputySaid, words string) {
	units := t.granting(words)
	people := slices.DeleteFunc(t.colleagues(said.People, units), func(id anwei.PersonID) bool { return id == t.in.Person.ID })
	switch {
	case len(units) == 0:
		t.audit(anwei.Audit{Action: auditDeputy, Detail: shorten(words), Refused: true})
		t.say(mayNotGrant() + t.returning())
		return
	case said.Unclear:
		t.say(unclearDays() + t.returning())
		return
	case len(people) == 0:
		t.say(noSuchPerson(said.Who) + t.returning())
		return
	case len(people) > 1:
		t.say(whichPerson(said.Who, t.describe(people)) + t.returning())
		return
	}
	g := anwei.Grant{
		ID: t.in.Ledger.LastGrant() + 1, From: t.in.Person.ID, To: people[0],
		Since: said.Since, Until: said.Until, Words: words, Asked: t.in.Now,
	}
	if g.Until.IsZero() {
		month := anwei.PeriodOf(anwei.Month, t.in.Now)
		g.Since, g.Until = t.today(), month.Last()
	}
	other := t.person(g.To)
	for _, u := range units {
		if !other.Standing().ReportsFor(u) {
			g.Units = append(g.Units, u)
		}
	}
	if old, found := t.grantOf(func(x anwei.Grant) bool {
		return x.From == g.From && x.To == g.To && x.Since == g.Since && x.Until == g.Until && x.Waiting(t.today())
	}); found {
		t.say(askedAlready(other, old) + t.returning())
		return
	}
	if len(g.Units) == 0 {
		t.say(reportsAnyway(other) + t.returning())
		return
	}
	t.out = append(t.out, PutGrant{Grant: g, New: true})
	t.audit(anwei.Audit{Action: auditDeputy, Unit: g.Units[0], To: g.To, Detail: grantText(g, t.in.Person, other, t.unitList(g.Units)) + "（请求）"})
	t.say(deputyAsked(other, g, t.unitList(g.Units)) + t.returning())
	t.out = append(t.out, Say{To: g.To, Key: grantKey(g, "asked"), Card: &anwei.Card{
		Title: deputyTitle(t.in.Person), Text: deputyText(g, t.unitList(g.Units)),
		Buttons: []anwei.Button{
			{Text: wordDeputise, Key: wordDeputise + "|grant/" + strconv.Itoa(int(g.ID)), Main: true},
			{Text: wordNoDeputy, Key: wordNoDeputy + "|grant/" + strconv.Itoa(int(g.ID))},
		},
	}})
}

// granting returns the units that the person may ask another to report for: those
// he reports for himself and not as a deputy, the named one alone where one is.
func (t *turn) granting(words string) []anwei.UnitID {
	var all, named []anwei.UnitID
	standing := t.in.Person.Standing()
	for _, id := range standing.UnitsAs(anwei.Reporter) {
		u, ok := t.in.Ledger.Unit(id)
		if !ok || u.Retired || !standing.ReportsFirst(id) {
			continue
		}
		all = append(all, id)
		if goesBy(u, words) {
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
func (t *turn) colleagues(people []anwei.PersonID, units []anwei.UnitID) []anwei.PersonID {
	var near []anwei.PersonID
	for _, id := range people {
		if slices.ContainsFunc(t.person(id).Roles, func(a anwei.Assignment) bool { return slices.Contains(units, a.Unit) }) {
			near = append(near, id)
		}
	}
	if len(near) > 0 {
		return near
	}
	return slices.Clone(people)
}

// person returns who is known by the id.
func (t *turn) person(id anwei.PersonID) anwei.Person {
	for _, p := range t.in.Ledger.Roster().People {
		if p.ID == id {
			return p
		}
	}
	return anwei.Person{ID: id}
}

// describe tells people apart: 李四（安监站副站长，账号lisi）.
func (t *turn) describe(people []anwei.PersonID) []string {
	out := make([]string, len(people))
	for i, id := range people {
		out[i] = personText(t.person(id))
	}
	return out
}

func (t *turn) unitList(units []anwei.UnitID) string {
	out := make([]string, len(units))
	for i, id := range units {
		out[i] = t.unitName(id)
	}
	return strings.Join(out, "、")
}

// grantKey names for ever what is said about a grant.
func grantKey(g anwei.Grant, what string) string { return fmt.Sprintf("grant/%d/%s", g.ID, what) }

// pressGrant takes the answer to a wish from the card's button, which names it.
func (t *turn) pressGrant(word, id string) {
	n, err := strconv.ParseUint(id, 10, 32)
	g, ok := t.in.Ledger.Grant(anwei.GrantID(n))
	if err != nil || !ok || g.To != t.in.Person.ID || !g.Waiting(t.today()) {
		t.say(noGrantWaits() + t.returning())
		return
	}
	t.answerGrant(g, word == wordDeputise)
}

// answerGrant keeps the deputy's answer and tells both. Who asked must still
// report for the units himself.
func (t *turn) answerGrant(g anwei.Grant, yes bool) {
	from := t.person(g.From)
	g.Units = slices.DeleteFunc(slices.Clone(g.Units), func(u anwei.UnitID) bool { return !from.Standing().ReportsFirst(u) })
	if len(g.Units) == 0 {
		g.Revoked, g.RevokedBy = t.in.Now, t.in.Person.ID
		t.out = append(t.out, PutGrant{Grant: g})
		t.say(grantVoid(from) + t.returning())
		return
	}
	g.Answered, g.Declined = t.in.Now, !yes
	t.out = append(t.out, PutGrant{Grant: g})
	what := grantText(g, from, t.in.Person, t.unitList(g.Units))
	if !yes {
		t.audit(anwei.Audit{Action: auditDeputy, Unit: g.Units[0], To: g.From, Detail: what + "（不便）"})
		t.say(deputyDeclined() + t.returning())
		t.out = append(t.out, Say{To: g.From, Key: grantKey(g, "answered"), Text: declinedNews(t.in.Person, t.in.Plan.Office)})
		return
	}
	t.audit(anwei.Audit{Action: auditDeputy, Unit: g.Units[0], To: g.From, Detail: what + "（同意）"})
	t.say(deputyAccepted(g, t.unitList(g.Units)) + t.returning())
	t.out = append(t.out, Say{To: g.From, Key: grantKey(g, "answered"), Text: acceptedNews(t.in.Person, g)})
}

// revokeGrants takes back what was agreed: whoever gave or got it may, and the
// office for the units that it names.
func (t *turn) revokeGrants(words string) {
	var named []anwei.UnitID
	for _, x := range t.namesOfUnits().Find(words) {
		named = append(named, x.Units...)
	}
	done := map[anwei.GrantID]bool{}
	for _, g := range t.revocable(named) {
		if done[g.ID] || len(named) > 0 && !slices.ContainsFunc(g.Units, func(u anwei.UnitID) bool { return slices.Contains(named, u) }) {
			continue
		}
		done[g.ID] = true
		g.Revoked, g.RevokedBy = t.in.Now, t.in.Person.ID
		from, to := t.person(g.From), t.person(g.To)
		t.out = append(t.out, PutGrant{Grant: g})
		t.audit(anwei.Audit{Action: auditDeputy, Unit: g.Units[0], To: g.To, Detail: grantText(g, from, to, t.unitList(g.Units)) + "（撤销）"})
		t.say(grantRevoked(from, to, t.unitList(g.Units)) + t.returning())
		for _, p := range []anwei.Person{from, to} {
			if p.ID != t.in.Person.ID {
				t.out = append(t.out, Say{To: p.ID, Key: grantKey(g, "revoked"), Text: revokedNews(t.in.Person, from, to, t.unitList(g.Units))})
			}
		}
	}
	if len(done) == 0 {
		t.say(nothingGranted() + t.returning())
	}
}

// revocable returns the grants that wait or hold and that the person may take
// back: his own, and as the office those about the units that were named.
func (t *turn) revocable(named []anwei.UnitID) []anwei.Grant {
	grants := t.in.Ledger.GrantsOf(t.in.Person.ID)
	for _, u := range named {
		if !t.runs(u) {
			continue
		}
		for _, p := range t.in.Ledger.Roster().People {
			if p.ReportsFor(u) && p.ID != t.in.Person.ID {
				grants = append(grants, t.in.Ledger.GrantsOf(p.ID)...)
			}
		}
	}
	return slices.DeleteFunc(grants, func(g anwei.Grant) bool {
		agreed := !g.Declined && !g.Answered.IsZero() && g.Revoked.IsZero() && !g.Until.Before(t.today())
		return !agreed && !g.Waiting(t.today())
	})
}
