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
}

// Callback receives a self-built app's messages and events (§2). It bounds the
// body that it reads and the time that the handler gets; the http.Server around
// it must bound the time that a body may take to arrive (ReadTimeout).
type Callback struct {
	seal    *seal
	corpID  string
	handler bot.Handler
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
	return &Callback{seal: s, corpID: cfg.CorpID, handler: h, log: log, now: now}, nil
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

func (c *Callback) receive(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), answerWithin)
	defer cancel()
	in, no := c.read(w, r)
	if no != nil {
		c.refuse(w, r, no)
		return
	}
	kind := in.kind()
	if kind == "" {
		c.log.InfoContext(ctx, "callback event left alone", "event", in.Event, "change", in.ChangeType)
		w.WriteHeader(http.StatusOK)
		return
	}
	if !in.complete() {
		c.refuse(w, r, &refusal{http.StatusBadRequest, "message_incomplete"})
		return
	}
	m := in.message(kind)
	answer, err := c.turn(ctx, m)
	if err != nil {
		status := http.StatusInternalServerError
		if errors.Is(err, context.DeadlineExceeded) {
			status = http.StatusServiceUnavailable
		}
		c.log.ErrorContext(ctx, "message not handled", "id", m.ID, "status", status, "err", err)
		w.WriteHeader(status)
		return
	}
	c.answer(ctx, w, in, answer)
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
