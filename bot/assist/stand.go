package assist

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// numerals are the runes that an exact number is written with.
const numerals = "0123456789０１２３４５６７８９零〇○一二三四五六七八九十百千万亿两俩仨廿卅卌壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟萬億兩"

// standing keeps the figures that stand in the text. One numeral may serve two
// fields, as in 发现12个，均已整改; where a figure is given to more, the model has
// filled the form with it, and all of them are thrown out.
func standing(answered anwei.Values, typed string) anwei.Values {
	there, given := numbers(typed), map[int64]int{}
	for _, v := range answered {
		given[v.N]++
	}
	none := slices.ContainsFunc([]string{"无", "没", "未"}, func(w string) bool { return strings.Contains(typed, w) })
	kept := anwei.Values{}
	for id, v := range answered {
		if v.N == 0 && (none || there[0] > 0) || v.N > 0 && given[v.N] <= 2*there[v.N] {
			kept[id] = v
		}
	}
	return kept
}

// numbers counts the exact numbers of a text. A part of a longer number is none:
// neither 45 of 145 nor 5 of 2.5.
func numbers(typed string) map[int64]int {
	there := map[int64]int{}
	for i := 0; i < len(typed); {
		first, width := utf8.DecodeRuneInString(typed[i:])
		if !strings.ContainsRune(numerals, first) {
			i += width
			continue
		}
		n, size, ok := text.Numeral(typed[i:])
		if !ok {
			i += run(typed[i:])
			continue
		}
		rest := run(typed[i+size:])
		if rest == 0 && exact(typed[:i], typed[i+size:]) {
			there[n]++
		}
		i += size + rest
	}
	return there
}

// run is the length of the numerals that s begins with, with the points between
// them.
func run(s string) int {
	rest := s
	for {
		rest = strings.TrimLeft(rest, numerals)
		inner := strings.TrimLeft(rest, ".．")
		if strings.TrimLeft(inner, numerals) == inner {
			return len(s) - len(rest)
		}
		rest = inner
	}
}

// exact reports whether what stands around a number leaves it a figure: it is
// not for 约40, 40家左右, 12-15, 第7项, 5月, -3 and 90%.
func exact(before, after string) bool {
	before, after = strings.TrimRight(before, " \u3000"), strings.TrimLeft(after, " \u3000")
	last, size := utf8.DecodeLastRuneInString(before)
	next, width := utf8.DecodeRuneInString(after)
	inexact := func(w string) bool { return strings.HasSuffix(before, w) }
	switch {
	case last != utf8.RuneError && strings.ContainsRune("-－–−—~～负约近超逾第", last),
		slices.ContainsFunc([]string{"分之", "不到", "不足", "至少", "最多", "大概"}, inexact):
		return false
	case (last == '至' || last == '到') && strings.TrimRight(before[:len(before)-size], numerals) != before[:len(before)-size]:
		return false
	case next != utf8.RuneError && strings.ContainsRune("年月日号%％", next):
		return false
	case next != utf8.RuneError && strings.ContainsRune("-－–−—~～至到", next) && run(after[width:]) > 0:
		return false
	}
	near := []rune(after[:min(len(after), 4*utf8.UTFMax)])
	word := string(near[:min(len(near), 4)])
	return !strings.Contains(word, "左右") && !strings.Contains(word, "上下")
}
