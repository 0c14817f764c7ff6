package wecom_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"anwei/bot/wecom"
	"anwei/bot/wecom/wecomtest"
)

func towns(t *testing.T) *wecomtest.Server {
	t.Helper()
	return wecomtest.NewServer(t, wecomtest.Options{
		Secret: appSecret,
		Departments: []wecomtest.Department{
			{ID: 1, Name: "示例县"},
			{ID: 3, Name: "北村镇", ParentID: 2, Order: 10},
			{ID: 2, Name: "乡镇", ParentID: 1, Order: 5},
			{ID: 4, Name: "南村镇", ParentID: 2, Order: 20},
			{ID: 5, Name: "部门", ParentID: 1, Order: 9},
		},
		Users: []wecomtest.User{
			{ID: "ZhangSan", Name: "张三", Mobile: "13800000001", Department: []int{3, 5}, Position: "站长"},
			{ID: "lisi", Name: "李四", Mobile: "13800000002", Department: []int{4}},
			{ID: "wangwu", Name: "王五"},
		},
	})
}

func TestContactsAreRead(t *testing.T) {
	t.Parallel()
	s := towns(t)
	c := newClient(t, s.URL(), appSecret)
	departments, err := c.Departments(t.Context())
	if note(err) != nil {
		t.Fatal(err)
	}
	want := []wecom.Department{
		{ID: 1, Name: "示例县"},
		{ID: 5, Name: "部门", Parent: 1},
		{ID: 2, Name: "乡镇", Parent: 1},
		{ID: 4, Name: "南村镇", Parent: 2},
		{ID: 3, Name: "北村镇", Parent: 2},
	}
	if !slices.Equal(departments, want) {
		t.Errorf("departments %+v, want %+v", departments, want)
	}
	members, err := c.Members(t.Context())
	if note(err) != nil || len(members) != 3 {
		t.Fatalf("members %+v, %v", members, err)
	}
	for i, want := range []string{"{lisi 李四  [4]}", "{wangwu 王五  [1]}", "{ZhangSan 张三 站长 [3 5]}"} {
		if got := fmt.Sprint(members[i]); got != want {
			t.Errorf("member %s, want %s", got, want)
		}
	}
	if n := s.Calls("/cgi-bin/user/get"); n != 0 {
		t.Errorf("%d calls of user/get for people whose names are known", n)
	}
}

// TestContactsThatWeComKeepsBack takes one call after the other away from the
// app, as WeCom does from new apps and from the secret of the contacts.
func TestContactsThatWeComKeepsBack(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		closed, members, departments string
	}{
		"nothing":           {"", "A 甲 [1 2] b 乙 [2]", "1 县 0 2 镇 1"},
		"full lists":        {"user/list", "a 甲 [1 2] b 乙 [2]", "1 县 0 2 镇 1"},
		"lists":             {"user/list user/simplelist", "a 甲 [1 2] b 乙 [2]", "1 县 0 2 镇 1"},
		"department names":  {"department/list", "A 甲 [1 2] b 乙 [2]", "1  0 2  1"},
		"all but the ids":   {"user/list user/simplelist user/get department/list agent/get", "a  [1 2] b  [2]", "1  0 2  1"},
		"departments whole": {"department/list department/simplelist", "a 甲 [1 2] b 乙 [2]", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := stub(t, secretive(test.closed))
			members, err := c.Members(t.Context())
			if note(err) != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range members {
				got = append(got, fmt.Sprint(m.ID, " ", m.Name, " ", m.Departments))
			}
			if strings.Join(got, " ") != test.members {
				t.Errorf("members %q, want %q", got, test.members)
			}
			departments, err := c.Departments(t.Context())
			if (err != nil) != (test.departments == "") {
				t.Fatal(err)
			}
			got = nil
			for _, d := range departments {
				got = append(got, fmt.Sprint(d.ID, " ", d.Name, " ", d.Parent))
			}
			if strings.Join(got, " ") != test.departments {
				t.Errorf("departments %q, want %q", got, test.departments)
			}
		})
	}
}

// secretive answers some calls and refuses the closed ones.
func secretive(closed string) http.HandlerFunc {
	answers := map[string]string{
		"department/list":       `"department":[{"id":2,"name":"镇","parentid":1},{"id":1,"name":"县","parentid":0}]`,
		"department/simplelist": `"department_id":[{"id":1,"parentid":0},{"id":2,"parentid":1}]`,
		"user/list?1":           `"userlist":[{"userid":"A","name":"甲","department":[1,2],"mobile":"13800000001"}]`,
		"user/list?2":           `"userlist":[{"userid":"a","name":"甲","department":[2,1]},{"userid":"b","name":"乙","department":[2]}]`,
		"user/simplelist?1":     `"userlist":[{"userid":"a","name":"甲","department":[1,2]}]`,
		"user/simplelist?2":     `"userlist":[{"userid":"b","department":[2]},{"userid":"a|@all","name":"无"}]`,
		"user/list_id":          `"next_cursor":"","dept_user":[{"userid":"a","department":2},{"userid":"A","department":1},{"userid":"b","department":2}]`,
		"user/get?a":            `"userid":"A","name":"甲","department":[1,2]`,
		"user/get?b":            `"userid":"b","name":"乙","department":[2]`,
		"user/get?B":            `"userid":"b","name":"乙","department":[2]`,
		"user/get?A":            `"userid":"A","name":"甲","department":[1,2]`,
		"agent/get":             `"name":"安委助手","allow_userinfos":{"user":[{"userid":"B"}]}`,
	}
	return func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		api := strings.TrimPrefix(r.URL.Path, "/cgi-bin/")
		if slices.Contains(strings.Fields(closed), api) {
			_, _ = w.Write([]byte(`{"errcode":48002,"errmsg":"api forbidden","userlist":[]}`))
			return
		}
		if about := q.Get("department_id") + q.Get("userid"); about != "" {
			api += "?" + about
		}
		_, _ = w.Write([]byte(`{"errcode":0,"errmsg":"ok",` + answers[api] + `}`))
	}
}

func TestLongListsArePaged(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		cursors []string
		people  int
		fails   bool
	}{
		"three pages":   {[]string{"c1", "c2", ""}, 3, false},
		"going nowhere": {[]string{"c1", "c1", "c1", "c1"}, 0, true},
	} {
		page := 0
		c := stub(t, func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasSuffix(r.URL.Path, "/list_id") {
				_, _ = w.Write([]byte(`{"errcode":60011,"errmsg":"no privilege"}`))
				return
			}
			_, _ = fmt.Fprintf(w, `{"errcode":0,"next_cursor":%q,"dept_user":[{"userid":"u%d","department":1}]}`, test.cursors[page], page)
			page++
		})
		members, err := c.Members(t.Context())
		if note(err) == nil == test.fails || len(members) != test.people {
			t.Errorf("%s: %+v, %v", name, members, err)
		}
	}
}

func TestContactsThatFail(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		at, answer string
		ok         bool
		temporary  bool
	}{
		"busy at the lists":    {"user/list", `{"errcode":-1,"errmsg":"system busy"}`, false, true},
		"busy at a person":     {"user/get", `{"errcode":-1,"errmsg":"system busy"}`, false, true},
		"busy at the app":      {"agent/get", `{"errcode":45009,"errmsg":"too often"}`, false, true},
		"department deleted":   {"user/list", `{"errcode":60003,"errmsg":"department not found"}`, true, false},
		"person has left":      {"user/get", `{"errcode":60111,"errmsg":"userid not found"}`, true, false},
		"other types":          {"department/list", `{"errcode":0,"department":[{"id":13800000001.5}]}`, false, false},
		"address not trusted":  {"department/list", `{"errcode":60020,"errmsg":"no, from ip: 1.2.3.4, more"}`, false, true},
		"the contacts' secret": {"agent/get", `{"errcode":301002,"errmsg":"not allow operate another agent"}`, true, false},
	} {
		rest := secretive("")
		c := stub(t, func(w http.ResponseWriter, r *http.Request) {
			switch {
			case strings.HasSuffix(r.URL.Path, "/"+test.at):
				_, _ = w.Write([]byte(test.answer))
			case test.at == "user/get" && strings.HasSuffix(r.URL.Path, "/agent/get"):
				_, _ = w.Write([]byte(`{"errcode":0,"allow_userinfos":{"user":[{"userid":"new"}]}}`))
			default:
				rest(w, r)
			}
		})
		_, err := c.Members(t.Context())
		if (note(err) == nil) != test.ok || temporary(err) != test.temporary {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDepartmentsInACircle(t *testing.T) {
	t.Parallel()
	c := stub(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"errcode":0,"department":[
			{"id":7,"name":"己","parentid":6},{"id":2,"name":"乙","parentid":3},{"id":3,"name":"丙","parentid":2},{"id":2,"name":"又","parentid":7},
			{"id":4,"name":"丁","parentid":4},{"id":6,"name":"戊","parentid":99}]}`))
	})
	got, err := c.Departments(t.Context())
	want := []wecom.Department{{6, "戊", 0}, {7, "己", 6}, {2, "乙", 0}, {3, "丙", 2}, {4, "丁", 0}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v: %v", got, want, err)
	}
}

func FuzzContacts(f *testing.F) {
	f.Add(`{"errcode":0,"department":[{"id":1,"parentid":1}],"userlist":[{"userid":"A","name":"甲","department":[1]}]}`)
	f.Add(`{"errcode":0,"department_id":[{"id":-1}],"dept_user":[{"userid":"a","department":2}],"next_cursor":"x"}`)
	f.Add(`{"errcode":48002}`)
	f.Add(`{"errcode":0,"department":[{"id":1e99}]}`)
	f.Fuzz(func(t *testing.T, answer string) {
		c := wired(t, func(string, string) string { return answer })
		departments, err := c.Departments(t.Context())
		seen := map[int]bool{0: true}
		for _, d := range departments {
			if !seen[d.Parent] || d.Parent == d.ID && d.ID != 0 {
				t.Errorf("%+v comes before its parent", d)
			}
			seen[d.ID] = true
		}
		members, err2 := c.Members(t.Context())
		for _, m := range members {
			if id := string(m.ID); id == "" {
				t.Errorf("member %q", id)
			}
		}
		for _, err := range []error{err, err2} {
			if _, ok := errors.AsType[*wecom.Error](err); err != nil && !ok {
				t.Errorf("%v is no *Error", err)
			}
		}
	})
}
