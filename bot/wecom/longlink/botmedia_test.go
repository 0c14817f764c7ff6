package longlink_test

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
)

// lock encrypts as WeCom does (§3.2.6), to a padding of 32 bytes.
func lock(tb testing.TB, plain, key []byte) []byte {
	tb.Helper()
	pad := 32 - len(plain)%32
	data := append(bytes.Clone(plain), bytes.Repeat([]byte{byte(pad)}, pad)...)
	block, err := aes.NewCipher(key)
	if err != nil {
		tb.Fatal(err)
	}
	cipher.NewCBCEncrypter(block, key[:16]).CryptBlocks(data, data)
	return data
}

const mediaKey = "0123456789abcdef0123456789abcdef"

func TestMediaVectorOfTheProtocol(t *testing.T) {
	t.Parallel()
	data, err := base64.StdEncoding.DecodeString("nfwZ6E3dtR8CKrLyztvUtMtSUQPevUxM4ZsSTeuoCvs=")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{
		"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY",
	} {
		if got, ok := longlink.Unlock(data, key); !ok || string(got) != "hello wecom file" {
			t.Errorf("%q", got)
		}
	}
}

func TestSpoiltMediaIsRefused(t *testing.T) {
	t.Parallel()
	key := base64.StdEncoding.EncodeToString([]byte(mediaKey))
	good := lock(t, []byte("picture"), []byte(mediaKey))
	unevenPadding := bytes.Repeat([]byte{3}, 32)
	unevenPadding[30] = 4
	block, err := aes.NewCipher([]byte(mediaKey))
	if err != nil {
		t.Fatal(err)
	}
	cipher.NewCBCEncrypter(block, []byte(mediaKey)[:16]).CryptBlocks(unevenPadding, unevenPadding)
	for name, test := range map[string]struct {
		data []byte
		key  string
	}{
		"nothing":        {nil, key},
		"half a block":   {good[:20], key},
		"no key":         {good, ""},
		"short key":      {good, "MDEyMw=="},
		"no base64":      {good, "*" + key[1:]},
		"other key":      {good, base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("k"), 32))},
		"uneven padding": {unevenPadding, key},
	} {
		if got, ok := longlink.Unlock(test.data, test.key); ok {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func FuzzUnlock(f *testing.F) {
	f.Add([]byte("0123456789abcdef0123456789abcdef"), "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
	f.Fuzz(func(t *testing.T, data []byte, key string) {
		given := bytes.Clone(data)
		got, ok := longlink.Unlock(data, key)
		if !bytes.Equal(given, data) {
			t.Error("what was given is changed")
		}
		if ok && (len(got) >= len(data) || len(data)-len(got) > 32) {
			t.Errorf("%d bytes out of %d", len(got), len(data))
		}
		if again, ok := longlink.Unlock(lock(t, data, []byte(mediaKey)), base64.StdEncoding.EncodeToString([]byte(mediaKey))); !ok || !bytes.Equal(again, data) {
			t.Errorf("%q came back as %q", data, again)
		}
	})
}

func newSocket(tb testing.TB, cfg longlink.SocketConfig) *longlink.Socket {
	tb.Helper()
	s, err := longlink.NewSocket(cfg, &handler{}, logger(tb), time.Now)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func TestPictureOrWhyNot(t *testing.T) {
	t.Parallel()
	key := base64.StdEncoding.EncodeToString([]byte(mediaKey))
	locked := lock(t, []byte("a picture"), []byte(mediaKey))
	large := bytes.Repeat([]byte("x"), 21<<20+16)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/ok":
			_, _ = w.Write(locked)
		case "/plain":
			_, _ = w.Write([]byte("a picture"))
		case "/large":
			_, _ = w.Write(large)
		case "/busy":
			w.WriteHeader(http.StatusBadGateway)
		case "/cut":
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write(locked)
		case "/away":
			http.Redirect(w, r, "/ok", http.StatusFound)
		default:
			w.WriteHeader(http.StatusForbidden)
		}
	}))
	t.Cleanup(server.Close)
	at := func(path string) string { return longlink.MediaID(server.URL+path+"?sign=geheim", key) }
	local := newSocket(t, longlink.SocketConfig{BotID: "b", Secret: "s", URL: "ws://127.0.0.1:1"})
	for name, test := range map[string]struct {
		media     string
		temporary bool
	}{
		"expired":   {at("/gone"), false},
		"too large": {longlink.MediaID(server.URL+"/large", ""), false},
		"redirect":  {at("/away"), false},
		"busy":      {at("/busy"), true},
		"cut off":   {at("/cut"), true},
		"no server": {longlink.MediaID("http://127.0.0.1:1/ok", key), true},
		"wrong key": {longlink.MediaID(server.URL+"/ok", base64.StdEncoding.EncodeToString([]byte(strings.Repeat("k", 32)))), false},
		"malformed": {"aibot:***", false},
		"the app's": {"MEDIA_1", false},
		"file":      {longlink.MediaID("file:///etc/passwd", key), false},
		"empty":     {"", false},
	} {
		data, err := local.Picture(t.Context(), test.media)
		e, ok := errors.AsType[*wecom.Error](note(err))
		if !ok || e.Temporary() != test.temporary || data != nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
	for _, media := range []string{at("/ok"), longlink.MediaID(server.URL+"/plain", "")} {
		if data, err := local.Picture(t.Context(), media); err != nil || string(data) != "a picture" {
			t.Errorf("%q %v", data, err)
		}
	}
	// Of the real WeCom a picture is fetched over TLS only.
	real := newSocket(t, longlink.SocketConfig{BotID: "b", Secret: "s"})
	if _, err := real.Picture(t.Context(), at("/ok")); err == nil {
		t.Error("fetched in clear")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := local.Picture(ctx, at("/ok")); !errors.Is(note(err), context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestSocketConfigIsChecked(t *testing.T) {
	t.Parallel()
	for _, cfg := range []longlink.SocketConfig{
		{},
		{BotID: "b"},
		{Secret: "s"},
		{BotID: "b", Secret: "s", URL: "https://host"},
		{BotID: "b", Secret: "s", URL: "wss://"},
		{BotID: "b", Secret: "s", URL: "wss://me:pw@host"},
		{BotID: "b", Secret: "s", URL: "::"},
	} {
		_, err := longlink.NewSocket(cfg, &handler{}, slog.New(slog.DiscardHandler), time.Now)
		if err == nil || strings.Contains(err.Error(), "pw") {
			t.Errorf("%+v: %v", cfg, err)
		}
	}
}
