// Package intake reads tables that people send, by their headings.
package intake

import (
	"regexp"
	"time"

	"anwei"
	"anwei/language"
)

// Intake is what a table that somebody filled in says of a form. A cell with an
// answer is either among the values of an entry or among the unplaced; only
// titles, headings, notes and the columns that the official tables have beside
// the answers are passed over.
type Intake struct {
	// Fields is how many of the form's fields the headings name, or how many of
	// its tasks the rows of a ledger. Zero is a table about something else.
	Fields int
	// Entries are in the order of the table, at most one for a unit and a period,
	// and none without values.
	Entries []Entry
	// Unplaced are in the order of the table.
	Unplaced []Unplaced
}

// Entry is what a table says of one unit in one period.
type Entry struct {
	// Unit is empty where the table does not say of whom it speaks.
	Unit anwei.UnitID
	// Period is zero where the table does not say of when it speaks. Otherwise the
	// form is reported for it.
	Period anwei.Period
	// Said is of whom or when the table says that it speaks where that may not be the
	// unit or the period: 安监站, 周报（10月5日-10月11日）. It is to be asked about.
	Said string
	// Values holds what was answered. A blank cell is no answer.
	Values anwei.Values
	// Cells says in which cell each value stands, as Excel names it: C5.
	Cells map[anwei.FieldID]string
}

// Unplaced is a cell, or a row named by its first cell, that was not taken.
type Unplaced struct {
	Cell string // as Excel names it: C5
	Text string // what stands in it
	Why  Why
	// Field is the field that the cell would have answered, as far as is known.
	Field anwei.FieldID
}

// Why says why a cell was not taken.
type Why string

// The reasons for leaving a cell.
const (
	// NoHeading is a cell under a heading that names no field, or under none.
	NoHeading Why = "no-heading"
	// Ambiguous is a cell under a heading that fits several fields equally well.
	Ambiguous Why = "ambiguous"
	// Cumulative is a cell under a heading of totals: 累计, 上年同期, 计划.
	Cumulative Why = "cumulative"
	// TotalRow is a row of totals, named by its first cell.
	TotalRow Why = "total-row"
	// NumberRow is the row under the headings that numbers the columns.
	NumberRow Why = "number-row"
	// UnknownUnit is a row of a unit that is not in the roster
	// or that may be any of several.
	UnknownUnit Why = "unknown-unit"
	// UnknownPeriod is a row whose first cell is no period of the form's kind.
	UnknownPeriod Why = "unknown-period"
	// OutsidePeriod is a period that the form is not reported for.
	OutsidePeriod Why = "outside-period"
	// UnknownTask is a row of a ledger with a task that the form does not have.
	UnknownTask Why = "unknown-task"
	// NoLabel is a cell in one of several rows that do not say of whom or when
	// they speak.
	NoLabel Why = "no-label"
	// Twice is a field that is answered in two cells, and not alike. Neither is
	// taken.
	Twice Why = "twice"
	// NotWhole is a text that is no number, or a number of other things than the
	// field counts.
	NotWhole Why = "not-whole"
	// Decimal is a number that is not whole.
	Decimal Why = "decimal"
	// Negative is a number below zero.
	Negative Why = "negative"
	// Approximate is a number that is not exact: 约30.
	Approximate Why = "approximate"
	// DateCell is a date where a number should be; Excel makes one of 3-5.
	DateCell Why = "date"
	// FormulaError is a formula without a result, or a column too narrow to show
	// its number.
	FormulaError Why = "formula-error"
	// MergedCell is a number in a cell that spans several columns or rows, so that
	// it may belong to any of them.
	MergedCell Why = "merged"
	// NotAnOption is a text that is none of the field's options.
	NotAnOption Why = "not-an-option"
	// Unclear is a text with several numbers, or with one of something else: 12 3.
	Unclear Why = "unclear"
	// TooLarge is a number of more digits than anything counted has: a telephone's.
	TooLarge Why = "too-large"
	// Percent is a share: 100%.
	Percent Why = "percent"
	// Struck is what is struck out.
	Struck Why = "struck"
	// Stretch is a row of a day or of days, in a form that is reported for longer.
	Stretch Why = "stretch"
	// FarCell is a cell too far from the table to be read, and others beside it.
	FarCell Why = "far"
)

// Read reads a grid of cell texts by its headings, wherever they stand: the
// official tables filled in, with columns or rows in another order, left out or
// added, and what people make of them. A cell of the grid is text as Excel shows
// it, without rounding; a merged cell may be repeated over its span or stand in
// its first cell alone. In a column of counts a dash, a slash or 不适用 does not
// apply, 无 is zero, and a blank cell is no answer.
//
// The periods of a table that tells no year are those that the form is reported
// for, of several the last that has begun by now. A grid without headings is
// read only where each row has exactly as many numbers as the form has counts,
// in their official order. The name of the tab says of whom or when the table is
// where the table itself does not.
//
// What a count is, the reader says, as it does of the same words in the talk.
func Read(g Grid, form anwei.Form, units *UnitNames, reader *language.Reader, now time.Time) Intake {
	r := newReader(g, form, units, reader, now)
	r.tab(g.Name)
	if !form.Counts() && r.tasks() {
		return r.done()
	}
	r.turn()
	if !r.tables() {
		r.bare()
	}
	return r.done()
}

// tableReader reads a table from top to bottom. It stands on what reads the lines
// around the grid, that on what gathers the answers, and that on the sheet: none of
// them knows what stands on it.
type tableReader struct{ *lineReader }

func newReader(g Grid, form anwei.Form, units *UnitNames, reader *language.Reader, now time.Time) tableReader {
	answers := &answers{
		sheet: &sheet{
			grid: grid{rows: g.Rows, spans: g.Spans}, form: form, units: units, names: newFieldNames(form),
			reader: reader, now: now, days: stretches(),
		},
		far:  g.Far,
		seen: map[anwei.FieldID]bool{}, left: map[cellKey]bool{}, at: map[cellKey][2]int{}, spans: map[int]cellKey{},
	}
	return tableReader{&lineReader{answers: answers, asked: anwei.Where(units.all, form.Audience.Includes)}}
}

// sheet is a grid and what may stand in it. It says what is what, and keeps nothing
// of it.
type sheet struct {
	grid  grid
	form  anwei.Form
	units *UnitNames
	names fieldNames

	reader *language.Reader
	now    time.Time
	days   *regexp.Regexp // stretches of them
	daily  bool           // the rows are a log of days
	heard  int            // cells that the reader was asked about
}
