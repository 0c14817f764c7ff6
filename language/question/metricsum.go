package question

import (
	"slices"

	"anwei"
)

// sumOf returns the plan's indicator that is just the sum of the fields: where a
// question names what several columns have, their sum is meant. It is empty where the
// plan has none.
func (f *figures) sumOf(fields []anwei.FieldID) Metric {
	for _, i := range f.indicators {
		if !i.Rate() && !i.Stock && sameFields(i.Numerator, fields) {
			return Metric(i.ID)
		}
	}
	return ""
}

// sameFields reports whether the sum adds up these fields and no others.
func sameFields(s anwei.Sum, fields []anwei.FieldID) bool {
	if len(s.Terms) != len(fields) {
		return false
	}
	return !slices.ContainsFunc(s.Terms, func(t anwei.Term) bool { return t.Minus || !slices.Contains(fields, t.Field) })
}

// narrowed returns the plan's indicator that is a rate as base is, of the figures of
// one group alone, and empty where the plan has none: 部门检查整改率.
func (f *figures) narrowed(base Metric, group string) Metric {
	whole := f.indicator(base)
	num, den := f.within(whole.Numerator, group), f.within(whole.Denominator, group)
	if len(num) == 0 || len(den) == 0 {
		return ""
	}
	for _, i := range f.indicators {
		if i.Rate() && i.Times == whole.Times && sameFields(i.Numerator, num) && sameFields(i.Denominator, den) {
			return Metric(i.ID)
		}
	}
	return ""
}

// within returns the fields of a sum that belong to the group.
func (f *figures) within(s anwei.Sum, group string) []anwei.FieldID {
	var out []anwei.FieldID
	for _, t := range s.Terms {
		if fd, ok := f.report.Field(t.Field); ok && fd.Group == group {
			out = append(out, t.Field)
		}
	}
	return out
}
