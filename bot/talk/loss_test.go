package talk_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
	"anwei/bot/rights"
)

// losing is a talk whose last message makes an effect: what stands before, who says what,
// and the picture that comes last where it is none that is typed.
type losing struct {
	name   string
	role   anwei.Role
	before func(h *house)
	says   []string
}

func losings() []losing {
	nothing := func(*house) {}
	in := func(h *house) { october(h, "nancun") }
	inCase := func(h *house) {
		h.cases = append(h.cases, anwei.Case{ID: 1, Kind: "rapid", Unit: "nancun", Text: "着火", Opened: h.now, Steps: []anwei.CaseStep{
			{ID: "survey", Title: "现场调查", Due: anwei.DateOf(h.now)}, {ID: "opinion", Title: "调查意见", Due: anwei.DateOf(h.now)},
		}})
	}
	group := func(h *house) { h.group = true }
	return []losing{
		{"a deed that was shown", anwei.Reporter, nothing, []string{"9月12日开了专委会，23人参加，研究解决3个问题", "是"}},
		{"a deed that is told at once", anwei.Reporter, nothing, []string{"我的任务", "10月12日开了专委会，23人参加，研究解决3个问题", "是"}},
		{"a day that is arranged", anwei.Reporter, nothing, []string{"我的任务", "专委会安排在10月28日开"}},
		{"a difficulty", anwei.Reporter, nothing, []string{"[有困难|report/figures/2026-10/nancun]", "经办人住院，数据在他电脑里"}},
		{"a step of a case", anwei.Reporter, inCase, []string{"我的任务", "1号现场调查已完成，责令停产整改"}},
		{"a proof", anwei.Reporter, nothing, []string{"9月12日开了专委会，23人参加，研究解决3个问题", "是", "[image]"}},
		{"what was told is taken back", anwei.Reporter, nothing, []string{"9月12日开了专委会，23人参加，研究解决3个问题", "是", "撤销"}},
		{"a report that is handed in", anwei.Reporter, nothing, []string{"零报告", "确认提交"}},
		{"figures that are kept", anwei.Reporter, nothing, []string{"填报", "3 12"}},
		{"a ticked report", anwei.Reporter, in, []string{"我的任务", "已录"}},
		{"a case that is opened", anwei.Office, nothing, []string{"立案 南村镇 某煤矿皮带走廊着火隐患", "是"}},
		{"a report that is returned", anwei.Office, in, []string{"退回 南村镇 第6项不对", "确认退回"}},
		{"a report of the office's", anwei.Office, nothing, []string{"代录 南村镇 零报告", "确认提交"}},
		{"a notice", anwei.Office, nothing, []string{"通知 南村镇：请检查", "发送"}},
		{"a chase", anwei.Office, nothing, []string{"催一下 南村镇", "确认催办"}},
		{"a snapshot", anwei.Office, in, []string{"定格10月 报市", "确认定格"}},
		{"a mark", anwei.Office, nothing, []string{"黄牌 南村镇 推动不力", "确认挂牌"}},
		{"somebody new", anwei.Office, nothing, []string{"加人 李四 账号 lisi 南村镇副填报员", "确认加人"}},
		{"a message to the group", anwei.Office, group, []string{"进度", "设基准 整改率 90"}},
	}
}

// losses are the ways in which somebody loses his right between two messages.
func losses(role anwei.Role) map[string]func(h *house) {
	as := func(roles ...anwei.Assignment) func(h *house) {
		return func(h *house) { h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: roles}) }
	}
	out := map[string]func(h *house){
		"struck off":      as(),
		"moved":           as(anwei.Assignment{Role: role, Unit: "xiacun"}),
		"a leader by now": as(anwei.Assignment{Role: anwei.Leader, Unit: "xian"}),
	}
	if role == anwei.Reporter {
		out["the unit reports no more"] = func(h *house) {
			h.roster.Units = slices.Clone(h.roster.Units)
			i := slices.IndexFunc(h.roster.Units, func(u anwei.Unit) bool { return u.ID == "nancun" })
			h.roster.Units[i].Retired = true
		}
	}
	return out
}

// TestRightsLostBetweenMessages holds that whoever loses his right in the middle of a
// talk makes no effect any more, whatever was open: only an answer comes, and a row of the
// record where something was open or wanted.
func TestRightsLostBetweenMessages(t *testing.T) {
	for _, c := range losings() {
		unit := anwei.UnitID("nancun")
		if c.role == anwei.Office {
			unit = "xian"
		}
		begin := func() *house {
			h := newHouse(t)
			h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: []anwei.Assignment{{Role: c.role, Unit: unit}}})
			c.before(h)
			for _, said := range c.says[:len(c.says)-1] {
				h.says1(t, said)
			}
			return h
		}
		last := c.says[len(c.says)-1]
		h := begin()
		if made := acts(h.says1(t, last)); len(made) == 0 {
			t.Errorf("%s: the last message makes no effect at all", c.name)
		}
		for name, lose := range losses(c.role) {
			h := begin()
			lose(h)
			effects := h.says1(t, last)
			for _, e := range acts(effects) {
				// What he may do for the unit that he reports for by now is no loss.
				if !strings.Contains(fmt.Sprintf("%+v", e), "xiacun") {
					t.Errorf("%s, %s: %T is made", c.name, name, e)
				}
			}
			if !slices.ContainsFunc(effects, func(e bot.Effect) bool { s, ok := e.(bot.Say); return ok && s.To == "" }) {
				t.Errorf("%s, %s: nobody is answered", c.name, name)
			}
			var st bot.State
			if err := json.Unmarshal(h.talks["x"], &st); err != nil || staysOpen(st) {
				t.Errorf("%s, %s: there stays open %+v", c.name, name, st.Open)
			}
		}
	}
}

// staysOpen reports whether a question of before is still open.
func staysOpen(st bot.State) bool {
	return slices.ContainsFunc(st.Open, func(q bot.OpenQuestion) bool { return q.Kind != bot.Topic && q.Kind != bot.Report })
}

// says1 takes one message of x, a picture where it is [image].
func (h *house) says1(t *testing.T, said string) []bot.Effect {
	t.Helper()
	if said != "[image]" {
		return h.listen(t, "x", said)
	}
	h.turns++
	effects := h.turn(t, bot.Message{ID: fmt.Sprint("m", h.turns), From: "x", At: h.now, Kind: bot.OtherMessage, Text: "image", Media: "media"})
	for _, e := range effects {
		h.apply(t, "x", e)
	}
	return effects
}

// acts are the effects that do more than answer, note and hear.
func acts(effects []bot.Effect) []bot.Effect {
	return slices.DeleteFunc(slices.Clone(effects), func(e bot.Effect) bool {
		switch e := e.(type) {
		case bot.PutAudit:
			return e.Audit.Refused
		case bot.AddMisheard, bot.Ask, bot.Read:
			return true
		case bot.Say:
			return e.To == ""
		default:
			return false
		}
	})
}

// TestSuccessorIsLeftAlone holds that a replaced reporter's 撤销 takes back nothing of the
// one who came after him.
func TestSuccessorIsLeftAlone(t *testing.T) {
	h := newHouse(t)
	h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}}})
	h.listen(t, "x", "9月12日开了专委会，23人参加，研究解决3个问题")
	h.listen(t, "x", "是")
	h.putPerson(anwei.Person{ID: "x", Name: "某人"})
	h.putPerson(anwei.Person{ID: "y", Name: "新人", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}}})
	h.listen(t, "y", "9月19日又开了专委会，20人参加，研究解决1个问题")
	h.listen(t, "y", "是")
	h.now = h.now.AddDate(0, 0, 20)
	for _, e := range h.listen(t, "x", "撤销") {
		if v, ok := e.(bot.VoidFulfilment); ok {
			t.Errorf("%+v is void", v)
		}
	}
}

// TestNarrowedLeaderAsksOn holds that a leader who may see one town by now is told nothing
// of the other by a question that goes on from one about both.
func TestNarrowedLeaderAsksOn(t *testing.T) {
	for _, asks := range []string{"这个数从哪来", "那下村镇呢", "明细", "再说一遍"} {
		h := filledHouse(t)
		h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: []anwei.Assignment{{Role: anwei.Leader, Unit: "xian"}}})
		h.listen(t, "x", "南村镇和下村镇9月自查隐患")
		h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: []anwei.Assignment{{Role: anwei.Leader, Unit: "nancun"}}})
		for _, e := range h.listen(t, "x", asks) {
			if s, ok := e.(bot.Say); ok && strings.Contains(textOf(s.Content), "下村镇") && strings.ContainsAny(textOf(s.Content), "0123456789") && !strings.Contains(textOf(s.Content), "不在您的查看范围内") {
				t.Errorf("%s: %s", asks, textOf(s.Content))
			}
		}
	}
}

// TestForgedObjectsAreRefused holds that an object that is reached by its number has the
// unit of its own, whatever a button says.
func TestForgedObjectsAreRefused(t *testing.T) {
	h := newHouse(t)
	h.putPerson(anwei.Person{ID: "x", Name: "某人", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}}})
	h.cases = append(h.cases, anwei.Case{ID: 1, Kind: "rapid", Unit: "xiacun", Text: "着火", Opened: h.now, Steps: []anwei.CaseStep{{ID: "scene", Title: "现场调查", Due: anwei.DateOf(h.now)}}})
	for _, key := range []string{"[已完成|case/1/scene/nancun]", "[已完成|case/1/scene/xiacun]", "[有困难|case/1/scene/nancun]"} {
		h.listen(t, "x", key)
		for _, text := range []string{"责令停产", "系统坏了", "[image]"} {
			if made := acts(h.says1(t, text)); len(made) > 0 {
				t.Errorf("%s, %s: %+v is made", key, text, made[0])
			}
		}
	}
}

// effectsOf are one effect of each kind, about nancun or x, and what somebody must be to
// make it.
func sampleEffects(h *house) map[string][]bot.Effect {
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	m := anwei.Matter{Unit: "nancun", Duty: "committee_meeting", Period: anwei.Period{Year: 2026, Kind: anwei.Quarter, N: 4}}
	h.cases = append(h.cases, anwei.Case{ID: 1, Kind: "rapid", Unit: "nancun"})
	h.all = append(h.all, []byte(`{"id":1,"unit":"xian","to":[{"person":"x","unit":"nancun"}]}`))
	h.desk.grants = append(h.desk.grants, anwei.Grant{ID: 1, From: "nancun_tb", To: "jianguan", Units: []anwei.UnitID{"nancun"}})
	handle := func(k anwei.HandlingKind) bot.Effect { return bot.Handle{Key: key, Handling: anwei.Handling{Kind: k}} }
	return map[string][]bot.Effect{
		"anyone": {bot.Say{}, bot.PutAudit{}, bot.AddMisheard{}},
		"known":  {bot.Ask{}, bot.Read{}},
		"self": {
			bot.PutWish{Wish: anwei.Wish{Person: "x"}},
			bot.PutReceipt{Receipt: anwei.Receipt{Notice: 1, Person: "x"}},
			bot.PutEvidence{Evidence: anwei.Evidence{Matter: anwei.Matter{Unit: "nancun", Notice: 1}}},
		},
		"reporter": {
			bot.SaveDraft{Draft: anwei.Draft{Key: key}},
			bot.DropDraft{Key: key},
			bot.Confirm{Report: anwei.Report{Key: key}},
			bot.PutKeyed{Keyed: anwei.Keyed{Key: key}},
			bot.PutPromise{Promise: anwei.Promise{Matter: m}},
			bot.AddFulfilment{Fulfilment: anwei.Fulfilment{Matter: m}},
			bot.VoidFulfilment{Matter: m},
			bot.PutEvidence{Evidence: anwei.Evidence{Matter: m}},
			bot.PutEvidence{Evidence: anwei.Evidence{Matter: anwei.ReportMatter(key)}},
			bot.PutCase{Case: anwei.Case{ID: 1, Unit: "nancun"}},
			bot.PutPromise{Promise: anwei.Promise{Matter: anwei.Matter{Case: 1, Step: "survey", Unit: "nancun"}}},
			handle(anwei.UnlockAsk), handle(anwei.Agreed), handle(anwei.Disputed), handle(anwei.ToppedUp),
		},
		"office": {
			handle(anwei.Returned), handle(anwei.Sealed), handle(anwei.Unlocked),
			bot.PutReminded{Reminded: anwei.Reminded{Matter: m}},
			bot.PutCase{New: true, Case: anwei.Case{ID: 2, Kind: "rapid", Unit: "nancun"}},
			bot.PutMark{Mark: anwei.Mark{Unit: "nancun"}},
			bot.PutUnit{Unit: anwei.Unit{ID: "nancun"}},
			bot.PutGrant{Grant: anwei.Grant{ID: 1}},
			bot.PutPerson{Person: anwei.Person{ID: "nancun_tb"}},
			bot.PutPerson{Person: anwei.Person{ID: "new", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}}}},
			bot.PutNotice{New: true, Notice: anwei.Notice{ID: 2, Unit: "nancun"}},
		},
		"whole": {
			bot.AddSnapshot{},
			bot.PutBaseline{},
			bot.PutNotice{Notice: anwei.Notice{ID: 1, Unit: "nancun"}},
			bot.Post{Rows: []anwei.Outgoing{{To: "y", About: &anwei.About{Notice: 1}}}},
			bot.PutPerson{Person: anwei.Person{ID: "new", Roles: []anwei.Assignment{{Role: anwei.Office, Unit: "xian"}}}},
		},
		"giver": {bot.PutGrant{New: true, Grant: anwei.Grant{ID: 2, From: "x", To: "y", Units: []anwei.UnitID{"nancun"}}}},
		"never": {
			bot.PutWish{Wish: anwei.Wish{Person: "y"}},
			bot.PutReceipt{Receipt: anwei.Receipt{Notice: 1, Person: "y"}},
			bot.PutReceipt{Receipt: anwei.Receipt{Notice: 9, Person: "x"}},
			bot.PutCase{Case: anwei.Case{ID: 1, Unit: "xiacun"}},
			bot.PutPromise{Promise: anwei.Promise{Matter: anwei.Matter{Case: 9, Unit: "nancun"}}},
			bot.PutGrant{New: true, Grant: anwei.Grant{ID: 2, From: "y", To: "x", Units: []anwei.UnitID{"nancun"}}},
		},
	}
}

// TestEveryEffectAsksItsRight goes through every effect × everybody who could try it.
func TestEveryEffectAsksItsRight(t *testing.T) {
	role := func(r anwei.Role, u anwei.UnitID) []anwei.Assignment { return []anwei.Assignment{{Role: r, Unit: u}} }
	deputy := []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun", Deputy: true}}
	people := []struct {
		name  string
		roles []anwei.Assignment
		known bool
		may   string // what of sampleEffects he may make, besides anyone's
	}{
		{"a stranger", nil, false, ""},
		{"one without a role", nil, true, "known self"},
		{"a reporter", role(anwei.Reporter, "nancun"), true, "known self reporter giver"},
		{"a deputy", deputy, true, "known self reporter"},
		{"a reporter elsewhere", role(anwei.Reporter, "xiacun"), true, "known self"},
		{"a leader of the county", role(anwei.Leader, "xian"), true, "known self"},
		{"the town's office", role(anwei.Office, "nancun"), true, "known self reporter office"},
		{"another town's office", role(anwei.Office, "xiacun"), true, "known self"},
		{"the county's office", role(anwei.Office, "xian"), true, "known self reporter office whole"},
	}
	tried := map[string]bool{}
	for _, p := range people {
		h := newHouse(t)
		for need, effects := range sampleEffects(h) {
			may := need == "anyone" || slices.Contains(strings.Fields(p.may), need)
			for _, e := range effects {
				in := h.input(bot.Message{From: "x", Text: "好", Kind: bot.TextMessage})
				in.Person, in.Known = anwei.Person{ID: "x", Roles: p.roles}, p.known
				turn := bot.NewTurn(bot.State{}, in, bot.Rooms{})
				turn.Out = []bot.Effect{e}
				if _, _, lacks := rights.Lacks(turn); lacks == may {
					t.Errorf("%s, %s: %T%+v refused is %t", p.name, need, e, e, lacks)
				}
				tried[reflect.TypeOf(e).Name()] = true
			}
		}
	}
	for _, name := range effectTypes(t) {
		if !tried[name] {
			t.Errorf("nobody tries to make a %s", name)
		}
	}
}

// effectTypes are the names of all types that are effects.
func effectTypes(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../effect.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "effect" {
			out = append(out, f.Recv.List[0].Type.(*ast.Ident).Name)
		}
	}
	if len(out) < 20 {
		t.Fatalf("only %d effects were found", len(out))
	}
	return out
}
