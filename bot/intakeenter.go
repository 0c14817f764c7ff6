package bot

import (
	"slices"
	"strings"

	"anwei"
	"anwei/report/intake"
)

// enter writes what a table says into the report: what was blank at once, what
// replaces another figure after a yes. Then it asks for the rest.
func (t *turn) enter(m anwei.Matter, s Sheet) {
	key, _ := m.Report()
	old, in, ok := t.takeUp(key)
	if !ok {
		return
	}
	fresh, differ, same := anwei.Values{}, anwei.Values{}, 0
	for _, f := range t.fields() {
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
	s.Left += notAskedText(t.form, t.fields(), s.Values)
	found := recognised(t.form, t.unit, key.Period, len(fresh)+len(differ)+same, len(fresh), same)
	switch {
	case len(fresh)+len(differ) == 0:
		t.goOnWith(in, found+s.Left)
	case in || len(differ) > 0:
		if in {
			for id, v := range fresh {
				differ[id] = v
			}
		} else if len(fresh) > 0 {
			t.write(fresh, s)
		}
		t.askOver(m, differ, old, s, found)
	default:
		before := t.draft.Values.Clone()
		t.write(fresh, s)
		t.goOn(found + t.shortEcho(before) + s.Left)
	}
}

// takeUp takes the report in hand and returns what it holds. In says that it was
// confirmed and that no correction of it is under way, so that nothing may be
// written before a yes.
func (t *turn) takeUp(key anwei.ReportKey) (old anwei.Values, in, ok bool) {
	f, ok := t.in.Plan.Form(key.Form)
	if !ok || !t.in.Person.ReportsFor(key.Unit) {
		t.say(notYourUnit(t.unitName(key.Unit)))
		return nil, false, false
	}
	if t.st.Stage == Idle || t.st.Stage == Choosing || t.st.Key != key {
		t.st = State{Greeted: true, Key: key}
	}
	t.st.Guess = nil
	if t.load(key) {
		t.st.Stage = Asking
		return t.draft.Values, false, true
	}
	t.form = f
	t.unit, _ = t.in.Ledger.Unit(key.Unit)
	if r, confirmed := t.in.Ledger.Report(key); confirmed {
		t.st.Stage = Idle
		return r.Values, true, true
	}
	t.draft = anwei.Draft{Key: key, Plan: t.in.Plan.Version, Values: anwei.Values{}, Begun: t.in.Now}
	t.st.Stage = Asking
	t.save()
	return t.draft.Values, false, true
}

// write keeps values of a table in the draft.
func (t *turn) write(v anwei.Values, s Sheet) {
	for id, x := range v {
		t.draft.Values[id] = x
	}
	var cells []string
	for _, f := range t.form.Fields {
		if _, ok := v[f.ID]; ok {
			cells = append(cells, s.Cells[f.ID])
		}
	}
	t.keep(sheetWords(cells))
}

// shortEcho tells what was written, where it is not too much for a screen: the
// summary shows all of it anyway.
func (t *turn) shortEcho(before anwei.Values) string {
	if len(t.draft.Values)-len(before) > 8 {
		return ""
	}
	return t.echo(before)
}

// goOnWith goes on with a report of which nothing changed.
func (t *turn) goOnWith(in bool, note string) {
	if in {
		r, _ := t.in.Ledger.Report(t.st.Key)
		t.say(note + alreadyIn(t.form, t.unit, r) + t.stampNote(r) + "\n" + alreadyInHelp(t.form, t.unit))
		return
	}
	t.goOn(note)
}

// askOver asks whether figures of a table may replace those that are there.
func (t *turn) askOver(m anwei.Matter, v, old anwei.Values, s Sheet, found string) {
	var lines []string
	for _, f := range t.fields() {
		x, ok := v[f.ID]
		if !ok {
			continue
		}
		was, had := old[f.ID]
		lines = append(lines, overLine(t.number(f.ID), f, was, had, x))
	}
	left := s.Left
	s.Values, s.Left = v, ""
	t.st.Pending = &Pending{Ask: AskOver, Matter: m, Sheet: &s}
	t.say(found + left + overText(lines))
	t.out = append(t.out, Say{Card: &anwei.Card{
		Title: overTitle(len(lines)), Text: overHelp(),
		Buttons: []anwei.Button{
			{Text: wordReplace, Key: anwei.ButtonKey(wordReplace, m), Main: true},
			{Text: wordKeepOld, Key: anwei.ButtonKey(wordKeepOld, m)},
		},
	}})
}

// over takes whether the figures of a table replace those that are there.
func (t *turn) over(p Pending, text string) bool {
	yea := yes(text) || text == wordReplace || text == "换" || text == "都换" || text == "以表格为准"
	nay := no(text) || text == wordKeepOld || text == "不换" || text == "不变"
	if !yea && !nay {
		return false
	}
	t.st.Pending = nil
	key, _ := p.Matter.Report()
	old, in, ok := t.takeUp(key)
	if !ok {
		return true
	}
	if nay {
		t.goOnWith(in, keptOld())
		return true
	}
	if in {
		r, _ := t.in.Ledger.Report(key)
		t.correct(r)
	}
	before := old.Clone()
	t.write(p.Sheet.Values, *p.Sheet)
	t.goOn(t.shortEcho(before))
	return true
}

// leftText tells which cells were not taken, and why.
func (t *turn) leftText(s sheetRead) string {
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
