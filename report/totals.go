package report

import "anwei"

// Sums holds what each field of numbers adds up to.
type Sums map[anwei.FieldID]Amount

// Totals sums the counts among the fields over the answers, one for each unit or
// period that was asked. Nil stands for a report that has not come in.
func Totals(fields []anwei.Field, answers []anwei.Values) Sums {
	sums := make(Sums, len(fields))
	for _, f := range anwei.CountsOf(fields) {
		alone := anwei.Indicator{Numerator: anwei.Sum{Terms: []anwei.Term{{Field: f.ID}}}}
		var a Amount
		for _, v := range answers {
			p := part(&alone, v)
			a.add(&p)
		}
		sums[f.ID] = a
	}
	return sums
}
