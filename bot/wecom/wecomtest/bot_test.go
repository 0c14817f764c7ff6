package wecomtest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
	"anwei/bot/wecom/wecomtest/envelope"
)

// inbound is what the bot below reads of a callback.
type inbound struct {
	ToUserName   string
	FromUserName string
	CreateTime   int64
	MsgType      string
	Content      string
	MsgID        string `xml:"MsgId"`
	AgentID      int
	Event        string
	EventKey     string
	TaskID       string `xml:"TaskId"`
	CardType     string
	ResponseCode string
	MediaID      string `xml:"MediaId"`

	raw      string
	form     url.Values
	envelope string
}

// bot is the smallest thing that can be called back: it decrypts, remembers, and answers what reply says.
type bot struct {
	t      *testing.T
	s      *wecomtest.Server
	crypt  *envelope.Crypt
	server *httptest.Server
	reply  func(w http.ResponseWriter, m inbound) string // plaintext, or "" for an empty 200

	mu   sync.Mutex
	seen []inbound
}

func newBot(t *testing.T, o wecomtest.Options, reply func(w http.ResponseWriter, m inbound) string) *bot {
	t.Helper()
	if o.Users == nil {
		o.Users = people()
	}
	b := &bot{t: t, s: wecomtest.NewServer(t, o), reply: reply}
	o = b.s.Options()
	c, err := envelope.New(o.Token, o.AESKey, o.CorpID)
	if err != nil {
		t.Fatal(err)
	}
	b.crypt = c
	b.server = httptest.NewServer(b)
	t.Cleanup(b.server.Close)
	b.s.SetCallback(b.server.URL + "/callback?tenant=1")
	return b
}

func people() []wecomtest.User {
	return []wecomtest.User{
		{ID: "Ann", Name: "安", Mobile: "13500000001", Department: []int{1, 2}, Position: "站长"},
		{ID: "bob", Name: "鲍", Mobile: "13500000002", Department: []int{3}},
		{ID: "cat", Name: "凯"},
	}
}

func (b *bot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Error(err)
	}
	var outer struct{ ToUserName, AgentID, Encrypt string }
	if err := xml.Unmarshal(body, &outer); err != nil {
		b.t.Error(err)
	}
	q := r.URL.Query()
	if got := b.crypt.Sign(q.Get("timestamp"), q.Get("nonce"), outer.Encrypt); got != q.Get("msg_signature") {
		b.t.Errorf("signature %s, want %s", q.Get("msg_signature"), got)
	}
	_, plain, err := b.crypt.Open(outer.Encrypt)
	if err != nil {
		b.t.Error(err)
	}
	var m inbound
	if err := xml.Unmarshal(plain, &m); err != nil {
		b.t.Error(err)
	}
	m.raw, m.form, m.envelope = string(plain), q, string(body)
	b.mu.Lock()
	b.seen = append(b.seen, m)
	b.mu.Unlock()
	if b.reply != nil {
		if answer := b.reply(w, m); answer != "" {
			_, _ = io.WriteString(w, answer)
		}
	}
}

// sealed wraps a passive reply to m.
func (b *bot) sealed(m inbound, inner string) string {
	return b.seal("<xml><ToUserName>" + m.FromUserName + "</ToUserName><FromUserName>" + m.ToUserName +
		"</FromUserName><CreateTime>1</CreateTime>" + inner + "</xml>")
}

func (b *bot) seal(plain string) string {
	e, err := b.crypt.Seal([]byte("0123456789abcdef"), []byte(plain))
	if err != nil {
		b.t.Error(err)
	}
	return "<xml><Encrypt><![CDATA[" + e + "]]></Encrypt><MsgSignature>" + b.crypt.Sign("12", "n", e) +
		"</MsgSignature><TimeStamp>12</TimeStamp><Nonce>n</Nonce></xml>"
}

func (b *bot) heard() []inbound {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]inbound(nil), b.seen...)
}

// api is the smallest client of the API.
type api struct {
	t     *testing.T
	s     *wecomtest.Server
	token string
}

func newAPI(t *testing.T, s *wecomtest.Server) *api {
	t.Helper()
	a := &api{t: t, s: s}
	a.login()
	return a
}

func (a *api) login() {
	a.t.Helper()
	o := a.s.Options()
	out := a.get("/cgi-bin/gettoken?corpid=" + o.CorpID + "&corpsecret=" + o.Secret)
	a.token, _ = out["access_token"].(string)
	if a.token == "" {
		a.t.Fatalf("gettoken: %v", out)
	}
}

// get and post add the token to paths that have none, and return the decoded answer.
func (a *api) get(path string) map[string]any {
	a.t.Helper()
	return a.do(http.MethodGet, path, "", nil)
}

func (a *api) post(path, body string) map[string]any {
	a.t.Helper()
	return a.do(http.MethodPost, path, "application/json", strings.NewReader(body))
}

func (a *api) send(body string) map[string]any {
	a.t.Helper()
	return a.post("/cgi-bin/message/send", body)
}

func (a *api) do(method, path, contentType string, body io.Reader) map[string]any {
	a.t.Helper()
	status, data, err := a.try(method, path, contentType, body)
	if err != nil || status != http.StatusOK {
		a.t.Fatalf("%s: HTTP %d, %v", path, status, err)
	}
	var out map[string]any
	if err := json.Unmarshal(data, &out); err != nil {
		a.t.Fatalf("%s: %v in %s", path, err, data)
	}
	return out
}

func (a *api) try(method, path, contentType string, body io.Reader) (int, []byte, error) {
	if !strings.Contains(path, "gettoken") && !strings.Contains(path, "access_token") {
		path += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "access_token=" + a.token
	}
	req, err := http.NewRequestWithContext(a.t.Context(), method, a.s.URL()+path, body)
	if err != nil {
		return 0, nil, err
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, data, err
}

// upload posts one file and returns the answer.
func (a *api) upload(kind, field, disposition string, data []byte) map[string]any {
	a.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="` + field + `"; ` + disposition},
		"Content-Type":        {"application/octet-stream"},
	})
	if err != nil {
		a.t.Fatal(err)
	}
	_, _ = part.Write(data)
	_ = w.Close()
	return a.do(http.MethodPost, "/cgi-bin/media/upload?type="+kind, w.FormDataContentType(), &body)
}

func code(out map[string]any) int {
	n, ok := out["errcode"].(float64)
	if !ok {
		return -9999
	}
	return int(n)
}

func str(out map[string]any, key string) string {
	text, _ := out[key].(string)
	return text
}

// wantCode fails the test when an answer has another errcode.
func wantCode(t *testing.T, what string, out map[string]any, want int) {
	t.Helper()
	if code(out) != want {
		t.Errorf("%s: got %v, want errcode %d", what, out, want)
	}
}

// clock is moved by hand.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock {
	return &clock{t: time.Date(2026, 10, 22, 9, 0, 0, 0, time.UTC)}
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// silent options keep reports out of the test's errors; the test asks Reports itself.
func silent() wecomtest.Options {
	return wecomtest.Options{Users: people(), Report: func(string, ...any) {}}
}

func background(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}
