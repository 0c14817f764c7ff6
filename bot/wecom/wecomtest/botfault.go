package wecomtest

import (
	"bytes"
	"time"
)

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
