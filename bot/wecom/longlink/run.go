package longlink

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"time"

	"github.com/coder/websocket"

	"anwei/bot/wecom"
)

const (
	connectWait = 15 * time.Second
	drainWait   = 5 * time.Second // for what was read, when the Socket stops

	firstPause = time.Second      // before the first try to connect again
	maxPause   = 30 * time.Second // before any later one (§3.2.8)
	settled    = time.Minute      // a link that has held so long was a good one
	// maxRefusals of the bot are the end, as in the official SDK (§3.2.8).
	maxRefusals = 5
)

// ErrKicked is why a Socket ends when another connection has taken the bot over.
// WeCom keeps one connection a bot; two programs that both came back would throw
// each other out for ever (§3.2.8).
var ErrKicked = errors.New("wecom: another connection has taken over the bot")

// Run connects, and connects again whenever the connection breaks, until ctx
// ends; then it returns nil, when what was read by then is done or five seconds
// have passed. It returns ErrKicked when another connection has taken the bot
// over, and an *Error when WeCom has refused the bot five times in a row, such as for
// its id or secret; neither gets better by itself. It may be called once.
func (s *Socket) Run(ctx context.Context) error {
	s.mu.Lock()
	again := s.began
	s.began, s.since = true, s.now()
	s.mu.Unlock()
	if again {
		return errors.New("wecom: Socket.Run was called twice")
	}
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer func() {
		s.drain()
		stop()
		s.lanes.wait()
		s.marks.wait()
	}()
	for failures, refusals := 0, 0; ; failures++ {
		held, err := s.session(ctx, work)
		if ctx.Err() != nil {
			s.finish(errStopped)
			return nil
		}
		if refusals++; !refused(err) {
			refusals = 0
		}
		if errors.Is(err, ErrKicked) || refusals == maxRefusals {
			s.finish(err)
			s.log.ErrorContext(ctx, "long connection ended for good", "err", err)
			return err
		}
		if held >= settled {
			failures = 0
		}
		pause := pauseAfter(failures, err, rand.Float64()) //nolint:gosec // spreads the tries of many, no secret
		s.log.WarnContext(ctx, "long connection lost, will connect again",
			"err", err, "in", pause.Round(time.Millisecond), "failures", failures)
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// refused reports whether WeCom does not take the bot, for a reason that does not pass.
func refused(err error) bool {
	e, ok := errors.AsType[*wecom.Error](err)
	return ok && e.API == cmdSubscribe && e.Code != 0 && (e.Operator() || !e.Temporary())
}

// pauseAfter is the time until the next try: 1, 2, 4 … 30 seconds and up to half
// as much again, so that the programs of many counties do not come back at once.
// Where WeCom has a limit on it the pause is as long as that.
func pauseAfter(failures int, err error, random float64) time.Duration {
	pause := min(firstPause<<min(failures, 10), maxPause)
	if e, ok := errors.AsType[*wecom.Error](err); ok && !e.Operator() {
		pause = max(pause, e.RetryAfter())
	}
	return pause + time.Duration(random*float64(pause)/2)
}

// session is one connection from beginning to end. It says how long the
// connection held, and why it ended.
func (s *Socket) session(ctx, work context.Context) (held time.Duration, err error) {
	l, shut, err := s.open(ctx, func(l *link, f frame) { s.take(work, l, f) })
	if err != nil {
		return 0, err
	}
	defer shut()
	s.log.InfoContext(ctx, "long connection is up")
	from := time.Now()
	s.publish(l)
	defer s.retract(l)
	left := make(chan struct{})
	go func() {
		defer close(left)
		s.leave(ctx, l)
	}()
	l.beat()
	<-left
	return time.Since(from), l.why()
}

// open connects and subscribes; take gets what WeCom sends of itself. The connection is
// shut by who opened it.
func (s *Socket) open(ctx context.Context, take func(*link, frame)) (l *link, shut func(), err error) {
	if l, err = s.dial(ctx); err != nil {
		return nil, nil, err
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		l.end(l.read(
			func(f frame) { take(l, f) },
			func(err error) { s.log.WarnContext(ctx, "long connection: a frame was not read", "err", err) },
		))
	}()
	shut = func() {
		l.end(errStopped)
		_ = l.conn.CloseNow()
		<-ended
	}
	if err = s.subscribe(ctx, l); err != nil {
		shut()
		return nil, nil, err
	}
	return l, shut, nil
}

// Check connects for a moment and reports whether WeCom takes the bot.
func (s *Socket) Check(ctx context.Context) error {
	_, shut, err := s.open(ctx, func(*link, frame) {})
	if err == nil {
		shut()
	}
	return err
}

// leave ends the connection politely when ctx ends, unless it has ended itself.
func (s *Socket) leave(ctx context.Context, l *link) {
	select {
	case <-ctx.Done():
	case <-l.ctx.Done():
		return
	}
	s.drain()
	_ = l.conn.Close(websocket.StatusNormalClosure, "")
	l.end(errStopped)
}

// drain gives what was read the time to be done and answered.
func (s *Socket) drain() {
	s.lanes.drain(drainWait)
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		s.marks.wait()
	}()
	select {
	case <-answered:
	case <-time.After(drainWait):
	}
}

func (s *Socket) dial(ctx context.Context) (*link, error) {
	dialling, cancel := context.WithTimeout(ctx, connectWait)
	defer cancel()
	//nolint:bodyclose // the library closes it, says its documentation
	conn, resp, err := websocket.Dial(dialling, s.url, &websocket.DialOptions{HTTPClient: s.http})
	if err != nil {
		if e, ok := errors.AsType[*url.Error](err); ok {
			err = e.Err
		}
		why := "no connection"
		if resp != nil {
			why = fmt.Sprintf("no connection: HTTP status %d", resp.StatusCode)
		}
		return nil, fmt.Errorf("wecom: %s: %w", why, err)
	}
	return newLink(ctx, conn), nil
}

// subscribe tells WeCom whose connection this is. WeCom closes an older one.
func (s *Socket) subscribe(ctx context.Context, l *link) error {
	_, _, err := l.ask(ctx, connectWait, cmdSubscribe, struct {
		BotID  string `json:"bot_id"`
		Secret string `json:"secret"`
	}{s.botID, s.secret})
	// A dropped connection says more than that no answer came.
	if why := l.why(); err != nil && why != nil {
		return why
	}
	return err
}

// take looks at what WeCom sends of itself.
func (s *Socket) take(ctx context.Context, l *link, f frame) {
	switch f.Cmd {
	case cmdMessage, cmdEvent:
	default:
		s.strange(ctx, "command", f.Cmd)
		return
	}
	b, err := parseBotBody(f.Body)
	if err != nil {
		s.log.WarnContext(ctx, "long connection: a message was not read", "cmd", f.Cmd)
		return
	}
	if f.Cmd == cmdEvent && b.Event.Type == kickEvent {
		l.end(ErrKicked)
		return
	}
	h, ok := s.hear(ctx, l, f, b)
	if !ok {
		return
	}
	job := func() { s.turn(ctx, h) }
	if !s.lanes.put(h.message.From, job, l.stalled.Store) {
		s.log.ErrorContext(ctx, "message dropped, as the program ends", slog.String("id", h.message.ID))
	}
}

// strange logs a name that we do not know, once.
func (s *Socket) strange(ctx context.Context, kind, name string) {
	if s.unknown.First(kind + " " + name) {
		s.log.WarnContext(ctx, "long connection: unknown, left alone", "kind", kind, "name", wecom.ShortName(name))
	}
}
