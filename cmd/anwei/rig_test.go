package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"anwei"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/record"
	"anwei/config/roster"
	"anwei/storage"
)

// parts are the parts of WeCom that a rig has set up.
type parts struct {
	callback, app, bot, group bool

	ledger string // where it is; a folder of its own without
}

// rig is an engine that runs in this process against a simulated WeCom, over
// real sockets, with the sample roster and a clock that can be moved.
type rig struct {
	*testing.T
	sim    *wecomtest.Server
	engine *engine
	store  storage.Store
	data   string // where the ledger is
	list   anwei.Roster
	clock  *clock
	url    string
	log    *transcript
	wired  wiring // as the engine was joined from it
	once   sync.Once
	cancel context.CancelFunc
	done   chan error
}

// transcript is a log that a test can read while it is written.
type transcript struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (t *transcript) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buf.Write(b)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buf.String()
}

// noLeaks fails the test when a goroutine that it started is left at its end. It
// is called first, so that it looks last.
func noLeaks(t *testing.T) {
	t.Helper()
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		goleak.VerifyNone(t, before)
	})
}

// newRig starts an engine. The reminders of the plan are left out where quiet, so
// that the only messages are those that the test causes.
func newRig(t *testing.T, p parts, start string, quiet bool, tune func(*wiring, *wecomtest.Options)) *rig {
	t.Helper()
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	if quiet {
		r.Plan.Reminders = nil
	}
	at, err := r.Time(start)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	data := cmp.Or(p.ledger, folder)
	g := &rig{T: t, data: data, clock: newClock(at), log: &transcript{}, done: make(chan error, 1)}
	if g.list, err = roster.Sample(r.Plan); err != nil {
		t.Fatal(err)
	}
	if g.store, err = house.Open(t.Context(), data, r.Plan); err != nil {
		t.Fatal(err)
	}
	if _, err := record.Import(t.Context(), g.store, g.list, false, g.clock.Now()); err != nil {
		t.Fatal(err)
	}
	evidence, err := openEvidence(folder)
	if err != nil {
		t.Fatal(err)
	}
	w := wiring{
		store: g.store, rules: r, now: g.clock.Now, keeper: evidence,
		log: slog.New(slog.NewTextHandler(g.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	o := wecomtest.Options{Users: simulatedUsers(g.list), Now: g.clock.Now}
	if tune != nil {
		tune(&w, &o)
	}
	g.sim = wecomtest.NewServer(t, o)
	g.run(w, p)
	t.Cleanup(g.stop)
	return g
}

// run joins and starts the engine with the parts set up.
func (g *rig) run(w wiring, p parts) {
	g.Helper()
	o := g.sim.Options()
	if p.callback || p.app {
		w.client = &wecom.ClientConfig{CorpID: o.CorpID, Secret: o.Secret, AgentID: o.AgentID, APIURL: g.sim.URL()}
	}
	if p.callback {
		w.path = callbackPath
		w.callback = &wecom.CallbackConfig{CorpID: o.CorpID, Token: o.Token, AESKey: o.AESKey}
	}
	if p.bot {
		w.socket = &longlink.SocketConfig{BotID: o.BotID, Secret: o.BotSecret}
	}
	if w.socket != nil {
		w.socket.URL = g.sim.BotURL()
	}
	if c, ok := o.Listener.(*cable); ok {
		h := &http.Client{Transport: &http.Transport{DialContext: c.dial, DisableKeepAlives: true}}
		if w.client != nil {
			w.client.HTTPClient = h
		}
		if w.socket != nil {
			w.socket.HTTPClient = h
		}
	}
	if p.group {
		w.group, w.api = o.WebhookKey, g.sim.URL()
	}
	e, err := newEngine(w)
	if err != nil {
		g.Fatal(err)
	}
	var l net.Listener = newCable()
	if o.Listener == nil {
		if l, err = (&net.ListenConfig{}).Listen(g.Context(), "tcp", "127.0.0.1:0"); err != nil {
			g.Fatal(err)
		}
	}
	g.engine, g.wired, g.url = e, w, "http://"+l.Addr().String()
	g.sim.SetCallback(g.url + callbackPath)
	ctx, cancel := context.WithCancel(g.Context())
	g.cancel = cancel
	go func() { g.done <- e.Run(ctx, l) }()
	if p.bot {
		g.try(g.sim.BotReady(g.patient()))
		g.until("the engine knows that it is connected", e.socket.Connected)
	}
}

// cable is a network within the process: what waits on it waits in the bubble of
// a test, so that its clock can be turned.
type cable struct {
	dialled chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

func newCable() *cable { return &cable{dialled: make(chan net.Conn), closed: make(chan struct{})} }

func (c *cable) Accept() (net.Conn, error) {
	select {
	case conn := <-c.dialled:
		return conn, nil
	case <-c.closed:
		return nil, net.ErrClosed
	}
}

func (c *cable) Close() error {
	c.once.Do(func() { close(c.closed) })
	return nil
}

func (c *cable) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (c *cable) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case c.dialled <- theirs:
		return ours, nil
	case <-c.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// restart ends the engine as a signal does and starts another on the same ledger.
func (g *rig) restart(p parts) {
	g.Helper()
	g.cancel()
	g.try(<-g.done)
	g.run(g.wired, p)
}

// stop ends the engine as a signal does.
func (g *rig) stop() {
	g.once.Do(func() {
		g.cancel()
		select {
		case err := <-g.done:
			if err != nil {
				g.Errorf("the engine ended with %v", err)
			}
		case <-time.After(patience):
			g.Error("the engine does not end")
		}
		flaw := func(f storage.Flaw) {
			g.Errorf("the ledger has a flaw: %s %q %s %s", f.Table, f.Key, f.Fault, f.Detail)
		}
		verified := g.store.View(context.WithoutCancel(g.Context()), func(tx storage.Ledger) error { return storage.Verify(tx.Tx, flaw) })
		if err := errors.Join(verified, g.store.Close()); err != nil {
			g.Error(err)
		}
		g.sim.Close()
		o := g.sim.Options()
		private := []string{o.Secret, o.BotSecret, o.WebhookKey, o.Token, o.AESKey, "access_token=", "wecomtestToken"}
		for _, p := range g.list.People {
			if p.Phone != "" {
				private = append(private, p.Phone)
			}
		}
		for _, secret := range private {
			if strings.Contains(g.log.String(), secret) {
				g.Errorf("the log shows %q:\n%s", secret, g.log)
			}
		}
	})
}

func (g *rig) patient() context.Context {
	ctx, cancel := context.WithTimeout(g.Context(), patience)
	g.Cleanup(cancel)
	return ctx
}

func (g *rig) try(err error) {
	g.Helper()
	if err != nil {
		g.Fatalf("%v\nlog:\n%s", err, g.log)
	}
}

// hears waits until something that the bot said to a person holds the text.
func (g *rig) hears(user, text string) wecomtest.Line {
	g.Helper()
	ctx := g.patient()
	for version := 0; ; {
		lines, v, err := g.sim.Watch(ctx, user, version)
		if err != nil {
			g.Fatalf("%s did not hear %q: %v\nthe talk: %+v\nlog:\n%s", user, text, err, g.sim.Talk(user), g.log)
		}
		for _, l := range lines {
			if !l.FromUser && strings.Contains(shownText(l), text) {
				return l
			}
		}
		version = v
	}
}

// shownText is what a person reads in a line.
func shownText(l wecomtest.Line) string {
	if l.Card != nil {
		return l.Card.Title + "\n" + l.Card.Sub
	}
	return l.Text + l.File
}

// health asks the engine as a monitor does.
func (g *rig) health() (int, string) {
	g.Helper()
	s := g.engine.state(g.Context())
	return s.Status, s.Text
}

// change writes to the ledger.
func (g *rig) change(fn func(storage.Ledger) error) {
	g.Helper()
	g.try(g.store.Update(g.Context(), fn))
	g.engine.wake()
}

// until waits for a condition that nothing tells of.
func (g *rig) until(what string, ok func() bool) {
	g.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			g.Fatalf("waited in vain until %s\nlog:\n%s", what, g.log)
		}
	}
}
