package anwei

import (
	"slices"
	"strconv"
	"strings"
)

// Check is a rule over the figures of one report. It compares Left with Right;
// or, where Ratio is set, Left with last period; or, where Cumulative is set, it
// doubts that Left is of this period alone.
type Check struct {
	ID    RuleID     `json:"id"`
	Level CheckLevel `json:"level"`
	Left  Sum        `json:"left"`
	// Op is how Left stands to Right where all is well; empty is AtMost.
	Op    Op  `json:"op,omitempty"`
	Right Sum `json:"right,omitzero"`
	// Missing says what becomes of the check where figures are missing; empty is
	// SkipAny.
	Missing Missing `json:"when_missing,omitempty"`
	// Ratio, at least 1, and Floor: Left is doubted when the larger of this
	// period's and last period's figure exceeds Ratio times the smaller and they
	// differ by at least Floor.
	Ratio float64 `json:"ratio,omitempty"`
	Floor int64   `json:"floor,omitempty"`
	// Cumulative: Left is doubted when it looks like the total of all periods so
	// far: it is at least the total of those before, and what it exceeds that by is
	// nearer to last period's figure than it is itself. Right is that total then.
	Cumulative bool `json:"cumulative,omitempty"`
	// NeedsReason keeps a doubted report until somebody has said why it is right.
	NeedsReason bool `json:"needs_reason,omitempty"`
	// Message is what is said; {left}, {right} and {difference}, which is how much
	// Left is above Right, stand for the figures.
	Message string `json:"message"`
}

// Op compares two figures.
type Op string

// The comparisons.
const (
	AtMost  Op = "<="
	Below   Op = "<"
	Equal   Op = "=="
	AtLeast Op = ">="
	Above   Op = ">"
)

// holds reports whether the comparison holds.
func (o Op) holds(left, right int64) bool {
	switch o {
	case Below:
		return left < right
	case Equal:
		return left == right
	case AtLeast:
		return left >= right
	case Above:
		return left > right
	case AtMost:
	}
	return left <= right
}

// Missing says what becomes of a check where figures are missing.
type Missing string

// What may become of it.
const (
	SkipAny Missing = "skip_any" // skipped where any figure is missing
	SkipAll Missing = "skip_all" // skipped where all of Left or all of Right are missing
	Zero    Missing = "zero"     // a missing figure is zero
)

// Past is what was reported before.
type Past struct {
	// Last holds last period's figures, nil where there is no report.
	Last Values
	// Total holds the sums of all periods before, nil where there is no report.
	Total Values
}

// Finding is a check that a report does not pass.
type Finding struct {
	Check Check
	// Left and Right are the two figures that were compared.
	Left, Right int64
	// Message names both figures, ready to be shown.
	Message string
}

// Findings returns the checks that the values do not pass, in the order of the
// plan. A check against the past is skipped where there is none, and so is a jump
// of a figure that is doubted as a total already: one doubt is enough.
func (f Form) Findings(now Values, past Past) []Finding {
	var out []Finding
	totals := map[string]bool{}
	for _, c := range f.Checks {
		if left, right, found := c.fails(now, past); found {
			out = append(out, c.finding(left, right))
			totals[c.Left.String()] = totals[c.Left.String()] || c.Cumulative
		}
	}
	return slices.DeleteFunc(out, func(x Finding) bool { return x.Check.Ratio > 0 && totals[x.Check.Left.String()] })
}

// fails returns both figures, and whether they do not agree.
func (c Check) fails(now Values, past Past) (left, right int64, found bool) {
	left, ok := c.Left.value(now, past, c.Missing)
	if !ok {
		return 0, 0, false
	}
	switch {
	case c.Ratio > 0:
		right, ok = c.Left.value(past.Last, Past{}, SkipAny)
		return left, right, ok && c.jumps(left, right)
	case c.Cumulative:
		last, had := c.Left.value(past.Last, Past{}, SkipAny)
		right, ok = c.Left.value(past.Total, Past{}, SkipAny)
		return left, right, ok && had && c.cumulates(left, last, right)
	}
	right, ok = c.Right.value(now, past, c.Missing)
	return left, right, ok && !c.Op.holds(left, right)
}

// jumps reports whether the figure is so far from last period's, upwards or
// downwards, that a person should look again.
func (c Check) jumps(now, before int64) bool {
	high, low := max(now, before), min(now, before)
	return high-low >= c.Floor && float64(high) > c.Ratio*float64(low)
}

// cumulates reports whether a figure looks like the total of all periods so far.
// Of the second period it cannot be told apart from a month like the first.
func (c Check) cumulates(now, last, total int64) bool {
	if total <= last || now < total || now-last < c.Floor {
		return false
	}
	return distance(now-total, last) < distance(now, last)
}

func distance(a, b int64) int64 { return max(a-b, b-a) }

// Total returns the field that the check doubts to hold the total of all periods
// so far, and false for a check of another kind.
func (c Check) Total() (FieldID, bool) {
	if !c.Cumulative {
		return "", false
	}
	return c.Left.single()
}

// Bound returns the part and the whole where the check says that one figure of
// this period is at most another one of it.
func (c Check) Bound() (part, whole FieldID, ok bool) {
	if c.Ratio > 0 || c.Cumulative || c.Op != "" && c.Op != AtMost {
		return "", "", false
	}
	part, ok = c.Left.single()
	if !ok {
		return "", "", false
	}
	whole, ok = c.Right.single()
	return part, whole, ok
}

func (c Check) finding(left, right int64) Finding {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	r := strings.NewReplacer("{left}", number(left), "{right}", number(right), "{difference}", number(left-right))
	return Finding{Check: c, Left: left, Right: right, Message: r.Replace(c.Message)}
}
