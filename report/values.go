package report

import (
	"strings"

	"anwei"
)

// Heading returns the official title of a column with its unit of measure,
// which most titles already carry.
func Heading(f anwei.Field) string {
	if f.Unit == "" || strings.HasSuffix(f.Title, ")") || strings.HasSuffix(f.Title, "）") {
		return f.Title
	}
	return f.Title + "(" + f.Unit + ")"
}

// NoConcern stands in a cell before the reason why a task does not concern the
// unit.
const NoConcern = "不涉及："

// Answers returns what a unit answered, with 不适用 for the fields that the form
// does not ask of it. It is never nil, and a copy only where it has to be.
func Answers(form anwei.Form, u anwei.Unit, r anwei.Report) anwei.Values {
	v, own := r.Values, false
	if v == nil {
		v, own = anwei.Values{}, true
	}
	for i := range form.Fields { // not copied: there are many reports
		f := &form.Fields[i]
		if _, ok := v[f.ID]; ok || f.Audience == nil || f.Audience.Includes(u) {
			continue
		}
		if !own {
			v, own = v.Clone(), true
		}
		v[f.ID] = anwei.Value{NA: true}
	}
	return v
}

// TasksOf returns the fields that the form asks of the unit, and those that it
// answered nevertheless.
func TasksOf(form anwei.Form, u anwei.Unit, v anwei.Values) []anwei.Field {
	var out []anwei.Field
	for _, f := range form.Fields {
		if _, ok := v[f.ID]; ok || f.Audience == nil || f.Audience.Includes(u) {
			out = append(out, f)
		}
	}
	return out
}

// Shown returns a value of a field as people read it in a list of changes.
func Shown(f anwei.Field, v *anwei.Value) string {
	switch {
	case v == nil:
		return "未填"
	case v.NA:
		return "不适用"
	}
	if s := f.Show(*v); s != "" {
		return s
	}
	return "（空）"
}
