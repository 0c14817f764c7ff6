package talk_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
	"anwei/bot/notice"
)

// corner is a place in which a talk can stand: how one gets there, and what the
// last message there names as the next step.
type corner struct {
	script string // lines of a talk; the last speaker is the one who stands there
	next   string
	// free is set where the next step is an answer in one's own words, so that the
	// message cannot name it.
	free bool
}

// corners are all stages, pending questions and stages of a notice, by the values of
// their constants.
func corners() map[string]corner {
	const in = "nancun_tb> 零报告\nnancun_tb> 确认提交\n"
	const whole = "nancun_tb> 填调度表\nnancun_tb> 3 12\nnancun_tb> 45 120 118 1 1\nnancun_tb> 20 44 40 1 1 0 2 0\nnancun_tb> 确认提交\n"
	const held = "@ 2026-09-14 10:00\nnancun_tb> 9月12日开了专委会,23人参加,研究解决3个问题"
	return map[string]corner{
		"":         {"nancun_tb> 你好", "填报", false},
		"choosing": {"jianguan> 填报", "教育局", false},
		"asking":   {"nancun_tb> 填报\nnancun_tb> 3 12", "45 120 118 2 2", true},
		"fixing":   {"nancun_tb> 填报\nnancun_tb> 3 12\nnancun_tb> 改第1项", "5", true},
		"review":   {"nancun_tb> 零报告", "确认提交", false},
		"reason": {
			"@ 2026-09-20 09:00\n" + whole + "@ 2026-10-19 09:00\nnancun_tb> 填调度表\nnancun_tb> 3 12\nnancun_tb> 450 120 118 1 1\nnancun_tb> 20 44 40 1 1 0 2 0\nnancun_tb> 确认提交",
			"本月集中开展企业自查", true,
		},
		"leaving":  {"nancun_tb> 填报\nnancun_tb> 3 12\nnancun_tb> 取消", "保留", false},
		"guessing": {"assistant\nnancun_tb> 填报\nnancun_tb> 那个数就按我们昨天会上讲的报吧\nnancun_tb> {leader_inspections=3}", "记入", false},

		"tie":      {"anban> 通知 所有人：请开展排查\nanban> 发送\nanban_zr> 1号签收", "确认收到", false},
		"which":    {"jianguan> 三季度安全例会9月11日开了，18人参加", "1", true},
		"detail":   {"nancun_tb> 专委会开完了", "昨天，20人参加", true},
		"note":     {held, "记下", false},
		"day":      {"nancun_tb> [已安排|duty/committee_meeting/2026-Q4/nancun]", "11月20日", true},
		"why":      {"@ 2026-10-23 09:10\nnancun_tb> [有困难|report/figures/2026-10/nancun]", "经办人住院了", true},
		"open":     {"anban> 立案 南村镇 某煤矿皮带着火隐患", "确认登记", false},
		"result":   {"anban> 立案 南村镇 某煤矿皮带着火隐患\nanban> 确认登记\nnancun_tb> [已完成]", "已到现场，皮带已停用", true},
		"proof":    {"nancun_tb> 重大隐患 南村镇 储罐没有报警，12月20日前整改\nnancun_tb> 确认登记\nnancun_tb> 销号 1号 已装报警器", "无照片，防爆区不能拍照", true},
		"same":     {"@ 2026-09-20 09:00\n" + in + "@ 2026-10-19 09:00\nnancun_tb> 填调度表\nnancun_tb> 同上月", "都一样", false},
		"doubt":    {"nancun_tb> 填报\nnancun_tb> 3 12\nnancun_tb> 自查45家，隐患12个，整改8个，整改9个", "8", false},
		"many":     {"nancun_tb> 填报\nnancun_tb> 3 12\nnancun_tb> 45 120 118 2 2\nnancun_tb> 自查改成50家，自查隐患改成130个，自查整改改成100个", "是", false},
		"whose":    {"nancun_tb> 填台账\nnancun_tb> 带队检查3次，发现隐患12个，自查45家，整改8个，重大隐患2个", "台账", false},
		"next":     {"nancun_tb> 零报告\nnancun_tb> 确认提交", "填报", false},
		"head":     {"nancun_tb> 填报\nnancun_tb> 大阳镇10月：带队检查3次，发现隐患12个", "是", false},
		"zero":     {"nancun_tb> 填报\nnancun_tb> 3 12\nnancun_tb> 零报告", "是", false},
		"replace":  {"nancun_tb> 填报\nnancun_tb> 3 12\nnancun_tb> 45 120 118 2 2\nnancun_tb> 带队检查5次", "替换", false},
		"act":      {in + "anban> 退回 南村镇 第6项与台账不符", "确认退回", false},
		"stand":    {in + "anban> 退回 南村镇 第6项与台账不符\nanban> 确认退回\nnancun_tb> 填报10月\nnancun_tb> 不改", "已与企业逐家核对，没有错", true},
		"unlock":   {in + "anban> 收下 南村镇\nanban> 确认收下\nnancun_tb> 申请解锁", "第1项少报了2次", true},
		"wrong":    {"anban> 代录 南村镇 零报告\nanban> 确认提交\nnancun_tb> [有误]", "第1项应为5", true},
		"series":   {"nancun_tb> 填台账\nnancun_tb> 1.传达学习2次\\n2.开展培训3场", "填一项", false},
		"sheet":    {"nancun_tb> [文件 南村镇9月]", "10月", false},
		"over":     {"nancun_tb> [文件 南村镇10月]\nnancun_tb> [文件 改动]", "替换", false},
		"feedback": {"anban> 通知 各镇：请开展排查，10月25日前反馈落实情况\nanban> 发送\nnancun_tb> [反馈落实]", "已排查12家，整改5处", true},
		"perhaps":  {"anban> 通知 各镇：请开展排查，10月25日前反馈落实情况\nanban> 发送\n@ 2026-10-20 09:00\nnancun_tb> 俺镇没有煤矿", "是", false},
		"excuse":   {"anban> 通知 各镇：明天下午3点在县政府二楼开会，请回复确认\nanban> 发送\nnancun_tb> [请假]", "身体不适", true},
		"proxy":    {"anban> 通知 各镇：明天下午3点在县政府二楼开会，请回复确认\nanban> 发送\nnancun_tb> 替会", "副镇长李四", true},
		"meant":    {"assistant\nxianzhang> 谁家拖后腿拖得最厉害呀朋友\nxianzhang> {intent=rank order=worst}", "是", false},
		"stamp":    {in + "@ 2026-10-20 09:00\nnancun_tb> [发送image]", "是盖章件", false},

		"writing":  {"anban> 发通知\nanban> 请各单位开展排查", "结束", false},
		"whom":     {"anban> 发通知\nanban> 请各单位开展排查\nanban> 结束", "各镇", false},
		"shown":    {"anban> 通知 各镇：请开展排查", "发送", false},
		"changing": {"anban> 通知 各镇：请开展排查\nanban> 修改", "请开展大排查", true},
	}
}

// constants returns the values of the string constants of the types, as they are
// declared in bot and its rooms, without those that ever stand below a question.
func constants(t *testing.T, types ...string) []string {
	t.Helper()
	files, err := filepath.Glob("../*.go")
	inRooms, err2 := filepath.Glob("../*/*.go")
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	var out []string
	for _, file := range append(files, inRooms...) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			of, ok := v.Type.(*ast.Ident)
			if sel, is := v.Type.(*ast.SelectorExpr); is {
				of, ok = sel.Sel, true
			}
			for _, x := range v.Values {
				if lit, is := x.(*ast.BasicLit); ok && is && slices.Contains(types, of.Name) {
					s, err := strconv.Unquote(lit.Value)
					if err != nil {
						t.Fatal(err)
					}
					out = append(out, s)
				}
			}
			return true
		})
	}
	below := []string{string(bot.Report), string(bot.Making), string(bot.Told), string(bot.Topic)}
	return slices.DeleteFunc(out, func(name string) bool { return slices.Contains(below, name) })
}

// at returns the names of where a talk stands.
func at(st spot) []string {
	names := []string{string(st.Stage)}
	if st.Pending != nil {
		names = append(names, string(st.Pending.Ask))
	}
	if st.Noticing != nil {
		names = append(names, string(st.Noticing.Stage))
	}
	return names
}

// TestNoDeadEnd reaches every stage and every pending question that is declared, and
// holds of each that 帮助 helps, that one can leave it and lose nothing, that 填报
// goes on with a report or begins one, and that the step it names works.
func TestNoDeadEnd(t *testing.T) {
	all := corners()
	names := constants(t, "Stage", "QuestionKind")
	if len(names) != len(all) {
		t.Errorf("%d places are declared, %d are tested", len(names), len(all))
	}
	for i, name := range names {
		c, ok := all[name]
		if !ok {
			t.Errorf("nobody tests %q", name)
			continue
		}
		t.Run("at "+name, func(t *testing.T) {
			for j, check := range []func(*testing.T, *house, anwei.PersonID, corner, []bot.Say){helps, leaves, reports, nextStep} {
				if testing.Short() && (i+j)%4 != 0 {
					continue
				}
				h := newHouse(t)
				who, said := h.reach(t, c.script)
				if !slices.Contains(at(h.state(who)), name) {
					t.Fatalf("the talk stands at %v after %s", at(h.state(who)), c.script)
				}
				check(t, h, who, c, said)
			}
		})
	}
}

// reach plays a script, and returns who spoke last and what he was told then.
func (h *house) reach(t *testing.T, script string) (anwei.PersonID, []bot.Say) {
	t.Helper()
	lines := strings.Split(script, "\n")
	last := lines[len(lines)-1]
	play(t, h, strings.Join(lines[:len(lines)-1], "\n"))
	name, _, _ := strings.Cut(last, "> ")
	who := anwei.PersonID(name)
	h.says[who] = nil
	play(t, h, last)
	return who, h.says[who]
}

// tell says something and returns what is answered.
func (h *house) tell(t *testing.T, who anwei.PersonID, text string) []bot.Say {
	t.Helper()
	h.says[who] = nil
	h.hear(t, who, text)
	return h.says[who]
}

func words(said []bot.Say) string {
	var b strings.Builder
	for _, s := range said {
		b.WriteString(textOf(s.Content))
		if card := cardOf(s.Content); card != nil {
			b.WriteString(card.Title + card.Text + buttons(card))
		}
	}
	return b.String()
}

// helps holds that 帮助 names something to do and moves nothing.
func helps(t *testing.T, h *house, who anwei.PersonID, _ corner, _ []bot.Say) {
	t.Helper()
	before, drafts := at(h.state(who)), maps.Clone(h.drafts)
	if said := words(h.tell(t, who, "帮助")); !strings.Contains(said, "回复") && !strings.Contains(said, "请") {
		t.Errorf("帮助 gets %q", said)
	}
	if now := at(h.state(who)); !slices.Equal(before, now) || !maps.EqualFunc(drafts, h.drafts, slices.Equal) {
		t.Errorf("帮助 leads from %v to %v", before, now)
	}
}

// leaves holds that one comes out with three words at most, that what was answered
// is kept, and that one stays out.
func leaves(t *testing.T, h *house, who anwei.PersonID, _ corner, _ []bot.Say) {
	t.Helper()
	drafts := maps.Clone(h.drafts)
	for _, text := range []string{"取消", "稍后", "稍后"} {
		st := h.state(who)
		if st.Stage == bot.Leaving {
			text = "保留"
		}
		if st.Stage == bot.Idle && st.Pending == nil && st.Noticing == nil {
			break
		}
		if said := words(h.tell(t, who, text)); said == "" {
			t.Errorf("%s gets no answer", text)
		}
	}
	if now := at(h.state(who)); !slices.Equal(now, []string{""}) {
		t.Errorf("after 取消 and 稍后 the talk stands at %v", now)
	}
	for k, b := range drafts {
		if had := strings.Contains(string(b), `"values":{"`); had && h.drafts[k] == nil && h.reports[k].Revision == 0 {
			t.Errorf("leaving loses %s", b)
		}
	}
}

// reports holds that 填报 takes a report in hand, or says what is in, or to whom it
// is not open.
func reports(t *testing.T, h *house, who anwei.PersonID, _ corner, _ []bot.Say) {
	t.Helper()
	text := "填报"
	if st := h.state(who); st.Noticing != nil && st.Noticing.Stage == notice.Writing {
		return // whatever is said is the notice's text, as is told at its begin
	}
	said := words(h.tell(t, who, text))
	st := h.state(who)
	if reporter := h.person(who).Has(anwei.Reporter); reporter && st.Stage == bot.Idle || said == "" {
		t.Errorf("填报 gets %q and leads to %v", said, at(st))
	}
}

// nextStep holds that what the last message names can be said, and is understood.
func nextStep(t *testing.T, h *house, who anwei.PersonID, c corner, said []bot.Say) {
	t.Helper()
	if !c.free && !strings.Contains(words(said), c.next) {
		t.Errorf("%q does not name %q", words(said), c.next)
	}
	before, drafts := h.state(who), maps.Clone(h.drafts)
	answer := words(h.tell(t, who, c.next))
	now := h.state(who)
	if answer == "" || strings.Contains(answer, "没看懂") || strings.Contains(answer, "没看明白") {
		t.Errorf("%s gets %q", c.next, answer)
	}
	if slices.Equal(at(before), at(now)) && maps.EqualFunc(drafts, h.drafts, slices.Equal) {
		t.Errorf("%s leaves everything at %v: %q", c.next, at(now), answer)
	}
}
