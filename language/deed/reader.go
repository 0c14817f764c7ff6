package deed

import (
	"slices"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// Reader holds the words of a plan's duties. It never changes, so that any
// number of texts can be read with one at the same time.
type Reader struct {
	duties dutyWords
}

// NewReader makes a reader of the duties of a plan.
func NewReader(duties []anwei.Duty) *Reader {
	return &Reader{duties: newDutyWords(duties)}
}

// dutyWords are the words for duties.
type dutyWords struct {
	ids  []anwei.DutyID
	of   map[string][]int // the duties of a word, by their number
	long map[rune]int     // the runes of the longest word by its first
}

func newDutyWords(duties []anwei.Duty) dutyWords {
	w := dutyWords{of: map[string][]int{}, long: map[rune]int{}}
	for i, d := range duties {
		w.ids = append(w.ids, d.ID)
		for _, s := range append([]string{d.Title}, d.Words...) {
			s = text.Plain(s).Low
			if s == "" || slices.Contains(w.of[s], i) {
				continue
			}
			w.of[s] = append(w.of[s], i)
			head, _ := utf8.DecodeRuneInString(s)
			w.long[head] = max(w.long[head], utf8.RuneCountInString(s))
		}
	}
	return w
}

// concern says where a duty of the reader stands among those that concern somebody, and
// -1 for one that does not.
type concern []int

// among says which duties of the reader are among those given.
func (w dutyWords) among(duties []anwei.Duty) concern {
	out := make(concern, len(w.ids))
	for i, id := range w.ids {
		out[i] = slices.IndexFunc(duties, func(d anwei.Duty) bool { return d.ID == id })
	}
	return out
}

// those returns where the duties stand, without those that do not concern.
func (c concern) those(duties []int) []int {
	var out []int
	for _, i := range duties {
		if c[i] >= 0 {
			out = append(out, c[i])
		}
	}
	return out
}
