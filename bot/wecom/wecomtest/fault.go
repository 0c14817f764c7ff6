package wecomtest

// faults are orders to fail, each used up by one call.
type faults struct {
	codes       []int // errcodes for API calls
	tokenCodes  []int // errcodes for gettoken
	breakBefore int
	breakAfter  int
}

// FailNext makes the next API calls, gettoken left out, answer this errcode and do nothing. Orders queue up.
// A code from 400 to 599 is an HTTP status with an empty body, as a gateway before WeCom would answer.
func (s *Server) FailNext(code, times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range times {
		s.faults.codes = append(s.faults.codes, code)
	}
}

// FailTokens is FailNext for gettoken.
func (s *Server) FailTokens(code, times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range times {
		s.faults.tokenCodes = append(s.faults.tokenCodes, code)
	}
}

// BreakNext makes the next n API calls, gettoken left out, take effect and then close the connection without an answer:
// the caller cannot know that its message was sent.
func (s *Server) BreakNext(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.breakAfter += n
}

// BreakBefore makes the next n API calls, gettoken left out, close the connection without taking effect.
func (s *Server) BreakBefore(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.breakBefore += n
}

// ClearFaults forgets the orders that no call has used up.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = faults{}
}

// Calls counts the requests to a path such as "/cgi-bin/gettoken", failed ones included.
func (s *Server) Calls(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[path]
}

// plan is what is to happen to one call.
type plan struct {
	code        int
	fail        bool
	breakBefore bool
	breakAfter  bool
}

// planCall counts a call and takes the orders for it.
func (s *Server) planCall(path string) plan {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[path]++
	f := &s.faults
	queue := &f.codes
	if path == pathToken {
		queue = &f.tokenCodes
	}
	if len(*queue) > 0 {
		code := (*queue)[0]
		*queue = (*queue)[1:]
		return plan{code: code, fail: true}
	}
	if path == pathToken {
		return plan{}
	}
	if f.breakBefore > 0 {
		f.breakBefore--
		return plan{breakBefore: true}
	}
	if f.breakAfter > 0 {
		f.breakAfter--
		return plan{breakAfter: true}
	}
	return plan{}
}
