// Package phrases has the sentences that the bot says, and the words that it both says
// and reads.
package phrases

import (
	"embed"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

//go:embed *.txt
var files embed.FS

// Catalogue has the sentences that the bot says, by their keys. A file has those of
// one room: its title behind #, then a line each,
//
//	returned = {about}已于{at}退回[（{reason}）]，正等填报员更正
//
// which is the sentence return.returned of the file return.txt. What stands in braces
// is a place, which the caller fills by its name; what stands in brackets is left out
// where all the places in it are empty; \n is a new line. A place whose name begins
// with example is filled from the roster and plan at hand. A line that begins with //
// is a remark.
type Catalogue struct {
	said    map[string][]piece
	example func(name string) string
}

// piece is a part of a sentence: words, a place, or pieces that may be left out.
type piece struct {
	words string
	place string
	maybe []piece
}

// examplePlace begins the names of the places that are filled from roster and plan.
const examplePlace = "example"

// New reads the catalogue. A line that is wrong is left out of it, and Check says so.
func New() *Catalogue {
	c := &Catalogue{said: map[string][]piece{}}
	for _, l := range Lines() {
		if parts, err := c.read(l); err == nil {
			c.said[l.Key] = parts
		}
	}
	return c
}

// Check returns what is wrong with the files of the catalogue, line by line.
func Check() []error {
	c := &Catalogue{said: map[string][]piece{}}
	var wrong []error
	for _, l := range Lines() {
		parts, err := c.read(l)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", l.Key, err))
		}
		c.said[l.Key] = parts
	}
	return wrong
}

// read reads one line of a file.
func (c *Catalogue) read(l Line) ([]piece, error) {
	parts, rest, err := pieces(strings.ReplaceAll(l.Text, `\n`, "\n"), false)
	switch {
	case err != nil:
		return nil, err
	case rest != "":
		return nil, fmt.Errorf("%q closes nothing", rest)
	case c.said[l.Key] != nil:
		return nil, errors.New("this key stands here twice")
	case l.Text == "":
		return nil, errors.New("it says nothing")
	}
	return parts, nil
}

// With returns the catalogue with the examples of a roster and plan: example is asked
// for what stands in a place such as {example_unit}, by its name without the first
// word.
func (c *Catalogue) With(example func(name string) string) *Catalogue {
	return &Catalogue{said: c.said, example: example}
}

// Text returns the sentence of a key. Its places follow as name and value in turn, each
// a text or an int. A key that is not in the catalogue is returned itself, and a place
// that was not filled is empty; the test of the catalogue finds both.
func (c *Catalogue) Text(key string, places ...any) string {
	parts, ok := c.said[key]
	if !ok {
		return key
	}
	var b strings.Builder
	c.write(&b, parts, places)
	return b.String()
}

// Has reports whether the catalogue has a sentence of this key.
func (c *Catalogue) Has(key string) bool { return c.said[key] != nil }

// write writes pieces and reports whether any place in them was filled.
func (c *Catalogue) write(b *strings.Builder, parts []piece, places []any) bool {
	filled := false
	for _, p := range parts {
		switch {
		case p.maybe != nil:
			var part strings.Builder
			if c.write(&part, p.maybe, places) {
				b.WriteString(part.String())
			}
		case p.place != "":
			v := c.value(p.place, places)
			filled = filled || v != ""
			b.WriteString(v)
		default:
			b.WriteString(p.words)
		}
	}
	return filled
}

// value is what stands in a place.
func (c *Catalogue) value(name string, places []any) string {
	for i := 0; i+1 < len(places); i += 2 {
		if places[i] != name {
			continue
		}
		switch v := places[i+1].(type) {
		case string:
			return v
		case int:
			return strconv.Itoa(v)
		default:
			return fmt.Sprint(v)
		}
	}
	if rest, ok := strings.CutPrefix(name, examplePlace+"_"); ok && c.example != nil {
		return c.example(rest)
	}
	return ""
}

// Line is one sentence as it stands in its file.
type Line struct {
	// Title is the title of the file, for somebody who reads the catalogue.
	Title, Key, Text string
}

// Places returns the names of the places of a key's sentence, examples apart, in
// order; ok is false where there is no such key.
func (c *Catalogue) Places(key string) (names []string, ok bool) {
	parts, ok := c.said[key]
	set := map[string]bool{}
	collect(parts, set)
	maps.DeleteFunc(set, func(n string, _ bool) bool { return strings.HasPrefix(n, examplePlace+"_") })
	return slices.Sorted(maps.Keys(set)), ok
}

func collect(parts []piece, set map[string]bool) {
	for _, p := range parts {
		if p.place != "" {
			set[p.place] = true
		}
		collect(p.maybe, set)
	}
}

// Lines returns the sentences in the order of their files.
func Lines() []Line {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // an embedded folder is always there
	}
	var out []Line
	for _, e := range entries {
		b, err := files.ReadFile(e.Name())
		if err != nil {
			return nil
		}
		room, title := strings.TrimSuffix(e.Name(), path.Ext(e.Name())), ""
		for l := range strings.Lines(string(b)) {
			l = strings.TrimSpace(l)
			if head, ok := strings.CutPrefix(l, "# "); ok {
				title = head
				continue
			}
			if name, text, ok := strings.Cut(l, " = "); ok && !strings.HasPrefix(l, "//") {
				out = append(out, Line{Title: title, Key: room + "." + name, Text: text})
			}
		}
	}
	return out
}

// pieces cuts a text into its pieces, up to the bracket that closes it where inside
// is set, and returns what follows.
func pieces(text string, inside bool) (parts []piece, rest string, err error) {
	parts = []piece{}
	for text != "" {
		at := strings.IndexAny(text, "{}[]")
		if at < 0 {
			at = len(text)
		}
		if at > 0 {
			parts, text = append(parts, piece{words: text[:at]}), text[at:]
			continue
		}
		switch text[0] {
		case '{':
			name, after, ok := strings.Cut(text[1:], "}")
			if !ok || name == "" || strings.ContainsAny(name, "{[]") {
				return nil, "", fmt.Errorf("the place %q is not closed", text)
			}
			parts, text = append(parts, piece{place: name}), after
		case '[':
			var some []piece
			if some, text, err = pieces(text[1:], true); err != nil {
				return nil, "", err
			}
			parts = append(parts, piece{maybe: some})
		case ']':
			if inside {
				return parts, text[1:], nil
			}
			return parts, text, nil
		default:
			return parts, text, nil
		}
	}
	if inside {
		return nil, "", errors.New("a bracket is not closed")
	}
	return parts, "", nil
}
