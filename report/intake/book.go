package intake

// Grid is one sheet of a workbook as texts, cell by cell, as Read takes
// them. Its rows may be of unequal length.
type Grid struct {
	Name string // of the tab; empty for cells that were pasted
	Rows [][]string
}

// Book is what a file turned out to be that somebody sent.
type Book struct {
	// Grids are the sheets that are shown and have something in them, in their
	// order.
	Grids []Grid
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
	// LockedBook is a workbook that asks for a password.
	LockedBook Trouble = "locked-book"
	// BrokenBook is a workbook that cannot be opened.
	BrokenBook Trouble = "broken-book"
	// HugeBook is a workbook beyond what an official table can need.
	HugeBook Trouble = "huge-book"
	// BlankBook is a workbook in which nothing stands.
	BlankBook Trouble = "blank-book"
)
