package bot

import (
	"strings"
	"unicode/utf8"

	"anwei/language/lexicon"
	"anwei/language/question"
)

// inquires reports whether a text asks something instead of answering.
func (t *turn) inquires(text string) bool {
	s := strings.TrimRight(text, " 。！!~～")
	if utf8.RuneCountInString(s) > 40 || s == "" {
		return false
	}
	if strings.HasSuffix(s, "?") || strings.HasSuffix(s, "？") {
		return true
	}
	asks := false
	for _, w := range []string{"吗", "呢", "没有", "了没", "没"} {
		asks = asks || strings.HasSuffix(s, w)
	}
	for _, w := range []string{"多少", "几家", "哪些", "哪几", "谁", "怎么样", "排名", "什么时候", "为什么"} {
		if strings.HasSuffix(s, w) {
			return true // whatever it is about, it is no answer
		}
		asks = asks || strings.Contains(s, w)
	}
	if !asks {
		return false
	}
	q := question.Read(text, t.knownPlain())
	return q.Intent != "" && q.Intent != question.AskNothing
}

// knownPlain is what a question outside of any topic is read by: without the plan's
// kinds and indicators.
func (t *turn) knownPlain() question.Known {
	return question.Known{
		Forms: t.in.Plan.Forms, Duties: t.in.Plan.Duties, Units: t.in.Ledger.Roster().Units, Names: t.namesOfUnits(), Now: t.in.Now,
	}
}

// namesOfUnits returns the names of all units. They are the same throughout a turn.
func (t *turn) namesOfUnits() *lexicon.Gazetteer {
	if t.gazetteer == nil {
		t.gazetteer = lexicon.NewGazetteer(t.in.Ledger.Roster().Units)
	}
	return t.gazetteer
}

// inquiry answers a question in the middle of a report, and asks again what was
// asked.
func (t *turn) inquiry(text string) {
	t.aside(func() { t.question(text) })
}

// aside answers something beside the report in hand, and asks again what was asked
// unless the answer already did.
func (t *turn) aside(answer func()) {
	from := len(t.out)
	answer()
	prompt := t.prompt()
	if prompt == "" {
		return
	}
	for _, e := range t.out[from:] {
		if s, ok := e.(Say); ok && s.To == "" && strings.Contains(s.Text, prompt) {
			return
		}
	}
	t.ask("")
}
