package lexicon

import "slices"

// Freedom says whether a rune may be taken for another.
type Freedom int

// What a rune may be.
const (
	Bound   Freedom = iota // a part of a known word
	Loose                  // a word of one rune, which may stand there by chance
	Unknown                // a part of no known word
)

// Near finds the units whose names come nearest to a part of the text: all
// characters of the same sound first, then one wrong, missing or additional
// character in a name of three or more. Where free is given it takes no bound
// rune for another, and nothing without an unknown one.
func (g *Gazetteer) Near(r []rune, free []Freedom) (units []int, from, to int) {
	if len(r) > 200 { // nobody asks at such length
		return nil, 0, 0
	}
	near := g.alike()
	best := near.best(r, free)
	for k, f := range best {
		if k > 0 && (f.at != from || f.name == best[k-1].name) {
			continue
		}
		if k == 0 {
			from, to = f.at, f.at+f.width
		}
		for _, u := range g.names[g.order[f.name]] {
			if !slices.Contains(units, u) {
				units = append(units, u)
			}
		}
	}
	slices.Sort(units)
	return units, from, to
}

// likeness says how well the beginning of r fits a name, 0 for not at all, and
// how many runes it takes.
func likeness(r, name []rune, text, heard []syllable) (score, width int) {
	n := len(name)
	if len(r) >= n {
		same, alike := 0, 0
		for i := range n {
			switch {
			case r[i] == name[i]:
				same++
			case heard[i] > 0 && heard[i] == text[i]:
				alike++
			}
		}
		switch {
		case same == n: // no misspelling: whoever asks knows of it
			return 0, 0
		case same+alike == n && same > 0:
			return 10_000 + 100*n + same, n
		case same == n-1 && n >= 3 && r[n-1] == name[n-1]:
			return 5000 + 100*n, n
		}
	}
	if n < 4 {
		return 0, 0
	}
	if missing(r, name) {
		return 1000 + 100*n, n - 1
	}
	if len(r) > n && missing(name, r[:n+1]) {
		return 500 + 100*n, n + 1
	}
	return 0, 0
}

// missing reports whether the text begins with the name but for one character
// left out in the middle.
func missing(r, name []rune) bool {
	n := len(name)
	if len(r) < n-1 || r[0] != name[0] || r[n-2] != name[n-1] {
		return false
	}
	i := 0
	for i < n-1 && r[i] == name[i] {
		i++
	}
	return slices.Equal(r[i:n-1], name[i+1:])
}

// allowed reports whether the characters that would be taken for others are
// free to be.
func allowed(r, name []rune, free []Freedom, at int) bool {
	if free == nil {
		return true
	}
	for i := range r {
		if len(r) == len(name) && r[i] != name[i] && free[at+i] == Bound {
			return false
		}
	}
	return slices.Contains(free[at:at+len(r)], Unknown)
}
