package lexicon

import (
	"cmp"
	"slices"
)

// alike finds names by what a misspelt one has in common with them, so that few of many
// are held against a text.
type alike struct {
	sounds sounds
	names  [][]rune
	heard  [][]syllable
	first  map[pair][]int // by the sound of the first two characters
	last   map[pair][]int // by the last two, of three or more
	around map[pair][]int // by the first and the last of three
}

// pair are two characters, or two sounds.
type pair [2]rune

// fit is a place of a text where a name fits.
type fit struct{ name, at, width int }

// alike returns the index of all names. It is made when the first misspelt name is looked
// for.
func (g *Gazetteer) alike() *alike {
	g.once.Do(func() {
		a := &alike{sounds: newSounds(), first: map[pair][]int{}, last: map[pair][]int{}, around: map[pair][]int{}}
		for k, word := range g.order {
			a.add(k, []rune(word))
		}
		g.index = a
	})
	return g.index
}

func (a *alike) add(k int, name []rune) {
	n, heard := len(name), a.sounds.of(name)
	a.names, a.heard = append(a.names, name), append(a.heard, heard)
	file := func(in map[pair][]int, by pair) { in[by] = append(in[by], k) }
	file(a.first, pair{sound(name[0], heard[0]), sound(name[1], heard[1])})
	if n >= 3 {
		file(a.last, pair{name[n-2], name[n-1]})
	}
	if n == 3 {
		file(a.around, pair{name[0], name[2]})
	}
}

// sound returns the same for characters of the same sound, and for no others.
func sound(r rune, heard syllable) rune {
	if heard > 0 {
		return -rune(heard)
	}
	return r
}

// best returns the places where names fit best, in the order of the names.
func (a *alike) best(r []rune, free []Freedom) []fit {
	f := fitting{alike: a, runes: r, heard: a.sounds.of(r), free: free, best: 1}
	for i := range r[:max(0, len(r)-1)] {
		f.at(i)
	}
	slices.SortFunc(f.found, func(x, y fit) int { return cmp.Or(cmp.Compare(x.name, y.name), cmp.Compare(x.at, y.at)) })
	return f.found
}

// fitting looks for the names that fit a text best.
type fitting struct {
	*alike
	runes []rune
	heard []syllable
	free  []Freedom
	best  int
	found []fit
}

// at tries the names that have something in common with the text at rune i.
func (f *fitting) at(i int) {
	r, heard := f.runes, f.heard
	for _, k := range f.first[pair{sound(r[i], heard[i]), sound(r[i+1], heard[i+1])}] {
		f.try(k, i)
	}
	for _, k := range f.last[pair{r[i], r[i+1]}] {
		for behind := 1; behind <= 3; behind++ { // a character more, as many, and one less
			f.try(k, i+behind-len(f.names[k]))
		}
	}
	if i+2 < len(r) {
		for _, k := range f.around[pair{r[i], r[i+2]}] {
			f.try(k, i)
		}
	}
}

// try holds a name against the text at a place and keeps it where none fits better.
func (f *fitting) try(k, at int) {
	name := f.names[k]
	if at < 0 || at+2 > len(f.runes) || at+len(name)-1 > len(f.runes) {
		return
	}
	score, width := likeness(f.runes[at:], name, f.heard[at:], f.alike.heard[k])
	if score < f.best || !allowed(f.runes[at:at+width], name, f.free, at) {
		return
	}
	if score > f.best {
		f.best, f.found = score, f.found[:0]
	}
	f.found = append(f.found, fit{k, at, width})
}
