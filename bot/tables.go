package bot

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/report"
)

// Tables is what a turn may read of snapshots and of the other system.
type Tables interface {
	Revisions(key anwei.ReportKey) []anwei.Revision
	Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool)
	Snapshots(p anwei.Period) []anwei.Snapshot
	Keyed(form anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Keyed
}

// AddSnapshot keeps a snapshot for ever, under a name that its period does not have
// yet.
type AddSnapshot struct{ Snapshot anwei.Snapshot }

// PutKeyed keeps up to which revision a report was typed into the other system.
type PutKeyed struct{ Keyed anwei.Keyed }

func (AddSnapshot) effect() {}
func (PutKeyed) effect()    {}

// tableWords takes what is said about tables besides 汇总表: snapshots, what changed
// since, the revisions, the ledger of all units, and the list for the other system.
// It returns false for a text that is nothing of the kind.
func (t *turn) tableWords(text string) bool {
	if utf8.RuneCountInString(text) > 60 || strings.Contains(text, "\n") {
		return false
	}
	plain := strings.NewReplacer("台帐", "台账", "修定", "修订").Replace(strings.TrimRight(strings.TrimSpace(text), "。！!.？?"))
	switch {
	case sinceSnapshot(plain):
		t.moves(plain)
	case hasAny(plain, "定格", "快照"):
		return t.snapshotWords(plain)
	case hasAny(plain, "修订清单", "更正清单", "修改清单"):
		t.list(plain, anwei.RevisionsTable)
	case asksRekey(plain):
		t.rekeyList(plain)
	case hasAny(plain, "台账汇总", "汇总台账"):
		t.ledgerTable(plain)
	default:
		return t.keyedWords(plain)
	}
	return true
}

// asksRekey reports whether a text asks what is still to be typed into the other
// system: 补录清单, 国家系统补录, 还有几家没补录.
func asksRekey(text string) bool {
	switch text {
	case "补录", "国家系统", "国家系统补录", "系统补录":
		return true
	}
	return hasAny(text, "补录清单", "补录进度", "补录表", "补录情况", "补录名单", "补录到哪") || hasAny(text, "补录", "没录", "未录", "待录") && hasAny(text, "几家", "哪些", "哪几家", "多少", "谁")
}

func hasAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// sinceSnapshot reports whether it is asked what changed after something was handed
// up: 10月上报后有什么变化.
func sinceSnapshot(text string) bool {
	if text == "变化" || text == "定格变化" || text == "上报变化" {
		return true
	}
	return hasAny(text, "变", "改") && !hasAny(text, "谁能改", "怎么改", "能不能改", "可以改") &&
		hasAny(text, "上报后", "上报以后", "上报之后", "报上去后", "定格后", "定格以后", "定格之后", "快照后", "快照以后", "快照之后")
}

// periodIn returns the period that a text names, as far as it is one that the form
// is reported for and has begun; without any it is the open one. Otherwise it says
// so and returns false.
func (t *turn) periodIn(f anwei.Form, text string) (anwei.Period, bool) {
	p, _, _ := day.Period(text, t.in.Now)
	return t.settle(f, p)
}

// list orders a list about the reports that the person may see.
func (t *turn) list(text string, kind anwei.TableKind) {
	f, _ := t.formMeant("")
	p, ok := t.periodIn(f, text)
	if !ok {
		return
	}
	unit, ok := t.seen(f)
	if !ok {
		t.denied(recordTable, "")
		t.say(notForTables(t.in.Plan))
		return
	}
	t.say(listComing(p, kind))
	t.out = append(t.out, Say{Order: &anwei.Order{Table: kind, Period: p, Unit: unit}})
}

// seen is the node that the person may see the reports of: the office's or the
// leader's, otherwise the unit that he reports for.
func (t *turn) seen(f anwei.Form) (anwei.UnitID, bool) {
	if scope, may := t.scope(); may {
		return scope, true
	}
	if own := t.reporting(f); len(own) > 0 {
		return own[0].ID, true
	}
	return "", false
}

// ledgerTable orders the ledger of all units that the person may see, as annex 1.
func (t *turn) ledgerTable(text string) {
	scope, may := t.scope()
	if !may {
		t.denied(recordTable, "")
		t.say(notForTables(t.in.Plan))
		return
	}
	for _, f := range t.in.Plan.Forms {
		if len(countFields(f)) > 0 {
			continue
		}
		p, ok := t.periodIn(f, text)
		if !ok {
			return
		}
		units := t.asks(f, scope)
		in := t.inBrief(f.ID, p)
		n := 0
		for _, u := range units {
			if _, ok := in[u.ID]; ok {
				n++
			}
		}
		t.say(tableComing(f, p, n, len(units)))
		t.out = append(t.out, Say{Order: &anwei.Order{Form: f.ID, Period: p, Unit: scope}})
		return
	}
	t.help()
}

// within is a form's reports of a period at or below a node, for package report.
func (t *turn) within(f anwei.Form, p anwei.Period, root anwei.UnitID) report.Scope {
	return report.Scope{
		Form: f, Period: p, Root: root, Roster: t.in.Ledger.Roster(), Reports: t.in.Ledger.Reports(f.ID, p),
		Zone: t.in.Now.Location(), At: t.in.Now,
	}
}

// at rebuilds a report as it was at a revision.
func (t *turn) at(h anwei.Held) (anwei.Report, bool) {
	return h.AtRevision(t.in.Ledger.Revisions(h.Key))
}
