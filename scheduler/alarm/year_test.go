package alarm_test

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	holidays "anwei/config/calendar"
	yearplan "anwei/config/plan"
	"anwei/scheduler/alarm"
	"anwei/storage"
	"anwei/storage/bolt"
)

// TestYear plays the whole campaign twice with the plan and the calendar of 2026
// on a real ledger: once uninterrupted, and once with the real cron in a process
// that goes down at random, is restarted, and whose clock jumps a day forth and
// back. Units report, promise, meet and open cases at the same times in both.
// Every person gets the same, each thing once, less what had become pointless,
// which is on record.
func TestYear(t *testing.T) {
	t.Parallel()
	const seed = 20260214
	calm, rough := t.TempDir(), t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		y := newYear(t, seed)
		want := y.calm(t, calm)
		y.rough(t, rough, want)
	})
}

// year is what happens in a year, besides the process.
type year struct {
	plan     anwei.Plan
	calendar anwei.Calendar
	from, to time.Time
	events   []event
	random   *rand.Rand
	// said is what the process at hand has said, and heard to whom it spoke on
	// which day of its clock.
	said  []said
	heard map[string]bool
	// up are the times at which it could say something.
	up []time.Time
}

// event is something that comes in about a matter.
type event struct {
	at    time.Time
	about anwei.Matter
	apply func(storage.Ledger) error
}

// said is one item as it was said.
type said struct {
	at   time.Time
	to   anwei.PersonID
	item anwei.Item
}

func newYear(t *testing.T, seed uint64) *year {
	t.Helper()
	p, err := yearplan.Default()
	if err != nil {
		t.Fatal(err)
	}
	c, err := holidays.Default()
	if err != nil {
		t.Fatal(err)
	}
	loc := shanghai(t)
	y := &year{
		plan: p, calendar: c, random: rand.New(rand.NewPCG(seed, 2026)),
		from: time.Date(2026, 2, 14, 0, 0, 0, 0, loc), to: time.Date(2027, 1, 20, 0, 0, 0, 0, loc),
	}
	if testing.Short() {
		y.from = time.Date(2026, 10, 20, 0, 0, 0, 0, loc) // a quarter of it
	}
	last := time.Date(2026, 12, 20, 0, 0, 0, 0, loc) // nothing new needs to be said in the last days
	for range 220 {
		at := y.from.Add(time.Duration(y.random.Int64N(int64(last.Sub(y.from)/time.Minute))) * time.Minute)
		y.events = append(y.events, y.event(anwei.DateOf(at).At(anwei.Clock{Hour: 10 + at.Hour()%9, Minute: 1 + at.Minute()%59}, loc)))
	}
	slices.SortStableFunc(y.events, func(a, b event) int { return a.at.Compare(b.at) })
	return y
}

// collect takes what was put, as the outbox does that sends it at once: what has
// lost its point is not sent. now is what the process takes for the time.
func (y *year) collect(t *testing.T, store storage.Store, now time.Time) {
	t.Helper()
	waiting := false
	err := store.View(t.Context(), func(tx storage.Ledger) error {
		var err error
		_, waiting, err = tx.NextDue()
		return err
	})
	if err != nil {
		t.Error(err) // it may be called from the alarm
	}
	if !waiting {
		return
	}
	for _, o := range drain(t, store, now) {
		reminds, is := o.Content.(anwei.Reminder)
		if !is {
			continue
		}
		day := anwei.DateOf(now).String() + " " + string(o.To)
		if y.heard[day] {
			t.Errorf("%s is reminded twice on %s", o.To, now)
		}
		y.heard[day] = true
		if hm := now.Format("15:04"); hm < "08:30" || hm > "20:00" {
			t.Errorf("%s is reminded at %s", o.To, now)
		}
		for _, it := range reminds {
			y.said = append(y.said, said{now, o.To, it})
		}
	}
}

// fresh forgets what was said, for the next process.
func (y *year) fresh() { y.said, y.heard, y.up = nil, map[string]bool{}, nil }

// apply lets come in what came until now.
func (y *year) apply(t *testing.T, store storage.Store, from int, now time.Time) int {
	t.Helper()
	for from < len(y.events) && !y.events[from].at.After(now) {
		if err := store.Update(t.Context(), y.events[from].apply); err != nil {
			t.Fatal(err)
		}
		from++
	}
	return from
}

// alarm returns an alarm whose clock is off by what skew says.
func (y *year) alarm(t *testing.T, store storage.Store, skew *time.Duration) *alarm.Alarm {
	t.Helper()
	now := func() time.Time { return time.Now().Add(*skew).In(y.from.Location()) }
	a, err := alarm.New(store, y.plan, y.calendar, now, func() { y.collect(t, store, now()) }, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// calm is the year of a process that never fails. It returns what it said, by key.
func (y *year) calm(t *testing.T, dir string) map[string]said {
	t.Helper()
	y.fresh()
	store := open(t, dir)
	enrolYear(t, store)
	var now time.Time
	a, err := alarm.New(store, y.plan, y.calendar, func() time.Time { return now }, func() { y.collect(t, store, now) }, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	next := 0
	for day := anwei.DateOf(y.from); day.In(y.from.Location()).Before(y.to); day = day.AddDays(1) {
		for _, c := range []anwei.Clock{{Hour: 0}, {Hour: 8, Minute: 30}, {Hour: 9}, {Hour: 20}} {
			now = day.At(c, y.from.Location())
			next = y.apply(t, store, next, now)
			if _, err := a.Wake(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
	out := map[string]said{}
	for _, s := range y.said {
		if _, twice := out[s.item.Key]; twice {
			t.Errorf("%s is said twice", s.item.Key)
		}
		out[s.item.Key] = s
	}
	if len(out) < 800 && !testing.Short() {
		t.Errorf("a year says only %d things", len(out))
	}
	return out
}

// rough is the year of a process that fails again and again.
func (y *year) rough(t *testing.T, dir string, want map[string]said) {
	t.Helper()
	y.fresh()
	time.Sleep(time.Until(y.from))
	store := open(t, dir)
	enrolYear(t, store)
	next, skew, downs := 0, time.Duration(0), 0
	for time.Now().Before(y.to.AddDate(0, 0, -20)) {
		// Up for a while, then down: mostly for minutes or a night, now and then for
		// days. Nothing comes in while the clock is wrong, so that it is clear what
		// should be said.
		skew = 0
		span := time.Duration(1+y.random.IntN(40*60)) * time.Minute
		if y.random.IntN(6) == 0 && y.quietUntil(next, 50*time.Hour) {
			skew, span = []time.Duration{24 * time.Hour, -24 * time.Hour}[y.random.IntN(2)], time.Duration(1+y.random.IntN(10*60))*time.Minute
		}
		next = y.live(t, store, &skew, span, next)
		downs++
		store = y.reopen(t, store, dir)
		gap := time.Duration(y.random.IntN(14*60)) * time.Minute
		if y.random.IntN(25) == 0 {
			gap = time.Duration(y.random.IntN(12*24*60)) * time.Minute
		}
		next = y.pass(t, store, gap, next)
	}
	skew = 0 // in the end it runs on, and settles what is left
	y.live(t, store, &skew, time.Until(y.to), next)
	y.compare(t, store, want)
	if downs < 100 && !testing.Short() {
		t.Errorf("the process went down only %d times", downs)
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
}

// quietUntil reports whether nothing comes in for the time.
func (y *year) quietUntil(next int, d time.Duration) bool {
	return next == len(y.events) || time.Until(y.events[next].at) > d
}

// live runs a process for the span.
func (y *year) live(t *testing.T, store storage.Store, skew *time.Duration, span time.Duration, next int) int {
	t.Helper()
	a := y.alarm(t, store, skew)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	if *skew == 0 {
		y.up = append(y.up, time.Now())
	}
	y.collect(t, store, time.Now().Add(*skew).In(y.from.Location())) // what the process before put and did not send
	go func() { done <- a.Run(ctx) }()
	next = y.pass(t, store, span, next)
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if *skew == 0 {
		y.up = append(y.up, time.Now())
	}
	return next
}

// pass lets time pass, while things come in.
func (y *year) pass(t *testing.T, store storage.Store, d time.Duration, next int) int {
	t.Helper()
	end := time.Now().Add(d)
	for next < len(y.events) && !y.events[next].at.After(end) {
		time.Sleep(time.Until(y.events[next].at))
		next = y.apply(t, store, next, time.Now())
	}
	time.Sleep(time.Until(end))
	return next
}

// reopen is another process on the same ledger.
func (y *year) reopen(t *testing.T, store *bolt.Store, dir string) *bolt.Store {
	t.Helper()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, dir)
}

// compare holds what was said against the uninterrupted year.
func (y *year) compare(t *testing.T, store storage.Store, want map[string]said) {
	t.Helper()
	got := map[string]bool{}
	for _, s := range y.said {
		if got[s.item.Key] {
			t.Errorf("%s is said twice", s.item.Key)
		}
		got[s.item.Key] = true
		if _, ok := want[s.item.Key]; !ok {
			t.Errorf("%s: %s is said after outages alone", s.at, s.item.Key)
		}
	}
	missed := 0
	for key, s := range want {
		if got[key] {
			continue
		}
		missed++
		if _, dropped := occurrence(t, store, "dropped/"+key); !dropped && !y.pointless(s) {
			t.Errorf("%s, of %s, is lost", key, s.at)
		}
	}
	t.Logf("%d were said, %d of the uninterrupted year had become pointless", len(got), missed)
}

// pointless reports whether something came in about the matter between the time
// at which it should have been said and the first at which it could be.
func (y *year) pointless(s said) bool {
	back := y.to
	for i := 0; i+1 < len(y.up); i += 2 {
		if first, ok := y.chance(s, y.up[i], y.up[i+1]); ok {
			back = first
			break
		}
	}
	for _, e := range y.events {
		same := e.about == s.item.Matter || e.about.Case != 0 && s.item.Matter.Case != 0 && e.about.Unit == s.item.Matter.Unit
		list := s.item.As == anwei.ToOffice && s.item.Matter.Case == 0 && e.about.Form == s.item.Matter.Form && e.about.Duty == s.item.Matter.Duty
		if (same || list) && !e.at.Before(s.at) && !e.at.After(back) {
			return true
		}
	}
	return false
}

// chance returns the first time of a span at which the item could be said.
func (y *year) chance(s said, from, to time.Time) (time.Time, bool) {
	for at := from; at.Before(to); at = at.Add(time.Minute) {
		at := at.In(y.from.Location())
		hm := at.Format("15:04")
		if at.Before(s.at) || hm < "08:30" || hm > "20:00" || y.heard[anwei.DateOf(at).String()+" "+string(s.to)] && !y.saidOn(s, at) {
			continue
		}
		if y.calendar.Working(anwei.DateOf(at)) {
			return at, true
		}
	}
	return time.Time{}, false
}

// saidOn reports whether the person was reminded on the day, but only later.
func (y *year) saidOn(s said, at time.Time) bool {
	return slices.ContainsFunc(y.said, func(x said) bool {
		return x.to == s.to && anwei.DateOf(x.at) == anwei.DateOf(at) && x.at.After(at)
	})
}
