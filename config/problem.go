package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"anwei"
)

// Problem is one thing that is wrong in a file that somebody wrote. It says in
// Chinese what is wrong and what would be right.
type Problem struct {
	File string
	// Line counts from 1; 0 is the file as a whole.
	Line int
	// Field is the way to the value inside the file: forms[0].deadline.day.
	Field   string
	Message string
}

// String returns the problem as file:line: field: message, leaving out what is
// not known.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Field != "" {
		b.WriteString(": " + p.Field)
	}
	b.WriteString(": " + p.Message)
	return b.String()
}

// Problems is an error that lists everything that is wrong at once, so that a
// file can be mended in one go.
type Problems []Problem //nolint:errname // it reads as what it is: config.Problems

// Error returns one problem a line.
func (ps Problems) Error() string {
	lines := anwei.Each(ps, Problem.String)
	return strings.Join(lines, "\n")
}

// sorted returns the problems in the order in which a reader of the files meets
// them, each once.
func (ps Problems) sorted() Problems {
	out := slices.Clone(ps)
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return slices.Compact(out)
}
