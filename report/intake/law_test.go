package intake_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/language"
	"anwei/report/intake"
)

// TestOneLaw holds that a cell of a count is taken as the talk takes the same words in answer
// to the field, and refused where the talk refuses them.
func TestOneLaw(t *testing.T) {
	r := newReading(t)
	form, _ := r.plan.Form("figures")
	for typed := range strings.SplitSeq("12|１２|十二|贰拾|壹佰贰拾|12处|12个|12项|12起|12家次|12次|12人|共12家|12。|无|没有|零|〇|2万|1.2万|1,234|00012|"+
		"12 3|12\n3|12、3|12(3)|1/2|3-5|3+5|约30|十几|30多|-2|12.5|同上|略|√|〃|13800138000|9223372036854775807|1000000|99999|12：3|持平", "|") {
		for _, f := range anwei.CountsOf(form.Fields) {
			said := r.reader.Hear(typed, r.now).Figures(language.Asked{Form: form, Fields: []anwei.FieldID{f.ID}})
			in := r.read(t, "figures", [][]string{{"日期", "自查（家次）", "部门检查经营单位（家次）", "", f.Name}, {"10月", "1", "2", "", typed}})
			var cell anwei.Value
			taken := false
			for _, e := range in.Entries {
				cell, taken = e.Values[f.ID], e.Cells[f.ID] == "E2"
			}
			if f.ID == "self_checks" || f.ID == "dept_checks" {
				continue // they have columns of their own here
			}
			ok := len(said.Found) == 1 && said.Found[0].Field == f.ID && len(said.Unplaced)+len(said.Refusals)+len(said.Doubts) == 0
			if taken != ok || ok && cell != said.Found[0].Value {
				t.Errorf("%s %q: the sheet takes %v %v, the talk %+v", f.ID, typed, taken, cell, said.Found)
			}
		}
	}
}

// TestManyOddCells holds that a sheet of thousands of odd cells is read in a moment, and that
// what is no longer read is left.
func TestManyOddCells(t *testing.T) {
	r := newReading(t)
	rows := cells("单位|自查（家次）|部门检查经营单位（家次）")
	for range 500 {
		rows = append(rows, []string{"南村镇", "约三十三家次，其中重大隐患三处", "十二家次"})
	}
	begun := time.Now()
	in := r.read(t, "figures", rows)
	if d := time.Since(begun); d > 5*time.Second {
		t.Errorf("it takes %v", d)
	}
	if len(in.Unplaced) < 900 {
		t.Errorf("%d cells are left", len(in.Unplaced))
	}
}

// TestCellsLeft holds why a cell of a count is left.
func TestCellsLeft(t *testing.T) {
	r := newReading(t)
	for typed, want := range map[string]intake.Why{
		"2026-03-05": intake.DateCell, "3月5日": intake.DateCell, "12:03": intake.DateCell, "100%": intake.Percent, "12 3": intake.Unclear, "12\n3": intake.Unclear,
		"13800138000": intake.TooLarge, "9223372036854775807": intake.TooLarge, "TRUE": intake.NotWhole, "#REF!": intake.FormulaError, "#####": intake.FormulaError,
		"=SUM(A1)": intake.FormulaError, "12" + intake.StruckNote: intake.Struck, "约30": intake.Approximate, "-2": intake.Negative, "12.5": intake.Decimal, "12人": intake.Unclear,
		"同上": intake.NotWhole, "√": intake.NotWhole, "已上报": intake.NotWhole,
	} {
		in := r.read(t, "figures", [][]string{{"日期", "自查（家次）", "部门检查经营单位（家次）"}, {"10月", typed, "2"}})
		if len(in.Unplaced) != 1 || in.Unplaced[0].Cell != "B2" || in.Unplaced[0].Why != want {
			t.Errorf("%q: %+v, want %s", typed, in.Unplaced, want)
		}
	}
}

// TestPeriodsAsWritten holds of when a row speaks by its label, and what is less than a month.
func TestPeriodsAsWritten(t *testing.T) {
	r := newReading(t)
	for label, want := range map[string]string{
		"10月": "2026-10", "10月份": "2026-10", "十月": "2026-10", "2026.10": "2026-10", "2026-10-01": "2026-10", "2026年10月": "2026-10", "202610": "2026-10", "2026/10": "2026-10",
		"10月1日-10月22日": "2026-10", "10月1日至22日": "2026-10", "2026.10.1-2026.10.22": "2026-10", "10.1-10.22": "2026-10",
		"10月5日-10月11日": "?", "10月8日": "2026-10?", "9月23日-10月22日": "?", "10月1日-7日": "?", "10月（1-22日）": "2026-10", "10月（5-11日）": "?", "10月（第2周）": "?", "10月上旬": "?", "10月（补报）": "2026-10",
	} {
		in := r.read(t, "figures", [][]string{{"日期", "自查（家次）", "部门检查经营单位（家次）"}, {label, "1", "2"}})
		if len(in.Entries) != 1 {
			t.Errorf("%s: %+v", label, in)
			continue
		}
		got := ""
		if p := in.Entries[0].Period; !p.IsZero() {
			got = p.String()
		}
		if in.Entries[0].Said != "" {
			got += "?"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", label, got, want)
		}
	}
	for title, asked := range map[string]bool{
		"南村镇10月安全生产调度表": false, "南村镇安全生产周报（10月5日-10月11日）": true, "安全生产日报": true, "（2026年10月1日—10月22日）": false, "10月第2周检查情况（10.5-10.11）": true,
	} {
		in := r.read(t, "figures", [][]string{{title}, {"自查（家次）", "部门检查经营单位（家次）"}, {"1", "2"}})
		if len(in.Entries) != 1 || (in.Entries[0].Said != "") != asked {
			t.Errorf("%s: %+v", title, in.Entries)
		}
	}
	before := r.read(t, "figures", [][]string{{"", "填报单位：南村镇   报送期：2025年10月"}, {"自查（家次）", "部门检查经营单位（家次）"}, {"1", "2"}})
	if len(before.Unplaced) == 0 || before.Unplaced[0].Cell != "B1" || before.Unplaced[0].Text == "" || before.Unplaced[0].Why != intake.OutsidePeriod {
		t.Errorf("a period before the campaign, on a line that says two things: %+v", before.Unplaced)
	}
	numbered := r.read(t, "figures", cells("日期|自查（家次）|部门检查经营单位（家次）\n9|1|1\n10|1|1\n13|2|1"))
	if len(numbered.Entries) > 0 || len(numbered.Unplaced) != 3 {
		t.Errorf("a log by numbers: %+v", numbered)
	}
	log := r.read(t, "figures", cells("日期|自查（家次）|部门检查经营单位（家次）\n10月1日|1|1\n10月2日|2|1\n10月|3|2"))
	if len(log.Entries) != 1 || log.Entries[0].Values["self_checks"].N != 3 || len(log.Unplaced) != 2 || log.Unplaced[0].Why != intake.Stretch {
		t.Errorf("a log of days: %+v", log)
	}
}

// TestUnitsAsWritten holds whose a table is by what stands behind 填报单位.
func TestUnitsAsWritten(t *testing.T) {
	r := newReading(t)
	for name, want := range map[string]string{
		"南村镇": "nancun", "南村镇（公章）": "nancun", "南村镇(盖章)": "nancun", "南 村 镇": "nancun", "南村镇人民政府": "nancun", "泽州县南村镇人民政府": "nancun",
		"晋城市泽州县南村镇人民政府": "nancun", "山西省晋城市泽州县南村镇人民政府（公章）": "nancun", "中共南村镇委员会": "?", "安监站": "?", "火星镇": "?", "南村镇卫生院": "?",
	} {
		in := r.read(t, "figures", [][]string{{"填报单位：" + name}, {"日期", "自查（家次）", "部门检查经营单位（家次）"}, {"10月", "1", "2"}})
		if len(in.Entries) != 1 || len(in.Unplaced) > 0 {
			t.Errorf("%s: %+v", name, in)
			continue
		}
		got := string(in.Entries[0].Unit)
		if in.Entries[0].Said != "" {
			got += "?"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
