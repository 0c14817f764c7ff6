package wecomtest

import (
	"slices"
	"strconv"
	"strings"
)

// recipients are the people a message reaches. The fields are those of the answer: what is invalid is listed, user ids in
// lower case, and does not hinder the rest; errcode 81013 when nobody is left (§1.2). s.mu must be held.
func (s *Server) recipients(b *sendBody) ([]*person, fields, error) {
	out := fields{"invaliduser": "", "invalidparty": "", "invalidtag": "", "unlicenseduser": ""}
	if b.ToUser == "@all" {
		return licensed(s.order, out), out, nil
	}
	users, parties, tags := list(b.ToUser), list(b.ToParty), list(b.ToTag)
	switch {
	case len(users)+len(parties)+len(tags) == 0:
		return nil, nil, refuse(82001, "All target is empty")
	case len(users) > 1000:
		return nil, nil, refuse(40032, "invalid userid list size")
	case len(parties) > 100:
		return nil, nil, refuse(82002, "more than 100 parties")
	case len(tags) > 100:
		return nil, nil, refuse(82003, "more than 100 tags")
	}
	to, badUsers := s.byID(users)
	members, badParties := s.byParty(parties)
	for _, p := range members {
		if !slices.Contains(to, p) {
			to = append(to, p)
		}
	}
	out["invaliduser"] = strings.Join(badUsers, "|")
	out["invalidparty"] = strings.Join(badParties, "|")
	out["invalidtag"] = strings.Join(tags, "|") // the corp has no tags
	if len(to) == 0 {
		return nil, out, refuse(81013, "user & party & tag all invalid")
	}
	return licensed(to, out), out, nil
}

// licensed are those who can be reached; the others are listed in the answer.
func licensed(to []*person, out fields) []*person {
	var reached []*person
	var rest []string
	for _, p := range to {
		if p.Unlicensed {
			rest = append(rest, strings.ToLower(p.ID))
		} else {
			reached = append(reached, p)
		}
	}
	out["unlicenseduser"] = strings.Join(rest, "|")
	return reached
}

func list(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(joined, "|")
}

func (s *Server) byID(ids []string) (to []*person, invalid []string) {
	for _, id := range ids {
		p := s.find(id)
		switch {
		case p == nil:
			invalid = append(invalid, strings.ToLower(id))
		case !slices.Contains(to, p):
			to = append(to, p)
		}
	}
	return to, invalid
}

func (s *Server) byParty(parties []string) (to []*person, invalid []string) {
	tree := s.departments()
	for _, text := range parties {
		id, err := strconv.Atoi(text)
		if err != nil || !tree.has(id) {
			invalid = append(invalid, text)
			continue
		}
		to = append(to, s.members(tree.below(id))...)
	}
	return to, invalid
}
