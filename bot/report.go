package bot

import (
	"fmt"
	"slices"
	"strings"

	"anwei"
	"anwei/language"
)

// Answers reports whether the unit answers the field.
func (t *Turn) Answers(id anwei.FieldID) bool {
	return slices.ContainsFunc(t.Fields(), func(f anwei.Field) bool { return f.ID == id })
}

// Keep saves the draft after a text changed it. Reasons that were given for other
// figures go.
func (t *Turn) Keep(text string) {
	t.Draft.Words = append(append([]string(nil), t.Draft.Words...), text)
	if len(t.Draft.Reasons) > 0 {
		t.Draft.Reasons = reasonsLeft(t)
	}
	t.Save()
}

// reasonsLeft are the reasons for figures that are as they were shown last, or as they
// were handed in where they were not shown since.
func reasonsLeft(t *Turn) map[anwei.RuleID]string {
	shown := t.Hand.Shown
	if shown == nil {
		r, _ := t.In.Ledger.Report(t.Draft.Key)
		shown = r.Values
	}
	left := map[anwei.RuleID]string{}
	for _, c := range t.Form.Checks {
		changed := slices.ContainsFunc(slices.Concat(c.Left.Terms, c.Right.Terms), func(x anwei.Term) bool { return t.Draft.Values[x.Field] != shown[x.Field] })
		if why := t.Draft.Reasons[c.ID]; why != "" && !changed {
			left[c.ID] = why
		}
	}
	return left
}

// Drop throws the draft away, with a text that says so.
func Drop(t *Turn, text string) {
	t.Out = append(t.Out, DropDraft{Key: t.Draft.Key})
	PutAway(t, anwei.ReportKey{})
	t.Say(text)
}

// InBrief returns the reports of a form and period by unit, with when, by whom, in
// time and how it stands, and without what they answer: many are read much faster
// so.
func InBrief(t *Turn, f anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Report {
	out := map[anwei.UnitID]anwei.Report{}
	t.In.Ledger.EachReport(f, p, func(r anwei.Report) {
		r.Values = nil // they are good for the moment only
		out[r.Key.Unit] = r
	})
	return out
}

// Missing are the units of the scope that have not reported on the form.
func Missing(t *Turn, f anwei.Form, p anwei.Period, scope anwei.UnitID) []anwei.Unit {
	reports := InBrief(t, f.ID, p)
	return anwei.Where(Asks(t, f, scope), func(u anwei.Unit) bool { _, in := reports[u.ID]; return !in })
}

// Seek asks the assistant, where there is one.
func Seek(t *Turn, a Ask) {
	if !t.In.Assisted || t.In.Plan.NoModel {
		return
	}
	a.Form, a.Fields = t.Form, t.Asked()
	t.State.Consulted, t.State.Heard = t.In.Message.ID, a.Text
	t.Out = append(t.Out, a)
}

// Hints explain the fields that are asked, as this kind of unit is to understand
// them.
func Hints(t *Turn) string {
	var b strings.Builder
	for _, id := range t.Asked() {
		f, _ := t.Form.Field(id)
		if h := f.HintFor(t.Unit.Kind); h != "" {
			fmt.Fprintf(&b, "%d. %s：%s\n", t.Number(id), f.Short, h)
		}
	}
	return b.String()
}

// Number is the field's place in the official order, from 1.
func (t *Turn) Number(id anwei.FieldID) int { return NumberIn(t.Form, id) }

// NumberIn is the place of a field in the official order of its form, from 1.
func NumberIn(form anwei.Form, id anwei.FieldID) int {
	return 1 + slices.IndexFunc(form.Fields, func(f anwei.Field) bool { return f.ID == id })
}

// Second splits off the figures that came for fields that hold another one and
// were not asked: what is meant by them is asked, as a slip must not erase a good
// value. A text that says that it corrects is taken at its word.
func Second(t *Turn, r language.Reading, asked []anwei.FieldID, text string) (language.Reading, anwei.Values) {
	if t.Hand.Stage != Asking || corrects(text) {
		return r, nil
	}
	again := anwei.Values{}
	kept := r
	kept.Found = nil
	for _, f := range r.Found {
		old, had := t.Draft.Values[f.Field]
		if had && old != f.Value && !slices.Contains(asked, f.Field) {
			again[f.Field] = f.Value
			continue
		}
		kept.Found = append(kept.Found, f)
	}
	return kept, again
}

// Last returns the report of the period before, with no values where there is
// none.
func (t *Turn) Last() anwei.Report {
	key := t.Draft.Key
	key.Period = key.Period.Prev()
	r, _ := t.In.Ledger.Report(key)
	return r
}

// Fields are those that the unit answers. They are gathered once for a report in hand,
// and nobody changes them.
func (t *Turn) Fields() []anwei.Field {
	if len(t.Form.Fields) == 0 {
		return nil
	}
	if g := &t.gathered; g.of != &t.Form.Fields[0] || g.unit != t.Unit.ID {
		*g = gathered{of: &t.Form.Fields[0], unit: t.Unit.ID, fields: slices.Clip(t.Form.FieldsFor(t.Unit))}
	}
	return t.gathered.fields
}

// gathered are the fields that a unit answers of a form.
type gathered struct {
	of     *anwei.Field // the first of the form's, which tells the form
	unit   anwei.UnitID
	fields []anwei.Field
}

// GroupFields are those of the group that is asked.
func GroupFields(t *Turn) []anwei.Field {
	return anwei.FieldsWhere(t.Fields(), func(f *anwei.Field) bool { return f.Group == t.Form.Groups[t.Hand.Group].ID })
}

// Asked returns the fields that a bare answer is for.
func (t *Turn) Asked() []anwei.FieldID {
	switch t.Hand.Stage {
	case Fixing:
		return []anwei.FieldID{t.Hand.Field}
	case Asking:
		return Ids(AskedFields(t))
	default:
		return nil
	}
}

// AskedFields are the counts of the group that are missing, or one text or choice.
// Where the group is complete its counts are asked again.
func AskedFields(t *Turn) []anwei.Field {
	group := GroupFields(t)
	for _, f := range group {
		// It may have been answered by somebody else meanwhile: then a second answer
		// is asked about, as any is.
		if f.ID == t.Hand.Field && !f.Kind.Counts() {
			return []anwei.Field{f}
		}
	}
	missing := t.Draft.Values.Missing(group)
	if counts := anwei.CountsOf(missing); len(counts) > 0 {
		return counts
	}
	if len(missing) > 0 {
		return missing[:1]
	}
	if counts := anwei.CountsOf(group); len(counts) > 0 {
		return counts
	}
	return group[:min(1, len(group))]
}

// AskedWord is the text or choice that a bare answer is for, empty where there is
// none.
func (t *Turn) AskedWord() anwei.FieldID {
	if asked := t.Asked(); len(asked) == 1 {
		if f, _ := t.Form.Field(asked[0]); !f.Kind.Counts() {
			return f.ID
		}
	}
	return ""
}

// OpenSealed lets a new revision of a report come in that the office had taken before its
// unit was asked for the figures of the whole period.
func OpenSealed(t *Turn, r anwei.Report) {
	if r.State() == anwei.Sealed {
		t.Out = append(t.Out, Handle{Key: r.Key, Handling: anwei.Handling{
			N: len(t.In.Ledger.Handlings(r.Key)) + 1, Kind: anwei.ToppedUp, Revision: r.Revision, By: t.In.Person.ID, At: t.In.Now,
		}})
	}
}

// ConfirmSame adds a revision that changes nothing.
func ConfirmSame(t *Turn, r anwei.Report, words string) {
	OpenSealed(t, r)
	r.Revision, r.By, r.At = r.Revision+1, t.In.Person.ID, t.In.Now
	if r.Behalf = false; r.State() != anwei.Sealed { // what was taken stays so, as it is the same
		r.Handled = nil // the unit has said it itself
	}
	t.Out = append(t.Out, Confirm{Report: r, Revision: anwei.Revision{
		N: r.Revision, At: r.At, By: r.By, Plan: r.Plan, Reasons: r.Reasons, Words: []string{words},
	}})
}
