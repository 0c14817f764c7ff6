// Package duty is the room of duties, promises and cases.
package duty

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/deed"
	"anwei/language/text"
	"anwei/scheduler"
)

// Words takes what is told of a duty: that it was done, that it is arranged,
// or that the last telling was wrong.
func Words(t *bot.Turn, typed string) bool {
	if typed == phrases.WordUndo {
		return undo(t)
	}
	mine := t.Mine()
	var duties []anwei.Duty
	for _, d := range t.In.Plan.Duties {
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
	told := t.In.Reader.Deed.Deed(typed, deed.Known{Duties: duties, Now: t.In.Now})
	// Who names a duty, its day and the people tells of it, whatever figures follow.
	sure := told.Kind == deed.Held && told.Duty != "" && !told.On.IsZero() && told.People > 0
	if told.Kind == deed.NoDeed || !sure && bot.AnswersReport(t, typed) {
		return false
	}
	if told.Kind == deed.Undone && told.Duty == "" {
		return undo(t)
	}
	var options []anwei.Matter
	for _, id := range append(told.Either, told.Duty) {
		if d, ok := t.In.Plan.Duty(id); ok {
			options = append(options, fulfilling(t, d, told, mine, typed)...)
		}
	}
	switch len(options) {
	case 0:
		return false
	case 1:
		Told(t, options[0], typed)
	default:
		askWhich(t, options, typed)
	}
	return true
}

// fulfilling returns what the deed may be about: the duty of each of the units
// that it concerns, or of those that are named.
func fulfilling(t *bot.Turn, d anwei.Duty, told deed.Deed, mine []anwei.Unit, typed string) []anwei.Matter {
	on := told.On
	if on.IsZero() {
		on = t.Today()
	}
	var all, named []anwei.Matter
	for _, u := range mine {
		if !d.Audience.Includes(u) {
			continue
		}
		m := anwei.Matter{Unit: u.ID, Duty: d.ID, Period: d.Period(on)}
		all = append(all, m)
		if bot.GoesBy(u, typed) {
			named = append(named, m)
		}
	}
	if len(named) > 0 {
		return named
	}
	return all
}

// askWhich asks which of several matters is meant.
func askWhich(t *bot.Turn, options []anwei.Matter, words string) {
	names := make([]string, len(options))
	for i, m := range options {
		names[i] = t.About(m)
	}
	bot.AskOptions(t, bot.Pending{Ask: bot.AskWhich, Options: options, Words: words}, t.Text("duty.which"), names, bot.MatterLabels(t, options))
}

// Told takes a text about one duty of one unit.
func Told(t *bot.Turn, m anwei.Matter, typed string) {
	d, _ := t.In.Plan.Duty(m.Duty)
	told := t.In.Reader.Deed.Deed(typed, deed.Known{Duties: []anwei.Duty{d}, Asked: d.ID, Now: t.In.Now})
	switch told.Kind {
	case deed.Scheduled:
		arrange(t, m, told)
	case deed.Undone:
		undoLast(t, m)
	case deed.Held, deed.NoDeed:
		hold(t, m, told, anwei.Fulfilment{Words: typed})
	}
}

// arrange keeps the day on which a duty is to be done.
func arrange(t *bot.Turn, m anwei.Matter, told deed.Deed) {
	d, _ := t.In.Plan.Duty(m.Duty)
	switch {
	case len(told.Refused) > 0, told.On.IsZero():
		Ask(t, bot.Pending{Ask: bot.AskDay, Matter: m}, refusedText(t, told.Refused))
	case told.On.Before(t.Today()):
		Ask(t, bot.Pending{Ask: bot.AskDay, Matter: m}, t.Text("duty.past_day", "day", told.On.Chinese()))
	default:
		m.Period = d.Period(told.On)
		Promise(t, []anwei.Matter{m}, deed.PromiseSaid{Kind: anwei.Arranged, On: told.On})
	}
}

// Day takes the day on which a duty is to be done.
func Day(t *bot.Turn, p bot.Pending, typed string) bool {
	d, _ := t.In.Plan.Duty(p.Matter.Duty)
	told := t.In.Reader.Deed.Deed(typed, deed.Known{Duties: []anwei.Duty{d}, Asked: d.ID, Now: t.In.Now})
	if told.On.IsZero() && len(told.Refused) == 0 {
		return false
	}
	if told.Kind == deed.Held && told.On.Before(t.Today()) {
		t.State.Pending = nil
		hold(t, p.Matter, told, anwei.Fulfilment{Words: typed})
		return true
	}
	arrange(t, p.Matter, told)
	return true
}

// Detail takes more about a duty that was said to be done.
func Detail(t *bot.Turn, p bot.Pending, typed string) bool {
	d, _ := t.In.Plan.Duty(p.Matter.Duty)
	theDeed := t.In.Reader.Deed.Deed(typed, deed.Known{Duties: []anwei.Duty{d}, Asked: d.ID, Now: t.In.Now})
	if theDeed.Kind == deed.Scheduled {
		arrange(t, p.Matter, theDeed)
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
	told.Words = strings.TrimSpace(told.Words + "\n" + typed)
	hold(t, p.Matter, theDeed, told)
	return true
}

// hold adds the deed to what was told of a duty before, asks for the day where
// that is missing, and then shows it all.
func hold(t *bot.Turn, m anwei.Matter, theDeed deed.Deed, told anwei.Fulfilment) {
	d, _ := t.In.Plan.Duty(m.Duty)
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
		Ask(t, bot.Pending{Ask: bot.AskDetail, Matter: told.Matter, Told: &told}, refusedText(t, theDeed.Refused))
	case told.On.IsZero():
		Ask(t, bot.Pending{Ask: bot.AskDetail, Matter: m, Told: &told}, "")
	default:
		t.State.Pending = &bot.Pending{Ask: bot.AskNote, Matter: told.Matter, Told: &told}
		note := t.Text("duty.note_card", "note", scheduler.Shorten(t.Text("duty.note", "deed", deedText(t, told, d)), 120)) // the record keeps all of it
		t.Out = append(t.Out, bot.Say{Card: bot.MatterCard(told.Matter, scheduler.Shorten(t.About(told.Matter), 36), note, phrases.WordNote, phrases.WordNotSo)})
	}
}

// Ask asks about a matter what its kind of question is for, beside the report in hand.
func Ask(t *bot.Turn, p bot.Pending, lead string) {
	about := t.About(p.Matter)
	if len(p.Options) > 0 {
		about = abouts(t, p.Options)
	}
	t.AskBeside(p, lead+t.Text("duty.ask_"+string(p.Ask), "about", about))
}

// refusedText says why the first of the refused pieces of a text was not taken,
// and nothing where none was refused.
func refusedText(t *bot.Turn, refused []text.Refusal) string {
	if len(refused) == 0 {
		return ""
	}
	return t.Text("duty.refused", "piece", refused[0].Text, "reason", t.Phrases.Refused(refused[0].Reason))
}

// deedText tells what was understood of a fulfilment.
func deedText(t *bot.Turn, f anwei.Fulfilment, d anwei.Duty) string {
	parts := []string{f.On.Chinese()}
	if f.People > 0 {
		parts = append(parts, t.Text("duty.people", "n", f.People))
	}
	if f.Count > 1 {
		parts = append(parts, t.Text("duty.times", "n", f.Count, "counts", d.Counts))
	}
	if f.Result != "" {
		parts = append(parts, f.Result)
	}
	return strings.Join(parts, "，")
}

// Noted takes the answer to whether a fulfilment is right. More about it is
// taken too.
func Noted(t *bot.Turn, p bot.Pending, typed string) bool {
	switch {
	case bot.Yes(t, typed):
		t.State.Pending = nil
		record(t, *p.Told)
	case bot.No(t, typed):
		Ask(t, bot.Pending{Ask: bot.AskDetail, Matter: p.Matter}, t.Text("duty.not_noted"))
	default:
		return !bot.AnswersReport(t, typed) && Detail(t, p, typed)
	}
	return true
}

// record puts a fulfilment on record.
func record(t *bot.Turn, f anwei.Fulfilment) {
	before := t.In.Ledger.Fulfilments(f.Matter)
	f.N, f.By, f.At = len(before)+1, t.In.Person.ID, t.In.Now
	t.Out = append(t.Out, bot.AddFulfilment{Fulfilment: f})
	d, _ := t.In.Plan.Duty(f.Matter.Duty)
	t.State.Proven = &bot.Proven{Matter: f.Matter, N: f.N, At: t.In.Now}
	count := bot.CountText(t, anwei.Counted(before)+f.Count, d)
	t.Reply("duty.noted", "about", t.About(f.Matter), "deed", deedText(t, f, d), "count", count)
}

// undo takes back what was told last.
func undo(t *bot.Turn) bool {
	p := t.State.Proven
	if p == nil || p.N == 0 || p.Matter.Duty == "" {
		return false
	}
	undoLast(t, p.Matter)
	return true
}

// undoLast voids the newest fulfilment of the matter that counts.
func undoLast(t *bot.Turn, m anwei.Matter) {
	fs := t.In.Ledger.Fulfilments(m)
	for i := len(fs) - 1; i >= 0; i-- {
		if fs[i].Void == "" {
			t.Out = append(t.Out, bot.VoidFulfilment{Matter: m, N: fs[i].N, Why: t.Text("common.undone_by", "person", t.In.Person.Name, "at", phrases.ClockText(t.In.Now))})
			t.State.Proven, t.State.Pending = nil, nil
			t.Reply("duty.undone", "about", t.About(m), "day", fs[i].On.Chinese())
			return
		}
	}
	t.Reply("duty.nothing_to_undo", "about", t.About(m))
}
