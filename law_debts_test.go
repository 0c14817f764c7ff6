package anwei_test

// debts are the sizes beyond the law (docs/map.md), each with its number of
// today, which may only go down: TestRoomsAreSmall fails where one has grown, and
// where one has shrunk until its number here has too.
func debts() map[string]int {
	return map[string]int{
		"bot/wecom files":                    35,
		"bot/wecom lines":                    5344,
		"bot/wecom/wecomtest files":          29,
		"bot/wecom/wecomtest lines":          4396,
		"bot/wecom/wecomtest.Server methods": 180,
		"cmd/anwei files":                    38,
		"cmd/anwei lines":                    5386,
		"language/figures lines":             5336,
		"total lines":                        82363,
	}
}
