package anwei

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// Sum is figures that are added up, as a plan writes them:
// self_major + total.self_major - total.self_major_rectified. Its zero value is no
// figure.
type Sum struct{ Terms []Term }

// Term is one figure of a sum.
type Term struct {
	Field FieldID
	Of    Span
	Minus bool
}

// Span is which period a figure is of.
type Span string

// The spans of a figure.
const (
	ThisPeriod Span = ""
	LastPeriod Span = "last"  // the period before
	AllBefore  Span = "total" // all periods before, added up
)

// ParseSum reads what String writes.
func ParseSum(s string) (Sum, error) {
	var out Sum
	minus, wants := false, true
	for _, word := range strings.Fields(strings.NewReplacer("+", " + ", "-", " - ", "－", " - ", "＋", " + ").Replace(s)) {
		switch {
		case word == "+" || word == "-":
			if wants {
				return Sum{}, fmt.Errorf("%q: a figure is missing before or after %q; write a + b - c", s, word)
			}
			minus, wants = word == "-", true
		case !wants:
			return Sum{}, fmt.Errorf("%q: + or - is missing before %q; write a + b - c", s, word)
		default:
			t := Term{Field: FieldID(word), Minus: minus}
			if of, field, found := strings.Cut(word, "."); found {
				t.Of, t.Field = Span(of), FieldID(field)
				if t.Of != LastPeriod && t.Of != AllBefore {
					return Sum{}, fmt.Errorf("%q: %q is neither last nor total; write last.a or total.a", s, of)
				}
			}
			if t.Field == "" {
				return Sum{}, fmt.Errorf("%q: a figure has no name", s)
			}
			out.Terms = append(out.Terms, t)
			wants = false
		}
	}
	if wants {
		return Sum{}, fmt.Errorf("%q ends without a figure; write a + b - c", s)
	}
	return out, nil
}

// Figure returns the sum that is one figure of this period.
func Figure(id FieldID) Sum { return Sum{Terms: []Term{{Field: id}}} }

// IsZero reports whether the sum has no figure.
func (s Sum) IsZero() bool { return len(s.Terms) == 0 }

// String returns a + last.b - total.c.
func (s Sum) String() string {
	var b strings.Builder
	for i, t := range s.Terms {
		switch {
		case t.Minus:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		if t.Of != ThisPeriod {
			b.WriteString(string(t.Of) + ".")
		}
		b.WriteString(string(t.Field))
	}
	return b.String()
}

// MarshalText writes the sum as String does.
func (s Sum) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote; nothing is no figure.
func (s *Sum) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*s = Sum{}
		return nil
	}
	v, err := ParseSum(string(b))
	if err != nil {
		return err
	}
	*s = v
	return nil
}

// single returns the figure where the sum is one of this period alone.
func (s Sum) single() (FieldID, bool) {
	if len(s.Terms) != 1 || s.Terms[0].Of != ThisPeriod || s.Terms[0].Minus {
		return "", false
	}
	return s.Terms[0].Field, true
}

// fields are the figures of this period in the sum.
func (s Sum) fields() []FieldID {
	return Each(Where(s.Terms, func(t Term) bool { return t.Of == ThisPeriod }), func(t Term) FieldID { return t.Field })
}

// value adds the figures up. It returns false where too many of them are
// missing; of a past of which nothing was reported all are, whatever missing
// figures count as.
func (s Sum) value(now Values, past Past, missing Missing) (int64, bool) {
	var n int64
	known := 0
	for _, t := range s.Terms {
		if !past.known(t.Of) {
			return 0, false
		}
		x, ok := now.Number(t.Field)
		if t.Of != ThisPeriod {
			x, ok = past.number(t.Field, t.Of)
		}
		switch {
		case ok:
			known++
		case missing == "" || missing == SkipAny:
			return 0, false
		}
		if t.Minus {
			x = -x
		}
		n += x
	}
	return n, known > 0 || missing == Zero && len(s.Terms) > 0
}

// Tally is reports of one form and period that are alike, added up: they are late or
// none is, and they have counts, 不适用 and nothing for the same fields. What any
// indicator is over them follows from it as from one report.
type Tally struct {
	Late bool `json:"late,omitempty"`
	// Fields are those with a count, in order, and Sums what they come to; NA are those
	// that do not apply. Texts are left out: no indicator is made of them.
	Fields []FieldID `json:"fields,omitempty"`
	Sums   []int64   `json:"sums,omitempty"`
	NA     []FieldID `json:"na,omitempty"`
	// Apart is set where reports are only counted, and have to be read for their figures:
	// one has a figure beyond all measure, or there are too many ways of answering.
	Apart bool `json:"apart,omitempty"`
	// Of are the places of the units in the roster.
	Of Places `json:"of"`
}

// What is added up: at most so many kinds of answers, and figures up to that size, so that
// no sum leaves an int64.
const (
	talliesKept = 32
	tallyBound  = 1 << 40
)

// tallyOf is the tally of one report.
func tallyOf(place int, r Report) Tally {
	t := Tally{Late: r.Late}
	t.Of.Put(place)
	for id, v := range r.Values {
		switch {
		case v.NA:
			t.NA = append(t.NA, id)
		case v.Text != "":
		case v.N >= tallyBound || v.N <= -tallyBound:
			return Tally{Late: r.Late, Apart: true, Of: t.Of}
		default:
			t.Fields = append(t.Fields, id)
		}
	}
	slices.Sort(t.NA)
	slices.Sort(t.Fields)
	for _, id := range t.Fields {
		t.Sums = append(t.Sums, r.Values[id].N)
	}
	return t
}

// alike reports whether both tell of reports that can be added up with each other.
func (t Tally) alike(o Tally) bool {
	return t.Late == o.Late && t.Apart == o.Apart && slices.Equal(t.Fields, o.Fields) && slices.Equal(t.NA, o.NA)
}

// Values are the answers of all, where each count is their sum. None are returned of
// those that are apart.
func (t Tally) Values() Values {
	out := make(Values, len(t.Fields)+len(t.NA))
	for i, id := range t.Fields {
		out[id] = Number(t.Sums[i])
	}
	for _, id := range t.NA {
		out[id] = Value{NA: true}
	}
	return out
}

// Tallied adds the report of the unit that has the place, which was not added before.
func Tallied(all []Tally, place int, r Report) []Tally {
	n := tallyOf(place, r)
	at := slices.IndexFunc(all, n.alike)
	if at < 0 && len(all) >= talliesKept {
		n = Tally{Late: r.Late, Apart: true, Of: n.Of}
		at = slices.IndexFunc(all, n.alike)
	}
	if at < 0 {
		return append(all, n)
	}
	for i := range all[at].Sums {
		all[at].Sums[i] += n.Sums[i]
	}
	all[at].Of.Put(place)
	return all
}

// Untallied takes a report out again. It returns false where it was not in as it is, or
// where there is anything left of what nobody reported.
func Untallied(all []Tally, place int, r Report) ([]Tally, bool) {
	at := slices.IndexFunc(all, func(t Tally) bool { return t.Of.Has(place) })
	if at < 0 {
		return all, false
	}
	t, n := &all[at], tallyOf(place, r)
	t.Of.Drop(place)
	sound := t.Late == r.Late && (t.Apart || t.alike(n))
	for i := range t.Sums {
		if sound {
			t.Sums[i] -= n.Sums[i]
		}
	}
	if t.Of.Len() > 0 {
		return all, sound
	}
	sound = sound && !slices.ContainsFunc(t.Sums, func(n int64) bool { return n != 0 })
	return slices.Delete(all, at, at+1), sound
}

// Places is a set of numbers: those of units by their place in the roster. Its zero value
// has none.
type Places struct {
	// Bits has a bit for each from eight times From on.
	From int    `json:"from,omitempty"`
	Bits []byte `json:"bits,omitempty"`
}

func bitOf(n int) byte { return 1 << (n % 8) }

// Has reports whether the number is in.
func (p Places) Has(n int) bool {
	at := n/8 - p.From
	return at >= 0 && at < len(p.Bits) && p.Bits[at]&bitOf(n) != 0
}

// Put puts the number in.
func (p *Places) Put(n int) {
	if len(p.Bits) == 0 {
		p.From = n / 8
	}
	if before := p.From - n/8; before > 0 {
		p.Bits, p.From = slices.Concat(make([]byte, before), p.Bits), n/8
	}
	if behind := n/8 - p.From - len(p.Bits) + 1; behind > 0 {
		p.Bits = append(p.Bits, make([]byte, behind)...)
	}
	p.Bits[n/8-p.From] |= bitOf(n)
}

// Drop takes the number out.
func (p *Places) Drop(n int) {
	if p.Has(n) {
		p.Bits[n/8-p.From] &^= bitOf(n)
	}
}

// Len counts the numbers.
func (p Places) Len() (n int) {
	for range p.All() {
		n++
	}
	return n
}

// All goes through the numbers in their order.
func (p Places) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, b := range p.Bits {
			for n := range 8 {
				if b&(1<<n) != 0 && !yield((p.From+i)*8+n) {
					return
				}
			}
		}
	}
}
