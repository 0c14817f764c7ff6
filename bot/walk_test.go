package bot_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei"
	"anwei/bot"
)

// said is what the random walk types: plausible, messy and hostile.
func said() []string {
	return []string{
		"填报", "填报9月", "填报2027年1月", "3 12", "45 120 118 2 2", "20 44 40 1 1 0 2 0", "10 5 9 7 1", "无", "没有", "零报告",
		"不适用", "第3项不适用", "确认提交", "上一步", "跳过", "看看", "帮助", "稍后", "取消", "清空", "保留", "我的任务", "进度", "汇总表",
		"改第7项 12", "改第7项", "改第99项 1", "12", "隐患改成32", "大概三四十个", "-5", "1.5", "", " ", "|||", "确认提交|figures|2026-10|xiacun",
		"企业自查26家次，发现隐患41个，均已整改", "上月遗留的隐患一并整改", "你好", "今天下午3点开会", "教育局", "2", "\x00\xff",
		"9月12日开了专委会，23人参加，研究解决3个问题", "专委会开完了", "昨天，20人", "9月31日", "记下", "不对", "撤销", "理论学习安排在10月25日", "25号",
		"今天报", "明天报", "有困难", "有困难，经办人住院", "我的任务", "三季度工作任务完成情况", "测试提醒 南村镇", "催办记录 南村镇",
		"立案 南村镇 某煤矿皮带着火隐患", "确认登记", "1号现场调查已完成，皮带已停用", "结案 1号", "销号 1号 已整改", "案件",
		"重大隐患 南村镇 储罐没有报警，12月20日前整改", "无照片", "无照片，已封门",
		"无变化", "有变化", "月末无变化", "10月调度表无变化", "有变化，自查家次改成5", "教育局无变化",
		"你好", "重来", "同上月", "都一样", "替换", "相加", "不改", "找人", "这个怎么算", "第13项指什么", "带队检查5次", "不知道", "带队检查改成5次", "９９９９９９９９９９９９９９９９９９９９９",
	}
}

// told is what the random walk types about tasks and choices.
func told() []string {
	return []string{
		"填台账", "填调度表", "填报附件1", "填防汛表", "无变化", "无变化，本月没有开展", "全部无变化", "其余无变化", "1 无变化 2 追加：9月召开专题会 3 不涉及，没有企业", "追加：12日召开专题会1次",
		"改写：全年学习3次，传达文件12份", "完成", "已完成，3月印发了清单", "不涉及，无生产经营单位", "12日召开专题会议1次，研究解决2个问题", "1.传达学习2次\n2.开展培训3场", "分别填", "填一项",
		"一、落实理论学习\n传达2次，参加30人。\n二、落实“两个清单”\n已印发。", "专委会：召开会议1次；两个清单：无变化", "改第3项", "改第5项", "第3项改成9月召开2次", "看第3项", "看第99项",
		"三级", "2", "响应等级四级", "无险情", "累计", "本月数", "第3项不涉及", "谁没报？", "9月隐患多少", strings.Repeat("学", 1200), "学", "16 演练2次", "1-5项无变化", "全部不涉及，没有企业",
	}
}

// TestWalk talks at random and holds what must hold after every message: no
// panic; nothing is said that WeCom would cut; an answered field is lost only by
// 清空; what fails an error rule or is not complete is never handed in; and the
// state survives its stored form (hear takes care of that).
func TestWalk(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := newHouse(t)
		flood := rapid.IntRange(0, 2).Draw(r, "campaign") == 0
		if flood {
			h.usePlan(t, "flood.yaml")
		}
		said := append(said(), told()...)
		h.assisted = rapid.Bool().Draw(r, "assisted")
		if rapid.Bool().Draw(r, "month's end") && !flood {
			h.now = h.now.AddDate(0, 0, 11)
			h.handIn(t, "nancun", "jiaoyu", "shijian")
		}
		people := []anwei.PersonID{"nancun_tb", "jiaoyu_tb", "jianguan", "anban", "nobody"}
		for range rapid.IntRange(1, 40).Draw(r, "messages") {
			who := rapid.SampledFrom(people).Draw(r, "who")
			m := bot.Message{ID: "m", From: who, At: h.now, Kind: bot.TextMessage, Text: rapid.SampledFrom(said).Draw(r, "text")}
			if keys := h.keysOf(who); len(keys) > 0 && rapid.Bool().Draw(r, "press") {
				m.Kind, m.Key, m.Text = bot.ButtonMessage, rapid.SampledFrom(keys).Draw(r, "key"), ""
			}
			if rapid.IntRange(0, 9).Draw(r, "photo") == 0 {
				m.Kind, m.Text, m.Key, m.Media = bot.OtherMessage, rapid.SampledFrom([]string{"image", "file", "voice"}).Draw(r, "kind"), "", "MEDIA"
			}
			if rapid.IntRange(0, 9).Draw(r, "guess") == 0 {
				m = bot.Message{ID: bot.GuessID("m"), From: who, At: h.now, Kind: bot.GuessMessage, Values: anwei.Values{
					"self_checks": anwei.Number(rapid.Int64Range(-5, 50).Draw(r, "n")), "nonsense": anwei.Number(1),
				}}
			}
			for _, e := range h.turn(t, m) {
				h.holds(r, m, e)
				h.apply(t, who, e)
			}
		}
	})
}

// handIn has the units report all zeros for October, and then asked at the
// month's end whether that has changed.
func (h *house) handIn(t testing.TB, units ...anwei.UnitID) {
	t.Helper()
	form, _ := h.plan.Form("figures")
	for _, u := range units {
		k := anwei.ReportKey{Form: form.ID, Period: anwei.MonthPeriod(2026, 10), Unit: u}
		v := anwei.Values{}
		for _, f := range form.Fields {
			v[f.ID] = anwei.Number(0)
		}
		at := h.now.AddDate(0, 0, -10)
		h.reports[k] = anwei.Report{Key: k, Plan: h.plan.Version, Values: v, First: at, At: at, Revision: 1, By: "x"}
		h.remind(t, "figures-topup "+anwei.ReportMatter(k).String())
	}
}

// keysOf lists the buttons that the person was ever shown.
func (h *house) keysOf(who anwei.PersonID) []string {
	var keys []string
	for _, c := range h.cards[who] {
		for _, b := range c.Buttons {
			keys = append(keys, b.Key)
		}
	}
	return keys
}

func (h *house) holds(r *rapid.T, m bot.Message, e bot.Effect) {
	switch e := e.(type) {
	case bot.Say:
		if len(e.Text) > 2048 || e.Text == "" && e.Card == nil && e.Order == nil {
			r.Fatalf("after %q the bot says %d bytes: %q", m.Text, len(e.Text), e.Text)
		}
		if e.Card != nil && (len([]rune(e.Card.Title)) > 36 || len([]rune(e.Card.Text)) > 160 || len(e.Card.Buttons) > 6) {
			r.Fatalf("after %q the card does not fit: %+v", m.Text, e.Card)
		}
	case bot.Ask:
		if m.Kind == bot.GuessMessage {
			r.Fatalf("a guess leads to another question")
		}
	case bot.SaveDraft:
		if m.Kind == bot.GuessMessage {
			r.Fatalf("a guess counts before anybody said yes")
		}
		old, _ := h.Draft(e.Draft.Key)
		for id := range old.Values {
			if _, ok := e.Draft.Values[id]; !ok {
				r.Fatalf("%q loses %s", m.Text, id)
			}
		}
	case bot.DropDraft:
		_, in := h.reports[e.Key]
		word := anwei.ButtonWord(m.Key) + m.Text
		if old, _ := h.Draft(e.Key); len(old.Values) > 0 && !in && word != "清空" {
			r.Fatalf("%q throws away %v", word, old.Values)
		}
	case bot.PutPromise, bot.AddFulfilment, bot.VoidFulfilment, bot.PutCase, bot.PutEvidence:
		h.holdsMatter(r, m, e)
	case bot.Confirm:
		old, in := h.reports[e.Report.Key]
		if len(e.Revision.Changes) == 0 && (!in || anwei.DateOf(h.now).Day < 30 || !maps.Equal(old.Values, e.Report.Values)) {
			r.Fatalf("%q closes a month with %+v", m.Text, e)
		}
		if in && (!old.First.Equal(e.Report.First) || old.Late != e.Report.Late) {
			r.Fatalf("%q changes when the report came in", m.Text)
		}
		if in && !h.tells(m.From, e.Report.Key.Unit) {
			r.Fatalf("%s confirms the report of %s", m.From, e.Report.Key.Unit)
		}
		form, _ := h.plan.Form(e.Report.Key.Form)
		unit, _ := h.Unit(e.Report.Key.Unit)
		fields := form.FieldsFor(unit)
		if missing := e.Report.Values.Missing(fields); len(missing) > 0 {
			r.Fatalf("handed in without %v", missing)
		}
		for _, f := range fields {
			h.holdsValue(r, f, e.Report.Values[f.ID])
		}
		for _, f := range form.Findings(e.Report.Values, h.past(e.Report.Key)) {
			if f.Check.Level == anwei.ErrorLevel || e.Report.Reasons[f.Check.ID] == "" {
				r.Fatalf("handed in against %s", f.Message)
			}
		}
	}
}

// holdsValue holds what must hold of one answer that is handed in.
func (h *house) holdsValue(r *rapid.T, f anwei.Field, v anwei.Value) {
	least, most := f.Length()
	switch n := len([]rune(v.Text)); {
	case v.NA:
	case f.Kind == anwei.Text && (n < least || n > most):
		r.Fatalf("%s is handed in with %d characters", f.ID, n)
	case f.Kind == anwei.Choice && !slices.Contains(f.Options, v.Text):
		r.Fatalf("%s is handed in as %q", f.ID, v.Text)
	case f.Kind == anwei.Count && (v.N < 0 || v.Text != ""):
		r.Fatalf("%s is handed in as %+v", f.ID, v)
	}
}

// past is what the unit reported before, as the checks see it.
func (h *house) past(key anwei.ReportKey) anwei.Past {
	var past anwei.Past
	for k, r := range h.reports {
		if k.Form != key.Form || k.Unit != key.Unit || !k.Period.Before(key.Period) {
			continue
		}
		if k.Period == key.Period.Prev() {
			past.Last = r.Values
		}
		if past.Total == nil {
			past.Total = anwei.Values{}
		}
		for id := range r.Values {
			if n, ok := r.Values.Number(id); ok {
				past.Total[id] = anwei.Number(past.Total[id].N + n)
			}
		}
	}
	return past
}

// holdsMatter holds what must hold of what is told beside a report: nobody tells
// of another's unit, nothing is done in the future, and only a yes puts anything
// on record.
func (h *house) holdsMatter(r *rapid.T, m bot.Message, e bot.Effect) {
	said := anwei.ButtonWord(m.Key) + m.Text
	today := anwei.DateOf(h.now)
	switch e := e.(type) {
	case bot.PutPromise:
		if !h.tells(m.From, e.Promise.Matter.Unit) || e.Promise.On.Before(today) {
			r.Fatalf("%s promises %+v by %q", m.From, e.Promise, said)
		}
	case bot.AddFulfilment:
		f := e.Fulfilment
		if !h.tells(m.From, f.Matter.Unit) || f.On.IsZero() || today.Before(f.On) || f.Count < 1 || said != "记下" {
			r.Fatalf("%s tells %+v by %q", m.From, f, said)
		}
	case bot.VoidFulfilment:
		if !h.tells(m.From, e.Matter.Unit) {
			r.Fatalf("%s takes back %+v", m.From, e)
		}
	case bot.PutCase:
		if e.New && said != "确认登记" && said != "记下" {
			r.Fatalf("%q opens %+v", said, e.Case)
		}
		if old, ok := h.Case(e.Case.ID); ok && (!old.Open() || len(old.Steps) != len(e.Case.Steps)) {
			r.Fatalf("%q changes the closed case %+v", said, old)
		}
	case bot.PutEvidence:
		if e.Evidence.Media == "" || e.Evidence.ID == "" {
			r.Fatalf("evidence without a content: %+v", e.Evidence)
		}
	case bot.Say, bot.SaveDraft, bot.DropDraft, bot.Confirm, bot.Ask:
	}
}

// tells reports whether the person may tell of the unit.
func (h *house) tells(who anwei.PersonID, u anwei.UnitID) bool {
	for _, p := range h.roster.People {
		if p.ID == who {
			unit, _ := h.roster.Unit(u)
			return p.ReportsFor(u) || p.Has(anwei.Office) && h.plan.ByOffice(unit)
		}
	}
	return false
}
