package wecomtest

import (
	"slices"
	"strconv"
	"strings"
)

// contacts is the part of the API that tells of people and departments (§1.8).
type contacts struct{ *corp }

// getUser tells no mobile number, address, gender and avatar unless Options.ShowMobile is set: apps created since
// 2022-06-20 do not get them (§1.8).
func (s *contacts) getUser(c *call) (fields, error) {
	id := c.query.Get("userid")
	if id == "" {
		return nil, refuse(41009, "userid missing")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.find(id)
	if p == nil {
		return nil, refuse(60111, "userid not found")
	}
	return s.full(p), nil
}

func (s *contacts) full(p *person) fields {
	order := make([]int, len(p.Department))
	f := fields{
		"userid": p.ID, "name": p.Name, "department": p.Department, "position": p.Position, "order": order,
		"is_leader_in_dept": order, "direct_leader": []string{}, "main_department": p.Department[0], "status": 1,
		"alias": "", "telephone": "", "extattr": fields{"attrs": []string{}}, "external_position": "",
	}
	if s.opts.ShowMobile {
		f["mobile"] = p.Mobile
	}
	return f
}

func (s *contacts) simpleList(c *call) (fields, error) {
	return s.listUsers(c, func(p *person) fields {
		return fields{"userid": p.ID, "name": p.Name, "department": p.Department, "open_userid": ""}
	})
}

func (s *contacts) fullList(c *call) (fields, error) { return s.listUsers(c, s.full) }

func (s *contacts) listUsers(c *call, show func(*person) fields) (fields, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, err := strconv.Atoi(c.query.Get("department_id"))
	if err != nil {
		return nil, refuse(40058, "invalid department_id")
	}
	tree := s.departments()
	if !tree.has(id) {
		return nil, refuse(60003, "department not found")
	}
	within := []int{id}
	if c.query.Get("fetch_child") == "1" {
		within = tree.below(id)
	}
	users := []fields{}
	for _, p := range s.members(within) {
		users = append(users, show(p))
	}
	return fields{"userlist": users}, nil
}

// members are the people in any of the departments, each once.
func (s *contacts) members(departments []int) []*person {
	var out []*person
	for _, p := range s.order {
		if slices.ContainsFunc(p.Department, func(id int) bool { return slices.Contains(departments, id) }) {
			out = append(out, p)
		}
	}
	return out
}

// listID pages through pairs of member and department; the cursor is opaque to clients (§1.8).
func (s *contacts) listID(c *call) (fields, error) {
	b := struct {
		Cursor string `json:"cursor"`
		Limit  int    `json:"limit"`
	}{}
	if _, err := s.readJSON(c, &b); err != nil {
		return nil, err
	}
	const maxLimit = 10000 // UNCONFIRMED
	if b.Limit < 0 || b.Limit > maxLimit {
		return nil, refuse(40058, "invalid limit")
	}
	if b.Limit == 0 {
		b.Limit = maxLimit
	}
	start := 0
	if b.Cursor != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(b.Cursor, "cursor-"))
		if err != nil || n < 0 {
			return nil, refuse(40058, "invalid cursor")
		}
		start = n
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	pairs := []fields{}
	for _, p := range s.order {
		for _, d := range p.Department {
			pairs = append(pairs, fields{"userid": p.ID, "department": d})
		}
	}
	start = min(start, len(pairs))
	end, next := min(start+b.Limit, len(pairs)), ""
	if end < len(pairs) {
		next = "cursor-" + strconv.Itoa(end)
	}
	return fields{"dept_user": pairs[start:end], "next_cursor": next}, nil
}

const rootDepartment = 1

// tree is the corp's departments, parents before children as far as the options list them so.
type tree []Department

// departments are those of the options, the root, and one for every id that only users name.
func (s *contacts) departments() tree {
	t := tree(slices.Clone(s.opts.Departments))
	if !t.has(rootDepartment) {
		t = slices.Insert(t, 0, Department{ID: rootDepartment, Name: s.opts.CorpID})
	}
	for _, p := range s.order {
		for _, id := range p.Department {
			if !t.has(id) {
				t = append(t, Department{ID: id, Name: "部门" + strconv.Itoa(id), ParentID: rootDepartment})
			}
		}
	}
	return t
}

func (t tree) has(id int) bool {
	return slices.ContainsFunc(t, func(d Department) bool { return d.ID == id })
}

// below returns a department and all under it. A cycle does no harm.
func (t tree) below(id int) []int {
	out := []int{id}
	for i := 0; i < len(out); i++ {
		for _, d := range t {
			if d.ParentID == out[i] && !slices.Contains(out, d.ID) {
				out = append(out, d.ID)
			}
		}
	}
	return out
}

func (s *contacts) listDepartments(c *call) (fields, error) {
	list, err := s.subtree(c, func(d Department) fields {
		return fields{
			"id": d.ID, "name": d.Name, "name_en": "", "department_leader": []string{},
			"parentid": d.ParentID, "order": d.Order,
		}
	})
	return fields{"department": list}, err
}

func (s *contacts) listDepartmentIDs(c *call) (fields, error) {
	list, err := s.subtree(c, func(d Department) fields {
		return fields{"id": d.ID, "parentid": d.ParentID, "order": d.Order}
	})
	return fields{"department_id": list}, err
}

// subtree shows the department named by the parameter id and all under it; all there are without the parameter.
func (s *contacts) subtree(c *call, show func(Department) fields) ([]fields, error) {
	s.mu.Lock()
	t := s.departments()
	s.mu.Unlock()
	id := rootDepartment
	if text := c.query.Get("id"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || !t.has(n) {
			return []fields{}, refuse(60003, "department not found")
		}
		id = n
	}
	out := []fields{}
	for _, d := range t.below(id) {
		out = append(out, show(t[slices.IndexFunc(t, func(x Department) bool { return x.ID == d })]))
	}
	return out, nil
}
