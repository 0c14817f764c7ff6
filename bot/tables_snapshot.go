package bot

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/report"
)

// maxSnapshotName is how many characters the name of a snapshot may have.
const maxSnapshotName = 40

// snapshotWords takes a snapshot (定格10月 报市安委办), lists those that there are
// (有哪些定格) or sends what one holds (10月定格表). It returns false where the word
// is part of something else.
func (t *turn) snapshotWords(text string) bool {
	f, ok := t.formMeant("")
	if !ok {
		return false
	}
	if hasAny(text, "哪些", "清单", "列表", "名单", "记录", "几次", "定格了吗", "定格没", "定格过") {
		if p, ok := t.periodIn(f, text); ok {
			t.snapshots(p)
		}
		return true
	}
	if hasAny(text, "定格表", "定格的表", "定格汇总表", "快照表", "定格的汇总表") {
		if p, ok := t.periodIn(f, text); ok {
			t.snapshotTable(f, p, text)
		}
		return true
	}
	p, name, ok := readSnapshot(text, t.in)
	if !ok {
		return false
	}
	if p, ok = t.settle(f, p); ok {
		t.freeze(f, p, name)
	}
	return true
}

// readSnapshot reads 定格10月 报市安委办, 请把10月的数据定格一下 and 快照. It returns
// false where other words stand around than belong there, and where a name is not
// set apart: a snapshot is for ever.
func readSnapshot(text string, in Input) (anwei.Period, string, bool) {
	word := "定格"
	before, after, ok := strings.Cut(text, word)
	if !ok {
		before, after, _ = strings.Cut(text, "快照")
	}
	p, span, dated := day.Period(before, in.Now)
	if dated {
		before = before[:span.From] + before[span.To:]
	}
	for _, w := range []string{"请", "帮我", "麻烦", "把", "将", "做个", "给", "现在", "目前", "当前", "这会儿", "先", "的", "数据", "数", "报表", "调度表", " "} {
		before = strings.ReplaceAll(before, w, "")
	}
	if before != "" {
		return p, "", false
	}
	for _, w := range []string{"一下", "吧", "的数据", "数据"} {
		after = strings.TrimPrefix(after, w)
	}
	const marks = " 　：:，,、“”\"—-"
	apart := after == "" || strings.ContainsAny(string([]rune(after)[:1]), marks)
	if !dated {
		name := strings.TrimLeft(after, " 　")
		if p, span, dated = day.Period(name, in.Now); dated && span.From == 0 && !startsDay(name[span.To:]) {
			after, apart = name[span.To:], true
		}
	}
	return p, strings.Trim(after, marks), apart
}

// startsDay reports whether what follows a month is a day or a part of it, 10月15日 or
// 10月中旬: the month was no period then.
func startsDay(s string) bool {
	if s == "" {
		return false
	}
	return s[0] >= '0' && s[0] <= '9' || strings.ContainsRune("初中底末上下", []rune(s)[0])
}

// freeze keeps the period as it is under the name; without one it is the time.
func (t *turn) freeze(f anwei.Form, p anwei.Period, name string) {
	switch {
	case !t.in.Person.Has(anwei.Office):
		t.denied(recordFreeze, "")
		t.say(notForFreezing(t.in.Plan))
		return
	case utf8.RuneCountInString(name) > maxSnapshotName || strings.ContainsAny(name, "\t\x00"):
		t.say(snapshotNameTooLong(maxSnapshotName))
		return
	}
	s := report.Freeze(anwei.Snapshot{Period: p, Name: name, At: t.in.Now, By: t.in.Person.ID}, t.in.Plan, t.in.Calendar,
		t.in.Ledger.Roster(), t.in.Ledger.Reports, t.deeds)
	held := len(s.Of(f.ID, p))
	if held == 0 {
		t.say(nothingToFreeze(f, p))
		return
	}
	if name == "" {
		s.Name = snapshotName(t.in.Now)
		if all := t.in.Ledger.Snapshots(p); len(all) > 0 && report.Same(all[len(all)-1], s) {
			t.say(frozenAlready(all[len(all)-1], t.in.Now))
			return
		}
	}
	if old, taken := t.in.Ledger.Snapshot(p, s.Name); taken {
		t.say(snapshotNameTaken(old, t.in.Now))
		return
	}
	t.out = append(t.out, AddSnapshot{Snapshot: s})
	t.audit(anwei.Audit{Action: recordFreeze, Detail: recordedSnapshot(s)})
	t.say(frozenText(f, s, held, len(t.within(f, p, "").Units())))
}

// deeds is what the ledger knows of the tasks.
func (t *turn) deeds(tasks []report.Task) map[anwei.Matter]report.Deeds {
	out := map[anwei.Matter]report.Deeds{}
	for _, task := range tasks {
		done := t.in.Ledger.FulfilmentsOf(task.Duty.ID, task.Period)
		for _, u := range task.Units {
			m := task.Matter(u.ID)
			d := report.Deeds{Done: done[u.ID]}
			d.Promise, _ = t.in.Ledger.Promise(m)
			d.Prove(t.in.Ledger.Evidence(m))
			out[m] = d
		}
	}
	return out
}

// snapshots lists the snapshots of a period.
func (t *turn) snapshots(p anwei.Period) {
	if _, may := t.scope(); !may {
		t.denied(recordTable, "")
		t.say(notForTables(t.in.Plan))
		return
	}
	t.say(snapshotList(p, t.in.Ledger.Snapshots(p), t.in.Now))
}

// named returns the snapshot of the period that the text names, otherwise the
// newest.
func (t *turn) named(p anwei.Period, text string) (anwei.Snapshot, bool) {
	var found anwei.Snapshot
	all := t.in.Ledger.Snapshots(p)
	for _, s := range all {
		if strings.Contains(text, s.Name) && len(s.Name) > len(found.Name) {
			found = s
		}
	}
	if found.Name == "" && len(all) > 0 {
		found = all[len(all)-1]
	}
	return found, found.Name != ""
}

// snapshotTable orders the workbook of a snapshot.
func (t *turn) snapshotTable(f anwei.Form, p anwei.Period, text string) {
	scope, may := t.scope()
	if !may {
		t.denied(recordTable, "")
		t.say(notForTables(t.in.Plan))
		return
	}
	s, ok := t.named(p, text)
	if !ok {
		t.say(neverFrozen(p))
		return
	}
	t.say(snapshotComing(s, t.in.Now))
	t.out = append(t.out, Say{Order: &anwei.Order{Form: f.ID, Period: p, Unit: scope, Snapshot: s.Name}})
}

// moves says what changed since a period was frozen, and orders the list of it.
// Where no period is named it is the newest of this one and the last that was.
func (t *turn) moves(text string) {
	scope, may := t.scope()
	if !may {
		t.denied(recordTable, "")
		t.say(notForTables(t.in.Plan))
		return
	}
	f, _ := t.formMeant("")
	p, ok := t.periodIn(f, text)
	if !ok {
		return
	}
	s, ok := t.named(p, text)
	if _, _, said := day.Period(text, t.in.Now); !ok && !said && f.Covers(p.Prev()) {
		if s, ok = t.named(p.Prev(), text); ok {
			p = p.Prev()
		}
	}
	if !ok {
		t.say(neverFrozen(p))
		return
	}
	var all []formMoves
	for _, form := range t.in.Plan.Forms {
		if form.Covers(p) {
			all = append(all, formMoves{form, t.movedSince(s, form, scope)})
		}
	}
	text, any := movesText(s, all, t.in.Now)
	t.say(text)
	if any {
		t.out = append(t.out, Say{Order: &anwei.Order{Table: anwei.MovesTable, Period: p, Unit: scope, Snapshot: s.Name}})
	}
}

// formMoves is what changed of one form.
type formMoves struct {
	form  anwei.Form
	moved []report.Moved
}

func (t *turn) movedSince(s anwei.Snapshot, f anwei.Form, scope anwei.UnitID) []report.Moved {
	then := map[anwei.UnitID]anwei.Report{}
	for u, h := range s.Of(f.ID, s.Period) {
		if r, ok := t.at(h); ok {
			then[u] = r
		}
	}
	return report.Moves(t.within(f, s.Period, scope), then, t.in.Ledger.Revisions)
}
