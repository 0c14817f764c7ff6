package wecomtest

import (
	"context"
	"fmt"
	"time"
)

// Talk returns a person's chat so far, oldest line first: what the person said and pressed, and what the bot sent by the
// API or as a passive reply. It is a copy. A stranger has none.
func (s *corp) Talk(user string) []Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.find(user)
	if p == nil {
		return nil
	}
	return p.copyLines()
}

// Wait returns the person's chat as soon as it has more than after lines.
func (s *corp) Wait(ctx context.Context, user string, after int) ([]Line, error) {
	lines, _, err := s.await(ctx, user, func(p *person) bool { return len(p.lines) > after })
	return lines, err
}

// Watch returns the person's chat and its version as soon as the version is greater than the given one. The version grows
// with every line and with every change of a card; a chat nobody has touched has version 0.
func (s *corp) Watch(ctx context.Context, user string, version int) ([]Line, int, error) {
	return s.await(ctx, user, func(p *person) bool { return p.version > version })
}

// GroupTalk returns what the group's robot has written, oldest line first.
func (s *corp) GroupTalk() []Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.group.copyLines()
}

// WatchGroup is Watch for the group.
func (s *corp) WatchGroup(ctx context.Context, version int) ([]Line, int, error) {
	return s.awaitPerson(ctx, s.group, func(p *person) bool { return p.version > version })
}

func (s *corp) await(ctx context.Context, user string, ready func(*person) bool) ([]Line, int, error) {
	s.mu.Lock()
	p := s.find(user)
	s.mu.Unlock()
	if p == nil {
		return nil, 0, errStranger(user)
	}
	return s.awaitPerson(ctx, p, ready)
}

func (s *corp) awaitPerson(ctx context.Context, p *person, ready func(*person) bool) ([]Line, int, error) {
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

const recallLife = 24 * time.Hour // (§1.5)

// getAgent tells what the app's administrator has set (§1.8).
func (s *Server) getAgent(c *call) (fields, error) {
	if err := s.menuAgent(c); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	users := make([]fields, len(s.order))
	for i, p := range s.order {
		users[i] = fields{"userid": p.ID}
	}
	return fields{
		"agentid": s.opts.AgentID, "name": "安委助手", "square_logo_url": "", "description": "", "close": 0,
		"allow_userinfos": fields{"user": users}, "allow_partys": fields{"partyid": []int{}},
		"allow_tags": fields{"tagid": []int{}}, "redirect_domain": "", "report_location_flag": 0, "isreportenter": 0,
		"home_url": "",
	}, nil
}

// recall takes a message back from everyone who got it, within 24 hours (§1.5). The errcodes are UNCONFIRMED.
func (s *Server) recall(c *call) (fields, error) {
	var b struct {
		MsgID string `json:"msgid"`
	}
	if _, err := s.readJSON(c, &b); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, send := range s.sends {
		if send.MsgID != b.MsgID || b.MsgID == "" {
			continue
		}
		if s.now().Sub(send.At) >= recallLife {
			return nil, refuse(40058, "msgid is older than 24 hours")
		}
		for _, p := range s.order {
			p.recall(b.MsgID)
		}
		return nil, nil // the answer has no fields of its own
	}
	return nil, refuse(40058, "invalid msgid")
}

// recall empties the line; it stays where it stood.
func (p *person) recall(msgID string) {
	for i, l := range p.lines {
		if l.msgID == msgID && !l.Recalled {
			p.lines[i] = Line{Seq: l.Seq, At: l.At, Kind: l.Kind, Recalled: true, msgID: l.msgID}
			p.touch()
		}
	}
}
