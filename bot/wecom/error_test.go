package wecom_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot/wecom"
)

func temporary(err error) bool {
	t, ok := errors.AsType[interface {
		error
		Temporary() bool
	}](err)
	return ok && t.Temporary()
}

var hello = anwei.Outgoing{Seq: 1, To: "zhangsan", Content: anwei.PlainText(private)}

func TestErrorTable(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		code, want int
		temporary  bool
		after      time.Duration
	}{
		{-1, -1, true, 0},
		{45009, 45009, true, time.Minute},
		{45033, 45033, true, 0},
		{40007, 40007, true, 0},
		{500, 0, true, 0},
		{503, 0, true, 0},
		{429, 0, true, 0},
		{404, 0, true, 0},
		{301, 0, false, 0},
		{40003, 40003, false, 0},
		{40008, 40008, false, 0},
		{40056, 40056, true, 10 * time.Minute},
		{42014, 42014, false, 0},
		{44004, 44004, false, 0},
		{48002, 48002, true, 10 * time.Minute},
		{50003, 50003, true, 10 * time.Minute},
		{60020, 60020, true, 10 * time.Minute},
		{60111, 60111, false, 0},
		{81013, 81013, false, 0},
		{301002, 301002, true, 10 * time.Minute},
	} {
		s := office(t)
		c := newClient(t, s.URL(), appSecret)
		s.FailNext(test.code, 1)
		e, ok := errors.AsType[*wecom.Error](send(t, c, hello, nil))
		if test.code == 301 { // wecomtest takes it for an errcode
			test.want = 301
		}
		if !ok || e.Code != test.want || e.API != "message/send" || e.Temporary() != test.temporary || e.RetryAfter() != test.after {
			t.Errorf("%d: %#v, want code %d, temporary %v, after %v", test.code, e, test.want, test.temporary, test.after)
		}
		if n := s.Calls("/cgi-bin/message/send"); n != 1 {
			t.Errorf("%d: tried %d times, want once", test.code, n)
		}
		if err := send(t, c, hello, nil); err != nil {
			t.Errorf("%d: the next message: %v", test.code, err)
		}
	}
}

func TestRefusedTokenIsTriedOnceMore(t *testing.T) {
	t.Parallel()
	for _, code := range []int{40001, 40014, 42001} {
		s := office(t)
		c := newClient(t, s.URL(), appSecret)
		s.FailNext(code, 1)
		if err := send(t, c, hello, nil); err != nil {
			t.Errorf("%d once: %v", code, err)
		}
		s.FailNext(code, 2)
		e, ok := errors.AsType[*wecom.Error](send(t, c, hello, nil))
		if !ok || e.Code != code || !e.Temporary() {
			t.Errorf("%d twice: %#v", code, e)
		}
		if n := s.Calls("/cgi-bin/message/send"); n != 4 {
			t.Errorf("%d: %d tries, want 4", code, n)
		}
	}
}

func TestWrongSecretIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret+"x")
	for range 5 {
		e, ok := errors.AsType[*wecom.Error](send(t, c, hello, nil))
		if !ok || e.Code != 40001 || e.API != "gettoken" || !e.Temporary() || e.RetryAfter() < 10*time.Minute {
			t.Fatalf("%#v", e)
		}
	}
	if n := s.Calls("/cgi-bin/gettoken"); n != 1 {
		t.Errorf("%d calls of gettoken, want 1: WeCom bans who tries on", n)
	}
}

func TestTooManyTokensWaitAnHour(t *testing.T) {
	t.Parallel()
	s := office(t)
	s.FailTokens(45009, 1)
	e, ok := errors.AsType[*wecom.Error](send(t, newClient(t, s.URL(), appSecret), hello, nil))
	if !ok || e.Code != 45009 || !e.Temporary() || e.RetryAfter() != time.Hour {
		t.Errorf("%#v", e)
	}
}

// stub answers gettoken, and everything else with what it is given.
func stub(t *testing.T, answer http.HandlerFunc) *wecom.Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/gettoken") {
			_, _ = io.WriteString(w, `{"errcode":0,"access_token":"`+tokenPrefix+`stub","expires_in":7200}`)
			return
		}
		_, _ = io.Copy(io.Discard, r.Body) // or the end of the connection goes unnoticed
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return newClient(t, s.URL, appSecret)
}

func TestOddAnswers(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body      string
		temporary bool
	}{
		"invaliduser":    {`{"errcode":0,"errmsg":"ok","invaliduser":"zhangsan","msgid":"m"}`, false},
		"unlicenseduser": {`{"errcode":0,"errmsg":"ok","unlicenseduser":"zhangsan","msgid":"m"}`, false},
		"other types":    {`{"errcode":0,"msgid":{}}`, false},
		"not json":       {`<html>502</html>`, true},
		"cut off":        {`{"errcode":0,"errm`, true},
		"empty":          {``, true},
		"enormous":       {`{"errcode":0,"errmsg":"` + strings.Repeat("x", 2<<20) + `"}`, true},
		"secret quoted":  {`{"errcode":40058,"errmsg":"bad access_token ` + tokenPrefix + `stub"}`, false},
		"long and dirty": {`{"errcode":40058,"errmsg":"\u0000` + strings.Repeat("长", 1000) + `"}`, false},
	} {
		c := stub(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, test.body) })
		_, err := c.Send(t.Context(), hello, nil)
		if strings.Contains(name, "quoted") {
			if err == nil || strings.Contains(err.Error(), tokenPrefix) {
				t.Errorf("%s: %v", name, err)
			}
			continue // it holds the word that TestMain looks for
		}
		if note(err) == nil || temporary(err) != test.temporary || len(err.Error()) > 400 {
			t.Errorf("%s: %v, want temporary %v", name, err, test.temporary)
		}
	}
}

// Only WeCom's own answers end a message. What a gateway between us says, whatever
// it is, leaves the message unsent and worth another try.
func TestGatewaysEndNoMessage(t *testing.T) {
	t.Parallel()
	ok := `{"errcode":0,"errmsg":"ok","msgid":"m"}`
	for name, answer := range map[string]struct {
		status     int
		kind, body string
	}{
		"an empty object":          {200, "application/json", `{}`},
		"null":                     {200, "application/json", `null`},
		"a list":                   {200, "application/json", `[]`},
		"a word":                   {200, "application/json", `"ok"`},
		"a gateway's JSON":         {200, "application/json", `{"code":0,"msg":"success"}`},
		"errcode null":             {200, "application/json", `{"errcode":null,"errmsg":"ok"}`},
		"errcode as a word":        {200, "application/json", `{"errcode":"0","errmsg":"ok"}`},
		"no message id":            {200, "application/json", `{"errcode":0,"errmsg":"ok"}`},
		"an empty message id":      {200, "application/json", `{"errcode":0,"errmsg":"ok","msgid":""}`},
		"a page to log in":         {200, "text/html", `<html>请先登录</html>`},
		"nothing":                  {204, "", ``},
		"taken, but not by WeCom":  {202, "application/json", ok},
		"moved":                    {302, "text/html", `<a href="/login">`},
		"not modified":             {304, "", ``},
		"a refusal":                {400, "application/json", ok},
		"a login":                  {401, "text/html", `who`},
		"blocked":                  {403, "text/html", `blocked by policy`},
		"blocked in WeCom's words": {403, "application/json", `{"errcode":40058,"errmsg":"no"}`},
		"unknown":                  {404, "", ``},
		"a proxy that asks":        {407, "text/html", `proxy`},
		"too large":                {413, "", ``},
		"too many":                 {429, "", ``},
		"for legal reasons":        {451, "", ``},
		"broken":                   {500, "", ``},
		"unavailable":              {503, "", ``},
	} {
		c := stub(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", answer.kind)
			w.WriteHeader(answer.status)
			_, _ = io.WriteString(w, answer.body)
		})
		id, err := c.Send(t.Context(), hello, nil)
		if note(err) == nil || !temporary(err) || id != "" {
			t.Errorf("%s: got %q, %v, want an error that passes", name, id, err)
		}
		_, _, err = c.SendAll(t.Context(), []anwei.PersonID{"zhangsan", "lisi"}, hello, nil)
		if note(err) == nil || !temporary(err) {
			t.Errorf("%s, to many: %v, want an error that passes", name, err)
		}
	}
}

// A page that a gateway shows in place of a picture is no picture.
func TestGatewaysPageIsNoPicture(t *testing.T) {
	t.Parallel()
	c := stub(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<html>请先登录</html>")
	})
	if data, err := c.Picture(t.Context(), "M1"); note(err) == nil || !temporary(err) {
		t.Errorf("got %q, %v", data, err)
	}
}

func TestBrokenConnections(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	s.BreakBefore(1)
	if err := send(t, c, hello, nil); err == nil || !temporary(err) {
		t.Errorf("broken off: %v", err)
	}
	s.Close()
	if err := send(t, c, hello, nil); err == nil || !temporary(err) {
		t.Errorf("refused: %v", err)
	}
	if err := send(t, newClient(t, s.URL(), appSecret), hello, nil); err == nil || !temporary(err) {
		t.Errorf("refused at gettoken: %v", err)
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the redirect was followed with Referer %q", r.Referer())
	}))
	defer elsewhere.Close()
	c := stub(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) })
	if err := send(t, c, hello, nil); err == nil || !temporary(err) {
		t.Errorf("%v, want an error that passes", err)
	}
}

func TestSendEndsWithItsContext(t *testing.T) {
	t.Parallel()
	c := stub(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := c.Send(ctx, hello, nil)
	if !errors.Is(note(err), context.DeadlineExceeded) || !temporary(err) {
		t.Errorf("%v, want a temporary deadline", err)
	}
	_, err = c.Send(ctx, hello, nil) // at the token already
	if !errors.Is(note(err), context.DeadlineExceeded) || !temporary(err) {
		t.Errorf("%v, want a temporary deadline", err)
	}
}

func TestClientConfigIsChecked(t *testing.T) {
	t.Parallel()
	good := wecom.ClientConfig{CorpID: "c", Secret: appSecret, AgentID: 1}
	for name, spoil := range map[string]func(*wecom.ClientConfig){
		"corp":    func(c *wecom.ClientConfig) { c.CorpID = "" },
		"secret":  func(c *wecom.ClientConfig) { c.Secret = "" },
		"agent":   func(c *wecom.ClientConfig) { c.AgentID = 0 },
		"scheme":  func(c *wecom.ClientConfig) { c.APIURL = "ftp://x" },
		"host":    func(c *wecom.ClientConfig) { c.APIURL = "https:///x" },
		"address": func(c *wecom.ClientConfig) { c.APIURL = "%zz" },
	} {
		cfg := good
		spoil(&cfg)
		if _, err := wecom.NewClient(cfg, logger(t)); note(err) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
