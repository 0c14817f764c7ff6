package wecom_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/wecomtest"
)

// TestPicture sends a photo as a person would, finds its media id in the message
// and fetches the same bytes, with a token that WeCom has just refused.
func TestPicture(t *testing.T) {
	t.Parallel()
	h := &handler{}
	s := wecomtest.NewServer(t, wecomtest.Options{Secret: appSecret, Users: []wecomtest.User{{ID: "lisi", Name: "李四"}}})
	o := s.Options()
	c, err := wecom.NewCallback(wecom.CallbackConfig{CorpID: o.CorpID, Token: o.Token, AESKey: o.AESKey}, h, logger(t), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(c)
	t.Cleanup(web.Close)
	s.SetCallback(web.URL)
	var photo bytes.Buffer
	if err := png.Encode(&photo, image.NewGray(image.Rect(0, 0, 40, 40))); err != nil {
		t.Fatal(err)
	}
	if err := s.SendImage(t.Context(), "lisi", "表.png", photo.Bytes()); err != nil {
		t.Fatal(err)
	}
	m := h.heard()[0]
	if m.Kind != bot.OtherMessage || m.Text != "image" || m.Media == "" {
		t.Fatalf("the photo arrives as %+v", m)
	}
	client := newClient(t, s.URL(), appSecret)
	for range 2 {
		got, err := client.Picture(t.Context(), m.Media)
		if err != nil || !bytes.Equal(got, photo.Bytes()) {
			t.Errorf("%d bytes of %d came back: %v", len(got), photo.Len(), err)
		}
		s.RevokeTokens()
	}
	for _, bad := range []string{"", "a&b=c", "no such"} {
		if _, err := client.Picture(t.Context(), bad); err == nil {
			t.Errorf("a picture %q was found", bad)
		}
	}
	e, ok := errors.AsType[*wecom.Error](func() error { _, err := client.Picture(t.Context(), "unknown"); return err }())
	if !ok || e.Code != 40007 || e.Temporary() || strings.Contains(e.Error(), appSecret) {
		t.Errorf("an unknown picture gives %v", e)
	}
}
