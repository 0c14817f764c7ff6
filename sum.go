package anwei

import (
	"fmt"
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
