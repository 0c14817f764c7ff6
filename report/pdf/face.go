package pdf

import (
	_ "embed" // the font is a part of the program
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/signintech/gopdf"
)

// serif is a part of Noto Serif SC under a name of its own, under the SIL Open
// Font License in fonts/OFL.txt. It has the characters of GB 2312 and of the Table
// of General Standard Chinese Characters (8105), which has those of people's names
// that GB 2312 lacks. fonts/make.py made it and says of what.
//
//go:embed fonts/AnweiSerif.ttf
var serif []byte

// family is the name of the font in the document. Six letters and a plus sign
// before it say that only the characters used are embedded.
const family = "ANWEIP+AnweiSerif"

// substitute stands for a character that the font lacks. Chinese printers have
// always put it where a piece of type was missing.
const substitute = '〓'

// face is the font as text is measured in it, for one document.
type face struct {
	font    gopdf.SubsetFontObj
	widths  map[rune]float64 // by the size of the font; below zero: not in it
	missing []rune
}

func openFace() (*face, error) {
	f := &face{widths: make(map[rune]float64)}
	if err := f.font.SetTTFData(serif); err != nil {
		return nil, fmt.Errorf("打开打印字库：%w", err)
	}
	return f, nil
}

// em returns the width of a character as a share of the font's size.
func (f *face) em(r rune) float64 { return max(f.look(r), 0) }

func (f *face) has(r rune) bool { return f.look(r) >= 0 }

func (f *face) look(r rune) float64 {
	if w, ok := f.widths[r]; ok {
		return w
	}
	w := -1.0
	// Within a range of characters a missing one is glyph 0 and no error.
	if i, err := f.font.CharCodeToGlyphIndex(r); err == nil && i != 0 {
		w = float64(f.font.GlyphIndexToPdfWidth(i)) / 1000
	}
	f.widths[r] = w
	return w
}

// width returns the width of a text as a share of the font's size.
func (f *face) width(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += f.em(r)
	}
	return w
}

// fit returns the text with 〓 for what the font lacks. What has no shape, such
// as control characters and the marks that choose between forms of a character,
// is left out; a tabulator is a space.
func (f *face) fit(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case shapeless(r):
			return -1
		case f.has(r):
			return r
		}
		if !slices.Contains(f.missing, r) {
			f.missing = append(f.missing, r)
		}
		return substitute
	}, s)
}

// shapeless reports whether nothing is ever seen of the character itself.
func shapeless(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Variation_Selector)
}
