package phone

import (
	"net/http"
	"strings"

	"anwei"
)

type group struct {
	Role   anwei.Role `json:"role"`
	Title  string     `json:"title"`
	People []someone  `json:"people"`
}

type someone struct {
	ID   anwei.PersonID `json:"id"`
	Name string         `json:"name"`
	Post string         `json:"post"`
	Unit string         `json:"unit"`
}

// people answers who can be chatted as, by role, and whose phones are shown at
// first: two reporters and one of the office.
func (p *page) people(*http.Request) (any, error) {
	groups := []group{
		{Role: anwei.Reporter, Title: "填报员"},
		{Role: anwei.Office, Title: "安委办"},
		{Role: anwei.Leader, Title: "领导"},
	}
	shown := map[anwei.Role]int{anwei.Reporter: 2, anwei.Office: 1}
	first := []anwei.PersonID{}
	for i := range groups {
		g := &groups[i]
		g.People = []someone{}
		for _, x := range p.Roster.People {
			if mainRole(x) != g.Role {
				continue
			}
			g.People = append(g.People, someone{ID: x.ID, Name: x.Name, Post: x.Post, Unit: p.unitsOf(x)})
			if shown[g.Role] > 0 {
				shown[g.Role]--
				first = append(first, x.ID)
			}
		}
	}
	if p.Group != "" {
		groups = append(groups, group{Role: "group", Title: "群聊", People: []someone{{ID: groupID, Name: p.Group, Post: "群聊，只看不说"}}})
	}
	return map[string]any{"groups": groups, "first": first}, nil
}

// mainRole is the one that a person is listed under.
func mainRole(x anwei.Person) anwei.Role {
	for _, r := range []anwei.Role{anwei.Reporter, anwei.Office} {
		if x.Has(r) {
			return r
		}
	}
	return anwei.Leader
}

func (p *page) unitsOf(x anwei.Person) string {
	var names []string
	seen := map[anwei.UnitID]bool{}
	for _, a := range x.Roles {
		u, ok := p.Roster.Unit(a.Unit)
		if !ok || seen[a.Unit] {
			continue
		}
		seen[a.Unit] = true
		if a.Deputy {
			u.Name += "（代）"
		}
		names = append(names, u.Name)
	}
	return strings.Join(names, "、")
}
