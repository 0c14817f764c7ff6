package phone_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestOnlyThePageItselfIsServed(t *testing.T) {
	s := newStage(t)
	for host, ok := range map[string]bool{
		"127.0.0.1:8000": true, "localhost:8000": true, "LocalHost": true, "[::1]:8000": true, "127.8.9.1": true,
		"evil.example": false, "evil.example:8000": false, "127.0.0.1.evil.example": false, "10.0.0.5:8000": false,
		"0.0.0.0:8000": false, "": false, "localhost.evil.example": false,
	} {
		for _, path := range []string{"/", "/api/state", "/static/main.js"} {
			w := s.ask(http.MethodGet, path, "", map[string]string{"Host": host})
			if (w.Code == http.StatusOK) != ok {
				t.Errorf("Host %q, %s: HTTP %d", host, path, w.Code)
			}
		}
	}
	kind := "application/json"
	for name, c := range map[string]struct {
		header map[string]string
		status int
	}{
		"the page":                 {map[string]string{"Content-Type": kind, "Sec-Fetch-Site": "same-origin"}, 200},
		"an old browser":           {map[string]string{"Content-Type": kind, "Origin": "http://127.0.0.1:8000"}, 200},
		"a tool":                   {map[string]string{"Content-Type": kind}, 200},
		"another site":             {map[string]string{"Content-Type": kind, "Sec-Fetch-Site": "cross-site"}, 403},
		"another port":             {map[string]string{"Content-Type": kind, "Sec-Fetch-Site": "same-site"}, 403},
		"another origin":           {map[string]string{"Content-Type": kind, "Origin": "http://evil.example"}, 403},
		"a form of another site":   {map[string]string{"Content-Type": "text/plain", "Origin": "http://evil.example"}, 415},
		"a form":                   {map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, 415},
		"no type":                  {nil, 415},
		"a rebound name of a site": {map[string]string{"Content-Type": kind, "Host": "evil.example", "Origin": "http://evil.example"}, 403},
	} {
		before := len(s.sim.Talk("nancun_tb"))
		w := s.ask(http.MethodPost, "/api/say", `{"user":"nancun_tb","text":"填报"}`, c.header)
		if w.Code != c.status {
			t.Errorf("%s: HTTP %d, want %d", name, w.Code, c.status)
		}
		if said := len(s.sim.Talk("nancun_tb")) > before; said != (c.status == http.StatusOK) {
			t.Errorf("%s: it was said: %v", name, said)
		}
	}
}

func TestEveryAnswerIsSealedOff(t *testing.T) {
	s := newStage(t)
	for _, path := range []string{"/", "/static/phone.js", "/api/people", "/api/file?id=x", "/nothing"} {
		h := s.get(path).Header()
		if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'self'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: Content-Security-Policy %q", path, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", path, h)
		}
	}
}

func TestBadRequests(t *testing.T) {
	s := newStage(t)
	for _, c := range []struct {
		path, body string
		status     int
		says       string
	}{
		{"/api/say", `{"user":"nancun_tb","text":""}`, 400, "还没有写内容"},
		{"/api/say", `{"user":"nancun_tb","text":" \n "}`, 400, "还没有写内容"},
		{"/api/say", `{"user":"nancun_tb","text":"` + strings.Repeat("长", 2001) + `"}`, 400, "最多 2000 字"},
		{"/api/say", `{"user":"nancun_tb","text":"` + strings.Repeat("a", 70_000) + `"}`, 413, "太长"},
		{"/api/say", `{"user":"nobody","text":"填报"}`, 404, "名单里没有这个人"},
		{"/api/say", `{"user":"nancun_tb","text":"填报","more":1}`, 400, "看不懂"},
		{"/api/say", `{"user":"nancun_tb","text":"填报"}{}`, 400, "看不懂"},
		{"/api/say", `填报`, 400, "看不懂"},
		{"/api/say", ``, 400, "看不懂"},
		{"/api/press", `{"user":"nobody","task_id":"a","key":"b"}`, 404, "名单里没有这个人"},
		{"/api/press", `{"user":"nancun_tb","task_id":"a","key":"b"}`, 409, "不能按"},
		{"/api/press", `[]`, 400, "看不懂"},
		{"/api/menu", `{"user":"nancun_tb","key":"删除"}`, 400, "菜单里没有"},
		{"/api/menu", `{"user":"nobody","key":"填报"}`, 404, "名单里没有这个人"},
		{"/api/menu", `1`, 400, "看不懂"},
		{"/api/enter", `{}`, 404, "名单里没有这个人"},
		{"/api/enter", `"x"`, 400, "看不懂"},
		{"/api/image", `{"user":"nobody"}`, 404, "名单里没有这个人"},
		{"/api/image", `{`, 400, "看不懂"},
		{"/api/clock", `{}`, 400, "什么时候"},
		{"/api/clock", `nonsense`, 400, "看不懂"},
		{"/api/clock", `{"to":"2026-10-19T09:00","by":"1h"}`, 400, "什么时候"},
		{"/api/clock", `{"to":"明天"}`, 400, "2026-10-19T09:00"},
		{"/api/clock", `{"to":"2026-10-16T09:30"}`, 400, "只能往前走"},
		{"/api/clock", `{"by":"-1h"}`, 400, "只能往前走"},
		{"/api/clock", `{"by":"一天"}`, 400, "看不懂"},
		{"/api/clock", `{"to":"2099-01-01T00:00"}`, 400, "400 天"},
		{"/api/nothing", `{}`, 404, "没有这个"},
	} {
		wantRefused(t, c.path+" "+c.body[:min(len(c.body), 80)], s.post(c.path, c.body), c.status, c.says)
	}
	for path, c := range map[string]struct {
		status int
		says   string
	}{
		"/api/talk":                                           {400, "看谁的对话"},
		"/api/talk?user=nancun_tb":                            {400, "看谁的对话"},
		"/api/talk?user=nobody&version=0":                     {404, "名单里没有这个人"},
		"/api/talk?user=nancun_tb&version=x":                  {400, "版本"},
		"/api/talk?" + strings.Repeat("user=a&version=0&", 9): {400, "最多 8 人"},
		"/api/file?id=no-such-file":                           {404, "没有这个文件"},
		"/api/table?period=10月":                               {400, "2026-10"},
		"/api/table?period=2026-Q3":                           {400, "没有2026年三季度的报表"},
		"/api/table?period=2027-01":                           {400, "没有2027年1月的报表"},
		"/api/table?unit=nowhere":                             {404, "名单里没有这个单位"},
		"/static/nothing.js":                                  {404, "没有这个文件"},
		"/static/..%2Fphone.go":                               {404, "没有这个文件"},
		"/api/say":                                            {404, "没有这个页面"},
		"/favicon.ico":                                        {404, "没有这个页面"},
	} {
		wantRefused(t, path, s.get(path), c.status, c.says)
	}
}
