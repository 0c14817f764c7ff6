package phrases

// wording: 填报的提问

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
)

func NumberIn(form anwei.Form, id anwei.FieldID) int {
	for i, f := range form.Fields {
		if f.ID == id {
			return i + 1
		}
	}
	return 0
}

// ValueText shows a value with its unit of measure: 12个, 不适用.
func ValueText(f anwei.Field, v anwei.Value) string {
	switch {
	case v.NA:
		return "不适用"
	case f.Kind == anwei.Count:
		return strconv.FormatInt(v.N, 10) + f.Unit
	}
	return v.Text
}

// ShortPeriod is the period without its year where it is a month: 10月.
func ShortPeriod(p anwei.Period) string {
	if p.Kind == anwei.Month {
		return strconv.Itoa(p.N) + "月"
	}
	return p.Chinese()
}

// MaxButton is how many characters a button may have (protocol §1.3).
const MaxButton = 10

func MonthClosed(about []string) string {
	return "好的，" + strings.Join(about, "、") + "无变化，已按全月数定稿，谢谢！"
}

// FinalsText says of how many reports the figures are those of the whole month.
func FinalsText(final int, open []string) string {
	text := fmt.Sprintf("\n全月数已定稿%d家", final)
	if len(open) > 0 {
		text += fmt.Sprintf("，%d家仍是报送时的数：%s", len(open), Names(open, 8))
	}
	return text + "。"
}
