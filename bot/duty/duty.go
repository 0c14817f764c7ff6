// Package duty is the room of duties, promises and cases.
package duty

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/answer"
	"anwei/language/deed"
	"anwei/language/text"
	"anwei/scheduler"
)

// Room is what this room's questions are stored under.
const Room = "duty"

// What is asked of duties, promises and cases, besides bot.AskProof.
const (
	kindWhich  bot.QuestionKind = "which"  // which of several matters is meant
	kindDetail bot.QuestionKind = "detail" // when and how a duty was done
	kindNote   bot.QuestionKind = "note"   // whether the fulfilment is right
	kindDay    bot.QuestionKind = "day"    // on which day it takes place
	kindWhy    bot.QuestionKind = "why"    // what the difficulty is
	kindOpen   bot.QuestionKind = "open"   // whether the case is right
	kindResult bot.QuestionKind = "result" // what came of a case's step
)

// choice is what is kept where several matters may be meant, or a difficulty is of them.
type choice struct {
	Options []anwei.Matter `json:"options,omitempty"`
	Words   string         `json:"words,omitempty"`
}

// telling is what is kept of a matter: the fulfilment as far as it was told, what came of
// a step that still wants its proof, the case to be opened.
type telling struct {
	Matter anwei.Matter      `json:"matter,omitzero"`
	Told   *anwei.Fulfilment `json:"told,omitempty"`
	Result string            `json:"result,omitempty"`
	Case   *anwei.Case       `json:"case,omitempty"`
}

// Kinds are how the questions of this room are answered.
func Kinds() bot.Kinds {
	return bot.Kinds{
		kindWhich:    bot.KindOf(which, func(p choice) bool { return len(p.Options) > 0 }),
		kindWhy:      bot.KindOf(why, nil),
		kindDetail:   bot.KindOf(detail, nil),
		kindNote:     bot.KindOf(noted, func(p telling) bool { return p.Told != nil }),
		kindDay:      bot.KindOf(dayOf, nil),
		kindOpen:     bot.KindOf(opened, func(p telling) bool { return p.Case != nil }),
		kindResult:   bot.KindOf(result, nil),
		bot.AskProof: bot.KindOf(unproven, nil),
	}
}

// Does is what this room does.
func Does() bot.Does {
	return bot.Does{
		"case":            caseSaid,
		"promise":         promises,
		"deed":            tells,
		"due":             dueAsked,
		"duty.record":     records,
		"duty.undo":       func(t *bot.Turn, _ string) bool { return undo(t) },
		"duty.done":       func(t *bot.Turn, _ string) bool { return done(t, anwei.WordHeld) },
		"duty.arranged":   func(t *bot.Turn, _ string) bool { return done(t, anwei.WordArranged) },
		"remind.rehearse": rehearsal,
		"remind.record":   pastReminders,
	}
}

// tells takes what is told of a duty: that it was done, that it is arranged,
// or that the last telling was wrong.
func tells(t *bot.Turn, typed string) bool {
	mine, duties := t.Mine(), dutiesOf(t)
	if len(duties) == 0 {
		return false
	}
	told := t.Hear(typed).Deed(deed.Known{Duties: duties})
	if told.Kind == deed.NoDeed {
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
		tellOf(t, options[0], typed)
	default:
		askWhich(t, options, typed)
	}
	return true
}

// dutiesOf are the duties of the person's units.
func dutiesOf(t *bot.Turn) []anwei.Duty {
	mine := t.Mine()
	return slices.DeleteFunc(slices.Clone(t.In.Plan.Duties), func(d anwei.Duty) bool {
		return !slices.ContainsFunc(mine, d.Audience.Includes)
	})
}

// fulfilling returns what the deed may be about: the duty of each of the units
// that it concerns, or of those that are named.
func fulfilling(t *bot.Turn, d anwei.Duty, told deed.Deed, mine []anwei.Unit, typed string) []anwei.Matter {
	on := cmp.Or(told.On, t.Today())
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
	names := anwei.Each(options, t.About)
	bot.AskOptions(t, bot.NewQuestion(Room, kindWhich, "", choice{Options: options, Words: words}), t.Text("duty.which"), names, bot.MatterLabels(t, options))
}

// which takes the answer to a list of numbered options.
func which(t *bot.Turn, p choice, typed string) bool {
	i, ok := bot.Heard(t, typed).Of(len(p.Options))
	if !ok {
		i = slices.Index(bot.MatterLabels(t, p.Options), typed)
	}
	if i >= 0 {
		t.Close()
		tellOf(t, p.Options[i], p.Words)
		return true
	}
	var match []anwei.Matter
	for _, m := range p.Options {
		if u, known := t.In.Ledger.Unit(m.Unit); known && bot.GoesBy(u, typed) {
			match = append(match, m)
		}
	}
	if bot.No(t, typed) {
		t.Close()
		t.Rooms.Ask(t, t.Text("duty.never_mind"))
		return true
	}
	if len(match) != 1 {
		return false
	}
	t.Close()
	tellOf(t, match[0], p.Words)
	return true
}

// tellOf takes a text about one duty of one unit.
func tellOf(t *bot.Turn, m anwei.Matter, typed string) {
	d, _ := t.In.Plan.Duty(m.Duty)
	told := t.Hear(typed).Deed(deed.Known{Duties: []anwei.Duty{d}, Asked: d.ID})
	switch told.Kind {
	case deed.Scheduled:
		arrange(t, m, told)
	case deed.Undone:
		undoLast(t, m)
	case deed.Held, deed.NoDeed:
		hold(t, m, told, anwei.Fulfilment{}, typed)
	}
}

// arrange keeps the day on which a duty is to be done.
func arrange(t *bot.Turn, m anwei.Matter, told deed.Deed) {
	d, _ := t.In.Plan.Duty(m.Duty)
	switch {
	case len(told.Refused) > 0, told.On.IsZero():
		ask(t, kindDay, telling{Matter: m}, refusedText(t, told.Refused))
	case told.On.Before(t.Today()):
		ask(t, kindDay, telling{Matter: m}, t.Text("duty.past_day", "day", told.On.Chinese()))
	default:
		m.Period = d.Period(told.On)
		Promise(t, []anwei.Matter{m}, deed.PromiseSaid{Kind: anwei.Arranged, On: told.On})
	}
}

// dayOf takes the day on which a duty is to be done.
func dayOf(t *bot.Turn, p telling, typed string) bool {
	d, _ := t.In.Plan.Duty(p.Matter.Duty)
	told := t.Hear(typed).Deed(deed.Known{Duties: []anwei.Duty{d}, Asked: d.ID})
	if told.On.IsZero() && len(told.Refused) == 0 {
		return false
	}
	if told.Kind == deed.Held && told.On.Before(t.Today()) {
		t.Close()
		hold(t, p.Matter, told, anwei.Fulfilment{}, typed)
		return true
	}
	arrange(t, p.Matter, told)
	return true
}

// detail takes more about a duty that was said to be done.
func detail(t *bot.Turn, p telling, typed string) bool {
	d, _ := t.In.Plan.Duty(p.Matter.Duty)
	theDeed := t.Hear(typed).Deed(deed.Known{Duties: []anwei.Duty{d}, Asked: d.ID})
	if theDeed.Kind == deed.Scheduled && (p.Told == nil || t.Today().Before(theDeed.On)) {
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
	hold(t, p.Matter, theDeed, told, typed)
	return true
}

// hold adds the deed to what was told of a duty before, asks for the day where
// that is missing, and then shows it all. Of a message that is refused nothing is kept.
func hold(t *bot.Turn, m anwei.Matter, theDeed deed.Deed, before anwei.Fulfilment, typed string) {
	d, _ := t.In.Plan.Duty(m.Duty)
	again := telling{Matter: m}
	if before.Words != "" {
		again.Told = &before
	}
	if lead := refusedText(t, theDeed.Refused); lead != "" && before.On.IsZero() {
		ask(t, kindDetail, again, lead)
		return
	} else if lead != "" {
		t.Out = append(t.Out, bot.Say{Content: anwei.PlainText(lead)}, bot.Say{Content: noteCard(t, before)})
		return
	}
	if on := theDeed.On; !on.IsZero() && (on.Year < t.In.Plan.From.Year || t.In.Plan.To.Year < on.Year) { // the lists of a year are made before the campaign
		again.Matter.Period = d.Period(t.Today())
		ask(t, kindDetail, again, t.Text("duty.outside", "day", inFull(on), "from", inFull(t.In.Plan.From), "to", inFull(t.In.Plan.To)))
		return
	}
	told := before
	told.Matter, told.Words = m, strings.TrimSpace(before.Words+"\n"+typed)
	if !theDeed.On.IsZero() {
		told.On, told.Matter.Period = theDeed.On, d.Period(theDeed.On)
	}
	told.People = cmp.Or(theDeed.People, told.People)
	told.Count = max(cmp.Or(theDeed.Count, told.Count), 1)
	told.Result = cmp.Or(theDeed.Result, told.Result)
	if told.On.IsZero() {
		ask(t, kindDetail, telling{Matter: m, Told: &told}, "")
		return
	}
	t.Open(bot.NewQuestion(Room, kindNote, told.Matter.String(), telling{Matter: told.Matter, Told: &told}))
	t.Out = append(t.Out, bot.Say{Content: noteCard(t, told)})
}

// noteCard asks whether what was understood of a fulfilment is right.
func noteCard(t *bot.Turn, told anwei.Fulfilment) *anwei.Card {
	how := "card"
	if recorded(t, told) {
		how = "again"
	}
	d, _ := t.In.Plan.Duty(told.Matter.Duty)
	note := t.Text("duty.note_"+how, "note", scheduler.Shorten(t.Text("duty.note", "deed", deedText(t, told, d)), 120)) // the record keeps all of it
	return bot.MatterCard(told.Matter, scheduler.Shorten(t.About(told.Matter), 36), note, phrases.WordNote, phrases.WordNotSo)
}

// inFull writes a day with its year.
func inFull(d anwei.Date) string { return d.In(time.UTC).Format("2006年1月2日") }

// ask asks about a matter what the kind of question is for, beside the report in hand.
func ask(t *bot.Turn, kind bot.QuestionKind, p telling, lead string) {
	asks := t.Text("duty.ask_"+string(kind), "about", t.About(p.Matter))
	if kind == kindDetail {
		asks = askDetail(t, p)
	}
	bot.AskBeside(t, bot.NewQuestion(Room, kind, p.Matter.String(), p), lead+asks)
}

// askDetail asks of a fulfilment what the duty needs and was not told yet.
func askDetail(t *bot.Turn, p telling) string {
	d, _ := t.In.Plan.Duty(p.Matter.Duty)
	told := anwei.Fulfilment{}
	if p.Told != nil {
		told = *p.Told
	}
	var what, example []string
	nothing := !told.On.IsZero() && told.People > 0 && told.Result != "" // a day was refused
	for _, x := range []struct {
		detail  anwei.Detail
		missing bool
	}{{anwei.DetailDay, told.On.IsZero() || nothing}, {anwei.DetailPeople, told.People == 0}, {anwei.DetailResult, told.Result == ""}} {
		if x.missing && d.AsksFor(x.detail) {
			what = append(what, t.Text("duty.detail_"+string(x.detail)))
			example = append(example, t.Text("duty.example_"+string(x.detail)))
		}
	}
	return t.Text("duty.ask_detail", "about", t.About(p.Matter), "what", strings.Join(what, "、"), "example", strings.Join(example, "，"))
}

// PressArranged takes the button that says that something is arranged.
func PressArranged(t *bot.Turn, m anwei.Matter) { ask(t, kindDay, telling{Matter: m}, "") }

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

// noted takes the answer to whether a fulfilment is right. More about it is
// taken too.
func noted(t *bot.Turn, p telling, typed string) bool {
	switch {
	case bot.Yes(t, typed):
		t.Close()
		record(t, *p.Told)
	case bot.Declines(t, typed) && recorded(t, *p.Told):
		t.Close()
		t.Reply("duty.noted_once")
	case bot.Declines(t, typed):
		ask(t, kindDetail, telling{Matter: p.Matter}, t.Text("duty.not_noted"))
	default:
		if no, wrong := bot.Heard(t, typed).As(answer.No); wrong { // 不对，是12号开的
			typed = no.Rest
		}
		return !bot.AnswersReport(t, typed) && detail(t, p, typed)
	}
	return true
}

// record puts a fulfilment on record.
func record(t *bot.Turn, f anwei.Fulfilment) {
	before := t.In.Ledger.Fulfilments(f.Matter)
	f.N, f.By, f.At = len(before)+1, t.In.Person.ID, t.In.Now
	t.Out = append(t.Out, bot.AddFulfilment{Fulfilment: f})
	d, _ := t.In.Plan.Duty(f.Matter.Duty)
	bot.Keep(t, Room, bot.Told, bot.Proven{Matter: f.Matter, N: f.N, At: t.In.Now})
	count := bot.CountText(t, anwei.Counted(before)+f.Count, d)
	t.Reply("duty.noted", "about", t.About(f.Matter), "deed", deedText(t, f, d), "count", count)
}

// undo takes back what was told last.
func undo(t *bot.Turn) bool {
	p, ok := bot.Kept[bot.Proven](t.State, bot.Told)
	if !ok || p.N == 0 || p.Matter.Duty == "" {
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
			bot.Forget(t, bot.Told)
			t.Close()
			t.Reply("duty.undone", "about", t.About(m), "day", fs[i].On.Chinese())
			return
		}
	}
	t.Reply("duty.nothing_to_undo", "about", t.About(m))
}
