package wecomtest

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
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
	ends  bool   // the token in use ends with it
}

// Faults is what is to go wrong with calls of the API and with frames of the bot, by order or by chance, and how many of
// each there were. A Server has one.
type Faults struct {
	lock   sync.Mutex
	count  map[string]int // by path, or by the frame's cmd
	orders orders
}

// orders stand in lines, oldest first.
type orders struct {
	calls      []fault
	tokens     []fault // for gettoken
	frames     []fault // of the bot
	subscribes []fault // its aibot_subscribe
	control    int     // messages and events that shall carry control characters
	chaos      *chaos
}

// FailNext makes the next API calls, gettoken left out, answer this errcode and do nothing. Orders queue up, those of all
// methods in one line. A code from 400 to 599 is an HTTP status with an empty body, as a gateway before WeCom would answer.
func (f *Faults) FailNext(code, times int) {
	f.lineUp(&f.orders.calls, fault{kind: faultCode, code: code}, times)
}

// FailCalls is FailNext for the calls to one path alone, such as "/cgi-bin/message/recall".
func (f *Faults) FailCalls(path string, code, times int) {
	f.lineUp(&f.orders.calls, fault{kind: faultCode, code: code, path: path}, times)
}

// FailTokens is FailNext for gettoken.
func (f *Faults) FailTokens(code, times int) {
	f.lineUp(&f.orders.tokens, fault{kind: faultCode, code: code}, times)
}

// BreakNext makes the next n API calls, gettoken left out, take effect and then close the connection without an answer:
// the caller cannot know that its message was sent.
func (f *Faults) BreakNext(n int) { f.lineUp(&f.orders.calls, fault{kind: faultBreakAfter}, n) }

// BreakBefore makes the next n API calls, gettoken left out, close the connection without taking effect.
func (f *Faults) BreakBefore(n int) { f.lineUp(&f.orders.calls, fault{kind: faultBreakBefore}, n) }

// HangNext makes the next n API calls, gettoken left out, take no effect and never be answered, until the caller gives up
// or the Server closes.
func (f *Faults) HangNext(n int) { f.lineUp(&f.orders.calls, fault{kind: faultHang}, n) }

// SlowNext makes the next n API calls, gettoken left out, wait so long before they take effect.
func (f *Faults) SlowNext(delay time.Duration, n int) {
	f.lineUp(&f.orders.calls, fault{kind: faultSlow, delay: delay}, n)
}

// TruncateNext makes the next n API calls, gettoken left out, take effect and answer half of what they should.
func (f *Faults) TruncateNext(n int) { f.lineUp(&f.orders.calls, fault{kind: faultTruncate}, n) }

// lineUp adds an order, so many times, to one of the lines.
func (f *Faults) lineUp(line *[]fault, order fault, times int) {
	f.lock.Lock()
	defer f.lock.Unlock()
	*line = append(*line, slices.Repeat([]fault{order}, times)...)
}

// ClearFaults forgets the orders that nothing has used up, those for the bot's frames too, and ends Chaos.
func (f *Faults) ClearFaults() {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.orders = orders{}
}

// Calls counts the requests to a path such as "/cgi-bin/gettoken", or the bot's frames of a cmd such as "aibot_send_msg",
// failed ones included.
func (f *Faults) Calls(path string) int {
	f.lock.Lock()
	defer f.lock.Unlock()
	return f.count[path]
}

// planCall counts a call and takes the order for it.
func (f *Faults) planCall(path string) fault {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.count[path]++
	if path == pathToken {
		return take(&f.orders.tokens, path)
	}
	if order := take(&f.orders.calls, path); order.kind != faultNone {
		return order
	}
	return f.drawCall()
}

// take removes the oldest order that is for such a call or frame.
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
func (f *Faults) Chaos(seed uint64, share float64) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.orders.chaos = &chaos{
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

// drawCall spoils a call by chance. f.lock must be held.
func (f *Faults) drawCall() fault {
	return f.orders.chaos.deal(0, []fault{
		{kind: faultCode, code: 502},
		{kind: faultCode, code: -1},
		{kind: faultCode, code: 45009},
		{kind: faultCode, code: 42001, ends: true},
		{kind: faultCode, code: 40014, ends: true},
		{kind: faultBreakBefore},
		{kind: faultBreakAfter},
		{kind: faultTruncate},
		{kind: faultSlow, delay: chaosDelay},
	})
}

// drawFrame spoils a frame by chance. f.lock must be held.
func (f *Faults) drawFrame() fault {
	return f.orders.chaos.deal(1, []fault{
		{kind: faultCode, code: -1},
		{kind: faultCode, code: 45009},
		{kind: faultBreakBefore},
		{kind: faultBreakAfter},
		{kind: faultSlow, delay: chaosDelay},
		{kind: faultGarbage},
		{kind: faultForget},
	})
}

// drawSoil says by chance whether a callback is to carry control characters. f.lock must be held.
func (f *Faults) drawSoil() bool {
	c := f.orders.chaos
	return c != nil && c.random.Float64() < c.share
}

// BotFailNext makes the bot's next frames, aibot_subscribe and ping left out, be answered with this errcode and do nothing.
// Orders queue up, those of all methods in one line.
func (f *Faults) BotFailNext(code, times int) {
	f.lineUp(&f.orders.frames, fault{kind: faultCode, code: code}, times)
}

// BotFailSubscribe is BotFailNext for aibot_subscribe.
func (f *Faults) BotFailSubscribe(code, times int) {
	f.lineUp(&f.orders.subscribes, fault{kind: faultCode, code: code}, times)
}

// BotMuteSubscribe makes the next n subscriptions have no effect and never be answered.
func (f *Faults) BotMuteSubscribe(n int) {
	f.lineUp(&f.orders.subscribes, fault{kind: faultHang}, n)
}

// BotBreakNext makes the bot's next n frames take effect and then cut the connection without an answer.
func (f *Faults) BotBreakNext(n int) { f.lineUp(&f.orders.frames, fault{kind: faultBreakAfter}, n) }

// BotBreakBefore makes the bot's next n frames cut the connection without taking effect.
func (f *Faults) BotBreakBefore(n int) {
	f.lineUp(&f.orders.frames, fault{kind: faultBreakBefore}, n)
}

// BotMuteNext makes the bot's next n frames take effect and never be answered, on a connection that stays open.
func (f *Faults) BotMuteNext(n int) { f.lineUp(&f.orders.frames, fault{kind: faultHang}, n) }

// BotSlowNext makes the bot's next n frames take effect at once and be answered so late. Whatever the server sends after
// waits behind the answer.
func (f *Faults) BotSlowNext(delay time.Duration, n int) {
	f.lineUp(&f.orders.frames, fault{kind: faultSlow, delay: delay}, n)
}

// BotGarbageNext sends frames that make no sense before the answers to the bot's next n frames: no JSON, no object, an
// answer nobody waits for, a cmd nobody knows.
func (f *Faults) BotGarbageNext(n int) { f.lineUp(&f.orders.frames, fault{kind: faultGarbage}, n) }

// BotControlNext puts raw control characters, which JSON forbids, into the strings of the next n messages and events, as
// the real server can (§3.2.1). The texts are as they were meant once these are taken out.
func (f *Faults) BotControlNext(n int) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.orders.control += n
}

// planFrame counts a frame and takes the order for it.
func (f *Faults) planFrame(cmd string) fault {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.count[cmd]++
	switch cmd {
	case cmdSubscribe:
		return take(&f.orders.subscribes, cmd)
	case cmdPing:
		return fault{}
	}
	if order := take(&f.orders.frames, cmd); order.kind != faultNone {
		return order
	}
	return f.drawFrame()
}

// garbage are frames that a client should survive.
func garbage() []string {
	return []string{
		"", "null", "[]", "<html>502</html>", `{"headers":`,
		`{"headers":{"req_id":"nobody waits for this"},"errcode":0,"errmsg":"ok"}`,
		`{"cmd":"aibot_unheard_of","headers":{"req_id":"req_0"},"body":{"msgtype":"text"}}`,
		`{"cmd":"aibot_msg_callback"}`,
	}
}

// soil puts control characters into a callback when that is ordered.
func (f *Faults) soil(data []byte) []byte {
	f.lock.Lock()
	defer f.lock.Unlock()
	switch {
	case f.orders.control > 0:
		f.orders.control--
	case !f.drawSoil():
		return data
	}
	for _, key := range []string{`"content":"`, `"aibotid":"`} {
		data = bytes.Replace(data, []byte(key), []byte(key+"\x01\x0b\x1f"), 1)
	}
	return data
}
