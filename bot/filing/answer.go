package filing

import (
	"maps"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/answer"
)

// Room is what this room's questions are stored under.
const Room = "filing"

// What is asked beside the report in hand, about it.
const (
	kindSame    bot.QuestionKind = "same"    // whether what is missing is as last period
	kindReplace bot.QuestionKind = "replace" // whether a second figure replaces the first or is added
	kindStand   bot.QuestionKind = "stand"   // why returned figures are right as they are
	kindSeries  bot.QuestionKind = "series"  // whether numbered lines answer several tasks or one
	kindZero    bot.QuestionKind = "zero"    // whether all counts that are open are zero
	kindDoubt   bot.QuestionKind = "doubt"   // which reading of a text is meant
	kindMany    bot.QuestionKind = "many"    // whether many figures replace those of before
	KindNext    bot.QuestionKind = "next"    // whether the next report is begun
	kindWhose   bot.QuestionKind = "whose"   // whether figures are a task's text or the other form's
	kindHead    bot.QuestionKind = "head"    // whether a text under another unit's name is this unit's
)

// Stays reports whether a question stays beside the report while that goes on: what is
// answered meanwhile is not asked any more.
func Stays(k bot.QuestionKind) bool { return k == kindSame || k == kindZero }

// answered is what is kept with a question: the report, the second answers that came for
// answered fields or what several tasks would be answered with, what one task would be
// instead, the readings of a text with the fields on which they differ, and the words.
type answered struct {
	Matter anwei.Matter `json:"matter,omitzero"`
	Words  string       `json:"words,omitempty"`
	Values anwei.Values `json:"values,omitempty"`
	One    anwei.Values `json:"one,omitempty"`

	Readings []anwei.Values  `json:"readings,omitempty"`
	Fields   []anwei.FieldID `json:"fields,omitempty"`
}

// questionOf is a question about the report in hand.
func questionOf(t *bot.Turn, kind bot.QuestionKind, d answered) bot.OpenQuestion {
	d.Matter = anwei.ReportMatter(t.Draft.Key)
	return bot.NewQuestion(Room, kind, d.Matter.String(), d)
}

// Kinds are how the questions of this room are answered. One about another report than
// the one in hand is over.
func Kinds() bot.Kinds {
	return bot.Kinds{
		kindSame:    bot.KindOf(sameYes, nil),
		kindReplace: bot.KindOf(ofHand(replace), nil),
		kindStand:   bot.KindOf(stood, nil),
		kindSeries:  bot.KindOf(ofHand(seriesSaid), nil),
		kindZero:    bot.KindOf(zeroYes, nil),
		kindDoubt:   bot.KindOf(ofHand(settleDoubt), func(p answered) bool { return len(p.Readings) > 0 && len(p.Fields) > 0 }),
		kindMany:    bot.KindOf(ofHand(replaced), nil),
		KindNext:    bot.KindOf(nextSaid, nil),
		kindWhose:   bot.KindOf(ofHand(whoseSaid), nil),
		kindHead:    bot.KindOf(ofHand(headSaid), nil),
	}
}

// ofHand takes answers to a question about the report in hand. Where another is in hand by
// now, or none, the question is dropped.
func ofHand(take func(*bot.Turn, answered, string) bool) func(*bot.Turn, answered, string) bool {
	return func(t *bot.Turn, p answered, typed string) bool {
		if t.Hand.Stage == bot.Idle || p.Matter != anwei.ReportMatter(t.Hand.Key) {
			t.Close()
			return false
		}
		return take(t, p, typed)
	}
}

// askWhichFigure asks what is meant by a second figure, together with what is open of
// others.
func askWhichFigure(t *bot.Turn, again anwei.Values, text string) {
	if q, _ := t.Top(); q.Kind == kindReplace && q.ID == anwei.ReportMatter(t.Draft.Key).String() {
		p, _ := bot.Data[answered](q)
		maps.Copy(p.Values, again)
		again, text = p.Values, strings.TrimSpace(p.Words+"\n"+text)
	}
	var lines []string
	for _, f := range t.Fields() {
		if v, ok := again[f.ID]; ok {
			first, second := bot.Brief(t, f, t.Draft.Values[f.ID], 20), bot.Brief(t, f, v, 20)
			if !f.Kind.Counts() {
				first, second = phrases.Quoted(first), phrases.Quoted(second)
			}
			lines = append(lines, t.Text("hall.two_figures", "field", f.Name, "first", first, "second", second))
		}
	}
	m := anwei.ReportMatter(t.Draft.Key)
	t.Open(questionOf(t, kindReplace, answered{Values: again, Words: text}))
	t.Say(strings.Join(lines, "；") + "。")
	t.Out = append(t.Out, bot.Say{Content: bot.MatterCard(m, t.Text("hall.replace_title"), t.Text("hall.replace_text"), phrases.WordReplace, phrases.WordAdd, phrases.WordKeepOld)})
}

// Same shows last period's figures and asks whether those that are missing are
// the same.
func Same(t *bot.Turn) bool {
	if t.Hand.Stage != bot.Asking {
		return false
	}
	last := t.Last()
	missing := t.Draft.Values.Missing(t.Fields())
	prev := t.Draft.Key.Period.Prev()
	var lines []string
	for _, f := range missing {
		if v, ok := last.Values[f.ID]; ok {
			lines = append(lines, phrases.Numbered(t.Number(f.ID), f.Name, bot.Brief(t, f, v, 36)))
		}
	}
	if len(lines) == 0 {
		Ask(t, t.Text("hall.no_last", "period", phrases.ShortPeriod(prev)))
		return true
	}
	t.Tell("hall.same", "period", phrases.ShortPeriod(prev), "lines", strings.Join(lines, "\n"))
	bot.Offer(t, questionOf(t, kindSame, answered{}),
		t.Text("hall.same_title", "period", phrases.ShortPeriod(prev)),
		t.Text("hall.same_text", "change", phrases.ChangeExample(t.Form, t.Unit)), phrases.WordAllSame, phrases.WordDiffer)
	return true
}

// sameYes takes last period's figures for what is missing, once the person has
// seen them.
func sameYes(t *bot.Turn, p answered, typed string) bool {
	said := bot.Heard(t, typed)
	switch {
	case t.Hand.Stage != bot.Asking || p.Matter != anwei.ReportMatter(t.Hand.Key):
		t.Close()
		return false
	case said.Is(answer.No, answer.Differ):
		t.Close()
		Ask(t, "")
		return true
	case !said.Is(answer.Same, answer.Yes, answer.Go):
		return false // figures: those that differ; the question stays
	}
	t.Close()
	before := t.Draft.Values.Clone()
	last := t.Last()
	for _, f := range t.Draft.Values.Missing(t.Fields()) {
		if v, ok := last.Values[f.ID]; ok {
			v.Same = f.Kind.Prose()
			t.Draft.Values[f.ID] = v
		}
	}
	t.Keep(typed)
	GoOn(t, bot.Echo(t, before))
	return true
}

// replace takes whether a second figure for an answered field replaces the first
// or is added to it.
func replace(t *bot.Turn, p answered, typed string) bool {
	said, pick := bot.Heard(t, typed), -1
	if _, figure := said.As(answer.Value); !figure {
		pick, _ = said.Of(2)
	}
	add := said.Is(answer.Sum)
	switch {
	case said.Is(answer.KeepOld, answer.Same, answer.Cancel) || pick == 0:
		t.Close()
		GoOn(t, t.Text("hall.kept_old"))
		return true
	case !add && !said.Is(answer.Swap) && pick != 1 && typed != wordAllZero:
		return false
	}
	t.Close()
	before := t.Draft.Values.Clone()
	for id, v := range p.Values {
		if add {
			v = joined(t, id, v)
		}
		t.Draft.Values[id] = v
	}
	t.Keep(p.Words + "（" + typed + "）")
	GoOn(t, bot.Echo(t, before))
	return true
}

// joined is what a field holds when a second answer is added to the first: figures
// are added up, words put behind those of before.
func joined(t *bot.Turn, id anwei.FieldID, v anwei.Value) anwei.Value {
	old := t.Draft.Values[id]
	f, _ := t.Form.Field(id)
	both := f.Join(old, v, func(old, words string) string { return Appended(old, t.Draft.Key.Period, words) })
	if _, most := f.Length(); utf8.RuneCountInString(both.Text) > most {
		return v
	}
	return both
}
