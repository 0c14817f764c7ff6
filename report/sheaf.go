package report

import (
	"encoding/binary"
	"time"

	"anwei"
)

// Reports are those of one form and period.
type Reports interface {
	// Of returns a unit's report, and false where none is in. Its answers may be put into
	// a map that is given, and are then good until it is given again.
	Of(u anwei.UnitID, into anwei.Values) (anwei.Report, bool)
	// Head is Of without the answers, for less.
	Head(u anwei.UnitID) (anwei.Report, bool)
}

// ByUnit is reports as they are.
type ByUnit map[anwei.UnitID]anwei.Report

// Of implements Reports.
func (b ByUnit) Of(u anwei.UnitID, _ anwei.Values) (anwei.Report, bool) {
	r, ok := b[u]
	return r, ok
}

// Head implements Reports.
func (b ByUnit) Head(u anwei.UnitID) (anwei.Report, bool) { return b.Of(u, nil) }

// Sheaf is many reports in little memory: of a figure it keeps two or three bytes where
// a map of answers takes a hundred. It knows nothing of plans and reasons.
type Sheaf struct {
	// Bare keeps of texts only that they were given, for who counts answers.
	Bare  bool
	key   anwei.ReportKey // but for the unit
	at    map[anwei.UnitID]int32
	all   []packed
	ids   []anwei.FieldID
	index map[anwei.FieldID]uint64
}

// packed is a report with its answers as bytes: the number of the field and the shape of
// the answer, and what belongs to the shape.
type packed struct {
	answers      []byte
	first, at    time.Time
	by           anwei.PersonID
	handled      *anwei.Handling
	revision     int32
	late, behalf bool
}

// The shapes of an answer.
const (
	counted = iota // a figure and nothing else
	absent         // 不适用 and nothing else
	worded         // all of it
	shapes
)

// NewSheaf returns one without reports.
func NewSheaf(bare bool) *Sheaf {
	return &Sheaf{Bare: bare, at: map[anwei.UnitID]int32{}, index: map[anwei.FieldID]uint64{}}
}

// Add puts a report in, which it does not keep.
func (s *Sheaf) Add(r anwei.Report) {
	p := packed{
		first: r.First, at: r.At, by: r.By, late: r.Late, behalf: r.Behalf,
		revision: int32(r.Revision), //nolint:gosec // nobody corrects as often
	}
	if r.Handled != nil {
		h := *r.Handled
		p.handled = &h
	}
	const usual = 4
	p.answers = make([]byte, 0, usual*len(r.Values))
	for id, v := range r.Values {
		p.answers = s.pack(p.answers, id, v)
	}
	s.key, s.at[r.Key.Unit] = r.Key, int32(len(s.all)) //nolint:gosec // nor has a roster as many units
	s.all = append(s.all, p)
}

func (s *Sheaf) pack(b []byte, id anwei.FieldID, v anwei.Value) []byte {
	at, known := s.index[id]
	if !known {
		at = uint64(len(s.ids))
		s.index[id], s.ids = at, append(s.ids, id)
	}
	if s.Bare {
		v.Text, v.Note, v.Same = "", "", false
	}
	switch v {
	case anwei.Value{N: v.N}:
		return binary.AppendVarint(binary.AppendUvarint(b, at*shapes+counted), v.N)
	case anwei.Value{NA: true}:
		return binary.AppendUvarint(b, at*shapes+absent)
	}
	b = binary.AppendVarint(binary.AppendUvarint(b, at*shapes+worded), v.N)
	b = append(b, bit(v.NA), bit(v.Same))
	for _, t := range []string{v.Text, v.Note} {
		b = append(binary.AppendUvarint(b, uint64(len(t))), t...)
	}
	return b
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// Head implements Reports.
func (s *Sheaf) Head(u anwei.UnitID) (anwei.Report, bool) {
	r, _, ok := s.find(u)
	return r, ok
}

// Of implements Reports.
func (s *Sheaf) Of(u anwei.UnitID, into anwei.Values) (anwei.Report, bool) {
	r, answers, ok := s.find(u)
	if ok && into == nil {
		into = make(anwei.Values, len(s.ids))
	}
	clear(into)
	if ok {
		r.Values = into
	}
	for len(answers) > 0 {
		answers = s.unpack(answers, r.Values)
	}
	return r, ok
}

// find returns a report and its answers as they are kept.
func (s *Sheaf) find(u anwei.UnitID) (r anwei.Report, answers []byte, ok bool) {
	at, ok := s.at[u]
	if !ok {
		return r, nil, false
	}
	p := &s.all[at]
	r = anwei.Report{
		Key: s.key, First: p.first, At: p.at, By: p.by, Late: p.late, Behalf: p.behalf, Revision: int(p.revision), Handled: p.handled,
	}
	r.Key.Unit = u
	return r, p.answers, true
}

// unpack reads the first of the answers, and returns what is behind it.
func (s *Sheaf) unpack(b []byte, into anwei.Values) []byte {
	what, n := binary.Uvarint(b)
	b = b[n:]
	var v anwei.Value
	if shape := what % shapes; shape == absent {
		v.NA = true
	} else {
		v.N, n = binary.Varint(b)
		b = b[n:]
		if shape == worded {
			v.NA, v.Same, b = b[0] == 1, b[1] == 1, b[2:]
			for _, t := range []*string{&v.Text, &v.Note} {
				long, n := binary.Uvarint(b)
				end := n + int(long) //nolint:gosec // a length that pack wrote
				*t, b = string(b[n:end]), b[end:]
			}
		}
	}
	into[s.ids[what/shapes]] = v
	return b
}
