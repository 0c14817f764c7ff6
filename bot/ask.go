package bot

import (
	"slices"
	"strings"

	"anwei"
	"anwei/language"
)

// inReport takes a text while a report is in hand.
func (t *turn) inReport(c language.Command, text string) {
	switch c.Kind {
	case language.Confirm:
		t.confirm()
	case language.Back:
		t.back()
	case language.Cancel:
		t.cancel()
	case language.Later:
		t.later()
	case language.Show:
		t.show()
	case language.Skip:
		t.skip()
	case language.NotApplicable:
		t.notApplicable(c)
	default:
		switch {
		case t.totals(text):
		case t.st.Stage == Reason && c.Kind != language.Change:
			t.reason(text)
		case c.Kind == language.None && t.inquires(text):
			t.inquiry(text)
		case c.Kind == language.Unchanged && t.askedWord() == "" && t.same():
		default:
			t.answer(c, text, t.asked())
		}
	}
}

// answer reads figures out of a text and keeps what it determines.
func (t *turn) answer(c language.Command, text string, asked []anwei.FieldID) {
	if c.Kind == language.Change && c.Field != "" {
		t.change(c, text)
		return
	}
	if c.Kind == language.Change && c.Item > 0 {
		t.say(noSuchItem(c.Item, len(t.form.Fields)) + t.prompt())
		return
	}
	if t.askZero(text) || t.words(text) {
		return
	}
	if len(t.counts()) == 0 {
		t.misunderstood(noCounts(t.form, text))
		return
	}
	if len(t.draft.Values) == 0 && t.whole(text) {
		asked = nil
	}
	r := language.Figures(text, language.Asked{Form: t.form, Fields: asked, Have: t.draft.Values})
	r, again := t.second(r, asked, text)
	if len(again) == 0 {
		t.take(r, text)
		return
	}
	if len(r.Found) > 0 {
		before := t.draft.Values.Clone()
		for _, f := range r.Found {
			if t.answers(f.Field) {
				t.draft.Values[f.Field] = f.Value
			}
		}
		t.keep(text)
		t.say(t.echo(before))
	}
	t.askReplace(again, text)
}

// whole reports whether a text answers all counts of the form, whichever group is
// asked.
// Zeros alone do so only where 零报告 is said: 都是0 is about what was asked.
func (t *turn) whole(text string) bool {
	r := language.Figures(text, language.Asked{Form: t.form})
	counted := slices.ContainsFunc(r.Found, func(x language.Found) bool { return x.Value.N > 0 })
	return len(r.Found) > 0 && len(r.Found) == len(t.counts()) && (counted || strings.Contains(text, "零报"))
}

// take keeps the values of a reading, echoes them, says what was not taken, and
// goes on.
func (t *turn) take(r language.Reading, text string) {
	before := t.draft.Values.Clone()
	for _, f := range r.Found {
		if t.answers(f.Field) {
			t.draft.Values[f.Field] = f.Value
		}
	}
	note := t.echo(before)
	if len(r.Found) > 0 {
		note += impliedText(t.imply())
	}
	note += t.refused(r)
	if len(r.Found) == 0 {
		if note == "" {
			note = notUnderstood() + "\n"
		}
		t.misheard(text)
		t.misunderstood(note)
		t.consult(text, r)
		return
	}
	t.st.Missed = 0
	t.keep(text)
	t.goOn(note)
	if len(r.Unplaced) > 0 && t.st.Stage == Asking {
		t.consult(text, r)
	}
}

// imply answers what is still open with zero where the plan bounds it by a figure
// that is zero: where nothing was found, nothing was rectified. It returns the
// numbers of those items, to be told, since hazards of earlier months may have
// been rectified all the same.
func (t *turn) imply() []int {
	var items []int
	for more := true; more; {
		more = false
		for _, c := range t.form.Checks {
			part, whole, bound := c.Bound()
			n, ok := t.draft.Values.Number(whole)
			_, had := t.draft.Values[part]
			if bound && ok && n == 0 && !had && t.answers(part) {
				t.draft.Values[part] = anwei.Number(0)
				items = append(items, t.number(part))
				more = true
			}
		}
	}
	slices.Sort(items)
	return items
}

// answers reports whether the unit answers the field.
func (t *turn) answers(id anwei.FieldID) bool {
	for _, f := range t.fields() {
		if f.ID == id {
			return true
		}
	}
	return false
}

// keep saves the draft after a text changed it. Reasons were given for other
// figures, so they go.
func (t *turn) keep(text string) {
	t.draft.Words = append(append([]string(nil), t.draft.Words...), text)
	t.draft.Reasons = nil
	t.save()
}

// change sets one field that was named by number or name, or asks for its value.
func (t *turn) change(c language.Command, text string) {
	f, _ := t.form.Field(c.Field)
	if !t.answers(c.Field) {
		t.say(notAsked(f) + t.prompt())
		return
	}
	t.st.Stage, t.st.Field = Fixing, c.Field
	if f.Kind != anwei.Count {
		if e := t.readEntries(text); len(e.Found) == 1 && e.Found[0].Named {
			t.takeEntries(e, text)
			return
		}
	}
	if c.Rest == "" || f.Kind != anwei.Count {
		t.ask("")
		return
	}
	if language.ReadCommand(c.Rest, t.form, t.in.Now).Kind == language.NotApplicable {
		t.setNotApplicable([]anwei.FieldID{c.Field}, text)
		return
	}
	t.take(language.Figures(c.Rest, language.Asked{Form: t.form, Fields: []anwei.FieldID{c.Field}, Have: t.draft.Values}), text)
}

// misunderstood asks again after an answer that was of no use.
func (t *turn) misunderstood(note string) {
	t.st.Missed++
	t.ask(note + t.rescue())
}

// notApplicable marks what is named or asked as 不适用, which is neither zero nor
// missing.
func (t *turn) notApplicable(c language.Command) {
	asked := t.asked()
	if c.Field != "" {
		asked = []anwei.FieldID{c.Field}
	}
	if len(asked) == 0 {
		t.say(whichNotApplicable(t.form) + t.prompt())
		return
	}
	if f, _ := t.form.Field(asked[0]); !t.answers(f.ID) {
		t.say(notAsked(f) + t.prompt())
		return
	}
	t.setNotApplicable(asked, t.in.Message.Text)
}

func (t *turn) setNotApplicable(fields []anwei.FieldID, text string) {
	before := t.draft.Values.Clone()
	for _, id := range fields {
		t.draft.Values[id] = anwei.Value{NA: true}
	}
	t.keep(text)
	t.goOn(t.echo(before))
}

// later pauses: the draft stays.
func (t *turn) later() {
	t.st = State{Greeted: true, Key: t.st.Key}
	t.say(paused(t.form, t.draft, t.fields(), t.due()))
}

// cancel asks whether the answers may be thrown away, where there are any. A
// correction is simply dropped: the report that is in stands.
func (t *turn) cancel() {
	if r, ok := t.in.Ledger.Report(t.draft.Key); ok {
		t.drop(correctionDropped(t.form, t.unit, r))
		return
	}
	if len(t.draft.Values) == 0 {
		t.drop(cancelled(t.form, t.draft.Key.Period))
		return
	}
	t.st.Stage = Leaving
	t.askLeave()
}

func (t *turn) askLeave() {
	key := t.draft.Key
	title, text := leavingTitle(t.form, key.Period), leavingText(len(t.draft.Values))
	if t.st.Again {
		title, text = againTitle(t.form, key.Period), againText(len(t.draft.Values))
	}
	t.out = append(t.out, Say{Card: &anwei.Card{
		Title: title,
		Text:  text,
		Buttons: []anwei.Button{
			{Text: wordKeep, Key: reportKey(wordKeep, key), Main: true},
			{Text: wordDrop, Key: reportKey(wordDrop, key)},
		},
	}})
}

// leave takes the answer to cancel.
func (t *turn) leave(text string) {
	again := t.st.Again
	t.st.Again = false
	switch {
	case text == wordDrop && again:
		t.anew()
		return
	case text == wordKeep && again:
		t.goOn("")
		return
	}
	switch text {
	case wordDrop:
		t.drop(cancelled(t.form, t.draft.Key.Period))
	case wordKeep:
		t.later()
	default:
		if language.ReadCommand(text, t.form, t.in.Now).Kind == language.Begin {
			t.goOn("")
			return
		}
		t.st.Again = again
		t.askLeave()
	}
}

// anew throws the answers away and asks from the beginning.
func (t *turn) anew() {
	key := t.draft.Key
	t.out = append(t.out, DropDraft{Key: key})
	t.draft = anwei.Draft{Key: key, Plan: t.in.Plan.Version, Values: anwei.Values{}, Begun: t.in.Now}
	t.save()
	t.st.Stage, t.st.Group = Asking, 0
	t.goOn(begunAnew())
}

func (t *turn) drop(text string) {
	t.out = append(t.out, DropDraft{Key: t.draft.Key})
	t.st = State{Greeted: true}
	t.say(text)
}
