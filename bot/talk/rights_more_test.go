package talk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
)

// boundCase is an act that more people than the office may do, or that leaves
// another effect than those of deskCases: what is said, what shows that it was
// done, and who besides the office of the unit may do it.
type boundCase struct {
	name   string
	action string // as the record calls it
	before func(h *house, u anwei.UnitID)
	says   []string
	done   func(e bot.Effect, u anwei.UnitID) bool
	also   []anwei.Role
	// quiet is set where what was done needs no row, as it changes nothing.
	quiet bool
}

func boundCases() []boundCase {
	nothing := func(*house, anwei.UnitID) {}
	said := func(words string) func(bot.Effect, anwei.UnitID) bool {
		return func(e bot.Effect, _ anwei.UnitID) bool {
			s, ok := e.(bot.Say)
			return ok && s.To == "" && strings.Contains(textOf(s.Content), words)
		}
	}
	inCase := func(h *house, u anwei.UnitID) {
		h.cases = append(h.cases, anwei.Case{ID: 1, Kind: "rapid", Unit: u, Text: "着火", Opened: h.now, Steps: []anwei.CaseStep{
			{ID: "survey", Title: "现场调查", Due: anwei.DateOf(h.now)}, {ID: "opinion", Title: "调查意见", Due: anwei.DateOf(h.now)},
		}})
	}
	return []boundCase{
		{"查询", "查询", func(h *house, u anwei.UnitID) { october(h, u) }, []string{"{unit}10月报了没有"}, said("已报"), []anwei.Role{anwei.Leader, anwei.Reporter}, true},
		{"补录勾销", "补录勾销", func(h *house, u anwei.UnitID) { october(h, u) }, []string{"已录 {unit}"}, func(e bot.Effect, u anwei.UnitID) bool {
			k, ok := e.(bot.PutKeyed)
			return ok && k.Keyed.Key.Unit == u
		}, []anwei.Role{anwei.Reporter}, false},
		{"补录完成", "补录勾销", func(h *house, u anwei.UnitID) { october(h, u) }, []string{"已录 {unit}"}, func(e bot.Effect, u anwei.UnitID) bool {
			f, ok := e.(bot.AddFulfilment)
			return ok && f.Fulfilment.Matter.Unit == u && f.Fulfilment.Matter.Duty == "national_system"
		}, []anwei.Role{anwei.Reporter}, false},
		{"测试提醒", "测试提醒", nothing, []string{"测试提醒 {unit}"}, said("只给您看"), nil, false},
		{"登记案件", "登记案件", nothing, []string{"立案 {unit} 某煤矿皮带走廊着火隐患", "是"}, func(e bot.Effect, u anwei.UnitID) bool {
			c, ok := e.(bot.PutCase)
			return ok && c.New && c.Case.Unit == u
		}, nil, false},
		{"案件办理", "案件办理", inCase, []string{"1号现场调查已完成，责令停产整改"}, func(e bot.Effect, u anwei.UnitID) bool {
			c, ok := e.(bot.PutCase)
			return ok && !c.New && c.Case.Unit == u
		}, []anwei.Role{anwei.Reporter}, false},
		{"通知", "通知", nothing, []string{"通知 {unit}：请检查", "发送"}, func(e bot.Effect, _ anwei.UnitID) bool {
			p, ok := e.(bot.Post)
			return ok && len(p.Rows) > 0
		}, nil, false},
		{"群通报", "群通报", func(h *house, _ anwei.UnitID) { h.group = true }, []string{"[" + anwei.WordGroup + "|report/figures/2026-10/{id}]"}, func(e bot.Effect, _ anwei.UnitID) bool {
			s, ok := e.(bot.Say)
			return ok && s.To == anwei.OfficeGroup
		}, nil, false},
	}
}

// TestRightsBeyondTheDesk holds cell by cell the acts that deskCases leaves out:
// role × action × unit in or out of scope.
func TestRightsBeyondTheDesk(t *testing.T) {
	for i, c := range boundCases() {
		for j, w := range whos() {
			if testing.Short() && (i+j)%4 != 0 {
				continue
			}
			for _, unit := range []anwei.UnitID{"nancun", "xiacun"} {
				runs := w.inside && unit == "nancun" || w.beyond && unit == "xiacun"
				may := runs
				for _, a := range w.roles {
					within := a.Unit == unit || a.Unit == "xian" && a.Role != anwei.Reporter
					may = may || slices.Contains(c.also, a.Role) && within
				}
				t.Run(fmt.Sprintf("%s/%s/%s=%t", c.name, w.name, unit, may), func(t *testing.T) {
					checkBound(t, c, w, unit, may, runs)
				})
			}
		}
	}
}

func checkBound(t *testing.T, c boundCase, w who, unit anwei.UnitID, may, runs bool) {
	t.Helper()
	h := newHouse(t)
	h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: w.roles})
	c.before(h, unit)
	u, _ := h.roster.Unit(unit)
	done, refused, recorded, answered := false, false, false, false
	for _, text := range c.says {
		for _, e := range h.listen(t, "x", strings.NewReplacer("{unit}", u.Name, "{id}", string(unit)).Replace(text)) {
			done = done || c.done(e, unit)
			if a, ok := e.(bot.PutAudit); ok && a.Audit.By == "x" && a.Audit.Action == c.action {
				refused = refused || a.Audit.Refused && a.Audit.Unit == unit
				recorded = recorded || !a.Audit.Refused
			}
			if s, ok := e.(bot.Say); ok {
				answered = answered || s.To == ""
			}
		}
	}
	nobody := len(w.roles) == 0 && c.quiet // whoever sees nothing at all is told how it goes
	if done != may || refused == may && !nobody || !answered || recorded != (may && runs && !c.quiet) {
		t.Errorf("done %t, recorded %t, refused %t, answered %t; may is %t", done, recorded, refused, answered, may)
	}
}

// The office's record shows what was done and refused at its own units alone.
func TestRecordIsScoped(t *testing.T) {
	h := newHouse(t)
	h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: []anwei.Assignment{{Role: anwei.Office, Unit: "nancun"}}})
	for _, u := range []anwei.UnitID{"nancun", "xiacun"} {
		october(h, u)
		unit, _ := h.roster.Unit(u)
		h.listen(t, "anban", "收下 "+unit.Name)
		h.listen(t, "anban", "确认收下")
	}
	h.listen(t, "xianzhang", "定格10月 报市")
	answer := func(who anwei.PersonID) string {
		var b strings.Builder
		for _, e := range h.listen(t, who, "操作记录") {
			if s, ok := e.(bot.Say); ok {
				b.WriteString(textOf(s.Content))
			}
		}
		return b.String()
	}
	if got := answer("x"); !strings.Contains(got, "南村镇") || strings.Contains(got, "下村镇") || strings.Contains(got, "定格") {
		t.Errorf("the town's office reads %s", got)
	}
	if got := answer("anban"); !strings.Contains(got, "下村镇") || !strings.Contains(got, "定格") || !strings.Contains(got, "无权限") {
		t.Errorf("the county's office reads %s", got)
	}
	if got := answer("xianzhang"); strings.Contains(got, "下村镇") {
		t.Errorf("a leader reads %s", got)
	}
}

// A leader sees the year's list of the units in his scope, however he asks, and puts
// and withdraws nothing: role × words × unit in or out of scope.
func TestMarksAreSeenByLeadersAndPutByTheOffice(t *testing.T) {
	lists := []string{"红黄牌", "红黄牌 今年", "红黄牌名单", "今年给谁亮过牌", "今年发了几张黄牌", "{unit}今年有黄牌吗"}
	acts := []string{"给{unit}一张红牌，推动不力", "黄牌 {unit} 推动不力", "把{unit}的黄牌撤了，已整改", "确认挂牌", "确认撤牌"}
	for i, w := range whos() {
		for _, unit := range []anwei.UnitID{"nancun", "xiacun"} {
			runs := w.inside && unit == "nancun" || w.beyond && unit == "xiacun"
			sees := runs
			for _, a := range w.roles {
				sees = sees || a.Role == anwei.Leader && (a.Unit == unit || a.Unit == "xian")
			}
			for j, words := range append(slices.Clone(lists), acts...) {
				if testing.Short() && (i+j)%4 != 0 {
					continue
				}
				t.Run(fmt.Sprintf("%s/%s/%s", w.name, unit, words), func(t *testing.T) {
					h := newHouse(t)
					h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: w.roles})
					h.desk.marks = append(h.desk.marks, anwei.Mark{N: 1, Kind: "yellow", Unit: unit, Reason: "拖了三个月", At: h.now})
					u, _ := h.roster.Unit(unit)
					told, put, answered := false, false, false
					for _, e := range h.listen(t, "x", strings.ReplaceAll(words, "{unit}", u.Name)) {
						if s, ok := e.(bot.Say); ok {
							answered = answered || s.To == ""
							told = told || strings.Contains(textOf(s.Content), "拖了三个月")
						}
						_, marks := e.(bot.PutMark)
						put = put || marks
					}
					// What is proposed to the office is not the list.
					proposal := words == "红黄牌" && (w.inside || w.beyond)
					list := slices.Contains(lists, words) && !proposal
					if put || !answered || list && told != sees || !sees && told {
						t.Errorf("put %t, answered %t, told %t; sees is %t", put, answered, told, sees)
					}
				})
			}
		}
	}
}
