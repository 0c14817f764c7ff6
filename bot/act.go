package bot

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
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
	ActFreeze   ActKind = "定格"
	// What follows is only looked at.
	ActLog ActKind = "改动记录"
)

// ActOf is the kind of what the frames call return, seal, replace.
func ActOf[A ~string](said A) ActKind {
	return map[A]ActKind{
		"return": ActReturn, "seal": ActSeal, "unlock": ActUnlock, "behalf": ActBehalf, "chase": ActChase,
		"replace": ActReplace, "add": ActAdd, "retire": ActRetire, "phone": ActPhone, "log": ActLog,
	}[said]
}

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

// AskAct is the question whether, to whom and why the office does something.
const AskAct QuestionKind = "act"

// Acting is what is kept with it.
type Acting struct {
	Act *Act `json:"act"`
}

// Question is what is asked of an act.
func (a Act) Question() OpenQuestion { return NewQuestion("office", AskAct, "", Acting{Act: &a}) }

// AskOfAct asks what is missing of an act.
func AskOfAct(t *Turn, a Act, text string) { AskBeside(t, a.Question(), text) }

// ActForm is the form that was named, or the first one.
func ActForm(t *Turn, a Act) (anwei.Form, bool) {
	if a.Form != "" {
		return t.In.Plan.Form(a.Form)
	}
	return t.In.Plan.CountsForm()
}

// PreviewAct shows an act and asks for the one yes.
func PreviewAct(t *Turn, a Act, text string) {
	a.Why, a.Either = false, nil
	t.Open(a.Question())
	t.Say(text)
	t.Out = append(t.Out, Say{Content: &anwei.Card{
		Title: t.Text("office.act_title", "act", a.Kind), Text: actText(t, a),
		Buttons: []anwei.Button{
			{Text: wordAct(a.Kind), Key: actKey(wordAct(a.Kind), a.ID), Main: true},
			{Text: phrases.WordNoAct, Key: actKey(phrases.WordNoAct, a.ID)},
		},
	}})
}

// actKey is the key of a button about one act.
func actKey(word, id string) string { return word + "|act/" + id }

// wordAct is the button that does an act.
func wordAct(k ActKind) string { return "确认" + string(k) }

// actText says what follows from an act once it is confirmed.
func actText(t *Turn, a Act) string {
	if !t.Phrases.Has("office.act_text." + string(a.Kind)) {
		return t.Text("office.act_text")
	}
	ahead := ""
	if f, known := t.In.Plan.Form(a.Form); known && a.Kind == ActSeal && len(a.Keys) > 0 {
		ahead = TopUpAhead(t, f, a.Keys[0])
	}
	return t.Text("office.act_text."+string(a.Kind), "day", ahead)
}

// StandRule is the reason under which a report keeps why returned figures are
// right as they are.
const StandRule anwei.RuleID = "returned"

// Cells lists the cells that a return names, with their values as handed in.
func Cells(t *Turn, f anwei.Form, h anwei.Handling, r anwei.Report) []string {
	var out []string
	for i, fd := range f.Fields {
		if slices.Contains(h.Fields, fd.ID) {
			out = append(out, phrases.Numbered(i+1, fd.Name, phrases.ValueText(fd, r.Values[fd.ID])))
		}
	}
	return out
}

// Returned returns the report in hand where it came back and was not handed in
// again yet.
func Returned(t *Turn) (anwei.Report, bool) {
	r, in := t.In.Ledger.Report(t.Draft.Key)
	return r, in && r.State() == anwei.Returned
}

// TellReturn says why the report in hand came back, where it did.
func TellReturn(t *Turn) {
	if r, ok := Returned(t); ok {
		about, cells := t.About(anwei.ReportMatter(r.Key)), Cells(t, t.Form, *r.Handled, r)
		if len(cells) == 0 {
			t.Tell("office.came_back", "about", about, "reason", r.Handled.Reason, "change", phrases.ChangeExample(t.Form, t.Unit))
			return
		}
		t.Tell("office.cells_back", "about", about, "reason", r.Handled.Reason, "n", len(cells))
	}
}

// Before is what a cell that came back held, as it is asked again.
func Before(t *Turn, f anwei.Field) string {
	r, ok := Returned(t)
	if !ok || !slices.Contains(r.Handled.Fields, f.ID) {
		return ""
	}
	return t.Text("office.was_returned", "was", phrases.ValueText(f, r.Values[f.ID]))
}

// HandedIn tells those concerned that a report was handed in: the office that one
// came back, and the unit what was entered for it.
func HandedIn(t *Turn, old, r anwei.Report, changes []anwei.Change) {
	if old.Handled != nil && (old.State() != anwei.Submitted || old.Handled.Kind == anwei.Disputed) && !r.Behalf {
		lines := ChangeLines(t, t.Form, changes)
		key := "handed/" + r.Key.String() + "/" + strconv.Itoa(r.Revision)
		what := t.Text("office.unchanged")
		if len(lines) > 0 {
			what = t.Text("office.changed", "changes", strings.Join(lines, "\n"))
		}
		t.TellOffice(key, t.Text("office.back_again", "unit", t.Unit.Name, "about", t.About(anwei.ReportMatter(r.Key)), "n", r.Revision,
			"late", phrases.LateText(r), "what", what, "reason", r.Reasons[StandRule]), r.Key.Unit)
	}
	if r.Behalf {
		t.Audit(anwei.Audit{Action: string(ActBehalf), Unit: r.Key.Unit, Detail: t.Text("office.recorded_report", "about", t.About(anwei.ReportMatter(r.Key)), "reason", "")})
		askBehalf(t, r)
	}
}

// ChangeLines says of each change what it was and is: 6. 重大隐患：4个→2个.
func ChangeLines(t *Turn, form anwei.Form, changes []anwei.Change) []string {
	lines := make([]string, len(changes))
	for i, c := range changes {
		f, _ := form.Field(c.Field)
		lines[i] = t.Text("office.change_line", "n", NumberIn(form, c.Field), "field", f.Name, "was", changedValue(t, f, c.Old), "now", changedValue(t, f, c.New))
	}
	return lines
}

// changedValue is a value before or after a change.
func changedValue(t *Turn, f anwei.Field, v *anwei.Value) string {
	if v == nil {
		return t.Text("office.not_filled")
	}
	return phrases.ValueText(f, *v)
}

func fieldNumbers(f anwei.Form, fields []anwei.FieldID) []int {
	var out []int
	for i, fd := range f.Fields {
		if slices.Contains(fields, fd.ID) {
			out = append(out, i+1)
		}
	}
	return out
}

// Standing says which of the reports that are in are under way still, or final.
func Standing(t *Turn, units []anwei.Unit, reports map[anwei.UnitID]anwei.Report) string {
	stand := map[string][]string{}
	for _, u := range units {
		r, in := reports[u.ID]
		how := ""
		switch {
		case !in:
		case r.State() == anwei.Returned:
			how = "back"
		case r.State() == anwei.Sealed:
			how = "sealed"
		case r.Unconfirmed():
			how = "unconfirmed"
		case r.Contested():
			how = "disputed"
		}
		stand[how] = append(stand[how], u.Name)
	}
	var parts []string
	for _, how := range []string{"back", "unconfirmed", "disputed"} {
		if n := len(stand[how]); n > 0 {
			parts = append(parts, t.Text("office.standing."+how, "n", n, "units", phrases.Names(stand[how], 20)))
		}
	}
	if n := len(stand["sealed"]); n > 0 {
		parts = append(parts, t.Text("office.standing.sealed", "n", n))
	}
	if len(parts) == 0 {
		return ""
	}
	return t.Text("office.standing", "parts", strings.Join(parts, "；"))
}

// Locked says that a report is sealed, where it is, and how it can be unlocked.
func Locked(t *Turn, key anwei.ReportKey) bool {
	r, _ := t.In.Ledger.Report(key)
	f, _ := t.In.Plan.Form(key.Form)
	if !SealedNow(t, f, r) {
		return false
	}
	PutAway(t, key)
	about := t.About(anwei.ReportMatter(key))
	if t.Runs(key.Unit) && !t.In.Person.ReportsFor(key.Unit) {
		t.Tell("office.sealed_for_office", "about", about, "unit", t.UnitName(key.Unit))
		return true
	}
	if UnlockAsked(t, r) {
		return true
	}
	t.Out = append(t.Out, Say{Content: &anwei.Card{
		Title:   scheduler.Shorten(t.Text("office.sealed_title", "about", about), 36),
		Text:    t.Text("office.sealed_text", "office", t.In.Plan.Office, "at", phrases.ClockText(r.Handled.At), "day", TopUpAhead(t, f, key)),
		Buttons: []anwei.Button{{Text: phrases.WordAskUnlock, Key: phrases.ReportKey(phrases.WordAskUnlock, key), Main: true}},
	}})
	return true
}

// UnlockAsked reports whether the office has still to say whether a report is unlocked,
// and says so then.
func UnlockAsked(t *Turn, r anwei.Report) bool {
	asked := r.Handled != nil && r.Handled.Kind == anwei.UnlockAsk
	if asked {
		t.Tell("office.unlock_asked", "about", t.About(anwei.ReportMatter(r.Key)), "at", phrases.ClockText(r.Handled.At), "reason", r.Handled.Reason)
	}
	return asked
}
