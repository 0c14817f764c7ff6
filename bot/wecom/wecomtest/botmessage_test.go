package wecomtest_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

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
	voice := upload(w, "voice", "a.amr", "#!AMR rest")
	video := upload(w, "video", "a.mp4", "\x00\x00\x00\x20ftypisom")
	file := upload(w, "file", "a.xlsx", "PK workbook")
	for _, c := range []struct {
		name, body string
		want       int
		kind       string
	}{
		{"image", `"image","image":{"media_id":"` + image + `"}`, 0, "image"},
		{"voice", `"voice","voice":{"media_id":"` + voice + `"}`, 0, "voice"},
		{"video", `"video","video":{"media_id":"` + video + `","title":"片","description":"段"}`, 0, "video"},
		{"file", `"file","file":{"media_id":"` + file + `"}`, 0, "file"},
		{"file as image", `"image","image":{"media_id":"` + file + `"}`, 40007, ""},
		{"no media", `"file","file":{}`, 41006, ""},
		{"no payload", `"file"`, 40063, ""},
		{"empty markdown", `"markdown","markdown":{"content":""}`, 44004, ""},
		{"empty feedback", `"markdown","markdown":{"content":"x","feedback":{"id":""}}`, 40058, ""},
		{"long feedback", `"markdown","markdown":{"content":"x","feedback":{"id":"` + strings.Repeat("x", 257) + `"}}`, 40058, ""},
		{"feedback", `"markdown","markdown":{"content":"x","feedback":{"id":"F"}}`, 0, "markdown"},
		{"question", `"template_card","template_card":{` + notice + "," + target + `,"jump_list":[{"type":3,"title":"问","question":"怎么填"}]}`, 0, "card"},
		{"long question", `"template_card","template_card":{` + notice + "," + target + `,"jump_list":[{"type":3,"title":"问","question":"` + strings.Repeat("x", 201) + `"}]}`, 40058, ""},
		{"attachment", `"template_card","template_card":{` + notice + "," + target + `,"horizontal_content_list":[{"type":2,"keyname":"a","media_id":"x"}]}`, 40058, ""},
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
	now := newClock()
	o := silent()
	o.Now, o.BotStream = now.Now, 6*time.Minute
	s := wecomtest.NewServer(t, o)
	w := join(t, s)
	must(t, s.BotSay("ann", "你好"))
	id, _ := w.heard(msg, "text")
	item := func(data string) string { return `{"msgtype":"image","image":` + picture(data) + `}` }
	with := func(rest string) string { return `{"msgtype":"stream","stream":{"id":"S",` + rest + `}}` }
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"no id":          {`{"msgtype":"stream","stream":{"finish":true,"content":"x"}}`, 40058},
		"no stream":      {`{"msgtype":"stream"}`, 40058},
		"long":           {with(`"finish":true,"content":"` + strings.Repeat("x", 20481) + `"`), 45002},
		"empty end":      {with(`"finish":true,"content":""`), 44004},
		"early picture":  {with(`"finish":false,"content":"x","msg_item":[` + item(png) + `]`), 40058},
		"many pictures":  {with(`"finish":true,"content":"x","msg_item":[` + strings.Repeat(item(png)+",", 10) + item(png) + `]`), 40058},
		"no picture":     {with(`"finish":true,"content":"x","msg_item":[` + item("hello world") + `]`), 40004},
		"text in it":     {with(`"finish":true,"content":"x","msg_item":[{"msgtype":"text"}]`), 40058},
		"empty feedback": {with(`"content":"x","feedback":{"id":""}`), 40058},
	} {
		if f := w.as(id, respond, c.body); *f.Code != c.want {
			t.Errorf("%s: %d %s, want %d", name, *f.Code, f.Text, c.want)
		}
	}
	if got := len(s.Talk("ann")); got != 1 {
		t.Errorf("%d lines, want 1: what was refused shows nothing", got)
	}
	w.wantAs(id, 0, respond, with(`"finish":false,"content":""`)) // a bubble may open empty
	w.wantAs(id, 40058, respond, with(`"finish":false,"content":"x","feedback":{"id":"late"}`))
	now.Add(6 * time.Minute)
	w.wantAs(id, 0, respond, with(`"finish":true,"content":"好","msg_item":[`+item(png)+`]`))
	if l := last(t, s); l.Text != "好" || len(l.Parts) != 1 || l.Parts[0].Kind != wecomtest.KindImage {
		t.Errorf("line %+v", l)
	}
	must(t, s.BotSay("ann", "再来"))
	id, _ = w.heard(msg, "text")
	w.wantAs(id, 0, respond, with(`"finish":false,"content":"x"`))
	now.Add(6*time.Minute + time.Second)
	if f := w.as(id, respond, with(`"finish":true,"content":"y"`)); *f.Code != 846608 || !strings.Contains(f.Text, ">6 minutes") {
		t.Errorf("late: %d %s", *f.Code, f.Text)
	}
}
