package bot_test

import (
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
		"企业自查26家次，发现隐患41个，均已整改", "上月遗留的隐患一并整改", "你好", "今天下午3点开会", "教育局", "2", "\x00\xff", "９９９９９９９９９９９９９９９９９９９９９",
	}
}

// TestWalk talks at random and holds what must hold after every message: no
// panic; nothing is said that WeCom would cut; an answered field is lost only by
// 清空; what fails an error rule or is not complete is never handed in; and the
// state survives its stored form (hear takes care of that).
func TestWalk(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := newHouse(t)
		h.assisted = rapid.Bool().Draw(r, "assisted")
		people := []anwei.PersonID{"nancun_tb", "jiaoyu_tb", "jianguan", "anban", "nobody"}
		for range rapid.IntRange(1, 40).Draw(r, "messages") {
			who := rapid.SampledFrom(people).Draw(r, "who")
			m := bot.Message{ID: "m", From: who, At: h.now, Kind: bot.TextMessage, Text: rapid.SampledFrom(said()).Draw(r, "text")}
			if keys := h.keysOf(who); len(keys) > 0 && rapid.Bool().Draw(r, "press") {
				m.Kind, m.Key, m.Text = bot.ButtonMessage, rapid.SampledFrom(keys).Draw(r, "key"), ""
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
	case bot.Confirm:
		form, _ := h.plan.Form(e.Report.Key.Form)
		if missing := e.Report.Values.Missing(form.Fields); len(missing) > 0 {
			r.Fatalf("handed in without %v", missing)
		}
		for _, f := range form.Findings(e.Report.Values, nil) {
			if f.Check.Level == anwei.ErrorLevel || e.Report.Reasons[f.Check.ID] == "" {
				r.Fatalf("handed in against %s", f.Message)
			}
		}
	}
}
