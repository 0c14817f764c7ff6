package frame_test

import (
	"strconv"
	"testing"

	"anwei/language/frame"
)

func TestNotice(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	for text, want := range map[string]string{
		"通知 各镇: 明天下午3点开会":   "new 0 各镇|明天下午3点开会",
		"通知各镇、教育局：明天9:00开会": "new 0 各镇、教育局|明天9:00开会",
		"通知南村镇明天下午9:00开会":   "new 0 |南村镇明天下午9:00开会",
		"请通知 各部门：\n1. 认真落实": "new 0 各部门|1. 认真落实",
		"给各镇发通知：明天开会":       "new 0 各镇|明天开会",
		"发通知":               "compose 0 |",
		"发通知 各镇":            "compose 0 |各镇",
		"发通知 各镇：明天开会":       "new 0 各镇|明天开会",
		"通知":                "list 0 |",
		"通知3号":              "show 3 |",
		"通知 3":              "show 3 |",
		"3号通知":              "show 3 |",
		"第三号通知":             "show 3 |",
		"通知3号谁没确认":          "missing 3 |",
		"这个通知谁没确认？":         "missing 0 |",
		"这个通知还有哪些单位没确认":     "missing 0 |",
		"3号通知谁没反馈":          "missing 3 |",
		"催通知 3号":            "chase 3 |",
		"催一下3号通知":           "chase 3 |",
		"撤回通知3号":            "recall 3 |",
		"把通知撤回":             "recall 0 |",
		"撤回":                "recall 0 |",
		"把1号通知撤回":           "recall 1 |",
		"谁没回复":              "missing 0 |",
		"开会的通知谁还没回":         "missing 0 |",
		"催一下没确认的":           "chase 0 |",
		"都有谁参加":             "meeting 0 |",
		"谁请假了":              "meeting 0 |",
		"参会名单发我":            "meeting 0 |",
		"明天的会几个人参加":         "meeting 0 |",
		"会议改到后天上午9点":        "moved 0 |会议改到后天上午9点",
		"会议取消了":             "moved 0 |会议取消了",
		"大家反馈了什么":           "replies 0 |",
		"参加":                "",
		"谁没报":               "",
		"会议纪要":              "",
		"通知3号签收表":           "sheet 3 |",
		"签收表":               "sheet 0 |",
		"通知3号名单":            "names 3 |",
		"通知已经收到了":           "",
		"3号":                "",
		"填报":                "",
		"1号现场调查已完成":         "",
		"催一下":               "",
		"通知里说的截止时间是哪天":      "",
		"销号 2号 已安装报警器":      "",
	} {
		s, ok := frame.Notice(r.Read(text, now()))
		got := ""
		if ok {
			got = string(s.Act) + " " + strconv.Itoa(int(s.ID)) + " " + s.Audience + "|" + s.Body
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestNoticeFree(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	for text, want := range map[string]frame.NoticeSaid{
		"跟大家说一声，下午系统维护":   {Act: frame.NoticeNew, Audience: "大家", Body: "下午系统维护", Loose: true},
		"帮我通知一下南村，今天下班前报": {Act: frame.NoticeNew, Body: "南村，今天下班前报", Loose: true},
		"告诉南村镇，回个电话":      {Act: frame.NoticeNew, Body: "南村镇，回个电话", Loose: true},
		"各镇注意了，明天省里来检查":   {Act: frame.NoticeNew, Audience: "各镇", Body: "明天省里来检查", Loose: true},
		"明早8点给各镇发通知：注意防火": {Act: frame.NoticeNew, Audience: "各镇", Body: "注意防火", At: "明早8点"},
		"发个通知给各镇：明天开会":    {Act: frame.NoticeNew, Audience: "各镇", Body: "明天开会"},
		"通知一下各镇：明天开会":     {Act: frame.NoticeNew, Audience: "各镇", Body: "明天开会"},
		"检查3次，注意到隐患2个":    {},
		"9月整改率":           {},
		"请各镇注意安全":         {},
		"通知已收到":           {},
	} {
		got, ok := frame.Notice(r.Read(text, now()))
		if !ok {
			got = frame.NoticeSaid{}
		}
		if got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}
