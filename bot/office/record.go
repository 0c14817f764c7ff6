package office

import (
	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// actLog shows the office its latest acts and what was refused, of the units that it
// runs.
func actLog(t *bot.Turn) {
	if !t.In.Person.Has(anwei.Office) {
		t.Denied(recordLog, "")
		t.Say(phrases.OnlyOffice(t.In.Plan.Office) + t.Returning())
		return
	}
	whole := runsWhole(t)
	var lines []string
	for _, a := range t.In.Ledger.Audits(t.In.Plan.From.In(t.In.Now.Location()), t.In.Now.Add(1), bot.SearchedRows) {
		if (a.Unit == "" && whole || a.Unit != "" && t.Runs(a.Unit)) && len(lines) < bot.ShownChanges {
			lines = append(lines, recordLine(a, t.PersonName(a.By), t.In.Now.Location()))
		}
	}
	t.Say(recordText(lines) + t.Returning())
}

// runsWhole reports whether the person is of the office of the whole roster.
func runsWhole(t *bot.Turn) bool {
	for _, u := range t.In.Ledger.Roster().Units {
		if u.Parent == "" && !t.Runs(u.ID) {
			return false
		}
	}
	return true
}
