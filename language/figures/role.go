package figures

import "anwei/language/figures/words"

type (
	lexicon = words.Lexicon
	sense   = words.Sense
	role    = words.Role
)

// The parts that a form may have fields for, and those that none has: hazards that are
// not major still are a part.
const (
	none    = words.None
	check   = words.Check
	haz     = words.Haz
	major   = words.Major
	rect    = words.Rect
	rectMaj = words.RectMaj
	own     = words.Own
)

const (
	general = words.Roles + iota // hazards that are not major
	rectGen                      // general hazards put right
	open                         // hazards not yet put right
	openGen                      // general ones
	openMaj                      // major ones
	ordered                      // hazards whose putting right was ordered
)

// isDone reports whether the part is of what is put right.
func isDone(r role) bool { return r == rect || r == rectGen || r == rectMaj }

// isLeft reports whether the part is of hazards not yet put right.
func isLeft(r role) bool { return r >= open && r <= openMaj }

// done returns the part of the hazards of base that are put right.
func done(base role) role { return among(base, rect, rectGen, rectMaj) }

// left returns the part of the hazards of base that are not put right.
func left(base role) role { return among(base, open, openGen, openMaj) }

// among chooses between what is of all hazards, of the general and of the major ones.
func among(r, of, ofGeneral, ofMajor role) role {
	switch r {
	case general:
		return ofGeneral
	case major:
		return ofMajor
	default:
		return of
	}
}
