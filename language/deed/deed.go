// Package deed reads what people say of duties: what was held or will be, and what they
// promise. What a clause tells is data, in the rows of deeds.txt, which are read as every
// intent is, by language/frame; how a duty is told without its name stands in the plan.
package deed

import (
	"cmp"
	"slices"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// Kind is what a text says of a duty.
type Kind string

// The kinds of deed.
const (
	NoDeed    Kind = ""
	Held      Kind = "held"      // 9月12日开了专委会
	Scheduled Kind = "scheduled" // 专委会安排在9月25日
	Undone    Kind = "undone"    // 撤销专委会记录: what was told before counts no more
)

// Known is what Reader.Deed may rely on.
type Known struct {
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
	Kind Kind
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
	Refused []text.Refusal
}

// longestTold is the most runes that are read.
const longestTold = 500

// longestTyped is the most bytes that can make so many runes: what stands between them and
// is left out is little.
const longestTyped = 8 * longestTold

// Deed reads what a text says of one of the duties: that it was held, when
// it will be held, or that a record of it shall not count. In doubt the answer
// is NoDeed. Without a duty asked it takes both a word for a duty and a verb of
// doing; figures of a monthly form, questions, what others did and what has not
// been done yet are no deeds. The duties known are of those that the reader was made for.
func (r *Reader) Deed(typed string, known Known) Deed {
	if len(typed) > longestTyped {
		return Deed{}
	}
	c := text.Plain(typed)
	if len(c.Runes) == 0 || len(c.Runes) > longestTold {
		return Deed{}
	}
	t := &told{Folded: c, Reader: r, known: known, today: anwei.DateOf(known.Now), asked: known.Asked != ""}
	d := &deedReader{t}
	d.read()
	last := len(d.parts) - 1
	if last < 0 || d.parts[last].is("asking") || slices.ContainsFunc(d.parts, func(c *clause) bool { return c.is("ask") }) {
		return Deed{}
	}
	if len(c.Runes) <= longestRevoked {
		all := &clause{Stretch: text.Stretch{Begin: 0, End: len(c.Runes)}, low: c.Low, readings: r.frames.Read(c.Low, known.Now)}
		if g, ok := all.as("record"); ok {
			return d.undone(d.mentions(all, g))
		}
	}
	if !d.place() {
		return Deed{}
	}
	switch d.judge() {
	case Held:
		return d.held()
	case Scheduled:
		return d.scheduled()
	default:
		return Deed{Refused: d.refused}
	}
}

// longestRevoked is the most runes by which a record is taken back.
const longestRevoked = 40

// told is a text about a duty, with what has been found in it so far.
type told struct {
	text.Folded
	*Reader
	known   Known
	today   anwei.Date
	asked   bool // about a duty
	parts   []*clause
	clause  int          // the clause that names the duty, -1 where none does
	within  text.Stretch // the part of the text that is about the duty
	act     act          // what the text says was done
	duties  []int        // the duties meant, the likeliest first
	refused []text.Refusal
	days    [3][]day.Found // all days of the text by tense, once they were read
}

// deedReader judges what a text says of a duty, by its verbs, its numbers and its days.
type deedReader struct{ *told }

// refuse notes why a part of the text was not taken.
func (r *told) refuse(s text.Span, why text.Reason) {
	r.refused = append(r.refused, text.Refusal{Span: s, Reason: why})
}

// begin makes a deed of the kind with the duty, or those to choose from.
func (r *deedReader) begin(kind Kind) Deed {
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
	d.On = r.on(day.TensePast)
	d.People = r.one(r.attendance())
	d.Count = r.count()
	d.Result = r.result()
	d.Refused = r.refused
	return d
}

// scheduled reads the day on which something will be held.
func (r *deedReader) scheduled() Deed {
	d := r.begin(Scheduled)
	d.On = r.on(day.TenseAhead)
	d.Refused = r.refused
	return d
}

// undone reads of which record somebody says that it does not count.
func (r *deedReader) undone(named []mention) Deed {
	r.within = text.Stretch{Begin: 0, End: len(r.Runes)}
	if len(named) > 0 {
		r.duties = r.fitting(named)
	} else if i := r.indexOf(r.known.Asked); i >= 0 {
		r.duties = []int{i}
	}
	d := r.begin(Undone)
	days := r.daysIn(day.TensePast, 0, len(r.Runes))
	if len(days) == 1 && days[0].Reason == "" {
		d.On = days[0].On
	} else if len(days) > 0 {
		why := cmp.Or(days[0].Reason, text.Ambiguous)
		r.refuse(days[0].Span, why)
	}
	d.Refused = r.refused
	return d
}

// daysIn returns the days that begin in the runes from i up to j.
func (r *told) daysIn(t day.Tense, i, j int) []day.Found {
	if r.days[t] == nil {
		r.days[t] = slices.Grow(day.Reader{Folded: r.Folded, Now: r.today, Tense: t}.All(0, len(r.Runes)), 1)
	}
	from := slices.IndexFunc(r.days[t], func(d day.Found) bool { return i <= d.Begin })
	if from < 0 {
		return nil
	}
	to := from
	for to < len(r.days[t]) && r.days[t][to].Begin < j {
		to++
	}
	return r.days[t][from:to:to]
}
