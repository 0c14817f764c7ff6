package bot

import (
	"maps"
	"slices"
	"strings"

	"anwei"
	"anwei/language/day"
	"anwei/report"
)

// keyings returns how the reports at or below the nodes stand with the other system.
func (t *turn) keyings(f anwei.Form, p anwei.Period, nodes []anwei.UnitID) []report.Keying {
	in := report.RekeyInput{Scope: t.within(f, p, ""), Rekey: t.in.Plan.Rekey, Keyed: t.in.Ledger.Keyed(f.ID, p), Then: map[anwei.UnitID]anwei.Values{}}
	for u, k := range in.Keyed {
		if r, ok := t.at(anwei.Held{Key: k.Key, Revision: k.Revision}); ok {
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
func (t *turn) rekeyForm() (anwei.Form, bool) { return t.in.Plan.Form(t.in.Plan.Rekey.Form) }

// rekeyNodes are the units whose reports the person may tick off: those at or below
// the office's node, and those that he reports for.
func (t *turn) rekeyNodes() []anwei.UnitID {
	return append(t.in.Person.UnitsAs(anwei.Office), t.in.Person.UnitsAs(anwei.Reporter)...)
}

// rekeyList says what is still to be typed into the other system, and orders the
// list: the office's and leaders' of all, a reporter's of his own.
func (t *turn) rekeyList(text string) {
	f, ok := t.rekeyForm()
	if !ok {
		t.say(noRekey(t.in.Plan))
		return
	}
	p, ok := t.periodIn(f, text)
	if !ok {
		return
	}
	nodes := t.rekeyNodes()
	if scope, may := t.scope(); may {
		nodes = []anwei.UnitID{scope}
	}
	if len(nodes) == 0 {
		t.denied(recordTable, "")
		t.say(notForTables(t.in.Plan))
		return
	}
	t.say(rekeyText(t.in.Plan.Rekey.System, t.in.Plan.Rekey.Order(f), p, t.keyings(f, p, nodes)))
	for _, n := range nodes {
		t.out = append(t.out, Say{Order: &anwei.Order{Table: anwei.RekeyTable, Period: p, Unit: n}})
	}
}

// keyedWords takes 已录 南村镇, 已录全部, 南村镇9月已补录 and, to take one back, 未录
// 南村镇. It returns false for a text that says more than that.
func (t *turn) keyedWords(text string) bool {
	f, ok := t.rekeyForm()
	if !ok {
		return false
	}
	p, span, dated := day.Period(text, t.in.Now)
	if dated {
		text = text[:span.From] + text[span.To:]
	}
	undo, rest, ok := cutKeyed(text)
	if !ok {
		return false
	}
	var units []anwei.UnitID
	for _, n := range t.namesOfUnits().Find(rest) {
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
	if p, ok = t.settle(f, p); ok {
		t.tick(f, p, tick{units: units, all: all, undo: undo})
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

// tick is whose report was typed into the other system, or was not after all.
type tick struct {
	units     []anwei.UnitID
	all, undo bool
}

// tick marks reports as keyed at their newest revision. The right to do so is
// checked here, where the effect is made.
func (t *turn) tick(f anwei.Form, p anwei.Period, what tick) {
	nodes := t.rekeyNodes()
	if len(nodes) == 0 {
		t.denied(recordTick, first(what.units))
		t.say(notTicking(t.in.Plan))
		return
	}
	mine := t.keyings(f, p, nodes)
	if len(what.units) == 0 && (what.all || len(mine) == 1) {
		for _, k := range mine {
			what.units = append(what.units, k.Unit.ID)
		}
	}
	if len(what.units) == 0 {
		t.say(tickWhose())
		return
	}
	var done, missing []string
	for _, u := range what.units {
		i := slices.IndexFunc(mine, func(k report.Keying) bool { return k.Unit.ID == u })
		if i < 0 {
			t.denied(recordTick, u)
			t.say(notToTick(t.unitName(u)))
			return
		}
		k := mine[i]
		switch {
		case k.State == report.NotIn:
			missing = append(missing, k.Unit.Name)
		case what.undo && k.Keyed.Revision == 0, !what.undo && k.Keyed.Revision == k.Report.Revision:
			done = append(done, k.Unit.Name) // it stands so already
		default:
			done = append(done, k.Unit.Name)
			n := k.Report.Revision
			if what.undo {
				n = 0
			}
			t.out = append(t.out, PutKeyed{anwei.Keyed{Key: k.Report.Key, Revision: n, By: t.in.Person.ID, At: t.in.Now}})
		}
	}
	if what.all {
		missing = nil // nobody said that they were
	}
	t.recordTicked(p, what, done)
	left := t.leftToKey(mine, what)
	t.say(tickedText(p, what.undo, done, missing, left) + t.keyedDuty(mine, what))
}

// leftToKey counts the reports that are still to be keyed or mended, once what was
// just said is kept.
func (t *turn) leftToKey(mine []report.Keying, what tick) int {
	n := 0
	for _, k := range mine {
		ticked := slices.Contains(what.units, k.Unit.ID)
		switch {
		case k.State == report.NotIn:
		case ticked && what.undo, !ticked && k.State != report.KeyedIn:
			n++
		}
	}
	return n
}
