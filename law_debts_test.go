package anwei_test

// debts are the sizes beyond the law (docs/map.md), each with its number of
// today, which may only go down: TestRoomsAreSmall fails where one has grown, and
// where one has shrunk until its number here has too.
func debts() map[string]int {
	return map[string]int{
		"bot/wecom files":                    34,
		"bot/wecom lines":                    5302,
		"bot/wecom/wecomtest files":          29,
		"bot/wecom/wecomtest lines":          4349,
		"bot/wecom/wecomtest.Server methods": 179,
		"cmd/anwei files":                    35,
		"cmd/anwei lines":                    5135,
		"language/figures lines":             5334,
		"total lines":                        88841,
	}
}
