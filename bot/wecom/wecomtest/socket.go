package wecomtest

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

const (
	maxFrame = 1 << 20         // bytes of a frame that are read; a chunk of 512 KiB fits in base64 (§3.2.7)
	maxQueue = 1024            // frames that wait for a client which does not read; at the next one it is cut off
	maxWrite = 5 * time.Second // for one frame
	maxBye   = time.Second     // for the client to answer a close
)

type socket struct {
	conn *websocket.Conn
	ip   string
	cut  context.CancelFunc // ends the connection without a farewell
	idle *time.Timer
	out  chan outgoing
}

// outgoing is a frame to be written, and what follows it.
type outgoing struct {
	data  []byte // none when nil
	delay time.Duration
	bye   bool // close the connection properly
	cut   bool // cut it off
}

// serveSocket runs one connection until either side ends it.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	if r.URL.RawQuery != "" || r.Header.Get("Authorization") != "" {
		s.report("long connection: the handshake has neither a query nor an Authorization header")
	}
	k := &socket{ip: clientIP(r), out: make(chan outgoing, maxQueue)}
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		s.report("long connection: %v", err)
		return
	}
	conn.SetReadLimit(maxFrame)
	ctx, cancel := s.bound(r.Context())
	defer cancel()
	k.conn, k.cut = conn, cancel
	k.idle = time.AfterFunc(s.opts.BotIdle, cancel)
	defer k.idle.Stop()
	var writing sync.WaitGroup
	writing.Go(func() { k.write(ctx) })
	for {
		kind, data, err := conn.Read(ctx)
		if err != nil {
			break
		}
		if kind != websocket.MessageText {
			s.report("long connection: a binary frame; all frames are text")
			continue
		}
		s.hear(k, data)
	}
	s.unsubscribe(k)
	cancel()
	_ = conn.CloseNow()
	writing.Wait()
}

// write writes what is queued, in order, until the connection ends.
func (k *socket) write(ctx context.Context) {
	defer k.cut()
	for {
		var o outgoing
		select {
		case o = <-k.out:
		case <-ctx.Done():
			return
		}
		if o.delay > 0 && !pause(ctx, o.delay) {
			return
		}
		if o.data != nil && k.put(ctx, o.data) != nil {
			return
		}
		switch {
		case o.bye:
			late := time.AfterFunc(maxBye, k.cut)
			_ = k.conn.Close(websocket.StatusNormalClosure, "")
			late.Stop()
			return
		case o.cut:
			return
		}
	}
}

func (k *socket) put(ctx context.Context, data []byte) error {
	ctx, cancel := context.WithTimeout(ctx, maxWrite)
	defer cancel()
	return k.conn.Write(ctx, websocket.MessageText, data)
}

// queue never blocks, so that it may be called with Server.mu held; the order of the calls is the order on the wire.
func (k *socket) queue(o outgoing) {
	select {
	case k.out <- o:
	default:
		k.cut()
	}
}
