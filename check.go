package anwei

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Check is a rule over the figures of one report. It compares Left with Right; or it is
// one of the kinds below, which judge a report by the unit's own past and doubt nothing
// before there is one.
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
	// Carried: what was left of Right in earlier periods counts as well: Left is what is
	// rectified of it. Of what was open before the first report nothing is known, so that
	// a little more is not doubted, and in the first period nothing is.
	Carried bool `json:"carried,omitempty"`
	// Usual: Left is doubted when it is not what the unit usually reports, by its own
	// history, and neither what it reported last; a difference below Floor is not. Right
	// is last period's figure then.
	Usual bool  `json:"usual,omitempty"`
	Floor int64 `json:"floor,omitempty"`
	// Cumulative: Left is doubted when it looks like the total of all periods so
	// far: it is unusually large, at least the total of those before, and what it exceeds
	// that by is not, and nearer to last period's figure than it is itself. Right is that total
	// then.
	Cumulative bool `json:"cumulative,omitempty"`
	// Swapped: two of the figures of Left are doubted when they fit the unit's history
	// much better exchanged.
	Swapped bool `json:"swapped,omitempty"`
	// NeedsReason keeps a doubted report until somebody has said why it is right.
	NeedsReason bool `json:"needs_reason,omitempty"`
	// Message is what is said; {left}, {right} and {difference}, which is how much
	// Left is above Right, stand for the figures. Where it has {items}, checks with the
	// same message are said at once, and Item says of each what is found: {n} and {name}
	// stand for its figure, {other} for the one that it was exchanged with.
	Message string `json:"message"`
	Item    string `json:"item,omitempty"`
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

// Past is what was reported before, the last period first; a period without a report
// is nil.
type Past []Values

// Last is last period's report, nil where there is none.
func (p Past) Last() Values {
	if len(p) == 0 {
		return nil
	}
	return p[0]
}

// months is of how many of the periods that are looked at there is a report.
func (p Past) months() (n int) {
	for _, v := range p[:min(len(p), recent)] {
		if v != nil {
			n++
		}
	}
	return n
}

// number is one figure of a period, or of all periods before added up.
func (p Past) number(id FieldID, of Span) (n int64, ok bool) {
	if of == LastPeriod {
		return p.Last().Number(id)
	}
	for _, v := range p {
		x, had := v.Number(id)
		n, ok = n+x, ok || had
	}
	return n, ok
}

// known reports whether anything was reported of what the span is of.
func (p Past) known(of Span) bool {
	return of == ThisPeriod || p.Last() != nil || of == AllBefore && slices.ContainsFunc(p, func(v Values) bool { return v != nil })
}

// Finding is a check that a report does not pass.
type Finding struct {
	Check Check
	// Fields are the figures that the check doubts, none where it compares sums.
	Fields []FieldID
	// Left and Right are the two figures that were compared.
	Left, Right int64
	// Message names both figures, ready to be shown.
	Message string
	// Item is what the message says of this one, where it says several at once.
	Item string
}

// Said returns what the findings say, those with one message at once.
func Said(found []Finding) []string {
	var out []string
	for i, x := range found {
		same := func(y Finding) bool { return y.Check.Message == x.Check.Message }
		switch {
		case x.Item == "":
			out = append(out, x.Message)
		case !slices.ContainsFunc(found[:i], same):
			items := Each(Where(found[i:], same), func(y Finding) string { return y.Item })
			out = append(out, strings.ReplaceAll(x.Check.Message, "{items}", strings.Join(items, "；")))
		}
	}
	return out
}

// Brief is what is found, without what is to be done about it.
func (x Finding) Brief() string {
	return cmp.Or(x.Item, x.Message)
}

// Findings returns the checks that the values do not pass, in the order of the
// plan. A figure is doubted once: as a total before all, as exchanged before it is
// anything else, and as too many rectified before it is unusual.
func (f Form) Findings(now Values, past Past) []Finding {
	var out []Finding
	all := f.habits(past)
	figures := all.figures(now)
	doubted := map[FieldID]int{}
	young := 1 + 0.5/float64(max(1, past.months()))
	for _, c := range f.Checks {
		switch {
		case c.Swapped:
			for _, x := range all.swaps(figures, c.Left.fields(), young) {
				left, _ := now.Number(x.a)
				right, _ := now.Number(x.b)
				out = append(out, f.finding(c, left, right, x.a, x.b))
			}
		default:
			if left, right, found := c.fails(now, past, all, figures, young); found {
				out = append(out, f.finding(c, left, right, c.Left.fields()...))
			}
		}
	}
	for _, x := range out {
		for _, id := range x.Fields {
			doubted[id] = max(doubted[id], x.Check.rank())
		}
	}
	return slices.DeleteFunc(out, func(x Finding) bool {
		return x.Check.rank() > 0 && slices.ContainsFunc(x.Fields, func(id FieldID) bool { return doubted[id] > x.Check.rank() })
	})
}

// rank orders the kinds of doubts about one figure.
func (c Check) rank() int {
	switch {
	case c.Cumulative:
		return 4
	case c.Swapped:
		return 3
	case c.Carried:
		return 2
	case c.Usual:
		return 1
	}
	return 0
}

// fails returns both figures, and whether they do not agree.
func (c Check) fails(now Values, past Past, all habits, figures figures, young float64) (left, right int64, found bool) {
	left, ok := c.Left.value(now, past, c.Missing)
	if !ok {
		return 0, 0, false
	}
	part, whole, bound := c.Bound()
	h := all.of(part)
	switch {
	case c.Carried:
		right, ok = c.Right.value(now, past, c.Missing)
		if !ok || !bound || h == nil {
			return left, right, false
		}
		right += past[:min(len(past), recent)].open(part, whole)
		return left, right, float64(left) > float64(right)+h.slack
	case c.Usual:
		right, ok = past.Last().Number(part)
		near := 2*max(left, right) < 3*min(left, right)
		return left, right, ok && h != nil && !near && all.odd(h, figures, c.Floor, young)
	case c.Cumulative:
		last, had := past.Last().Number(part)
		right, ok = past.number(part, AllBefore)
		total := ok && had && h != nil && c.cumulates(left, last, right) && all.off(h, figures, unanswered) > large
		return left, right, total && all.off(h, figures.with(h, left-right), unanswered) < within
	}
	right, ok = c.Right.value(now, past, c.Missing)
	return left, right, ok && !c.Op.holds(left, right)
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
// this period is at most another one of it. Of a check that judges one figure by the
// past it is that figure, and no bound.
func (c Check) Bound() (part, whole FieldID, ok bool) {
	part, ok = c.Left.single()
	if !ok || c.Usual || c.Cumulative || c.Swapped || c.Op != "" && c.Op != AtMost {
		return part, "", false
	}
	whole, ok = c.Right.single()
	return part, whole, ok
}

// finding makes a finding of both figures, about the fields.
func (f Form) finding(c Check, left, right int64, fields ...FieldID) Finding {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	places := []string{"{left}", number(left), "{right}", number(right), "{difference}", number(left - right)}
	for i, id := range fields {
		at := slices.IndexFunc(f.Fields, func(x Field) bool { return x.ID == id })
		switch {
		case at < 0:
		case i == 0:
			places = append(places, "{n}", strconv.Itoa(at+1), "{name}", f.Fields[at].Name)
		case i == 1:
			places = append(places, "{other}", strconv.Itoa(at+1)+"."+f.Fields[at].Name)
		}
	}
	r := strings.NewReplacer(places...)
	x := Finding{Check: c, Fields: fields, Left: left, Right: right, Item: r.Replace(c.Item)}
	x.Message = strings.ReplaceAll(r.Replace(c.Message), "{items}", x.Item)
	return x
}
