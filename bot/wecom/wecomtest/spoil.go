package wecomtest

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"anwei/bot/wecom/wecomtest/fault"
)

// Chaos makes a share of all API calls and of all frames of the bot, from 0 to 1, go wrong in ways a client must survive:
// gateway errors, -1, 45009, tokens that have expired or were revoked, connections cut before or after the effect,
// truncated and slow answers; on the long connection also garbage, control characters, and a subscription that has ended.
// At most two calls and two frames in a row go wrong. The same seed deals the same faults to the same calls in the same
// order. Errors that no client can help, such as 60020 and 81013, are left to FailNext. ClearFaults, or a share of 0, ends it.
func (s *Server) Chaos(seed uint64, share float64) {
	fault.Chaos(s.Faults, rand.New(rand.NewPCG(seed, seed)), share) //nolint:gosec // chance is to be repeatable here
}

// spoil does what a fault does before the call takes effect, and is true when nothing is left to do.
func (s *Server) spoil(w http.ResponseWriter, r *http.Request, e endpoint, f fault.Fault) bool {
	switch f.Kind {
	case fault.BreakBefore:
		panic(http.ErrAbortHandler)
	case fault.Code:
		s.fail(w, r, e, f.Code)
		return true
	case fault.Hang:
		drain(w, r) // or it goes unnoticed that the caller has gone
		s.hold(r, nil)
		panic(http.ErrAbortHandler)
	case fault.Slow:
		buffer(w, r) // or it goes unnoticed that the caller has gone
		timer := time.NewTimer(f.Delay)
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
