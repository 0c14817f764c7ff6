package wecomtest_test

import (
	"bytes"
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

const png = "\x89PNG\r\n\x1a\n rest"

func picture(data string) string {
	sum := md5.Sum([]byte(data))
	return fmt.Sprintf(`{"base64":%q,"md5":%q}`, base64.StdEncoding.EncodeToString([]byte(data)), hex.EncodeToString(sum[:]))
}

// robot posts to the group robot's address and returns the answer.
func robot(a *api, body string) map[string]any {
	a.t.Helper()
	return a.do(http.MethodPost, "/cgi-bin/webhook/send?key="+a.s.Options().WebhookKey+"&access_token", "", strings.NewReader(body))
}

func TestRobotTypes(t *testing.T) {
	s := wecomtest.NewServer(t, silent())
	a := newAPI(t, s)
	a.token = "" // the key is all it needs
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	part, err := m.CreateFormFile("media", "汇总表.xlsx")
	must(t, err)
	_, _ = part.Write([]byte("PK workbook"))
	_ = m.Close()
	up := a.do(http.MethodPost, "/cgi-bin/webhook/upload_media?type=file&key="+s.Options().WebhookKey, m.FormDataContentType(), &form)
	wantCode(t, "upload", up, 0)
	id := str(up, "media_id")
	for _, c := range []struct {
		name, body string
		want       int
		kind       string
	}{
		{"text", `"text","text":{"content":"请报"}`, 0, "text"},
		{"long text", `"text","text":{"content":"` + strings.Repeat("x", 2049) + `"}`, 40058, ""},
		{"empty text", `"text","text":{"content":""}`, 44004, ""},
		{"image", `"image","image":` + picture(png), 0, "image"},
		{"no image", `"image","image":` + picture("hello world"), 40004, ""},
		{"md5", `"image","image":` + strings.Replace(picture(png), `"md5":"`, `"md5":"0`, 1), 40058, ""},
		{"file", `"file","file":{"media_id":"` + id + `"}`, 0, "file"},
		{"type", `"video","video":{"media_id":"x"}`, 40008, ""},
	} {
		before := len(s.GroupTalk())
		wantCode(t, c.name, robot(a, `{"msgtype":`+c.body+`}`), c.want)
		lines := s.GroupTalk()
		switch {
		case c.want != 0 && len(lines) != before:
			t.Errorf("%s: refused, and shown", c.name)
		case c.want == 0 && (len(lines) != before+1 || lines[before].Kind != c.kind):
			t.Errorf("%s: lines %+v", c.name, lines[before:])
		}
	}
	if l := s.GroupTalk()[0]; l.Text != "请报" {
		t.Errorf("text %q", l.Text)
	}
	if m, ok := s.Media(s.GroupTalk()[1].MediaID); !ok || string(m.Data) != png {
		t.Errorf("picture %q", m.Data)
	}
	wantCode(t, "key", a.do(http.MethodPost, "/cgi-bin/webhook/send?key=x&access_token", "", strings.NewReader(`{}`)), 93000)
	a.login()
	wantCode(t, "the app sends the robot's file", a.send(`{"touser":"ann","msgtype":"file","agentid":1000002,"file":{"media_id":"`+id+`"}}`), 40007)
}

func TestRobotRate(t *testing.T) {
	now := newClock()
	o := silent()
	o.Now = now.Now
	s := wecomtest.NewServer(t, o)
	a := newAPI(t, s)
	const body = `{"msgtype":"text","text":{"content":"x"}}`
	for range 20 {
		wantCode(t, "within the rate", robot(a, body), 0)
	}
	wantCode(t, "beyond it", robot(a, body), 45009)
	now.Add(time.Minute)
	wantCode(t, "a minute later", robot(a, body), 0)
	if lines, _, err := s.WatchGroup(background(t), 20); err != nil || len(lines) != 21 {
		t.Errorf("%d lines, %v", len(lines), err)
	}
}
