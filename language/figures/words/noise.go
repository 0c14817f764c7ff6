package words

import (
	"iter"
	"regexp"
	"strings"

	"anwei"
)

// Noise is a number of a text, in runes, that is never a figure: a date, a time, a
// telephone number, the number of a document.
type Noise struct {
	From, To int
	Kind     byte
	Word     string
}

// noises finds what is no figure; kinds says what its groups are.
type noises struct {
	*regexp.Regexp
	kinds []byte
}

// Noises goes through the noise of a folded text.
func (l *Lexicon) Noises(low string) iter.Seq[Noise] {
	return func(yield func(Noise) bool) {
		at, rune := 0, 0
		for _, m := range l.noises.FindAllStringSubmatchIndex(low, -1) {
			k := 1
			for m[2*k] < 0 {
				k++
			}
			if l.noises.kinds[k] == 0 {
				continue
			}
			rune += strings.Count(low[at:m[0]], "") - 1
			at = m[0]
			word := low[m[0]:m[1]]
			if !yield(Noise{From: rune, To: rune + strings.Count(word, "") - 1, Kind: l.noises.kinds[k], Word: word}) {
				return
			}
		}
	}
}

// noisePattern joins the patterns of the table, in order, to one that walks a
// text once. The last alternative takes any other number whole, so that no
// pattern begins in the middle of one.
func noisePattern(t *Table, every anwei.PeriodKind) noises {
	all := make([]string, 0, len(t.patterns)+1)
	kinds := append(make([]byte, 0, len(t.patterns)+2), 0)
	for _, p := range t.patterns {
		if p.kind == '0' { // no noise: it takes a number whole
			p.kind = 0
		}
		if p.kind == 'q' { // a quarter is no time of a monthly report
			p.kind = '@'
			if every == anwei.Month {
				p.kind = 'Y'
			}
		}
		for _, m := range t.macros {
			p.text = strings.ReplaceAll(p.text, m[0], "(?:"+m[1]+")")
		}
		all = append(all, "("+p.text+")")
		kinds = append(kinds, p.kind)
	}
	return noises{regexp.MustCompile(strings.Join(all, "|")), kinds}
}

// pattern is one line of the table that begins with !.
type pattern struct {
	kind byte
	text string
}
