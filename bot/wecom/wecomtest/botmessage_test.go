package wecomtest_test

import (
	"strconv"
	"strings"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

// upload carries out the three steps for one small file and returns its media id.
func upload(w *wire, kind, name, data string) string {
	w.t.Helper()
	id := str(w.want(0, "aibot_upload_media_init", `{"type":"`+kind+`","filename":"`+name+`","total_size":`+
		strconv.Itoa(len(data))+`,"total_chunks":1}`).Body, "upload_id")
	w.want(0, "aibot_upload_media_chunk", chunk(id, 0, data))
	return str(w.want(0, "aibot_upload_media_finish", `{"upload_id":"`+id+`"}`).Body, "media_id")
}

func TestBotMessageTypes(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	w := join(t, s)
	must(t, s.BotSay("ann", "你好"))
	w.heard(msg, "text")
	image := upload(w, "image", "a.png", png)
	file := upload(w, "file", "a.xlsx", "PK workbook")
	for _, c := range []struct {
		name, body string
		want       int
		kind       string
	}{
		{"image", `"image","image":{"media_id":"` + image + `"}`, 0, "image"},
		{"file", `"file","file":{"media_id":"` + file + `"}`, 0, "file"},
		{"file as image", `"image","image":{"media_id":"` + file + `"}`, 40007, ""},
		{"no media", `"file","file":{}`, 41006, ""},
		{"no payload", `"file"`, 40063, ""},
		{"empty markdown", `"markdown","markdown":{"content":""}`, 44004, ""},
		{"no card", `"template_card"`, 40063, ""},
	} {
		before := len(s.Talk("ann"))
		w.want(c.want, push, pushTo("ann", `{"msgtype":`+c.body+`}`))
		lines := s.Talk("ann")[before:]
		if c.want == 0 && (len(lines) != 1 || lines[0].Kind != c.kind || !lines[0].Bot) || c.want != 0 && len(lines) != 0 {
			t.Errorf("%s: lines %+v", c.name, lines)
		}
	}
}

func TestBotStreamLimits(t *testing.T) {
	s := wecomtest.NewServer(t, silent())
	w := join(t, s)
	must(t, s.BotSay("ann", "你好"))
	id, _ := w.heard(msg, "text")
	with := func(rest string) string { return `{"msgtype":"stream","stream":{"id":"S",` + rest + `}}` }
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"no id":     {`{"msgtype":"stream","stream":{"finish":true,"content":"x"}}`, 40058},
		"no stream": {`{"msgtype":"stream"}`, 40058},
		"long":      {with(`"finish":true,"content":"` + strings.Repeat("x", 20481) + `"`), 45002},
		"no end":    {with(`"finish":false,"content":"x"`), 40058},
		"empty end": {with(`"finish":true,"content":""`), 44004},
	} {
		if f := w.as(id, respond, c.body); *f.Code != c.want {
			t.Errorf("%s: %d %s, want %d", name, *f.Code, f.Text, c.want)
		}
	}
	if got := len(s.Talk("ann")); got != 1 {
		t.Errorf("%d lines, want 1: what was refused shows nothing", got)
	}
}
