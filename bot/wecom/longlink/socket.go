// Package longlink is the long connection of a 智能机器人: messages come in by it and go
// out, as a [Socket]; and [Ways], which chooses for each person between it and the app.
//
// Paragraph signs (§) refer to reference/wecom-protocol.md.
package longlink

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
)

// defaultSocketURL is where WeCom takes long connections (§3.2.1).
const defaultSocketURL = "wss://openws.work.weixin.qq.com"

// SocketConfig is what the 智能机器人's page shows when its 连接方式 is 长连接
// (§3.2.10).
type SocketConfig struct {
	BotID  string
	Secret string
	// URL is where to connect. Empty is the real WeCom.
	URL string
	// HTTPClient begins the connection and fetches pictures; nil is a client of
	// its own. One without a Timeout gets one of 30 seconds.
	HTTPClient *http.Client
}

// Socket is the long connection of a 智能机器人 (§3.2): messages come in by it and
// answers go out, and neither a public address nor a trusted one is needed. It
// takes the place of Callback and of Client. Its methods may be called from
// several goroutines.
//
// # In
//
// WeCom neither waits for a message to be handled nor delivers it again. So a
// Socket tries the handler a few times under the same bot.Message.ID, and where
// that does not help it asks the person to say it again. It keeps the order of
// one person's messages. At most 512 messages are held; more are left in the
// connection until there is room. A message that is sent while there is no
// connection is lost, as far as is known (§3.2.8).
//
// # Sent once
//
// A card comes once, since its task id is taken once. For all else the long
// connection has no duplicate check: it reaches somebody twice when the process
// dies, or the connection breaks, between WeCom's taking it and our marking it as
// sent, of many people eight where the connection breaks; when WeCom's
// acknowledgement takes longer than fifteen seconds; and, of a text in several
// parts, the first parts when a later one was put off. Nothing is lost for that:
// what is not acknowledged is sent again.
type Socket struct {
	botID   string
	secret  string
	url     string
	clear   bool // the address is one without encryption
	http    *http.Client
	handler bot.Handler
	log     *slog.Logger
	now     func() time.Time
	lanes   *lanes
	marks   *marks
	unknown *wecom.Names
	replied *recent // ids of messages whose answers WeCom has acknowledged

	mu      sync.Mutex
	began   bool
	link    *link         // nil while there is no subscribed one
	changed chan struct{} // is closed when link or over changes
	over    error         // why there will be no link any more
	since   time.Time     // when there last was a link, or when the Socket was made
	spoke   func(context.Context, anwei.PersonID, time.Time)
	room    func(anwei.PersonID) bool
}

var (
	_ bot.Sender   = (*Socket)(nil)
	_ bot.Pictures = (*Socket)(nil)
)

// NewSocket returns a Socket that hands messages to h. It connects when Run is
// called.
func NewSocket(cfg SocketConfig, h bot.Handler, log *slog.Logger, now func() time.Time) (*Socket, error) {
	if cfg.BotID == "" || cfg.Secret == "" {
		return nil, errors.New("wecom: bot id and secret are both needed")
	}
	address, err := url.Parse(cmp.Or(cfg.URL, defaultSocketURL))
	if err != nil || (address.Scheme != "wss" && address.Scheme != "ws") || address.Host == "" || address.User != nil {
		return nil, errors.New("wecom: the long connection's address is not of the form wss://host")
	}
	return &Socket{
		botID: cfg.BotID, secret: cfg.Secret, url: address.String(), clear: address.Scheme == "ws",
		http: wecom.HTTPClient(cfg.HTTPClient), handler: h, log: log, now: now,
		lanes: newLanes(maxHeld, maxHandled), marks: newMarks(maxMarks), unknown: wecom.NewNames(), replied: newRecent(maxReplied),
		changed: make(chan struct{}), since: now(),
		spoke: func(context.Context, anwei.PersonID, time.Time) {},
		room:  func(anwei.PersonID) bool { return true },
	}, nil
}

// Connected reports whether messages can come and go at this moment.
func (s *Socket) Connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.link != nil
}

// onSpoke has fn called, before the handler, when a person says something. It
// must be called before Run.
func (s *Socket) onSpoke(fn func(context.Context, anwei.PersonID, time.Time)) {
	s.spoke = fn
}

// Rate has room asked before a person is answered: WeCom's bounds are for answers
// and pushes together (§3.2.5), and whoever sends by Send keeps count. Where there
// is no room the answer's text is left to the outbox. It must be called before Run.
func (s *Socket) Rate(room func(anwei.PersonID) bool) {
	s.room = room
}

// publish makes the link the one to send by.
func (s *Socket) publish(l *link) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.set(l)
}

// retract takes the link back, unless it has been already.
func (s *Socket) retract(l *link) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.link == l {
		s.set(nil)
	}
}

// set changes the link and tells those who wait for it. s.mu must be held.
func (s *Socket) set(l *link) {
	if s.link != nil {
		s.since = s.now()
	}
	s.link = l
	close(s.changed)
	s.changed = make(chan struct{})
}

// finish says that there will be no link any more.
func (s *Socket) finish(why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = why
	s.set(nil)
}

// lost reports whether there is no link and has not been one for so long that
// none is to be expected soon.
func (s *Socket) lost(patience time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.link == nil && (s.over != nil || s.now().Sub(s.since) > patience)
}

// current returns the link to send by. Where there is none it waits for one, no
// longer than that.
func (s *Socket) current(ctx context.Context, cmd string, patience time.Duration) (*link, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		s.mu.Lock()
		l, over, changed := s.link, s.over, s.changed
		s.mu.Unlock()
		switch {
		case l != nil:
			return l, nil
		case over != nil:
			return nil, brokenLink(cmd, "the long connection has ended: "+over.Error())
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, brokenLink(cmd, "the long connection is down")
		}
	}
}
