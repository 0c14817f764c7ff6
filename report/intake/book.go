package intake

// Grid is one sheet of a workbook as texts, cell by cell, as Read takes
// them. Its rows may be of unequal length.
type Grid struct {
	Name string // of the tab; empty for cells that were pasted
	Rows [][]string
	// Spans are the merged cells. The text of one may be repeated over its span.
	Spans []Span
	// Far names the first of a few cells that stand too far from the table to be read.
	Far string
}

// Span is a merged cell, by its rows and columns counted from 0, all included.
type Span struct{ Left, Top, Right, Bottom int }

// StruckNote is what a reader of workbooks writes behind a text that is struck out. Read
// does not take such a cell.
const StruckNote = "（已划掉）"

// Book is what a file turned out to be that somebody sent.
type Book struct {
	// Grids are the sheets that are shown and have something in them, in their
	// order.
	Grids []Grid
	// Hidden names the sheets that are not shown, which nobody read.
	Hidden []string
	// Trouble says why there are none; empty where the file could be read.
	Trouble Trouble
}

// Trouble says why nothing could be read from a file.
type Trouble string

// The kinds of trouble with a file.
const (
	// NotFetched is a file that WeCom did not hand over.
	NotFetched Trouble = "not-fetched"
	// NotABook is a file of another kind: a picture, a PDF, a text.
	NotABook Trouble = "not-a-book"
	// OldBook is a workbook of before 2007, .xls, or of WPS, .et.
	OldBook Trouble = "old-book"
	// OldWord is a document of before 2007, .doc, or of WPS, .wps.
	OldWord Trouble = "old-word"
	// LockedBook is a workbook that asks for a password.
	LockedBook Trouble = "locked-book"
	// BrokenBook is a workbook that cannot be opened.
	BrokenBook Trouble = "broken-book"
	// HugeBook is a workbook beyond what an official table can need.
	HugeBook Trouble = "huge-book"
	// BlankBook is a workbook in which nothing stands.
	BlankBook Trouble = "blank-book"
)
