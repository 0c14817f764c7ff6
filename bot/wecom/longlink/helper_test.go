package longlink_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
)

// botSecret is the secret of the tests' bot, and looks like nothing else.
const botSecret = "Geheim-of-the-bot"

// cable is a network within the process: what waits on it waits in the bubble, so
// that the clock of the test can be turned.
type cable struct {
	dialled chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

func newCable() *cable { return &cable{dialled: make(chan net.Conn), closed: make(chan struct{})} }

func (w *cable) Accept() (net.Conn, error) {
	select {
	case c := <-w.dialled:
		return c, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

func (w *cable) Close() error {
	w.once.Do(func() { close(w.closed) })
	return nil
}

func (w *cable) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (w *cable) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case w.dialled <- theirs:
		return ours, nil
	case <-w.closed:
		return nil, errors.New("connection refused")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// world is a WeCom with a bot in it, in a bubble. When the bubble ends no
// goroutine is left, or the test fails.
type world struct {
	*testing.T
	*wecomtest.Server
	*handler
	socket *longlink.Socket
	http   *http.Client
	log    *transcript // several Sockets may write to it
	cancel context.CancelFunc
	over   chan struct{}
	err    error // of Run, when over is closed
}

// bubble runs the test with a Socket that runs.
func bubble(t *testing.T, o wecomtest.Options, h *handler, test func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, o, h)
		defer w.stop()
		w.start()
		synctest.Wait()
		test(w)
	})
}

func newWorld(t *testing.T, o wecomtest.Options, h *handler) *world {
	t.Helper()
	line := newCable()
	o.Listener, o.BotSecret = line, botSecret
	if o.Users == nil {
		o.Users = []wecomtest.User{{ID: "ZhangSan"}, {ID: "lisi"}, {ID: "wangwu"}}
	}
	server, err := wecomtest.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorldBase(t, line, h)
	w.Server = server
	w.socket = w.connect(botSecret)
	return w
}

func newWorldBase(t *testing.T, line *cable, h *handler) *world {
	t.Helper()
	return &world{
		T: t, handler: h, log: &transcript{}, over: make(chan struct{}),
		http: &http.Client{Transport: &http.Transport{DialContext: line.dial, DisableKeepAlives: true}},
	}
}

func (w *world) connect(secret string) *longlink.Socket {
	w.Helper()
	return w.connectTo(w.BotURL(), w.Options().BotID, secret)
}

func (w *world) connectTo(url, id, secret string) *longlink.Socket {
	w.Helper()
	log := slog.New(slog.NewTextHandler(io.MultiWriter(w.log, &said), &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := longlink.NewSocket(
		longlink.SocketConfig{BotID: id, Secret: secret, URL: url, HTTPClient: w.http}, w.handler, log, time.Now)
	if err != nil {
		w.Fatal(err)
	}
	return s
}

func (w *world) start() {
	ctx, cancel := context.WithCancel(w.Context())
	w.cancel = cancel
	go func() {
		defer close(w.over)
		w.err = w.socket.Run(ctx)
	}()
}

// stop ends the Socket and the server, and looks for what must not be anywhere.
func (w *world) stop() {
	w.Helper()
	w.cancel()
	<-w.over
	_ = note(w.err)
	w.Close()
	w.kept()
	for _, report := range w.Reports() {
		w.Errorf("WeCom does not understand: %s", report)
	}
}

// kept fails the test where a secret, or what a person said, is in the log.
func (w *world) kept() {
	w.Helper()
	for _, secret := range []string{botSecret, private, "sign="} {
		if strings.Contains(w.log.String(), secret) {
			w.Errorf("%q is in the log", secret)
		}
	}
}

// settle lets the time pass and then waits until nothing happens any more.
func settle(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (w *world) do(err error) {
	w.Helper()
	if err != nil {
		w.Error(err)
	}
}

// said returns what the bot has said to a person, in order.
func (w *world) got(user string) []wecomtest.Line {
	var lines []wecomtest.Line
	for _, l := range w.Talk(user) {
		if !l.FromUser {
			lines = append(lines, l)
		}
	}
	return lines
}

func (w *world) gotTexts(user string, want ...string) {
	w.Helper()
	var texts []string
	for _, l := range w.got(user) {
		texts = append(texts, l.Text)
	}
	if !slices.Equal(texts, want) {
		w.Errorf("%s got %q, want %q", user, texts, want)
	}
}

// sent sends as the outbox does, and fails the test when that fails.
func (w *world) sent(o anwei.Outgoing, file *anwei.File) {
	w.Helper()
	id, err := w.socket.Send(w.Context(), o, file)
	if err != nil || id == "" {
		w.Errorf("sent as %q: %v", id, note(err))
	}
}

// echo answers everything with what it heard.
func echo() *handler {
	return &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		if m.Kind == bot.ButtonMessage {
			return bot.Answer{Chosen: "已选：" + m.Key, Text: "由发件箱发送", Seq: 7}, nil
		}
		return bot.Answer{Text: string(m.Kind) + " " + m.Text, Seq: 1}, nil
	}}
}

// app is a client of the app of the same WeCom.
func (w *world) app() *wecom.Client {
	w.Helper()
	c, err := wecom.NewClient(wecom.ClientConfig{
		CorpID: w.Options().CorpID, Secret: appSecret, AgentID: w.Options().AgentID, APIURL: w.URL(), HTTPClient: w.http,
	}, logger(w))
	if err != nil {
		w.Fatal(err)
	}
	return c
}
