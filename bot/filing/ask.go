// Package filing is the room of the reporting talk: a report is asked, corrected,
// shown and handed in.
package filing

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
)

// InReport takes a text while a report is in hand.
func InReport(t *bot.Turn, c language.Command, text string) {
	switch c.Kind {
	case language.Confirm:
		confirm(t)
	case language.Back:
		back(t)
	case language.Cancel:
		cancel(t)
	case language.Later:
		later(t)
	case language.Show:
		show(t)
	case language.Skip:
		skip(t)
	case language.NotApplicable:
		notApplicable(t, c)
	default:
		switch {
		case notYet(t, text):
			Ask(t, t.Text("filing.not_yet"))
		case totals(t, text):
		case c.Kind == language.None && bot.Inquires(t, text):
			Aside(t, func() { t.Rooms.Question(t, text) })
		case t.Hand.Stage == bot.Reason && c.Kind != language.Change && !bot.Reports(t, text):
			reason(t, text)
		case c.Kind == language.Unchanged && t.AskedWord() == "" && Same(t):
		case c.Kind == language.Unchanged && t.Hand.Stage == bot.Review && len(counts(t)) > 0:
			Review(t, "")
		default:
			fillIn(t, c, text, t.Asked())
		}
	}
}

// notYet reports whether a text says that its writer has to ask or look first, or of
// figures why there are none, and no figure: 应该没有吧，我问问, 没催上来. That is no zero.
func notYet(t *bot.Turn, typed string) bool {
	said := bot.Heard(t, typed)
	_, later := said.As(answer.Later)
	_, hindered := said.As(answer.Hindered)
	hindered = hindered && t.AskedWord() == ""
	return t.Hand.Stage == bot.Asking && (later || hindered) && !strings.ContainsAny(strings.ReplaceAll(typed, "一下", ""), "0123456789一二三四五六七八九十两")
}

// fillIn reads figures out of a text and keeps what it determines.
func fillIn(t *bot.Turn, c language.Command, text string, asked []anwei.FieldID) {
	if c.Kind == language.Change && c.Field != "" {
		change(t, c, text)
		return
	}
	if c.Kind == language.Change && c.Item > 0 {
		t.Say(t.Text("common.no_such_item", "n", c.Item, "of", len(t.Form.Fields)) + Prompt(t))
		return
	}
	if askZero(t, text) || words(t, text) {
		return
	}
	if len(counts(t)) == 0 {
		misunderstood(t, noCounts(t, text))
		return
	}
	if !askHead(t, text) {
		fill(t, text, asked)
	}
}

// fill keeps the figures of a text, or asks about those that are in doubt or would
// replace others.
func fill(t *bot.Turn, text string, asked []anwei.FieldID) {
	if len(t.Draft.Values) == 0 && whole(t, text) {
		asked = nil
	}
	r := bot.Figures(t, text, asked)
	r, again := bot.Second(t, r, asked, text)
	switch {
	case len(again) == 0 && askReplaced(t, r, asked, text):
		return
	case len(again) == 0:
		take(t, r, text)
		return
	}
	if len(r.Found) > 0 {
		before := t.Draft.Values.Clone()
		for _, f := range r.Found {
			if t.Answers(f.Field) {
				t.Draft.Values[f.Field] = f.Value
			}
		}
		t.Keep(text)
		t.Say(bot.Echo(t, before))
	}
	askWhichFigure(t, again, text)
}

// whole reports whether a text answers all counts of the form, whichever group is
// asked.
// Zeros alone do so only where 零报告 is said: 都是0 is about what was asked.
func whole(t *bot.Turn, text string) bool {
	r := t.Hear(text).Figures(language.Asked{Form: t.Form})
	counted := slices.ContainsFunc(r.Found, func(x language.Found) bool { return x.Value.N > 0 })
	return len(r.Found) > 0 && len(r.Found) == len(counts(t)) && (counted || strings.Contains(text, "零报"))
}

// take keeps the values of a reading, echoes them, says what was not taken, and
// asks about what is in doubt, or goes on.
func take(t *bot.Turn, r language.Reading, text string) {
	before := t.Draft.Values.Clone()
	for _, f := range r.Found {
		if t.Answers(f.Field) {
			t.Draft.Values[f.Field] = f.Value
		}
	}
	note := bot.Echo(t, before)
	if figures := bareEcho(t, before, r, text); figures != "" {
		note = figures
	}
	if len(r.Found) > 0 {
		note += t.Phrases.Implied(imply(t))
	}
	note += bot.RefusedText(t, unasked(r))
	if len(r.Found) > 0 {
		t.Keep(text)
	}
	from := len(t.Out)
	if askDoubt(t, r, text) {
		t.State.Missed = 0
		if note != "" {
			t.Out = slices.Insert(t.Out, from, bot.Effect(bot.Say{Content: anwei.PlainText(note)}))
		}
		return
	}
	if len(r.Found) == 0 {
		if note == "" {
			note = t.Text("common.not_understood") + "\n"
		}
		bot.Misheard(t, text)
		misunderstood(t, note)
		consult(t, text, r)
		return
	}
	t.State.Missed = 0
	GoOn(t, note)
	restNone(t, before, text)
	if len(r.Unplaced) > 0 && t.Hand.Stage == bot.Asking {
		consult(t, text, r)
	}
}

// bareEcho is the echo of an answer in numbers alone to what was just asked: the numbers in
// the order in which they were asked. It is empty for any other.
func bareEcho(t *bot.Turn, before anwei.Values, r language.Reading, typed string) string {
	if len(r.Found) < 3 || len(bot.GroupFields(t)) != len(r.Found) || strings.Trim(typed, "0123456789 ,，、\n\t。") != "" {
		return ""
	}
	numbers := make([]string, len(r.Found))
	for i, f := range r.Found {
		if _, had := before[f.Field]; had {
			return ""
		}
		numbers[i] = strconv.FormatInt(f.Value.N, 10)
	}
	return t.Text("filing.noted_bare", "first", t.Number(r.Found[0].Field), "last", t.Number(r.Found[len(r.Found)-1].Field), "numbers", strings.Join(numbers, "、"))
}

// imply answers what is still open with zero where the plan bounds it by a figure
// that is zero: where nothing was found, nothing was rectified. It returns the
// numbers of those items, to be told, since hazards of earlier months may have
// been rectified all the same.
func imply(t *bot.Turn) []int {
	var items []int
	for more := true; more; {
		more = false
		for _, c := range t.Form.Checks {
			part, whole, bound := c.Bound()
			n, ok := t.Draft.Values.Number(whole)
			_, had := t.Draft.Values[part]
			if bound && ok && n == 0 && !had && t.Answers(part) {
				t.Draft.Values[part] = anwei.Number(0)
				items = append(items, t.Number(part))
				more = true
			}
		}
	}
	slices.Sort(items)
	return items
}

// change sets one field that was named by number or name, or asks for its value.
func change(t *bot.Turn, c language.Command, text string) {
	f, _ := t.Form.Field(c.Field)
	if !t.Answers(c.Field) {
		t.Say(t.Text("common.not_asked", "field", phrases.Quoted(f.Name)) + Prompt(t))
		return
	}
	t.Hand.Stage, t.Hand.Field = bot.Fixing, c.Field
	if !f.Kind.Counts() {
		if e := readEntries(t, text); len(e.Found) == 1 && e.Found[0].Named {
			takeEntries(t, e, text)
			return
		}
	}
	if c.Rest == "" || !f.Kind.Counts() {
		Ask(t, "")
		return
	}
	if t.Hear(c.Rest).Command(t.Form).Kind == language.NotApplicable {
		setNotApplicable(t, []anwei.FieldID{c.Field}, text)
		return
	}
	take(t, bot.Figures(t, c.Rest, []anwei.FieldID{c.Field}), text)
}

// misunderstood asks again after an answer that was of no use.
func misunderstood(t *bot.Turn, note string) {
	t.State.Missed++
	Ask(t, note+rescue(t))
}

// notApplicable marks what is named or asked as 不适用, which is neither zero nor
// missing.
func notApplicable(t *bot.Turn, c language.Command) {
	asked := t.Asked()
	if c.Field != "" {
		asked = []anwei.FieldID{c.Field}
	}
	if len(asked) == 0 {
		t.Say(t.Text("common.which_not_applicable", "n", max(1, len(t.Form.Fields)-1)) + Prompt(t))
		return
	}
	if f, _ := t.Form.Field(asked[0]); !t.Answers(f.ID) {
		t.Say(t.Text("common.not_asked", "field", phrases.Quoted(f.Name)) + Prompt(t))
		return
	}
	setNotApplicable(t, asked, t.In.Message.Text)
}

func setNotApplicable(t *bot.Turn, fields []anwei.FieldID, text string) {
	before := t.Draft.Values.Clone()
	for _, id := range fields {
		t.Draft.Values[id] = anwei.Value{NA: true}
	}
	t.Keep(text)
	GoOn(t, bot.Echo(t, before))
}

// later pauses: the draft stays.
func later(t *bot.Turn) {
	bot.PutAway(t, t.Hand.Key)
	if r, in := t.In.Ledger.Report(t.Draft.Key); in {
		t.Tell("common.paused_correction", "report", phrases.ReportName("", t.Draft.Key.Period, t.Form), "revision", r.Revision)
		return
	}
	t.Tell("common.paused", "report", phrases.ReportName("", t.Draft.Key.Period, t.Form), "n", bot.CountAnswered(t), "of", len(t.Fields()),
		"due", due(t), "word", phrases.BeginWord(t.Form, t.Draft.Key.Period))
}

// cancel asks whether the answers may be thrown away, where there are any. A
// correction is simply dropped: the report that is in stands.
func cancel(t *bot.Turn) {
	if r, ok := t.In.Ledger.Report(t.Draft.Key); ok {
		bot.Drop(t, t.Text("common.correction_dropped", "report", phrases.ReportName(t.Unit.Name, r.Key.Period, t.Form), "revision", r.Revision))
		return
	}
	if len(t.Draft.Values) == 0 {
		bot.Drop(t, t.Text("common.cancelled", "report", phrases.ReportName("", t.Draft.Key.Period, t.Form)))
		return
	}
	t.Hand.Stage = bot.Leaving
	AskLeave(t)
}

// AskLeave asks whether the answers of the report in hand are kept or thrown away.
func AskLeave(t *bot.Turn) {
	key := t.Draft.Key
	title, text := t.Text("common.leaving_title", "report", phrases.ReportName("", key.Period, t.Form)), t.Text("common.leaving_text", "n", len(t.Draft.Values))
	if t.Hand.Again {
		title = t.Text("filing.again_title", "period", phrases.ShortPeriod(key.Period), "form", t.Form.Short)
		text = t.Text("filing.again_text", "n", len(t.Draft.Values))
	}
	t.Out = append(t.Out, bot.Say{Content: bot.MatterCard(anwei.ReportMatter(key), title, text, phrases.WordKeep, phrases.WordDrop)})
}

// Settles takes the answer to what stops the talk: whether a draft is thrown away, and
// whether a guess is right.
func Settles(t *bot.Turn, text string) bool {
	switch t.Hand.Stage { //nolint:exhaustive // the others stop nothing
	case bot.Leaving:
		leave(t, text)
		return true
	case bot.Guessing:
		return settleGuess(t, text)
	}
	return false
}

// leave takes the answer to cancel.
func leave(t *bot.Turn, text string) {
	again := t.Hand.Again
	t.Hand.Again = false
	said := bot.Heard(t, text)
	drops, keeps := said.Is(answer.Clear), said.Is(answer.KeepOld, answer.Cancel, answer.No)
	switch {
	case drops && again:
		anew(t)
	case keeps && again, t.Hear(text).Command(t.Form).Kind == language.Begin:
		GoOn(t, "")
	case drops:
		bot.Drop(t, t.Text("common.cancelled", "report", phrases.ReportName("", t.Draft.Key.Period, t.Form)))
	case keeps:
		later(t)
	default:
		t.Hand.Again = again
		AskLeave(t)
	}
}

// anew throws the answers away and asks from the beginning.
func anew(t *bot.Turn) {
	key := t.Draft.Key
	t.Out = append(t.Out, bot.DropDraft{Key: key})
	t.Draft = anwei.Draft{Key: key, Plan: t.In.Plan.Version, Values: anwei.Values{}, Begun: t.In.Now}
	t.Save()
	t.Hand.Stage, t.Hand.Group = bot.Asking, 0
	GoOn(t, t.Text("filing.begun_anew"))
}

// Aside answers something beside the report in hand, and asks again what was asked
// unless the answer already did.
func Aside(t *bot.Turn, do func()) {
	from := len(t.Out)
	do()
	prompt := Prompt(t)
	if prompt == "" {
		return
	}
	for _, e := range t.Out[from:] {
		if s, ok := e.(bot.Say); ok && s.To == "" {
			if text, _ := s.Content.(anwei.PlainText); strings.Contains(string(text), prompt) {
				return
			}
		}
	}
	Ask(t, "")
}
