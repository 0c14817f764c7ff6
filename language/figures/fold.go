package figures

import "strings"

// chars is a text folded rune by rune: full-width forms become ASCII and common
// slips of the input method are mended, so that the rest of the package sees
// one spelling. Each rune keeps its place in the text as typed.
type chars struct {
	src string
	r   []rune
	at  []int  // byte offset of r[i] in src; one more for the end
	low string // the folded runes
	lo  []int  // byte offset of r[i] in low; one more for the end
}

func fold(src string, t *table) chars {
	c := chars{src: src}
	for i, r := range src {
		c.r = append(c.r, foldRune(r))
		c.at = append(c.at, i)
	}
	c.at = append(c.at, len(src))
	for i := 1; i < len(c.r); i++ {
		if c.r[i] < 0x2e80 || c.r[i-1] < 0x2e80 {
			continue
		}
		if right, ok := t.mend[string(c.r[i-1:i+1])]; ok {
			copy(c.r[i-1:], []rune(right))
		}
	}
	var b strings.Builder
	for _, r := range c.r {
		c.lo = append(c.lo, b.Len())
		b.WriteRune(r)
	}
	c.lo = append(c.lo, b.Len())
	c.low = b.String()
	return c
}

// word returns the folded runes from i up to j.
func (c *chars) word(i, j int) string { return c.low[c.lo[i]:c.lo[j]] }

// span returns the place in the text as typed of the runes from i up to j.
func (c *chars) span(i, j int) Span {
	return Span{From: c.at[i], To: c.at[j], Text: c.src[c.at[i]:c.at[j]]}
}

// get returns the rune at i, and 0 beyond either end.
func (c *chars) get(i int) rune {
	if i < 0 || i >= len(c.r) {
		return 0
	}
	return c.r[i]
}

// starts reports whether the word w stands at rune i.
func (c *chars) starts(i int, w string) bool {
	return i >= 0 && i <= len(c.r) && strings.HasPrefix(c.low[c.lo[i]:], w)
}

func foldRune(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '\u3000' || r == '\u00a0' || r == '\u2002' || r == '\u2003':
		return ' '
	case r >= 0x1F000 && r < 0x20000, r >= 0x2600 && r < 0x27c0, r == 0xfe0f, r == 0x200d:
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
	case '〔', '【', '﹝', '「':
		return '['
	case '〕', '】', '﹞', '」':
		return ']'
	}
	return r
}
