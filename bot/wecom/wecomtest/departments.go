package wecomtest

import (
	"slices"
	"strconv"
)

const rootDepartment = 1

// tree is the corp's departments, parents before children as far as the options list them so.
type tree []Department

// departments are those of the options, the root, and one for every id that only users name.
func (s *Server) departments() tree {
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

func (s *Server) listDepartments(c *call) (fields, error) {
	list, err := s.subtree(c, func(d Department) fields {
		return fields{
			"id": d.ID, "name": d.Name, "name_en": "", "department_leader": []string{},
			"parentid": d.ParentID, "order": d.Order,
		}
	})
	return fields{"department": list}, err
}

func (s *Server) listDepartmentIDs(c *call) (fields, error) {
	list, err := s.subtree(c, func(d Department) fields {
		return fields{"id": d.ID, "parentid": d.ParentID, "order": d.Order}
	})
	return fields{"department_id": list}, err
}

// subtree shows the department named by the parameter id and all under it; all there are without the parameter.
func (s *Server) subtree(c *call, show func(Department) fields) ([]fields, error) {
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
