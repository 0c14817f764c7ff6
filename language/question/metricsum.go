package question

import (
	"slices"

	"anwei"
)

// sumOf returns the plan's indicator that is just the sum of the fields: where a
// question names what several columns have, their sum is meant. It is empty where the
// plan has none.
func sumOf(fields []anwei.Field, indicators []anwei.Indicator) Metric {
	for _, i := range indicators {
		if !i.Rate() && !i.Stock && sameFields(i.Numerator, fields) {
			return Metric(i.ID)
		}
	}
	return ""
}

// sameFields reports whether the sum adds up these fields and no others.
func sameFields(s anwei.Sum, fields []anwei.Field) bool {
	if len(s.Terms) != len(fields) {
		return false
	}
	for _, t := range s.Terms {
		if t.Minus || !slices.ContainsFunc(fields, func(f anwei.Field) bool { return f.ID == t.Field }) {
			return false
		}
	}
	return true
}

// narrowed returns the plan's indicator that is a rate as base is, of the figures of
// one group alone, and empty where the plan has none: 部门检查整改率.
func narrowed(base Metric, group string, k Known) Metric {
	f, _ := figuresOf(k.Forms)
	of := slices.IndexFunc(k.Indicators, func(i anwei.Indicator) bool { return Metric(i.ID) == base })
	if of < 0 {
		return ""
	}
	whole := k.Indicators[of]
	num, den := withinGroup(whole.Numerator, f, group), withinGroup(whole.Denominator, f, group)
	if len(num) == 0 || len(den) == 0 {
		return ""
	}
	for _, i := range k.Indicators {
		if i.Rate() && i.Times == whole.Times && sameFields(i.Numerator, num) && sameFields(i.Denominator, den) {
			return Metric(i.ID)
		}
	}
	return ""
}

// withinGroup returns the fields of a sum that belong to the group.
func withinGroup(s anwei.Sum, f anwei.Form, group string) []anwei.Field {
	var out []anwei.Field
	for _, t := range s.Terms {
		if fd, ok := f.Field(t.Field); ok && fd.Group == group {
			out = append(out, fd)
		}
	}
	return out
}
