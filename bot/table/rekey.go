package table

import (
	"maps"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/report"
)

// keyings returns how the reports at or below the nodes stand with the other system.
func keyings(t *bot.Turn, f anwei.Form, p anwei.Period, nodes []anwei.UnitID) []report.Keying {
	in := report.RekeyInput{Scope: within(t, f, p, ""), Rekey: t.In.Plan.Rekey, Keyed: t.In.Ledger.Keyed(f.ID, p), Then: map[anwei.UnitID]anwei.Values{}}
	for u, k := range in.Keyed {
		if r, ok := at(t, anwei.Held{Key: k.Key, Revision: k.Revision}); ok {
			in.Then[u] = r.Values
		}
	}
	under := map[anwei.UnitID]bool{}
	for _, n := range nodes {
		maps.Copy(under, in.Roster.Under(n))
	}
	return anwei.Where(in.Keyings(), func(k report.Keying) bool { return under[k.Unit.ID] })
}

// rekeyForm returns the form that the plan wants in another system.
func rekeyForm(t *bot.Turn) (anwei.Form, bool) { return t.In.Plan.Form(t.In.Plan.Rekey.Form) }

// rekeyNodes are the units whose reports the person may tick off: those at or below
// the office's node, and those that he reports for.
func rekeyNodes(t *bot.Turn) []anwei.UnitID {
	return append(t.In.Person.UnitsAs(anwei.Office), t.In.Person.UnitsAs(anwei.Reporter)...)
}

// rekeyList says what is still to be typed into the other system, and orders the
// list: the office's and leaders' of all, a reporter's of his own.
func rekeyList(t *bot.Turn, text string) {
	f, ok := rekeyForm(t)
	if !ok {
		t.Tell("table.no_rekey", "plan", t.In.Plan.Short)
		return
	}
	p, ok := bot.PeriodIn(t, f, text)
	if !ok {
		return
	}
	nodes := rekeyNodes(t)
	if scope, may := t.Scope(); may {
		nodes = []anwei.UnitID{scope}
	}
	if len(nodes) == 0 {
		t.Denied(phrases.RecordTable, "")
		t.Tell("table.not_yours", "office", t.In.Plan.Office)
		return
	}
	tellRekey(t, f, p, keyings(t, f, p, nodes))
	for _, n := range nodes {
		t.Out = append(t.Out, bot.Say{Content: anwei.ListOrder{Extent: anwei.Extent{Period: p, Unit: n}, Table: anwei.RekeyTable}})
	}
}

// tellRekey says how far the keying is, and of those to be mended what changed.
func tellRekey(t *bot.Turn, f anwei.Form, p anwei.Period, all []report.Keying) {
	by := map[report.KeyState][]string{}
	asked := anwei.Form{Fields: t.In.Plan.Rekey.Order(f)}
	var mend []string
	for _, k := range all {
		by[k.State] = append(by[k.State], k.Unit.Name)
		if k.State != report.ToMend {
			continue
		}
		var changes []string
		for _, c := range k.Changes {
			fd, _ := asked.Field(c.Field)
			changes = append(changes, t.Text("table.change", "field", fd.Name, "was", report.Shown(fd, c.Old), "now", report.Shown(fd, c.New)))
		}
		mend = append(mend, t.Text("table.mend_line", "unit", k.Unit.Name, "changes", changed(t, changes)))
	}
	next := t.Text("table.rekey_list")
	if len(by[report.ToKey])+len(mend) > 0 {
		next = t.Text("table.rekey_next")
	}
	t.Tell("table.rekey", "period", phrases.ShortPeriod(p), "system", t.In.Plan.Rekey.System, "of", len(all), "in", len(all)-len(by[report.NotIn]),
		"keyed", len(by[report.KeyedIn]), "open", len(by[report.ToKey]), "mend", len(mend),
		"to_key", phrases.Names(by[report.ToKey], 20), "to_mend", unitLines(t, mend), "next", next)
}

// keyedWords takes 已录 南村镇, 已录全部, 南村镇9月已补录 and, to take one back, 未录
// 南村镇. It returns false for a text that says more than that.
func keyedWords(t *bot.Turn, text string) bool {
	f, ok := rekeyForm(t)
	if !ok {
		return false
	}
	p, span, dated := day.Period(text, t.In.Now)
	if dated {
		text = text[:span.From] + text[span.To:]
	}
	undo, rest, ok := cutKeyed(text)
	if !ok {
		return false
	}
	var units []anwei.UnitID
	for _, n := range t.Hear(rest).Units() {
		if len(n.Units) != 1 || !n.Exact {
			return false
		}
		units = append(units, n.Units...)
		rest = strings.Replace(rest, rest[n.From:n.To], strings.Repeat(" ", n.To-n.From), 1)
	}
	rest = strings.TrimPrefix(strings.Trim(rest, " 　、，,和及：:"), "补录")
	rest = strings.Trim(rest, " 　、，,和及：:的都")
	all := slices.Contains([]string{"全部", "所有", "全部单位", "完"}, rest) || rest == "" && len(units) == 0 && strings.Contains(text, "都")
	if rest != "" && !all {
		return false
	}
	if p, ok = bot.Settle(t, f, p); ok {
		tick(t, f, p, bot.Tick{Units: units, All: all, Undo: undo})
	}
	return true
}

// cutKeyed takes the words for keyed and not keyed out of a text.
func cutKeyed(text string) (undo bool, rest string, ok bool) {
	text = strings.TrimSuffix(text, "了")
	for _, w := range []string{"撤销已录", "取消已录", "未补录", "没补录", "未录入", "没录入", "未录", "没录"} {
		if a, b, found := strings.Cut(text, w); found {
			return true, a + b, true
		}
	}
	for _, w := range []string{"已经录入", "已补录", "已录入", "已录", "补录完成", "补录完", "补录好", "录入完", "录完", "录好"} {
		if a, b, found := strings.Cut(text, w); found {
			return false, a + strings.TrimPrefix(b, "了"), true
		}
	}
	return false, "", false
}

// tick marks reports as keyed at their newest revision. The right to do so is
// checked here, where the effect is made.
func tick(t *bot.Turn, f anwei.Form, p anwei.Period, what bot.Tick) {
	nodes := rekeyNodes(t)
	if len(nodes) == 0 {
		t.Denied(phrases.RecordTick, bot.First(what.Units))
		t.Tell("table.not_ticking", "office", t.In.Plan.Office)
		return
	}
	mine := keyings(t, f, p, nodes)
	if len(what.Units) == 0 && (what.All || len(mine) == 1) {
		for _, k := range mine {
			what.Units = append(what.Units, k.Unit.ID)
		}
	}
	if len(what.Units) == 0 {
		t.Tell("table.tick_whose")
		return
	}
	var done, missing []string
	for _, u := range what.Units {
		i := slices.IndexFunc(mine, func(k report.Keying) bool { return k.Unit.ID == u })
		if i < 0 {
			t.Denied(phrases.RecordTick, u)
			t.Tell("table.not_to_tick", "unit", t.UnitName(u))
			return
		}
		k := mine[i]
		switch {
		case k.State == report.NotIn:
			missing = append(missing, k.Unit.Name)
		case what.Undo && k.Keyed.Revision == 0, !what.Undo && k.Keyed.Revision == k.Report.Revision:
			done = append(done, k.Unit.Name) // it stands so already
		default:
			done = append(done, k.Unit.Name)
			n := k.Report.Revision
			if what.Undo {
				n = 0
			}
			t.Out = append(t.Out, bot.PutKeyed{Keyed: anwei.Keyed{Key: k.Report.Key, Revision: n, By: t.In.Person.ID, At: t.In.Now}})
		}
	}
	if what.All {
		missing = nil // nobody said that they were
	}
	bot.RecordTicked(t, p, what, done)
	left := leftToKey(mine, what)
	t.Say(tickedText(t, p, what.Undo, done, missing, left) + keyedDuty(t, mine, what))
}

// tickedText says whose reports were ticked off and whose could not be, and how many
// are left.
func tickedText(t *bot.Turn, p anwei.Period, undo bool, done, missing []string, left int) string {
	text, period := "", phrases.ShortPeriod(p)
	switch {
	case len(done) > 0 && undo:
		text = t.Text("table.unticked", "period", period, "units", phrases.Names(done, 20))
	case len(done) > 0:
		text = t.Text("table.ticked", "period", period, "units", phrases.Names(done, 20))
	case len(missing) == 0:
		text = t.Text("table.nothing_to_tick", "period", period)
	}
	if len(missing) > 0 {
		text += t.Text("table.tick_missing", "units", phrases.Names(missing, 20), "period", period)
	}
	switch {
	case len(done) == 0:
	case left > 0:
		text += t.Text("table.tick_left", "n", left)
	default:
		text += t.Text("table.tick_all")
	}
	return text
}

// leftToKey counts the reports that are still to be keyed or mended, once what was
// just said is kept.
func leftToKey(mine []report.Keying, what bot.Tick) int {
	n := 0
	for _, k := range mine {
		ticked := slices.Contains(what.Units, k.Unit.ID)
		switch {
		case k.State == report.NotIn:
		case ticked && what.Undo, !ticked && k.State != report.KeyedIn:
			n++
		}
	}
	return n
}
