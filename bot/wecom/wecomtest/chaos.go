package wecomtest

import (
	"math/rand/v2"
	"time"
)

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
