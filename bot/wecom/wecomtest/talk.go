package wecomtest

import (
	"context"
	"fmt"
)

// Talk returns a person's chat so far, oldest line first: what the person said and pressed, and what the bot sent by the
// API or as a passive reply. It is a copy. A stranger has none.
func (s *Server) Talk(user string) []Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.find(user)
	if p == nil {
		return nil
	}
	return p.copyLines()
}

// Wait returns the person's chat as soon as it has more than after lines.
func (s *Server) Wait(ctx context.Context, user string, after int) ([]Line, error) {
	lines, _, err := s.await(ctx, user, func(p *person) bool { return len(p.lines) > after })
	return lines, err
}

// Watch returns the person's chat and its version as soon as the version is greater than the given one. The version grows
// with every line and with every change of a card; a chat nobody has touched has version 0.
func (s *Server) Watch(ctx context.Context, user string, version int) ([]Line, int, error) {
	return s.await(ctx, user, func(p *person) bool { return p.version > version })
}

// GroupTalk returns what the group's robot has written, oldest line first.
func (s *Server) GroupTalk() []Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.group.copyLines()
}

// WatchGroup is Watch for the group.
func (s *Server) WatchGroup(ctx context.Context, version int) ([]Line, int, error) {
	return s.awaitPerson(ctx, s.group, func(p *person) bool { return p.version > version })
}

func (s *Server) await(ctx context.Context, user string, ready func(*person) bool) ([]Line, int, error) {
	s.mu.Lock()
	p := s.find(user)
	s.mu.Unlock()
	if p == nil {
		return nil, 0, errStranger(user)
	}
	return s.awaitPerson(ctx, p, ready)
}

func (s *Server) awaitPerson(ctx context.Context, p *person, ready func(*person) bool) ([]Line, int, error) {
	for {
		s.mu.Lock()
		changed := p.changed
		if ready(p) {
			lines, version := p.copyLines(), p.version
			s.mu.Unlock()
			return lines, version, nil
		}
		s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, 0, fmt.Errorf("wecomtest: waiting for the chat of %q: %w", p.ID, ctx.Err())
		case <-s.closing.Done():
			return nil, 0, errClosed()
		}
	}
}

func (p *person) copyLines() []Line {
	lines := make([]Line, len(p.lines))
	for i, l := range p.lines {
		lines[i] = l.clone()
	}
	return lines
}

func errStranger(user string) error {
	return fmt.Errorf("wecomtest: no user %q", user)
}
