package wecomtest_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

func TestWaitAndWatch(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	ctx := background(t)
	type result struct {
		lines   []wecomtest.Line
		version int
		err     error
	}
	waited, watched := make(chan result, 1), make(chan result, 1)
	go func() {
		lines, err := s.Wait(ctx, "ann", 1)
		waited <- result{lines, 0, err}
	}()
	out := a.send(cardJSON)
	_, version, err := s.Watch(ctx, "ann", 0)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		lines, v, err := s.Watch(ctx, "ann", version)
		watched <- result{lines, v, err}
	}()
	a.post("/cgi-bin/message/update_template_card",
		`{"userids":["ann"],"agentid":1000002,"response_code":"`+str(out, "response_code")+`","button":{"replace_name":"完"}}`)
	if r := <-watched; r.err != nil || r.version <= version || len(r.lines) != 1 || r.lines[0].Card.Replaced != "完" {
		t.Errorf("watched %+v", r)
	}
	a.send(text("ann", "x", ""))
	if r := <-waited; r.err != nil || len(r.lines) != 2 || r.lines[1].Text != "x" {
		t.Errorf("waited %+v", r)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Wait(cancelled, "ann", 2); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestTalkIsACopy(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	newAPI(t, s).send(cardJSON)
	for _, card := range []*wecomtest.Card{s.Talk("ann")[0].Card, s.Sends()[0].Line.Card} {
		card.Title, card.Buttons[0].Text = "spoilt", "spoilt"
	}
	if c := s.Talk("ann")[0].Card; c.Title == "spoilt" || c.Buttons[0].Text == "spoilt" {
		t.Error("the chat can be changed from outside")
	}
}

func TestStartRefuses(t *testing.T) {
	for name, o := range map[string]wecomtest.Options{
		"short key":     {AESKey: "short"},
		"user id":       {Users: []wecomtest.User{{ID: "安"}}},
		"no user id":    {Users: []wecomtest.User{{}}},
		"same user":     {Users: []wecomtest.User{{ID: "a"}, {ID: "A"}}},
		"every address": {Addr: "0.0.0.0:0"},
		"odd address":   {Addr: "nowhere"},
	} {
		if s, err := wecomtest.Start(o); err == nil {
			s.Close()
			t.Errorf("%s: started", name)
		}
	}
}

func TestListener(t *testing.T) {
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := wecomtest.NewServer(t, wecomtest.Options{Listener: l})
	if s.URL() != "http://"+l.Addr().String() {
		t.Errorf("URL %s, listener %s", s.URL(), l.Addr())
	}
	newAPI(t, s)
}

// fakeTB is a test that may fail.
type fakeTB struct {
	failed, fatal []string
	cleanups      []func()
}

func (f *fakeTB) Helper()                        {}
func (f *fakeTB) Errorf(format string, _ ...any) { f.failed = append(f.failed, format) }
func (f *fakeTB) Fatalf(format string, _ ...any) { f.fatal = append(f.fatal, format) }
func (f *fakeTB) Cleanup(c func())               { f.cleanups = append(f.cleanups, c) }

func TestNewServerFailsTheTest(t *testing.T) {
	var tb fakeTB
	s := wecomtest.NewServer(&tb, wecomtest.Options{})
	newAPI(t, s).get("/cgi-bin/getcallbackip?colour=red")
	if len(tb.failed) != 1 || !strings.HasPrefix(tb.failed[0], "wecomtest: ") {
		t.Errorf("errors %q", tb.failed)
	}
	for _, c := range tb.cleanups {
		c()
	}
	if wecomtest.NewServer(&tb, wecomtest.Options{AESKey: "x"}) != nil || len(tb.fatal) != 1 {
		t.Error("a server that cannot start is not fatal")
	}
}
