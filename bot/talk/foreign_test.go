package talk_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/config/plan"
	"anwei/config/roster"
)

// floodHouse is another county under another campaign: no unit of the sample roster
// and nothing of the plan of 2026 is here.
func floodHouse(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.usePlan(t, "flood.yaml")
	as := func(r anwei.Role, u anwei.UnitID) []anwei.Assignment { return []anwei.Assignment{{Role: r, Unit: u}} }
	h.roster = anwei.Roster{
		Units: []anwei.Unit{
			{ID: "linhe", Name: "临河县", Kind: "county"},
			{ID: "fangxun", Name: "县防汛办", Kind: "office", Parent: "linhe"},
			{ID: "liulin", Name: "柳林镇", Kind: "town", Parent: "linhe", Aliases: []string{"柳林"}},
			{ID: "taoyuan", Name: "桃园镇", Kind: "town", Parent: "linhe", Aliases: []string{"桃园"}},
			{ID: "shuili", Name: "县水利局", Kind: "department", Parent: "linhe", Aliases: []string{"水利局"}},
		},
		People: []anwei.Person{
			{ID: "ban", Name: "经办", Phone: "13500000001", Roles: as(anwei.Office, "linhe")},
			{ID: "ling", Name: "副县长", Roles: as(anwei.Leader, "linhe")},
			{ID: "bao", Name: "填报员", Phone: "13500000002", Roles: as(anwei.Reporter, "liulin")},
			{ID: "duo", Name: "水利填报员", Roles: as(anwei.Reporter, "shuili")},
		},
	}
	return h
}

// foreignWords are the words of the sample county and of the campaign of 2026 that the
// flood plan does not have.
func foreignWords(t *testing.T) []string {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	flood, err := os.ReadFile("../testdata/flood.yaml")
	if err != nil {
		t.Fatal(err)
	}
	words := []string{"红黄牌", "帮扶", "专委会", "两个清单", "整改", "隐患", "安委办", "煤矿", p.Short, p.Rekey.System}
	for _, u := range r.Units {
		words = append(words, u.Name)
		if u.Kind == "town" {
			words = append(words, u.Aliases...)
		}
	}
	for _, i := range p.Indicators {
		words = append(words, i.Name)
	}
	for _, d := range p.Duties {
		words = append(words, d.Title)
		if len(d.Words) > 0 {
			words = append(words, d.Words[0])
		}
	}
	for _, k := range p.Marks {
		words = append(words, k.Title)
	}
	for _, c := range p.Cases {
		words = append(words, c.Title, c.Word)
		for _, s := range c.Steps {
			words = append(words, s.Title)
		}
	}
	for _, f := range p.Forms {
		words = append(words, f.Short)
		for _, fd := range f.Fields {
			words = append(words, fd.Name, fd.Short)
		}
	}
	words = slices.DeleteFunc(words, func(w string) bool {
		return w == "" || w == "台账" || strings.Contains(string(flood), w) // a 台账 is kept in every office
	})
	slices.Sort(words)
	return slices.Compact(words)
}

// foreign are those of the words that a text has.
func foreign(text string, words []string) []string {
	var out []string
	for _, w := range words {
		if strings.Contains(text, w) {
			out = append(out, w)
		}
	}
	return out
}

// heard is all that somebody is told in one turn.
func (h *house) heard(t *testing.T, who anwei.PersonID, text string) string {
	t.Helper()
	var b strings.Builder
	for _, e := range h.listen(t, who, text) {
		s, ok := e.(bot.Say)
		if !ok {
			continue
		}
		b.WriteString(textOf(s.Content) + "\n")
		if card := cardOf(s.Content); card != nil {
			b.WriteString(card.Title + "\n" + card.Text + "\n")
			for _, x := range card.Buttons {
				b.WriteString(x.Text + "\n")
			}
		}
	}
	return b.String()
}

// TestNoForeignWords plays the help, what people ask how to do, and what they say of
// what this plan does not have, in another county under another campaign. Nobody is
// shown a unit, a figure, a duty or a mechanism that is not there.
func TestNoForeignWords(t *testing.T) {
	h := floodHouse(t)
	words := foreignWords(t)
	if len(words) < 50 {
		t.Fatalf("only %d foreign words are known", len(words))
	}
	said := 0
	for _, x := range []struct {
		who   anwei.PersonID
		texts []string
	}{
		{"ban", []string{
			"帮助", "你好", "怎么发通知", "能定时发吗", "能不能发文件", "通知怎么撤回", "怎么退回", "怎么收下", "怎么解锁", "怎么代录", "怎么催", "怎么换填报员",
			"如何设置红黄牌", "怎么立案", "怎么定格", "怎么补录", "怎么订简报", "怎么导出汇总表", "怎么设基准", "截止时间延到25号", "进度", "汇总表",
			"退回", "收下", "解锁", "代录", "催一下", "取消", "同意解锁", "待核", "名单", "加人", "换人", "停用", "改动记录", "操作记录", "谁常迟报", "听不懂的话",
			"基准", "设基准", "补录清单", "定格", "有哪些定格", "通知", "盖章件", "案件清单", "哪些能办",
		}},
		{"ling", []string{"帮助", "你好", "怎么用", "好的", "谢谢", "进度", "说说", "再说说", "名单", "退回", "设基准", "补录清单"}},
		{"bao", []string{
			"帮助", "你好", "我的任务", "好的", "谢谢", "什么时候截止", "申请解锁", "请人代报", "汇总表", "找人", "说说", "再说说",
			"填报", "帮助", "这个怎么算", "第13项指什么", "1 5 9", "看看", "从头填", "保留", "取消", "保留", "填报", "1 0",
		}},
		{"duo", []string{"帮助", "填报", "帮助", "稍后", "已录 柳林镇", "补录清单"}},
		{"nobody", []string{"你好", "填报"}},
	} {
		for _, text := range x.texts {
			answer := h.heard(t, x.who, text)
			said += len(answer)
			if found := foreign(answer, words); len(found) > 0 {
				t.Errorf("%s says %q and hears %q in:\n%s", x.who, text, found, answer)
			}
		}
	}
	if said < 6000 {
		t.Errorf("only %d bytes were said", said)
	}
	h = floodHouse(t)
	for who, want := range map[anwei.PersonID]string{
		"ban": "退回 柳林镇 第3项不符", "ling": "9月已返回人数、已返回人数排名", "bao": "9月12日完成了防汛演练，23人参加",
	} {
		if got := h.heard(t, who, "帮助"); !strings.Contains(got, want) {
			t.Errorf("the help of %s has no %q:\n%s", who, want, got)
		}
	}
}

// mechanism reports whether a sentence is said only where the plan has marks, cases,
// rates or findings that are put right.
func mechanism(key string) bool {
	for _, begins := range []string{
		"help.list.", "help.about.", "help.word.", "help.marks", "help.cases", "howto.mark", "howto.case", "howto.baseline", "common.implied",
		"duty.what_case", "duty.term_", "query.figure.negative", "roster.group.", "roster.nothing_to_withdraw", "roster.no_such_mark", "roster.which_mark",
	} {
		if strings.HasPrefix(key, begins) {
			return true
		}
	}
	return false
}

// TestNoForeignSentences fills every sentence of the catalogue with the examples of
// another county under another campaign, and finds no word that is not there.
func TestNoForeignSentences(t *testing.T) {
	h := floodHouse(t)
	words := foreignWords(t)
	turn := bot.NewTurn(bot.State{}, h.input(bot.Message{From: "ban"}), bot.Rooms{})
	for _, l := range phrases.Lines() {
		if mechanism(l.Key) {
			continue
		}
		names, _ := turn.Phrases.Places(l.Key)
		var places []any
		for _, n := range names {
			places = append(places, n, "…")
		}
		got := turn.Text(l.Key, places...)
		if found := foreign(got, words); len(found) > 0 {
			t.Errorf("%s has %q: %s", l.Key, found, got)
		}
		if strings.Contains(l.Text, "{example_") && strings.Contains(got, "“”") {
			t.Errorf("%s has no example: %s", l.Key, got)
		}
	}
}
