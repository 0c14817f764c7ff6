package table

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/report"
)

// maxSnapshotName is how many characters the name of a snapshot may have.
const maxSnapshotName = 40

// snapshotWords takes a snapshot (定格10月 报市安委办), lists those that there are
// (有哪些定格) or sends what one holds (10月定格表). It returns false where the word
// is part of something else.
func snapshotWords(t *bot.Turn, text string) bool {
	f, ok := bot.FormMeant(t, "")
	if !ok {
		return false
	}
	if bot.HasAny(text, "哪些", "清单", "列表", "名单", "记录", "几次", "定格了吗", "定格没", "定格过") {
		if p, ok := bot.PeriodIn(t, f, text); ok {
			snapshots(t, p)
		}
		return true
	}
	if bot.HasAny(text, "定格表", "定格的表", "定格汇总表", "快照表", "定格的汇总表") {
		if p, ok := bot.PeriodIn(t, f, text); ok {
			snapshotTable(t, f, p, text)
		}
		return true
	}
	p, name, ok := readSnapshot(text, t.In)
	if !ok {
		return false
	}
	if p, ok = bot.Settle(t, f, p); ok {
		freeze(t, f, p, name)
	}
	return true
}

// readSnapshot reads 定格10月 报市安委办, 请把10月的数据定格一下 and 快照. It returns
// false where other words stand around than belong there, and where a name is not
// set apart: a snapshot is for ever.
func readSnapshot(text string, in bot.Input) (anwei.Period, string, bool) {
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
func freeze(t *bot.Turn, f anwei.Form, p anwei.Period, name string) {
	switch {
	case !t.In.Person.Has(anwei.Office):
		t.Denied(phrases.RecordFreeze, "")
		t.Say(notForFreezing(t.In.Plan))
		return
	case utf8.RuneCountInString(name) > maxSnapshotName || strings.ContainsAny(name, "\t\x00"):
		t.Say(snapshotNameTooLong(maxSnapshotName))
		return
	}
	s := report.Freeze(anwei.Snapshot{Period: p, Name: name, At: t.In.Now, By: t.In.Person.ID}, t.In.Plan, t.In.Calendar,
		t.In.Ledger.Roster(), t.In.Ledger.Reports, func(x0 []report.Task) map[anwei.Matter]report.Deeds { return deeds(t, x0) })
	held := len(s.Of(f.ID, p))
	if held == 0 {
		t.Say(nothingToFreeze(f, p))
		return
	}
	if name == "" {
		s.Name = snapshotName(t.In.Now)
		if all := t.In.Ledger.Snapshots(p); len(all) > 0 && report.Same(all[len(all)-1], s) {
			t.Say(frozenAlready(all[len(all)-1], t.In.Now))
			return
		}
	}
	if old, taken := t.In.Ledger.Snapshot(p, s.Name); taken {
		t.Say(snapshotNameTaken(old, t.In.Now))
		return
	}
	t.Out = append(t.Out, bot.AddSnapshot{Snapshot: s})
	t.Audit(anwei.Audit{Action: phrases.RecordFreeze, Detail: phrases.RecordedSnapshot(s)})
	t.Say(frozenText(f, s, held, len(within(t, f, p, "").Units())))
}

// deeds is what the ledger knows of the tasks.
func deeds(t *bot.Turn, tasks []report.Task) map[anwei.Matter]report.Deeds {
	out := map[anwei.Matter]report.Deeds{}
	for _, task := range tasks {
		done := t.In.Ledger.FulfilmentsOf(task.Duty.ID, task.Period)
		for _, u := range task.Units {
			m := task.Matter(u.ID)
			d := report.Deeds{Done: done[u.ID]}
			d.Promise, _ = t.In.Ledger.Promise(m)
			d.Prove(t.In.Ledger.Evidence(m))
			out[m] = d
		}
	}
	return out
}

// snapshots lists the snapshots of a period.
func snapshots(t *bot.Turn, p anwei.Period) {
	if _, may := t.Scope(); !may {
		t.Denied(phrases.RecordTable, "")
		t.Say(phrases.NotForTables(t.In.Plan))
		return
	}
	t.Say(snapshotList(p, t.In.Ledger.Snapshots(p), t.In.Now))
}

// named returns the snapshot of the period that the text names, otherwise the
// newest.
func named(t *bot.Turn, p anwei.Period, text string) (anwei.Snapshot, bool) {
	var found anwei.Snapshot
	all := t.In.Ledger.Snapshots(p)
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
func snapshotTable(t *bot.Turn, f anwei.Form, p anwei.Period, text string) {
	scope, may := t.Scope()
	if !may {
		t.Denied(phrases.RecordTable, "")
		t.Say(phrases.NotForTables(t.In.Plan))
		return
	}
	s, ok := named(t, p, text)
	if !ok {
		t.Say(neverFrozen(p))
		return
	}
	t.Say(snapshotComing(s, t.In.Now))
	t.Out = append(t.Out, bot.Say{Order: &anwei.Order{Form: f.ID, Period: p, Unit: scope, Snapshot: s.Name}})
}

// moves says what changed since a period was frozen, and orders the list of it.
// Where no period is named it is the newest of this one and the last that was.
func moves(t *bot.Turn, text string) {
	scope, may := t.Scope()
	if !may {
		t.Denied(phrases.RecordTable, "")
		t.Say(phrases.NotForTables(t.In.Plan))
		return
	}
	f, _ := bot.FormMeant(t, "")
	p, ok := bot.PeriodIn(t, f, text)
	if !ok {
		return
	}
	s, ok := named(t, p, text)
	if _, _, said := day.Period(text, t.In.Now); !ok && !said && f.Covers(p.Prev()) {
		if s, ok = named(t, p.Prev(), text); ok {
			p = p.Prev()
		}
	}
	if !ok {
		t.Say(neverFrozen(p))
		return
	}
	var all []formMoves
	for _, form := range t.In.Plan.Forms {
		if form.Covers(p) {
			all = append(all, formMoves{form, movedSince(t, s, form, scope)})
		}
	}
	text, any := movesText(s, all, t.In.Now)
	t.Say(text)
	if any {
		t.Out = append(t.Out, bot.Say{Order: &anwei.Order{Table: anwei.MovesTable, Period: p, Unit: scope, Snapshot: s.Name}})
	}
}

// formMoves is what changed of one form.
type formMoves struct {
	form  anwei.Form
	moved []report.Moved
}

func movedSince(t *bot.Turn, s anwei.Snapshot, f anwei.Form, scope anwei.UnitID) []report.Moved {
	then := map[anwei.UnitID]anwei.Report{}
	for u, h := range s.Of(f.ID, s.Period) {
		if r, ok := at(t, h); ok {
			then[u] = r
		}
	}
	return report.Moves(within(t, f, s.Period, scope), then, t.In.Ledger.Revisions)
}
