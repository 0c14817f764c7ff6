package notice

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/scheduler"
)

// address finds whom the notice goes to by its Audience, or says what is wrong
// with those words. Nobody outside of the person's office is ever addressed.
func address(t *bot.Turn, n anwei.Notice) (anwei.Notice, string) {
	said := language.ReadAudience(n.Audience, bot.AudienceKnown(t), true)
	switch {
	case len(said.Either) > 0:
		names := anwei.Each(said.Either, t.UnitName)
		return n, t.Text("notice.whom_either", "names", strings.Join(names, "、"))
	case said.Unknown != "":
		return n, t.Text("notice.whom_unknown", "word", scheduler.Shorten(said.Unknown, 20))
	case said.Nobody():
		return n, t.Text("notice.whom_unknown", "word", scheduler.Shorten(n.Audience, 20))
	}
	a := addressing{Turn: t, said: said, text: n.Text, roster: t.In.Ledger.Roster(), met: map[anwei.PersonID]bool{}}
	a.prepare()
	a.units()
	a.people()
	n.To, n.Nobody = a.to, a.nobody
	a.deniedOutside()
	if len(n.To) == 0 {
		return n, t.Text("notice.whom_nobody", "whom", scheduler.Shorten(n.Audience, 20), "units", phrases.Names(bot.NamesOf(t, a.nobody), 10))
	}
	return n, ""
}

// addressing finds the receivers of one notice, in the order of the roster.
type addressing struct {
	*bot.Turn

	said   language.AudienceSaid
	text   string
	roster anwei.Roster
	inside map[anwei.UnitID]bool
	as     map[anwei.UnitID]map[anwei.Recipient][]anwei.Person
	met    map[anwei.PersonID]bool
	to     []anwei.Receiver
	nobody []anwei.UnitID
}

// deniedOutside puts on record the first unit that was named and is not of the
// person's office.
func (a *addressing) deniedOutside() {
	for _, some := range a.said.Any {
		for _, id := range some.Units {
			if !a.inside[id] {
				a.Denied(phrases.RecordNotice, id)
				return
			}
		}
	}
}

// prepare enters which units are the office's, and who does what at which unit.
func (a *addressing) prepare() {
	parents := make(map[anwei.UnitID]anwei.UnitID, len(a.roster.Units))
	for _, u := range a.roster.Units {
		parents[u.ID] = u.Parent
	}
	nodes := a.In.Person.UnitsAs(anwei.Office)
	a.inside = make(map[anwei.UnitID]bool, len(a.roster.Units))
	for _, u := range a.roster.Units {
		id := u.ID
		for range len(parents) + 1 { // a ring of parents ends
			if slices.Contains(nodes, id) {
				a.inside[u.ID] = true
			}
			if id = parents[id]; id == "" || a.inside[u.ID] {
				break
			}
		}
	}
	a.enter()
}

// enter enters who does what at which unit.
func (a *addressing) enter() {
	a.as = map[anwei.UnitID]map[anwei.Recipient][]anwei.Person{}
	for _, p := range a.roster.People {
		for _, r := range p.Roles {
			if a.as[r.Unit] == nil {
				a.as[r.Unit] = map[anwei.Recipient][]anwei.Person{}
			}
			is := anwei.ToOffice
			switch {
			case r.Role == anwei.Reporter && r.Deputy:
				is = anwei.ToDeputy
			case r.Role == anwei.Reporter:
				is = anwei.ToReporter
			case r.Role == anwei.Leader:
				is = anwei.ToLeader
			}
			a.as[r.Unit][is] = append(a.as[r.Unit][is], p)
		}
	}
}

// units adds who of the addressed units gets the notice.
func (a *addressing) units() {
	concerned := a.concerned()
	for _, u := range a.roster.Units {
		if u.Retired || !a.inside[u.ID] || slices.Contains(a.said.Without, u.ID) || !concerned(u) {
			continue
		}
		found := a.unit(u)
		if !found && !a.In.Plan.ByOffice(u) {
			a.nobody = append(a.nobody, u.ID)
		}
	}
}

// unit adds those of the unit that the words mean, or else the first kind of
// people of the plan's of which it has anybody.
func (a *addressing) unit(u anwei.Unit) (found bool) {
	kinds, every := a.said.To, true
	switch {
	case a.said.All && len(kinds) == 0:
		kinds = []anwei.Recipient{anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader, anwei.ToOffice}
	case len(kinds) == 0:
		kinds, every = a.In.Plan.Notices.To, false
		if len(kinds) == 0 {
			kinds = []anwei.Recipient{anwei.ToReporter}
		}
	}
	for _, k := range kinds {
		people := a.as[u.ID][k]
		for _, p := range people {
			found = true
			if !a.said.All || p.ID != a.In.Person.ID {
				a.add(p, u.ID)
			}
		}
		if len(people) > 0 && !every {
			break
		}
	}
	return found
}

func (a *addressing) add(p anwei.Person, u anwei.UnitID) {
	if !a.met[p.ID] {
		a.met[p.ID] = true
		a.to = append(a.to, anwei.Receiver{Person: p.ID, Name: p.Name, Unit: u})
	}
}

// concerned returns which units the words mean.
func (a *addressing) concerned() func(anwei.Unit) bool {
	owes := a.owing()
	return func(u anwei.Unit) bool {
		if a.said.All || owes(u) && (a.said.Of == "" || a.said.Of == u.Kind) {
			return true
		}
		return slices.ContainsFunc(a.said.Any, func(x anwei.Audience) bool { return x.Includes(u) })
	}
}

// owing returns which units have not reported, or have the duty still to do.
func (a *addressing) owing() func(anwei.Unit) bool {
	if a.said.Owes {
		return a.unreported()
	}
	d, ok := a.In.Plan.Duty(a.said.Duty)
	if !ok {
		return func(anwei.Unit) bool { return false }
	}
	done := a.In.Ledger.FulfilmentsOf(d.ID, d.Period(a.Today()))
	return func(u anwei.Unit) bool {
		return d.Audience.Includes(u) && (!a.said.Undone || anwei.Counted(done[u.ID]) < max(d.Wanted, 1))
	}
}

// unreported returns which units lack the form that was named; where none was, the one
// that the notice speaks of, and otherwise the one that the office means by 谁没报.
func (a *addressing) unreported() func(anwei.Unit) bool {
	if a.said.Form == "" {
		a.said.Form = a.spokenForm()
	}
	var lacks []func(anwei.Unit) bool
	for _, f := range a.In.Plan.Forms {
		if a.said.Form != "" && f.ID != a.said.Form {
			continue
		}
		p := cmp.Or(a.said.Period, bot.OpenPeriod(f, a.In))
		reports := bot.InBrief(a.Turn, f.ID, p)
		lacks = append(lacks, func(u anwei.Unit) bool {
			_, in := reports[u.ID]
			return f.Audience.Includes(u) && !in
		})
	}
	return func(u anwei.Unit) bool {
		return slices.ContainsFunc(lacks, func(lack func(anwei.Unit) bool) bool { return lack(u) })
	}
}

// spokenForm is the one form that the notice names, or the form of counts.
func (a *addressing) spokenForm() anwei.FormID {
	var named []anwei.FormID
	for _, f := range a.In.Plan.Forms {
		if strings.Contains(a.text, f.Short) {
			named = append(named, f.ID)
		}
	}
	if len(named) == 1 {
		return named[0]
	}
	if f, ok := a.In.Plan.CountsForm(); ok && len(named) == 0 {
		return f.ID
	}
	return ""
}

// people adds those who were named, where they belong to the office's units.
func (a *addressing) people() {
	for _, p := range a.roster.People {
		if !slices.Contains(a.said.People, p.ID) {
			continue
		}
		for _, r := range p.Roles {
			if a.inside[r.Unit] {
				a.add(p, r.Unit)
				break
			}
		}
	}
}
