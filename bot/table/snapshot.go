package table

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/language/text"
	"anwei/report"
)

// maxSnapshotName is how many characters the name of a snapshot may have.
const maxSnapshotName = 40

// snapshotWords takes a snapshot (定格10月 报市安委办), lists those that there are
// (有哪些定格) or sends what one holds (10月定格表). It returns false where the word
// is part of something else.
func snapshotWords(t *bot.Turn, typed string) bool {
	f, ok := bot.FormMeant(t, "")
	if !ok {
		return false
	}
	if text.ContainsAny(typed, "哪些", "清单", "列表", "名单", "记录", "几次", "定格了吗", "定格没", "定格过") {
		if p, ok := bot.PeriodIn(t, f, typed); ok {
			snapshots(t, p)
		}
		return true
	}
	if text.ContainsAny(typed, "定格表", "定格的表", "定格汇总表", "快照表", "定格的汇总表") {
		if p, ok := bot.PeriodIn(t, f, typed); ok {
			snapshotTable(t, f, p, typed)
		}
		return true
	}
	p, name, ok := readSnapshot(typed, t.In)
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
func readSnapshot(typed string, in bot.Input) (anwei.Period, string, bool) {
	word := "定格"
	before, after, ok := strings.Cut(typed, word)
	if !ok {
		before, after, _ = strings.Cut(typed, "快照")
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

// freeze shows what would be kept of the period under the name, which is the time where
// none is given.
func freeze(t *bot.Turn, f anwei.Form, p anwei.Period, name string) {
	switch {
	case !bot.RunsWhole(t):
		t.Denied(phrases.RecordFreeze, "")
		t.Tell("table.not_freezing", "office", t.In.Plan.Office)
		return
	case utf8.RuneCountInString(name) > maxSnapshotName || strings.ContainsAny(name, "\t\x00"):
		t.Tell("table.snapshot_too_long", "most", maxSnapshotName)
		return
	}
	s, held := asItIs(t, f, p, name)
	if held == 0 {
		t.Tell("table.nothing_to_freeze", "period", phrases.ShortPeriod(p), "form", f.Short)
		return
	}
	if name == "" {
		s.Name = t.Text("table.snapshot_name", "month", int(t.In.Now.Month()), "day", t.In.Now.Day(), "clock", t.In.Now.Format("15:04"))
		if all := t.In.Ledger.Snapshots(p); len(all) > 0 && report.Same(all[len(all)-1], s) {
			old := all[len(all)-1]
			t.Tell("table.frozen_already", "period", phrases.ShortPeriod(old.Period), "name", phrases.Quoted(old.Name), "at", frozenAt(t, old))
			return
		}
	}
	if !nameTaken(t, p, s.Name) {
		bot.PreviewAct(t, bot.Act{ID: t.In.Message.ID, Kind: bot.ActFreeze, Form: f.ID, Period: p, Reason: s.Name}, t.Text("table.freeze_shown", stands(t, f, s, held)...))
	}
}

// asItIs is a snapshot of the period as it is now, and how many reports of the form it
// holds.
func asItIs(t *bot.Turn, f anwei.Form, p anwei.Period, name string) (anwei.Snapshot, int) {
	s := report.Freeze(anwei.Snapshot{Period: p, Name: name, At: t.In.Now, By: t.In.Person.ID}, t.In.Plan, t.In.Calendar,
		t.In.Ledger.Roster(), t.In.Ledger.Reports, func(x0 []report.Task) map[anwei.Matter]report.Deeds { return deeds(t, x0) })
	return s, len(s.Of(f.ID, p))
}

// nameTaken says that there is a snapshot of the name, where there is.
func nameTaken(t *bot.Turn, p anwei.Period, name string) bool {
	old, taken := t.In.Ledger.Snapshot(p, name)
	if taken {
		t.Tell("table.snapshot_taken", "period", phrases.ShortPeriod(old.Period), "name", phrases.Quoted(old.Name), "at", frozenAt(t, old))
	}
	return taken
}

// stands are the places that tell what a snapshot holds.
func stands(t *bot.Turn, f anwei.Form, s anwei.Snapshot, held int) []any {
	return []any{"period", phrases.ShortPeriod(s.Period), "form", f.Short, "in", held, "of", len(within(t, f, s.Period, "").Units()), "name", phrases.Quoted(s.Name)}
}

// Freeze keeps the period as it is now under the name that was shown.
func Freeze(t *bot.Turn, a bot.Act) {
	f, known := t.In.Plan.Form(a.Form)
	if !known || nameTaken(t, a.Period, a.Reason) {
		return
	}
	s, held := asItIs(t, f, a.Period, a.Reason)
	t.Out = append(t.Out, bot.AddSnapshot{Snapshot: s})
	t.Audit(anwei.Audit{Action: phrases.RecordFreeze, Detail: t.Text("office.recorded_snapshot", "period", phrases.ShortPeriod(s.Period), "name", s.Name)})
	t.Tell("table.frozen", stands(t, f, s, held)...)
}

// frozenAt is when a snapshot was taken.
func frozenAt(t *bot.Turn, s anwei.Snapshot) string {
	return phrases.ClockText(s.At.In(t.In.Now.Location()))
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
		t.Tell("table.not_yours", "office", t.In.Plan.Office)
		return
	}
	lines := anwei.Each(t.In.Ledger.Snapshots(p), func(s anwei.Snapshot) string {
		return t.Text("table.snapshot_line", "name", s.Name, "at", frozenAt(t, s))
	})
	if len(lines) == 0 {
		t.Tell("table.never_frozen", "period", phrases.ShortPeriod(p))
		return
	}
	t.Tell("table.snapshots", "period", phrases.ShortPeriod(p), "n", len(lines), "lines", strings.Join(lines, "\n"))
}

// named returns the snapshot of the period that the text names, otherwise the
// newest.
func named(t *bot.Turn, p anwei.Period, typed string) (anwei.Snapshot, bool) {
	var found anwei.Snapshot
	all := t.In.Ledger.Snapshots(p)
	for _, s := range all {
		if strings.Contains(typed, s.Name) && len(s.Name) > len(found.Name) {
			found = s
		}
	}
	if found.Name == "" && len(all) > 0 {
		found = all[len(all)-1]
	}
	return found, found.Name != ""
}

// snapshotTable orders the workbook of a snapshot.
func snapshotTable(t *bot.Turn, f anwei.Form, p anwei.Period, typed string) {
	scope, may := t.Scope()
	if !may {
		t.Denied(phrases.RecordTable, "")
		t.Tell("table.not_yours", "office", t.In.Plan.Office)
		return
	}
	s, ok := named(t, p, typed)
	if !ok {
		t.Tell("table.never_frozen", "period", phrases.ShortPeriod(p))
		return
	}
	t.Tell("table.snapshot_coming", "period", phrases.ShortPeriod(s.Period), "name", phrases.Quoted(s.Name), "at", frozenAt(t, s))
	t.Out = append(t.Out, bot.Say{Content: anwei.BookOrder{Extent: anwei.Extent{Period: p, Unit: scope, Snapshot: s.Name}, Form: f.ID}})
}

// moves says what changed since a period was frozen, and orders the list of it.
// Where no period is named it is the newest of this one and the last that was.
func moves(t *bot.Turn, typed string) {
	scope, may := t.Scope()
	if !may {
		t.Denied(phrases.RecordTable, "")
		t.Tell("table.not_yours", "office", t.In.Plan.Office)
		return
	}
	f, _ := bot.FormMeant(t, "")
	p, ok := bot.PeriodIn(t, f, typed)
	if !ok {
		return
	}
	s, ok := named(t, p, typed)
	if _, _, said := day.Period(typed, t.In.Now); !ok && !said && f.Covers(p.Prev()) {
		if s, ok = named(t, p.Prev(), typed); ok {
			p = p.Prev()
		}
	}
	if !ok {
		t.Tell("table.never_frozen", "period", phrases.ShortPeriod(p))
		return
	}
	all := anwei.Each(anwei.Where(t.In.Plan.Forms, func(form anwei.Form) bool { return form.Covers(p) }), func(form anwei.Form) formMoves {
		return formMoves{form, movedSince(t, s, form, scope)}
	})
	if tellMoves(t, s, all) {
		t.Out = append(t.Out, bot.Say{Content: anwei.ListOrder{Extent: anwei.Extent{Period: p, Unit: scope, Snapshot: s.Name}, Table: anwei.MovesTable}})
	}
}

// tellMoves begins with how many units and figures changed, and tells whether any
// did.
func tellMoves(t *bot.Turn, s anwei.Snapshot, all []formMoves) bool {
	units, figures, came := map[anwei.UnitID]bool{}, 0, 0
	var lines []string
	for _, f := range all {
		for _, m := range f.moved {
			lines = append(lines, moveLine(t, f.form, m))
			if m.Came {
				came++
				continue
			}
			units[m.Unit.ID] = true
			figures += len(m.Moves)
		}
	}
	period, name := phrases.ShortPeriod(s.Period), phrases.Quoted(s.Name)
	if len(lines) == 0 {
		t.Tell("table.moved_nothing", "period", period, "name", name, "at", frozenAt(t, s))
		return false
	}
	what := t.Text("table.moved_no_figure")
	if figures > 0 {
		what = t.Text("table.moved_figures", "units", len(units), "figures", figures)
	}
	t.Tell("table.moved", "period", period, "name", name, "at", frozenAt(t, s), "what", what, "came", phrases.If(came > 0, came), "lines", unitLines(t, lines))
	return true
}

// moveLine says what changed of one unit.
func moveLine(t *bot.Turn, f anwei.Form, m report.Moved) string {
	at := phrases.ClockText(m.At.In(t.In.Now.Location()))
	switch {
	case m.Came:
		return t.Text("table.came", "unit", m.Unit.Name, "form", f.Short, "at", at)
	case !f.Counts():
		return t.Text("table.moved_items", "unit", m.Unit.Name, "form", f.Short, "n", len(m.Moves), "at", at)
	}
	changes := anwei.Each(m.Moves, func(c report.Move) string {
		return t.Text("table.change", "field", c.Field.Name, "was", report.Shown(c.Field, c.Old), "now", report.Shown(c.Field, c.New))
	})
	return t.Text("table.moved_line", "unit", m.Unit.Name, "changes", changed(t, changes), "at", at)
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
