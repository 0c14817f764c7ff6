package figures

import (
	"anwei/language/figures/token"
)

// phrase is what the words around a number, or of a statement, say together.
type phrase struct {
	sense
	from, to int // tokens
	has      [128]bool
	names    int // tokens that name something
	unknown  int // tokens without a meaning
	key      uint32
	joint    bool // 发现并整改: found and put right at once
	ordered  bool // 限期整改
	special  bool // 化工企业: a kind of object, which another kind is no part of
}

// phrase gathers the tokens from i up to j.
func (s *run) phrase(i, j int) phrase {
	p := phrase{from: i, to: j}
	s.steps += j - i
	for k := i; k < j; k++ {
		t := &s.Tokens[k]
		if t.Kind < 128 {
			p.has[t.Kind] = true
		}
		switch t.Kind {
		case token.Unknown, token.Object, 'a':
			p.special = p.special || t.Kind != token.Object
			if t.Kind != 'a' {
				p.unknown++
			}
			p.mark(s, t)
		}
		if t.Kind == token.Hazard && s.In("haz.kind", s.Said(k)) {
			p.special = true
			p.mark(s, t)
		}
		if !t.IsName() {
			continue
		}
		if t.Weak && k > 0 && s.Tokens[k-1].Kind == token.Unknown && s.Tokens[k-1].To == t.From {
			p.unknown++
			continue
		}
		p.names++
		p.take(s, k)
	}
	return p
}

// mark adds a word to what tells phrases apart.
func (p *phrase) mark(s *run, t *token.Token) {
	for _, r := range s.Runes[t.From:t.To] {
		p.key = p.key*31 + uint32(r) //nolint:gosec // a hash
	}
}

// take adds what the name at token k says.
func (p *phrase) take(s *run, k int) {
	t := &s.Tokens[k]
	if t.Groups != 0 {
		p.Groups = t.Groups
	}
	if t.Kind == token.Rect {
		switch {
		case p.has['V']:
			p.ordered = true
		case p.has[token.Find] && !p.has[token.Hazard], s.In("joint", s.Said(k)):
			p.joint = true
		case k > 0 && s.Tokens[k-1].Kind == token.Check && k+1 < len(s.Tokens) && (s.Tokens[k+1].Kind == token.Hazard || s.Tokens[k+1].Kind == token.Number):
			p.joint = true
		}
	}
	p.Roles |= t.Roles
	p.Fields |= t.Fields
	p.Parts |= t.Parts
}

// role returns the part that the phrase names, with base for the hazards that a
// bare 整改 is about.
func (p *phrase) role(base role) role {
	switch {
	case p.Fields != 0:
		return own
	case p.has[token.Open]:
		return left(p.base(base))
	case p.ordered:
		return ordered
	case p.joint:
		return p.base(haz)
	case p.Is(rect):
		return done(p.base(base))
	case p.Is(major):
		return major
	case p.has[token.General]:
		return general
	case p.Is(haz) && (p.has[token.Hazard] || !p.special || p.unknown == 0):
		return haz
	case p.Is(check):
		return check
	}
	return none
}

// base returns the hazards that the phrase speaks of.
func (p *phrase) base(def role) role {
	switch {
	case p.Is(major):
		return major
	case p.has[token.General]:
		return general
	}
	return def
}
