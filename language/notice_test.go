package language_test

import (
	"strings"
	"testing"
	"time"

	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/language"
)

// monday is 2026-10-19 09:00 in the plan's zone.
func monday(t testing.TB) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(2026, 10, 19, 9, 0, 0, 0, zone)
}

func TestMoments(t *testing.T) {
	for text, want := range map[string]string{
		"明天下午3点在县政府二楼开会":   "2026-10-20 15:00",
		"10月20日9:00在三楼会议室": "2026-10-20 09:00",
		"10月20日（周二）上午九点半":  "2026-10-20 09:30",
		"10月20日，15时30分":    "2026-10-20 15:30",
		"明早8点半发":           "2026-10-20 08:30",
		"今晚7点":             "2026-10-19 19:00",
		"周五下午两点一刻":         "2026-10-23 14:15",
		"中午12点":            "2026-10-19 12:00",
		"15:00开始":          "2026-10-19 15:00",
		"10月25日前回复":        "2026-10-25 前",
		"请于明天下午5点前反馈":      "2026-10-20 17:00 前",
		"提出3点要求":           "",
		"共12家企业，发现隐患30个":   "",
		"后天上午10点整":         "2026-10-21 10:00",
		"２０２６年１０月２２日１６：３０": "2026-10-22 16:30",
		"晚上12点":            "2026-10-19 12:00",
		"明天上午开会":           "2026-10-20",
		"10月21日下午3点和10月22日上午9点各开一次会": "2026-10-21 15:00 2026-10-22 09:00",
	} {
		var got []string
		for _, m := range language.Moments(text, monday(t)) {
			s := m.On.String()
			if m.HasClock {
				s += " " + m.Clock.String()
			}
			if m.Until {
				s += " 前"
			}
			got = append(got, s)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %q, want %q", text, g, want)
		}
	}
}

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"明天下午3点在县政府二楼开调度会,请回复确认":                 "会议 2026-10-20 15:00 县政府二楼",
		"定于10月20日9:00召开安全生产例会，地点：应急局三楼会议室，请准时参加": "会议 2026-10-20 09:00 应急局三楼会议室",
		"请立即开展有限空间作业专项检查，10月25日前反馈落实情况":          "反馈 期限2026-10-25",
		"请各单位认真学习会议精神，抓好落实":                      "",
		"今晚有大风，请做好防范，无需回复":                       "免回复",
		"请于明天下午5点前回复确认":                          "期限2026-10-20 17:00",
		"本周五召开专委会，时间另行通知":                        "会议?",
		"逾期的在下月调度会上通报，10月23日下午5点前报送":             "期限2026-10-23 17:00",
		"请立即开展检查，社会面要管好，明天8点开始":                  "",
		"请拍照反馈": "反馈",
	} {
		s := language.ReadTerms(text, monday(t))
		var got []string
		if s.HasMeeting {
			got = append(got, strings.TrimSpace("会议 "+s.Meeting.On.String()+" "+s.Meeting.Clock.String()+" "+s.Place))
		} else if s.Meets {
			got = append(got, "会议?")
		}
		if s.Feedback {
			got = append(got, "反馈")
		}
		if s.NoConfirm {
			got = append(got, "免回复")
		}
		if s.HasDeadline {
			d := "期限" + s.Deadline.On.String()
			if s.Deadline.HasClock {
				d += " " + s.Deadline.Clock.String()
			}
			got = append(got, d)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %q, want %q", text, g, want)
		}
	}
}

func audienceKnown(t testing.TB) language.AudienceKnown {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	return language.AudienceKnown{Plan: p, Units: r.Units, People: r.People, Now: monday(t)}
}

func TestReadAudience(t *testing.T) {
	k := audienceKnown(t)
	for text, want := range map[string]string{
		"各镇":           "类town",
		"各乡镇、各部门":      "类town 类department",
		"所有人":          "全体",
		"各镇各部门":        "类town 类department",
		"南村镇、教育局和住建局":  "单位nancun 单位jiaoyu 单位zhujian",
		"南村、下村":        "单位nancun 单位xiacun",
		"煤矿":           "业煤矿",
		"煤矿领域各单位":      "业煤矿",
		"涉及煤矿的镇":       "业煤矿town",
		"消防":           "单位xiaofang",
		"消防领域":         "业消防",
		"各镇领导":         "类town 给leader",
		"各镇镇长和填报员":     "类town 给leader 给reporter",
		"各镇（除南村镇外）":    "类town 除nancun",
		"没报的单位":        "未报",
		"没报的镇":         "未报 仅town",
		"镇长们":          "类town 给leader",
		"除了南村以外的镇":     "类town 除nancun",
		"没报台账的部门":      "未报ledger 仅department",
		"没开专委会的镇":      "任务committee_meeting未完成 仅town",
		"还没报10月调度表的单位": "未报figures2026-10",
		"没报9月台账的":      "未报ledger2026-09",
		"没开专委会的单位":     "任务committee_meeting未完成",
		"有专委会任务的单位":    "任务committee_meeting",
		"分管副县长":        "人xianzhang",
		"各镇、分管副县长":     "类town 人xianzhang",
		"火星镇":          "？火星镇",
		"各镇、火星镇":       "类town ？火星镇",
	} {
		s := language.ReadAudience(text, k, true)
		if g := audienceText(s); g != want {
			t.Errorf("%s: %q, want %q", text, g, want)
		}
	}
}

func audienceText(s language.AudienceSaid) string {
	var got []string
	add := func(w string) { got = append(got, w) }
	if s.All {
		add("全体")
	}
	for _, a := range s.Any {
		switch {
		case len(a.Tags) > 0 && len(a.Kinds) > 1:
			add("业" + a.Tags[0])
		case len(a.Tags) > 0:
			add("业" + a.Tags[0] + string(a.Kinds[0]))
		case len(a.Kinds) > 0:
			add("类" + string(a.Kinds[0]))
		default:
			add("单位" + string(a.Units[0]))
		}
	}
	if s.Owes {
		w := "未报" + string(s.Form)
		if !s.Period.IsZero() {
			w += s.Period.String()
		}
		add(w)
	}
	if s.Duty != "" {
		w := "任务" + string(s.Duty)
		if s.Undone {
			w += "未完成"
		}
		add(w)
	}
	if s.Of != "" {
		add("仅" + string(s.Of))
	}
	for _, p := range s.People {
		add("人" + string(p))
	}
	for _, u := range s.Without {
		add("除" + string(u))
	}
	for _, r := range s.To {
		add("给" + string(r))
	}
	if s.Unknown != "" {
		add("？" + s.Unknown)
	}
	return strings.Join(got, " ")
}

// Without a colon the audience is what the text begins with.
func TestReadAudienceOfTheBeginning(t *testing.T) {
	k := audienceKnown(t)
	for text, want := range map[string]string{
		"南村镇明天下午3点开会":  "南村镇|明天下午3点开会",
		"各镇、教育局 明天报材料": "各镇、教育局| 明天报材料",
		"明天下午3点开会":     "|明天下午3点开会",
	} {
		s := language.ReadAudience(text, k, false)
		if got := s.Span.Text + "|" + text[s.Span.To:]; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Whatever is typed, the readers end, keep to the text and never name what is not
// in the calendar.
func FuzzNotice(f *testing.F) {
	for _, s := range []string{"通知 各镇: 明天下午3点开会", "除", "没的", "10月20日（", "24:00", "在开", "通知3号谁", "25点", "地点：", "\xff通知：", "下午十二点"} {
		f.Add(s)
	}
	k := audienceKnown(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range language.Moments(text, k.Now) {
			if text[m.From:m.To] != m.Text || m.Clock.Hour > 23 || m.Clock.Minute > 59 {
				t.Errorf("%q: %+v", text, m)
			}
		}
		_ = language.ReadTerms(text, k.Now)
		s := language.ReadAudience(text, k, true)
		if s.Span.To > len(text) {
			t.Errorf("%q: %+v", text, s)
		}
		for _, a := range s.Any {
			if len(a.Kinds)+len(a.Units) == 0 {
				t.Errorf("%q names nobody: %+v", text, a)
			}
		}
	})
}
