package talk_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/bot"
	"anwei/bot/notice"
	"anwei/bot/phrases"
)

// furnished returns new houses under one plan and roster, without loading them
// each time.
func furnished(t testing.TB) func() *house {
	t.Helper()
	base := newHouse(t)
	return func() *house {
		h := *base
		h.drafts, h.reports = map[anwei.ReportKey][]byte{}, map[anwei.ReportKey]anwei.Report{}
		h.talks, h.cards = map[anwei.PersonID][]byte{}, map[anwei.PersonID][]anwei.Card{}
		h.keys, h.notices, h.matters = map[string]bool{}, newNotices(), newMatters()
		h.says = map[anwei.PersonID][]bot.Say{}
		h.tables, h.desk = newTables(), deskHouse{handlings: map[anwei.ReportKey][]anwei.Handling{}}
		h.roster.People, h.plans = slices.Clone(base.roster.People), maps.Clone(base.plans)
		return &h
	}
}

// effectsOf returns the effects of what somebody says, applied.
func (h *house) effectsOf(t testing.TB, who anwei.PersonID, text string) []bot.Effect {
	t.Helper()
	h.turns++
	m := bot.Message{ID: fmt.Sprint("n", h.turns), From: who, At: h.now, Kind: bot.TextMessage, Text: text}
	if strings.Contains(text, "|") {
		m.Kind, m.Text, m.Key = bot.ButtonMessage, "", text
	}
	effects := h.turn(t, m)
	for _, e := range effects {
		h.apply(t, who, e)
	}
	return effects
}

// noticeEffects are the effects that change a notice or send something of one.
func noticeEffects(es []bot.Effect) []bot.Effect {
	return slices.DeleteFunc(slices.Clone(es), func(e bot.Effect) bool {
		switch e := e.(type) {
		case bot.PutNotice:
			return len(e.Notice.To) == 0 // it is for nobody
		case bot.PutReceipt, bot.Post:
			return false
		case bot.Say:
			_, receipts := e.Content.(anwei.ReceiptsOrder)
			return !receipts
		default:
			return true
		}
	})
}

// Who may do what with a notice: by role, and for an office by whether the notice
// is of its units.
func TestNoticeRights(t *testing.T) {
	office := func(u anwei.UnitID) []anwei.Assignment { return []anwei.Assignment{{Role: anwei.Office, Unit: u}} }
	people := []anwei.Person{
		{ID: "county", Name: "县安委办二", Roles: office("xian")},
		{ID: "other", Name: "邻镇安委办", Roles: office("xiacun")},
		{ID: "leader", Name: "县领导", Roles: []anwei.Assignment{{Role: anwei.Leader, Unit: "xian"}}},
		{ID: "receiver", Name: "收件人", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}}},
		{ID: "bystander", Name: "旁人", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "gaodu"}}},
	}
	edition := anwei.Matter{Unit: "xian", Notice: 2, Step: "2"}
	sent := anwei.Matter{Unit: "xian", Notice: 1}
	actions := []struct{ name, say string }{
		{"write", "通知 南村镇：开会"},
		{"press send", anwei.ButtonKey("发送", edition)},
		{"press cancel", anwei.ButtonKey("取消", edition)},
		{"chase", "催通知1号"},
		{"recall", "撤回通知1号"},
		{"sheet", "通知1号签收表"},
		{"confirm", "1号收到"},
		{"press confirm", anwei.ButtonKey("确认收到", sent)},
	}
	all := "write, press send, press cancel, chase, recall, sheet"
	want := map[anwei.PersonID]string{
		"county": all, "other": "", "leader": "", "receiver": "confirm, press confirm", "bystander": "", "stranger": "",
	}
	house := furnished(t)
	for who, may := range want {
		for _, a := range actions {
			t.Run(string(who)+"/"+a.name, func(t *testing.T) {
				h := house()
				h.roster.People = append(h.roster.People, people...)
				h.effectsOf(t, "anban", "通知 南村镇：请检查")
				h.effectsOf(t, "anban", "发送")
				h.effectsOf(t, "anban", "通知 南村镇：请再检查")
				got := noticeEffects(h.effectsOf(t, who, a.say))
				allowed := slices.Contains(strings.Split(may, ", "), a.name)
				if (len(got) > 0) != allowed {
					t.Errorf("effects %v, allowed %t", got, allowed)
				}
				// Whatever is of the office leaves a row: that it was done, or refused.
				row := h.desk.audits[len(h.desk.audits)-1]
				office, quiet := strings.Contains(all, a.name), a.name == "write" || a.name == "sheet" || a.name == "press cancel"
				switch {
				case who == "stranger", !office, allowed && quiet:
				case row.By != who || row.Refused == allowed:
					t.Errorf("allowed %t, and the record ends with %+v", allowed, row)
				}
			})
		}
	}
	// An office of a part addresses nobody outside of it.
	h := house()
	h.roster.People = append(h.roster.People, people...)
	for _, e := range h.effectsOf(t, "other", "通知 各镇、教育局、分管副县长：开会") {
		if p, ok := e.(bot.PutNotice); ok {
			for _, r := range p.Notice.To {
				if r.Unit != "xiacun" {
					t.Errorf("the office of 下村镇 addresses %v", r)
				}
			}
		}
	}
}

// What happens to the roster between preview and sending changes nothing: the
// notice goes to those that the preview named.
func TestNoticeIsFrozen(t *testing.T) {
	h := newHouse(t)
	h.effectsOf(t, "anban", "通知 各镇：请检查")
	n, _ := h.Notice(1)
	h.roster.People = append(slices.Clone(h.roster.People), anwei.Person{
		ID: "new", Name: "新人", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}},
	})
	h.roster.People = slices.DeleteFunc(h.roster.People, func(p anwei.Person) bool { return p.ID == "xiacun_tb" })
	var to []anwei.PersonID
	for _, e := range h.effectsOf(t, "anban", "发送") {
		if p, ok := e.(bot.Post); ok {
			for _, o := range p.Rows {
				to = append(to, o.To)
			}
		}
	}
	var named []anwei.PersonID
	for _, r := range n.To {
		named = append(named, r.Person)
	}
	if !slices.Equal(to, named) || len(to) != 8 {
		t.Errorf("it went to %v, the preview named %v", to, named)
	}
}

// Whatever happens in whatever order, nobody gets a notice whom its preview did
// not name, nobody gets the same message twice, nobody who has answered is
// chased, and nothing goes out of a notice that was recalled.
func TestNoticeProperties(t *testing.T) {
	house := furnished(t)
	rapid.Check(t, func(rt *rapid.T) {
		h := house()
		audience := rapid.SampledFrom([]string{"各镇", "南村镇、教育局", "煤矿领域", "所有人", "各镇领导"}).Draw(rt, "audience")
		body := rapid.SampledFrom([]string{"请检查", "明天下午3点开会", "10月22日前反馈落实情况", "后天9:00在二楼开会，明天17点前回复"}).Draw(rt, "body")
		h.effectsOf(t, "anban", "通知 "+audience+"："+body)
		n, _ := h.Notice(1)
		posted := map[string]bool{}
		check := func(rows []anwei.Outgoing) {
			now, _ := h.Notice(1)
			for _, o := range rows {
				if _, is := n.Receiver(o.To); !is && o.To != "anban" && !recalls(o) {
					rt.Errorf("%s was not named and gets %s", o.To, o.Key)
				}
				if o.About != nil && o.About.Kind == anwei.AboutMissing && !now.Missing(h.Receipt(1, o.To)) {
					rt.Errorf("%s has answered and is chased", o.To)
				}
				if posted[o.Key] && o.About != nil {
					rt.Errorf("%s twice", o.Key)
				}
				if o.About != nil && !now.Live() {
					rt.Errorf("%s of a notice that is %s", o.Key, now.State)
				}
				posted[o.Key] = true
			}
		}
		says := []string{"发送", "发送", "明早8点半发", "催通知1号", "撤回通知1号", "通知1号", "名单"}
		replies := []string{"收到", "1号收到", "参加", "请假，有事", "已落实", "由张三替会", "确认"}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			who, text := anwei.PersonID("anban"), rapid.SampledFrom(says).Draw(rt, "say")
			switch {
			case len(n.To) > 0 && rapid.Bool().Draw(rt, "a receiver"):
				who, text = rapid.SampledFrom(n.To).Draw(rt, "who").Person, rapid.SampledFrom(replies).Draw(rt, "reply")
			case rapid.Bool().Draw(rt, "later"):
				h.now = h.now.Add(time.Duration(rapid.IntRange(1, 1500).Draw(rt, "minutes")) * time.Minute)
				minds(t, h, check)
				continue
			}
			for _, e := range h.effectsOf(t, who, text) {
				if p, ok := e.(bot.Post); ok {
					check(p.Rows)
				}
			}
			if m, _ := h.Notice(1); m.State == anwei.NoticeDraft {
				n = m // the preview was shown again
			}
		}
	})
}

// minds lets the clock do what it does, twice, of which the second does nothing.
func minds(t testing.TB, h *house, check func([]anwei.Outgoing)) {
	t.Helper()
	for again := range 2 {
		n, _ := h.Notice(1)
		if n.Look.IsZero() || n.Look.After(h.now) {
			return
		}
		if again == 1 {
			t.Fatalf("the alarm has looked at %v and has to look at %v again", h.now, n.Look)
		}
		n, rows := notice.Mind(n, notice.Minding{Phrases: phrases.New(), Plan: h.plan, Calendar: h.calendar, Now: h.now, Receipts: h.Receipts(1), Posted: h.Posted(n)})
		h.applyNotice(t, bot.PutNotice{Notice: n})
		check(rows)
		h.post(t, rows)
	}
}
