package bot

import (
	"strings"

	"anwei"
	"anwei/language"
)

// whichUnit returns the one of several units that a report is begun for: the one that
// the text names, or the only one that owes it, which is said. It is empty where the
// person has to choose.
func (t *turn) whichUnit(form anwei.FormID, p anwei.Period, units []anwei.Unit) anwei.UnitID {
	var named []anwei.UnitID
	for _, u := range units {
		if t.in.Message.Kind == TextMessage && goesBy(u, t.in.Message.Text) {
			named = append(named, u.ID)
		}
	}
	if len(named) == 1 {
		return named[0]
	}
	one, is := t.oneOwing(form, p, units)
	if !is {
		return ""
	}
	key, _ := t.reportOf(form, p, one)
	f, _ := t.in.Plan.Form(key.Form)
	t.say(onlyOwing(one, f, key.Period))
	return one.ID
}

// beginNamed begins the report of one of the person's units that the command names:
// 填报南村镇10月调度表. It returns false for anything else.
func (t *turn) beginNamed(text string) bool {
	for _, u := range t.reportingAny(t.in.Plan.Forms) {
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			before, after, named := strings.Cut(text, name)
			if !named {
				continue
			}
			c := language.ReadFormCommand(before+after, t.in.Plan.Forms, t.formInMind(), t.in.Now)
			if c.Kind == language.Begin {
				t.st.Words = ""
				t.begin(c.Form, c.Period, u.ID)
				return true
			}
		}
	}
	return false
}

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
