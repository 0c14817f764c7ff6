package question_test

import (
	"testing"
	"time"

	"anwei"
)

func TestComparisonIsRead(t *testing.T) {
	rd := plain()
	now := time.Date(2026, 10, 23, 10, 0, 0, 0, time.UTC)
	month := func(m time.Month) anwei.Period { return anwei.MonthPeriod(2026, m) }
	quarter := func(n int) anwei.Period { return anwei.Period{Kind: anwei.Quarter, Year: 2026, N: n} }
	for text, want := range map[string]struct {
		with anwei.Period
		rest string
	}{
		"10月比9月多了多少隐患":    {month(9), "10月多少隐患"},
		"对比一下9月和10月":      {month(9), "10月"},
		"9月和10月整改率对比":     {month(9), "10月整改率"},
		"本月跟上个月比怎么样":      {month(9), "本月怎么样"},
		"三季度比二季度整改率":      {quarter(2), "三季度整改率"},
		"巴公镇9月比8月多查了多少隐患": {month(8), "巴公镇9月查了多少隐患"},
		"10月整改率和9月比":      {month(9), "10月整改率"},
		"9月整改率和8月比怎么样":    {month(8), "9月整改率怎么样"},
		"9月整改率比8月高了多少":    {month(8), "9月整改率多少"},
		"9月份与8月份相比":       {month(8), "9月份"},
	} {
		terms, rest := rd.Terms(text, now)
		if terms.With != want.with || rest != want.rest {
			t.Errorf("%s is compared with %s: %q", text, terms.With, rest)
		}
	}
	for _, text := range []string{"", "10月整改率", "9月和10月", "9月到10月隐患", "10月比10月", "10月整改率和9月", "三季度比9月", "9月开会，10月比较忙"} {
		if terms, rest := rd.Terms(text, now); terms.Said() || rest != text {
			t.Errorf("%s is compared with %s: %q", text, terms.With, rest)
		}
	}
}
