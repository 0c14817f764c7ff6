package language

import (
	"strings"
	"time"

	"anwei"
)

// ReadComparison reads a text that puts two periods beside each other: 10月比9月多了多少隐患,
// 9月和10月对比一下. It returns the one that the other is compared with, and the text
// as a question about the other. Of two that only stand side by side the later is
// asked about.
func ReadComparison(text string, now time.Time) (with anwei.Period, rest string, ok bool) {
	first, a, found := Period(text, now)
	if !found {
		return with, text, false
	}
	second, b, found := Period(text[a.To:], now)
	if !found || first.Kind != second.Kind || first == second {
		return with, text, false
	}
	before, link, after := text[:a.From], strings.Trim(text[a.To:][:b.From], " ，,的份"), text[a.To:][b.To:]
	said := before + after
	switch link {
	case "比", "比起", "较", "相比", "对比":
	case "和", "跟", "与", "同", "、", "vs", "到":
		if link == "到" || !strings.Contains(said, "比") && !strings.Contains(said, "差") && !strings.Contains(said, "变化") {
			return with, text, false
		}
		if first.Before(second) {
			second = first
			a.Text = strings.TrimSpace(text[a.To:][b.From:b.To])
		}
	default:
		return with, text, false
	}
	return second, comparedOf(before) + a.Text + comparedOf(after), true
}

// comparedOf takes the words of a comparison out of what is said around it.
func comparedOf(s string) string {
	return strings.NewReplacer(
		"对比一下", "", "比较一下", "", "比一下", "", "比一比", "", "对比", "", "相比", "", "比较", "", "比", "",
		"多了", "", "少了", "", "高了", "", "低了", "", "增加了", "", "减少了", "", "增加", "", "减少", "", "变化", "", "差了", "", "相差", "", "差", "", "升了", "", "降了", "",
	).Replace(s)
}
