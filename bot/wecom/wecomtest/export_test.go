package wecomtest

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

// Hear carries out one frame as if a connection, subscribed or not, had written it, and returns what is written back.
func (s *Server) Hear(subscribed bool, data []byte) [][]byte {
	k := &socket{ip: "127.0.0.1", cut: func() {}, out: make(chan outgoing, maxQueue)}
	k.idle = time.AfterFunc(time.Hour, k.cut)
	defer k.idle.Stop()
	if subscribed {
		s.mu.Lock()
		s.set(k)
		s.mu.Unlock()
	}
	s.hear(k, data)
	s.unsubscribe(k)
	var out [][]byte
	for len(k.out) > 0 {
		out = append(out, (<-k.out).data)
	}
	return out
}

// Send carries out a message/send request whose token is good, and returns its errcode; any other error is -1.
func (s *Server) Send(body string) int {
	r := httptest.NewRequestWithContext(s.closing, http.MethodPost, "/cgi-bin/message/send", strings.NewReader(body))
	_, err := s.sendMessage(&call{Request: r, query: r.URL.Query()})
	var no *refusal
	switch {
	case err == nil:
		return 0
	case errors.As(err, &no):
		return no.code
	}
	return -1
}
