package report_test

import (
	"fmt"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"anwei"
	"anwei/report"
)

// answered draws a report over the fields, in which any field may be missing,
// zero, 不适用 or a number. Nil is a report that has not come in.
func answered(fields []anwei.Field) *rapid.Generator[anwei.Values] {
	return rapid.Custom(func(t *rapid.T) anwei.Values {
		if rapid.IntRange(0, 3).Draw(t, "came in") == 0 {
			return nil
		}
		v := anwei.Values{}
		for _, f := range fields {
			switch rapid.IntRange(0, 4).Draw(t, "kind") {
			case 0:
			case 1:
				v[f.ID] = anwei.Value{NA: true, N: 99} // a number left behind must not count
			case 2:
				v[f.ID] = anwei.Number(0)
			default:
				v[f.ID] = anwei.Number(rapid.Int64Range(0, 1_000_000).Draw(t, "n"))
			}
		}
		return v
	})
}

// expected computes one column's total from the cells as printed, another way
// than the package does.
func expected(all []anwei.Values, id anwei.FieldID) (sum *big.Int, n int) {
	sum = new(big.Int)
	for _, v := range all {
		if x, ok := v.Number(id); ok {
			sum.Add(sum, big.NewInt(x))
			n++
		}
	}
	return sum, n
}

func fields(n int) []anwei.Field {
	out := make([]anwei.Field, n)
	for i := range out {
		out[i] = anwei.Field{ID: anwei.FieldID(fmt.Sprint("f", i)), Kind: anwei.Count, Title: fmt.Sprint("第", i, "项")}
	}
	return out
}

func TestTotalsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fs := fields(rapid.IntRange(1, 6).Draw(t, "fields"))
		all := rapid.SliceOfN(answered(fs), 0, 20).Draw(t, "reports")
		sums := report.Totals(fs, all)
		for _, f := range fs {
			s := sums[f.ID]
			want, n := expected(all, f.ID)
			if got, ok := s.Num, s.Counted > 0; ok != (n > 0) || s.Counted != n || want.Cmp(big.NewInt(got)) != 0 {
				t.Fatalf("%s = %+v, want %v of %d", f.ID, s, want, n)
			}
			if s.Asked() != len(all) {
				t.Fatalf("%s: asked %d, want %d", f.ID, s.Asked(), len(all))
			}
		}
	})
}

func TestTotalsStayAtTheLargestNumber(t *testing.T) {
	fs := fields(1)
	huge := anwei.Values{fs[0].ID: anwei.Number(math.MaxInt64 - 1)}
	if got := report.Totals(fs, []anwei.Values{huge, huge})[fs[0].ID].Num; got != math.MaxInt64 {
		t.Errorf("total = %d", got)
	}
}
