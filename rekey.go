package anwei

import "time"

// Rekey 补录 is how the figures of a form are typed once more into another
// system, which has no way in for programs: the notice wants them in
// 全国安全生产治本攻坚三年行动信息系统 at the same time (四、（一）).
type Rekey struct {
	System string `json:"system"`
	Form   FormID `json:"form"`
	// Fields are what that system asks for, in its order. None is all of the form in
	// the official order.
	Fields []RekeyField `json:"fields,omitempty"`
	// Duty is what a unit has done once its report is in that system; empty where the
	// plan has no such duty.
	Duty DutyID `json:"duty,omitempty"`
	// Note says under the list where its order comes from.
	Note   string `json:"note,omitempty"`
	Source string `json:"source,omitempty"`
}

// RekeyField is one input of the other system.
type RekeyField struct {
	Field FieldID `json:"field"`
	// Label is what the other system calls it; empty is the field's own name.
	Label string `json:"label,omitempty"`
}

// Order returns the fields of the form in the order of the other system, each
// named as that system has it.
func (r Rekey) Order(f Form) []Field {
	if len(r.Fields) == 0 {
		return f.Fields
	}
	out := make([]Field, 0, len(r.Fields))
	for _, k := range r.Fields {
		fd, ok := f.Field(k.Field)
		if !ok {
			continue
		}
		if k.Label != "" {
			fd.Name = k.Label
		}
		out = append(out, fd)
	}
	return out
}

// Keyed says up to which revision a report was typed into the other system; zero
// is that it was not.
type Keyed struct {
	Key      ReportKey `json:"key"`
	Revision int       `json:"revision"`
	By       PersonID  `json:"by"`
	At       time.Time `json:"at"`
}
