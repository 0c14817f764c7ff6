package tables

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"anwei"
	"anwei/report"
)

// remarks returns the notes of the form as it prints them under its table.
func remarks(notes []string) []Line {
	if len(notes) == 0 {
		return nil
	}
	out := []Line{{Left: "备注："}}
	for i, n := range notes {
		if len(notes) > 1 && !strings.ContainsAny(n[:min(1, len(n))], "123456789") {
			n = strconv.Itoa(i+1) + "." + n
		}
		out = append(out, Line{Left: n})
	}
	return out
}

// explain returns the line that says what a dash and an empty cell among the
// answers mean and which totals are taken over fewer answers than came in. It
// returns nothing where every report answered everything.
func explain(fields []anwei.Field, sums report.Sums, reported int, measure string) []Line {
	var na, blank, rest bool
	var fewer []string
	for _, f := range fields {
		s, ok := sums[f.ID]
		switch {
		case !ok:
			continue
		case s.Counted == reported:
			rest = true
			continue
		}
		na = na || s.NA > 0
		blank = blank || s.Counted+s.NA < reported
		if s.Counted == 0 {
			fewer = append(fewer, fmt.Sprintf("“%s”无数据", name(f)))
			continue
		}
		fewer = append(fewer, fmt.Sprintf("“%s”含%d%s", name(f), s.Counted, measure))
	}
	if len(fewer) == 0 {
		return nil
	}
	if rest {
		fewer = append(fewer, fmt.Sprintf("其余各项含%d%s", reported, measure))
	}
	return []Line{{Left: "注：" + meaning(na, blank) + "不计入合计。合计中，" + strings.Join(fewer, "，") + "。"}}
}

func meaning(na, blank bool) string {
	switch {
	case na && blank:
		return "“—”表示不适用，已报送而留空表示该项未填，均"
	case na:
		return "“—”表示不适用，"
	}
	return "已报送而留空表示该项未填，"
}

// name returns what tells the field from the others of its form; several
// official titles are alike.
func name(f anwei.Field) string {
	return cmp.Or(f.Name, f.Title)
}

// measure returns how periods of the kind are counted.
func measure(k anwei.PeriodKind) string {
	switch k {
	case anwei.Month:
		return "个月"
	case anwei.Quarter:
		return "个季度"
	case anwei.Half:
		return "个半年"
	case anwei.Year:
		return "个年度"
	case anwei.Months: // which nothing is counted by
	}
	return "期"
}
