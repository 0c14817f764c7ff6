package report

import (
	"slices"
	"time"

	"anwei"
)

// DutiesBeside returns the period whose duties stand beside the reports of a period:
// of a month its quarter.
func DutiesBeside(p anwei.Period) anwei.Period {
	if p.Kind == anwei.Month {
		return anwei.PeriodOf(anwei.Quarter, p.First().In(time.UTC))
	}
	return p
}

// owed is what a snapshot holds of the tasks: what is known of each, where anything is.
func owed(tasks []Task, deeds map[anwei.Matter]Deeds) []anwei.HeldDuty {
	var out []anwei.HeldDuty
	for _, t := range tasks {
		for _, u := range t.Units {
			m := t.Matter(u.ID)
			d := deeds[m]
			h := anwei.HeldDuty{Matter: m, Proofs: d.Proofs, Lost: d.Lost}
			for _, f := range d.Counted() {
				h.Done = append(h.Done, f.N)
			}
			if d.Promise.Kind != "" {
				h.Promise = &d.Promise
			}
			if h.Promise != nil || len(h.Done)+h.Proofs+h.Lost > 0 {
				out = append(out, h)
			}
		}
	}
	return out
}

func sameDuty(a, b anwei.HeldDuty) bool {
	if (a.Promise == nil) != (b.Promise == nil) || a.Promise != nil && !samePromise(*a.Promise, *b.Promise) {
		return false
	}
	return a.Matter == b.Matter && a.Proofs == b.Proofs && a.Lost == b.Lost && slices.Equal(a.Done, b.Done)
}

func samePromise(a, b anwei.Promise) bool {
	return a.Kind == b.Kind && a.On == b.On && a.Reason == b.Reason && a.At.Equal(b.At)
}

// Thaw returns what was known of a duty that a snapshot holds, from all fulfilments of
// its matter.
func Thaw(h anwei.HeldDuty, all []anwei.Fulfilment) Deeds {
	d := Deeds{Done: h.Of(all), Proofs: h.Proofs, Lost: h.Lost}
	if h.Promise != nil {
		d.Promise = *h.Promise
	}
	return d
}
