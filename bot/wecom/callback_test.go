package wecom_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"anwei/bot"
	"anwei/bot/wecom"
)

func TestBadRequestsAreRefused(t *testing.T) {
	t.Parallel()
	good := seal(t, text(private), corpID)
	raw, err := base64.StdEncoding.DecodeString(good)
	if err != nil {
		t.Fatal(err)
	}
	cut := base64.StdEncoding.EncodeToString(raw[:len(raw)-16])
	now := strconv.FormatInt(start.Unix(), 10)
	to := func(method, target, body string) *http.Request {
		return httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	}
	truncated := postSealed(t, good, start)
	truncated.Body = io.NopCloser(io.MultiReader(strings.NewReader("<xml><Enc"), iotest.ErrReader(io.ErrUnexpectedEOF)))

	for name, test := range map[string]struct {
		request *http.Request
		status  int
	}{
		"put":                       {to(http.MethodPut, address(now, "1", good), envelope(good)), 405},
		"head":                      {to(http.MethodHead, "/", ""), 405},
		"probe":                     {to(http.MethodGet, "/", ""), 400},
		"post without query":        {to(http.MethodPost, "/", envelope(good)), 400},
		"post with half a query":    {to(http.MethodPost, "/?msg_signature=1&timestamp="+now, envelope(good)), 400},
		"broken query":              {to(http.MethodPost, "/?%zz;;&msg_signature", envelope(good)), 400},
		"timestamp no number":       {to(http.MethodPost, address("soon", "1", good), envelope(good)), 400},
		"timestamp enormous":        {to(http.MethodPost, address(strings.Repeat("9", 40), "1", good), envelope(good)), 400},
		"verification without echo": {to(http.MethodGet, address(now, "1", ""), ""), 400},
		"verification forged":       {to(http.MethodGet, address(now, "1", good)+"&echostr=AAAA", ""), 403},
		"verification with message": {to(http.MethodGet, address(now, "1", good)+"&echostr="+strings.ReplaceAll(good, "+", "%2B"), ""), 400},
		"empty body":                {to(http.MethodPost, address(now, "1", ""), ""), 400},
		"not xml":                   {to(http.MethodPost, address(now, "1", good), `{"Encrypt":"x"}`), 400},
		"other root":                {to(http.MethodPost, address(now, "1", good), "<html></html>"), 400},
		"cut off":                   {to(http.MethodPost, address(now, "1", good), envelope(good)[:200]), 400},
		"broken connection":         {truncated, 400},
		"nothing encrypted":         {to(http.MethodPost, address(now, "1", ""), "<xml></xml>"), 400},
		"forged":                    {to(http.MethodPost, address(now, "1", cut), envelope(good)), 403},
		"signature shortened":       {to(http.MethodPost, strings.Replace(address(now, "1", good), "msg_signature=", "msg_signature=&x=", 1), envelope(good)), 400},
		"nonce changed":             {to(http.MethodPost, strings.Replace(address(now, "11", good), "nonce=11", "nonce=12", 1), envelope(good)), 403},
		"old":                       {postSealed(t, good, start.Add(-11*time.Minute)), 403},
		"from the future":           {postSealed(t, good, start.Add(11*time.Minute)), 403},
		"other receiver":            {postSealed(t, seal(t, text(private), "ww0000"), start), 403},
		"no receiver":               {postSealed(t, seal(t, text(private), ""), start), 403},
		"not base64":                {postSealed(t, "***", start), 400},
		"not whole blocks":          {postSealed(t, base64.StdEncoding.EncodeToString(raw[:len(raw)-1]), start), 400},
		"last block lost":           {postSealed(t, cut, start), 400},
		"no text inside":            {post(t, ""), 400},
		"no xml inside":             {post(t, "hello"), 400},
		"time no number":            {post(t, strings.Replace(text("x"), "1409659813", "noon", 1)), 400},
		"no sender":                 {post(t, strings.Replace(text("x"), "ZhangSan", " ", 1)), 400},
		"no id":                     {post(t, strings.Replace(text("x"), "4561255354251345929", "", 1)), 400},
		"no type":                   {post(t, strings.Replace(text("x"), "[text]", "[]", 1)), 400},
		"too large":                 {to(http.MethodPost, address(now, "1", good), envelope(strings.Repeat("A", 64<<10))), 413},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := &handler{}
			w := serve(newCallback(t, h), test.request)
			if w.Code != test.status || w.Body.Len() != 0 {
				t.Errorf("%d %q, want an empty %d", w.Code, w.Body, test.status)
			}
			if n := len(h.heard()); n != 0 {
				t.Errorf("the handler heard %d messages", n)
			}
		})
	}
}

func TestRefusalIsLogged(t *testing.T) {
	t.Parallel()
	r := postSealed(t, seal(t, text(private), corpID), start.Add(-time.Hour))
	r.RemoteAddr = "192.0.2.77:4711"
	serve(newCallback(t, &handler{}), r)
	const want = `"msg":"callback refused","reason":"timestamp","status":403,"remote":"192.0.2.77:4711"`
	if !strings.Contains(said.String(), want) {
		t.Errorf("not logged: %s", want)
	}
}

func TestPaddingIsChecked(t *testing.T) {
	t.Parallel()
	// Every byte of the last two blocks is changed in turn: whatever still
	// decrypts must have the receiver and the padding whole.
	raw, err := base64.StdEncoding.DecodeString(seal(t, text("hello"), corpID))
	if err != nil {
		t.Fatal(err)
	}
	for i := len(raw) - 32; i < len(raw); i++ {
		for _, flip := range []byte{1, 0x1f, 0x80} {
			bad := bytes.Clone(raw)
			bad[i] ^= flip
			h := &handler{}
			w := serve(newCallback(t, h), postSealed(t, base64.StdEncoding.EncodeToString(bad), start))
			if w.Code == http.StatusOK {
				t.Errorf("byte %d of %d changed by %#x: accepted", i, len(raw), flip)
			}
		}
	}
}

func TestConfigIsChecked(t *testing.T) {
	t.Parallel()
	for name, cfg := range map[string]wecom.CallbackConfig{
		"no corp":   {Token: token, AESKey: aesKey},
		"no token":  {CorpID: corpID, AESKey: aesKey},
		"no key":    {CorpID: corpID, Token: token},
		"short key": {CorpID: corpID, Token: token, AESKey: aesKey[1:]},
		"odd key":   {CorpID: corpID, Token: token, AESKey: "*" + aesKey[1:]},
	} {
		if _, err := wecom.NewCallback(cfg, &handler{}, logger(t), time.Now); note(err) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestSlowHandlerIsCutOff(t *testing.T) {
	t.Parallel()
	for name, handle := range map[string]func(context.Context) error{
		"listening": func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
		"deaf":      func(context.Context) error { time.Sleep(time.Minute); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := &handler{handle: func(ctx context.Context, _ bot.Message) (bot.Answer, error) {
					return bot.Answer{Text: "迟到的回答", Seq: 7}, handle(ctx)
				}}
				began := time.Now()
				w := serve(newCallback(t, h), post(t, text(private)))
				if took := time.Since(began); took < 4*time.Second || took >= 5*time.Second {
					t.Errorf("answered after %v, want a little less than 5s", took)
				}
				if w.Code != http.StatusServiceUnavailable || w.Body.Len() != 0 {
					t.Errorf("%d %q, want an empty 503", w.Code, w.Body)
				}
				if n := len(h.marked()); n != 0 {
					t.Errorf("%d answers marked, none has gone back", n)
				}
				time.Sleep(time.Minute) // the bubble fails if a goroutine remains
			})
		})
	}
}

func TestFailingHandlerIsAskedAgain(t *testing.T) {
	t.Parallel()
	tries := 0
	h := &handler{}
	h.handle = func(context.Context, bot.Message) (bot.Answer, error) {
		switch tries++; tries {
		case 1:
			return bot.Answer{}, errors.New("storage: no space left")
		case 2:
			panic(private)
		}
		return bot.Answer{Text: "已收到", Seq: 3}, nil
	}
	c := newCallback(t, h)
	for i, want := range []int{500, 500, 200, 200} {
		if w := serve(c, post(t, text(private))); w.Code != want {
			t.Errorf("delivery %d: %d, want %d", i+1, w.Code, want)
		}
	}
	for _, m := range h.heard() {
		if !reflect.DeepEqual(m, h.heard()[0]) {
			t.Errorf("redelivered as %+v, first as %+v", m, h.heard()[0])
		}
	}
	if n := len(h.marked()); n != 2 {
		t.Errorf("%d answers marked, want 2: a redelivery gets the same answer", n)
	}
}
