package report

import "anwei"

// Sums holds what each field of numbers adds up to.
type Sums map[anwei.FieldID]Amount

// Totals sums the counts among the fields over the answers, one for each unit or
// period that was asked. Nil stands for a report that has not come in.
func Totals(fields []anwei.Field, answers []anwei.Values) Sums {
	t := NewTally(fields)
	for _, v := range answers {
		t.Add(v)
	}
	return t.Sums()
}

// Tally adds up the counts among some fields, answers after answers.
type Tally struct {
	// In is how many of the Asked came in.
	In, Asked int
	each      []anwei.Indicator
	sums      []Amount
}

// NewTally returns one of nothing.
func NewTally(fields []anwei.Field) *Tally {
	t := &Tally{}
	for _, f := range anwei.CountsOf(fields) {
		t.each = append(t.each, anwei.Indicator{Numerator: anwei.Sum{Terms: []anwei.Term{{Field: f.ID}}}})
	}
	t.sums = make([]Amount, len(t.each))
	return t
}

// Add adds the answers of one that was asked, nil where they have not come in.
func (t *Tally) Add(v anwei.Values) {
	t.Asked++
	if v != nil {
		t.In++
	}
	for i := range t.each {
		p := part(&t.each[i], v)
		t.sums[i].add(&p)
	}
}

// Sums returns what came of it.
func (t *Tally) Sums() Sums {
	out := make(Sums, len(t.sums))
	for i, a := range t.sums {
		out[t.each[i].Numerator.Terms[0].Field] = a
	}
	return out
}
