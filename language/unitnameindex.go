package language

import (
	"slices"
	"sync"
	"unicode/utf8"
)

// nearNames finds a name that was misspelt without going through all names. It is
// made when it is first asked for.
type nearNames struct {
	once   sync.Once
	sounds sounds
	// of has the names, by their number, under each way to misspell them: by the
	// sounds of their characters, with * for one of them, and without one.
	of map[string][]int
}

// heardFirst is the first of the runes that stand for sounds in the index.
const heardFirst = 0xF0000

// nearest finds the units whose names come nearest to a part of the text, as near
// does where every rune is free.
func (g *Gazetteer) nearest(r []rune) (units []int, from, to int) {
	if len(r) > 200 { // nobody asks at such length
		return nil, 0, 0
	}
	g.spelt.once.Do(g.spell)
	heard := g.spelt.sounds.of(r)
	best := 0
	for i := range r {
		g.spelt.each(r[i:], heard[i:], g.long+1, func(word int) {
			name := []rune(g.order[word])
			score, width := likeness(r[i:], name, heard[i:], g.spelt.sounds.of(name))
			if score > best {
				units, best, from, to = nil, score, i, i+width
			}
			if score == best && score > 0 && i == from {
				units = append(units, g.names[g.order[word]]...)
			}
		})
	}
	slices.Sort(units)
	return slices.Compact(units), from, to
}

// each gives the numbers of the names that a beginning of the runes may misspell.
func (n *nearNames) each(r []rune, heard []int, longest int, give func(word int)) {
	var tried []byte
	for size := 2; size <= min(longest, len(r)); size++ {
		for way := range 2*size + 1 {
			key := misspelling(tried[:0], r[:size], heard[:size], way)
			if key == nil {
				continue
			}
			tried = key
			for _, word := range n.of[string(key)] {
				give(word)
			}
		}
	}
}

// spell makes the index.
func (g *Gazetteer) spell() {
	g.spelt.sounds, g.spelt.of = newSounds(), map[string][]int{}
	for i, name := range g.order {
		word := []rune(name)
		heard := g.spelt.sounds.of(word)
		for way := range 2*len(word) + 1 {
			if key := misspelling(nil, word, heard, way); key != nil {
				g.spelt.of[string(key)] = append(g.spelt.of[string(key)], i)
			}
		}
	}
}

// misspelling appends a way to misspell a word: first by its sounds, then with * for
// each of its runes but the last, then without each of those in its middle, and last
// the word itself. It is nil for a way that a word so short does not have.
func misspelling(key []byte, word []rune, heard []int, way int) []byte {
	n := len(word)
	if way == 0 {
		for i, r := range word {
			if heard[i] > 0 {
				r = heardFirst + rune(heard[i]&0xFFFF)
			}
			key = utf8.AppendRune(key, r)
		}
		return key
	}
	one, left := way-1, way-n // which rune is another, which is left out
	switch {
	case way < n && n >= 3:
		left = -1
	case way > n && way < 2*n-1 && n >= 4:
		one = -1
	case way == 2*n && n >= 3:
		one, left = -1, -1
	default:
		return nil
	}
	for i, r := range word {
		if i == left {
			continue
		}
		if i == one {
			r = '*'
		}
		key = utf8.AppendRune(key, r)
	}
	return key
}
