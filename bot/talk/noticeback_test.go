package talk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/notice"
	"anwei/bot/phrases"
)

// The one who recalled a notice hears once who still has it: as soon as WeCom has
// answered for everybody, and an hour after the recall at the latest. Nobody hears
// anything where all of it is gone.
func TestKeptIsToldOnce(t *testing.T) {
	sent := time.Date(2026, 10, 19, 9, 0, 0, 0, time.UTC)
	recalled := sent.Add(time.Hour)
	is := func(back anwei.BackState) anwei.Posted {
		p := anwei.Posted{State: anwei.PostSent, At: sent, Messages: []string{"m"}, Back: back}
		if back == anwei.BackKept {
			p.KeptAt, p.Kept = recalled, "wecom: message/recall: errcode 40058: invalid msgid"
		}
		return p
	}
	late := is(anwei.BackKept)
	late.KeptAt = sent.Add(bot.RecallWithin)
	gone := anwei.Posted{State: anwei.PostDropped}
	const taken, waits, kept = anwei.BackTaken, anwei.BackWaiting, anwei.BackKept
	for _, test := range []struct {
		name string
		// first is what is known two minutes after the recall, then what is known later.
		first, then []anwei.Posted
		want        []string // what is said, at the first look and after it
	}{
		{"all taken back", []anwei.Posted{is(taken), is(taken)}, nil, []string{"", ""}},
		{"never sent", []anwei.Posted{gone, gone}, nil, []string{"", ""}},
		{"one batch refused", []anwei.Posted{is(taken), is(kept)}, nil, []string{"还有1人看得到：\n· 企业微信没有同意收回（错误码40058）：二", ""}},
		{"too old by then", []anwei.Posted{late, is(kept)}, nil, []string{"还有2人看得到：\n· 已超过24小时，企业微信不能收回：一\n· 企业微信没有同意收回（错误码40058）：二", ""}},
		{"one is waited for", []anwei.Posted{is(waits), is(kept)}, []anwei.Posted{is(kept), is(kept)}, []string{"", "还有2人看得到：\n· 企业微信没有同意收回（错误码40058）：一、二"}},
		{"waited for and taken", []anwei.Posted{is(waits), is(taken)}, []anwei.Posted{is(taken), is(taken)}, []string{"", ""}},
		{"came after the recall", []anwei.Posted{is(taken), is(anwei.BackNone)}, []anwei.Posted{is(taken), is(kept)}, []string{"", "还有1人看得到：\n· 企业微信没有同意收回（错误码40058）：二"}},
		{"no answer in an hour", []anwei.Posted{is(waits), is(taken)}, nil, []string{"", "还有1人看得到：\n· 企业微信还没有答复，仍在重试：一"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := anwei.Notice{
				ID: 1, State: anwei.NoticeRecalled, By: "writer", RecalledBy: "recaller", Sent: sent, Recalled: recalled, Text: "请检查",
				To: []anwei.Receiver{{Person: "p1", Name: "一"}, {Person: "p2", Name: "二"}}, Look: recalled.Add(time.Minute),
			}
			if test.then == nil {
				test.then = test.first
			}
			told := []string{"", ""}
			var void []string
			for minute := 2; minute < 30*60; minute += 3 {
				now, what, at := recalled.Add(time.Duration(minute)*time.Minute), test.first, 0
				if minute > 2 {
					what, at = test.then, 1
				}
				var rows []anwei.Outgoing
				n, rows = notice.Mind(n, notice.Minding{Phrases: phrases.New(), Now: now, Posted: map[anwei.PersonID]anwei.Posted{"p1": what[0], "p2": what[1]}})
				for _, o := range rows {
					switch {
					case recalls(o):
					case o.To == "recaller":
						told[at] += textOf(o.Content)
					default:
						void = append(void, string(o.To))
					}
				}
			}
			if !n.Look.IsZero() {
				t.Errorf("it is looked at again at %v", n.Look)
			}
			for i, want := range test.want {
				if !strings.Contains(told[i], want) || want == "" && told[i] != "" || strings.Count(told[i], "⚠") > 1 {
					t.Errorf("at look %d he hears %q, want %q", i, told[i], want)
				}
			}
			if said := told[0] + told[1]; strings.Count(said, "人看得到") > 0 != (len(void) > 0) || len(void) != len(slices.Compact(slices.Sorted(slices.Values(void)))) {
				t.Errorf("he hears %q, and %v that it is void", said, void)
			}
		})
	}
}
