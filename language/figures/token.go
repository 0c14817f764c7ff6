package figures

import "anwei/language/text"

// token is a piece of a text: the runes from up to to. Its kind is a letter, as
// in words.txt.
type token struct {
	kind     byte
	from, to int
	sense
	num     text.Number // of kNumber
	class   byte        // what the measure behind a number counts, 0 for none
	measure string
	minus   bool
	span    bool // one end of a range
	space   bool // a blank stands before it
	month   int
	line    int
}

// sense is what a word of the form names.
type sense struct {
	groups uint64
	roles  uint16
	fields uint64
	parts  uint8 // bits of the parts of a title that it names: 停产 or 关闭
	weak   bool  // names its group only beside a figure: 部门
}

func (s sense) is(r role) bool { return s.roles&(1<<r) != 0 }

// The kinds that code looks at. Others only stand in words.txt and the frames.
const (
	kNumber  = 'n'
	kVague   = '~'
	kPercent = '%'
	kOther   = '#' // a number of what no field counts
	kNoise   = '@' // a date, a phone number: dropped
	kUnknown = 'u'
	kGroup   = 'G'
	kField   = 'F'
	kCheck   = 'C'
	kFind    = 'D'
	kHazard  = 'H'
	kMajor   = 'M'
	kGeneral = 'g'
	kRect    = 'R'
	kOpen    = 'O'
	kNow     = 'N'
	kForeign = 'Y'
	kItem    = 'J'
	kFiller  = '-'
	kHeading = 'm'
	kObject  = 'B'
	kComma   = ','
	kStop    = '.'
	kList    = '/'
)
