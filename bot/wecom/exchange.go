package wecom

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"

	"github.com/silenceper/wechat/v2/util"
)

// shared is the exchange under silenceper's HTTP client, put there when the
// first Client is made. The library has one client for the whole process, and
// no lock around it; the once makes our write happen before every read.
var shared = sync.OnceValue(func() *exchange { //nolint:gochecknoglobals // guards a global of silenceper's
	e := &exchange{calls: make(map[ticket]*call)}
	util.DefaultHTTPClient = &http.Client{Transport: e}
	return e
})

// exchange lets any number of Clients and Webhooks work through silenceper's only HTTP
// client. The library is given a ticket where WeCom wants a token or the secret;
// the exchange knows by the ticket whose call it is and puts the real thing in
// its place on the way out. So the library's errors, which quote the address,
// have nothing to tell, and a call has what the library does not offer: a
// context, a server of its own, a time limit, and an error with WeCom's code
// (§5.3).
type exchange struct {
	mu    sync.Mutex
	next  uint64
	calls map[ticket]*call
}

// ticket stands for a secret within silenceper. It is its AccessTokenHandle.
type ticket string

// GetAccessToken returns the ticket.
func (t ticket) GetAccessToken() (string, error) { return string(t), nil }

var errNoTicket = errors.New("wecom: a request through silenceper that no Client has begun")

// begin gives out a ticket, which end takes back.
func (e *exchange) begin(c *call) (t ticket, end func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.next++
	t = ticket("ticket-" + strconv.FormatUint(e.next, 10))
	e.calls[t] = c
	return t, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.calls, t)
	}
}

// RoundTrip implements http.RoundTripper.
func (e *exchange) RoundTrip(r *http.Request) (*http.Response, error) {
	q := r.URL.Query()
	for _, place := range []string{"access_token", "corpsecret", "key"} {
		e.mu.Lock()
		c := e.calls[ticket(q.Get(place))]
		e.mu.Unlock()
		if c != nil {
			q.Set(place, c.secret)
			return c.roundTrip(r, q)
		}
	}
	if r.Body != nil {
		_ = r.Body.Close() // a RoundTripper must, says its documentation
	}
	return nil, errNoTicket
}

// explain makes an *Error of what silenceper returned.
func (c *call) explain(err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	// WeCom has said errcode 0, so that trying again would do it twice.
	return &Error{API: c.api, Message: c.redact("not understood: " + err.Error())}
}

// cause keeps of an error what a caller decides by.
func cause(err error) error {
	for _, known := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}
