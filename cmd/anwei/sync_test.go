package main

import (
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/contacts"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/config/roster"
	"anwei/storage"
)

// corp is a WeCom with the people of the sample roster, but for some changes: one
// is gone, one has a real name, and some are new.
func corp(t *testing.T) wecomtest.Options {
	t.Helper()
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	list, err := roster.Sample(r.Plan)
	if err != nil {
		t.Fatal(err)
	}
	users := slices.DeleteFunc(simulatedUsers(list), func(u wecomtest.User) bool { return u.ID == "gaodu_tb" })
	for i := range users {
		if users[i].ID == "nancun_tb" {
			users[i].ID, users[i].Name = "NanCun_tb", "李建国"
		}
	}
	users = append(users,
		wecomtest.User{ID: "wangfang", Name: "王芳", Mobile: "13900000001", Department: []int{21}, Position: "安全员"},
		wecomtest.User{ID: "liqiang", Name: "李强", Department: []int{3}},
		wecomtest.User{ID: "zhaolei", Name: "赵磊", Department: []int{4}},
		wecomtest.User{ID: "sunli", Name: "孙丽", Department: []int{2, 3}},
		wecomtest.User{ID: "wuming", Department: []int{1}},
	)
	return wecomtest.Options{Users: users, Departments: []wecomtest.Department{
		{ID: 1, Name: "泽州县"},
		{ID: 2, Name: "高都", ParentID: 1},
		{ID: 21, Name: "安全生产办公室", ParentID: 2},
		{ID: 3, Name: "南村镇", ParentID: 1},
		{ID: 4, Name: "综合办公室", ParentID: 1},
	}}
}

// TestSync previews, changes and changes nothing the second time.
func TestSync(t *testing.T) {
	p := newPatient(t, corp(t))
	data := filepath.Join(p.dir, "data")
	// The town whose reporter left has none, so that the new one is clear.
	change(t, data, func(tx storage.Ledger) error { return tx.DeletePerson("gaodu_tb") })
	before := must(t, "", "roster", "export", "-", "--data", data)
	out := must(t, "", "roster", "sync", "-c", p.settings(t))
	for _, want := range []string{
		"+ 王芳（wangfang） → 高都镇，填报员\n", "~ 南村填报员 → 李建国（nancun_tb）\n",
		"? 李强（liqiang）：南村镇已有填报员，看不出他是什么角色\n", "? 赵磊（zhaolei）：未分配，部门“综合办公室”对不上名单里的单位\n",
		"? 孙丽（sunli）：部门对上了几个单位：", "? 姓名未知（wuming）：未分配，部门“泽州县”", "以上只是预览，什么也没有改。",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("want %q in\n%s", want, out)
		}
	}
	if after := must(t, "", "roster", "export", "-", "--data", data); after != before {
		t.Error("the preview has changed the roster")
	}
	if out = must(t, "", "roster", "sync", "-c", p.settings(t), "--apply"); !strings.Contains(out, "已改好：新增1人，改名1人，删除0人。") {
		t.Errorf("applied:\n%s", out)
	}
	after := must(t, "", "roster", "export", "-", "--data", data)
	if !strings.Contains(after, "userid: nancun_tb, name: 李建国") || !strings.Contains(after, "13500000010") {
		t.Errorf("the renamed one has lost something:\n%s", after)
	}
	if !strings.Contains(after, "userid: wangfang, name: 王芳, post: 安全员, roles: [{role: reporter, unit: gaodu}]") {
		t.Errorf("the new one is not there:\n%s", after)
	}
	out = must(t, "", "roster", "sync", "-c", p.settings(t), "--apply", "--json")
	for line := range strings.Lines(out) {
		var c contacts.Change
		if err := json.Unmarshal([]byte(line), &c); err != nil || c.Kind != contacts.Open {
			t.Errorf("the second time: %v %s", err, line)
		}
	}
}

// TestSyncPrunesWhenTold reports who is gone and removes him only when told to.
func TestSyncPrunesWhenTold(t *testing.T) {
	p := newPatient(t, corp(t))
	data := filepath.Join(p.dir, "data")
	if out := must(t, "", "roster", "sync", "-c", p.settings(t), "--apply"); !strings.Contains(out, "- 高都镇高都填报员（gaodu_tb）\n") {
		t.Errorf("got\n%s", out)
	}
	if out := must(t, "", "roster", "export", "-", "--data", data); !strings.Contains(out, "gaodu_tb") {
		t.Error("removed without being told to")
	}
	if out := must(t, "", "roster", "sync", "-c", p.settings(t), "--apply", "--prune"); !strings.Contains(out, "删除1人") {
		t.Errorf("got\n%s", out)
	}
	if out := must(t, "", "roster", "export", "-", "--data", data); strings.Contains(out, "gaodu_tb") || !strings.Contains(out, "高都镇") {
		t.Error("the person is still there, or the unit is not")
	}
	if code, _, errs := call(t, "", "roster", "sync", "-c", p.settings(t), "--prune"); code != exitUsage || !strings.Contains(errs, "--apply") {
		t.Errorf("--prune alone: exit code %d, %s", code, errs)
	}
}

// TestSyncIsCareful has WeCom show nearly nobody, nobody, nothing at all, and a
// department that is not there.
func TestSyncIsCareful(t *testing.T) {
	p := newPatient(t, wecomtest.Options{Users: []wecomtest.User{{ID: "nancun_tb", Name: "李建国"}}})
	code, out, errs := call(t, "", "roster", "sync", "-c", p.settings(t), "--apply", "--prune")
	if code != exitFailed || !strings.Contains(errs, "超过名单的一半") {
		t.Errorf("exit code %d\n%s%s", code, out, errs)
	}
	if out := must(t, "", "roster", "export", "-", "--data", filepath.Join(p.dir, "data")); strings.Contains(out, "李建国") {
		t.Error("changed all the same")
	}
	if _, _, errs = call(t, "", "roster", "sync", "-c", p.settings(t), "--department", "77"); !strings.Contains(errs, "看不见部门77") {
		t.Errorf("got %s", errs)
	}
	p.sim.FailNext(60020, 9)
	if _, _, errs = call(t, "", "roster", "sync", "-c", p.settings(t)); !strings.Contains(errs, "企业可信IP") {
		t.Errorf("got %s", errs)
	}
	delete(p.lines, "corp_id")
	delete(p.lines, "token")
	if _, _, errs = call(t, "", "roster", "sync", "-c", p.settings(t)); !strings.Contains(errs, "通讯录要通过自建应用读取") {
		t.Errorf("got %s", errs)
	}
}

// TestSyncRestricted works with what new apps get: ids without departments' names.
func TestSyncRestricted(t *testing.T) {
	p := newPatient(t, corp(t))
	p.front(t, func(path string) string {
		for _, closed := range []string{"department/list", "user/list", "user/simplelist", "user/get"} {
			if path == "/cgi-bin/"+closed {
				return `{"errcode":48002,"errmsg":"api forbidden"}`
			}
		}
		return ""
	})
	out := must(t, "", "roster", "sync", "-c", p.settings(t), "--apply")
	if strings.Contains(out, "~ ") || strings.Contains(out, "+ ") || !strings.Contains(out, "- 高都镇高都填报员（gaodu_tb）") ||
		!strings.Contains(out, "? 姓名未知（wangfang）：未分配，企业微信没有告诉本应用他的部门名称") {
		t.Errorf("got\n%s", out)
	}
}

// TestSyncBesideAServer goes through the door of the server that owns the ledger.
func TestSyncBesideAServer(t *testing.T) {
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	data := filepath.Dir(g.engine.keeper.(evidenceFolder).dir)
	t.Cleanup(openDoor(t.Context(), data, g.engine))
	order := contacts.Order{
		Add:    []anwei.Person{{ID: "wangfang", Name: "王芳"}, {ID: "anban", Name: "不覆盖"}},
		Rename: map[anwei.PersonID]string{"nancun_tb": "李建国", "nobody": "无"}, Remove: []anwei.PersonID{"gaodu_tb"},
	}
	out, err := house.Entrust(context.Background(), g.engine.rules, data, "/sync", order, contacts.Sync)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out, "新增1人，改名1人，删除1人") {
		t.Errorf("got %s", out)
	}
	g.change(func(tx storage.Ledger) error {
		p, _, err := tx.Person("nancun_tb")
		office, _, _ := tx.Person("anban")
		if p.Name != "李建国" || p.Phone == "" || office.Name != "安委办经办" {
			t.Errorf("got %+v and %+v", p, office)
		}
		return err
	})
	resp, err := ledger.Knock(t.Context(), data, http.MethodPost, "/sync", []byte("{"))
	if err == nil {
		_ = resp.Body.Close()
		t.Error("half a request was taken")
	}
}
