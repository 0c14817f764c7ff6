package bot

import (
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/deed"
)

// dutyWords takes what is told of a duty: that it was done, that it is arranged,
// or that the last telling was wrong.
func (t *turn) dutyWords(text string) bool {
	if text == wordUndo {
		return t.undo()
	}
	mine := t.mine()
	var duties []anwei.Duty
	for _, d := range t.in.Plan.Duties {
		for _, u := range mine {
			if d.Audience.Includes(u) {
				duties = append(duties, d)
				break
			}
		}
	}
	if len(duties) == 0 {
		return false
	}
	theDeed := deed.Read(text, deed.Known{Duties: duties, Now: t.in.Now})
	// Who names a duty, its day and the people tells of it, whatever figures follow.
	sure := theDeed.Kind == deed.Held && theDeed.Duty != "" && !theDeed.On.IsZero() && theDeed.People > 0
	if theDeed.Kind == deed.NoDeed || !sure && t.answersReport(text) {
		return false
	}
	if theDeed.Kind == deed.Undone && theDeed.Duty == "" {
		return t.undo()
	}
	var options []anwei.Matter
	for _, id := range append(theDeed.Either, theDeed.Duty) {
		if d, ok := t.in.Plan.Duty(id); ok {
			options = append(options, t.fulfilling(d, theDeed, mine, text)...)
		}
	}
	switch len(options) {
	case 0:
		return false
	case 1:
		t.told(options[0], text)
	default:
		t.askWhich(options, text)
	}
	return true
}

// answersReport reports whether the text answers what the report in hand asks.
func (t *turn) answersReport(text string) bool {
	if t.st.Stage != Asking && t.st.Stage != Fixing {
		return false
	}
	got := language.Figures(text, language.Asked{Form: t.form, Fields: t.asked(), Have: t.draft.Values})
	return len(got.Found) > 0
}

// fulfilling returns what the deed may be about: the duty of each of the units
// that it concerns, or of those that are named.
func (t *turn) fulfilling(d anwei.Duty, told deed.Deed, mine []anwei.Unit, text string) []anwei.Matter {
	on := told.On
	if on.IsZero() {
		on = t.today()
	}
	var all, named []anwei.Matter
	for _, u := range mine {
		if !d.Audience.Includes(u) {
			continue
		}
		m := anwei.Matter{Unit: u.ID, Duty: d.ID, Period: d.Period(on)}
		all = append(all, m)
		if goesBy(u, text) {
			named = append(named, m)
		}
	}
	if len(named) > 0 {
		return named
	}
	return all
}

// askWhich asks which of several matters is meant.
func (t *turn) askWhich(options []anwei.Matter, words string) {
	names := make([]string, len(options))
	for i, m := range options {
		names[i] = t.about(m)
	}
	t.askOptions(Pending{Ask: AskWhich, Options: options, Words: words}, whichMatter(), names, t.matterLabels(options))
}

// told takes a text about one duty of one unit.
func (t *turn) told(m anwei.Matter, text string) {
	d, _ := t.in.Plan.Duty(m.Duty)
	theDeed := deed.Read(text, deed.Known{Duties: []anwei.Duty{d}, Asked: d.ID, Now: t.in.Now})
	switch theDeed.Kind {
	case deed.Scheduled:
		t.arrange(m, theDeed)
	case deed.Undone:
		t.undoLast(m)
	case deed.Held, deed.NoDeed:
		t.hold(m, theDeed, anwei.Fulfilment{Words: text})
	}
}

// arrange keeps the day on which a duty is to be done.
func (t *turn) arrange(m anwei.Matter, told deed.Deed) {
	d, _ := t.in.Plan.Duty(m.Duty)
	switch {
	case len(told.Refused) > 0, told.On.IsZero():
		t.askBeside(Pending{Ask: AskDay, Matter: m}, refusedText(told.Refused)+askDay(t.about(m)))
	case told.On.Before(t.today()):
		t.askBeside(Pending{Ask: AskDay, Matter: m}, pastDay(told.On)+askDay(t.about(m)))
	default:
		m.Period = d.Period(told.On)
		t.promise([]anwei.Matter{m}, deed.PromiseSaid{Kind: anwei.Arranged, On: told.On})
	}
}

// day takes the day on which a duty is to be done.
func (t *turn) day(p Pending, text string) bool {
	d, _ := t.in.Plan.Duty(p.Matter.Duty)
	told := deed.Read(text, deed.Known{Duties: []anwei.Duty{d}, Asked: d.ID, Now: t.in.Now})
	if told.On.IsZero() && len(told.Refused) == 0 {
		return false
	}
	if told.Kind == deed.Held && told.On.Before(t.today()) {
		t.st.Pending = nil
		t.hold(p.Matter, told, anwei.Fulfilment{Words: text})
		return true
	}
	t.arrange(p.Matter, told)
	return true
}

// detail takes more about a duty that was said to be done.
func (t *turn) detail(p Pending, text string) bool {
	d, _ := t.in.Plan.Duty(p.Matter.Duty)
	theDeed := deed.Read(text, deed.Known{Duties: []anwei.Duty{d}, Asked: d.ID, Now: t.in.Now})
	if theDeed.Kind == deed.Scheduled {
		t.arrange(p.Matter, theDeed)
		return true
	}
	nothing := theDeed.On.IsZero() && theDeed.People == 0 && theDeed.Count == 0 && len(theDeed.Refused) == 0
	if nothing {
		return false
	}
	told := anwei.Fulfilment{}
	if p.Told != nil {
		told = *p.Told
	}
	told.Words = strings.TrimSpace(told.Words + "\n" + text)
	t.hold(p.Matter, theDeed, told)
	return true
}

// hold adds the deed to what was told of a duty before, asks for the day where
// that is missing, and then shows it all.
func (t *turn) hold(m anwei.Matter, theDeed deed.Deed, told anwei.Fulfilment) {
	d, _ := t.in.Plan.Duty(m.Duty)
	told.Matter = m
	if !theDeed.On.IsZero() {
		told.On, told.Matter.Period = theDeed.On, d.Period(theDeed.On)
	}
	if theDeed.People > 0 {
		told.People = theDeed.People
	}
	if theDeed.Count > 0 {
		told.Count = theDeed.Count
	}
	if theDeed.Result != "" {
		told.Result = theDeed.Result
	}
	told.Count = max(told.Count, 1)
	switch {
	case len(theDeed.Refused) > 0:
		t.askBeside(Pending{Ask: AskDetail, Matter: told.Matter, Told: &told}, refusedText(theDeed.Refused)+askDetail(t.about(told.Matter)))
	case told.On.IsZero():
		t.askBeside(Pending{Ask: AskDetail, Matter: m, Told: &told}, askDetail(t.about(m)))
	default:
		t.st.Pending = &Pending{Ask: AskNote, Matter: told.Matter, Told: &told}
		t.out = append(t.out, Say{Card: t.noteCard(told, d)})
	}
}

// noted takes the answer to whether a fulfilment is right. More about it is
// taken too.
func (t *turn) noted(p Pending, text string) bool {
	switch {
	case yes(text):
		t.st.Pending = nil
		t.record(*p.Told)
	case no(text):
		t.askBeside(Pending{Ask: AskDetail, Matter: p.Matter}, againPlease()+askDetail(t.about(p.Matter)))
	default:
		return !t.answersReport(text) && t.detail(p, text)
	}
	return true
}

// record puts a fulfilment on record.
func (t *turn) record(f anwei.Fulfilment) {
	before := t.in.Ledger.Fulfilments(f.Matter)
	f.N, f.By, f.At = len(before)+1, t.in.Person.ID, t.in.Now
	t.out = append(t.out, AddFulfilment{Fulfilment: f})
	d, _ := t.in.Plan.Duty(f.Matter.Duty)
	t.st.Proven = &Proven{Matter: f.Matter, N: f.N, At: t.in.Now}
	t.say(recorded(t.about(f.Matter), f, anwei.Counted(before)+f.Count, d) + t.returning())
}

// returning leads back to the report in hand.
func (t *turn) returning() string {
	if p := t.prompt(); p != "" {
		return "\n" + p
	}
	return ""
}

// undo takes back what was told last.
func (t *turn) undo() bool {
	p := t.st.Proven
	if p == nil || p.N == 0 || p.Matter.Duty == "" {
		return false
	}
	t.undoLast(p.Matter)
	return true
}

// undoLast voids the newest fulfilment of the matter that counts.
func (t *turn) undoLast(m anwei.Matter) {
	fs := t.in.Ledger.Fulfilments(m)
	for i := len(fs) - 1; i >= 0; i-- {
		if fs[i].Void == "" {
			t.out = append(t.out, VoidFulfilment{Matter: m, N: fs[i].N, Why: undoneBy(t.in.Person, t.in.Now)})
			t.st.Proven, t.st.Pending = nil, nil
			t.say(undone(t.about(m), fs[i]) + t.returning())
			return
		}
	}
	t.say(nothingToUndo(t.about(m)) + t.returning())
}
