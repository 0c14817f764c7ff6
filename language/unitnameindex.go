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

// nearest finds the units whose names come nearest to a part of the text, as near
// does where every rune is free.
func (g *Gazetteer) nearest(r []rune) (units []int, from, to int) {
	if len(r) > 200 { // nobody asks at such length
		return nil, 0, 0
	}
	g.spelt.once.Do(g.spell)
	heard := g.spelt.sounds.of(r)
	best := 0
	var key []byte
	for i := range r {
		for n := 2; n <= min(g.long+1, len(r)-i); n++ {
			for way := range 2*n + 1 {
				if key = misspelling(key[:0], r[i:i+n], heard[i:i+n], way); key == nil {
					continue
				}
				for _, name := range g.spelt.of[string(key)] {
					word := []rune(g.order[name])
					score, width := likeness(r[i:], word, heard[i:], g.spelt.sounds.of(word))
					switch {
					case score == 0 || score < best || score == best && i != from:
						continue
					case score > best:
						units, best, from, to = nil, score, i, i+width
					}
					for _, u := range g.names[g.order[name]] {
						if !slices.Contains(units, u) {
							units = append(units, u)
						}
					}
				}
			}
		}
	}
	slices.Sort(units)
	return units, from, to
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
				r = rune(0xF0000 + heard[i])
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
