package entry

import (
	"slices"

	"anwei"
	"anwei/language/text"
)

// written is a text about tasks: its folded runes without quotation marks, each with its
// place in the text as typed.
type written struct {
	src string
	r   []rune
	at  []int // one more for the end
}

// entryReader reads such a text as answers to the tasks that are asked.
type entryReader struct {
	written

	asked  EntriesAsked
	number map[int]anwei.Field // the fields asked, by their official number
	names  []taskName

	foreign []taskName // of the tasks that are not asked
}

// taskName is a name of a task. An official one needs no mark behind it at the
// beginning of a line.
type taskName struct {
	runes    []rune
	field    anwei.Field
	official bool
	short    bool // the official one or the short one
}

// Names are what the tasks of a form are called. They are made once for a form, and
// read any number of texts.
type Names struct{ all []taskName }

// NamesOf makes the names of the tasks of a form.
func NamesOf(form anwei.Form) *Names {
	n := &Names{}
	for _, f := range form.Fields {
		for k, name := range append([]string{f.Title, f.Name, f.Short}, f.Words...) {
			if plain := PlainName(name); len(plain) >= 2 {
				n.all = append(n.all, taskName{runes: plain, field: f, official: k < 2 && len(plain) >= 4, short: k < 3})
			}
		}
	}
	return n
}

// of returns the names of the fields that fit, but for those that another field has too,
// which is then seen.
func (n *Names) of(seen map[string]anwei.FieldID, fits func(anwei.Field) bool) []taskName {
	return anwei.Where(n.all, func(t taskName) bool {
		if !fits(t.field) {
			return false
		}
		plain := string(t.runes)
		other, ok := seen[plain]
		if !ok {
			seen[plain] = t.field.ID
		}
		return !ok || other == t.field.ID
	})
}

func newEntryReader(typed string, n *Names, asked EntriesAsked) *entryReader {
	r := &entryReader{written: written{src: typed}, asked: asked, number: map[int]anwei.Field{}}
	c := text.Fold(typed)
	for i, x := range c.Runes {
		if !quotes(x) && x != '\r' {
			r.r = append(r.r, x)
			r.at = append(r.at, c.At[i])
		}
	}
	r.at = append(r.at, len(typed))
	own := func(f anwei.Field) bool { _, ok := r.field(f.ID); return ok }
	for i, f := range asked.Form.Fields {
		if own(f) {
			r.number[i+1] = f
		}
	}
	seen := map[string]anwei.FieldID{}
	r.names = n.of(seen, own)
	// A name that a task of the unit has too is that one's.
	r.foreign = n.of(seen, func(f anwei.Field) bool { return !own(f) && !f.Kind.Counts() })
	return r
}

func quotes(x rune) bool { return text.RuneIn(x, "\"'“”‘’「」『』《》*#") }

// PlainName returns a name as people would type it, folded and without quotation marks and blanks.
func PlainName(s string) []rune {
	return anwei.Where(text.Fold(s).Runes, func(x rune) bool { return !quotes(x) && x != ' ' })
}

func (r *entryReader) field(id anwei.FieldID) (anwei.Field, bool) {
	return anwei.Find(r.asked.Fields, func(f anwei.Field) bool { return f.ID == id })
}

// place is the official number of a field, counted from 1.
func (r *entryReader) place(id anwei.FieldID) int {
	return 1 + slices.IndexFunc(r.asked.Form.Fields, func(f anwei.Field) bool { return f.ID == id })
}

// lineStart reports whether a line begins at rune i.
func (r *written) lineStart(i int) bool {
	for i > 0 && (r.r[i-1] == ' ' || r.r[i-1] == '\t') {
		i--
	}
	return i == 0 || r.r[i-1] == '\n'
}

// measured reports whether a measure word stands at rune k: 2 个, 30 人.
func (r *written) measured(k int) bool {
	return text.RuneIn(r.get(k), "个项次家人名场处条份台套件起年月日号天期轮批点时分元万亿%")
}

func firstOf(fields []anwei.Field) anwei.Field {
	if len(fields) == 0 {
		return anwei.Field{}
	}
	return fields[0]
}

// answerAt reports whether at rune k it is said how a task is answered, or one of
// the options of a choice stands there.
func (r *entryReader) answerAt(k int, f anwei.Field) bool {
	for k < len(r.r) && r.r[k] == ' ' {
		k++
	}
	if k >= len(r.r) {
		return false
	}
	if how, _ := r.howAt(k, len(r.r)); how != "" {
		return true
	}
	return slices.ContainsFunc(f.Options, func(o string) bool { return r.has(k, len(r.r), string(PlainName(o))) })
}

// nameAt returns the longest name of a task at rune i.
func (r *entryReader) nameAt(i int) (taskName, int) { return r.longest(r.names, i) }

func (r *entryReader) longest(names []taskName, i int) (taskName, int) {
	var best taskName
	end := i
	for _, n := range names {
		if i+len(n.runes) > end && r.has(i, len(r.r), string(n.runes)) {
			best, end = n, i+len(n.runes)
		}
	}
	return best, end
}
