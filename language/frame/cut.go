package frame

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// symbol is a piece of a text that counts as one: a name, a word, or a character
// that belongs to neither.
type symbol struct {
	from, to int // characters of the text
	sym      rune
	value    int64 // a number, or which of the periods or the days it is
	name     *name
	more     []*name // the further units of a list: 南村、下村和周村
}

// masked is a text as symbols.
type masked struct {
	heard
	periods []anwei.Period
	days    []day.Said
	syms    []symbol
	text    string // the symbols, one character each
	// starts are the places of the symbols in text, one more for the end.
	starts []int
	has    symbolSet
}

// The costs of a piece: what nothing knows is dear, and of two ways to cut a text
// into what is known the one in fewer pieces is taken.
const (
	dearPiece = 10
	wordPiece = 2
	namePiece = 1
)

// cut cuts a text into symbols, so that as little as possible is left unknown. Made
// are those that are no names, in the order of the text.
func (r *Reader) cut(m *masked, made []symbol) {
	n := len(m.at) - 1
	cost, best := make([]int, n+1), make([]symbol, n)
	for i := n - 1; i >= 0; i-- {
		first, _ := utf8.DecodeRuneInString(m.low[m.at[i]:])
		best[i], cost[i] = symbol{from: i, to: i + 1, sym: first}, cost[i+1]+dearPiece
		if stop(first) {
			cost[i] = cost[i+1] + namePiece
		}
		try := func(s symbol, price int) {
			if price += cost[s.to]; price < cost[i] || price == cost[i] && s.to > best[i].to {
				best[i], cost[i] = s, price
			}
		}
		r.known(m, i, try)
		for ; len(made) > 0 && made[len(made)-1].from == i; made = made[:len(made)-1] {
			price := namePiece
			if sym := made[len(made)-1].sym; sym == symNumber || sym == symAccount {
				price = wordPiece
			}
			try(made[len(made)-1], price)
		}
	}
	m.syms, m.has = make([]symbol, 0, n), symbolSet{}
	for i := 0; i < n; i = best[i].to {
		m.syms = append(m.syms, best[i])
	}
	m.join(r.lex)
	m.write()
}

// known gives every name and word that begins with character i.
func (r *Reader) known(m *masked, i int, try func(s symbol, price int)) {
	for j := i + 1; j <= min(len(m.at)-1, i+max(r.lex.long, r.names.long)); j++ {
		word := m.low[m.at[i]:m.at[j]]
		if is := r.names.named(word); is != nil {
			try(symbol{from: i, to: j, sym: is.kind, name: is}, namePiece)
		} else if sym, ok := r.lex.runes[word]; ok {
			try(symbol{from: i, to: j, sym: sym}, wordPiece)
		}
	}
}

// made returns the symbols that are no names but are made up as one speaks, such as
// 上月, 25号, 第6项 and 13900001111, in the order of the text.
func (m *masked) made(now time.Time) []symbol {
	var out []symbol
	if strings.ContainsAny(m.low, "月年季度期-./") {
		for p, span := range day.Periods(m.src, now) {
			out = append(out, symbol{from: m.char(span.From), to: m.char(span.To), sym: symPeriod, value: int64(len(m.periods))})
			m.periods = append(m.periods, p)
		}
	}
	if strings.ContainsAny(m.low, "日号天周月礼星旬底初后今昨明./-") {
		m.days = day.All(m.src, now, day.TenseAhead)
		for i, d := range m.days {
			out = append(out, symbol{from: m.char(d.From), to: m.char(d.To), sym: symDay, value: int64(i)})
		}
	}
	out = m.counted(out)
	sortSymbols(out)
	return out
}

// sortSymbols puts symbols into the order of the text.
func sortSymbols(all []symbol) {
	slices.SortStableFunc(all, func(a, b symbol) int { return cmp.Compare(a.from, b.from) })
}

// char returns which character stands at a place of the text as typed.
func (m *masked) char(place int) int { return sort.SearchInts(m.from, place) }

// counted adds what is made of digits: items, telephone numbers, accounts, numbers.
func (m *masked) counted(out []symbol) []symbol {
	runes := []rune(m.low)
	for i := 0; i+1 < len(m.at); i++ {
		rest := m.low[m.at[i]:]
		first, _ := utf8.DecodeRuneInString(rest)
		fresh := i == 0 || !latin(rune(m.low[m.at[i]-1]))
		add := func(sym rune, size int, value int64) {
			out = append(out, symbol{from: i, to: m.ahead(i, size), sym: sym, value: value})
		}
		if first == '第' {
			if _, end := text.ItemsAt(runes, i); end > i {
				out = append(out, symbol{from: i, to: end, sym: symItems})
			}
			continue
		}
		if sym, size := contact(rest); fresh && size > 0 {
			add(sym, size, 0)
			continue
		}
		if !fresh && first < utf8.RuneSelf {
			continue
		}
		if n, size, ok := number(rest); ok {
			add(symNumber, size, n)
			if after, is := strings.CutPrefix(rest[size:], "号"); is && !building(after) {
				add(symOrdinal, size+len("号"), n)
			}
		}
	}
	return out
}

// contact tells an account or a telephone number that a text begins with; its size is
// 0 where it begins with neither.
func contact(typed string) (sym rune, size int) {
	for size < len(typed) && latin(rune(typed[size])) {
		size++
	}
	switch {
	case size < 2:
	case strings.IndexFunc(typed[:size], func(r rune) bool { return r >= 'a' && r <= 'z' }) >= 0:
		return symAccount, size
	case size-strings.Count(typed[:size], "-") >= 7:
		return symPhone, size
	}
	return 0, 0
}

// ahead returns the character that begins so many bytes behind character i.
func (m *masked) ahead(i, size int) int { return sort.SearchInts(m.at, m.at[i]+size) }

// latin reports whether a character may stand in an account or a telephone number.
func latin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.' || r == '@' || r == '/'
}

// join makes one symbol of units that stand together: 南村、下村和周村. With a blank
// before it, 和 begins something else.
func (m *masked) join(l *wordClasses) {
	out := m.syms[:0]
	for i := 0; i < len(m.syms); i++ {
		s := m.syms[i]
		for s.name != nil && s.name.kind == symUnit {
			j := i + 1
			for j < len(m.syms) && j-i < 3 && strings.ContainsRune(" ,、", m.syms[j].sym) {
				j++
			}
			if j == i+1 && j < len(m.syms) && l.is(m.syms[j].sym, "and") {
				j++
			}
			if j >= len(m.syms) || m.syms[j].name == nil || m.syms[j].name.kind != symUnit {
				break
			}
			s.more, s.to, i = append(s.more, m.syms[j].name), m.syms[j].to, j
		}
		out = append(out, s)
	}
	m.syms = out
}

// write writes the symbols one character each.
func (m *masked) write() {
	var b strings.Builder
	b.Grow(3 * len(m.syms))
	m.starts = make([]int, 0, len(m.syms)+1)
	for _, s := range m.syms {
		m.starts = append(m.starts, b.Len())
		b.WriteRune(s.sym)
		m.has.add(s.sym)
	}
	m.starts = append(m.starts, b.Len())
	m.text = b.String()
}

// typed returns what was typed from one symbol up to another.
func (m *masked) typed(i, j int) string {
	if i >= j {
		return ""
	}
	return m.src[m.from[m.syms[i].from]:m.from[m.syms[j-1].to]]
}

// symbolSet is a set of the symbols for private use.
type symbolSet [(privateLast - privateFirst + 64) / 64]uint64

func (s *symbolSet) add(r rune) {
	if r >= privateFirst && r <= privateLast {
		s[(r-privateFirst)/64] |= 1 << ((r - privateFirst) % 64)
	}
}

func (s *symbolSet) hasAny(set []rune) bool {
	return slices.ContainsFunc(set, func(r rune) bool { return s[(r-privateFirst)/64]&(1<<((r-privateFirst)%64)) != 0 })
}

// number reads the number that a text begins with; most are a few plain digits.
func number(typed string) (n int64, size int, ok bool) {
	for size < len(typed) && size < 9 && typed[size] >= '0' && typed[size] <= '9' {
		n = 10*n + int64(typed[size]-'0')
		size++
	}
	first, _ := utf8.DecodeRuneInString(typed)
	if !strings.ContainsRune("0123456789零一二三四五六七八九十两", first) {
		return 0, 0, false
	}
	next, _ := utf8.DecodeRuneInString(typed[size:])
	if size == 0 || strings.ContainsRune("0123456789.,万千百亿多余几", next) {
		return text.Numeral(typed)
	}
	return n, size, true
}

// building reports whether a number before the text is that of a building, a machine
// or a paper: 3号楼.
func building(typed string) bool {
	r, _ := utf8.DecodeRuneInString(typed)
	return strings.ContainsRune("楼院矿井线机库门厂车文令煤炉罐仓站砖", r)
}
