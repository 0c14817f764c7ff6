// Package frame reads everything that is said as an intent with slots.
//
// How an intent is spoken of is data: frames.txt has a row for each, and
// words.txt the classes of words that its patterns are made of. A text is cut
// into symbols, in which every name of a unit, a form, a mark or a person, every
// period, day and number is one symbol; a row's pattern is a regular expression
// over these symbols. Little words, such as 请 and 一下, cost nothing anywhere and
// stand in words.txt alone. The package is pure; the frames
// are made once, a reader of them once for a plan and a roster, and reading is linear
// in the text.
package frame

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/lexicon"
)

// Known is what a reader is built for.
type Known struct {
	Forms []anwei.Form
	Units []anwei.Unit
	// Names are those of Units; nil makes them.
	Names  *lexicon.Gazetteer
	People []anwei.Person
	Marks  []anwei.MarkKind
	Cases  []anwei.CaseRule
	Duties []anwei.Duty
}

// Intent is what somebody wants, as the rows of frames.txt name it: office.return.
type Intent string

// Reading is one way to understand a text.
type Reading struct {
	Intent Intent
	Slots
	// Text is what was read.
	Text string
	// At is where in the text the first part of the pattern begins that is no text of a
	// slot.
	At int
	// Cost is what a reading has against it: a name that is not as the roster writes
	// it, or that the row leaves open what is meant. It leaves nothing of a text
	// unexplained.
	Cost int
	// Free is how much of the text goes to slots as it was typed. Of two readings at the same
	// cost the one is better whose pattern explains more of it.
	Free int
}

// Compare is below 0 where the reading is better than another, and 0 where it is as good.
func (g Reading) Compare(other Reading) int {
	return cmp.Or(cmp.Compare(g.Cost, other.Cost), cmp.Compare(g.Free, other.Free))
}

// Slots are what a reading says besides its intent. What was not said is zero.
type Slots struct {
	// Units are those that are named, and Either those that one name may mean.
	Units, Either []anwei.UnitID
	Form          anwei.FormID
	Period        anwei.Period
	Marks         []anwei.MarkKind
	People        []anwei.PersonID
	// Case is the kind of a case, and Step the step of it that is named.
	Case anwei.CaseKind
	Step anwei.StepID
	// Duties are the words for duties, wherever they stand.
	Duties []Named
	// Inside are the units that stand in a text that goes to a slot.
	Inside []anwei.UnitID
	// Number is the first number with what it counts, and Phone a telephone number.
	Number int64
	Phone  string
	// Account is a userid as typed.
	Account string
	// Days are the days that are named.
	Days []day.Said
	// Rest is the text that the row gives to a slot, by the slot's name.
	Rest map[string]string
	said []rune
	lex  *wordClasses
}

// Named is a word for one of the duties, with its place in the text.
type Named struct {
	Duties   []anwei.DutyID
	From, To int
}

// Said reports whether a word of the class was said outside of the rest.
func (s Slots) Said(class string) bool {
	return slices.ContainsFunc(s.said, func(r rune) bool { return slices.Contains(s.lex.classes[class], r) })
}

// Of returns the best reading of a family of intents, with what stands behind its dot.
func Of(readings []Reading, family string) (Reading, string, bool) { return first(readings, family) }

// numbered is the number of a case or a notice, 0 where none was said.
func (s Slots) numbered() uint32 {
	if s.Number < 1 || s.Number > 999_999 {
		return 0
	}
	return uint32(s.Number)
}

// Frames are the rows and the words. They know no plan and no roster, are made once,
// and may be used by several at a time.
type Frames struct {
	lex    *wordClasses
	rows   []*row
	faults []error
}

// Load makes the frames. What is wrong with a row leaves that out; Faults tells.
func Load() *Frames { return Parse(wordsText, framesText) }

// Parse makes frames of other words and rows, in the form of words.txt and frames.txt.
func Parse(words, rowsText string) *Frames {
	f := &Frames{}
	f.lex, f.faults = newLexicon(words)
	rows, faults := parseRows(rowsText, f.lex)
	f.rows, f.faults = rows, append(f.faults, faults...)
	return f
}

// Faults are what is wrong with the rows and the words, by file and line.
func (f *Frames) Faults() []error {
	out := slices.Clone(f.faults)
	for _, row := range f.rows {
		for _, p := range row.says {
			if p.compiled() == nil {
				out = append(out, fmt.Errorf("frames.txt:%d: says %s is too large or is no pattern", p.line, p.source))
			}
		}
	}
	return out
}

// Reader reads texts for one plan and one roster. It may be used by several at a
// time.
type Reader struct {
	lex   *wordClasses
	rows  []*row
	names names
}

// For makes a reader of what is known.
func (f *Frames) For(k Known) *Reader {
	return &Reader{lex: f.lex, rows: f.rows, names: newNames(k, f.lex)}
}

// longestText is how many characters a text may have. Only notices are long, and no
// message is longer.
const longestText = 5000

// Text is a text with the days, periods and numbers in it, which are found once, whoever
// reads it.
type Text struct {
	Typed string
	found masked // but for what names are in it
	made  []symbol
}

// Hear finds the days, periods and numbers of a text. One that is too long has no reading.
func Hear(typed string, now time.Time) *Text {
	t := &Text{Typed: typed}
	if h := hear(typed); len(h.at)-1 <= longestText {
		t.found.heard = h
		t.made = t.found.made(now)
	}
	return t
}

// Read is ReadText of a text that nobody else reads.
func (r *Reader) Read(typed string, now time.Time) []Reading { return r.ReadText(Hear(typed, now)) }

// ReadText returns how a text may be understood, the best first. Each reading explains
// the whole of the text; a text that no row explains has none.
func (r *Reader) ReadText(t *Text) []Reading {
	if t.found.at == nil {
		return nil
	}
	found, made := t.found, slices.Clip(t.made)
	m := &found
	r.cut(m, made)
	out := r.readings(m)
	if !slices.ContainsFunc(out, func(o Reading) bool { return o.Cost == 0 }) && !m.has.hasAny([]rune{symUnit}) && r.lacksUnit(m) {
		if near, ok := r.near(m); ok {
			made = append(made, near)
			sortSymbols(made)
			r.cut(m, made)
			out = append(r.readings(m), out...)
		}
	}
	slices.SortStableFunc(out, Reading.Compare)
	return out
}

func (r *Reader) readings(m *masked) []Reading {
	var out []Reading
	for _, row := range r.rows {
		if slices.ContainsFunc(out, func(o Reading) bool { return o.Intent == row.intent }) {
			continue
		}
		if got, ok := row.read(m, r); ok {
			out = append(out, got)
		}
	}
	return out
}

// lacksUnit reports whether a text without a unit has all else that some row needs.
func (r *Reader) lacksUnit(m *masked) bool {
	had := m.has
	defer func() { m.has = had }()
	m.has.add(symUnit)
	for _, row := range r.rows {
		if !slices.Contains(row.needs, "unit") {
			continue
		}
		if m.hasAll(row.must) && slices.ContainsFunc(row.says, func(p *pattern) bool { return m.hasAll(p.must) }) {
			return true
		}
	}
	return false
}

// near finds the one unit whose name comes nearest to a part of the text.
func (r *Reader) near(m *masked) (symbol, bool) {
	found := r.names.units.Find(m.src)
	if len(found) == 0 {
		return symbol{}, false
	}
	is := &name{kind: symUnit, units: found[0].Units, inexact: true}
	return symbol{from: m.char(found[0].From), to: m.char(found[0].To), sym: symUnit, name: is}, true
}
