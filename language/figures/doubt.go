package figures

import (
	"maps"
	"slices"

	"anwei"
)

// differs reports whether two readings have another value for a field of both.
func (r *Reading) differs(o Reading) bool {
	v := o.Values()
	return slices.ContainsFunc(r.Found, func(f Found) bool { n, ok := v[f.Field]; return ok && n != f.Value })
}

// monthly asks whether the figures are the month's that only a running total says.
func (r *Reading) monthly(out *Reading) {
	had, d := out.Values(), Doubt{Readings: []anwei.Values{{}}}
	for _, f := range r.Found {
		if _, ok := had[f.Field]; ok {
			continue
		}
		if len(d.Fields) == 0 {
			d.Span = f.Span
		}
		d.Fields = append(d.Fields, f.Field)
		d.Readings[0][f.Field] = f.Value
	}
	if len(d.Fields) > 0 {
		out.Doubts = append(out.Doubts, d)
	}
}

// doubt enters what the readings near to the best differ on, each way to have it
// once.
func (s *answer) doubt(out *Reading, fields []int, near []reading) {
	var d Doubt
	from, to := len(s.Tokens), 0
	for _, x := range near {
		v := anwei.Values{}
		for _, f := range fields {
			if w, ok := x.values[f]; ok && !w.blocked && w.to > w.from && w.to <= len(s.Tokens) {
				v[s.Form.Fields[f].ID] = anwei.Number(w.n)
				from, to = min(from, s.said(w.from)), max(to, w.to)
			}
		}
		if !x.clash {
			d.add(v)
		}
	}
	if len(d.Readings) > 1 || from < to && s.NamedIn(from, to) {
		s.ask(out, d, from, to)
	}
}

// add enters one way to have the fields.
func (d *Doubt) add(v anwei.Values) {
	if len(v) > 0 && !slices.ContainsFunc(d.Readings, func(o anwei.Values) bool { return maps.Equal(o, v) }) {
		d.Readings = append(d.Readings, v)
	}
}

// ask puts a doubt about the tokens from up to to, with the fields on which its
// readings differ.
func (s *answer) ask(out *Reading, d Doubt, from, to int) {
	for _, fd := range s.Form.Fields {
		first, said := anwei.Value{}, 0
		same := true
		for _, v := range d.Readings {
			if n, ok := v[fd.ID]; ok {
				same = same && (said == 0 || n == first)
				first = n
				said++
			}
		}
		if said > 0 && (!same || said < len(d.Readings) || len(d.Readings) == 1) {
			d.Fields = append(d.Fields, fd.ID)
		}
	}
	if len(d.Fields) > 0 && from < to {
		d.Span = s.Span(s.Tokens[from].From, s.Tokens[to-1].To)
		out.Doubts = append(out.Doubts, d)
	}
}

// values are what a reading comes to, none where it contradicts itself.
func (s *answer) values(x reading) anwei.Values {
	v := anwei.Values{}
	for f, w := range x.values {
		if !w.blocked && !x.clash {
			v[s.Form.Fields[f].ID] = anwei.Number(w.n)
		}
	}
	return v
}

// eitherOf asks which of two numbers for one field is meant: 整改是98还是119？
func (s *answer) eitherOf(out *Reading, best *reading) {
	if best.at == 0 {
		return
	}
	var d Doubt
	for _, tok := range []int{best.at, best.against} {
		claims := slices.DeleteFunc(best.hyp.claims(), func(c *claim) bool { return c.tok == tok })
		d.add(s.values(s.settled(&best.hyp, claims)))
	}
	if len(d.Readings) == 2 {
		s.ask(out, d, s.NameStart(best.against), best.at+1)
	}
}

// groupOf asks of which group the figures are that name none.
func (s *answer) groupOf(out *Reading, best *reading) {
	var d Doubt
	from, to := len(s.Tokens), 0
	for g := range s.Form.Groups {
		claims := slices.DeleteFunc(best.hyp.claims(), func(c *claim) bool { return c.kind == restZero })
		fits := true
		for i, c := range claims {
			if c.group < 0 && c.role != none {
				in := *c
				in.group = g
				claims[i] = &in
				cost := s.fits(&s.Tokens[c.tok], c.role, g, c.field, &phrase{})
				fits = fits && cost >= 0 && cost < worst
				from, to = min(from, s.said(c.tok)), max(to, c.end)
			}
		}
		x := s.settled(&best.hyp, claims)
		for f, v := range x.values {
			old, had := best.values[f]
			fits = fits && (!had || old.n == v.n)
		}
		if from == len(s.Tokens) || !fits || len(x.lost) > len(best.lost) {
			continue
		}
		v := s.values(x)
		for f := range best.values {
			delete(v, s.Form.Fields[f].ID)
		}
		d.add(v)
	}
	s.ask(out, d, from, to)
}
