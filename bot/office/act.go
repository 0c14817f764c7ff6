package office

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
	"anwei/language/text"
)

// Room is what this room's questions are stored under.
const Room = "office"

// What is asked of reports that are sealed, or that the office entered; what is asked of
// an act is bot.AskAct.
const (
	kindUnlock bot.QuestionKind = "unlock" // why a sealed report should be unlocked
	kindWrong  bot.QuestionKind = "wrong"  // what is wrong with what the office entered
)

// asked is what is kept with a question: the report.
type asked struct {
	Matter anwei.Matter `json:"matter"`
}

// Kinds are how the questions of this room are answered.
func Kinds() bot.Kinds {
	return bot.Kinds{
		bot.AskAct: bot.KindOf(acted, func(p bot.Acting) bool { return p.Act != nil }),
		kindUnlock: bot.KindOf(whyUnlock, nil),
		kindWrong:  bot.KindOf(whatWrong, nil),
	}
}

// What the office does after one yes.
const (
	ActLate     bot.ActKind = "迟报名单"
	ActMisheard bot.ActKind = "听不懂的"
)

// Does is what this room does.
func Does() bot.Does {
	return bot.Does{
		"office":          desk,
		"office.state":    stateAsked,
		"question.remind": chaseAll,
		"unlock.ask":      wantsUnlock,
		"unlock.grant":    grantsUnlock,
		"look":            look,
		"baseline":        baseline,
		"plan.answer":     explained,
		"plea.greet":      greets,
		"plea.thanks":     thanks,
		"plea.human":      human,
	}
}

// desk takes one thing that only the office does. Whoever else says it is told so, and
// that is put on record; a unit must be named then, so that an answer is never
// mistaken for it.
func desk(t *bot.Turn, typed string) bool {
	said, ok := frame.Desk(t.Readings(typed))
	named := len(said.Units)+len(said.Either) > 0
	office := t.In.Person.Has(anwei.Office)
	r, _, _ := frame.Of(t.Readings(typed), "office")
	if !office && said.Act == frame.DeskBehalf && said.Rest != "" && !r.Said("behalf") && slices.ContainsFunc(said.Units, t.In.Person.ReportsFor) {
		return false // a correction of his own
	}
	if !office && said.Bare && said.Act == frame.DeskUnlock && len(t.MyForms()) > 0 {
		return wantsUnlock(t, typed)
	}
	alone := said.Act == frame.DeskChase && t.Hand.Stage == bot.Idle && said.Form == "" && said.Period.IsZero()
	if !ok || !office && !named && !said.All && !alone {
		return false
	}
	a := bot.Act{
		ID: t.In.Message.ID, Kind: bot.ActOf(said.Act), Either: said.Either, Form: said.Form, Period: said.Period,
		Items: said.Items, Reason: said.Rest,
	}
	units := said.Units
	switch {
	case said.All && said.Act == frame.DeskSeal, said.Act == frame.DeskChase && !named:
		units = bot.RunFor(t, a)
	case said.Act == frame.DeskBehalf && len(units) > 1, said.Act == frame.DeskUnlock && len(units) > 1:
		a.Either, units = units, nil
	}
	for _, u := range units {
		if !t.Runs(u) {
			t.Refuse(a.Kind, u)
			return true
		}
	}
	if !office {
		t.Refuse(a.Kind, "")
		return true
	}
	if said.Bare {
		askWhose(t, a)
	} else {
		act(t, a, units, named)
	}
	return true
}

// mostAsked is of how many units it is asked which is meant; of more one has to be named.
const mostAsked = 12

// askWhose asks with which unit's report an act is to be done, of those with which it can
// be: in the form that was named, or the first in which there are any.
func askWhose(t *bot.Turn, a bot.Act) {
	for _, f := range t.In.Plan.Forms {
		if a.Form != "" && a.Form != f.ID {
			continue
		}
		of := a
		of.Form, of.Either = f.ID, nil
		if of.Period.IsZero() {
			of.Period = newest(t, a.Kind, f, bot.RunFor(t, of))
		}
		for _, u := range bot.RunFor(t, of) {
			_, in := t.In.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: of.Period, Unit: u})
			_, why := handled(t, a.Kind, f, of.Period, u)
			if a.Kind == bot.ActBehalf && !in || a.Kind != bot.ActBehalf && why == "" {
				of.Either = append(of.Either, u)
			}
		}
		if n := len(of.Either); n > mostAsked {
			nameUnit(t, a.Kind)
			return
		} else if n > 0 {
			act(t, of, nil, true)
			return
		}
	}
	t.Reply("office.none_to", "act", string(a.Kind))
}

// act does what was said, once it is known to whom.
func act(t *bot.Turn, a bot.Act, units []anwei.UnitID, named bool) {
	mine := anwei.Where(a.Either, t.Runs)
	switch {
	case len(a.Either) > 0 && len(mine) == 0:
		t.Refuse(a.Kind, a.Either[0])
	case len(mine) == 1:
		a.Either = nil
		act(t, a, append(units, mine[0]), named)
	case len(mine) > 1:
		a.Either = mine
		askActUnit(t, a)
	case len(units) == 0:
		nameUnit(t, a.Kind)
	case a.Kind == bot.ActBehalf:
		behalf(t, a, units[0])
	case a.Kind == bot.ActChase:
		chase(t, a, units, named)
	default:
		reportAct(t, a, units, named)
	}
}

// nameUnit tells that an act needs a unit.
func nameUnit(t *bot.Turn, kind bot.ActKind) {
	if kind == bot.ActReturn {
		t.Reply("office.which_return")
		return
	}
	t.Reply("common.name_one_unit", "word", string(kind))
}

// askActUnit asks of which unit an act is.
func askActUnit(t *bot.Turn, a bot.Act) {
	names := anwei.Each(a.Either, t.UnitName)
	all := a.Kind == bot.ActSeal && len(names) > 2
	bot.AskOptions(t, a.Question(), t.Text("office.which_unit", "act", a.Kind, "all", phrases.If(all, string(a.Kind))), names, bot.Labelled(names))
}

// acted takes the answer to what was asked of an act.
func acted(t *bot.Turn, p bot.Acting, typed string) bool {
	a := *p.Act
	switch {
	case len(a.Either) > 0:
		u, ok := picked(t, a.Either, typed)
		if !ok {
			return false
		}
		t.Close()
		a.Either = nil
		act(t, a, []anwei.UnitID{u}, true)
		return true
	case a.Why && a.Change != nil:
		return t.Rooms.Accounted(t, a, typed)
	case a.Why:
		return reasoned(t, a, typed)
	case bot.Declines(t, typed):
		t.Close()
		t.Reply("office.not_acted")
		return true
	case bot.Agrees(t, a, typed):
		t.Close()
		Perform(t, a)
		return true
	}
	return false
}

// picked takes a number or a name out of a list of units.
func picked(t *bot.Turn, units []anwei.UnitID, typed string) (anwei.UnitID, bool) {
	for i, id := range units {
		if typed == phrases.OrdinalLabel(i+1) || t.UnitName(id) == typed {
			return id, true
		}
	}
	if n, ok := bot.Heard(t, typed).Of(len(units)); ok {
		return units[n], true
	}
	var match []anwei.UnitID
	for _, id := range units {
		if u, known := t.In.Ledger.Unit(id); known && (u.Name == typed || bot.GoesBy(u, typed)) {
			match = append(match, id)
		}
	}
	if len(match) != 1 {
		return "", false
	}
	return match[0], true
}

// reasoned takes the reason of an act. Only what is clearly something else is
// none.
func reasoned(t *bot.Turn, a bot.Act, why string) bool {
	if bot.Wants(t, why) {
		return false
	}
	if len([]rune(why)) < 2 {
		t.Tell("common.reason_too_short")
		return true
	}
	a.Reason = why
	if f, _ := bot.ActForm(t, a); len(a.Items) == 0 && a.Kind == bot.ActReturn {
		a.Items = slices.DeleteFunc(text.Items(why), func(n int) bool { return n > len(f.Fields) })
	}
	if a.Mark != nil {
		bot.PreviewMark(t, a)
	} else {
		previewReports(t, a)
	}
	return true
}

// Perform does an act that was shown and confirmed.
func Perform(t *bot.Turn, a bot.Act) {
	switch a.Kind {
	case bot.ActReturn, bot.ActSeal, bot.ActUnlock:
		handleReports(t, a)
	case bot.ActChase:
		sendChase(t, a)
	case bot.ActReplace, bot.ActAdd, bot.ActRetire, bot.ActPhone:
		t.Rooms.ChangeRoster(t, a)
	case bot.ActMark, bot.ActWithdraw:
		t.Rooms.PutMark(t, a)
	case bot.ActFreeze:
		t.Rooms.Freeze(t, a)
	case bot.ActBehalf, bot.ActLog, ActLate, ActMisheard: // done at once
	}
}

// PressDesk does what a button about an act, a sealed or entered report or a
// grant says, and returns false for a button about something else.
func PressDesk(t *bot.Turn, key string) bool {
	word, rest, _ := strings.Cut(key, "|")
	if id, ok := strings.CutPrefix(rest, "act/"); ok {
		q, _ := t.Top()
		if p, _ := bot.Data[bot.Acting](q); p.Act == nil || p.Act.ID != id || !acted(t, p, word) {
			t.Reply("common.old_question")
		}
		return true
	}
	if id, ok := strings.CutPrefix(rest, "ask/"); ok {
		bot.PressAsked(t, word, id)
		return true
	}
	if id, ok := strings.CutPrefix(rest, "grant/"); ok {
		t.Rooms.PressGrant(t, word, id)
		return true
	}
	_, m := anwei.ReadButtonKey(key)
	report, ok := m.Report()
	if !ok {
		return false
	}
	switch word {
	case phrases.WordAskUnlock:
		askUnlock(t, report, "")
	case WordUnlock:
		grantUnlock(t, report)
	case phrases.WordRight, phrases.WordWrongFigures:
		answerBehalf(t, report, word == phrases.WordRight, "")
	default:
		return false
	}
	return true
}
