package language_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"anwei/language/text"
)

// chinese prints a number as people write it.
func chinese(n int64, digits, units []string) string {
	if n == 0 {
		return digits[0]
	}
	section := func(n int64) string {
		var b strings.Builder
		gap := false
		for _, u := range []struct {
			n    int64
			name string
		}{{1000, units[2]}, {100, units[1]}, {10, units[0]}, {1, ""}} {
			d := n / u.n % 10
			if d == 0 {
				gap = gap || b.Len() > 0
				continue
			}
			if gap {
				b.WriteString(digits[0])
			}
			gap = false
			b.WriteString(digits[d] + u.name)
		}
		return b.String()
	}
	high, low := n/10000, n%10000
	if high == 0 {
		return section(low)
	}
	s := chinese(high, digits, units) + units[3]
	if low == 0 {
		return s
	}
	if low < 1000 {
		s += digits[0]
	}
	return s + section(low)
}

// spellings are the ways in which a number is written.
func spellings(n int64) []string {
	plain := chinese(n, strings.Split("零一二三四五六七八九", ""), strings.Split("十百千万", ""))
	arabic := strconv.FormatInt(n, 10)
	full := strings.Map(func(r rune) rune { return r - '0' + '０' }, arabic)
	grouped := arabic
	for i := len(grouped) - 3; i > 0; i -= 3 {
		grouped = grouped[:i] + "," + grouped[i:]
	}
	out := []string{
		plain, arabic, full, grouped, strings.ReplaceAll(grouped, ",", "，"),
		chinese(n, strings.Split("零壹贰叁肆伍陆柒捌玖", ""), strings.Split("拾佰仟万", "")),
		strings.ReplaceAll(plain, "零", "〇"),
	}
	if strings.HasPrefix(plain, "一十") {
		out = append(out, strings.TrimPrefix(plain, "一"))
	}
	if strings.HasPrefix(plain, "二百") || strings.HasPrefix(plain, "二千") || strings.HasPrefix(plain, "二万") {
		out = append(out, "两"+strings.TrimPrefix(plain, "二"))
	}
	return out
}

func TestNumeralReadsBack(t *testing.T) {
	check := func(n int64) {
		for _, s := range spellings(n) {
			if got, size, ok := text.Numeral(s); !ok || got != n || size != len(s) {
				t.Errorf("%s: got %d, %d bytes, %v; want %d, %d", s, got, size, ok, n, len(s))
			}
		}
	}
	for n := int64(0); n < 100_000 && !t.Failed(); n++ {
		check(n)
	}
	source := rand.New(rand.NewPCG(1, 2))
	for i := 0; i < 20_000 && !t.Failed(); i++ {
		check(source.Int64N(100_000_000))
	}
}

func TestNumeral(t *testing.T) {
	for s, want := range map[string]int64{
		"两": 2, "俩": 2, "仨": 3, "廿": 20, "廿三": 23, "卅": 30, "十": 10, "十二": 12, "一百五": 150, "三百五": 350, "三百零五": 305, "两千三": 2300,
		"一万二": 12000, "1.2万": 12000, "１．２万": 12000, "3千5": 3500, "1千2百": 1200, "3万5千": 35000, "1万2000": 12000, "12亿": 1_200_000_000,
		"一百一": 110, "一〇五": 105, "1,234": 1234, "1，234": 1234, "12,345,678": 12345678, "一千零五十": 1050, "一百万": 1_000_000, "二百五十万": 2_500_000,
		"二十万零三百": 200300, "0": 0, "零": 0, "〇": 0, "007": 7, "一亿零一": 100_000_001,
		"十几": -1, "二十多": -1, "20余": -1, "四五十": -1, "七八": -1, "一百二三十": -1, "三两": -1, "2.5": -1, "1.23456万": -1, "百": -1, "万": -1,
		"-3": -1, "": -1, "abc": -1, "99999999999999999999": -1, "十七八个": -1, "20来个": -1,
	} {
		n, size, ok := text.Numeral(s)
		if ok != (want >= 0) || ok && (n != want || size != len(s)) {
			t.Errorf("%s: got %d, %d bytes, %v; want %d", s, n, size, ok, want)
		}
	}
	for s, want := range map[string]string{"3,12": "3", "12家": "12", "18,33,30": "18", "1,2345": "1", "3百货": "3", "十分": "", "一百零": "一百"} {
		_, size, ok := text.Numeral(s)
		if ok != (want != "") || s[:size] != want {
			t.Errorf("%s: took %q, want %q", s, s[:size], want)
		}
	}
}
