package wecomtest

import (
	"fmt"
	"slices"
	"sync"
)

type reports struct {
	tell func(format string, args ...any)

	mu   sync.Mutex
	list []string
}

// Reports are all reports so far, oldest first. A bot that speaks WeCom correctly causes none.
func (s *Server) Reports() []string {
	s.reports.mu.Lock()
	defer s.reports.mu.Unlock()
	return slices.Clone(s.reports.list)
}

// report must not be called with s.mu held, since Options.Report may call the Server.
func (s *Server) report(format string, args ...any) {
	s.reports.mu.Lock()
	s.reports.list = append(s.reports.list, fmt.Sprintf(format, args...))
	s.reports.mu.Unlock()
	if s.reports.tell != nil {
		s.reports.tell(format, args...)
	}
}
