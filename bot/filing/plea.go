package filing

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/frame"
	"anwei/language/text"
)

// explain says how an item is to be understood, in the words of the plan, and asks the
// same question again: 这个怎么算, 第7项是什么意思. Where none is named it is about those
// that are asked. It returns false for a name that is no item's.
func explain(t *bot.Turn, typed string) bool {
	if t.Form.ID == "" || t.Hand.Stage == bot.Idle {
		return false
	}
	r, _, _ := frame.Of(t.Readings(typed), "plea")
	fields, ok := explained(t, r)
	if !ok {
		items := text.Items(typed)
		if len(items) == 1 && (items[0] < 1 || items[0] > len(t.Form.Fields)) {
			Ask(t, t.Text("common.no_such_item", "n", items[0], "of", len(t.Form.Fields)))
			return true
		}
		return false
	}
	if len(fields) == 0 {
		return false
	}
	var b strings.Builder
	for _, id := range fields {
		f, _ := t.Form.Field(id)
		b.WriteString(explanation(t, f))
	}
	Ask(t, b.String())
	return true
}

// explained are the fields that a plea is about.
func explained(t *bot.Turn, r frame.Reading) ([]anwei.FieldID, bool) {
	name := r.Rest["what"]
	if text.Strip(name) == "" || r.Said("this") {
		return t.Asked(), true
	}
	if c := t.Hear("改" + name).Command(t.Form); c.Kind == language.Change && c.Field != "" {
		return []anwei.FieldID{c.Field}, true
	}
	id := language.FieldCalled(text.Strip(name), t.Form)
	return []anwei.FieldID{id}, id != ""
}

// explanation says how a field is to be understood.
func explanation(t *bot.Turn, f anwei.Field) string {
	hint := f.HintFor(t.Unit.Kind)
	switch {
	case hint != "":
	case f.Kind.Counts():
		hint = t.Text("talk.no_hint_count")
	default:
		hint = t.Text("talk.no_hint")
	}
	return t.Text("talk.explain", "n", t.Number(f.ID), "title", phrases.Quoted(f.Title),
		"measures", strings.TrimRight(f.Measures, "。"), "hint", strings.TrimRight(hint, "。"))
}

// whyAsked says why it asks what it asks: what looks odd, that a text can be meant
// otherwise, or what the notice demands.
func whyAsked(t *bot.Turn, _ string) bool {
	if t.Form.ID == "" || t.Hand.Stage == bot.Idle {
		return false
	}
	var open []anwei.Finding
	if t.Hand.Stage == bot.Reason || t.Hand.Stage == bot.Review {
		_, doubts := findings(t)
		open = unexplained(doubts, t.Draft.Reasons)
	}
	f, prose := t.Form.Field(t.AskedWord())
	switch {
	case bot.Waits(t):
		t.Tell("filing.why_open")
	case len(open) > 0:
		t.Tell("filing.why_doubt", "doubts", briefs(open))
	case prose:
		Ask(t, explanation(t, f))
		return true
	default:
		t.Tell("filing.why_form", "form", t.Form.Title, "annex", t.Form.Annex, "office", t.In.Plan.Office)
	}
	Ask(t, "")
	return true
}

// restart asks whether the answers may be thrown away and the report begun anew.
func restart(t *bot.Turn, _ string) bool {
	switch t.Hand.Stage {
	case bot.Asking, bot.Fixing, bot.Review, bot.Reason, bot.Guessing:
	default:
		return false
	}
	if _, in := t.In.Ledger.Report(t.Draft.Key); in || len(t.Draft.Values) == 0 {
		t.Hand.Stage, t.Hand.Group = bot.Asking, 0
		GoOn(t, "")
		return true
	}
	t.Hand.Stage, t.Hand.Again = bot.Leaving, true
	AskLeave(t)
	return true
}
