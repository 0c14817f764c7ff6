package anwei_test

// debts are the sizes beyond the law (docs/map.md), each with its number of
// today, which may only go down: TestRoomsAreSmall fails where one has grown, and
// where one has shrunk until its number here has too.
func debts() map[string]int {
	return map[string]int{
		"total lines": 90068,
	}
}
