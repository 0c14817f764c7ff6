package bot

import (
	"slices"
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/question"
)

// chaseWords takes from the office, in whatever words, that those who have not
// reported shall be reminded: 给没报的提个醒. It returns false for anything else, and
// for whoever may not chase, who is told so where questions are answered.
func (t *turn) chaseWords(text string) bool {
	if !t.in.Person.Has(anwei.Office) || !hasAny(text, "催", "提醒", "提个醒") || t.answersReport(text) {
		return false
	}
	q := question.Read(text, t.known(t.sight(), nil))
	if q.Intent != question.AskRemind {
		return false
	}
	if q.Kind == "" {
		q.Kind = t.kindOwing(text)
	}
	a := Act{ID: t.in.Message.ID, Kind: ActChase, Form: q.Form, Period: q.Period, Either: q.Either}
	units := t.runFor(a)
	switch {
	case len(q.Either) > 0:
		units = nil
	case q.Unit != "" && !t.runs(q.Unit):
		t.refuse(ActChase, q.Unit)
		return true
	case q.Unit != "" && slices.Contains(units, q.Unit):
		units = []anwei.UnitID{q.Unit}
	case q.Kind != "":
		units = slices.DeleteFunc(units, func(id anwei.UnitID) bool {
			u, _ := t.in.Ledger.Unit(id)
			return u.Kind != q.Kind
		})
	}
	t.act(a, units, q.Unit != "")
	return true
}

// kindOwing is the kind of units that the words for those who have not reported name:
// 没报台账的镇.
func (t *turn) kindOwing(text string) anwei.UnitKind {
	for _, w := range []string{"还没", "没", "未"} {
		if at := strings.Index(text, w); at >= 0 {
			return language.ReadAudience(text[at:], t.audienceKnown(), false).Of
		}
	}
	return ""
}
