package wecomtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"time"

	"anwei/bot/wecom/wecomtest/envelope"
)

// delivery is one callback: the same plaintext at every attempt, in a fresh envelope. Whether the real server renews
// timestamp and nonce is UNCONFIRMED (§2.5).
type delivery struct {
	user   string
	event  string // empty for an ordinary message
	taskID string // of the card that was clicked
	plain  string
	before <-chan struct{} // closed when the person's earlier callbacks are done
	done   chan struct{}
}

// callbacks are what people do with the app, and its way to the app.
type callbacks struct {
	*corp
	*files

	crypt  *envelope.Crypt
	client *http.Client

	// What follows is guarded by corp.mu.
	callback string
	menu     *Menu
	codes    map[string]*responseCode
	last     *delivery
	plains   int // plaintexts and envelopes written so far, by which their forms alternate
	sealed   int
}

func (s *callbacks) seal(msg []byte) (string, error) {
	random := make([]byte, 16)
	_, _ = rand.Read(random) // never fails, says its documentation
	return s.crypt.Seal(random, msg)
}

// queue adds a delivery to its person's line. s.mu must be held; release must follow.
func (s *callbacks) queue(p *person, d *delivery) *delivery {
	d.user, d.before, d.done = p.ID, p.tail, make(chan struct{})
	p.tail = d.done
	s.last = d
	return d
}

// release lets the person's next callback go, in turn even if this one gave up while waiting for its own.
func (s *callbacks) release(d *delivery) {
	select {
	case <-d.before:
		close(d.done)
	default:
		s.running.Go(func() { <-d.before; close(d.done) })
	}
}

// deliver waits for its turn and POSTs until the bot answers 200, at most 1+Retries times.
func (s *callbacks) deliver(ctx context.Context, d *delivery, retries int) error {
	if !s.begin() {
		close(d.done)
		return errClosed()
	}
	defer s.end()
	defer s.release(d)
	ctx, cancel := s.bound(ctx)
	defer cancel()
	select {
	case <-d.before:
	case <-ctx.Done():
		return fmt.Errorf("wecomtest: %s waits for an earlier callback: %w", d.user, context.Cause(ctx))
	}
	var err error
	for attempt := range retries + 1 {
		if attempt > 0 && !pause(ctx, s.opts.RetryDelay) {
			break
		}
		var answer []byte
		if answer, err = s.post(ctx, d); err == nil {
			s.receive(d, answer)
			return nil
		}
		if ctx.Err() != nil {
			break
		}
	}
	return fmt.Errorf("wecomtest: callback of %s not delivered: %w", d.user, err)
}

// bound ends the context when the Server closes.
func (s *corp) bound(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(s.closing, func() { cancel(errClosed()) })
	return ctx, func() { stop(); cancel(nil) }
}

func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// post is one attempt. Anything but a complete 200 within CallbackTimeout is a failure (§2.5).
func (s *callbacks) post(ctx context.Context, d *delivery) ([]byte, error) {
	sealed, err := s.seal([]byte(d.plain))
	if err != nil {
		return nil, err
	}
	target, err := s.signed(sealed, "")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, s.opts.CallbackTimeout)
	defer cancel()
	return s.fetch(ctx, http.MethodPost, target, s.envelope(sealed))
}

// envelope is the outer document, each in another form than the one before (§2.2).
func (s *callbacks) envelope(sealed string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sealed++
	return envelope.Document(s.sealed-1, []envelope.Element{
		envelope.Text("ToUserName", s.opts.CorpID), envelope.Text("Encrypt", sealed), envelope.Text("AgentID", strconv.Itoa(s.opts.AgentID)),
	})
}

// signed is the callback URL with its query; echo names the parameter that carries the sealed text in a verification.
func (s *callbacks) signed(sealed, echo string) (string, error) {
	s.mu.Lock()
	callback := s.callback
	s.mu.Unlock()
	if callback == "" {
		return "", errors.New("no callback URL is set")
	}
	u, err := url.Parse(callback)
	if err != nil {
		return "", fmt.Errorf("callback URL: %w", err)
	}
	timestamp, nonce := strconv.FormatInt(s.now().Unix(), 10), digits(10)
	q := u.Query()
	q.Set("msg_signature", s.crypt.Sign(timestamp, nonce, sealed))
	q.Set("timestamp", timestamp)
	q.Set("nonce", nonce)
	if echo != "" {
		q.Set(echo, sealed)
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

func (s *callbacks) fetch(ctx context.Context, method, target, body string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, target, bytes.NewReader([]byte(body)))
	if err != nil {
		return nil, fmt.Errorf("request: %w", err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "text/xml")
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("callback: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("answer: %w", err)
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("answer: HTTP %d", resp.StatusCode)
	case len(data) > maxBody:
		return nil, fmt.Errorf("answer: more than %d bytes", maxBody)
	}
	return data, nil
}

// newClient follows no redirects, obeys no proxy settings and makes a new connection for each attempt, so that a bot
// that was killed and started again is met afresh.
func newClient() *http.Client {
	return &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

const verifyTimeout = time.Second // (§2.1)

func (s *callbacks) verify(ctx context.Context, want string) error {
	sealed, err := s.seal([]byte(want))
	if err != nil {
		return err
	}
	target, err := s.signed(sealed, "echostr")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, min(verifyTimeout, s.opts.CallbackTimeout))
	defer cancel()
	got, err := s.fetch(ctx, http.MethodGet, target, "")
	if err != nil {
		return err
	}
	if string(got) != want {
		const shown = 100
		return fmt.Errorf("answer %.*q, want exactly %q", shown, got, want)
	}
	return nil
}

func contentType(name string, data []byte) string {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return http.DetectContentType(data)
}
