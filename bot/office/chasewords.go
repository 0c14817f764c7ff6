package office

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/language"
	"anwei/language/question"
	"anwei/language/text"
)

// chaseAll takes from the office, in whatever words, that those who have not
// reported shall be reminded: 给没报的提个醒. It returns false for anything else, and
// for whoever may not chase, who is told so where questions are answered.
func chaseAll(t *bot.Turn, typed string) bool {
	if !t.In.Person.Has(anwei.Office) || !text.ContainsAny(typed, "催", "提醒", "提个醒") {
		return false
	}
	q := t.Hear(typed).Asks(nil)
	if q.Intent != question.AskRemind {
		return false
	}
	if q.Kind == "" {
		q.Kind = kindOwing(t, typed)
	}
	a := bot.Act{ID: t.In.Message.ID, Kind: bot.ActChase, Form: q.Form, Period: q.Period, Either: q.Either}
	units := bot.RunFor(t, a)
	switch {
	case len(q.Either) > 0:
		units = nil
	case q.Unit != "" && !t.Runs(q.Unit):
		t.Refuse(bot.ActChase, q.Unit)
		return true
	case q.Unit != "" && slices.Contains(units, q.Unit):
		units = []anwei.UnitID{q.Unit}
	case q.Kind != "":
		units = slices.DeleteFunc(units, func(id anwei.UnitID) bool {
			u, _ := t.In.Ledger.Unit(id)
			return u.Kind != q.Kind
		})
	}
	act(t, a, units, q.Unit != "")
	return true
}

// kindOwing is the kind of units that the words for those who have not reported name:
// 没报台账的镇.
func kindOwing(t *bot.Turn, typed string) anwei.UnitKind {
	for _, w := range []string{"还没", "没", "未"} {
		if at := strings.Index(typed, w); at >= 0 {
			return language.ReadAudience(typed[at:], bot.AudienceKnown(t), false).Of
		}
	}
	return ""
}
