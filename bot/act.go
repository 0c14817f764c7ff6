package bot

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// ActKind is what the office does, as it is called in the record.
type ActKind string

// What the office does after one yes.
const (
	ActReturn   ActKind = "退回"
	ActSeal     ActKind = "收下"
	ActUnlock   ActKind = "解锁"
	ActBehalf   ActKind = "代录"
	ActChase    ActKind = "催办"
	ActReplace  ActKind = "换人"
	ActAdd      ActKind = "加人"
	ActRetire   ActKind = "停用"
	ActPhone    ActKind = "改手机号"
	ActMark     ActKind = "挂牌"
	ActWithdraw ActKind = "撤牌"
	// What follows is only looked at.
	ActLog      ActKind = "改动记录"
	ActLate     ActKind = "迟报名单"
	ActMisheard ActKind = "听不懂的"
)

// Act is something that the office is about to do, until it has said yes. It is
// shown before, and rights and facts are looked at again when it is done.
type Act struct {
	// ID is the message that asked for it; a button of another act does nothing.
	ID   string  `json:"id"`
	Kind ActKind `json:"kind"`
	// Unit is whose business it is; Either are the units that may be meant.
	Unit   anwei.UnitID   `json:"unit,omitempty"`
	Either []anwei.UnitID `json:"either,omitempty"`
	// Keys are the reports that it is about.
	Keys   []anwei.ReportKey `json:"keys,omitempty"`
	Form   anwei.FormID      `json:"form,omitempty"`
	Period anwei.Period      `json:"period,omitzero"`
	Items  []int             `json:"items,omitempty"`
	Reason string            `json:"reason,omitempty"`
	// Why is set while the reason is asked, or the account of who is to come.
	Why bool `json:"why,omitempty"`
	// Change is a change of the roster.
	Change *Change `json:"change,omitempty"`
	// Mark is a mark to be put or withdrawn.
	Mark *anwei.Mark `json:"mark,omitempty"`
}

// runs reports whether the person runs the campaign for the unit.
func (t *turn) runs(u anwei.UnitID) bool { return t.inOffice(t.in.Ledger.Roster(), u) }

// audit puts on record what was done, or refused, by the person.
func (t *turn) audit(a anwei.Audit) {
	n := 0
	for _, e := range t.out {
		if _, ok := e.(PutAudit); ok {
			n++
		}
	}
	a.ID, a.At, a.By = t.in.Message.ID+"/"+strconv.Itoa(n+1), t.in.Now, t.in.Person.ID
	t.out = append(t.out, PutAudit{Audit: a})
}

// refuse says that the person may not do it, and puts that on record.
func (t *turn) refuse(kind ActKind, u anwei.UnitID) {
	t.st.Pending = nil
	t.audit(anwei.Audit{Action: string(kind), Unit: u, Detail: shorten(t.in.Message.Text), Refused: true})
	t.say(mayNot(kind, t.unitName(u), t.in.Person.Has(anwei.Office), t.in.Plan.Office) + t.returning())
}

// deskWords takes what only the office does. Whoever else says it is told so, and
// that is put on record; a unit must be named then, so that an answer is never
// mistaken for it.
func (t *turn) deskWords(text string) bool {
	if t.stateAsked(text) {
		return true
	}
	now, later := t.firstOf(text)
	done := t.deskSaid(now)
	if done && later != "" {
		t.say(oneAtATime(later))
	}
	return done
}

// deskSaid takes one thing that only the office does.
func (t *turn) deskSaid(text string) bool {
	said, ok := frame.Desk(t.readings(text))
	named := len(said.Units)+len(said.Either) > 0
	office := t.in.Person.Has(anwei.Office)
	alone := said.Act == frame.DeskChase && said.Form == "" && said.Period.IsZero() && t.st.Stage == Idle
	ok = ok && (said.Act != frame.DeskChase || !asksPast(text))
	if !ok || !office && !named && !said.All && !alone || t.answersReport(text) {
		return false
	}
	a := Act{
		ID: t.in.Message.ID, Kind: deskAct(said.Act), Either: said.Either, Form: said.Form, Period: said.Period,
		Items: said.Items, Reason: said.Rest,
	}
	units := said.Units
	switch {
	case said.All && said.Act == frame.DeskSeal, said.Act == frame.DeskChase && !named:
		units = t.runFor(a)
	case said.Act == frame.DeskBehalf && len(units) > 1, said.Act == frame.DeskUnlock && len(units) > 1:
		a.Either, units = units, nil
	}
	for _, u := range units {
		if !t.runs(u) {
			t.refuse(a.Kind, u)
			return true
		}
	}
	if !office {
		t.refuse(a.Kind, "")
		return true
	}
	if !named && said.Act == frame.DeskUnlock {
		return false
	}
	t.act(a, units, named)
	return true
}

func deskAct(a frame.DeskAct) ActKind {
	switch a {
	case frame.DeskReturn:
		return ActReturn
	case frame.DeskSeal:
		return ActSeal
	case frame.DeskUnlock:
		return ActUnlock
	case frame.DeskBehalf:
		return ActBehalf
	case frame.DeskChase:
	}
	return ActChase
}

// act does what was said, once it is known to whom.
func (t *turn) act(a Act, units []anwei.UnitID, named bool) {
	var mine []anwei.UnitID
	for _, u := range a.Either {
		if t.runs(u) {
			mine = append(mine, u)
		}
	}
	switch {
	case len(a.Either) > 0 && len(mine) == 0:
		t.refuse(a.Kind, a.Either[0])
	case len(mine) == 1:
		a.Either = nil
		t.act(a, append(units, mine[0]), named)
	case len(mine) > 1:
		a.Either = mine
		t.askActUnit(a)
	case len(units) == 0:
		t.say(nameActUnit(a.Kind) + t.returning())
	case a.Kind == ActBehalf:
		t.behalf(a, units[0])
	case a.Kind == ActChase:
		t.chase(a, units, named)
	default:
		t.reportAct(a, units, named)
	}
}

// askAct asks what is missing of an act.
func (t *turn) askAct(a Act, text string) { t.askBeside(Pending{Ask: AskAct, Act: &a}, text) }

// askActUnit asks of which unit an act is.
func (t *turn) askActUnit(a Act) {
	names := make([]string, len(a.Either))
	for i, u := range a.Either {
		names[i] = t.unitName(u)
	}
	t.askOptions(Pending{Ask: AskAct, Act: &a}, whichActUnit(a.Kind), names, labelled(names))
}

// runFor returns the units of the act's form that the person runs the campaign
// for.
func (t *turn) runFor(a Act) []anwei.UnitID {
	f, ok := t.actForm(a)
	if !ok {
		return nil
	}
	roster := t.in.Ledger.Roster()
	var out []anwei.UnitID
	for _, u := range roster.Units {
		if f.Audience.Includes(u) && t.inOffice(roster, u.ID) {
			out = append(out, u.ID)
		}
	}
	return out
}

// actForm is the form that was named, or the first one.
func (t *turn) actForm(a Act) (anwei.Form, bool) {
	if a.Form != "" {
		return t.in.Plan.Form(a.Form)
	}
	return countsForm(t.in.Plan)
}

// previewAct shows an act and asks for the one yes.
func (t *turn) previewAct(a Act, text string) {
	a.Why, a.Either = false, nil
	t.st.Pending = &Pending{Ask: AskAct, Act: &a}
	t.say(text)
	t.out = append(t.out, Say{Card: &anwei.Card{
		Title: actTitle(a.Kind), Text: actText(a.Kind),
		Buttons: []anwei.Button{
			{Text: wordAct(a.Kind), Key: actKey(wordAct(a.Kind), a.ID), Main: true},
			{Text: wordNoAct, Key: actKey(wordNoAct, a.ID)},
		},
	}})
}

// countsForm returns the form that the office means where it names none: the first
// that asks for nothing but counts, and the plan's first where all ask for more. It
// returns false for a plan without forms.
func countsForm(p anwei.Plan) (anwei.Form, bool) {
	for _, f := range p.Forms {
		counts := len(f.Fields) > 0
		for _, fd := range f.Fields {
			counts = counts && fd.Kind == anwei.Count
		}
		if counts {
			return f, true
		}
	}
	if len(p.Forms) > 0 {
		return p.Forms[0], true
	}
	return anwei.Form{}, false
}

// actKey is the key of a button about one act.
func actKey(word, id string) string { return word + "|act/" + id }

// acted takes the answer to what was asked of an act.
func (t *turn) acted(p Pending, text string) bool {
	a := *p.Act
	switch {
	case len(a.Either) > 0:
		u, ok := t.picked(a.Either, text)
		if !ok {
			return false
		}
		t.st.Pending, a.Either = nil, nil
		t.act(a, []anwei.UnitID{u}, true)
		return true
	case a.Why && a.Change != nil:
		return t.accounted(a, text)
	case a.Why:
		return t.reasoned(a, text)
	case no(text) || drops(text):
		t.st.Pending = nil
		t.say(notActed() + t.returning())
		return true
	case agrees(a, text):
		t.st.Pending = nil
		t.perform(a)
		return true
	}
	return false
}

// picked takes a number or a name out of a list of units.
func (t *turn) picked(units []anwei.UnitID, text string) (anwei.UnitID, bool) {
	for i, id := range units {
		if text == ordinalLabel(i+1) || t.unitName(id) == text {
			return id, true
		}
	}
	n, size, ok := language.Numeral(text)
	if ok && size == len(text) && n >= 1 && n <= int64(len(units)) {
		return units[n-1], true
	}
	var match []anwei.UnitID
	for _, id := range units {
		if u, known := t.in.Ledger.Unit(id); known && (u.Name == text || goesBy(u, text)) {
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
func (t *turn) reasoned(a Act, text string) bool {
	if c := language.ReadCommand(text, t.formInMind(), t.in.Now); c.Kind != language.None && c.Kind != language.Unchanged && c.Kind != language.Change {
		return false
	}
	if len([]rune(text)) < 2 {
		t.say(reasonTooShort())
		return true
	}
	a.Reason = text
	if f, _ := t.actForm(a); len(a.Items) == 0 && a.Kind == ActReturn {
		a.Items = slices.DeleteFunc(language.Items(text), func(n int) bool { return n > len(f.Fields) })
	}
	if a.Mark != nil {
		t.previewMark(a)
	} else {
		t.previewReports(a)
	}
	return true
}

// perform does an act that was shown and confirmed.
func (t *turn) perform(a Act) {
	switch a.Kind {
	case ActReturn, ActSeal, ActUnlock:
		t.handleReports(a)
	case ActChase:
		t.sendChase(a)
	case ActReplace, ActAdd, ActRetire, ActPhone:
		t.changeRoster(a)
	case ActMark, ActWithdraw:
		t.putMark(a)
	case ActBehalf, ActLog, ActLate, ActMisheard: // done at once
	}
}

// pressDesk does what a button about an act, a sealed or entered report or a
// grant says, and returns false for a button about something else.
func (t *turn) pressDesk(key string) bool {
	word, rest, _ := strings.Cut(key, "|")
	if id, ok := strings.CutPrefix(rest, "act/"); ok {
		p := t.st.Pending
		if p == nil || p.Act == nil || p.Act.ID != id || !t.acted(*p, word) {
			t.say(oldQuestion() + t.returning())
		}
		return true
	}
	if id, ok := strings.CutPrefix(rest, "ask/"); ok {
		t.pressAsked(word, id)
		return true
	}
	if id, ok := strings.CutPrefix(rest, "grant/"); ok {
		t.pressGrant(word, id)
		return true
	}
	_, m := anwei.ReadButtonKey(key)
	report, ok := m.Report()
	if !ok {
		return false
	}
	switch word {
	case wordAskUnlock:
		t.askUnlock(report, "")
	case wordUnlock:
		t.grantUnlock(report)
	case wordRight, wordWrongFigures:
		t.answerBehalf(report, word == wordRight, "")
	default:
		return false
	}
	return true
}

// shorten cuts what is kept of somebody's words.
func shorten(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
