package language

import "anwei/language/text"

// token is a piece of a text: runes from up to to.
type token struct {
	kind     kind
	from, to int
	entry    wordEntry   // for names
	num      text.Number // for tNumber
	measure  string      // for tNumber: 家次; for tMeasure the word itself
	percent  bool
	negative bool
	span     bool // one end of a range: 12-15
	heading  bool // for tMeasure: a column's name, 家次 or 次数
	item     int  // for tName: 7 in 第7项
	month    int  // for tNow: 9 in 9月; 0 for 本月
	after    int  // for tNumber: where the number itself ends, before its measure
}

// value reports whether the token is a number that a field could hold.
func (t token) value() bool {
	return t.kind == tNumber && !t.percent && !t.negative && !t.span && !t.num.Vague && !t.num.Fraction
}

// trouble returns why the number cannot be taken, or "".
func (t token) trouble() text.Reason {
	switch {
	case t.negative:
		return text.Negative
	case t.num.Vague || t.span:
		return text.Approximate
	case t.num.Fraction:
		return text.Fraction
	}
	return ""
}

// blank reports whether the token says nothing about figures.
func (t token) blank() bool {
	return t.kind == tFiller || t.kind == tStill || t.kind == tSpace || t.kind == tTotal || t.kind == tColon || t.kind == tNow || t.kind == tNoise || t.kind == tCumul || t.kind == tDay
}

// breaks reports whether the token ends a clause.
func (t token) breaks() bool {
	return t.kind == tComma || t.kind == tStop || t.kind == tOpen || t.kind == tClose
}
