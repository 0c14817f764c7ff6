package talk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
)

// deskCase is one act of the office: what has to stand before, what is said, and
// the effect that shows that it was done to the unit.
type deskCase struct {
	name   string
	before func(h *house, u anwei.UnitID)
	says   func(unit anwei.Unit) []string
	done   func(e bot.Effect, u anwei.UnitID) bool
}

// october puts a report of the unit that is in, handled as given.
func october(h *house, u anwei.UnitID, kinds ...anwei.HandlingKind) {
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: u}
	v := anwei.Values{}
	form, _ := h.plan.Form("figures")
	for _, f := range form.Fields {
		v[f.ID] = anwei.Number(0)
	}
	r := anwei.Report{Key: key, Plan: h.plan.Version, Values: v, First: h.now, At: h.now, Revision: 1, By: "nancun_tb"}
	for i, k := range kinds {
		hd := anwei.Handling{N: i + 1, Kind: k, Revision: 1, Reason: "漏报", By: "anban", At: h.now}
		h.desk.handlings[key] = append(h.desk.handlings[key], hd)
		r.Handled = &hd
	}
	h.reports[key] = r
}

func handles(kind anwei.HandlingKind) func(bot.Effect, anwei.UnitID) bool {
	return func(e bot.Effect, u anwei.UnitID) bool {
		x, ok := e.(bot.Handle)
		return ok && x.Key.Unit == u && x.Handling.Kind == kind
	}
}

func deskCases() []deskCase {
	say := func(parts ...string) func(anwei.Unit) []string {
		return func(u anwei.Unit) []string {
			var out []string
			for _, p := range parts {
				out = append(out, strings.ReplaceAll(p, "{unit}", u.Name))
			}
			return out
		}
	}
	in := func(kinds ...anwei.HandlingKind) func(*house, anwei.UnitID) {
		return func(h *house, u anwei.UnitID) { october(h, u, kinds...) }
	}
	nothing := func(*house, anwei.UnitID) {}
	return []deskCase{
		{"退回", in(), say("退回 {unit} 第6项不对", "确认退回"), handles(anwei.Returned)},
		{"收下", in(), say("收下 {unit}", "确认收下"), handles(anwei.Sealed)},
		{"解锁", in(anwei.Sealed), say("解锁 {unit} 漏报", "确认解锁"), handles(anwei.Unlocked)},
		{"同意解锁", in(anwei.Sealed, anwei.UnlockAsk), say("[同意解锁|report/figures/2026-10/{id}]"), handles(anwei.Unlocked)},
		{"代录", nothing, say("代录 {unit} 零报告", "确认提交"), func(e bot.Effect, u anwei.UnitID) bool {
			x, ok := e.(bot.Confirm)
			return ok && x.Report.Key.Unit == u && x.Report.Behalf && x.Revision.Behalf
		}},
		{"换人", nothing, say("{unit}填报员由{id}_tb换成 李四 账号 lisi", "确认换人"), func(e bot.Effect, u anwei.UnitID) bool {
			x, ok := e.(bot.PutPerson)
			return ok && x.Person.ID == "lisi" && x.Person.ReportsFor(u)
		}},
		{"加人", nothing, say("加人 李四 账号 lisi {unit}副填报员", "确认加人"), func(e bot.Effect, u anwei.UnitID) bool {
			x, ok := e.(bot.PutPerson)
			return ok && x.Person.ReportsFor(u)
		}},
		{"改手机号", nothing, say("{id}_tb 手机号改成13911112222", "确认改手机号"), func(e bot.Effect, u anwei.UnitID) bool {
			x, ok := e.(bot.PutPerson)
			return ok && x.Person.ID == anwei.PersonID(u)+"_tb" && x.Person.Phone == "13911112222" && x.Person.ReportsFor(u)
		}},
		{"停用人员", nothing, say("停用 {id}_tb", "确认停用"), func(e bot.Effect, u anwei.UnitID) bool {
			x, ok := e.(bot.PutPerson)
			return ok && x.Person.ID == anwei.PersonID(u)+"_tb" && len(x.Person.Roles) == 0
		}},
		{"停用单位", nothing, say("停用 {unit}", "确认停用"), func(e bot.Effect, u anwei.UnitID) bool {
			x, ok := e.(bot.PutUnit)
			return ok && x.Unit.ID == u && x.Unit.Retired
		}},
		{"黄牌", nothing, say("黄牌 {unit} 推动不力", "确认挂牌"), func(e bot.Effect, u anwei.UnitID) bool {
			x, ok := e.(bot.PutMark)
			return ok && x.New && x.Mark.Unit == u && x.Mark.By == "x"
		}},
		{"撤牌", func(h *house, u anwei.UnitID) {
			h.desk.marks = append(h.desk.marks, anwei.Mark{N: 1, Kind: "yellow", Unit: u, Reason: "推动不力", At: h.now})
		}, say("撤牌 {unit} 已整改", "确认撤牌"), func(e bot.Effect, u anwei.UnitID) bool {
			x, ok := e.(bot.PutMark)
			return ok && !x.New && x.Mark.Unit == u && x.Mark.Why == "已整改"
		}},
		{"催办", nothing, say("催一下 {unit}", "确认催办"), func(e bot.Effect, u anwei.UnitID) bool {
			x, ok := e.(bot.PutReminded)
			return ok && x.Reminded.Matter.Unit == u
		}},
	}
}

// who is one kind of person, and whether he may act for nancun and for xiacun.
type who struct {
	name           string
	roles          []anwei.Assignment
	inside, beyond bool
}

func whos() []who {
	role := func(r anwei.Role, u anwei.UnitID) anwei.Assignment { return anwei.Assignment{Role: r, Unit: u} }
	return []who{
		{"office of the county", []anwei.Assignment{role(anwei.Office, "xian")}, true, true},
		{"office of the town", []anwei.Assignment{role(anwei.Office, "nancun")}, true, false},
		{"office of the town who reports for another", []anwei.Assignment{role(anwei.Office, "nancun"), role(anwei.Reporter, "zhoucun")}, true, false},
		{"leader of the county", []anwei.Assignment{role(anwei.Leader, "xian")}, false, false},
		{"leader of the town", []anwei.Assignment{role(anwei.Leader, "nancun")}, false, false},
		{"reporter of the town", []anwei.Assignment{role(anwei.Reporter, "nancun")}, false, false},
		{"deputy of the town", []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun", Deputy: true}}, false, false},
		{"nobody's", nil, false, false},
	}
}

// TestRights holds cell by cell who may do what to which unit: what is allowed is
// done and put on record, and what is not leaves nothing but a courteous answer
// and a row that it was refused.
func TestRights(t *testing.T) {
	for i, c := range deskCases() {
		for j, w := range whos() {
			if testing.Short() && (i+j)%4 != 0 {
				continue
			}
			for _, unit := range []anwei.UnitID{"nancun", "xiacun"} {
				may := w.inside && unit == "nancun" || w.beyond && unit == "xiacun"
				t.Run(fmt.Sprintf("%s/%s/%s=%t", c.name, w.name, unit, may), func(t *testing.T) {
					checkRight(t, c, w, unit, may)
				})
			}
		}
	}
}

func checkRight(t *testing.T, c deskCase, w who, unit anwei.UnitID, may bool) {
	t.Helper()
	h := newHouse(t)
	h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: w.roles})
	c.before(h, unit)
	u, _ := h.roster.Unit(unit)
	done, refused, recorded, said := false, false, false, false
	for _, text := range c.says(u) {
		for _, e := range h.listen(t, "x", strings.ReplaceAll(text, "{id}", string(unit))) {
			done = done || c.done(e, unit)
			if a, ok := e.(bot.PutAudit); ok {
				refused = refused || a.Audit.Refused && a.Audit.By == "x" && a.Audit.Unit == unit
				recorded = recorded || !a.Audit.Refused
			}
			if s, ok := e.(bot.Say); ok {
				said = said || s.To == ""
			}
		}
	}
	if done != may || recorded != may || refused == may || !said {
		t.Errorf("done %t, recorded %t, refused %t, answered %t; may is %t", done, recorded, refused, said, may)
	}
}

// listen takes one turn and returns its effects, applied.
func (h *house) listen(t testing.TB, who anwei.PersonID, text string) []bot.Effect {
	t.Helper()
	h.turns++
	m := bot.Message{ID: fmt.Sprint("m", h.turns), From: who, At: h.now, Kind: bot.TextMessage, Text: text}
	if strings.HasPrefix(text, "[") {
		m.Kind, m.Text, m.Key = bot.ButtonMessage, "", strings.Trim(text, "[]")
	}
	effects := h.turn(t, m)
	for _, e := range effects {
		h.apply(t, who, e)
	}
	return effects
}

// Rights are looked at when an act is done, not when it was shown: who lost his
// office between the two does nothing.
func TestRightsLostMeanwhile(t *testing.T) {
	h := newHouse(t)
	h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: []anwei.Assignment{{Role: anwei.Office, Unit: "xian"}}})
	october(h, "nancun")
	h.listen(t, "x", "退回 南村镇 第6项不对")
	h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: []anwei.Assignment{{Role: anwei.Leader, Unit: "xian"}}})
	for _, e := range h.listen(t, "x", "确认退回") {
		if _, ok := e.(bot.Handle); ok {
			t.Errorf("%+v is done without a right", e)
		}
	}
	if n := len(h.desk.audits); n != 1 || !h.desk.audits[0].Refused {
		t.Errorf("the record is %+v", h.desk.audits)
	}
}

// What changed between preview and yes is left alone: a report that was returned
// by somebody else meanwhile is not returned twice.
func TestActStale(t *testing.T) {
	h := newHouse(t)
	october(h, "nancun")
	h.listen(t, "anban", "退回 南村镇 第6项不对")
	h.listen(t, "anban_zr", "退回 南村镇 第7项不对")
	h.listen(t, "anban_zr", "是")
	h.listen(t, "anban", "是")
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	if hs := h.desk.handlings[key]; len(hs) != 1 || hs[0].By != "anban_zr" {
		t.Errorf("the handlings are %+v", hs)
	}
}

// In a campaign whose forms all ask for words too, the office that names no form
// means the first, and is never left without an answer.
func TestActWithoutFormOfCounts(t *testing.T) {
	for _, text := range []string{"退回 南村镇 第1项不对", "收下 南村镇", "解锁 南村镇 漏报", "代录 南村镇", "催一下", "迟报名单", "停用 南村镇"} {
		h := newHouse(t)
		h.usePlan(t, "flood.yaml")
		said := slices.ContainsFunc(h.listen(t, "anban", text), func(e bot.Effect) bool {
			_, says := e.(bot.Say)
			return says
		})
		if !said {
			t.Errorf("%s gets no answer", text)
		}
	}
}
