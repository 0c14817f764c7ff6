package longlink_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
)

// peer is a server that does what wecomtest would not do.
type peer struct {
	*world
	mu       sync.Mutex
	accepted int
	frames   []string // of the bot, apart from pings and the subscription
}

// facing runs the test against a server that is behave.
func facing(t *testing.T, h *handler, behave func(ctx context.Context, p *peer, c *websocket.Conn), test func(p *peer)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		line := newCable()
		p := &peer{world: newWorldOn(t, line, h)}
		ctx, cancel := context.WithCancel(t.Context())
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c, err := websocket.Accept(w, r, nil)
			if err != nil {
				t.Error(err)
				return
			}
			c.SetReadLimit(4 << 20)
			p.mu.Lock()
			p.accepted++
			p.mu.Unlock()
			behave(ctx, p, c)
			_ = c.CloseNow()
		})}
		served := make(chan struct{})
		go func() { defer close(served); _ = server.Serve(line) }()
		p.start()
		synctest.Wait()
		test(p)
		p.cancel()
		<-p.over
		cancel()
		_ = server.Close()
		<-served
		p.kept()
	})
}

func newWorldOn(t *testing.T, line *cable, h *handler) *world {
	t.Helper()
	w := newWorldBase(t, line, h)
	w.socket = w.connectTo("ws://127.0.0.1", "aibot", botSecret)
	return w
}

// obey answers every request with ok until the connection ends.
func (p *peer) obey(ctx context.Context, c *websocket.Conn) {
	for {
		_, data, err := c.Read(ctx)
		if err != nil {
			return
		}
		var f struct {
			Cmd     string          `json:"cmd"`
			Headers json.RawMessage `json:"headers"`
		}
		if err := json.Unmarshal(data, &f); err != nil {
			p.Error(err)
		}
		if f.Cmd != "ping" && f.Cmd != "aibot_subscribe" {
			p.mu.Lock()
			p.frames = append(p.frames, string(data))
			p.mu.Unlock()
		}
		put(ctx, c, fmt.Sprintf(`{"headers":%s,"errcode":0,"errmsg":"ok"}`, f.Headers))
	}
}

func put(ctx context.Context, c *websocket.Conn, data string) {
	_ = c.Write(ctx, websocket.MessageText, []byte(data))
}

func (p *peer) sentFrames() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.frames
}

func (p *peer) connections() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.accepted
}

// telling is a server that says something of itself and is otherwise good.
func telling(frames ...string) func(context.Context, *peer, *websocket.Conn) {
	return func(ctx context.Context, p *peer, c *websocket.Conn) {
		var telling sync.WaitGroup
		telling.Go(func() {
			for _, f := range frames {
				put(ctx, c, f)
			}
		})
		p.obey(ctx, c)
		telling.Wait()
	}
}

func TestGroupIsToldToComeAlone(t *testing.T) {
	t.Parallel()
	said := `{"cmd":"aibot_msg_callback","headers":{"req_id":"G1"},"body":{"msgid":"1","chatid":"wr1","chattype":"group","from":{"userid":"lisi"},"msgtype":"text","text":{"content":"@安委 ` + private + `"}}}`
	event := `{"cmd":"aibot_event_callback","headers":{"req_id":"G2"},"body":{"msgid":"2","chatid":"wr1","chattype":"group","from":{"userid":"lisi"},"msgtype":"event","event":{"eventtype":"enter_chat"}}}`
	facing(t, echo(), telling(said, event), func(p *peer) {
		settle(time.Second)
		frames := p.sentFrames()
		if len(frames) != 1 || !strings.Contains(frames[0], `"req_id":"G1"`) || !strings.Contains(frames[0], "请点开我的头像") ||
			!strings.Contains(frames[0], `"finish":true`) || len(p.heard()) != 0 {
			t.Errorf("frames %q, heard %v", frames, p.heard())
		}
	})
}

func TestWhatIsNotKnownIsLoggedOnce(t *testing.T) {
	t.Parallel()
	var frames []string
	for range 3 {
		frames = append(frames,
			`{"cmd":"aibot_news"}`, `{"cmd":"aibot_event_callback","body":{"event":{"eventtype":"feedback_event"}}}`,
			`{"cmd":"aibot_event_callback","body":{"event":{"eventtype":"enter_check_update"}}}`,
			`{"cmd":"aibot_event_callback","body":{"event":{"eventtype":"kitchen_event"}}}`)
	}
	for i := range 200 {
		frames = append(frames, fmt.Sprintf(`{"cmd":"flood_%d%s"}`, i, strings.Repeat("x", 1000)))
	}
	frames = append(frames,
		`{"cmd":"aibot_msg_callback","body":{"msgid":"1","from":{"userid":"@all"},"msgtype":"text","text":{"content":"x"}}}`,
		`{"cmd":"aibot_msg_callback","body":{"from":{"userid":"lisi"},"msgtype":"text","text":{"content":"x"}}}`,
		`{"cmd":"aibot_msg_callback","body":"`+private+`"}`,
		`{"cmd":"aibot_msg_callback"}`)
	facing(t, echo(), telling(frames...), func(p *peer) {
		settle(time.Second)
		log := p.log.String()
		for _, name := range []string{"aibot_news", "kitchen_event"} {
			if n := strings.Count(log, name); n != 1 {
				t.Errorf("%s is logged %d times", name, n)
			}
		}
		for _, name := range []string{"feedback_event", "enter_check_update"} {
			if strings.Contains(log, name) {
				t.Errorf("%s, which is known, is logged", name)
			}
		}
		if len(p.heard()) != 0 || len(log) > 30_000 || strings.Contains(log, private) || p.connections() != 1 {
			t.Errorf("heard %v, %d bytes of log, %d connections", p.heard(), len(log), p.connections())
		}
	})
}

func TestSilentPeerIsLeft(t *testing.T) {
	t.Parallel()
	deaf := func(ctx context.Context, p *peer, c *websocket.Conn) {
		_, data, _ := c.Read(ctx)
		var f struct {
			Headers json.RawMessage `json:"headers"`
		}
		_ = json.Unmarshal(data, &f)
		put(ctx, c, fmt.Sprintf(`{"headers":%s,"errcode":0}`, f.Headers))
		for ctx.Err() == nil {
			if _, _, err := c.Read(ctx); err != nil {
				return
			}
		}
	}
	facing(t, echo(), deaf, func(p *peer) {
		settle(64 * time.Second)
		if !p.socket.Connected() || p.connections() != 1 {
			t.Errorf("left after %d connections", p.connections())
		}
		settle(4 * time.Second)
		if p.connections() != 2 || !strings.Contains(p.log.String(), "does not answer pings") {
			t.Errorf("%d connections", p.connections())
		}
	})
}

func TestPeerThatReadsNothingHoldsNobody(t *testing.T) {
	t.Parallel()
	stuffed := func(ctx context.Context, p *peer, c *websocket.Conn) {
		_, data, _ := c.Read(ctx)
		var f struct {
			Headers json.RawMessage `json:"headers"`
		}
		_ = json.Unmarshal(data, &f)
		put(ctx, c, fmt.Sprintf(`{"headers":%s,"errcode":0}`, f.Headers))
		<-ctx.Done()
	}
	facing(t, echo(), stuffed, func(p *peer) {
		began := time.Now()
		_, err := p.socket.Send(p.Context(), anwei.Outgoing{To: "lisi", Content: anwei.PlainText("x")}, nil)
		if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || !e.Temporary() || time.Since(began) > time.Minute {
			t.Errorf("got %v after %v", err, time.Since(began))
		}
	})
}

func TestPeerThatDoesNotSubscribe(t *testing.T) {
	t.Parallel()
	mute := func(ctx context.Context, _ *peer, c *websocket.Conn) {
		for {
			if _, _, err := c.Read(ctx); err != nil {
				return
			}
		}
	}
	facing(t, echo(), mute, func(p *peer) {
		settle(time.Minute)
		if p.socket.Connected() || p.connections() < 3 || p.connections() > 4 {
			t.Errorf("connected %v after %d", p.socket.Connected(), p.connections())
		}
	})
}

func TestFrameOfAnySizeIsNotRead(t *testing.T) {
	t.Parallel()
	huge := `{"cmd":"aibot_msg_callback","body":{"x":"` + strings.Repeat("x", 2<<20) + `"}}`
	facing(t, echo(), telling(huge), func(p *peer) {
		settle(10 * time.Second) // the peer gets five to hear why
		if p.connections() < 2 {
			t.Errorf("%d connections, want the first ended", p.connections())
		}
	})
}

func TestHandshakeIsNotFollowedElsewhere(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		line := newCable()
		w := newWorldOn(t, line, echo())
		paths := make(chan string, 100)
		server := &http.Server{Handler: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			paths <- r.URL.Path
			http.Redirect(rw, r, "/elsewhere", http.StatusFound)
		})}
		served := make(chan struct{})
		go func() { defer close(served); _ = server.Serve(line) }()
		w.start()
		settle(2 * time.Second)
		w.cancel()
		<-w.over
		_ = server.Close()
		<-served
		close(paths)
		for p := range paths {
			if p != "/" {
				t.Errorf("went to %s", p)
			}
		}
		if !strings.Contains(w.log.String(), "HTTP status 302") {
			t.Error("the log does not say why there is no connection")
		}
	})
}

// While what was read waits for room, answers to pings wait behind it, which is
// no reason to give the connection up.
func TestStalledReaderIsNotASilentPeer(t *testing.T) {
	t.Parallel()
	h := &handler{handle: func(ctx context.Context, _ bot.Message) (bot.Answer, error) {
		<-ctx.Done()
		return bot.Answer{}, ctx.Err()
	}}
	crowd := func(ctx context.Context, _ *peer, c *websocket.Conn) {
		out := make(chan string, 5000) // as the buffers of a network
		var writing sync.WaitGroup
		writing.Go(func() {
			for data := range out {
				put(ctx, c, data)
			}
		})
		for n := 0; ; n++ {
			_, data, err := c.Read(ctx)
			if err != nil {
				break
			}
			var f struct {
				Headers json.RawMessage `json:"headers"`
			}
			_ = json.Unmarshal(data, &f)
			out <- fmt.Sprintf(`{"headers":%s,"errcode":0}`, f.Headers)
			for i := range 800 * max(0, 1-n) { // after the subscription
				out <- fmt.Sprintf(`{"cmd":"aibot_msg_callback","headers":{"req_id":"R%d"},"body":{"msgid":"%d","from":{"userid":"u%d"},"msgtype":"text","text":{"content":"x"}}}`, i, i, i)
			}
		}
		close(out)
		writing.Wait()
	}
	facing(t, h, crowd, func(p *peer) {
		settle(5 * time.Minute)
		if p.socket.Held() != 512 || p.connections() != 1 {
			t.Errorf("%d held, %d connections", p.socket.Held(), p.connections())
		}
	})
}
