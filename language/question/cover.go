package question

import (
	"strings"

	"anwei/language/lexicon"
	"anwei/language/text"
)

// mark is one piece of a question: a word with its cue, or runes that are not
// known, whose cue is cNone.
type mark struct {
	sense
	from, to int
	units    []int // cUnit
}

// The costs of a rune that is not known and of a word.
const (
	perRune = 30
	perWord = 10
)

// cover cuts the runes of a question into known words so that as few runes as
// possible are left over, and then with as few words as possible.
func cover(r []rune, v *vocabulary, g *lexicon.Gazetteer) []mark {
	n := len(r)
	cost := make([]int, n+1)
	best := make([]mark, n)
	for i := n - 1; i >= 0; i-- {
		best[i] = mark{from: i, to: i + 1}
		cost[i] = cost[i+1] + perRune
		candidates(r, i, v, g, func(m mark, c int) {
			if c += cost[m.to]; c < cost[i] {
				cost[i], best[i] = c, m
			}
		})
	}
	out := make([]mark, 0, n)
	for i := 0; i < n; i = best[i].to {
		out = append(out, best[i])
	}
	return out
}

// candidates gives the words that may begin at rune i, each with its cost.
func candidates(r []rune, i int, v *vocabulary, g *lexicon.Gazetteer, take func(mark, int)) {
	if end := numberEnd(r, i); end > i {
		number := mark{sense: sense{cue: cNumber}, from: i, to: end}
		if end < len(r) && text.RuneIn(r[end], "日号") { // a day is no figure
			number.cue, number.to = cFill, end+1
		}
		take(number, perWord)
	}
	if end := placing(r, i); end > i {
		take(mark{sense: sense{cue: cRank}, from: i, to: end}, perWord-1)
	}
	for l := min(v.long, len(r)-i); l > 0; l-- {
		s, ok := v.words[string(r[i:i+l])]
		if !ok {
			continue
		}
		take(mark{sense: s, from: i, to: i + l}, perWord)
		if s.cue == cField && i+l < len(r) && r[i+l] == '率' { // 重大隐患整改率
			take(mark{sense: sense{cue: cRate}, from: i, to: i + l + 1}, perWord)
		}
	}
	if units, l := g.Longest(r[i:]); l > 0 {
		take(mark{sense: sense{cue: cUnit}, from: i, to: i + l, units: units}, perWord-1)
	}
	if l := v.dutyAt(r[i:]); l > 0 {
		take(mark{sense: sense{cue: cDuty}, from: i, to: i + l}, perWord+2)
	}
}

// numberEnd returns the end of the digits at i.
func numberEnd(r []rune, i int) int {
	if i > 0 && text.IsDigit(r[i-1]) {
		return i
	}
	return i + text.DigitsAt(r, i)
}

// placing returns the end of 前三名, 倒数5个, 后3家 or top5 at i.
func placing(r []rune, i int) int {
	if n, end := superlative(r, i, &Manner{}); n > 0 {
		return end
	}
	rest := string(r[i:])
	for _, w := range []string{"倒数前", "倒数第", "倒数", "排名前", "前", "后", "末", "top", "第"} {
		after, ok := strings.CutPrefix(rest, w)
		if !ok {
			continue
		}
		j := i + len([]rune(w))
		after = strings.TrimPrefix(after, " ")
		v, ok := text.NumberAt(r, j)
		if !ok || v.N < 1 || v.N > 100 || after == "" {
			return i
		}
		end := v.Next
		if end < len(r) && text.RuneIn(r[end], "名位家个") {
			end++
		} else if (w == "前" || w == "后") && (end == len(r) || text.RuneIn(r[end], "的是有,?")) {
			return end
		} else if w == "第" || w == "前" || w == "后" {
			return i
		}
		return end
	}
	return i
}
