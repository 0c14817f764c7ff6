package language_test

import "anwei"

func fewUnits() []anwei.Unit {
	return []anwei.Unit{
		{ID: "xian", Name: "泽州县", Kind: "county"},
		{ID: "nancun", Name: "南村镇", Kind: "town", Aliases: []string{"南村"}},
		{ID: "xiacun", Name: "下村镇", Kind: "town", Aliases: []string{"下村"}},
		{ID: "jiaoyu", Name: "县教育局", Kind: "department", Aliases: []string{"教育局"}},
	}
}
