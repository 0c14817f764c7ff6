package envelope

import (
	"slices"
	"strconv"
	"strings"
)

// Element is a child of the <xml> root of a callback. Text goes into CDATA or is escaped, numbers stand bare.
type Element struct {
	name   string
	text   string
	number bool
}

// Text is an element with a text.
func Text(name, value string) Element { return Element{name: name, text: value} }

// Number is an element with a number.
func Number(name string, value int64) Element {
	return Element{name: name, text: strconv.FormatInt(value, 10), number: true}
}

// Document writes the elements in one of four forms, in turn: in order or not, with CDATA or without. WeCom promises
// neither, and its own samples differ (§2.2, §2.8 B2).
func Document(form int, elements []Element) string {
	if form%4 >= 2 {
		elements = slices.Clone(elements)
		slices.Reverse(elements)
	}
	var b strings.Builder
	b.WriteString("<xml>")
	for _, e := range elements {
		e.write(&b, form%2 == 0)
		if form%4 == 1 {
			b.WriteByte('\n')
		}
	}
	b.WriteString("</xml>")
	return b.String()
}

func (e Element) write(b *strings.Builder, cdata bool) {
	b.WriteString("<" + e.name + ">" + e.content(cdata) + "</" + e.name + ">")
}

func (e Element) content(cdata bool) string {
	if e.number {
		return e.text
	}
	clean := strings.Map(xmlRune, strings.ToValidUTF8(e.text, "\uFFFD"))
	if cdata {
		return "<![CDATA[" + strings.ReplaceAll(clean, "]]>", "]]]]><![CDATA[>") + "]]>"
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;").Replace(clean)
}

// xmlRune replaces the control characters that XML cannot carry.
func xmlRune(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return '\uFFFD'
	}
	return r
}
