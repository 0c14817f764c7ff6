package wecomtest_test

import (
	"encoding/json"
	"strings"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

func asJSON(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

func TestContacts(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{
		Users:       people(),
		Departments: []wecomtest.Department{{ID: 1, Name: "泽州县"}, {ID: 2, Name: "南村镇", ParentID: 1, Order: 5}},
	})
	a := newAPI(t, s)
	out := a.get("/cgi-bin/user/get?userid=ANN")
	wantCode(t, "user/get", out, 0)
	if out["userid"] != "Ann" || out["name"] != "安" || asJSON(out["department"]) != "[1,2]" || out["position"] != "站长" ||
		out["mobile"] != nil || out["main_department"] != 1.0 || out["status"] != 1.0 {
		t.Errorf("user/get %v", out)
	}
	wantCode(t, "stranger", a.get("/cgi-bin/user/get?userid=x"), 60111)
	wantCode(t, "nobody", a.get("/cgi-bin/user/get"), 41009)

	for path, want := range map[string]string{
		"user/simplelist?department_id=1":               `Ann cat`,
		"user/simplelist?department_id=1&fetch_child=1": `Ann bob cat`,
		"user/list?department_id=3":                     `bob`,
	} {
		list, _ := a.get("/cgi-bin/" + path)["userlist"].([]any)
		ids := make([]string, len(list))
		for i, u := range list {
			ids[i] = str(u.(map[string]any), "userid")
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	wantCode(t, "no department", a.get("/cgi-bin/user/simplelist"), 40058)
	wantCode(t, "unknown department", a.get("/cgi-bin/user/list?department_id=9"), 60003)
	if got := asJSON(a.get("/cgi-bin/department/simplelist?id=2")["department_id"]); got != `[{"id":2,"order":5,"parentid":1}]` {
		t.Errorf("department/simplelist %s", got)
	}
	list, _ := a.get("/cgi-bin/department/list")["department"].([]any)
	if len(list) != 3 || list[0].(map[string]any)["name"] != "泽州县" || list[2].(map[string]any)["name"] != "部门3" {
		t.Errorf("department/list %v", list)
	}
	wantCode(t, "unknown subtree", a.get("/cgi-bin/department/list?id=9"), 60003)
	if got := asJSON(a.get("/cgi-bin/getcallbackip")["ip_list"]); got != `["127.0.0.1"]` {
		t.Errorf("ip_list %s", got)
	}
}

func TestListIDPages(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	cursor, pages := "", []string{}
	for {
		out := a.post("/cgi-bin/user/list_id", `{"cursor":"`+cursor+`","limit":3}`)
		wantCode(t, "list_id", out, 0)
		pages = append(pages, asJSON(out["dept_user"]))
		if cursor = str(out, "next_cursor"); cursor == "" {
			break
		}
	}
	want := `[{"department":1,"userid":"Ann"},{"department":2,"userid":"Ann"},{"department":3,"userid":"bob"}] [{"department":1,"userid":"cat"}]`
	if got := strings.Join(pages, " "); got != want {
		t.Errorf("pages %s", got)
	}
	wantCode(t, "bad cursor", a.post("/cgi-bin/user/list_id", `{"cursor":"x"}`), 40058)
	wantCode(t, "bad limit", a.post("/cgi-bin/user/list_id", `{"limit":10001}`), 40058)
}

func TestShowMobile(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), ShowMobile: true})
	if got := newAPI(t, s).get("/cgi-bin/user/get?userid=bob")["mobile"]; got != "13500000002" {
		t.Errorf("mobile %v", got)
	}
}

func TestMenu(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{})
	a := newAPI(t, s)
	create := func(buttons string) map[string]any {
		return a.post("/cgi-bin/menu/create?agentid=1000002", `{"button":[`+buttons+`]}`)
	}
	click := func(name string) string { return `{"type":"click","name":"` + name + `","key":"k"}` }
	for buttons, want := range map[string]int{
		"": 40016, strings.Repeat(click("a")+",", 3) + click("b"): 40016,
		click("一二三四五六"):                       40018,
		`{"type":"tap","name":"a","key":"k"}`: 40017,
		`{"type":"click","name":"a"}`:         40019,
	} {
		wantCode(t, buttons, create(buttons), want)
	}
	wantCode(t, "good", create(click("本月填报")), 0)
	if m := s.Menu(); len(m.Buttons) != 1 || m.Buttons[0].Name != "本月填报" {
		t.Errorf("menu %+v", m)
	}
	wantCode(t, "no agent", a.post("/cgi-bin/menu/create", "{}"), 41011)
	wantCode(t, "other agent", a.post("/cgi-bin/menu/create?agentid=1", "{}"), 301002)
}
