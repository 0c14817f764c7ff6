package ooxml

import (
	"bufio"
	"bytes"
	"errors"
	"html"
	"io"
	"strings"
)

// What a file that cannot be read fails with.
var (
	errHuge   = errors.New("more than a table that people send can need")
	errBroken = errors.New("not as Office writes it")
)

// piece is what stands next in a part.
type piece int

const (
	opening piece = iota // <c r="A1">, and <c/>, which a closing follows
	closing              // </c>
	words                // text between tags
)

// stream reads the XML of one part, tag by tag, and keeps nothing of it: what it returns
// holds until next is called again. A part is as long as the budget lets it be.
type stream struct {
	in     *bufio.Reader
	budget *int64 // bytes that all parts of the file may still have
	name   []byte // of the tag, without its namespace
	attrs  []byte
	text   []byte
	empty  bool // the tag has closed itself, which is told next
}

// maxPiece bounds one tag and one text; a cell of Excel holds 32,767 characters.
const maxPiece = 1 << 18

func newStream(r io.Reader, budget *int64) *stream {
	return &stream{in: bufio.NewReaderSize(r, 1<<15), budget: budget}
}

// next returns the next tag or text, and io.EOF behind the last.
func (s *stream) next() (piece, error) {
	if s.empty {
		s.empty = false
		return closing, nil
	}
	s.text = s.text[:0]
	err := s.until('<')
	s.text = bytes.TrimSuffix(s.text, []byte("<"))
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	if len(s.text) > 0 {
		if err == nil {
			err = s.in.UnreadByte()
		}
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return words, err
	}
	if err != nil {
		return 0, err
	}
	return s.tag()
}

// tag reads a tag whose < is read, and passes over what is none.
func (s *stream) tag() (piece, error) {
	s.text = s.text[:0]
	for quote, more := byte(0), true; more; more = quote != 0 {
		seen := len(s.text)
		if err := s.until('>'); err != nil {
			return 0, broken(err)
		}
		quote = quoted(s.text[seen:], quote)
		if c := s.text[0]; c == '!' || c == '?' {
			break
		}
	}
	t := s.text[:len(s.text)-1]
	switch {
	case bytes.HasPrefix(t, []byte("!--")):
		return s.rest("--")
	case bytes.HasPrefix(t, []byte("![CDATA[")):
		p, err := s.rest("]]")
		s.text = bytes.TrimSuffix(bytes.TrimPrefix(s.text, []byte("![CDATA[")), []byte("]]>"))
		return p, err
	case bytes.HasPrefix(t, []byte("!")):
		return 0, errBroken // Office writes no DOCTYPE, and what one may say is dangerous
	case bytes.HasPrefix(t, []byte("?")):
		return s.next()
	case bytes.HasPrefix(t, []byte("/")):
		s.name = local(bytes.TrimSpace(t[1:]))
		return closing, nil
	}
	if u := bytes.TrimSuffix(t, []byte("/")); len(u) < len(t) {
		s.empty, t = true, u
	}
	s.name, s.attrs = t, nil
	if i := bytes.IndexAny(t, " \t\r\n"); i >= 0 {
		s.name, s.attrs = t[:i], t[i:]
	}
	s.name = local(s.name)
	return opening, nil
}

// rest reads on to the end of a comment, after which comes the next piece, or of CDATA.
func (s *stream) rest(end string) (piece, error) {
	for !bytes.HasSuffix(s.text, []byte(end+">")) {
		if err := s.until('>'); err != nil {
			return 0, broken(err)
		}
	}
	if end == "--" {
		return s.next()
	}
	return words, nil
}

// quoted returns the quotation mark that is open behind a piece of a tag, in which a >
// does not end it, or 0.
func quoted(piece []byte, open byte) byte {
	for _, c := range piece {
		switch {
		case open == c:
			open = 0
		case open == 0 && (c == '"' || c == '\''):
			open = c
		}
	}
	return open
}

// broken is what an error becomes within a tag, where a part may not end.
func broken(err error) error {
	if errors.Is(err, errHuge) {
		return err
	}
	return errBroken
}

// until adds what stands up to the mark, with it, to the text.
func (s *stream) until(mark byte) error {
	for {
		b, err := s.in.ReadSlice(mark)
		if *s.budget -= int64(len(b)); *s.budget < 0 || len(s.text)+len(b) > maxPiece {
			return errHuge
		}
		s.text = append(s.text, b...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

func (s *stream) is(name string) bool { return string(s.name) == name }

// attr returns an attribute of the tag, without its namespace; nothing where it has none.
func (s *stream) attr(name string) string {
	rest := s.attrs
	for {
		key, after, found := bytes.Cut(rest, []byte("="))
		if after = bytes.TrimLeft(after, " \t\r\n"); !found || len(after) == 0 {
			return ""
		}
		value, behind, closed := bytes.Cut(after[1:], after[:1])
		if !closed {
			return ""
		}
		if string(local(bytes.TrimSpace(key))) == name {
			return plain(value)
		}
		rest = behind
	}
}

// on reports whether a tag like <b/> or <b val="0"/> switches something on.
func (s *stream) on() bool {
	v := s.attr("val")
	return v != "0" && v != "false" && v != "none" && v != "off"
}

// plain returns a text as it was meant: &amp; and Excel's _x000D_ are one character each.
func plain(b []byte) string {
	s := string(b)
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, "_x")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if r, ok := hex(after); ok {
			out.WriteRune(r)
			after = after[5:]
		} else {
			out.WriteString("_x")
		}
		s = after
	}
}

// hex reads four digits with a _ behind them.
func hex(s string) (rune, bool) {
	if len(s) < 5 || s[4] != '_' {
		return 0, false
	}
	n := rune(0)
	for _, d := range s[:4] {
		at := strings.IndexRune("0123456789abcdef", d|0x20)
		if at < 0 {
			return 0, false
		}
		n = n<<4 | rune(at) //nolint:gosec // at is below 16
	}
	return n, n != 0
}
