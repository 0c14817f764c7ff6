package wecom_test

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"anwei/bot"
)

// FuzzRequest sends what a stranger may send: nothing gets through to the
// handler without the token.
func FuzzRequest(f *testing.F) {
	good := seal(f, text("hello"), corpID)
	f.Add("POST", "msg_signature=1&timestamp=1409659813&nonce=2", envelope(good))
	f.Add("GET", "msg_signature=1&timestamp=1409659813&nonce=2&echostr="+url.QueryEscape(good), "")
	f.Add("PUT", "%zz", "<xml><Encrypt>")
	f.Fuzz(func(t *testing.T, method, query, body string) {
		h := &handler{}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(body))
		r.Method, r.URL.RawQuery = method, query
		w := serve(newCallback(t, h), r)
		if w.Code < 400 || len(h.heard()) != 0 {
			t.Errorf("%d, heard %v", w.Code, h.heard())
		}
	})
}

// FuzzSealed signs any bytes in the place of the ciphertext.
func FuzzSealed(f *testing.F) {
	for _, plain := range []string{"", "x", text("hello"), event("click", "<EventKey>k</EventKey>")} {
		raw, err := base64.StdEncoding.DecodeString(seal(f, plain, corpID))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		h := &handler{}
		w := serve(newCallback(t, h), postSealed(t, base64.StdEncoding.EncodeToString(raw), start))
		if w.Code == http.StatusInternalServerError {
			t.Errorf("%d", w.Code)
		}
	})
}

// FuzzMessage encrypts any text in the place of a message.
func FuzzMessage(f *testing.F) {
	for _, plain := range []string{
		text("hello"), plainly(text("a &lt; b")), event("template_card_event", "<EventKey>k</EventKey><TaskId>t</TaskId>"),
		event("enter_agent", ""), other("image", "<PicUrl>u</PicUrl>"), "<xml/>", "<xml><xml><FromUserName>",
		strings.Repeat("<a>", 5000),
	} {
		f.Add(plain)
	}
	f.Fuzz(func(t *testing.T, plain string) {
		if len(plain) > 32<<10 {
			t.Skip()
		}
		h := answering(bot.Answer{Text: "好的", Seq: 1})
		w := serve(newCallback(t, h), post(t, plain))
		heard := h.heard()
		switch {
		case w.Code == http.StatusOK && w.Body.Len() > 0:
			open(t, w.Body.Bytes())
		case w.Code != http.StatusOK && w.Code != http.StatusBadRequest:
			t.Errorf("%d", w.Code)
		}
		for _, m := range heard {
			if m.From == "" || len(m.ID) < 3 || m.Kind == "" || m.At.IsZero() {
				t.Errorf("heard %s", strconv.Quote(m.ID))
			}
		}
	})
}
