package phone_test

import (
	"context"
	"mime"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot/wecom/wecomtest"
)

type talks struct {
	Talks map[string]struct {
		Version int
		Lines   []wecomtest.Line
	}
}

func TestThePageHasAllItsParts(t *testing.T) {
	s := newStage(t)
	w := s.get("/")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("HTTP %d, %v", w.Code, w.Header())
	}
	types := map[string]string{"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml"}
	asked := regexp.MustCompile(`(?:/static/|from "\./)([a-z]+\.([a-z]+))"`)
	seen := map[string]bool{}
	queue := asked.FindAllStringSubmatch(w.Body.String(), -1)
	for len(queue) > 0 {
		name, ending := queue[0][1], queue[0][2]
		queue = queue[1:]
		if seen[name] {
			continue
		}
		seen[name] = true
		part := s.get("/static/" + name)
		if part.Code != http.StatusOK || part.Header().Get("Content-Type") != types[ending] {
			t.Errorf("%s: HTTP %d, %s", name, part.Code, part.Header().Get("Content-Type"))
		}
		text := part.Body.String()
		queue = append(queue, asked.FindAllStringSubmatch(text, -1)...)
		// What people say must never be read as markup, and nothing comes from elsewhere.
		for _, bad := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "https://", "@import"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %s", name, bad)
			}
		}
	}
	if len(seen) < 12 {
		t.Errorf("the page asks for %d parts only: %v", len(seen), seen)
	}
}

func TestPeopleAreGroupedByRole(t *testing.T) {
	got := decode[struct {
		Groups []struct {
			Role   anwei.Role
			Title  string
			People []struct{ ID, Name, Post, Unit string }
		}
		First []string
	}](t, newStage(t).get("/api/people"))
	if !slices.Equal(got.First, []string{"nancun_tb", "xiacun_tb", "anban"}) {
		t.Errorf("first are %v", got.First)
	}
	var titles []string
	units := map[string]string{}
	for _, g := range got.Groups {
		titles = append(titles, g.Title)
		for _, x := range g.People {
			units[x.ID] = x.Post + " " + x.Unit
		}
	}
	if strings.Join(titles, " ") != "填报员 安委办 领导" || len(units) != 28 {
		t.Errorf("groups %v of %d people", titles, len(units))
	}
	if units["nancun_tb"] != "安监站站长 南村镇" || units["jianguan"] != "科员 县教育局（代）、县市场监管局（代）" || units["anban_zr"] != "安委办主任 泽州县" {
		t.Errorf("units %v", units)
	}
}

func TestATalkIsCarriedBothWays(t *testing.T) {
	s := newStage(t)
	empty := decode[talks](t, s.get("/api/talk?user=nancun_tb&version=-1"))
	if got, ok := empty.Talks["nancun_tb"]; !ok || got.Version != 0 || len(got.Lines) != 0 {
		t.Errorf("a new chat: %+v", empty)
	}
	news := make(chan *httptest.ResponseRecorder)
	go func() { news <- s.get("/api/talk?user=xiacun_tb&version=0&user=nancun_tb&version=0") }()
	decode[struct{}](t, s.post("/api/say", `{"user":"nancun_tb","text":"<b>3 12</b>"}`))
	got := decode[talks](t, <-news)
	if _, ok := got.Talks["xiacun_tb"]; ok || len(got.Talks["nancun_tb"].Lines) == 0 {
		t.Errorf("news: %+v", got)
	}
	chat := decode[talks](t, s.get("/api/talk?user=nancun_tb&version=1")).Talks["nancun_tb"]
	if len(chat.Lines) != 2 || chat.Lines[0].Text != "<b>3 12</b>" || !chat.Lines[0].FromUser || chat.Lines[1].Text != "收到：＜b>3 12＜/b>" {
		t.Fatalf("chat: %+v", chat)
	}
	if at := chat.Lines[0].At.Format(time.RFC3339); at != "2026-10-16T09:30:00+08:00" {
		t.Errorf("it was said at %s, which is not the wall clock of the plan's zone", at)
	}
}

func TestWaitingForATalkEnds(t *testing.T) {
	s := newStage(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/api/talk?user=nancun_tb&version=0", nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	s.page.ServeHTTP(w, r)
	if got := decode[talks](t, w); len(got.Talks) != 0 {
		t.Errorf("got %+v", got)
	}
	s.sim.Close()
	wantRefused(t, "after the end", s.get("/api/talk?user=nancun_tb&version=0"), 503, "演示已经结束")
	wantRefused(t, "after the end", s.post("/api/say", `{"user":"nancun_tb","text":"在吗"}`), 502, "助手没有应答")
}

func TestButtonsMenuAndPicture(t *testing.T) {
	s := newStage(t)
	task := s.card("nancun_tb")
	press := func(key string) *httptest.ResponseRecorder {
		return s.post("/api/press", `{"user":"nancun_tb","task_id":"`+task+`","key":"`+key+`"}`)
	}
	wantRefused(t, "no such button", press("no"), 409, "不能按")
	decode[struct{}](t, press("yes"))
	wantRefused(t, "a grey button", press("yes"), 409, "不能按")
	decode[struct{}](t, s.post("/api/menu", `{"user":"nancun_tb","key":"填报"}`))
	decode[struct{}](t, s.post("/api/enter", `{"user":"nancun_tb"}`))
	decode[struct{}](t, s.post("/api/image", `{"user":"nancun_tb"}`))
	lines := s.sim.Talk("nancun_tb")
	kinds := make([]string, 0, len(lines))
	for _, l := range lines {
		if l.FromUser {
			kinds = append(kinds, l.Kind+" "+l.Text)
		}
	}
	if got := strings.Join(kinds, ","); got != "press 确认提交,press 填报,event enter_agent,image " {
		t.Errorf("the person did %s", got)
	}
	if lines[0].Card.Replaced != "已按下" {
		t.Errorf("the card: %+v", lines[0].Card)
	}
	i := slices.IndexFunc(lines, func(l wecomtest.Line) bool { return l.Kind == wecomtest.KindImage })
	w := s.get("/api/file?id=" + lines[i].MediaID)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/png" || !strings.HasPrefix(w.Body.String(), "\x89PNG") {
		t.Errorf("the picture: HTTP %d, %v", w.Code, w.Header())
	}
	if name := fileName(t, w); name != "现场照片.png" {
		t.Errorf("the picture is called %q", name)
	}
}

// fileName is the name that a browser saves an answer under.
func fileName(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	kind, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
	if err != nil || kind != "attachment" || !strings.Contains(w.Header().Get("Content-Disposition"), "filename*=utf-8''") {
		t.Errorf("Content-Disposition %q: %v", w.Header().Get("Content-Disposition"), err)
	}
	return params["filename"]
}

func TestFilesOfAnyNameAreSafe(t *testing.T) {
	s := newStage(t)
	if err := s.sim.SendFile(t.Context(), "nancun_tb", `<script>"总结".html`, []byte("<script>")); err != nil {
		t.Fatal(err)
	}
	w := s.get("/api/file?id=" + s.sim.Talk("nancun_tb")[0].MediaID)
	if kind := w.Header().Get("Content-Type"); kind != "application/octet-stream" {
		t.Errorf("a page in a chat is served as %s", kind)
	}
	if name := fileName(t, w); !strings.HasSuffix(name, `总结".html`) {
		t.Errorf("it is called %q", name)
	}
}

func TestTheTableIsOrdered(t *testing.T) {
	s := newStage(t)
	w := s.get("/api/table")
	if w.Code != http.StatusOK || w.Body.String() != "book" || !strings.Contains(w.Header().Get("Content-Type"), "spreadsheetml") {
		t.Errorf("HTTP %d, %v", w.Code, w.Header())
	}
	if name := fileName(t, w); name != "2026年10月汇总表.xlsx" {
		t.Errorf("the table is called %q", name)
	}
	s.get("/api/table?period=2026-09")
	s.get("/api/table?unit=nancun")
	october := anwei.MonthPeriod(2026, 10)
	want := []anwei.Order{
		anwei.BookOrder{Extent: anwei.Extent{Period: october, Unit: "xian"}, Form: "figures"},
		anwei.BookOrder{Extent: anwei.Extent{Period: october.Prev(), Unit: "xian"}, Form: "figures"},
		anwei.SheetOrder{Extent: anwei.Extent{Period: october, Unit: "nancun"}, Form: "figures"},
	}
	if !slices.Equal(s.ordered, want) {
		t.Errorf("ordered %+v, want %+v", s.ordered, want)
	}
}
