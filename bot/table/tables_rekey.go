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
	var out []report.Keying
	for _, k := range in.Keyings() {
		if under[k.Unit.ID] {
			out = append(out, k)
		}
	}
	return out
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
		t.Say(noRekey(t.In.Plan))
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
		t.Say(phrases.NotForTables(t.In.Plan))
		return
	}
	t.Say(rekeyText(t.In.Plan.Rekey.System, t.In.Plan.Rekey.Order(f), p, keyings(t, f, p, nodes)))
	for _, n := range nodes {
		t.Out = append(t.Out, bot.Say{Order: &anwei.Order{Table: anwei.RekeyTable, Period: p, Unit: n}})
	}
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
	for _, n := range t.NamesOfUnits().Find(rest) {
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
		t.Say(notTicking(t.In.Plan))
		return
	}
	mine := keyings(t, f, p, nodes)
	if len(what.Units) == 0 && (what.All || len(mine) == 1) {
		for _, k := range mine {
			what.Units = append(what.Units, k.Unit.ID)
		}
	}
	if len(what.Units) == 0 {
		t.Say(tickWhose())
		return
	}
	var done, missing []string
	for _, u := range what.Units {
		i := slices.IndexFunc(mine, func(k report.Keying) bool { return k.Unit.ID == u })
		if i < 0 {
			t.Denied(phrases.RecordTick, u)
			t.Say(notToTick(t.UnitName(u)))
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
	left := leftToKey(t, mine, what)
	t.Say(tickedText(p, what.Undo, done, missing, left) + keyedDuty(t, mine, what))
}

// leftToKey counts the reports that are still to be keyed or mended, once what was
// just said is kept.
func leftToKey(t *bot.Turn, mine []report.Keying, what bot.Tick) int {
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
