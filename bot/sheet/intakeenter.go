package sheet

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report/intake"
)

// enter writes what a table says into the report: what was blank at once, what
// replaces another figure after a yes. Then it asks for the rest.
func enter(t *bot.Turn, m anwei.Matter, s bot.Sheet) {
	key, _ := m.Report()
	old, in, ok := takeUp(t, key)
	if !ok {
		return
	}
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
	s.Left += notAskedText(t.Form, t.Fields(), s.Values)
	found := recognised(t.Form, t.Unit, key.Period, len(fresh)+len(differ)+same, len(fresh), same)
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

// takeUp takes the report in hand and returns what it holds. In says that it was
// confirmed and that no correction of it is under way, so that nothing may be
// written before a yes.
func takeUp(t *bot.Turn, key anwei.ReportKey) (old anwei.Values, in, ok bool) {
	f, ok := t.In.Plan.Form(key.Form)
	if !ok || !t.In.Person.ReportsFor(key.Unit) {
		t.Say(phrases.NotYourUnit(t.UnitName(key.Unit)))
		return nil, false, false
	}
	if t.State.Stage == bot.Idle || t.State.Stage == bot.Choosing || t.State.Key != key {
		t.State = bot.State{Greeted: true, Key: key}
	}
	t.State.Guess = nil
	if t.Load(key) {
		t.State.Stage = bot.Asking
		return t.Draft.Values, false, true
	}
	t.Form = f
	t.Unit, _ = t.In.Ledger.Unit(key.Unit)
	if r, confirmed := t.In.Ledger.Report(key); confirmed {
		t.State.Stage = bot.Idle
		return r.Values, true, true
	}
	t.Draft = anwei.Draft{Key: key, Plan: t.In.Plan.Version, Values: anwei.Values{}, Begun: t.In.Now}
	t.State.Stage = bot.Asking
	t.Save()
	return t.Draft.Values, false, true
}

// write keeps values of a table in the draft.
func write(t *bot.Turn, v anwei.Values, s bot.Sheet) {
	for id, x := range v {
		t.Draft.Values[id] = x
	}
	var cells []string
	for _, f := range t.Form.Fields {
		if _, ok := v[f.ID]; ok {
			cells = append(cells, s.Cells[f.ID])
		}
	}
	t.Keep(sheetWords(cells))
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
		r, _ := t.In.Ledger.Report(t.State.Key)
		t.Say(note + phrases.AlreadyIn(t.Form, t.Unit, r) + bot.StampNote(t, r) + "\n" + phrases.AlreadyInHelp(t.Form, t.Unit))
		return
	}
	t.Rooms.GoOn(t, note)
}

// askOver asks whether figures of a table may replace those that are there.
func askOver(t *bot.Turn, m anwei.Matter, v, old anwei.Values, s bot.Sheet, found string) {
	var lines []string
	for _, f := range t.Fields() {
		x, ok := v[f.ID]
		if !ok {
			continue
		}
		was, had := old[f.ID]
		lines = append(lines, overLine(t.Number(f.ID), f, was, had, x))
	}
	left := s.Left
	s.Values, s.Left = v, ""
	t.State.Pending = &bot.Pending{Ask: bot.AskOver, Matter: m, Sheet: &s}
	t.Say(found + left + overText(lines))
	t.Out = append(t.Out, bot.Say{Card: &anwei.Card{
		Title: overTitle(len(lines)), Text: overHelp(),
		Buttons: []anwei.Button{
			{Text: phrases.WordReplace, Key: anwei.ButtonKey(phrases.WordReplace, m), Main: true},
			{Text: phrases.WordKeepOld, Key: anwei.ButtonKey(phrases.WordKeepOld, m)},
		},
	}})
}

// Over takes whether the figures of a table replace those that are there.
func Over(t *bot.Turn, p bot.Pending, text string) bool {
	yea := bot.Yes(text) || text == phrases.WordReplace || text == "换" || text == "都换" || text == "以表格为准"
	nay := bot.No(text) || text == phrases.WordKeepOld || text == "不换" || text == "不变"
	if !yea && !nay {
		return false
	}
	t.State.Pending = nil
	key, _ := p.Matter.Report()
	old, in, ok := takeUp(t, key)
	if !ok {
		return true
	}
	if nay {
		goOnWith(t, in, phrases.KeptOld())
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
		lines = append(lines, "· "+names2(cells, 12)+"："+g[0].Why.Chinese())
	}
	return leftList(lines, totals)
}

// names2 lists at most n cells and says how many there are.
func names2(list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:n], "、") + andMoreCells(len(list))
}
