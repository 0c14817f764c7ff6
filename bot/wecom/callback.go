package wecom

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"anwei/bot"
)

// answerWithin is how long a message may take from its first byte to our
// answer. WeCom hangs up after five seconds (§2.5).
const answerWithin = 4500 * time.Millisecond

// CallbackConfig is what the app's page in WeCom's console shows under 接收消息
// (§2.1).
type CallbackConfig struct {
	CorpID string
	Token  string
	AESKey string // the EncodingAESKey: 43 letters and digits
	// Client shows on a card what was chosen where the response to the press came
	// too late for it. Nil leaves such a card as it is.
	Client *Client
}

// maxInFlight is how many messages may be on their way through a Callback at
// once, those included whose handler has not noticed yet that nobody waits for
// it any more. Each takes some ten kilobytes.
const maxInFlight = 5000

// Callback receives a self-built app's messages and events (§2). It bounds the
// body that it reads, the time that the handler gets, and the number of messages
// in flight: what is above 5,000 is answered 503, and WeCom delivers it again.
// The http.Server around it must bound the time that a body may take to arrive
// (ReadTimeout).
type Callback struct {
	seal    *seal
	corpID  string
	client  *Client // nil where cards cannot be changed afterwards
	handler bot.Handler
	room    chan struct{} // one place for each message in flight
	strange *Names        // unknown kinds that have been logged
	log     *slog.Logger
	now     func() time.Time
}

var _ http.Handler = (*Callback)(nil)

// NewCallback returns a Callback that hands messages to h. The clock says how
// old a request is and dates the passive replies (§2.4).
func NewCallback(
	cfg CallbackConfig, h bot.Handler, log *slog.Logger, now func() time.Time,
) (*Callback, error) {
	if cfg.CorpID == "" {
		return nil, errors.New("wecom: the corp id is empty")
	}
	s, err := newSeal(cfg.Token, cfg.AESKey, cfg.CorpID)
	if err != nil {
		return nil, err
	}
	return &Callback{
		seal: s, corpID: cfg.CorpID, client: cfg.Client, handler: h,
		room: make(chan struct{}, maxInFlight), strange: NewNames(), log: log, now: now,
	}, nil
}

// ServeHTTP answers the verification of the address (GET, §2.1) and takes
// messages (POST, §2.2).
func (c *Callback) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		c.verify(w, r)
	case http.MethodPost:
		c.receive(w, r)
	default:
		w.Header().Set("Allow", "GET, POST")
		c.refuse(w, r, &refusal{http.StatusMethodNotAllowed, "method"})
	}
}

// verify echoes the decrypted echostr, and that alone.
func (c *Callback) verify(w http.ResponseWriter, r *http.Request) {
	q, no := readQuery(r)
	if no == nil && q.echo == "" {
		no = &refusal{http.StatusBadRequest, "query"}
	}
	var echo []byte
	if no == nil {
		echo, no = c.open(q, q.echo)
	}
	// A message is signed as an echostr is. Echoing one would make us decrypt
	// for whoever has seen it pass.
	if no == nil && bytes.HasPrefix(bytes.TrimSpace(echo), []byte("<")) {
		no = &refusal{http.StatusBadRequest, "echo_is_message"}
	}
	if no != nil {
		c.refuse(w, r, no)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if _, err := w.Write(echo); err != nil {
		c.log.WarnContext(r.Context(), "callback verification not answered", "err", err)
	}
}

// receive lets a message in where there is room, even before its body is read.
func (c *Callback) receive(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), answerWithin)
	defer cancel()
	select {
	case c.room <- struct{}{}:
	default:
		c.refuse(w, r, &refusal{http.StatusServiceUnavailable, "too_many_in_flight"})
		return
	}
	stays := false // the handler does, and leaves by itself
	leave := func() { <-c.room }
	defer func() {
		if !stays {
			leave()
		}
	}()
	in, no := c.read(w, r)
	if no != nil {
		c.refuse(w, r, no)
		return
	}
	stays = c.take(ctx, w, r, in, leave)
}

// take hands a message on and answers it. It returns true where the handler is
// still at it, who calls leave in the end.
func (c *Callback) take(
	ctx context.Context, w http.ResponseWriter, r *http.Request, in *inbound, leave func(),
) (stays bool) {
	f := in.fate()
	c.remark(ctx, in, f)
	if f.kind == "" {
		w.WriteHeader(http.StatusOK)
		return false
	}
	if !in.complete() {
		c.refuse(w, r, &refusal{http.StatusBadRequest, "message_incomplete"})
		return false
	}
	m := in.message(f.kind)
	if !f.unknown {
		Unread(ctx, c.log, m)
	}
	o, late := turn(ctx, c.handler, m, c.log, func(o outcome) {
		defer leave()
		if o.err == nil {
			c.updateCard(ctx, in, o.answer)
		}
	})
	if o.err == nil {
		c.answer(ctx, w, in, o.answer)
		return false
	}
	status := http.StatusInternalServerError
	if errors.Is(o.err, context.DeadlineExceeded) {
		status = http.StatusServiceUnavailable
	}
	c.log.ErrorContext(ctx, "message not handled", "id", m.ID, "status", status, "err", o.err)
	w.WriteHeader(status)
	return late
}

// Unread logs what came that is no text, as the talk may make nothing of it.
func Unread(ctx context.Context, log *slog.Logger, m bot.Message) {
	if m.Kind == bot.OtherMessage {
		log.InfoContext(ctx, "a message that is no text", "id", m.ID, "userid", string(m.From),
			"kind", ShortName(m.Text), "media", m.Media != "")
	}
}

// refusal is why a request is turned away. The reason is one of our own words:
// nothing that a stranger has sent goes into the log.
type refusal struct {
	status int
	reason string
}

func (c *Callback) refuse(w http.ResponseWriter, r *http.Request, no *refusal) {
	c.log.WarnContext(r.Context(), "callback refused",
		"reason", no.reason, "status", no.status, "remote", r.RemoteAddr)
	w.WriteHeader(no.status)
}
