package wecom_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/util"
	"go.uber.org/goleak"

	"anwei/bot"
	"anwei/bot/wecom"
)

const (
	corpID = "wx5823bf96d3bd56c7"
	token  = "QDG6eK"
	aesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"

	// appSecret and every access token of the tests' servers.
	appSecret   = "s3cr3t+/&%-of-the-app"
	tokenPrefix = "token_"
)

var start = time.Unix(1409659813, 0)

func startClock() time.Time { return start }

// said is all that the package has logged and all errors it has returned in
// this run. TestMain looks for secrets in it.
type transcript struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

var said transcript

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buf.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buf.String()
}

// note keeps an error's whole chain for TestMain.
func note(err error) error {
	for e := err; e != nil; e = errors.Unwrap(e) {
		_, _ = fmt.Fprintf(&said, "error: %v %+v %#v\n", e, e, e)
	}
	return err
}

// private is what people say in these tests, where it would be recognised.
const private = "检查3次发现12个隐患"

func TestMain(m *testing.M) {
	code := m.Run()
	if err := goleak.Find(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	all := said.String()
	for _, secret := range []string{
		appSecret, url.QueryEscape(appSecret), token, aesKey, tokenPrefix, private,
		"access_token=", "corpsecret=", "wecomtestToken", "wecomtest0wecomtest1", robotKey, "1380000000",
	} {
		if at := strings.Index(all, secret); at >= 0 {
			fmt.Fprintf(os.Stderr, "logged or returned %q: …%s…\n", secret, all[max(0, at-200):min(len(all), at+100)])
			code = 1
		}
	}
	os.Exit(code)
}

func logger(tb testing.TB) *slog.Logger {
	tb.Helper()
	return slog.New(slog.NewJSONHandler(io.MultiWriter(&said, tb.Output()), &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// handler records what it is given and answers what it is told to.
type handler struct {
	handle func(ctx context.Context, m bot.Message) (bot.Answer, error)

	mu       sync.Mutex
	messages []bot.Message
	answered []bot.Answer
}

func (h *handler) Handle(ctx context.Context, m bot.Message) (bot.Answer, error) {
	h.mu.Lock()
	h.messages = append(h.messages, m)
	h.mu.Unlock()
	if h.handle == nil {
		return bot.Answer{}, nil
	}
	return h.handle(ctx, m)
}

func (h *handler) Answered(_ context.Context, a bot.Answer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answered = append(h.answered, a)
}

func (h *handler) heard() []bot.Message {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.messages
}

func (h *handler) marked() []bot.Answer {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.answered
}

func answering(a bot.Answer) *handler {
	return &handler{handle: func(context.Context, bot.Message) (bot.Answer, error) { return a, nil }}
}

func newCallback(tb testing.TB, h bot.Handler) *wecom.Callback {
	tb.Helper()
	return callbackWith(tb, wecom.CallbackConfig{CorpID: corpID, Token: token, AESKey: aesKey}, h, start)
}

func callbackWith(tb testing.TB, cfg wecom.CallbackConfig, h bot.Handler, now time.Time) *wecom.Callback {
	tb.Helper()
	c, err := wecom.NewCallback(cfg, h, logger(tb), func() time.Time { return now })
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// seal encrypts as WeCom does, by silenceper's code and not by ours.
func seal(tb testing.TB, plain, receiveID string) string {
	tb.Helper()
	sealed, err := util.EncryptMsg([]byte("\x00\xff23456789abcdef"), []byte(plain), receiveID, aesKey)
	if err != nil {
		tb.Fatal(err)
	}
	return string(sealed)
}

func address(timestamp, nonce, sealed string) string {
	return "/callback?" + url.Values{
		"msg_signature": {util.Signature(token, timestamp, nonce, sealed)},
		"timestamp":     {timestamp},
		"nonce":         {nonce},
	}.Encode()
}

func envelope(sealed string) string {
	return "<xml><AgentID><![CDATA[218]]></AgentID><Encrypt><![CDATA[" + sealed +
		"]]></Encrypt><ToUserName><![CDATA[" + corpID + "]]></ToUserName></xml>"
}

// post is the request in which WeCom delivers a message.
func post(tb testing.TB, plain string) *http.Request {
	tb.Helper()
	return postSealed(tb, seal(tb, plain, corpID), start)
}

func postSealed(tb testing.TB, sealed string, at time.Time) *http.Request {
	tb.Helper()
	target := address(strconv.FormatInt(at.Unix(), 10), "1372623149", sealed)
	return httptest.NewRequestWithContext(tb.Context(), http.MethodPost, target, strings.NewReader(envelope(sealed)))
}

func serve(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// text is a text message as WeCom writes it.
func text(content string) string {
	return "<xml><ToUserName><![CDATA[" + corpID + "]]></ToUserName>\n" +
		"<FromUserName><![CDATA[ZhangSan]]></FromUserName>\n<CreateTime>1409659813</CreateTime>\n" +
		"<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[" + content + "]]></Content>\n" +
		"<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>"
}

// event is an event with further elements.
func event(name, more string) string {
	return "<xml><ToUserName><![CDATA[" + corpID + "]]></ToUserName>" +
		"<FromUserName><![CDATA[ZhangSan]]></FromUserName><CreateTime>1409659813</CreateTime>" +
		"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[" + name + "]]></Event>" + more +
		"<AgentID>218</AgentID></xml>"
}

// reply is a passive reply.
type reply struct {
	ToUserName   string
	FromUserName string
	CreateTime   int64
	MsgType      string
	Content      string
	Button       struct{ ReplaceName string }
}

// open checks and decrypts a passive reply as WeCom does.
func open(tb testing.TB, body []byte) reply {
	tb.Helper()
	var e struct{ Encrypt, MsgSignature, TimeStamp, Nonce string }
	if err := xml.Unmarshal(body, &e); err != nil {
		tb.Fatalf("reply %q: %v", body, err)
	}
	if want := util.Signature(token, e.TimeStamp, e.Nonce, e.Encrypt); e.MsgSignature != want {
		tb.Errorf("signature %s, want %s", e.MsgSignature, want)
	}
	_, plain, err := util.DecryptMsg(corpID, e.Encrypt, aesKey)
	if err != nil {
		tb.Fatal(err)
	}
	var r reply
	if err := xml.Unmarshal(plain, &r); err != nil {
		tb.Fatalf("reply %q: %v", plain, err)
	}
	return r
}

// wired returns a Client whose WeCom answers without a socket; gettoken is
// answered for it.
func wired(tb testing.TB, answer func(path, body string) string) *wecom.Client {
	tb.Helper()
	transport := tripper(func(r *http.Request) *http.Response {
		var body []byte
		if r.Body != nil {
			body, _ = io.ReadAll(r.Body)
			_ = r.Body.Close()
		}
		said := `{"errcode":0,"access_token":"` + tokenPrefix + `wired","expires_in":7200}`
		if !strings.HasSuffix(r.URL.Path, "/gettoken") {
			said = answer(r.URL.Path, string(body))
		}
		return &http.Response{
			StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
			Body: io.NopCloser(strings.NewReader(said)), Request: r,
		}
	})
	c, err := wecom.NewClient(wecom.ClientConfig{
		CorpID: "wwc0ffee0123456789", Secret: appSecret, AgentID: 1000002, HTTPClient: &http.Client{Transport: transport},
	}, logger(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// serveBroken serves a request whose connection breaks under the response.
func serveBroken(h http.Handler, r *http.Request) {
	h.ServeHTTP(deadWriter{httptest.NewRecorder(), false}, r)
}
