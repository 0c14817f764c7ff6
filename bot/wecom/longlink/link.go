package longlink

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"anwei/bot/wecom"
)

const (
	ackWait    = 5 * time.Second  // for the answer to a request, as in the official SDK (§3.2.3)
	pushWait   = 15 * time.Second // for the answer to a push: what is given up too early comes twice
	uploadWait = 30 * time.Second // for the answer to a piece of a file
	writeWait  = 30 * time.Second // for a frame to leave; the largest has 700 KB
	pingEvery  = 30 * time.Second // (§3.2.8)
	maxMissed  = 2                // pings in a row without an answer
)

var (
	errSilent  = errors.New("wecom: the long connection does not answer pings")
	errStopped = errors.New("wecom: the long connection was closed on our side")
)

// link is one connection to WeCom. Its requests may be made by several
// goroutines.
type link struct {
	conn *websocket.Conn
	ctx  context.Context // lasts as long as the connection
	end  context.CancelCauseFunc
	why  func() error // why the connection ended, nil while it lasts

	// write has a frame sent. A write that is given up closes the connection, for
	// which no caller's context is a reason.
	write func(data []byte) error

	// stalled is set while what was read waits for room, when answers cannot be
	// read either.
	stalled atomic.Bool

	mu      sync.Mutex
	waiting map[string]chan frame // by the id of the request
}

func newLink(ctx context.Context, conn *websocket.Conn) *link {
	conn.SetReadLimit(maxFrame)
	ctx, end := context.WithCancelCause(context.WithoutCancel(ctx))
	return &link{
		conn: conn, ctx: ctx, end: end, waiting: make(map[string]chan frame),
		why: func() error { return context.Cause(ctx) },
		write: func(data []byte) error {
			once, cancel := context.WithTimeout(ctx, writeWait)
			defer cancel()
			return conn.Write(once, websocket.MessageText, data)
		},
	}
}

// request is one that was written, and whose answer has not been read.
type request struct {
	link  *link
	cmd   string
	reqID string
	got   chan frame
}

// begin writes a request. An answer, as opposed to a question, goes under the id
// of what it answers.
func (l *link) begin(cmd, reqID string, body any) (*request, error) {
	data, err := encodeFrame(cmd, reqID, body)
	if err != nil {
		return nil, wecom.Declined(cmd, "the request cannot be written")
	}
	r := &request{link: l, cmd: cmd, reqID: reqID, got: make(chan frame, 1)}
	l.mu.Lock()
	_, taken := l.waiting[reqID]
	if !taken {
		l.waiting[reqID] = r.got
	}
	l.mu.Unlock()
	if taken {
		return nil, brokenLink(cmd, "the last answer to the same message is still under way")
	}
	if err := l.write(data); err != nil {
		l.forget(reqID)
		l.end(err)
		return nil, brokenLink(cmd, "the connection broke while the request was written")
	}
	return r, nil
}

// wait returns the body of the answer. When there is none WeCom may have done
// all the same what it was asked.
func (r *request) wait(ctx context.Context, patience time.Duration) (json.RawMessage, error) {
	defer r.link.forget(r.reqID)
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case f := <-r.got:
		switch {
		case f.Code == nil:
			return nil, brokenLink(r.cmd, "the answer has no errcode")
		case *f.Code != 0:
			return nil, linkRefusal(r.cmd, f)
		}
		return f.Body, nil
	case <-timer.C:
		return nil, brokenLink(r.cmd, "no answer in "+patience.String())
	case <-r.link.ctx.Done():
		return nil, brokenLink(r.cmd, "the connection broke before the answer")
	case <-ctx.Done():
		return nil, abandoned(ctx, r.cmd)
	}
}

// ask makes a request under an id of its own, which it returns, and waits for
// the answer. When ctx has ended before, nothing is sent.
func (l *link) ask(
	ctx context.Context, patience time.Duration, cmd string, body any,
) (id string, answer json.RawMessage, err error) {
	if ctx.Err() != nil {
		return "", nil, abandoned(ctx, cmd)
	}
	id = newReqID(cmd)
	r, err := l.begin(cmd, id, body)
	if err != nil {
		return "", nil, err
	}
	answer, err = r.wait(ctx, patience)
	return id, answer, err
}

func (l *link) forget(reqID string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.waiting, reqID)
}

// read takes frames until the connection ends, and returns why it did. Answers
// go to those who wait for them, the rest to take.
func (l *link) read(take func(frame), spoilt func(error)) error {
	for {
		kind, data, err := l.conn.Read(l.ctx)
		if err != nil {
			return err //nolint:wrapcheck // becomes the cause of the link's end
		}
		if kind != websocket.MessageText {
			continue
		}
		f, err := parseFrame(data)
		switch {
		case err != nil:
			spoilt(err)
		case f.Cmd == "":
			l.answered(f)
		default:
			take(f)
		}
	}
}

// answered passes an answer on. One that comes too late has nobody waiting.
func (l *link) answered(f frame) {
	l.mu.Lock()
	got := l.waiting[f.Headers.ReqID]
	delete(l.waiting, f.Headers.ReqID)
	l.mu.Unlock()
	if got != nil {
		got <- f // has room, as each is passed on once
	}
}

// beat pings until the connection ends, and ends it itself when nothing comes
// back (§3.2.8).
func (l *link) beat() {
	ticker := time.NewTicker(pingEvery)
	defer ticker.Stop()
	for missed := 0; missed < maxMissed; {
		select {
		case <-l.ctx.Done():
			return
		case <-ticker.C:
		}
		_, _, err := l.ask(l.ctx, ackWait, cmdPing, nil)
		switch e, ok := errors.AsType[*wecom.Error](err); {
		case err == nil:
			missed = 0
		case ok && e.Code == codeNotSubscribed:
			l.end(err)
		case !l.stalled.Load():
			missed++
		}
	}
	l.end(errSilent)
}
