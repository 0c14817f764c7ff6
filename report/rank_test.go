package report_test

import (
	"testing"

	"anwei/report"
)

// TestRankingFirst takes the places of each size, and those that share the last one up
// to twice as many.
func TestRankingFirst(t *testing.T) {
	places := func(numbers ...int) report.Ranking {
		var r report.Ranking
		for _, n := range numbers {
			r.Places = append(r.Places, report.Place{N: n})
		}
		return r
	}
	for _, c := range []struct {
		of      report.Ranking
		n, want int
	}{
		{places(1, 2, 3, 4), 3, 3},
		{places(1, 2, 3, 3, 5), 3, 4},
		{places(1, 1, 1, 1, 1, 1, 1), 2, 4}, // and no more
		{places(1, 1, 1, 1, 1, 1, 1), 1, 2},
		{places(1, 2, 3), 0, 3},
		{places(1, 2, 3), -1, 3},
		{places(1, 2, 3), 9, 3},
		{places(), 3, 0},
	} {
		if got := len(c.of.First(c.n)); got != c.want {
			t.Errorf("the first %d of %d places are %d, want %d", c.n, len(c.of.Places), got, c.want)
		}
	}
}
