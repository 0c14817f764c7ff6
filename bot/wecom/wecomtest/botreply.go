package wecomtest

import (
	"slices"
	"time"
)

const msgUpdate = "update_template_card"

// respond answers a message: by one stream, or once by anything else (§3.2.3). Whether the real server takes a stream and
// something else under one req_id is UNCONFIRMED; this one does not.
func (s *Server) respond(k *socket, f *frame) (fields, error) {
	var m botMessage
	if err := s.decode(f.Cmd, f.Body, &m); err != nil {
		return nil, err
	}
	s.questionBot(f.Cmd, &m)
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.turn(k, f, cmdMessage, turnLife)
	if err != nil {
		return nil, err
	}
	if m.MsgType == msgStream || m.MsgType == msgStreamCard {
		return nil, s.advance(t, &m)
	}
	if t.done || t.stream != nil {
		return nil, refuse(846606, "request already responded, cannot respond again")
	}
	if err := s.write(t.p, &m, true); err != nil {
		return nil, err
	}
	t.done = true
	return nil, nil // the answer has no body
}

// turn finds what a req_id stands for. s.mu must be held.
func (s *Server) turn(k *socket, f *frame, kind string, life time.Duration) (*turn, error) {
	t := s.bot.turns[f.Headers.ReqID]
	if t == nil || t.kind != kind || s.now().Sub(t.at) >= life || t.socket != k && !s.opts.BotTurns {
		return nil, refuse(846605, "invalid req_id")
	}
	return t, nil
}

// write shows a message that is no stream. s.mu must be held.
func (s *Server) write(p *person, m *botMessage, passive bool) error {
	line, err := m.line()
	if err != nil {
		return err
	}
	return s.writeLine(p, line, passive)
}

func (s *Server) writeLine(p *person, line Line, passive bool) error {
	if err := s.fillMedia(&line, ownerBot); err != nil {
		return err
	}
	if line.Card != nil {
		if id := line.Card.TaskID; id != "" && s.bot.tasks[id] {
			return refuse(42014, "task_id %s is used already", id)
		}
	}
	if err := s.spend(p); err != nil {
		return err
	}
	if line.Card != nil && line.Card.TaskID != "" {
		s.bot.tasks[line.Card.TaskID] = true
	}
	line.At, line.Bot, line.Passive = s.now(), true, passive
	p.add(line)
	return nil
}

// spend counts one frame against the rate of a chat (§3.2.5). s.mu must be held.
func (s *Server) spend(p *person) error {
	if !p.bot.rate.admit(s.now(), chatMinute, chatHour) {
		return refuse(846607, "bot message rate exceeded")
	}
	return nil
}

// welcome answers enter_chat within 5 seconds; a text is allowed here and nowhere else (§3.2.4).
func (s *Server) welcome(k *socket, f *frame) (fields, error) {
	var m botMessage
	if err := s.decode(f.Cmd, f.Body, &m); err != nil {
		return nil, err
	}
	s.questionBot(f.Cmd, &m)
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.turn(k, f, eventEnterChat, eventLife)
	switch {
	case err != nil:
		return nil, err
	case t.done:
		return nil, refuse(846606, "request already responded, cannot respond again")
	}
	var line Line
	switch {
	case m.MsgType == KindText && m.Text != nil:
		line, err = m.Text.line()
	case m.MsgType == "template_card" && m.TemplateCard != nil:
		line, err = m.line()
	default:
		err = refuse(40008, "invalid message type")
	}
	if err != nil {
		return nil, err
	}
	if err := s.writeLine(t.p, line, true); err != nil {
		return nil, err
	}
	t.done = true
	return nil, nil // the answer has no body
}

// respondUpdate changes the card whose button was pressed within 5 seconds, for some people or for all (§3.2.4).
func (s *Server) respondUpdate(k *socket, f *frame) (fields, error) {
	var b struct {
		Type         string        `json:"response_type"`
		UserIDs      []string      `json:"userids"`
		TemplateCard *templateCard `json:"template_card"`
	}
	if err := s.decode(f.Cmd, f.Body, &b); err != nil {
		return nil, err
	}
	s.questionCard(f.Cmd, b.TemplateCard)
	if b.Type != msgUpdate || b.TemplateCard == nil {
		return nil, refuse(40058, "response_type is not %s, or template_card is missing", msgUpdate)
	}
	card, err := b.TemplateCard.check(rules{bot: true})
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.turn(k, f, eventCard, eventLife)
	switch {
	case err != nil:
		return nil, err
	case t.done:
		return nil, refuse(846606, "request already responded, cannot respond again")
	case b.TemplateCard.TaskID != t.taskID:
		return nil, refuse(42014, "task_id is not that of the event")
	}
	t.done = true
	for _, p := range s.order {
		if len(b.UserIDs) == 0 || slices.ContainsFunc(b.UserIDs, func(id string) bool { return s.find(id) == p }) {
			change{card: card}.apply(p, t.taskID, true)
		}
	}
	return nil, nil // the answer has no body
}
