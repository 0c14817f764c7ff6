// Package table is the room of the tables that the office orders, snapshots and
// re-keying.
package table

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/text"
	"anwei/report"
)

// Words takes what is said about tables besides 汇总表: snapshots, what changed
// since, the revisions, the ledger of all units, and the list for the other system.
// It returns false for a text that is nothing of the kind.
func Words(t *bot.Turn, typed string) bool {
	if utf8.RuneCountInString(typed) > 60 || strings.Contains(typed, "\n") {
		return false
	}
	plain := strings.NewReplacer("台帐", "台账", "修定", "修订").Replace(strings.TrimRight(strings.TrimSpace(typed), "。！!.？?"))
	switch {
	case sinceSnapshot(plain):
		moves(t, plain)
	case text.ContainsAny(plain, "定格", "快照"):
		return snapshotWords(t, plain)
	case text.ContainsAny(plain, "修订清单", "更正清单", "修改清单"):
		bot.List(t, plain, anwei.RevisionsTable)
	case asksRekey(plain):
		rekeyList(t, plain)
	case text.ContainsAny(plain, "台账汇总", "汇总台账"):
		ledgerTable(t, plain)
	default:
		return keyedWords(t, plain)
	}
	return true
}

// asksRekey reports whether a text asks what is still to be typed into the other
// system: 补录清单, 国家系统补录, 还有几家没补录.
func asksRekey(typed string) bool {
	switch typed {
	case "补录", "国家系统", "国家系统补录", "系统补录":
		return true
	}
	return text.ContainsAny(typed, "补录清单", "补录进度", "补录表", "补录情况", "补录名单", "补录到哪") || text.ContainsAny(typed, "补录", "没录", "未录", "待录") && text.ContainsAny(typed, "几家", "哪些", "哪几家", "多少", "谁")
}

// sinceSnapshot reports whether it is asked what changed after something was handed
// up: 10月上报后有什么变化.
func sinceSnapshot(typed string) bool {
	if typed == "变化" || typed == "定格变化" || typed == "上报变化" {
		return true
	}
	return text.ContainsAny(typed, "变", "改") && !text.ContainsAny(typed, "谁能改", "怎么改", "能不能改", "可以改") &&
		text.ContainsAny(typed, "上报后", "上报以后", "上报之后", "报上去后", "定格后", "定格以后", "定格之后", "快照后", "快照以后", "快照之后")
}

// ledgerTable orders the ledger of all units that the person may see, as annex 1.
func ledgerTable(t *bot.Turn, typed string) {
	scope, may := t.Scope()
	if !may {
		t.Denied(phrases.RecordTable, "")
		t.Tell("table.not_yours", "office", t.In.Plan.Office)
		return
	}
	for _, f := range t.In.Plan.Forms {
		if f.Counts() {
			continue
		}
		p, ok := bot.PeriodIn(t, f, typed)
		if !ok {
			return
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
		return
	}
	t.Rooms.Help(t)
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
		Form: f, Period: p, Root: root, Roster: t.In.Ledger.Roster(), Reports: t.In.Ledger.Reports(f.ID, p),
		Zone: t.In.Now.Location(), At: t.In.Now,
	}
}

// at rebuilds a report as it was at a revision.
func at(t *bot.Turn, h anwei.Held) (anwei.Report, bool) {
	return h.AtRevision(t.In.Ledger.Revisions(h.Key))
}
