package language

import (
	"time"

	"anwei"
)

// DeskKnown is what the reader of acts may rely on.
type DeskKnown struct {
	Forms []anwei.Form
	Units []anwei.Unit
	// Names are those of Units; nil makes them for this one text.
	Names *Gazetteer
	Now   time.Time
}

// named finds the units that a text names.
func (k DeskKnown) named(text string) []Named {
	if k.Names == nil {
		return Units(text, k.Units)
	}
	return k.Names.Find(text)
}

const (
	blanks     = " \t\n,，、:：;；.。!！-—"
	separators = blanks + "和及与"
)

// unitsSaid are the units that a text begins with.
type unitsSaid struct{ Units, Either []anwei.UnitID }

func (s *unitsSaid) unitOf(text *string, k DeskKnown) bool {
	named := k.named(*text)
	if len(named) == 0 || named[0].From != 0 && (named[0].Exact || len(s.Units) > 0) {
		return false
	}
	if !named[0].Exact && (named[0].From != 0 || len(s.Units) > 0) {
		return false
	}
	if ids := named[0].Units; len(ids) == 1 {
		s.Units = append(s.Units, ids[0])
	} else {
		s.Either = append(s.Either, ids...)
	}
	*text = (*text)[named[0].To:]
	return true
}
