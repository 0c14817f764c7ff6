package office

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
)

// recordLog is what the record calls that it is looked at.
const recordLog = "操作记录"

// actLog shows the office its latest acts and what was refused, of the units that it
// runs or of those that are named, a page at a time; of one period where one is named.
func actLog(t *bot.Turn, said frame.LookSaid) {
	if !t.In.Person.Has(anwei.Office) {
		t.Denied(recordLog, "")
		t.Reply("common.only_office", "office", t.In.Plan.Office)
		return
	}
	zone := t.In.Now.Location()
	since, until := t.In.Plan.From.In(zone), t.In.Now.Add(1)
	if p := said.Period; !p.IsZero() {
		since, until = p.First().In(zone), p.Last().AddDays(1).In(zone)
	}
	page := max(said.Page, 1)
	skip, more := (page-1)*bot.ShownChanges, false
	whole := bot.RunsWhole(t)
	var lines []string
	for _, a := range t.In.Ledger.Audits(since, until, page*bot.SearchedRows) {
		switch {
		case !showsRow(t, a, said.Units, whole):
		case skip > 0:
			skip--
		case len(lines) == bot.ShownChanges:
			more = true
		default:
			lines = append(lines, recordLine(t, a))
		}
	}
	if len(lines) == 0 {
		t.Reply("office.record_none", "page", phrases.If(page > 1, page))
		return
	}
	t.Reply("office.record", "lines", strings.Join(lines, "\n"), "next", phrases.If(more, page+1))
}

// showsRow reports whether a row is of a unit that the person runs, and of one of those
// that are named where any is. What is of no unit is for who runs the whole.
func showsRow(t *bot.Turn, a anwei.Audit, named []anwei.UnitID, whole bool) bool {
	if len(named) > 0 && !slices.Contains(named, a.Unit) {
		return false
	}
	return a.Unit == "" && whole || a.Unit != "" && t.Runs(a.Unit)
}

// recordLine says one row of the record: when, who, what, and whether it was
// refused.
func recordLine(t *bot.Turn, a anwei.Audit) string {
	by := cmp.Or(t.PersonName(a.By), t.Text("office.operator"))
	return t.Text("office.record_line", "at", phrases.ClockText(a.At.In(t.In.Now.Location())), "by", by, "via", a.Via, "action", a.Action,
		"detail", phrases.Shorten(strings.ReplaceAll(a.Detail, "\n→ ", "→")), "refused", phrases.If(a.Refused, t.Text("office.record_refused")))
}
