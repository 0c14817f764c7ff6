package text

import "unicode/utf8"

// maxCount bounds what is read as a figure. Longer runs of digits are numbers
// of something else, and arithmetic on them could overflow.
const maxCount = 1_000_000_000_000

// Numeral reads the exact whole number that s begins with, and says how many
// bytes of s it takes. It reads 12, １２, 1,234, 十二, 两, 廿, 一百零三, 壹拾贰,
// 1.2万, 3千5 and 三百五 (which is 350). What is not exact is no numeral: 十几,
// 20多, 四五十, 2.5.
func Numeral(s string) (n int64, size int, ok bool) {
	if r, _ := utf8.DecodeRuneInString(s); !numeric(foldRune(r)) {
		return 0, 0, false
	}
	const longest = 40 // runes; no exact numeral is longer, nor goes on behind these
	end, count := len(s), 0
	for i, r := range s {
		if count == longest || r == ' ' || r == '、' || r == '\n' {
			end = i
			break
		}
		count++
	}
	c := Fold(s[:end])
	v, ok := NumberAt(c.Runes, 0)
	if !ok || v.Vague || v.Fraction {
		return 0, 0, false
	}
	return v.N, c.At[v.Next], true
}

// numeric reports whether a number can begin with the folded rune.
func numeric(r rune) bool {
	_, chinese := DigitOf(r)
	return chinese || IsDigit(r) || ScaleOf(r) > 0 || ScoreOf(r) > 0
}

// Number is a number as it stands in a text.
type Number struct {
	N        int64
	Next     int  // index of the rune after it
	Vague    bool // 十几, 四五十: not exact
	Fraction bool // 2.5: not whole
	Grouped  bool // 1,234
	Chinese  bool // begins with a Chinese numeral
}

// longestTail is how many digits are read of a number that one begins to read amid its
// digits, as nobody means it: whoever tries each rune would read a long one again and again.
const longestTail = 24

// insideDigits reports whether the rune before i is a digit.
func insideDigits(r []rune, i int) bool {
	if i == 0 {
		return false
	}
	_, chinese := DigitOf(r[i-1])
	return chinese || IsDigit(r[i-1])
}

// NumberAt reads the number that begins at rune i.
func NumberAt(r []rune, i int) (Number, bool) {
	if i >= len(r) {
		return Number{}, false
	}
	c := counter{r: r, i: i}
	if !IsDigit(r[i]) {
		c.v.Chinese = true
	}
	if !c.read() {
		return Number{}, false
	}
	c.v.Next = c.i
	if c.i < len(r) && vagueAfter(r, c.i) {
		c.v.Vague = true
		c.v.Next++
	}
	return c.v, true
}

// vagueAfter reports whether the rune at i makes the number before it inexact.
func vagueAfter(r []rune, i int) bool {
	switch r[i] {
	case '几', '多', '余', '半', '倍', '成':
		return true
	case '分':
		return i+1 < len(r) && r[i+1] == '之'
	case '来':
		return i+1 < len(r) && RuneIn(r[i+1], "个家次条处项件人名户起")
	}
	return false
}

// counter adds up the pieces of a number: 2万 + 3千 + 5.
type counter struct {
	r       []rune
	i       int
	total   int64 // whole 万 and 亿
	section int64 // below the last of them
	last    int64 // the last unit, 0 when there was none
	gap     bool  // 零 came after the last unit
	v       Number
}

// piece is what stands before a unit: n in so many digits. Without a digit, as
// in 十二, n is 1.
type piece struct {
	n      int64
	digits int
	scale  int64 // 10 for one decimal, 1 for a whole number
}

// read takes pieces as long as they make one number.
func (c *counter) read() bool {
	begin := c.i
	for c.i < len(c.r) {
		p, ok := c.piece()
		if !ok || !c.add(p) {
			break
		}
	}
	c.v.N = c.total + c.section
	if c.v.N > maxCount {
		c.v.N, c.v.Vague = 0, true
	}
	return c.i > begin
}

func (c *counter) piece() (piece, bool) {
	r := c.r[c.i]
	if IsDigit(r) {
		if c.v.Chinese {
			return piece{}, false
		}
		return c.arabic(), true
	}
	if ScaleOf(r) == 10 && (c.last == 0 || c.last > 10) && c.unit() > 0 {
		return piece{n: 1, scale: 1}, true
	}
	if ScoreOf(r) > 0 && (c.last == 0 || c.last > 10) {
		return piece{n: ScoreOf(r) / 10, scale: 1}, true
	}
	if _, isChinese := DigitOf(r); isChinese {
		return c.digits()
	}
	return piece{}, false
}

// add puts a piece to the sum together with the unit that follows it. It
// reports whether the number can go on.
func (c *counter) add(p piece) bool {
	u := c.unit()
	switch {
	case u == 0, u < 10_000 && c.last > 0 && c.last < 10_000 && u >= c.last:
		c.v.Fraction = p.scale > 1
		c.section += c.tail(p)
		return false
	case u < 10_000:
		if !c.fits(p.n, u, p.scale) {
			return false
		}
		c.section += p.n * u / p.scale
	default:
		if c.last >= 10_000 && u >= c.last {
			c.section += c.tail(p)
			return false
		}
		if !c.fits(c.section+p.n, u, p.scale) {
			return false
		}
		c.total, c.section = c.total+(c.section*p.scale+p.n)*u/p.scale, 0
	}
	c.last, c.gap = u, false
	c.i++
	c.raise()
	return !c.v.Vague
}

// raise multiplies the whole section where 万 or 亿 follows a smaller unit, as
// in 一百万.
func (c *counter) raise() {
	u := c.unit()
	if c.last >= 10_000 || u < 10_000 || c.section == 0 {
		return
	}
	if c.fits(c.section, u, 1) {
		c.total, c.section, c.last = c.total+c.section*u, 0, u
		c.i++
	}
}

// fits refuses what is beyond all counts, and decimals that do not end within
// the unit: 1.23456万.
func (c *counter) fits(n, unit, scale int64) bool {
	if n > maxCount/unit {
		c.v.Vague = true
		return false
	}
	if n*unit%scale != 0 {
		c.v.Fraction = true
		c.i++
		return false
	}
	return true
}

// tail is the value of digits that no unit follows: 5 in 三十五, but 50 in
// 三百五.
func (c *counter) tail(p piece) int64 {
	if c.last > 10 && !c.gap && p.digits == 1 {
		return p.n * c.last / 10
	}
	return p.n
}

// unit returns the unit that stands at the cursor, or 0. The first rune of
// 百货 or 千瓦 is none, and 十 of 廿 is in the rune itself.
func (c *counter) unit() int64 {
	if c.i >= len(c.r) {
		return 0
	}
	if ScoreOf(c.r[c.i]) > 0 {
		return 10
	}
	u := ScaleOf(c.r[c.i])
	if u > 0 && c.i+1 < len(c.r) && RuneIn(c.r[c.i+1], unitCompounds(c.r[c.i])) {
		return 0
	}
	return u
}

// arabic reads 12, 1,234 and the mantissa of 1.2万.
func (c *counter) arabic() piece {
	p := piece{scale: 1}
	p.n, p.digits = c.run()
	if end := c.groups(p.digits); end > 0 && c.last == 0 {
		for c.i < end {
			c.i++ // the comma
			n, _ := c.run()
			p.n = p.n*1000 + n
		}
		p.digits, c.v.Grouped = 4, true
	}
	if c.i+1 < len(c.r) && c.r[c.i] == '.' && IsDigit(c.r[c.i+1]) {
		c.i++
		n, digits := c.run()
		for ; digits > 0 && p.scale < maxCount; digits-- {
			p.scale *= 10
		}
		if p.n > maxCount/p.scale {
			c.v.Vague = true
			p.n = 0
		}
		p.n = p.n*p.scale + n
	}
	return p
}

// run reads ASCII digits. A run too long for a count comes out vague.
func (c *counter) run() (n int64, digits int) {
	begin := c.i
	for c.i < len(c.r) && IsDigit(c.r[c.i]) && (c.i-begin < longestTail || !insideDigits(c.r, begin)) {
		if n < maxCount {
			n = n*10 + int64(c.r[c.i]-'0')
		} else {
			c.v.Vague = true
		}
		digits++
		c.i++
	}
	return n, digits
}

// groups returns the end of the groups of three digits that follow the first
// digits of a number, or 0 when it is not written in groups: 3,12 is a list.
func (c *counter) groups(first int) int {
	i := c.i
	if first > 3 || first == 0 || c.r[i-first] == '0' {
		return 0
	}
	for i < len(c.r) && i-c.i <= 12 && c.r[i] == ',' && DigitsAt(c.r, i+1) > 0 {
		if DigitsAt(c.r, i+1) != 3 {
			return 0
		}
		i += 4
	}
	if i == c.i || i-c.i > 12 {
		return 0
	}
	return i
}

// DigitsAt returns how many ASCII digits stand at rune i.
func DigitsAt(r []rune, i int) int {
	n := 0
	for i+n < len(r) && IsDigit(r[i+n]) && (n < longestTail || !insideDigits(r, i)) {
		n++
	}
	return n
}

// digits reads Chinese digits. Two together are no exact number (四五十, 七八个)
// unless they are a string of digits with 〇 in it, or a long one.
func (c *counter) digits() (piece, bool) {
	begin := c.i
	var n int64
	zeros, steps := 0, 0
	for c.i < len(c.r) {
		d, ok := DigitOf(c.r[c.i])
		if !ok || c.i-begin >= longestTail && insideDigits(c.r, begin) {
			break
		}
		if d == 0 {
			zeros++
		} else if c.i > begin && n%10 < d {
			steps++
		}
		n = min(n*10+d, maxCount)
		c.i++
	}
	count := c.i - begin
	p := piece{n: n, digits: count - zeros, scale: 1}
	switch {
	case c.last > 0 && count == zeros && IsDigit(c.peek()) && !c.v.Chinese: // 1千零5十
		c.gap = true
		return c.arabic(), true
	case c.last > 0 && zeros > 0 && count == zeros && ScaleOf(c.peek()) != 10:
		// 一百零: the zero does not belong to the number.
		c.i = begin
		return piece{}, false
	case c.last > 0 && n < 10:
		c.gap = c.gap || zeros > 0
		if count == zeros { // 一千零十
			p.n = 1
		}
	case count == 1:
	case c.last > 0 || c.unit() > 0:
		c.v.Vague = true
	case zeros == 0 && (count == 2 || steps == count-1):
		c.v.Vague = true
	default:
		p.digits = count
	}
	return p, true
}

func (c *counter) peek() rune {
	if c.i < len(c.r) {
		return c.r[c.i]
	}
	return 0
}
