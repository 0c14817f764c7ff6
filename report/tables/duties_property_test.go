package tables_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// deed draws one fulfilment of a quarter or the month after it.
func deed(t *rapid.T, n int) anwei.Fulfilment {
	f := anwei.Fulfilment{N: n, Count: rapid.IntRange(1, 4).Draw(t, "count")}
	f.On = anwei.Date{Year: 2026, Month: 7, Day: 1}.AddDays(rapid.IntRange(0, 120).Draw(t, "day"))
	if rapid.IntRange(0, 3).Draw(t, "void") == 0 {
		f.Void = "填错了"
	}
	return f
}

// TestDutiesProperty computes each unit's state and the summary in another way
// than the package: day by day.
func TestDutiesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wanted := rapid.IntRange(0, 5).Draw(t, "wanted")
		in := report.DutiesInput{
			Plan: anwei.Plan{County: "县", Duties: []anwei.Duty{{
				ID: "d", Title: "会议", Every: anwei.Quarter, Wanted: wanted, Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town"}},
			}}},
			Period: quarter(3), Deeds: map[anwei.Matter]report.Deeds{},
			At: on(7, 1).AddDays(rapid.IntRange(0, 150).Draw(t, "today")).In(time.UTC),
		}
		var want []string
		var open []string
		done, registered, times := 0, 0, 0
		for i := range rapid.IntRange(1, 8).Draw(t, "units") {
			u := anwei.Unit{ID: anwei.UnitID(fmt.Sprint("u", i)), Name: fmt.Sprint("第", i, "镇"), Kind: "town"}
			in.Roster.Units = append(in.Roster.Units, u)
			var fs []anwei.Fulfilment
			for n := range rapid.IntRange(0, 5).Draw(t, "deeds") {
				fs = append(fs, deed(t, n+1))
			}
			in.Deeds[anwei.Matter{Unit: u.ID, Duty: "d", Period: quarter(3)}] = report.Deeds{Done: fs}
			n := till(fs, on(12, 31))
			times += n
			if n > 0 {
				registered++
			}
			if n >= wanted {
				done++
			} else {
				open = append(open, u.Name)
			}
			if wanted > 0 || n > 0 {
				want = append(want, state(fs, wanted, anwei.DateOf(in.At)))
			}
		}
		table := tables.Duties(in)
		if err := table.Valid(); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range table.Rows {
			if c := r.Cells[6]; c.Kind != tables.Covered {
				got = append(got, c.Text)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("states\n%v, want\n%v", got, want)
		}
		line := fmt.Sprintf("会议：应完成%d家，已完成%d家", len(in.Roster.Units), done)
		if len(open) > 0 {
			line += "，未完成：" + strings.Join(open, "、")
		}
		if wanted == 0 {
			if line = fmt.Sprintf("会议：%d家登记%d次", registered, times); times == 0 {
				line = "会议：没有登记"
			}
		}
		if table.Foot[0].Left != line+"。" {
			t.Fatalf("summary\n%s, want\n%s", table.Foot[0].Left, line)
		}
	})
}

// till counts what was done up to the day.
func till(fs []anwei.Fulfilment, last anwei.Date) int {
	n := 0
	for _, f := range fs {
		if f.Void == "" && !last.Before(f.On) {
			n += f.Count
		}
	}
	return n
}

func state(fs []anwei.Fulfilment, wanted int, today anwei.Date) string {
	n, inTime := till(fs, on(12, 31)), till(fs, on(9, 30))
	switch {
	case wanted == 0:
		return fmt.Sprintf("登记%d次", n)
	case inTime >= wanted:
		return fmt.Sprintf("已完成 %d/%d", n, wanted)
	case n >= wanted:
		return fmt.Sprintf("逾期完成 %d/%d", n, wanted)
	case on(9, 30).Before(today):
		return fmt.Sprintf("逾期 %d/%d", n, wanted)
	}
	return fmt.Sprintf("未完成 %d/%d", n, wanted)
}
