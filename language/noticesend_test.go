package language_test

import (
	"testing"
	"time"

	"anwei/language"
)

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
