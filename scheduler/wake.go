package scheduler

import (
	"time"

	"anwei"
)

// farthest is how far back a wake-up looks for what it missed. What is older is
// long pointless, and is not even put on record.
const farthest = 45 * 24 * time.Hour

// Wake is one wake-up: what may be said at a time, given up to when everything
// was said. Make one with NewWake, show it all units where it has lists, and ask
// it about each person. It keeps a bounded part of each list, whatever the number
// of units.
type Wake struct {
	facts Facts
	now   time.Time
	rung  time.Time
	// known is false on the first wake-up of a ledger, when nothing is late.
	known bool
	// strict leaves out whatever was to be said up to rung.
	strict  bool
	ladders []ladder
	lists   []*list
	// own are the units whose duties the office looks after.
	own     []anwei.Unit
	parents map[anwei.UnitID]anwei.UnitID
	// since are the periods since which forms are in use, zero where they never were.
	since map[anwei.FormID]anwei.Period
	// wanted are the rows that lack whom to call, by unit.
	wanted map[anwei.UnitID][]*row
}

// NewWake returns a wake-up at now, in the plan's location, where everything up
// to rung was said; rung is zero where that was never so. A clock that was set
// back makes rung lie in the future: then all that is still worth saying is
// looked at again, and what was said is not said twice.
func NewWake(f Facts, rung, now time.Time) *Wake {
	w := &Wake{facts: f, now: now, rung: rung.In(now.Location()), known: !rung.IsZero()}
	w.prepare()
	return w
}

func (w *Wake) prepare() {
	f, now := w.facts, w.now
	oldest := f.Calendar.AddWorking(anwei.DateOf(now), -lastDays-1).In(now.Location())
	if !w.known || w.rung.After(now) {
		w.rung = oldest
	}
	if w.rung.Before(now.Add(-farthest)) {
		w.rung = now.Add(-farthest)
	}
	if !w.Idle() {
		w.ladders = f.ladders(earlier(w.rung, oldest), endOf(now))
		w.lists = w.openLists()
		w.parents = map[anwei.UnitID]anwei.UnitID{}
		w.since = map[anwei.FormID]anwei.Period{}
		w.wanted = map[anwei.UnitID][]*row{}
	}
}

// Idle reports whether nothing can be due: in the quiet hours, and where no rule
// speaks at any time since everything was said. It costs nothing but the rules.
func (w *Wake) Idle() bool { return Quiet(w.now) || !rang(w.facts.Plan.Reminders, w.rung, w.now) }

// endOf returns the end of the day that t is in.
func endOf(t time.Time) time.Time { return anwei.DateOf(t).AddDays(1).In(t.Location()) }

// today picks, of windows that do not overlap, the one that the day has for the
// person: the one that holds, or else the next one where it is of this day.
func (w *Wake) today(ws []window) (window, bool) {
	next := 0
	for i, x := range ws {
		if x.at.After(w.now) {
			break
		}
		if w.now.Before(x.until) {
			return x, w.speaks(x)
		}
		next = i + 1
	}
	if next < len(ws) && ws[next].at.Before(endOf(w.now)) {
		return ws[next], true
	}
	return window{}, false
}

// speaks reports whether a window that holds is used now. What is made up waits
// for a working day, unless its rule speaks on rest days.
func (w *Wake) speaks(x window) bool {
	if w.strict && !x.at.After(w.rung) {
		return false
	}
	return x.rule.RestDays || w.facts.Calendar.Working(anwei.DateOf(w.now))
}

// missed picks the windows that ended since everything was said. Those that were
// said in time are among them.
func (w *Wake) missed(ws []window) []window {
	return anwei.Where(ws, func(x window) bool { return w.known && x.until.After(w.rung) && !x.until.After(w.now) })
}

// late reports whether a step is said on a later day because nobody woke.
func (w *Wake) late(s step) bool {
	since := w.rung
	if day := anwei.DateOf(since); !w.facts.Calendar.Working(day) {
		// On a rest day it may have waited.
		since = w.facts.Calendar.AddWorking(day, -lastDays).In(since.Location())
	}
	return w.known && s.at.After(since) && s.at.Before(anwei.DateOf(w.now).In(w.now.Location()))
}
