// Package fault knows what is to go wrong with a WeCom for tests, by order or by chance.
package fault

import (
	"bytes"
	"slices"
	"sync"
	"time"
)

// Kind says what is to go wrong with one call or one frame.
type Kind int

// The kinds of faults.
const (
	None        Kind = iota
	Code             // answered with an errcode or an HTTP status; no effect
	BreakBefore      // cut off; no effect
	BreakAfter       // cut off after the effect
	Hang             // HTTP: never answered, no effect; socket: never answered, with effect
	Slow             // answered late
	Truncate         // HTTP: half an answer, after the effect
	Garbage          // socket: frames that make no sense come before the answer
	Forget           // socket: the subscription has ended, 846609
)

// Fault is an order, used up by one call or one frame.
type Fault struct {
	Kind  Kind
	Code  int
	Delay time.Duration
	Ends  bool // the token in use ends with it

	path string // the only calls or frames that use it up; empty is any but those apart
}

// Faults is what is to go wrong with calls of the API and with frames of the bot, by order or by chance, and how many of
// each there were. A Server has one. Its methods are the orders; what they come to is told by the functions.
type Faults struct {
	lock   sync.Mutex
	count  map[string]int // by path, or by the frame's cmd
	orders orders
}

// orders stand in lines, oldest first.
type orders struct {
	lines   [2][]Fault // for calls and for frames
	control int        // messages and events that shall carry control characters
	chaos   *chaos
}

// The lines; and what stands apart in them: it takes orders of its own alone, and no fault by chance.
const (
	calls = iota
	frames

	getToken  = "/cgi-bin/gettoken" //nolint:gosec // a path, not a credential
	subscribe = "aibot_subscribe"
	ping      = "ping"
)

// New has no orders.
func New() *Faults { return &Faults{count: make(map[string]int)} }

// FailNext makes the next API calls, gettoken left out, answer this errcode and do nothing. Orders queue up, those of all
// methods in one line. A code from 400 to 599 is an HTTP status with an empty body, as a gateway before WeCom would answer.
func (f *Faults) FailNext(code, times int) {
	f.lineUp(calls, Fault{Kind: Code, Code: code}, times)
}

// FailCalls is FailNext for the calls to one path alone, such as "/cgi-bin/message/recall".
func (f *Faults) FailCalls(path string, code, times int) {
	f.lineUp(calls, Fault{Kind: Code, Code: code, path: path}, times)
}

// FailTokens is FailNext for gettoken.
func (f *Faults) FailTokens(code, times int) {
	f.lineUp(calls, Fault{Kind: Code, Code: code, path: getToken}, times)
}

// BreakNext makes the next n API calls, gettoken left out, take effect and then close the connection without an answer:
// the caller cannot know that its message was sent.
func (f *Faults) BreakNext(n int) { f.lineUp(calls, Fault{Kind: BreakAfter}, n) }

// BreakBefore makes the next n API calls, gettoken left out, close the connection without taking effect.
func (f *Faults) BreakBefore(n int) { f.lineUp(calls, Fault{Kind: BreakBefore}, n) }

// HangNext makes the next n API calls, gettoken left out, take no effect and never be answered, until the caller gives up
// or the Server closes.
func (f *Faults) HangNext(n int) { f.lineUp(calls, Fault{Kind: Hang}, n) }

// SlowNext makes the next n API calls, gettoken left out, wait so long before they take effect.
func (f *Faults) SlowNext(delay time.Duration, n int) {
	f.lineUp(calls, Fault{Kind: Slow, Delay: delay}, n)
}

// TruncateNext makes the next n API calls, gettoken left out, take effect and answer half of what they should.
func (f *Faults) TruncateNext(n int) { f.lineUp(calls, Fault{Kind: Truncate}, n) }

// lineUp adds an order, so many times, to one of the lines.
func (f *Faults) lineUp(line int, order Fault, times int) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.orders.lines[line] = append(f.orders.lines[line], slices.Repeat([]Fault{order}, times)...)
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

// OfCall counts a call and takes the order for it.
func OfCall(f *Faults, path string) Fault {
	return f.take(calls, path, path == getToken, []Fault{
		{Kind: Code, Code: 502},
		{Kind: Code, Code: -1},
		{Kind: Code, Code: 45009},
		{Kind: Code, Code: 42001, Ends: true},
		{Kind: Code, Code: 40014, Ends: true},
		{Kind: BreakBefore},
		{Kind: BreakAfter},
		{Kind: Truncate},
		{Kind: Slow, Delay: chaosDelay},
	})
}

// OfFrame counts a frame and takes the order for it.
func OfFrame(f *Faults, cmd string) Fault {
	return f.take(frames, cmd, cmd == subscribe || cmd == ping, []Fault{
		{Kind: Code, Code: -1},
		{Kind: Code, Code: 45009},
		{Kind: BreakBefore},
		{Kind: BreakAfter},
		{Kind: Slow, Delay: chaosDelay},
		{Kind: Garbage},
		{Kind: Forget},
	})
}

// take counts a call or frame and takes the oldest order that is for it, or one of the faults by chance.
func (f *Faults) take(line int, path string, apart bool, faults []Fault) Fault {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.count[path]++
	queue := f.orders.lines[line]
	i := slices.IndexFunc(queue, func(order Fault) bool { return order.path == path || order.path == "" && !apart })
	switch {
	case i >= 0:
		order := queue[i]
		f.orders.lines[line] = slices.Delete(queue, i, i+1)
		return order
	case apart:
		return Fault{}
	}
	return f.orders.chaos.deal(line, faults)
}

const (
	maxInRow   = 2                     // faults that chance deals one after the other
	chaosDelay = 20 * time.Millisecond // of a slow answer dealt by chance
)

// chaos deals faults by chance.
type chaos struct {
	random Chance
	share  float64
	row    [2]int // faults dealt in a row to calls and to frames
}

// Chance is what math/rand has; this package is given it.
type Chance interface {
	Float64() float64
	IntN(n int) int
}

// Chaos makes a share of all calls and frames go wrong by chance, from now on.
func Chaos(f *Faults, random Chance, share float64) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.orders.chaos = &chaos{random: random, share: share}
}

// deal returns one of the faults, or none.
func (c *chaos) deal(line int, faults []Fault) Fault {
	if c == nil || c.row[line] >= maxInRow || c.random.Float64() >= c.share {
		if c != nil {
			c.row[line] = 0
		}
		return Fault{}
	}
	c.row[line]++
	return faults[c.random.IntN(len(faults))]
}

// BotFailNext makes the bot's next frames, aibot_subscribe and ping left out, be answered with this errcode and do nothing.
// Orders queue up, those of all methods in one line.
func (f *Faults) BotFailNext(code, times int) {
	f.lineUp(frames, Fault{Kind: Code, Code: code}, times)
}

// BotFailSubscribe is BotFailNext for aibot_subscribe.
func (f *Faults) BotFailSubscribe(code, times int) {
	f.lineUp(frames, Fault{Kind: Code, Code: code, path: subscribe}, times)
}

// BotMuteSubscribe makes the next n subscriptions have no effect and never be answered.
func (f *Faults) BotMuteSubscribe(n int) { f.lineUp(frames, Fault{Kind: Hang, path: subscribe}, n) }

// BotBreakNext makes the bot's next n frames take effect and then cut the connection without an answer.
func (f *Faults) BotBreakNext(n int) { f.lineUp(frames, Fault{Kind: BreakAfter}, n) }

// BotBreakBefore makes the bot's next n frames cut the connection without taking effect.
func (f *Faults) BotBreakBefore(n int) { f.lineUp(frames, Fault{Kind: BreakBefore}, n) }

// BotMuteNext makes the bot's next n frames take effect and never be answered, on a connection that stays open.
func (f *Faults) BotMuteNext(n int) { f.lineUp(frames, Fault{Kind: Hang}, n) }

// BotSlowNext makes the bot's next n frames take effect at once and be answered so late. Whatever the server sends after
// waits behind the answer.
func (f *Faults) BotSlowNext(delay time.Duration, n int) {
	f.lineUp(frames, Fault{Kind: Slow, Delay: delay}, n)
}

// BotGarbageNext sends frames that make no sense before the answers to the bot's next n frames: no JSON, no object, an
// answer nobody waits for, a cmd nobody knows.
func (f *Faults) BotGarbageNext(n int) { f.lineUp(frames, Fault{Kind: Garbage}, n) }

// BotControlNext puts raw control characters, which JSON forbids, into the strings of the next n messages and events, as
// the real server can (§3.2.1). The texts are as they were meant once these are taken out.
func (f *Faults) BotControlNext(n int) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.orders.control += n
}

// Soil puts control characters into a callback when that is ordered, or dealt by chance.
func Soil(f *Faults, data []byte) []byte {
	f.lock.Lock()
	defer f.lock.Unlock()
	switch c := f.orders.chaos; {
	case f.orders.control > 0:
		f.orders.control--
	case c == nil || c.random.Float64() >= c.share:
		return data
	}
	for _, key := range []string{`"content":"`, `"aibotid":"`} {
		data = bytes.Replace(data, []byte(key), []byte(key+"\x01\x0b\x1f"), 1)
	}
	return data
}
