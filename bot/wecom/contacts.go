package wecom

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"

	"anwei"
	"anwei/language/text"
)

// Member is a person of the corp, as far as the app may see.
type Member struct {
	ID anwei.PersonID // the userid as WeCom writes it
	// Name is empty where WeCom does not tell it to this app.
	Name        string
	Post        string // 职务; often empty
	Departments []int
}

// Department is a department of the corp, as far as the app may see.
type Department struct {
	ID int
	// Name is empty where WeCom does not tell it to this app.
	Name string
	// Parent is 0 or the ID of another department that the app sees.
	Parent int
}

// Departments returns the departments that the app sees, each behind its parent.
// One whose parent the app does not see, and one whose parents go round in a
// circle, is a top one. Where WeCom keeps the names from this app, the
// departments come without them (§1.8).
func (c *Client) Departments(ctx context.Context) ([]Department, error) {
	type entry struct {
		ID     int    `json:"id"`
		Name   string `json:"name"`
		Parent int    `json:"parentid"`
		Order  int    `json:"order"`
	}
	var full struct {
		List []entry `json:"department"`
	}
	err := c.get(ctx, apiDepartments, nil, &full)
	if restricted(err) {
		var ids struct {
			List []entry `json:"department_id"`
		}
		err = c.get(ctx, apiDeptIDs, nil, &ids)
		full.List = ids.List
	}
	if err != nil {
		return nil, err
	}
	// WeCom shows the one with the larger order first.
	slices.SortStableFunc(full.List, func(a, b entry) int { return cmp.Compare(b.Order, a.Order) })
	var list []Department
	for _, e := range full.List {
		list = append(list, Department{ID: e.ID, Name: e.Name, Parent: e.Parent})
	}
	return arrange(list), nil
}

// arrange puts every department behind its parent and drops a second one with
// the same ID.
func arrange(list []Department) []Department {
	known := make(map[int]bool, len(list))
	children := make(map[int][]Department)
	for _, d := range list {
		if d.ID > 0 && !known[d.ID] {
			known[d.ID] = true
			children[d.Parent] = append(children[d.Parent], d)
		}
	}
	placed := make(map[int]bool, len(known))
	var out []Department
	place := func(top Department) {
		top.Parent = 0
		for todo := []Department{top}; len(todo) > 0; {
			d := todo[0]
			todo = todo[1:]
			if placed[d.ID] {
				continue
			}
			placed[d.ID] = true
			out = append(out, d)
			todo = slices.Concat(children[d.ID], todo)
		}
	}
	for _, d := range list {
		if known[d.ID] && !known[d.Parent] {
			place(d)
		}
	}
	for _, d := range list { // what is left goes round in circles
		if known[d.ID] && !placed[d.ID] {
			place(d)
		}
	}
	return out
}

// Members returns the people that the app sees, by their userids. It makes do
// with what WeCom tells this app (§1.8): where the lists of departments are
// closed to it, it takes the list of ids and asks for each person, and where
// that is closed too, the names stay empty.
func (c *Client) Members(ctx context.Context) ([]Member, error) {
	b := make(book)
	err := c.listMembers(ctx, b)
	if restricted(err) {
		err = c.listIDs(ctx, b)
	}
	if err == nil {
		err = c.listVisible(ctx, b)
	}
	if err == nil {
		err = c.nameMembers(ctx, b)
	}
	if err != nil {
		return nil, err
	}
	out := make([]Member, 0, len(b))
	for _, m := range b {
		slices.Sort(m.Departments)
		out = append(out, *m)
	}
	slices.SortFunc(out, func(a, b Member) int { return cmp.Compare(a.ID.Folded(), b.ID.Folded()) })
	return out, nil
}

// restricted reports whether WeCom keeps something from this app, or from the
// secret that it was asked with.
func restricted(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && (e.Code == codeForbidden || e.Code == codeNoPrivilege)
}

// user is a person in WeCom's answers.
type user struct {
	ID          string `json:"userid"`
	Name        string `json:"name"`
	Post        string `json:"position"`
	Departments []int  `json:"department"`
}

// book collects people by their folded userids, each once.
type book map[anwei.PersonID]*Member

func (b book) add(u user) {
	id := anwei.PersonID(u.ID)
	if !IsUserID(u.ID) {
		return
	}
	m := b[id.Folded()]
	if m == nil {
		m = &Member{ID: id}
		b[id.Folded()] = m
	}
	m.Name, m.Post = cmp.Or(m.Name, text.Visible(u.Name)), cmp.Or(m.Post, text.Visible(u.Post))
	for _, d := range u.Departments {
		if !slices.Contains(m.Departments, d) {
			m.Departments = append(m.Departments, d)
		}
	}
}

// listMembers goes from department to department: one call for all of them is
// refused in a large corp (45029).
func (c *Client) listMembers(ctx context.Context, b book) error {
	departments, err := c.Departments(ctx)
	if err != nil {
		return err
	}
	api := apiUsers
	for _, d := range departments {
		query := url.Values{"department_id": {strconv.Itoa(d.ID)}}
		var answer struct {
			List []user `json:"userlist"`
		}
		err := c.get(ctx, api, query, &answer)
		if restricted(err) && api == apiUsers {
			api = apiUserNames
			err = c.get(ctx, api, query, &answer)
		}
		if e, ok := errors.AsType[*Error](err); ok && e.Code == codeNoDepartment {
			continue // it has been deleted since
		}
		if err != nil {
			return err
		}
		for _, u := range answer.List {
			b.add(u)
		}
	}
	return nil
}

// The bounds of user/list_id: what one call returns, UNCONFIRMED, and the number
// of calls that we make at most.
const (
	idsPerPage = 10000
	maxPages   = 100
)

func (c *Client) listIDs(ctx context.Context, b book) error {
	cursor := ""
	for range maxPages {
		var page struct {
			Next string `json:"next_cursor"`
			List []struct {
				ID         string `json:"userid"`
				Department int    `json:"department"`
			} `json:"dept_user"`
		}
		body := map[string]any{"cursor": cursor, "limit": idsPerPage}
		if err := c.post(ctx, apiUserIDs, nil, body, &page); err != nil {
			return err
		}
		for _, u := range page.List {
			b.add(user{ID: u.ID, Departments: []int{u.Department}})
		}
		if page.Next == "" {
			return nil
		}
		if page.Next == cursor {
			break
		}
		cursor = page.Next
	}
	return Declined(apiUserIDs, "the list has no end")
}

// listVisible adds whom the visible range names one by one: their departments
// need not be in it.
func (c *Client) listVisible(ctx context.Context, b book) error {
	app, err := c.App(ctx)
	e, ok := errors.AsType[*Error](err)
	if ok && (restricted(err) || e.Code == codeWrongApp || e.Code == codeBadAgent) {
		return nil // the secret is that of the contacts
	}
	if err != nil {
		return err
	}
	for _, id := range app.People {
		b.add(user{ID: string(id)})
	}
	return nil
}

// nameMembers asks for each person whose name is not known yet.
func (c *Client) nameMembers(ctx context.Context, b book) error {
	for _, m := range b {
		if m.Name != "" {
			continue
		}
		var u user
		err := c.get(ctx, apiUser, url.Values{"userid": {string(m.ID)}}, &u)
		e, ok := errors.AsType[*Error](err)
		switch {
		case restricted(err):
			return nil // nor will it tell of the others
		case ok && e.Person():
			continue // has left since
		case err != nil:
			return err
		}
		u.ID = string(m.ID)
		b.add(u)
	}
	return nil
}
