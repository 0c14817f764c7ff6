package language_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"anwei/language/deed"
	"anwei/language/frame"
)

// promiseLine writes what was read of an answer: kind, day, reason, refusals.
func promiseLine(p deed.PromiseSaid, ok bool) string {
	if !ok {
		return "none"
	}
	out := []string{string(p.Kind)}
	if !p.On.IsZero() {
		out = append(out, p.On.String())
	}
	if p.Reason != "" {
		out = append(out, "("+p.Reason+")")
	}
	for _, r := range p.Refused {
		out = append(out, string(r.Reason))
	}
	return strings.Join(out, " ")
}

// TestPromise reads answers to 什么时候能报 on Tuesday 2026-10-20 at 15:00.
func TestPromise(t *testing.T) {
	rd := campaignDeeds(t)
	const table = `
今天报 | promised 2026-10-20
今天下班前报 | promised 2026-10-20
今天下班前 | promised 2026-10-20
下班前报 | promised 2026-10-20
下班之前一定报 | promised 2026-10-20
马上报 | promised 2026-10-20
马上 | promised 2026-10-20
这就报 | promised 2026-10-20
一会儿报 | promised 2026-10-20
今晚报 | promised 2026-10-20
下午报 | promised 2026-10-20
明天报 | promised 2026-10-21
明天上午 | promised 2026-10-21
明早8点前报上来 | promised 2026-10-21
最迟明天下午下班前报上来 | promised 2026-10-21
后天 | promised 2026-10-22
周四报 | promised 2026-10-22
周五前报 | promised 2026-10-23
争取周五之前报 | promised 2026-10-23
下周一 | promised 2026-10-26
下周三之前一定交 | promised 2026-10-28
25号报 | promised 2026-10-25
5号 | promised 2026-11-05
10月25日前 | promised 2026-10-25
10.25报 | promised 2026-10-25
十月二十五号报 | promised 2026-10-25
2026-10-25 报 | promised 2026-10-25
三天内报 | promised 2026-10-23
两天后报 | promised 2026-10-22
月底前报 | promised 2026-10-31
11月20日报 | promised 2026-11-20
领导好，我们明天报，谢谢 | promised 2026-10-21
收到，明天报 | promised 2026-10-21
好的 周四之前报 [抱拳] | promised 2026-10-22
调度表明天上午报 | promised 2026-10-21
推迟到周五报 | promised 2026-10-23
今天报不了，明天报 | promised 2026-10-21
来不及，明天上午报 | promised 2026-10-21
人员出差，周五报 | promised 2026-10-23 (人员出差)
企业数据还没收齐，后天报 | promised 2026-10-22 (企业数据还没收齐)
有困难，人员出差 | difficult (人员出差)
有困难 | difficult
困难：企业还没报上来 | difficult (企业还没报上来)
困难 | difficult
报不了，系统登不上 | difficult (系统登不上)
系统登不上去，报不了 | difficult (系统登不上去)
因为停电报不了 | difficult (停电)
今天报不了 | difficult
来不及了 | difficult
没法报，表格打不开 | difficult (表格打不开)
有困难，人员出差，周五报 | difficult 2026-10-23 (人员出差)
昨天报 | promised past-day
9月12日前报 | promised past-day
12月25日报 | promised far-day
11月21日报 | promised far-day
11月31日前报 | promised no-such-day
下周报 | promised approximate
晚点报 | promised approximate
尽快报 | promised approximate
25号左右报 | promised approximate
过两天报 | promised approximate
今天或明天 | promised ambiguous
明天报，后天报 | promised ambiguous
周四（10月23日）报 | promised ambiguous
稍后 | none
一会儿 | none
等一下 | none
昨天报了 | none
已经报过了 | none
今天已报 | none
能不能明天报 | none
明天报行吗 | none
什么时候报 | none
明天开专委会 | none
专委会安排在25号 | none
12号开 | none
25 | none
10.25 | none
12家 | none
明天报，12家 | none
自查20家次，明天报 | none
没有困难 | none
有困难吗 | none
帮扶困难群众3户 | none
收到 | none
好的 | none
取消 | none
零报告 | none
10月汇总表发我 | none
明天下雨 | none
填报 | none
报 | none
`
	for line := range strings.Lines(strings.TrimSpace(table)) {
		text, want, _ := strings.Cut(strings.TrimSpace(line), " | ")
		p, ok := rd.Promise(frame.Hear(text, tuesday()), tuesday())
		if got := promiseLine(p, ok); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
		for _, r := range p.Refused {
			inText(t, text, r.Span)
		}
	}
}

// TestOtherTalkIsNoPromise holds that figures and questions are no answers to
// 什么时候能报, but for the one that is.
func TestOtherTalkIsNoPromise(t *testing.T) {
	rd := campaignDeeds(t)
	for _, l := range labelledSet(t) {
		if p, ok := rd.Promise(frame.Hear(l.Text, tuesday()), tuesday()); ok && !strings.Contains(l.Text, "晚点给你报") {
			t.Errorf("%s: %s", l.Text, promiseLine(p, ok))
		}
	}
	texts := append(questionTexts(t), trapTexts(t)...)
	for _, l := range labelledDeeds(t) {
		if l.Asked == "" {
			texts = append(texts, l.Text)
		}
	}
	for _, text := range texts {
		if p, ok := rd.Promise(frame.Hear(text, tuesday()), tuesday()); ok {
			t.Errorf("%s: %s", text, promiseLine(p, ok))
		}
	}
}

// questionTexts returns the texts of the labelled questions.
func questionTexts(tb testing.TB) []string {
	tb.Helper()
	text, err := os.ReadFile("testdata/queries.jsonl")
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for l := range strings.Lines(string(text)) {
		var q labelledQuery
		if err := json.Unmarshal([]byte(l), &q); err != nil {
			tb.Fatal(err)
		}
		out = append(out, q.Text)
	}
	return out
}
