package text

func unitCompounds(r rune) string {
	switch r {
	case '百':
		return "分货姓"
	case '千':
		return "瓦克米伏"
	case '十':
		return "分字"
	}
	return ""
}

// IsDigit reports whether the rune is an ASCII digit.
func IsDigit(r rune) bool { return r >= '0' && r <= '9' }

// RuneIn reports whether the rune is one of the set.
func RuneIn(r rune, set string) bool {
	for _, s := range set {
		if s == r {
			return true
		}
	}
	return false
}

// DigitOf returns the value of a Chinese digit.
func DigitOf(r rune) (int64, bool) {
	switch r {
	case '零', '〇':
		return 0, true
	case '一', '壹':
		return 1, true
	case '二', '贰', '貳', '两', '兩', '俩':
		return 2, true
	case '三', '叁', '叄', '仨':
		return 3, true
	case '四', '肆':
		return 4, true
	case '五', '伍':
		return 5, true
	case '六', '陆', '陸':
		return 6, true
	case '七', '柒':
		return 7, true
	case '八', '捌':
		return 8, true
	case '九', '玖':
		return 9, true
	}
	return 0, false
}

// ScaleOf returns the value of 十, 百, 千, 万 and 亿, and 0 for any other rune.
func ScaleOf(r rune) int64 {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万', '萬':
		return 10_000
	case '亿', '億':
		return 100_000_000
	}
	return 0
}

// ScoreOf returns the value of the short forms of twenty, thirty and forty.
func ScoreOf(r rune) int64 {
	switch r {
	case '廿':
		return 20
	case '卅':
		return 30
	case '卌':
		return 40
	}
	return 0
}

// Small returns the value of at most nine ASCII digits.
func Small(r []rune) int {
	n := 0
	for i := 0; i < len(r) && i < 9; i++ {
		n = n*10 + int(r[i]-'0')
	}
	return n
}
