package office

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// Alike tells the office, once and in one message, which of the texts that were
// just handed in stand word for word in the unit's report of the period before or
// in another unit's of this one. They are taken all the same.
func Alike(t *bot.Turn, r anwei.Report, changes []anwei.Change) {
	plain := func(c anwei.Change) string {
		if f, _ := t.Form.Field(c.Field); !f.Kind.Prose() || r.Values[c.Field].Same {
			return ""
		}
		return bare(r.Values[c.Field].Text)
	}
	changes = slices.DeleteFunc(slices.Clone(changes), func(c anwei.Change) bool { return len([]rune(plain(c))) < alike })
	if len(changes) == 0 {
		return // the reports of all others need not be read
	}
	last := t.Last().Values
	var before []string
	others := map[anwei.UnitID][]string{}
	reports := t.In.Ledger.Reports(r.Key.Form, r.Key.Period)
	for _, c := range changes {
		f, _ := t.Form.Field(c.Field)
		words := plain(c)
		if words == bare(last[c.Field].Text) {
			before = append(before, phrases.ItemName(t.Number(f.ID), f))
		}
		for id, other := range reports {
			if id != r.Key.Unit && words == bare(other.Values[c.Field].Text) {
				others[id] = append(others[id], phrases.ItemName(t.Number(f.ID), f))
			}
		}
	}
	var lines []string
	if len(before) > 0 {
		lines = append(lines, t.Text("office.alike_before", "period", phrases.ShortPeriod(r.Key.Period.Prev()), "items", strings.Join(before, "、")))
	}
	for _, u := range t.In.Ledger.Roster().Units {
		if len(others[u.ID]) > 0 {
			lines = append(lines, t.Text("office.alike_unit", "unit", u.Name, "items", strings.Join(others[u.ID], "、")))
		}
	}
	if len(lines) > 0 {
		m := anwei.ReportMatter(r.Key)
		t.TellOffice(fmt.Sprintf("same/%s/%d", m, r.Revision), t.Text("office.alike", "about", t.About(m), "lines", strings.Join(lines, "\n")), r.Key.Unit)
	}
}

// alike is from how many characters on equal texts are no chance.
const alike = 6

// bare is a text without blanks and marks.
func bare(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsSymbol(r) }), "")
}
