// Package table is the room of the tables that the office orders, snapshots and
// re-keying.
package table

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report"
)

// Does is what this room does: snapshots, what changed since, the revisions, the ledger
// of all units, and the list for the other system.
func Does() bot.Does {
	return bot.Does{
		"table.since":     brief(func(t *bot.Turn, typed string) bool { moves(t, typed); return true }),
		"table.snapshot":  brief(snapshotWords),
		"table.revisions": brief(func(t *bot.Turn, typed string) bool { bot.List(t, typed, anwei.RevisionsTable); return true }),
		"table.rekey":     brief(func(t *bot.Turn, typed string) bool { rekeyList(t, typed); return true }),
		"table.ledger":    brief(ledgerTable),
		"table.keyed":     brief(keyedWords),
	}
}

// brief does what is said in one short line, as it would be written without slips.
func brief(do func(*bot.Turn, string) bool) func(*bot.Turn, string) bool {
	return func(t *bot.Turn, typed string) bool {
		if utf8.RuneCountInString(typed) > 60 || strings.Contains(typed, "\n") {
			return false
		}
		return do(t, strings.NewReplacer("台帐", "台账", "修定", "修订").Replace(strings.TrimRight(strings.TrimSpace(typed), "。！!.？?")))
	}
}

// ledgerTable orders the ledger of all units that the person may see, as annex 1.
func ledgerTable(t *bot.Turn, typed string) bool {
	scope, may := t.Scope()
	switch {
	case !strings.Contains(typed, "台账"):
		return false
	case !may:
		t.Denied(phrases.RecordTable, "")
		t.Tell("table.not_yours", "office", t.In.Plan.Office)
		return true
	}
	for _, f := range t.In.Plan.Forms {
		if f.Counts() {
			continue
		}
		p, ok := bot.PeriodIn(t, f, typed)
		if !ok {
			return true
		}
		units := bot.Asks(t, f, scope)
		in := bot.InBrief(t, f.ID, p)
		n := 0
		for _, u := range units {
			if _, ok := in[u.ID]; ok {
				n++
			}
		}
		t.Tell("table.coming", "period", phrases.ShortPeriod(p), "form", f.Short, "in", n, "of", len(units))
		t.Out = append(t.Out, bot.Say{Content: anwei.BookOrder{Extent: anwei.Extent{Period: p, Unit: scope}, Form: f.ID}})
		return true
	}
	t.Rooms.Help(t)
	return true
}

// unitsShown is how many units a list names before it says that there are more, and
// changesShown how many figures of one.
const (
	unitsShown   = 8
	changesShown = 4
)

// unitLines joins the lines of units, at most unitsShown.
func unitLines(t *bot.Turn, lines []string) string {
	if n := len(lines) - unitsShown; n > 0 {
		lines = append(lines[:unitsShown:unitsShown], t.Text("table.more_units", "n", n))
	}
	return strings.Join(lines, "\n")
}

// changed joins what changed of one unit, at most changesShown.
func changed(t *bot.Turn, changes []string) string {
	if n := len(changes); n > changesShown {
		changes = append(changes[:changesShown:changesShown], t.Text("table.more_items", "n", n))
	}
	return strings.Join(changes, "，")
}

// within is a form's reports of a period at or below a node, for package report.
func within(t *bot.Turn, f anwei.Form, p anwei.Period, root anwei.UnitID) report.Scope {
	return report.Scope{
		Form: f, Period: p, Root: root, Roster: t.In.Ledger.Roster(), Reports: report.ByUnit(t.In.Ledger.Reports(f.ID, p)),
		Zone: t.In.Now.Location(), At: t.In.Now,
	}
}

// at rebuilds a report as it was at a revision.
func at(t *bot.Turn, h anwei.Held) (anwei.Report, bool) {
	return h.AtRevision(t.In.Ledger.Revisions(h.Key))
}
