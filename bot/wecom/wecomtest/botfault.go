package wecomtest

import (
	"bytes"
	"time"
)

// botFaults are orders for frames of the bot, oldest first.
type botFaults struct {
	frames     []fault
	subscribes []fault
	control    int // messages and events that shall carry control characters
}

// BotFailNext makes the bot's next frames, aibot_subscribe and ping left out, be answered with this errcode and do nothing.
// Orders queue up, those of all methods in one line.
func (s *Server) BotFailNext(code, times int) {
	s.lineUp(&s.bot.faults.frames, fault{kind: faultCode, code: code}, times)
}

// BotFailSubscribe is BotFailNext for aibot_subscribe.
func (s *Server) BotFailSubscribe(code, times int) {
	s.lineUp(&s.bot.faults.subscribes, fault{kind: faultCode, code: code}, times)
}

// BotMuteSubscribe makes the next n subscriptions have no effect and never be answered.
func (s *Server) BotMuteSubscribe(n int) {
	s.lineUp(&s.bot.faults.subscribes, fault{kind: faultHang}, n)
}

// BotBreakNext makes the bot's next n frames take effect and then cut the connection without an answer.
func (s *Server) BotBreakNext(n int) { s.lineUp(&s.bot.faults.frames, fault{kind: faultBreakAfter}, n) }

// BotBreakBefore makes the bot's next n frames cut the connection without taking effect.
func (s *Server) BotBreakBefore(n int) {
	s.lineUp(&s.bot.faults.frames, fault{kind: faultBreakBefore}, n)
}

// BotMuteNext makes the bot's next n frames take effect and never be answered, on a connection that stays open.
func (s *Server) BotMuteNext(n int) { s.lineUp(&s.bot.faults.frames, fault{kind: faultHang}, n) }

// BotSlowNext makes the bot's next n frames take effect at once and be answered so late. Whatever the server sends after
// waits behind the answer.
func (s *Server) BotSlowNext(delay time.Duration, n int) {
	s.lineUp(&s.bot.faults.frames, fault{kind: faultSlow, delay: delay}, n)
}

// BotGarbageNext sends frames that make no sense before the answers to the bot's next n frames: no JSON, no object, an
// answer nobody waits for, a cmd nobody knows.
func (s *Server) BotGarbageNext(n int) { s.lineUp(&s.bot.faults.frames, fault{kind: faultGarbage}, n) }

// BotControlNext puts raw control characters, which JSON forbids, into the strings of the next n messages and events, as
// the real server can (§3.2.1). The texts are as they were meant once these are taken out.
func (s *Server) BotControlNext(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bot.faults.control += n
}

// planFrame counts a frame and takes the order for it.
func (s *Server) planFrame(cmd string) fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[cmd]++
	switch cmd {
	case cmdSubscribe:
		return take(&s.bot.faults.subscribes, cmd)
	case cmdPing:
		return fault{}
	}
	f := take(&s.bot.faults.frames, cmd)
	if f.kind == faultNone {
		f = s.drawFrame()
	}
	if f.kind == faultForget && s.bot.live != nil {
		s.bot.set(nil)
	}
	return f
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

// soil puts control characters into a callback when that is ordered. s.mu must be held.
func (s *Server) soil(data []byte) []byte {
	f := &s.bot.faults
	switch {
	case f.control > 0:
		f.control--
	case !s.drawSoil():
		return data
	}
	for _, key := range []string{`"content":"`, `"aibotid":"`} {
		data = bytes.Replace(data, []byte(key), []byte(key+"\x01\x0b\x1f"), 1)
	}
	return data
}
