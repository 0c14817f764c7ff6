package phone_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/phone"
	"anwei/config/calendar"
	"anwei/config/plan"
	"anwei/config/roster"
)

// stage is a page with a bot that echoes.
type stage struct {
	t    *testing.T
	sim  *wecomtest.Server
	page http.Handler

	shown phone.Stage

	mu      sync.Mutex
	now     time.Time
	ordered []anwei.Order
}

// echo answers every text with itself, and greys the card whose button is pressed.
type echo struct{}

func (echo) Handle(_ context.Context, m bot.Message) (bot.Answer, error) {
	if m.Kind == bot.ButtonMessage {
		return bot.Answer{Chosen: "已按下"}, nil
	}
	return bot.Answer{Text: "收到：" + m.Text}, nil
}

func (echo) Answered(context.Context, bot.Answer) {}

func newStage(t *testing.T) *stage {
	t.Helper()
	p := must(plan.Default())(t)
	r := must(roster.Sample(p))(t)
	zone := must(time.LoadLocation(p.Zone))(t)
	s := &stage{t: t, now: time.Date(2026, 10, 16, 9, 30, 0, 0, zone)}
	users := make([]wecomtest.User, len(r.People))
	for i, x := range r.People {
		users[i] = wecomtest.User{ID: string(x.ID), Name: x.Name}
	}
	s.sim = wecomtest.NewServer(t, wecomtest.Options{Users: users, Now: s.clock, Retries: -1})
	o := s.sim.Options()
	callback := must(wecom.NewCallback(wecom.CallbackConfig{CorpID: o.CorpID, Token: o.Token, AESKey: o.AESKey},
		echo{}, slog.New(slog.DiscardHandler), s.clock))(t)
	server := httptest.NewServer(callback)
	t.Cleanup(server.Close)
	s.sim.SetCallback(server.URL)
	s.sim.SetMenu(wecomtest.Menu{Buttons: []wecomtest.MenuButton{{Type: "click", Name: "填报", Key: "填报"}}})
	s.shown = phone.Stage{
		WeCom: s.sim, Plan: p, Roster: r, Calendar: must(calendar.Default())(t),
		Now: func() time.Time { return s.clock().UTC() }, SetClock: s.move, Table: s.table,
		Progress: func(context.Context) (int, int, []string, error) { return 3, 16, []string{"下村镇"}, nil },
	}
	s.page = phone.New(s.shown)
	return s
}

// stageOf is the stage with a group.
func (s *stage) stageOf(group string) phone.Stage {
	shown := s.shown
	shown.Group = group
	return shown
}

// connectBot connects a 智能机器人 that echoes until the test ends.
func (s *stage) connectBot() {
	s.t.Helper()
	o := s.sim.Options()
	socket := must(longlink.NewSocket(longlink.SocketConfig{BotID: o.BotID, Secret: o.BotSecret, URL: s.sim.BotURL()},
		echo{}, slog.New(slog.DiscardHandler), s.clock))(s.t)
	ctx, cancel := context.WithCancel(s.t.Context())
	ran := make(chan error, 1)
	go func() { ran <- socket.Run(ctx) }()
	s.t.Cleanup(func() {
		cancel()
		if err := <-ran; err != nil {
			s.t.Error(err)
		}
	})
	if err := s.sim.BotReady(ctx); err != nil {
		s.t.Fatal(err)
	}
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (s *stage) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *stage) move(_ context.Context, to time.Time) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = to
	return 13, nil
}

func (s *stage) table(_ context.Context, o anwei.Order) (anwei.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ordered = append(s.ordered, o)
	return anwei.File{Name: o.Of().Period.Chinese() + "汇总表.xlsx", Data: []byte("book")}, nil
}

// card brings a card with one button to a person's chat and returns its task.
func (s *stage) card(user string) string {
	s.t.Helper()
	o := s.sim.Options()
	client := must(wecom.NewClient(wecom.ClientConfig{
		CorpID: o.CorpID, Secret: o.Secret, AgentID: o.AgentID, APIURL: s.sim.URL(),
	}, slog.New(slog.DiscardHandler)))(s.t)
	_, err := client.Send(s.t.Context(), anwei.Outgoing{
		Seq: 1, Key: "card", To: anwei.PersonID(user),
		Content: &anwei.Card{Title: "核对", Buttons: []anwei.Button{{Text: "确认提交", Key: "yes"}}},
	}, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	lines := s.sim.Talk(user)
	return lines[len(lines)-1].Card.TaskID
}

// get and post ask the page as a browser on the page does.
func (s *stage) get(path string) *httptest.ResponseRecorder {
	return s.ask(http.MethodGet, path, "", nil)
}

func (s *stage) post(path, body string) *httptest.ResponseRecorder {
	return s.ask(http.MethodPost, path, body, map[string]string{
		"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000",
	})
}

func (s *stage) ask(method, path, body string, header map[string]string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, strings.NewReader(body))
	r.Host = "127.0.0.1:8000"
	for k, v := range header {
		if k == "Host" {
			r.Host = v
			continue
		}
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	s.page.ServeHTTP(w, r)
	return w
}

// decode reads an answer that must be a success.
func decode[T any](t *testing.T, w *httptest.ResponseRecorder) T {
	t.Helper()
	var v T
	if w.Code != http.StatusOK {
		t.Fatalf("HTTP %d: %s", w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// wantRefused checks that an answer is an error that a person can read.
func wantRefused(t *testing.T, what string, w *httptest.ResponseRecorder, status int, says string) {
	t.Helper()
	var e struct{ Error string }
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || w.Code != status || !strings.Contains(e.Error, says) {
		t.Errorf("%s: HTTP %d %s, want %d and “%s”", what, w.Code, w.Body, status, says)
	}
}
