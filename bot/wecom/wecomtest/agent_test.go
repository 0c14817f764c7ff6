package wecomtest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

func TestAgent(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	out := a.get("/cgi-bin/agent/get?agentid=1000002")
	wantCode(t, "agent/get", out, 0)
	users := out["allow_userinfos"].(map[string]any)["user"].([]any)
	if len(users) != 3 || users[0].(map[string]any)["userid"] != "Ann" || str(out, "name") == "" {
		t.Errorf("agent %v", out)
	}
	wantCode(t, "other agent", a.get("/cgi-bin/agent/get?agentid=7"), 301002)
	if ips := a.get("/cgi-bin/getcallbackip")["ip_list"].([]any); len(ips) == 0 {
		t.Error("no callback addresses")
	}
}

func TestRecall(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	a := newAPI(t, s)
	out := a.send(text("ann|bob", "错的", ""))
	a.send(text("ann", "对的", ""))
	body := `{"msgid":"` + str(out, "msgid") + `"}`
	wantCode(t, "recall", a.post("/cgi-bin/message/recall", body), 0)
	for _, user := range []string{"ann", "bob"} {
		if l := s.Talk(user)[0]; !l.Recalled || l.Text != "" || l.Seq != 1 {
			t.Errorf("%s sees %+v", user, l)
		}
	}
	if l := s.Talk("ann")[1]; l.Recalled || l.Text != "对的" {
		t.Errorf("ann sees %+v", l)
	}
	wantCode(t, "unknown", a.post("/cgi-bin/message/recall", `{"msgid":"x"}`), 40058)
	now.Add(24 * time.Hour)
	a.login()
	wantCode(t, "late", a.post("/cgi-bin/message/recall", body), 40058)
}

func TestManyRecipients(t *testing.T) {
	now := newClock()
	var users []wecomtest.User
	var ids []string
	for i := range 1000 {
		id := fmt.Sprintf("U%03d", i)
		users = append(users, wecomtest.User{ID: id, Unlicensed: i == 1})
		ids = append(ids, id)
	}
	s := wecomtest.NewServer(t, wecomtest.Options{Users: users, Now: now.Now})
	a := newAPI(t, s)
	all := strings.Join(ids, "|")
	out := a.send(text(all, "x", ""))
	wantCode(t, "a thousand", out, 0)
	if str(out, "unlicenseduser") != "u001" || len(s.Talk("U001")) != 0 || len(s.Talk("U999")) != 1 {
		t.Errorf("answer %v", out)
	}
	wantCode(t, "one more", a.send(text(all+"|ann", "x", "")), 40032)
	wantCode(t, "nobody", a.send(text("Ghost|GHOUL", "x", "")), 81013)
	for range 19 {
		a.send(text(all, "x", ""))
	}
	wantCode(t, "20 times 999 people", a.send(text(all, "x", "")), 45009)
	now.Add(time.Minute)
	wantCode(t, "a minute later", a.send(text(all, "x", "")), 0)
}

func TestNewAppsSeeLittleOfPeople(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	for _, path := range []string{"/cgi-bin/user/get?userid=ann", "/cgi-bin/user/list?department_id=1", "/cgi-bin/user/simplelist?department_id=1"} {
		_, data, err := a.try(http.MethodGet, path, "", nil)
		must(t, err)
		for _, secret := range []string{"mobile", "gender", "avatar", "email", "biz_mail", "qr_code", `"address"`} {
			if strings.Contains(string(data), secret) {
				t.Errorf("%s tells %s: %s", path, secret, data)
			}
		}
	}
}
