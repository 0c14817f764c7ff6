package office

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// recordLog is what the record calls that it is looked at.
const recordLog = "操作记录"

// actLog shows the office its latest acts and what was refused, of the units that it
// runs.
func actLog(t *bot.Turn) {
	if !t.In.Person.Has(anwei.Office) {
		t.Denied(recordLog, "")
		t.Reply("common.only_office", "office", t.In.Plan.Office)
		return
	}
	whole := bot.RunsWhole(t)
	var lines []string
	for _, a := range t.In.Ledger.Audits(t.In.Plan.From.In(t.In.Now.Location()), t.In.Now.Add(1), bot.SearchedRows) {
		if (a.Unit == "" && whole || a.Unit != "" && t.Runs(a.Unit)) && len(lines) < bot.ShownChanges {
			lines = append(lines, recordLine(t, a))
		}
	}
	if len(lines) == 0 {
		t.Reply("office.record_none")
		return
	}
	t.Reply("office.record", "lines", strings.Join(lines, "\n"))
}

// recordLine says one row of the record: when, who, what, and whether it was
// refused.
func recordLine(t *bot.Turn, a anwei.Audit) string {
	return t.Text("office.record_line", "at", phrases.ClockText(a.At.In(t.In.Now.Location())), "by", t.PersonName(a.By), "action", a.Action,
		"detail", phrases.Shorten(strings.ReplaceAll(a.Detail, "\n→ ", "→")), "refused", phrases.If(a.Refused, t.Text("office.record_refused")))
}
