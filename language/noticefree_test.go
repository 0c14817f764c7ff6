package language_test

import (
	"testing"
	"time"

	"anwei/language"
)

func TestReadNoticeFree(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]language.NoticeSaid{
		"跟大家说一声，下午系统维护":   {Act: language.NoticeNew, Audience: "大家", Body: "下午系统维护", Loose: true},
		"帮我通知一下南村，今天下班前报": {Act: language.NoticeNew, Body: "南村，今天下班前报", Loose: true},
		"告诉南村镇，回个电话":      {Act: language.NoticeNew, Body: "南村镇，回个电话", Loose: true},
		"各镇注意了，明天省里来检查":   {Act: language.NoticeNew, Audience: "各镇", Body: "明天省里来检查", Loose: true},
		"明早8点给各镇发通知：注意防火": {Act: language.NoticeNew, Audience: "各镇", Body: "注意防火", At: "明早8点"},
		"发个通知给各镇：明天开会":    {Act: language.NoticeNew, Audience: "各镇", Body: "明天开会"},
		"通知一下各镇：明天开会":     {Act: language.NoticeNew, Audience: "各镇", Body: "明天开会"},
		"检查3次，注意到隐患2个":    {},
		"9月整改率":           {},
		"请各镇注意安全":         {},
		"通知已收到":           {},
	} {
		got, ok := language.ReadNotice(text)
		if !ok {
			got = language.NoticeSaid{}
		}
		if got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}

func TestCutSend(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 10, 15, 9, 10, 0, 0, time.FixedZone("CST", 8*3600))
	for _, c := range []struct {
		text  string
		apart bool
		rest  string
		ok    bool
	}{
		{"加强顶板管理，明天早上8点发", true, "加强顶板管理", true},
		{"加强顶板管理（定时明天早上8点发）", true, "加强顶板管理", true},
		{"注意防火。明早8点发出去。", true, "注意防火。", true},
		{"各镇明天早上8点发", false, "各镇", true},
		{"请各镇明天早上8点发车", true, "请各镇明天早上8点发车", false},
		{"值班表请于明天8点发我", true, "值班表请于明天8点发我", false},
		{"值班表明天早上8点发", true, "值班表明天早上8点发", false},
		{"注意防火", true, "注意防火", false},
		{"整改情况，明天8点前发", true, "整改情况，明天8点前发", false},
	} {
		rest, at, ok := language.CutSend(c.text, now, c.apart)
		if rest != c.rest || ok != c.ok || ok && (!at.HasClock || at.Clock.Hour != 8) {
			t.Errorf("%q: got %q %+v %t", c.text, rest, at, ok)
		}
	}
}
