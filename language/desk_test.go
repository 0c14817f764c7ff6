package language_test

import (
	"time"

	"anwei"
	"anwei/language"
)

func deskKnown() language.DeskKnown {
	return language.DeskKnown{
		Forms: []anwei.Form{{ID: "figures", Short: "调度表"}, {ID: "ledger", Short: "台账"}},
		Units: []anwei.Unit{
			{ID: "xian", Name: "泽州县", Kind: "county"},
			{ID: "nancun", Name: "南村镇", Kind: "town", Aliases: []string{"南村"}},
			{ID: "xiacun", Name: "下村镇", Kind: "town", Aliases: []string{"下村"}},
			{ID: "jiaoyu", Name: "县教育局", Kind: "department", Aliases: []string{"教育局"}},
		},
		Now: time.Date(2026, 10, 23, 9, 0, 0, 0, time.FixedZone("CST", 8*3600)),
	}
}
