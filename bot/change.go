package bot

import (
	"anwei"
	"anwei/language"
)

// changeNamed takes the change of an item of a form that is named with it, whatever
// is in hand: 改台账第7项. It returns false where the text is none, or the person does
// not report the form.
func (t *turn) changeNamed(text string) bool {
	c, ok := language.ReadFormChange(text, t.in.Plan.Forms, t.in.Now)
	f, known := t.in.Plan.Form(c.Form)
	if !ok || !known {
		return false
	}
	if c.Item > len(f.Fields) {
		t.say(noSuchItem(c.Item, len(f.Fields)) + t.prompt())
		return true
	}
	words := itemText(f, c.Item, c.Rest)
	if t.form.ID == c.Form && t.st.Stage != Choosing && (c.Period.IsZero() || c.Period == t.st.Key.Period) {
		t.text(words)
		return true
	}
	if len(t.reporting(f)) == 0 {
		return false
	}
	t.st.Words = words
	t.begin(c.Form, c.Period, t.unitMeant(f, c.Period))
	return true
}

// unitMeant is the unit whose report of the form is meant by a change: the one that
// is spoken of, or the only one whose report is in or begun. It is empty where that
// is not known.
func (t *turn) unitMeant(f anwei.Form, p anwei.Period) anwei.UnitID {
	if p.IsZero() {
		p = openPeriod(f, t.in)
	}
	var there []anwei.UnitID
	for _, u := range t.reporting(f) {
		if u.ID == t.st.Key.Unit {
			return u.ID
		}
		if t.there(anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}) {
			there = append(there, u.ID)
		}
	}
	if len(there) != 1 {
		return ""
	}
	return there[0]
}

// there reports whether a report is in or begun, so that it can be changed.
func (t *turn) there(key anwei.ReportKey) bool {
	_, in := t.in.Ledger.Report(key)
	_, begun := t.in.Ledger.Draft(key)
	return in || begun
}

// changeIdle takes 改第7项 while nothing is in hand: it is about the one form whose
// report is there. Where several are, it is asked which.
func (t *turn) changeIdle(c language.Command) bool {
	if c.Kind != language.Change || c.Item == 0 {
		return false
	}
	there := t.changeable(c)
	switch len(there) {
	case 0:
		return false
	case 1:
		t.st.Words = itemText(there[0], c.Item, c.Rest)
		t.begin(there[0].ID, anwei.Period{}, t.unitMeant(there[0], anwei.Period{}))
		return true
	}
	card := anwei.Card{Title: whichChangeTitle(c.Item), Text: whichChangeText(there, c.Item)}
	for i, f := range there {
		w := changeWord(f, c.Item)
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: w, Main: i == 0})
	}
	t.out = append(t.out, Say{Card: &card})
	return true
}

// changeable are the forms that have the item and whose report of the open period
// is there. A number is what a count is changed to, where one of them is a count.
func (t *turn) changeable(c language.Command) []anwei.Form {
	var all, counts []anwei.Form
	for _, f := range t.myForms() {
		key := anwei.ReportKey{Form: f.ID, Period: openPeriod(f, t.in), Unit: t.unitMeant(f, anwei.Period{})}
		if c.Item > len(f.Fields) || key.Unit == "" || !t.there(key) {
			continue
		}
		all = append(all, f)
		if countItem(f, c.Item) {
			counts = append(counts, f)
		}
	}
	if c.Rest != "" && len(counts) > 0 {
		return counts
	}
	return all
}
