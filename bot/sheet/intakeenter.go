package sheet

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/answer"
	"anwei/report/intake"
	"anwei/scheduler"
)

// enter writes what a table says into the report: what was blank at once, what
// replaces another figure after a yes. Then it asks for the rest.
func enter(t *bot.Turn, m anwei.Matter, s said) {
	key, _ := m.Report()
	old, in, ok := takeUp(t, key)
	if !ok {
		return
	}
	s.Left += checkTasks(t, key, s, old)
	fresh, differ, same := anwei.Values{}, anwei.Values{}, 0
	for _, f := range t.Fields() {
		v, has := s.Values[f.ID]
		was, had := old[f.ID]
		switch {
		case !has:
		case !had:
			fresh[f.ID] = v
		case was.Says() == v.Says():
			same++
		default:
			differ[f.ID] = v
		}
	}
	s.Left += notAskedText(t, s.Values)
	found := recognised(t, key.Period, len(fresh)+len(differ)+same, len(fresh), same)
	switch {
	case len(fresh)+len(differ) == 0:
		goOnWith(t, in, found+s.Left)
	case in || len(differ) > 0:
		if in {
			for id, v := range fresh {
				differ[id] = v
			}
		} else if len(fresh) > 0 {
			write(t, fresh, s)
		}
		askOver(t, m, differ, old, s, found)
	default:
		before := t.Draft.Values.Clone()
		write(t, fresh, s)
		t.Rooms.GoOn(t, found+shortEcho(t, before)+s.Left)
	}
}

// checkTasks reads the texts of a table as the talk reads the same words in answer to their
// tasks, and leaves out those that are none, of which it tells. What holds already or held
// last period is taken as it stands.
func checkTasks(t *bot.Turn, key anwei.ReportKey, s said, old anwei.Values) string {
	held := t.Draft
	t.Draft.Key, t.Draft.Values = key, old
	defer func() { t.Draft = held }()
	told, more := "", []string(nil)
	for _, f := range t.Fields() {
		v, ok := s.Values[f.ID]
		if !ok || !f.Kind.Prose() || v.NA || v.Text == old[f.ID].Text || v.Text == t.Last().Values[f.ID].Text {
			continue
		}
		read, problem := t.Rooms.TaskValue(t, f, v.Text)
		if problem == "" && bot.Inquires(t, v.Text) {
			problem = t.Text("sheet.question")
		}
		switch {
		case problem == "":
			s.Values[f.ID] = read
			continue
		case strings.Count(told, "\n") < 3:
			told += t.Text("sheet.refused", "cell", cellText(intake.Unplaced{Cell: s.Cells[f.ID], Text: v.Text}, anwei.Field{}, true), "problem", problem)
		default:
			more = append(more, cellText(intake.Unplaced{Cell: s.Cells[f.ID], Text: v.Text}, anwei.Field{}, true))
		}
		delete(s.Values, f.ID)
	}
	if len(more) > 0 {
		told += t.Text("sheet.refused_more", "cells", cellList(t, more, 12))
	}
	return told
}

// takeUp takes the report in hand and returns what it holds. In says that it was
// confirmed and that no correction of it is under way, so that nothing may be
// written before a yes.
func takeUp(t *bot.Turn, key anwei.ReportKey) (old anwei.Values, in, ok bool) {
	f, ok := t.In.Plan.Form(key.Form)
	if !ok || !t.In.Person.ReportsFor(key.Unit) {
		t.Tell("common.not_your_unit", "unit", t.UnitName(key.Unit))
		return nil, false, false
	}
	if t.Hand.Stage == bot.Idle || t.Hand.Stage == bot.Choosing || t.Hand.Key != key {
		bot.PutAway(t, key)
	}
	t.Hand.Guess = nil
	if bot.Load(t, key) {
		t.Hand.Stage = bot.Asking
		return t.Draft.Values, false, true
	}
	t.Form = f
	t.Unit, _ = t.In.Ledger.Unit(key.Unit)
	if r, confirmed := t.In.Ledger.Report(key); confirmed {
		t.Hand.Stage = bot.Idle
		return r.Values, true, true
	}
	t.Draft = anwei.Draft{Key: key, Plan: t.In.Plan.Version, Values: anwei.Values{}, Begun: t.In.Now}
	t.Hand.Stage = bot.Asking
	t.Save()
	return t.Draft.Values, false, true
}

// write keeps values of a table in the draft.
func write(t *bot.Turn, v anwei.Values, s said) {
	for id, x := range v {
		t.Draft.Values[id] = x
	}
	var cells []string
	for _, f := range t.Form.Fields {
		if _, ok := v[f.ID]; ok {
			cells = append(cells, s.Cells[f.ID])
		}
	}
	t.Keep(t.Text("sheet.words", "n", len(cells), "cells", strings.Join(cells, "、")))
}

// shortEcho tells what was written, where it is not too much for a screen: the
// summary shows all of it anyway.
func shortEcho(t *bot.Turn, before anwei.Values) string {
	if len(t.Draft.Values)-len(before) > 8 {
		return ""
	}
	return bot.Echo(t, before)
}

// goOnWith goes on with a report of which nothing changed.
func goOnWith(t *bot.Turn, in bool, note string) {
	if in {
		r, _ := t.In.Ledger.Report(t.Hand.Key)
		t.Say(note + bot.AlreadyIn(t, t.Form, t.Unit, r) + bot.StampNote(t, r) + "\n" + t.Text("common.already_in.help", "change", phrases.ChangeExample(t.Form, t.Unit)))
		return
	}
	t.Rooms.GoOn(t, note)
}

// askOver asks whether figures of a table may replace those that are there.
func askOver(t *bot.Turn, m anwei.Matter, v, old anwei.Values, s said, found string) {
	var lines []string
	for _, f := range t.Fields() {
		x, ok := v[f.ID]
		if !ok {
			continue
		}
		was, had := old[f.ID]
		now := t.Text("sheet.not_filled")
		if had {
			now = scheduler.Shorten(phrases.ValueText(f, was), 30+1)
		}
		lines = append(lines, phrases.Numbered(t.Number(f.ID), f.Name, now+" → "+scheduler.Shorten(phrases.ValueText(f, x), 30+1)))
	}
	left := s.Left
	s.Values, s.Left = v, ""
	t.Open(bot.NewQuestion(Room, kindOver, m.String(), placing{Matter: m, Sheet: &s}))
	t.Say(found + left + t.Text("sheet.over", "lines", strings.Join(lines, "\n")))
	t.Out = append(t.Out, bot.Say{Content: bot.MatterCard(m, t.Text("sheet.over_title", "n", len(lines)), t.Text("sheet.over_text"), phrases.WordReplace, phrases.WordKeepOld)})
}

// over takes whether the figures of a table replace those that are there.
func over(t *bot.Turn, p placing, text string) bool {
	yea := bot.Yes(t, text) || text == phrases.WordReplace || text == "换" || text == "都换" || text == "以表格为准"
	nay := bot.Heard(t, text).Is(answer.No, answer.Same, answer.Cancel)
	if !yea && !nay {
		return false
	}
	t.Close()
	key, _ := p.Matter.Report()
	old, in, ok := takeUp(t, key)
	if !ok {
		return true
	}
	if nay {
		goOnWith(t, in, t.Text("hall.kept_old"))
		return true
	}
	if in {
		r, _ := t.In.Ledger.Report(key)
		bot.Correct(t, r)
	}
	before := old.Clone()
	write(t, p.Sheet.Values, *p.Sheet)
	t.Rooms.GoOn(t, shortEcho(t, before))
	return true
}

// leftText tells which cells were not taken, and why.
func leftText(t *bot.Turn, s sheetRead) string {
	var groups [][]intake.Unplaced
	totals := false
	for _, u := range s.left {
		if u.Why == intake.TotalRow || u.Why == intake.NumberRow {
			totals = totals || u.Why == intake.TotalRow
			continue
		}
		i := slices.IndexFunc(groups, func(g []intake.Unplaced) bool { return g[0].Why == u.Why })
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], u)
	}
	lines := make([]string, 0, len(groups))
	for _, g := range groups {
		cells := make([]string, len(g))
		for i, u := range g {
			f, _ := s.form.Field(u.Field)
			cells[i] = cellText(u, f, len(g) <= 3)
		}
		lines = append(lines, "· "+cellList(t, cells, 12)+"："+g[0].Why.Chinese())
	}
	text := ""
	if len(lines) > 0 {
		text = t.Text("sheet.left", "lines", strings.Join(lines, "\n"))
	}
	if totals {
		text += t.Text("sheet.totals")
	}
	if len(s.hidden) > 0 {
		text += t.Text("sheet.hidden", "names", strings.Join(s.hidden, "、"))
	}
	return text
}

// cellList lists at most n cells and says how many there are.
func cellList(t *bot.Turn, list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:n], "、") + t.Text("sheet.more_cells", "n", len(list))
}

// cellText names a cell that was not taken: D5“约30”（责任倒查）.
func cellText(u intake.Unplaced, f anwei.Field, whole bool) string {
	text := u.Cell
	if !whole {
		return text
	}
	if u.Text != "" {
		text += "“" + scheduler.Shorten(strings.Join(strings.Fields(strings.TrimSuffix(u.Text, intake.StruckNote)), " "), 12+1) + "”"
	}
	if f.Name != "" {
		text += "（" + scheduler.Shorten(f.Name, 12+1) + "）"
	}
	return text
}

// recognised says how much of a table was read, and for which unit and month.
func recognised(t *bot.Turn, p anwei.Period, all, fresh, same int) string {
	what := ""
	switch {
	case all == 0:
	case fresh == all:
		what = t.Text("sheet.read_fresh")
	case same == all:
		what = t.Text("sheet.read_same")
	default:
		var parts []string
		if fresh > 0 {
			parts = append(parts, t.Text("sheet.fresh", "n", fresh))
		}
		if same > 0 {
			parts = append(parts, t.Text("sheet.same", "n", same))
		}
		if n := all - fresh - same; n > 0 {
			parts = append(parts, t.Text("sheet.differ", "n", n))
		}
		what = t.Text("sheet.read_some", "parts", strings.Join(parts, "、"))
	}
	return t.Text("sheet.read", "period", phrases.ShortPeriod(p), "form", t.Form.Short, "unit", t.Unit.Name, "n", all, "what", what)
}

// notAskedText names what a table says of fields that the unit does not answer.
func notAskedText(t *bot.Turn, v anwei.Values) string {
	var out []string
	for _, f := range t.Form.Fields {
		if _, ok := v[f.ID]; ok && !t.Answers(f.ID) {
			out = append(out, f.Name)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return t.Text("sheet.not_asked", "fields", strings.Join(out, "、"))
}
