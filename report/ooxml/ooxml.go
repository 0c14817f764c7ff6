// Package ooxml reads what people send as Office Open XML: workbooks and Word documents, zip
// files of XML which may be anything. They are read as streams, so that what they cost is
// what is kept of them, whatever they unpack to.
package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"anwei/report/intake"
)

// Bounds are what may be kept of a file.
type Bounds struct {
	Sheets, Rows, Cols int
	Cells              int // of one sheet, with those beyond its rows and columns
	Texts              int // bytes of all cells together
}

// The bounds of any file, and what a part may declare.
const (
	maxFile  = 20 << 20 // bytes of the file
	maxParts = 64 << 20 // bytes of its parts together, unpacked, as far as they are read
	maxNotes = 1 << 16  // styles, formats and sheets; Excel itself has no more styles
	maxSpans = 4000     // merged cells
)

// Read returns what stands in a workbook, sheet by sheet, as a person sees it in Excel, but
// with all digits of a number, with dates as 2026-03-05 and times as 12:03. What is struck
// out is left out, or marked with intake.StruckNote where nothing else stands in the cell;
// raised and lowered characters are set off. The text of a merged cell is repeated over its
// span. A formula that was never computed is the formula itself. Hidden sheets are left out
// and named. Of a Word document the tables are the sheets, with the lines around them. What
// cannot be read is told by the book's trouble.
func Read(data []byte, b Bounds) intake.Book {
	if trouble := kind(data); trouble != "" {
		return intake.Book{Trouble: trouble}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return intake.Book{Trouble: intake.BrokenBook}
	}
	a := &archive{parts: map[string]*zip.File{}, budget: maxParts, bounds: b, room: b.Texts}
	for _, p := range z.File {
		a.parts[strings.ToLower(path.Clean(p.Name))] = p
	}
	var book intake.Book
	switch {
	case a.parts["xl/workbook.xml"] != nil:
		book, err = a.workbook()
	case a.parts["word/document.xml"] != nil:
		book, err = a.document()
	default:
		return intake.Book{Trouble: intake.NotABook}
	}
	switch {
	case errors.Is(err, errHuge):
		return intake.Book{Trouble: intake.HugeBook}
	case err != nil:
		return intake.Book{Trouble: intake.BrokenBook}
	case len(book.Grids) == 0 && a.parts["xl/workbook.xml"] == nil:
		book.Trouble = intake.NotABook
	case len(book.Grids) == 0:
		book.Trouble = intake.BlankBook
	}
	return book
}

// kind says by its content why a file is none that can be read, and nothing where it may be
// one.
func kind(data []byte) intake.Trouble {
	switch {
	case len(data) > maxFile:
		return intake.HugeBook
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		switch {
		case bytes.Contains(data, inUTF16("EncryptedPackage")):
			return intake.LockedBook
		case bytes.Contains(data, inUTF16("Workbook")), bytes.Contains(data, inUTF16("Book")):
			return intake.OldBook
		case bytes.Contains(data, inUTF16("WordDocument")):
			return intake.OldWord
		}
		return intake.NotABook
	case !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return intake.NotABook
	}
	return ""
}

// inUTF16 returns an ASCII text as the old formats have the names of their parts.
func inUTF16(s string) []byte { return []byte(strings.Join(strings.Split(s, ""), "\x00") + "\x00") }

// archive is a file whose parts are read one after the other.
type archive struct {
	parts  map[string]*zip.File
	budget int64 // bytes of parts that may still be read
	bounds Bounds
	room   int // bytes of texts that may still be kept
}

// each gives the pieces of a part to take, until there are no more or it fails. A part that
// is not there has none.
func (a *archive) each(name string, take func(*stream, piece) error) error {
	p := a.parts[strings.ToLower(path.Clean(name))]
	if p == nil {
		return nil
	}
	r, err := p.Open()
	if err != nil {
		return errBroken
	}
	defer r.Close() //nolint:errcheck // it is read only
	s := newStream(r, &a.budget)
	for {
		what, err := s.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := take(s, what); err != nil {
			return err
		}
	}
}

// keep takes the room of a text, or fails where it is used up.
func (a *archive) keep(n int) error {
	if a.room -= n; a.room < 0 {
		return errHuge
	}
	return nil
}

// spread repeats the texts of merged cells over their spans.
func (a *archive) spread(g *intake.Grid) error {
	kept := g.Spans[:0]
	for _, s := range g.Spans {
		s.Right, s.Bottom = min(s.Right, a.bounds.Cols-1), min(s.Bottom, len(g.Rows)-1)
		if s.Top >= len(g.Rows) || s.Left >= len(g.Rows[s.Top]) || g.Rows[s.Top][s.Left] == "" {
			continue
		}
		text := g.Rows[s.Top][s.Left]
		for y := s.Top; y <= s.Bottom; y++ {
			if err := a.keep(len(text) * max(0, s.Right-s.Left+1)); err != nil {
				return err
			}
			for len(g.Rows[y]) <= s.Right {
				g.Rows[y] = append(g.Rows[y], "")
			}
			for x := s.Left; x <= s.Right; x++ {
				g.Rows[y][x] = text
			}
		}
		kept = append(kept, s)
	}
	g.Spans = kept
	return nil
}
