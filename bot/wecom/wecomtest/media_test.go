package wecomtest_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

func TestUploadSendAndGet(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	a := newAPI(t, s)
	data := []byte("PK\x03\x04 a workbook")
	out := a.upload("file", "media", `filename="10月汇总表.xlsx"; filelength=15`, data)
	wantCode(t, "upload", out, 0)
	id := str(out, "media_id")
	if out["created_at"] != "1792659600" || out["type"] != "file" || out["errmsg"] != "" {
		t.Errorf("answer %v", out)
	}
	body := `{"touser":"ann","msgtype":"file","agentid":1000002,"file":{"media_id":"` + id + `"}}`
	wantCode(t, "send", a.send(body), 0)
	wantCode(t, "as an image", a.send(strings.ReplaceAll(body, `"file"`, `"image"`)), 40007)
	line := s.Talk("ann")[0]
	if line.Kind != wecomtest.KindFile || line.File != "10月汇总表.xlsx" || line.MediaID != id {
		t.Errorf("line %+v", line)
	}
	m, ok := s.Media(id)
	if !ok || !bytes.Equal(m.Data, data) || m.ContentType != "application/octet-stream" {
		t.Errorf("media %+v", m)
	}
	_, got, err := a.try(http.MethodGet, "/cgi-bin/media/get?media_id="+id, "", nil)
	if err != nil || !bytes.Equal(got, data) {
		t.Errorf("media/get: %q %v", got, err)
	}
	wantCode(t, "no id", a.get("/cgi-bin/media/get"), 41006)
	wantCode(t, "bad id", a.get("/cgi-bin/media/get?media_id=x"), 40007)
	now.Add(72 * time.Hour)
	a.login()
	wantCode(t, "expired", a.get("/cgi-bin/media/get?media_id="+id), 40007)
	wantCode(t, "send expired", a.send(body), 40007)
	if _, ok := s.Media(id); !ok {
		t.Error("the chat has lost its file")
	}
}

func TestUploadRules(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n rest"
	for name, c := range map[string]struct {
		kind, field, disposition, data string
		want, reports                  int
	}{
		"png":        {"image", "media", `filename="a.png"`, png, 0, 0},
		"not an img": {"image", "media", `filename="a.png"`, "hello world", 40004, 0},
		"five bytes": {"file", "media", `filename="a"`, "12345", 40006, 0},
		"six bytes":  {"file", "media", `filename="a"`, "123456", 0, 0},
		"type":       {"sheet", "media", `filename="a"`, "123456", 40005, 1},
		"field":      {"file", "file", `filename="a"`, "123456", 44001, 1},
		"no name":    {"file", "media", `size=6`, "123456", 44001, 1},
		"path":       {"file", "media", `filename="/tmp/a"`, "123456", 0, 1},
		"filename*":  {"file", "media", `filename*=UTF-8''a`, "123456", 0, 1},
		"large img":  {"image", "media", `filename="a.png"`, png + strings.Repeat("x", 10<<20), 40009, 0},
		"large file": {"file", "media", `filename="a"`, strings.Repeat("x", 20<<20+1), 45001, 0},
	} {
		s := wecomtest.NewServer(t, silent())
		wantCode(t, name, newAPI(t, s).upload(c.kind, c.field, c.disposition, []byte(c.data)), c.want)
		if got := s.Reports(); len(got) != c.reports {
			t.Errorf("%s: reports %q", name, got)
		}
	}
	s := wecomtest.NewServer(t, silent())
	wantCode(t, "not multipart", newAPI(t, s).post("/cgi-bin/media/upload?type=file", "x"), 44001)
}
