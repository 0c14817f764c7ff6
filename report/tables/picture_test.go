package tables_test

import (
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// TestCourseMarksMonthsThatLackUnits holds that a month of which some units are missing
// does not look like one that is whole, nor one that nobody reported like either.
func TestCourseMarksMonthsThatLackUnits(t *testing.T) {
	row := func(m int, due, in int) report.PeriodRow {
		return report.PeriodRow{
			Period: anwei.Period{Kind: anwei.Month, Year: 2026, N: m}, Turnout: report.Turnout{Due: due, In: in},
			Amounts: []report.Amount{{Num: int64(in), Counted: in, Missing: due - in}},
		}
	}
	s := report.Survey{
		Asked: report.Asked{
			Period:     anwei.Period{Kind: anwei.Year, Year: 2026, N: 1},
			Indicators: []anwei.Indicator{{Name: "隐患", Unit: "个"}},
		},
		Course: []report.PeriodRow{row(8, 16, 16), row(9, 16, 14)},
	}
	c := tables.TrendChart(s, "全县", 0)
	if len(c.Bars) != 2 || c.Bars[0].Name != "8月" || c.Bars[1].Name != "9月*" {
		t.Errorf("the bars are %+v", c.Bars)
	}
	if !slices.ContainsFunc(c.Foot, func(line string) bool { return strings.Contains(line, "9月2家") }) {
		t.Errorf("the foot does not say who is missing: %q", c.Foot)
	}
}
