package question

import (
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
)

// ReadComparison reads a text that puts two periods beside each other: 10月比9月多了多少隐患,
// 9月和10月对比一下, 10月整改率和9月比. It returns the one that the other is compared with,
// and the text as a question about the other. Of two that only stand side by side the
// later is asked about.
func ReadComparison(text string, now time.Time) (with anwei.Period, rest string, ok bool) {
	first, a, found := day.Period(text, now)
	if !found {
		return with, text, false
	}
	second, b, found := day.Period(text[a.To:], now)
	if !found || first.Kind != second.Kind || first == second {
		return with, text, false
	}
	before, after := text[:a.From], text[a.To:][b.To:]
	what, compared := linked(text[a.To:][:b.From], before+after)
	if !compared {
		return with, text, false
	}
	if what == "" && first.Before(second) && !strings.Contains(text[a.To:][:b.From], "比") {
		second = first
		a.Text = strings.TrimSpace(text[a.To:][b.From:b.To])
	}
	return second, comparedOf(before) + a.Text + comparedOf(what+after), true
}

// linked takes the word of a comparison off what stands between two periods, and
// returns what is left of it: 整改率 of 整改率和. Around them is what else is said.
func linked(between, around string) (what string, ok bool) {
	s := strings.TrimRight(strings.TrimSpace(between), " ，,")
	for _, w := range []string{"相比", "对比", "比起", "比", "较"} {
		if rest, cut := strings.CutSuffix(s, w); cut {
			return strings.Trim(rest, " ，,的份和跟与"), true
		}
	}
	for _, w := range []string{"和", "跟", "与", "同", "、", "vs"} {
		if rest, cut := strings.CutSuffix(s, w); cut {
			said := strings.Contains(around, "比") || strings.Contains(around, "差") || strings.Contains(around, "变化")
			return strings.Trim(rest, " ，,的份"), said
		}
	}
	return "", false
}

// Uncompared takes the words of a comparison out of a question: 隐患多了还是少了 is about
// 隐患.
func Uncompared(text string) string {
	return comparedOf(strings.NewReplacer("多了还是少了", "", "少了还是多了", "", "高了还是低了", "", "低了还是高了", "", "升了还是降了", "", "环比", "", "同比", "").Replace(text))
}

// comparedOf takes the words of a comparison out of what is said around it.
func comparedOf(s string) string {
	return strings.NewReplacer(
		"对比一下", "", "比较一下", "", "比一下", "", "比一比", "", "对比", "", "相比", "", "比较", "", "比", "",
		"多了", "", "少了", "", "高了", "", "低了", "", "增加了", "", "减少了", "", "增加", "", "减少", "", "变化", "", "差了", "", "相差", "", "差", "", "升了", "", "降了", "", "多查了", "查了", "多查", "查",
	).Replace(s)
}
