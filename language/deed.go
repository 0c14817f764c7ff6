package language

import (
	"time"

	"anwei"
)

// DeedKind is what a text says of a duty.
type DeedKind string

// The kinds of deed.
const (
	NoDeed    DeedKind = ""
	Held      DeedKind = "held"      // 9月12日开了专委会
	Scheduled DeedKind = "scheduled" // 专委会安排在9月25日
	Undone    DeedKind = "undone"    // 撤销专委会记录: what was told before counts no more
)

// DeedKnown is what ReadDeed may rely on.
type DeedKnown struct {
	// Duties are those that concern the units of the person who speaks.
	Duties []anwei.Duty
	// Asked is the duty in hand, where the person was just asked about one. Short
	// answers such as 开了 and 9月12日，23人 are taken for it.
	Asked anwei.DutyID
	// Now is in the plan's location.
	Now time.Time
}

// Deed is what was understood of a duty.
type Deed struct {
	Kind DeedKind
	// Duty is empty where several fit; they are in Either then, the likeliest
	// first. Both are empty where the text takes back a record and does not say
	// of which duty.
	Duty   anwei.DutyID
	Either []anwei.DutyID
	// On is the day on which it was held or will be, and zero where none was said
	// or the one said was refused.
	On anwei.Date
	// People is how many took part, 0 where that was not said.
	People int
	// Count is how many of what the duty counts were done. Where it counts times
	// and no number was said, it is 1; where it counts matters (项), it is 0 then.
	// It is 0 for what is not Held.
	Count int
	// Result is what came of it, in the person's own words: 研究解决3个问题.
	Result string
	// Refused says what of the text was not taken: Approximate (二十来人, 9月中旬),
	// NoSuchDay, FutureDay where something was held on a day to come, PastDay where
	// it is to be held on a day gone by, Contradiction, Ambiguous, Relative (a
	// number that is said to be the sum so far).
	Refused []Refusal
}

// longestTold is the most runes that ReadDeed, ReadPromise and ReadCase read.
const longestTold = 500

// ReadDeed reads what a text says of one of the duties: that it was held, when
// it will be held, or that a record of it shall not count. In doubt the answer
// is NoDeed. Without a duty asked it takes both a word for a duty and a verb of
// doing; figures of a monthly form, questions, what others did and what has not
// been done yet are no deeds.
func ReadDeed(text string, known DeedKnown) Deed {
	c := plainChars(text)
	if len(c.r) == 0 || len(c.r) > longestTold || isQuestion(c) {
		return Deed{}
	}
	r := &deedReader{chars: c, known: known, today: anwei.DateOf(known.Now)}
	r.parts = c.clauses(0, len(c.r))
	r.mention()
	if r.takesBack() {
		return r.undone()
	}
	if !r.place() {
		return Deed{}
	}
	switch r.judge() {
	case Held:
		return r.held()
	case Scheduled:
		return r.scheduled()
	default:
		return Deed{Refused: r.refused}
	}
}

// deedReader reads one text about a duty.
type deedReader struct {
	chars
	known    DeedKnown
	today    anwei.Date
	parts    []stretchOf // the clauses
	mentions []mention
	clause   int       // the clause that names the duty
	within   stretchOf // the part of the text that is about the duty
	act      act       // what the text says was done
	duties   []int     // the duties named, the likeliest first
	asked    bool      // no duty was named, and one was asked
	refused  []Refusal
	days     [3][]dayAt // all days of the text by tense, once they were read
}

// refuse notes why a part of the text was not taken.
func (r *deedReader) refuse(s Span, why Reason) {
	r.refused = append(r.refused, Refusal{Span: s, Reason: why})
}

// begin makes a deed of the kind with the duty, or those to choose from.
func (r *deedReader) begin(kind DeedKind) Deed {
	d := Deed{Kind: kind}
	if len(r.duties) == 1 {
		d.Duty = r.known.Duties[r.duties[0]].ID
		return d
	}
	for _, i := range r.duties {
		d.Either = append(d.Either, r.known.Duties[i].ID)
	}
	return d
}

// held reads the rest of what was held.
func (r *deedReader) held() Deed {
	d := r.begin(Held)
	d.On = r.heldOn()
	d.People = r.people()
	d.Count = r.count()
	d.Result = r.result()
	d.Refused = r.refused
	return d
}

// scheduled reads the day on which something will be held.
func (r *deedReader) scheduled() Deed {
	d := r.begin(Scheduled)
	d.On = r.scheduledOn()
	d.Refused = r.refused
	return d
}

// undone reads of which record somebody says that it does not count.
func (r *deedReader) undone() Deed {
	r.within = stretchOf{0, len(r.r)}
	if len(r.mentions) > 0 {
		r.duties = r.fitting(r.mentions)
	} else if i := r.indexOf(r.known.Asked); i >= 0 {
		r.duties = []int{i}
	}
	d := r.begin(Undone)
	days := r.daysIn(TensePast, 0, len(r.r))
	if len(days) == 1 && days[0].Reason == "" {
		d.On = days[0].On
	} else if len(days) > 0 {
		why := days[0].Reason
		if why == "" {
			why = Ambiguous
		}
		r.refuse(days[0].Span, why)
	}
	d.Refused = r.refused
	return d
}

// daysIn returns the days that begin in the runes from i up to j.
func (r *deedReader) daysIn(t Tense, i, j int) []dayAt {
	if r.days[t] == nil {
		r.days[t] = append([]dayAt{}, dayReader{chars: r.chars, now: r.today, tense: t}.all(0, len(r.r))...)
	}
	var out []dayAt
	for _, d := range r.days[t] {
		if i <= d.from && d.from < j {
			out = append(out, d)
		}
	}
	return out
}
