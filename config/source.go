package config

import (
	"fmt"
	"reflect"
)

// Source remembers which line of which file each value of a structure was read
// from, and collects what is wrong with them. A value is named by its address,
// so the structure must stay where it is until the checks are done.
type Source struct {
	name     string
	places   map[any]place
	problems Problems
	// read counts the problems met while reading. What could not be read is not
	// complained about again when it is checked.
	read int
	// unread is set where nothing could be read at all.
	unread bool
}

// place is where a value was written, or, for one that was left out, where the
// thing stands that it is missing from.
type place struct {
	file    string
	line    int
	field   string
	written bool
}

// item names one entry of a map, which has no address of its own.
type item struct {
	parent any
	key    string
}

// NewSource returns a source without any values. Problems with values that it
// does not know are told of the file as a whole.
func NewSource(name string) *Source {
	return &Source{name: name, places: map[any]place{}}
}

// Mark records where the value that ptr points to was written.
func (s *Source) Mark(ptr any, file string, line int, field string) {
	s.places[ptr] = place{file, line, field, true}
}

// Problem records that something is wrong with the value that ptr points to.
// Where the value, or the whole file, could not be read, that is reason enough
// and nothing is added.
func (s *Source) Problem(ptr any, format string, args ...any) {
	at := s.at(ptr)
	for _, p := range s.problems[:s.read] {
		if p.File == at.file && p.Field == at.field {
			return
		}
	}
	if !s.unread {
		s.add(at, fmt.Sprintf(format, args...))
	}
}

// ItemProblem records that something is wrong with the entry of the map that
// ptr points to.
func (s *Source) ItemProblem(ptr any, key, format string, args ...any) {
	at, ok := s.places[item{ptr, key}]
	if !ok {
		at = s.at(ptr)
	}
	s.add(at, fmt.Sprintf(format, args...))
}

// FileProblem records that something is wrong with the file as a whole.
func (s *Source) FileProblem(format string, args ...any) {
	s.add(place{file: s.name}, fmt.Sprintf(format, args...))
}

// Line returns the line on which the value that ptr points to was written, and
// 0 where that is not known.
func (s *Source) Line(ptr any) int { return s.at(ptr).line }

// Written reports whether the value that ptr points to was written at all.
func (s *Source) Written(ptr any) bool { return s.at(ptr).written }

// Err returns all recorded problems as Problems, in the order of the file, and
// nil where there are none.
func (s *Source) Err() error {
	if len(s.problems) == 0 {
		return nil
	}
	return s.problems.sorted()
}

func (s *Source) at(ptr any) place {
	if p, ok := s.places[ptr]; ok {
		return p
	}
	return place{file: s.name}
}

func (s *Source) add(at place, message string) {
	s.problems = append(s.problems, Problem{at.file, at.line, at.field, message})
}

// missing records for a value and all its fields where they are missing from;
// what is written in the file is marked again when it is read.
func (s *Source) missing(v reflect.Value, line int, field string) {
	s.places[v.Addr().Interface()] = place{file: s.name, line: line, field: field}
	if v.Kind() != reflect.Struct {
		return
	}
	for i, key := range keys(v.Type()) {
		if key != "" {
			s.missing(v.Field(i), line, join(field, key))
		}
	}
}
