package wecomtest_test

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

func TestGetToken(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{CorpID: "corp", Secret: "good", Now: now.Now, Users: people()})
	a := newAPI(t, s)
	get := func(query string) map[string]any { return a.get("/cgi-bin/gettoken?" + query) }
	for query, want := range map[string]int{
		"": 41004, "corpid=corp": 41004, "corpid=x&corpsecret=": 41004, "corpsecret=good": 41002,
		"corpid=x&corpsecret=bad": 40013, "corpid=corp&corpsecret=bad": 40001, "corpid=corp&corpsecret=good": 0,
	} {
		wantCode(t, query, get(query), want)
	}
	good := "corpid=corp&corpsecret=good"
	now.Add(time.Hour)
	out := get(good)
	if str(out, "access_token") != a.token || out["expires_in"] != 7200.0 || out["errmsg"] != "ok" {
		t.Errorf("got %v, want the same token", out)
	}
	now.Add(time.Hour)
	wantCode(t, "expired", a.send(text("ann", "x", "")), 42001)
	if a.login(); a.token == str(out, "access_token") {
		t.Error("an expired token is given out again")
	}
	for range 10 {
		get("corpid=corp&corpsecret=bad")
	}
	wantCode(t, "banned", get(good), 45009)
	now.Add(time.Hour)
	wantCode(t, "after the ban", get(good), 0)
}

func TestTokenIsCheckedFirstAndOnlyFromTheQuery(t *testing.T) {
	s := wecomtest.NewServer(t, silent())
	a := newAPI(t, s)
	wantCode(t, "in the body", a.post("/cgi-bin/message/send?access_token=", `{"access_token":"`+a.token+`"}`), 41001)
	wantCode(t, "before parameters", a.post("/cgi-bin/message/send?access_token=x", "not JSON"), 40014)
	out := a.get("/cgi-bin/user/get?access_token=x&userid=ann")
	wantCode(t, "user/get", out, 40014)
	if _, ok := out["department"].([]any); !ok {
		t.Errorf("no empty department in %v", out)
	}
	shape := regexp.MustCompile(`^invalid access_token, hint: \[\d{25}\], from ip: 127\.0\.0\.1, more info at https://open\.work\.weixin\.qq\.com/devtool/query\?e=40014$`)
	if !shape.MatchString(str(out, "errmsg")) {
		t.Errorf("errmsg %q", out["errmsg"])
	}
	if len(s.Reports()) != 0 {
		t.Errorf("reports %q", s.Reports())
	}
}

func TestFaults(t *testing.T) {
	s := wecomtest.NewServer(t, silent())
	a := newAPI(t, s)
	send := func() map[string]any { return a.send(text("ann", "x", "")) }
	s.FailNext(60020, 2)
	s.FailNext(-1, 1)
	out := send()
	wantCode(t, "ordered", out, 60020)
	if !strings.HasPrefix(str(out, "errmsg"), "not allow to access from your ip, hint: [") {
		t.Errorf("errmsg %q", out["errmsg"])
	}
	a.login() // takes no order
	wantCode(t, "second", send(), 60020)
	wantCode(t, "third", send(), -1)
	wantCode(t, "none left", send(), 0)

	s.ExpireTokens()
	wantCode(t, "expired", send(), 42001)
	a.login()
	s.RevokeTokens()
	wantCode(t, "revoked", send(), 40014)
	a.login()

	s.FailNext(502, 1)
	if status, data, err := a.try(http.MethodPost, "/cgi-bin/message/send", "", strings.NewReader("{}")); status != 502 || len(data) != 0 || err != nil {
		t.Errorf("got %d %q %v", status, data, err)
	}
	s.FailTokens(45009, 1)
	wantCode(t, "gettoken", a.get("/cgi-bin/gettoken?corpid=x&corpsecret=x"), 45009)

	before := len(s.Talk("ann"))
	s.BreakBefore(1)
	s.BreakNext(1)
	for i, want := range []int{before, before + 1} {
		_, _, err := a.try(http.MethodPost, "/cgi-bin/message/send", "", strings.NewReader(text("ann", "x", "")))
		if err == nil {
			t.Errorf("break %d: answered", i)
		}
		if got := len(s.Talk("ann")); got != want {
			t.Errorf("break %d: %d lines, want %d", i, got, want)
		}
	}
	s.FailNext(-1, 9)
	s.BreakNext(9)
	s.ClearFaults()
	wantCode(t, "cleared", send(), 0)
	if got := s.Calls("/cgi-bin/gettoken"); got != 5 {
		t.Errorf("%d gettoken calls, want 5", got)
	}
}

func TestUnknownRequestsAreReported(t *testing.T) {
	s := wecomtest.NewServer(t, silent())
	a := newAPI(t, s)
	status, data, err := a.try(http.MethodPost, "/cgi-bin/wsagent", "", nil)
	if status != http.StatusNotFound || len(data) != 0 || err != nil {
		t.Errorf("unknown path: %d %q %v", status, data, err)
	}
	wantCode(t, "parameter", a.get("/cgi-bin/getcallbackip?debug=1"), 0)
	wantCode(t, "method", a.get("/cgi-bin/message/send"), 40058)
	huge := io.MultiReader(strings.NewReader(`{"x":"`), io.LimitReader(endless{}, 3<<20), strings.NewReader(`"}`))
	wantCode(t, "huge", a.do(http.MethodPost, "/cgi-bin/message/send", "", huge), 40058)
	want := []string{"unknown path", "debug", "should be POST", "more than"}
	got := s.Reports()
	if len(got) != len(want) {
		t.Fatalf("reports %q", got)
	}
	for i, w := range want {
		if !strings.Contains(got[i], w) {
			t.Errorf("report %q, want %q", got[i], w)
		}
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}
