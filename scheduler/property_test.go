package scheduler_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/scheduler"
)

// drawFacts draws up to eight rules over a form, duties and cases.
func drawFacts(t *rapid.T) scheduler.Facts {
	f := facts()
	f.Plan.Forms[0].Deadline = anwei.Deadline{
		Day:   rapid.IntRange(1, 31).Draw(t, "deadline"),
		Shift: rapid.SampledFrom([]anwei.Shift{anwei.Keep, anwei.Earlier, anwei.Later}).Draw(t, "shift"),
	}
	f.Plan.Duties[0].Every = rapid.SampledFrom([]anwei.PeriodKind{anwei.Month, anwei.Quarter}).Draw(t, "every")
	f.Plan.Reminders = nil
	for i := range rapid.IntRange(1, 8).Draw(t, "rules") {
		f.Plan.Reminders = append(f.Plan.Reminders, drawRule(t, anwei.RuleID(fmt.Sprintf("r%d", i))))
	}
	return f
}

// drawRule draws a rule as a plan may have it.
func drawRule(t *rapid.T, id anwei.RuleID) anwei.ReminderRule {
	r := anwei.ReminderRule{
		ID: id, Days: rapid.IntRange(-8, 8).Draw(t, "days"), Working: rapid.Bool().Draw(t, "working"),
		RestDays: rapid.IntRange(0, 3).Draw(t, "rest") == 0, Text: "{unit}{state}",
		At: anwei.Clock{Hour: rapid.SampledFrom([]int{0, 8, 9, 9, 9, 14, 20, 23}).Draw(t, "hour"), Minute: rapid.SampledFrom([]int{0, 0, 30}).Draw(t, "minute")},
	}
	anchors := []anwei.Anchor{"", anwei.ByPromise, anwei.ByArrangement}
	switch rapid.IntRange(0, 3).Draw(t, "about") {
	case 0, 1:
		r.Form = "figures"
	case 2:
		r.Duties, anchors = true, append(anchors, anwei.ByLead)
	default:
		r.Case, anchors = rapid.SampledFrom([]anwei.CaseKind{"quick", "hazard"}).Draw(t, "kind"), anchors[:1]
	}
	r.From = rapid.SampledFrom(anchors).Draw(t, "from")
	if r.Form != "" && rapid.IntRange(0, 3).Draw(t, "top up") == 0 {
		// The plan's check wants these.
		r.From, r.Days, r.To = anwei.ByTopUp, max(r.Days, 0), []anwei.Recipient{anwei.ToReporter, anwei.ToDeputy}
		return r
	}
	if r.From == anwei.ByPromise && r.Days < 1 {
		r.Days = 1 // the plan's check wants it: the day has to be over
	}
	to := [][]anwei.Recipient{
		{anwei.ToReporter}, {anwei.ToReporter, anwei.ToDeputy}, {anwei.ToLeader}, {anwei.ToReporter, anwei.ToLeader}, {anwei.ToOffice},
	}
	r.To = rapid.SampledFrom(to).Draw(t, "to")
	return r
}

// drawRoster draws who is what in the usual units.
func drawRoster(t *rapid.T) anwei.Roster {
	r := roster()
	r.People = nil
	units := []anwei.UnitID{"xian", "nancun", "xiacun", "jiaoyu", "laocun"}
	assignment := rapid.Custom(func(t *rapid.T) anwei.Assignment {
		return anwei.Assignment{
			Role:   rapid.SampledFrom([]anwei.Role{anwei.Reporter, anwei.Reporter, anwei.Leader, anwei.Office}).Draw(t, "role"),
			Unit:   rapid.SampledFrom(units).Draw(t, "unit"),
			Deputy: rapid.IntRange(0, 3).Draw(t, "deputy") == 0,
		}
	})
	for i := range rapid.IntRange(1, 4).Draw(t, "people") {
		r.People = append(r.People, anwei.Person{
			ID: anwei.PersonID(fmt.Sprintf("p%d", i)), Roles: rapid.SliceOfN(assignment, 1, 4).Draw(t, "roles"),
		})
	}
	return r
}

// event is something that comes in.
type event struct {
	at    time.Time
	apply func(*ledger)
	// about is the matter that a promise is about.
	about anwei.Matter
}

// drawEvents draws what comes in over the days, in its order; no matter is
// promised twice where once is set.
func drawEvents(t *rapid.T, f scheduler.Facts, from time.Time, days int, once bool) []event {
	var out []event
	promised := map[anwei.Matter]bool{}
	for range rapid.IntRange(0, 12).Draw(t, "events") {
		at := from.Add(time.Duration(rapid.IntRange(0, days*24*60).Draw(t, "minute")) * time.Minute)
		e := drawEvent(t, f, at)
		if once && promised[e.about] {
			continue
		}
		promised[e.about] = e.about != anwei.Matter{}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b event) int { return a.at.Compare(b.at) })
	return out
}

func drawEvent(t *rapid.T, f scheduler.Facts, at time.Time) event {
	u := rapid.SampledFrom([]anwei.UnitID{"xian", "nancun", "xiacun", "jiaoyu"}).Draw(t, "of")
	key := october(u)
	key.Period = anwei.PeriodOf(anwei.Month, at)
	duty := anwei.Matter{Unit: u, Duty: "meeting", Period: f.Plan.Duties[0].Period(anwei.DateOf(at))}
	day := anwei.DateOf(at).AddDays(rapid.IntRange(0, 12).Draw(t, "day"))
	switch rapid.IntRange(0, 6).Draw(t, "event") {
	case 0:
		return event{at: at, apply: func(l *ledger) { l.report(key, at, false) }}
	case 1:
		return event{at: at, apply: func(l *ledger) { l.fulfil(duty, 1, at) }}
	case 2:
		m, kind := anwei.ReportMatter(key), anwei.Promised
		if rapid.Bool().Draw(t, "arranged") {
			m, kind = duty, anwei.Arranged
		}
		return event{at: at, about: m, apply: func(l *ledger) { l.promise(m, kind, day, at) }}
	case 3:
		return event{at: at, apply: func(l *ledger) { l.open(f.Plan, "quick", u, at, day) }}
	case 4:
		return event{at: at, apply: func(l *ledger) { l.open(f.Plan, "hazard", u, at, day) }}
	case 5:
		return event{at: at, apply: func(l *ledger) { l.again(key, at) }}
	}
	step := rapid.SampledFrom([]anwei.StepID{"scene", "opinion", "analysis", "bulletin", "rectify"}).Draw(t, "step")
	return event{at: at, apply: func(l *ledger) {
		for _, c := range l.cases {
			l.done(c.ID, step, at)
		}
	}}
}

// bells are the minutes of the days at which any rule may speak.
func bells(f scheduler.Facts, from time.Time, days int) []time.Time {
	clocks := map[anwei.Clock]bool{}
	for _, r := range f.Plan.Reminders {
		m := min(max(r.At.Hour*60+r.At.Minute, 8*60+30), 20*60)
		clocks[anwei.Clock{Hour: m / 60, Minute: m % 60}] = true
	}
	var out []time.Time
	for i := range days {
		for c := range clocks {
			out = append(out, anwei.DateOf(from).AddDays(i).At(c, from.Location()))
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// play wakes at the times, while the events come in; each is called after its
// wake-up.
func (w *walk) play(t *rapid.T, times []time.Time, events []event, each func(now time.Time)) {
	for _, now := range times {
		for len(events) > 0 && !events[0].at.After(now) {
			events[0].apply(w.ledger)
			events = events[1:]
		}
		if err := w.wake(now); err != nil {
			t.Fatal(err)
		}
		if each != nil {
			each(now)
		}
	}
}

// start draws a day of the campaign.
func start(t *rapid.T, loc *time.Location) time.Time {
	return time.Date(2026, 2, 14, 0, 0, 0, 0, loc).AddDate(0, 0, rapid.IntRange(0, 300).Draw(t, "start"))
}

// TestOutages goes through a month with the process down again and again, while
// things come in, and the clock set back now and then: whatever happens, put
// holds each reminder against the promises of the package.
func TestOutages(t *testing.T) {
	t.Parallel()
	loc := shanghai(t)
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		w := newWalk(f, newLedger(drawRoster(t)))
		from := start(t, loc)
		events := drawEvents(t, f, from, 30, false)
		var times []time.Time
		for now, end := from, from.AddDate(0, 0, 30); now.Before(end); {
			times = append(times, now)
			step := rapid.IntRange(-100, 900).Draw(t, "minutes")
			if rapid.IntRange(0, 19).Draw(t, "down") == 0 {
				step = rapid.IntRange(-1440, 10000).Draw(t, "outage")
			}
			now = now.Add(time.Duration(step) * time.Minute)
		}
		w.play(t, times, events, nil)
	})
}

// pending is an occurrence of the uninterrupted walk that is not settled yet.
type pending struct {
	item anwei.Item
	to   anwei.PersonID
	at   time.Time
	rule anwei.ReminderRule
}

// TestNoneLost goes through a month twice: with nothing missed, and with the
// process down again and again. What the first says the second says too, or puts
// on record as pointless, or it was done or promised before anybody could say
// it; and it says nothing else.
func TestNoneLost(t *testing.T) {
	t.Parallel()
	loc := shanghai(t)
	rapid.Check(t, func(t *rapid.T) {
		f, r, from := drawFacts(t), drawRoster(t), start(t, loc)
		const days, tail = 25, 20
		events := drawEvents(t, f, from, days, false)
		all := bells(f, from, days+tail)
		whole := newWalk(f, newLedger(r))
		whole.rung = from
		whole.play(t, all, events, nil)
		var open []pending
		for _, said := range whole.said {
			for _, it := range said.Items {
				rule, _ := ruleOf(f.Plan, it.Rule)
				open = append(open, pending{it, said.To, said.At, rule})
			}
		}
		broken := newWalk(f, newLedger(r))
		broken.rung = from
		broken.play(t, drawUps(t, all, from, days), events, func(now time.Time) {
			open = slices.DeleteFunc(open, func(p pending) bool { return broken.settled(t, p, now, events) })
		})
		if len(open) > 0 {
			t.Fatalf("%s, of %s, is never settled", open[0].item.Key, open[0].at)
		}
		want := keys(whole.said)
		for k := range keys(broken.said) {
			if !want[k] {
				t.Fatalf("%s is said after outages alone", k)
			}
		}
	})
}

// drawUps draws when the process is up: at stretches of the times, at some odd
// minutes after an outage, and always in the end.
func drawUps(t *rapid.T, all []time.Time, from time.Time, days int) []time.Time {
	var out []time.Time
	end := from.AddDate(0, 0, days)
	tail := slices.IndexFunc(all, func(at time.Time) bool { return at.After(end) })
	for i := 0; i < tail; {
		down := rapid.IntRange(0, 30).Draw(t, "down")
		up := rapid.IntRange(1, 10).Draw(t, "up")
		i += down
		if i < tail && down > 0 {
			back := all[i].Add(-time.Duration(rapid.IntRange(1, 300).Draw(t, "early")) * time.Minute)
			if len(out) == 0 || out[len(out)-1].Before(back) {
				out = append(out, back)
			}
		}
		if i < tail {
			out = append(out, all[i:min(i+up, tail)]...)
		}
		i += up
	}
	return append(out, all[tail:]...)
}

// settled reports whether it is known what became of an occurrence. It fails
// where a wake-up that should have said it did nothing.
func (w *walk) settled(t *rapid.T, p pending, now time.Time, events []event) bool {
	if p.at.After(now) {
		return false
	}
	_, dropped := w.dropped[p.item.Key]
	if w.ledger.said[p.item.Key] || dropped || !w.owes(p) {
		return true
	}
	for _, e := range events {
		if e.about == p.item.Matter && !e.at.Before(p.at) && !e.at.After(now) {
			return true
		}
	}
	hm := now.Format("15:04")
	switch {
	case hm < "08:30" || hm > "20:00":
	case !p.rule.RestDays && !w.facts.Calendar.Working(anwei.DateOf(now)):
	case w.heard[anwei.DateOf(now).String()+string(p.to)]:
	default:
		t.Fatalf("%s: %s, of %s, is lost", now, p.item.Key, p.at)
	}
	return false
}

// owes reports whether an occurrence still has a point.
func (w *walk) owes(p pending) bool {
	m := p.item.Matter
	if p.item.As != anwei.ToOffice || m.Case != 0 {
		owed, err := scheduler.Worth(time.Time{}.In(p.at.Location()), w.facts.Plan, noPromises{w.ledger}, p.item)
		return err == nil && owed
	}
	for _, u := range w.ledger.roster.Units {
		m.Unit = u.ID
		d, _ := w.facts.Plan.Duty(m.Duty)
		form, _ := w.facts.Plan.Form(m.Form)
		if !d.Audience.Includes(u) && !form.Audience.Includes(u) || w.facts.Plan.ByOffice(u) {
			continue
		}
		if owed, err := scheduler.Owed(time.Time{}, w.facts.Plan, noPromises{w.ledger}, m); err == nil && owed {
			return true
		}
	}
	return false
}

// TestBetween holds that Between says, of times that are over, exactly what was
// said.
func TestBetween(t *testing.T) {
	t.Parallel()
	loc := shanghai(t)
	rapid.Check(t, func(t *rapid.T) {
		f, l, from := drawFacts(t), newLedger(drawRoster(t)), start(t, loc)
		events := drawEvents(t, f, from, 50, true)
		w := newWalk(f, l)
		w.rung = from
		w.play(t, bells(f, from, 50), events, nil)
		for _, e := range events { // also those after the last bell
			if e.at.After(w.rung) {
				e.apply(l)
			}
		}
		begin := from.AddDate(0, 0, 30).Add(time.Duration(rapid.IntRange(0, 1439).Draw(t, "begin")) * time.Minute)
		got, err := scheduler.Between(begin, from.AddDate(0, 0, 50), f, l, l.roster)
		if err != nil {
			t.Fatal(err)
		}
		var want []scheduler.Reminder
		for _, r := range w.said {
			if !r.At.Before(begin) && len(r.Items) > 0 {
				want = append(want, r)
			}
		}
		if !maps.Equal(keys(got), keys(want)) || story(got) != story(want) {
			t.Fatalf("Between\n%swas said\n%s", story(got), story(want))
		}
	})
}
