package wecomtest

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"
)

// faultKind says what is to go wrong with one call or one frame.
type faultKind int

const (
	faultNone        faultKind = iota
	faultCode                  // answered with an errcode or an HTTP status; no effect
	faultBreakBefore           // cut off; no effect
	faultBreakAfter            // cut off after the effect
	faultHang                  // HTTP: never answered, no effect; socket: never answered, with effect
	faultSlow                  // answered late
	faultTruncate              // HTTP: half an answer, after the effect
	faultGarbage               // socket: frames that make no sense come before the answer
	faultForget                // socket: the subscription has ended, 846609
)

// fault is an order, used up by one call or one frame.
type fault struct {
	kind  faultKind
	code  int
	delay time.Duration
	path  string // the only calls that use it up; empty is any
}

// faults are orders for calls of the API, oldest first.
type faults struct {
	calls  []fault
	tokens []fault // for gettoken
	chaos  *chaos
}

// FailNext makes the next API calls, gettoken left out, answer this errcode and do nothing. Orders queue up, those of all
// methods in one line. A code from 400 to 599 is an HTTP status with an empty body, as a gateway before WeCom would answer.
func (s *Server) FailNext(code, times int) {
	s.lineUp(&s.faults.calls, fault{kind: faultCode, code: code}, times)
}

// FailCalls is FailNext for the calls to one path alone, such as "/cgi-bin/message/recall".
func (s *Server) FailCalls(path string, code, times int) {
	s.lineUp(&s.faults.calls, fault{kind: faultCode, code: code, path: path}, times)
}

// FailTokens is FailNext for gettoken.
func (s *Server) FailTokens(code, times int) {
	s.lineUp(&s.faults.tokens, fault{kind: faultCode, code: code}, times)
}

// BreakNext makes the next n API calls, gettoken left out, take effect and then close the connection without an answer:
// the caller cannot know that its message was sent.
func (s *Server) BreakNext(n int) { s.lineUp(&s.faults.calls, fault{kind: faultBreakAfter}, n) }

// BreakBefore makes the next n API calls, gettoken left out, close the connection without taking effect.
func (s *Server) BreakBefore(n int) { s.lineUp(&s.faults.calls, fault{kind: faultBreakBefore}, n) }

// HangNext makes the next n API calls, gettoken left out, take no effect and never be answered, until the caller gives up
// or the Server closes.
func (s *Server) HangNext(n int) { s.lineUp(&s.faults.calls, fault{kind: faultHang}, n) }

// SlowNext makes the next n API calls, gettoken left out, wait so long before they take effect.
func (s *Server) SlowNext(delay time.Duration, n int) {
	s.lineUp(&s.faults.calls, fault{kind: faultSlow, delay: delay}, n)
}

// TruncateNext makes the next n API calls, gettoken left out, take effect and answer half of what they should.
func (s *Server) TruncateNext(n int) { s.lineUp(&s.faults.calls, fault{kind: faultTruncate}, n) }

// lineUp adds an order, so many times, to one of the lines.
func (s *Server) lineUp(line *[]fault, f fault, times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*line = append(*line, slices.Repeat([]fault{f}, times)...)
}

// ClearFaults forgets the orders that nothing has used up, those for the bot's frames too, and ends Chaos.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults, s.bot.faults = faults{}, botFaults{}
}

// Calls counts the requests to a path such as "/cgi-bin/gettoken", or the bot's frames of a cmd such as "aibot_send_msg",
// failed ones included.
func (s *Server) Calls(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[path]
}

// planCall counts a call and takes the order for it.
func (s *Server) planCall(path string) fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[path]++
	if path == pathToken {
		return take(&s.faults.tokens, path)
	}
	if f := take(&s.faults.calls, path); f.kind != faultNone {
		return f
	}
	return s.drawCall()
}

// take removes the oldest order that is for such a call.
func take(queue *[]fault, path string) fault {
	i := slices.IndexFunc(*queue, func(f fault) bool { return f.path == "" || f.path == path })
	if i < 0 {
		return fault{}
	}
	f := (*queue)[i]
	*queue = slices.Delete(*queue, i, i+1)
	return f
}

// spoil does what a fault does before the call takes effect, and is true when nothing is left to do.
func (s *Server) spoil(w http.ResponseWriter, r *http.Request, e endpoint, f fault) bool {
	switch f.kind {
	case faultBreakBefore:
		panic(http.ErrAbortHandler)
	case faultCode:
		s.fail(w, r, e, f.code)
		return true
	case faultHang:
		drain(w, r) // or it goes unnoticed that the caller has gone
		s.hold(r, nil)
		panic(http.ErrAbortHandler)
	case faultSlow:
		buffer(w, r) // or it goes unnoticed that the caller has gone
		timer := time.NewTimer(f.delay)
		defer timer.Stop()
		if !s.hold(r, timer.C) {
			panic(http.ErrAbortHandler)
		}
	default:
	}
	return false
}

// hold waits for the channel, and is false when the caller has gone or the Server closes before.
func (s *Server) hold(r *http.Request, until <-chan time.Time) bool {
	select {
	case <-until:
		return true
	case <-r.Context().Done():
	case <-s.closing.Done():
	}
	return false
}

type halfWriter struct{ http.ResponseWriter }

func (h *halfWriter) Write(data []byte) (int, error) {
	n, err := h.ResponseWriter.Write(data[:len(data)/2])
	if err != nil {
		return n, fmt.Errorf("half an answer: %w", err)
	}
	return len(data), http.NewResponseController(h.ResponseWriter).Flush()
}

// buffer reads the body now and leaves it to be read again.
func buffer(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 32*mega))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
}

func drain(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, http.MaxBytesReader(w, r.Body, 32*mega))
}

const (
	maxInRow   = 2                     // faults that chance deals one after the other
	chaosDelay = 20 * time.Millisecond // of a slow answer dealt by chance
)

// chaos deals faults by chance.
type chaos struct {
	random *rand.Rand
	share  float64
	row    [2]int // faults dealt in a row to calls and to frames
}

// Chaos makes a share of all API calls and of all frames of the bot, from 0 to 1, go wrong in ways a client must survive:
// gateway errors, -1, 45009, tokens that have expired or were revoked, connections cut before or after the effect,
// truncated and slow answers; on the long connection also garbage, control characters, and a subscription that has ended.
// At most two calls and two frames in a row go wrong. The same seed deals the same faults to the same calls in the same
// order. Errors that no client can help, such as 60020 and 81013, are left to FailNext. ClearFaults, or a share of 0, ends it.
func (s *Server) Chaos(seed uint64, share float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.chaos = &chaos{
		random: rand.New(rand.NewPCG(seed, seed)), //nolint:gosec // chance is to be repeatable here
		share:  share,
	}
}

// deal returns one of the faults, or none. The line is 0 for calls and 1 for frames.
func (c *chaos) deal(line int, faults []fault) fault {
	if c == nil || c.row[line] >= maxInRow || c.random.Float64() >= c.share {
		if c != nil {
			c.row[line] = 0
		}
		return fault{}
	}
	c.row[line]++
	return faults[c.random.IntN(len(faults))]
}

// drawCall spoils a call by chance. s.mu must be held.
func (s *Server) drawCall() fault {
	f := s.faults.chaos.deal(0, []fault{
		{kind: faultCode, code: 502},
		{kind: faultCode, code: -1},
		{kind: faultCode, code: 45009},
		{kind: faultCode, code: 42001},
		{kind: faultCode, code: 40014},
		{kind: faultBreakBefore},
		{kind: faultBreakAfter},
		{kind: faultTruncate},
		{kind: faultSlow, delay: chaosDelay},
	})
	switch f.code {
	case 42001:
		s.tokens.expire()
	case 40014:
		s.tokens.current, s.tokens.expired = "", nil
	}
	return f
}

// drawFrame spoils a frame by chance. s.mu must be held.
func (s *Server) drawFrame() fault {
	return s.faults.chaos.deal(1, []fault{
		{kind: faultCode, code: -1},
		{kind: faultCode, code: 45009},
		{kind: faultBreakBefore},
		{kind: faultBreakAfter},
		{kind: faultSlow, delay: chaosDelay},
		{kind: faultGarbage},
		{kind: faultForget},
	})
}

// drawSoil says by chance whether a callback is to carry control characters. s.mu must be held.
func (s *Server) drawSoil() bool {
	c := s.faults.chaos
	return c != nil && c.random.Float64() < c.share
}
