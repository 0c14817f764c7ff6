package bot

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language"
)

// pleas takes what somebody says who is stuck: at any time, and the talk goes on
// where it was.
func (t *turn) pleas(text string) bool {
	plea, field := language.ReadPlea(text, t.formInMind(), t.in.Now)
	switch plea {
	case language.NoPlea:
		return false
	case language.Greet:
		t.greet()
	case language.Human:
		t.human()
	case language.Explain:
		return t.explain(field)
	case language.Beyond:
		return t.beyond(text)
	case language.Restart:
		return t.restart()
	case language.Same:
		return t.same()
	}
	return true
}

// greet answers a greeting, and asks again what was asked.
func (t *turn) greet() {
	if t.st.Stage == Idle {
		t.say(greeting(t.in.Person, t.in.Plan) + "\n" + t.helpText())
		return
	}
	t.ask(greetingBack(t.in.Person))
}

// human hands the question to the office, with what the talk is about.
func (t *turn) human() {
	about, unit := "", anwei.UnitID("")
	if t.st.Key.Unit != "" {
		about, unit = t.about(anwei.ReportMatter(t.st.Key)), t.st.Key.Unit
	} else if mine := t.mine(); len(mine) > 0 {
		about, unit = mine[0].Name, mine[0].ID
	}
	if unit == "" {
		unit = t.rootUnit()
	}
	stuck := ""
	if ids := t.asked(); len(ids) > 0 && t.form.ID != "" {
		f, _ := t.form.Field(ids[0])
		stuck = f.Name
	}
	t.tellOffice("human/"+t.in.Message.ID, callForHelp(t.in.Person, about, stuck), unit)
	t.say(helpIsComing(t.in.Plan, t.officeContact()) + t.returning())
}

// rootUnit is the top of the tree, for somebody who has no unit.
func (t *turn) rootUnit() anwei.UnitID {
	for _, u := range t.in.Ledger.Roster().Units {
		if u.Parent == "" {
			return u.ID
		}
	}
	return ""
}

// officeContact is whom to call: the first of the office with a phone.
func (t *turn) officeContact() string {
	for _, p := range t.in.Ledger.Roster().People {
		if p.Has(anwei.Office) && p.Phone != "" {
			return p.Name + " " + p.Phone
		}
	}
	return ""
}

// explain says how a field is to be understood, in the words of the plan, and
// asks the same question again. Without a field it is about those that are asked.
func (t *turn) explain(field anwei.FieldID) bool {
	if t.form.ID == "" || t.st.Stage == Idle {
		return false
	}
	fields := t.asked()
	if field != "" {
		fields = []anwei.FieldID{field}
	}
	if len(fields) == 0 {
		return false
	}
	var b strings.Builder
	for _, id := range fields {
		f, _ := t.form.Field(id)
		b.WriteString(explanation(t.number(id), f, f.HintFor(t.unit.Kind)))
	}
	t.ask(b.String())
	return true
}

// beyond tells who asks about an item that the form in hand does not have.
func (t *turn) beyond(text string) bool {
	items := language.Items(text)
	if t.form.ID == "" || t.st.Stage == Idle || len(items) == 0 {
		return false
	}
	t.ask(noSuchItem(items[0], len(t.form.Fields)))
	return true
}

// restart asks whether the answers may be thrown away and the report begun anew.
func (t *turn) restart() bool {
	switch t.st.Stage {
	case Asking, Fixing, Review, Reason, Guessing:
	default:
		return false
	}
	if _, in := t.in.Ledger.Report(t.draft.Key); in || len(t.draft.Values) == 0 {
		t.st.Stage, t.st.Group = Asking, 0
		t.goOn("")
		return true
	}
	t.st.Stage, t.st.Again = Leaving, true
	t.askLeave()
	return true
}

// same shows last period's figures and asks whether those that are missing are
// the same.
func (t *turn) same() bool {
	if t.st.Stage != Asking {
		return false
	}
	last := t.last()
	missing := t.draft.Values.Missing(t.fields())
	var lines []string
	for _, f := range missing {
		if v, ok := last.Values[f.ID]; ok {
			lines = append(lines, numbered(t.number(f.ID), f.Name, t.brief(f, v, 36)))
		}
	}
	if len(lines) == 0 {
		t.ask(noLast(t.draft.Key.Period.Prev()))
		return true
	}
	prev := t.draft.Key.Period.Prev()
	t.say(sameAsLast(prev, lines))
	t.offer(Pending{Ask: AskSame, Matter: anwei.ReportMatter(t.draft.Key)},
		sameTitle(prev), sameText(changeExample(t.form, t.unit)), wordAllSame, wordDiffer)
	return true
}

// sameYes takes last period's figures for what is missing, once the person has
// seen them.
func (t *turn) sameYes(p Pending, text string) bool {
	all := text == wordAllSame || text == "全部一样" || text == "一样" || text == "都同上月"
	switch {
	case t.st.Stage != Asking || p.Matter != anwei.ReportMatter(t.st.Key):
		t.st.Pending = nil
		return false
	case no(text), text == wordDiffer:
		t.st.Pending = nil
		t.ask("")
		return true
	case !all && !yes(text):
		return false // figures: those that differ; the question stays
	}
	t.st.Pending = nil
	before := t.draft.Values.Clone()
	last := t.last()
	for _, f := range t.draft.Values.Missing(t.fields()) {
		if v, ok := last.Values[f.ID]; ok {
			v.Same = f.Kind == anwei.Text
			t.draft.Values[f.ID] = v
		}
	}
	t.keep(text)
	t.goOn(t.echo(before))
	return true
}

// replace takes whether a second figure for an answered field replaces the first
// or is added to it.
func (t *turn) replace(p Pending, text string) bool {
	if t.st.Stage == Idle || p.Matter != anwei.ReportMatter(t.st.Key) {
		t.st.Pending = nil
		return false
	}
	add := false
	switch text {
	case wordReplace, "换", "改", "覆盖", "以后面的为准", "是":
	case wordAdd, "加", "加上", "累加", "合计":
		add = true
	case wordKeepOld, "不变", "不用改", "保留原来的":
		t.st.Pending = nil
		t.goOn(keptOld())
		return true
	default:
		return false
	}
	t.st.Pending = nil
	before := t.draft.Values.Clone()
	for id, v := range p.Values {
		if add {
			v = t.joined(id, v)
		}
		t.draft.Values[id] = v
	}
	t.keep(p.Words + "（" + text + "）")
	t.goOn(t.echo(before))
	return true
}

// joined is what a field holds when a second answer is added to the first: figures
// are added up, words put behind those of before.
func (t *turn) joined(id anwei.FieldID, v anwei.Value) anwei.Value {
	old := t.draft.Values[id]
	f, _ := t.form.Field(id)
	switch {
	case v.NA || old.NA || f.Kind == anwei.Choice:
		return v
	case f.Kind == anwei.Count:
		return anwei.Number(old.N + v.N)
	}
	both := anwei.Value{Text: appended(old.Text, t.draft.Key.Period, v.Text)}
	if _, most := f.Length(); utf8.RuneCountInString(both.Text) > most {
		return v
	}
	return both
}

// second splits off the figures that came for fields that hold another one and
// were not asked: what is meant by them is asked, as a slip must not erase a good
// value. A text that says that it corrects is taken at its word.
func (t *turn) second(r language.Reading, asked []anwei.FieldID, text string) (language.Reading, anwei.Values) {
	if t.st.Stage != Asking || corrects(text) {
		return r, nil
	}
	again := anwei.Values{}
	kept := r
	kept.Found = nil
	for _, f := range r.Found {
		old, had := t.draft.Values[f.Field]
		if had && old != f.Value && !contains(asked, f.Field) {
			again[f.Field] = f.Value
			continue
		}
		kept.Found = append(kept.Found, f)
	}
	return kept, again
}

func contains(ids []anwei.FieldID, id anwei.FieldID) bool {
	for _, x := range ids {
		if x == id {
			return true
		}
	}
	return false
}

// corrects reports whether a text says that it corrects what was said before.
func corrects(text string) bool {
	for _, w := range []string{"改", "更正", "应该", "应为", "不是", "错了", "错的", "重新", "修正", "纠正", "换成", "刚才", "其实"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// askReplace asks what is meant by a second figure.
func (t *turn) askReplace(again anwei.Values, text string) {
	var lines []string
	for _, f := range t.fields() {
		if v, ok := again[f.ID]; ok {
			lines = append(lines, twoFigures(f, t.brief(f, t.draft.Values[f.ID], 20), t.brief(f, v, 20)))
		}
	}
	m := anwei.ReportMatter(t.draft.Key)
	t.st.Pending = &Pending{Ask: AskReplace, Matter: m, Values: again, Words: text}
	button := func(word string, main bool) anwei.Button {
		return anwei.Button{Text: word, Key: anwei.ButtonKey(word, m), Main: main}
	}
	t.say(secondFigure(lines))
	t.out = append(t.out, Say{Card: &anwei.Card{
		Title: replaceTitle(), Text: replaceText(),
		Buttons: []anwei.Button{button(wordReplace, true), button(wordAdd, false), button(wordKeepOld, false)},
	}})
}
