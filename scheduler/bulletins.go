package scheduler

import (
	"time"

	"anwei"
)

// Occasion is one time at which a bulletin goes out.
type Occasion struct {
	At       time.Time
	Bulletin anwei.Bulletin
}

// Key names the occasion for ever.
func (o Occasion) Key() string {
	if o.Bulletin.Kind == anwei.PeriodSummary {
		return "bulletin/summary/" + o.Bulletin.Period.String()
	}
	return "bulletin/" + string(o.Bulletin.Kind) + "/" + anwei.DateOf(o.At).String()
}

// KeyTo names, for ever, what one person gets at the occasion.
func (o Occasion) KeyTo(p anwei.PersonID) string { return o.Key() + "/" + string(p) }

// Stale reports whether it is too late at now to send what was not sent: a
// briefing of the morning is of no use in the afternoon, a summary is for three
// days.
func (o Occasion) Stale(now time.Time) bool {
	if o.Bulletin.Kind == anwei.PeriodSummary {
		return now.Sub(o.At) > 72*time.Hour
	}
	return now.Sub(o.At) > 4*time.Hour
}

// Occasions returns when bulletins go out, from one time, included, until another,
// excluded, in order. The times must be in the plan's location.
func Occasions(from, to time.Time, f Facts) []Occasion {
	rules := f.Plan.Bulletins
	form, ok := f.Plan.Form(rules.Form)
	if !ok {
		return nil
	}
	var out []Occasion
	for day := anwei.DateOf(from); day.In(from.Location()).Before(to); day = day.AddDays(1) {
		if !f.Calendar.Working(day) {
			continue
		}
		for _, o := range f.occasions(day, form, from.Location()) {
			if !o.At.Before(from) && o.At.Before(to) {
				out = append(out, o)
			}
		}
	}
	return out
}

// occasions are those of one working day.
func (f Facts) occasions(day anwei.Date, form anwei.Form, zone *time.Location) []Occasion {
	var out []Occasion
	rules := f.Plan.Bulletins
	in := !day.Before(f.Plan.From) && !f.Plan.To.Before(day)
	if rules.Briefing != (anwei.Clock{}) && in {
		at := day.At(audible(rules.Briefing), zone)
		out = append(out, Occasion{at, anwei.Bulletin{Kind: anwei.DailyBriefing}})
		if f.weekly(day, rules.Weekday) {
			out = append(out, Occasion{at, anwei.Bulletin{Kind: anwei.WeeklyBriefing}})
		}
	}
	if rules.Summary == (anwei.Clock{}) {
		return out
	}
	last := anwei.PeriodOf(form.Every, day.In(time.UTC))
	for _, p := range []anwei.Period{last.Prev(), last} {
		if form.Covers(p) && f.Calendar.AddWorking(form.Deadline.On(p, f.Calendar), 1) == day {
			out = append(out, Occasion{day.At(audible(rules.Summary), zone), anwei.Bulletin{Kind: anwei.PeriodSummary, Period: p}})
		}
	}
	return out
}

// weekly reports whether the working day is the first one of its week at or after
// the weekday.
func (f Facts) weekly(day anwei.Date, weekday int) bool {
	n := int(day.In(time.UTC).Weekday()+6)%7 + 1 // Monday is 1
	if weekday == 0 || n < weekday {
		return false
	}
	for back := 1; back <= n-weekday; back++ {
		if f.Calendar.Working(day.AddDays(-back)) {
			return false
		}
	}
	return true
}

// Receivers returns who gets what goes out at the occasion, in the order of the
// roster: of leaders and the office those who wished for the briefing, and for a
// summary those who see more than one unit that reports.
func (o Occasion) Receivers(p anwei.Plan, r anwei.Roster, wishes []anwei.Wish) []anwei.PersonID {
	wants := make(map[anwei.PersonID]anwei.BulletinKind, len(wishes))
	for _, w := range wishes {
		wants[w.Person] = w.Briefing
	}
	form, _ := p.Form(p.Bulletins.Form)
	several := map[anwei.UnitID]bool{}
	var out []anwei.PersonID
	for _, person := range r.People {
		nodes := append(person.UnitsAs(anwei.Office), person.UnitsAs(anwei.Leader)...)
		gets := len(nodes) > 0 && wants[person.ID] == o.Bulletin.Kind
		if o.Bulletin.Kind == anwei.PeriodSummary {
			for _, n := range nodes {
				gets = gets || severalAt(several, r, form, n)
			}
		}
		if gets {
			out = append(out, person.ID)
		}
	}
	return out
}

// severalAt reports whether more than one unit at or below the node reports the
// form; known keeps what was found.
func severalAt(known map[anwei.UnitID]bool, r anwei.Roster, f anwei.Form, node anwei.UnitID) bool {
	is, ok := known[node]
	if ok {
		return is
	}
	n, under := 0, r.Under(node)
	for _, u := range r.Units {
		if f.Audience.Includes(u) && under[u.ID] {
			n++
		}
	}
	known[node] = n > 1
	return known[node]
}
