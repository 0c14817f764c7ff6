package bot

import (
	"anwei"
	"anwei/language"
)

// oneOwing returns the only unit of several that still owes the report, of the form
// or of any where that is empty. It returns false where that is not the one that is
// meant: words that change a figure, or that name another unit, may be about what
// is in.
func (t *turn) oneOwing(form anwei.FormID, p anwei.Period, units []anwei.Unit) (anwei.Unit, bool) {
	var owing []anwei.Unit
	for _, u := range units {
		if t.owes(form, p, u) {
			owing = append(owing, u)
		}
	}
	if len(owing) != 1 {
		return anwei.Unit{}, false
	}
	words := t.in.Message.Text
	if _, changes := language.ReadFormChange(words, t.in.Plan.Forms, t.in.Now); changes {
		return anwei.Unit{}, false
	}
	if language.ReadFormCommand(words, t.in.Plan.Forms, t.formInMind(), t.in.Now).Kind == language.Change {
		return anwei.Unit{}, false
	}
	for _, u := range units {
		if u.ID != owing[0].ID && goesBy(u, words) {
			return anwei.Unit{}, false
		}
	}
	return owing[0], true
}

// owes reports whether the unit has still to hand in the report, because it is not
// in or came back.
func (t *turn) owes(form anwei.FormID, p anwei.Period, u anwei.Unit) bool {
	key, due := t.reportOf(form, p, u)
	if form == "" {
		return due
	}
	f, known := t.in.Plan.Form(form)
	r, in := t.in.Ledger.Report(key)
	return known && f.Audience.Includes(u) && (!in || r.State() == anwei.Returned)
}
