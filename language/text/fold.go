// Package text is Chinese as it was typed: folding, spans, numerals, and the little words
// that mean nothing by themselves.
package text

import (
	"strings"
	"unicode/utf8"
)

// Folded is a text folded rune by rune: full-width forms become ASCII and common
// slips of the input method are mended, so that the rest of the package sees
// one spelling. Each rune keeps its place in the text as typed.
type Folded struct {
	Source string
	Runes  []rune
	At     []int  // byte offset of r[i] in src; one more for the end
	Low    string // the folded runes
	lo     []int  // byte offset of r[i] in low; one more for the end
}

// Fold folds a text rune by rune.
func Fold(src string) Folded { return folded(src).lower(len(src)) }

// folded folds the runes of a text.
func folded(src string) Folded {
	n := utf8.RuneCountInString(src)
	c := Folded{Source: src, Runes: make([]rune, 0, n), At: make([]int, 0, n+1)}
	for i, r := range src {
		c.Runes = append(c.Runes, foldRune(r))
		c.At = append(c.At, i)
	}
	c.At = append(c.At, len(src))
	for i := 1; i < len(c.Runes); i++ {
		c.Runes[i-1], c.Runes[i] = mend(c.Runes[i-1], c.Runes[i])
	}
	return c
}

// Of takes a text as it is, which was folded before.
func Of(folded string) Folded {
	n := utf8.RuneCountInString(folded)
	c := Folded{Source: folded, Low: folded, Runes: make([]rune, 0, n), At: make([]int, 0, n+1)}
	for i, r := range folded {
		c.Runes, c.At = append(c.Runes, r), append(c.At, i)
	}
	c.At = append(c.At, len(folded))
	c.lo = c.At
	return c
}

// lower writes the runes, of about so many bytes, into one string.
func (c Folded) lower(size int) Folded {
	var b strings.Builder
	b.Grow(size)
	c.lo = make([]int, 0, len(c.Runes)+1)
	for _, r := range c.Runes {
		c.lo = append(c.lo, b.Len())
		b.WriteRune(r)
	}
	c.lo = append(c.lo, b.Len())
	c.Low = b.String()
	return c
}

// Word returns the folded runes from i up to j.
func (c Folded) Word(i, j int) string { return c.Low[c.lo[i]:c.lo[j]] }

// Span returns the place in the text as typed of the runes from i up to j.
func (c Folded) Span(i, j int) Span {
	return Span{From: c.At[i], To: c.At[j], Text: c.Source[c.At[i]:c.At[j]]}
}

// Get returns the rune at i, and 0 beyond either end.
func (c Folded) Get(i int) rune {
	if i < 0 || i >= len(c.Runes) {
		return 0
	}
	return c.Runes[i]
}

func foldRune(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '\u3000' || r == '\u00a0' || r == '\u2002' || r == '\u2003':
		return ' '
	}
	switch r {
	case '−', '–', '﹣':
		return '-'
	case '〜', '∼':
		return '~'
	case '﹐', '､':
		return ','
	case '｡', '．':
		return '。'
	case '∶', '︰':
		return ':'
	case '○', 'Ｏ':
		return '〇'
	case '察':
		return '查'
	case '〔', '【', '﹝':
		return '['
	case '〕', '】', '﹞':
		return ']'
	}
	return r
}

// mend puts right the second or the first of two runes where an input method
// gave a word of the same sound.
func mend(a, b rune) (rune, rune) {
	if !RuneIn(a, "隐引稳音银因整郑正自检捡俭暴约问停改不") {
		return a, b
	}
	switch string([]rune{a, b}) {
	case "隐换", "隐唤", "隐焕", "隐涣", "隐幻", "引患", "稳患", "隐范", "音患", "银患", "因患":
		return '隐', '患'
	case "整该", "整盖", "整概", "正改", "郑改":
		return '整', '改'
	case "自叉", "自茶", "自差":
		return '自', '查'
	case "检叉", "检茶", "捡查", "俭查":
		return '检', '查'
	case "暴光":
		return '曝', '光'
	case "约潭", "约谭", "约弹":
		return '约', '谈'
	case "问则", "问择":
		return '问', '责'
	case "停厂", "停铲":
		return '停', '产'
	case "不门":
		return '部', '门'
	case "问提":
		return '问', '题'
	case "改称":
		return '改', '成'
	case "因该":
		return '应', '该'
	}
	return a, b
}
