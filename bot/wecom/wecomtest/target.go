package wecomtest

import (
	"strings"
)

// recipients are the people a message reaches. The fields are those of the answer: what is invalid is listed, user ids in
// lower case, and does not hinder the rest; errcode 81013 when nobody is left (§1.2). s.mu must be held.
func (s *Server) recipients(b *sendBody) ([]*person, fields, error) {
	out := fields{"invaliduser": "", "invalidparty": "", "invalidtag": "", "unlicenseduser": ""}
	users := strings.Split(b.ToUser, "|")
	switch {
	case b.ToUser == "":
		return nil, nil, refuse(82001, "All target is empty")
	case len(users) > 1000:
		return nil, nil, refuse(40032, "invalid userid list size")
	}
	to, bad := s.byID(users)
	out["invaliduser"] = strings.Join(bad, "|")
	if len(to) == 0 {
		return nil, out, refuse(81013, "user & party & tag all invalid")
	}
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
	return reached, out, nil
}

func (s *Server) byID(ids []string) (to []*person, invalid []string) {
	seen := make(map[*person]bool, len(ids))
	for _, id := range ids {
		p := s.find(id)
		if p == nil {
			invalid = append(invalid, strings.ToLower(id))
		} else if !seen[p] {
			seen[p] = true
			to = append(to, p)
		}
	}
	return to, invalid
}
