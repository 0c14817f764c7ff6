package language_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/language"
)

func TestReadFormChange(t *testing.T) {
	forms := []anwei.Form{
		{ID: "figures", Title: "工作清单", Short: "调度表", Annex: "附件2"},
		{ID: "ledger", Title: "责任落实台账", Short: "台账", Annex: "附件1", Names: []string{"任务台账"}},
	}
	now := time.Date(2026, 10, 19, 9, 0, 0, 0, time.UTC)
	september := anwei.MonthPeriod(2026, 9)
	for text, want := range map[string]language.FormChange{
		"改台账第7项":              {Form: "ledger", Item: 7},
		" 修改 附件1 第十二项 ":       {Form: "ledger", Item: 12},
		"改9月台账第7项":            {Form: "ledger", Item: 7, Period: september},
		"台账第7项改为：10月19日评估5家":  {Form: "ledger", Item: 7, Rest: "10月19日评估5家"},
		"台账的第7项，应该是 评估5家。":    {Form: "ledger", Item: 7, Rest: "评估5家"},
		"把任务台账第7项的内容改成评估5家":   {Form: "ledger", Item: 7, Rest: "评估5家"},
		"改台账第7项：评估5家":         {Form: "ledger", Item: 7, Rest: "评估5家"},
		"改调度表第7项 12":          {Form: "figures", Item: 7, Rest: "12"},
		"改调度表第7项12":           {Form: "figures", Item: 7, Rest: "12"},
		"把2026年9月的调度表第7项改为12": {Form: "figures", Item: 7, Period: september, Rest: "12"},
	} {
		if got, ok := language.NewReader(anwei.Plan{Forms: forms}, anwei.Roster{}).Hear(text, now).FormChange(); !ok || got != want {
			t.Errorf("%q is %+v, %t; want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "改", "改台账", "改第7项", "台账第7项", "台账第7项怎么填", "改台账第7项怎么改", "台账第7项已完成", "改台账第0项", "改台账7月", "把台账发我", "改台账第x项", "台账 第",
		"填报台账", "9月台账第3个问题", "台账第7项 评估5家",
	} {
		if got, ok := language.NewReader(anwei.Plan{Forms: forms}, anwei.Roster{}).Hear(text, now).FormChange(); ok {
			t.Errorf("%q is a change: %+v", text, got)
		}
	}
}
