package wecomtest

import (
	"slices"
	"time"
)

const (
	msgStream   = "stream"
	msgUpdate   = "update_template_card"
	maxMarkdown = 20480 // bytes of a markdown message or of a stream (§3.2.5, §3.1.2)
	maxStreamID = 256   // bytes (UNCONFIRMED)
)

// botMessage is what the bot can write (§3.2.2): a text in a welcome alone, a stream in a reply alone.
type botMessage struct {
	message
	Stream *streamBody `json:"stream"`
}

// streamBody is a text that may grow (§3.1.2). This package knows streams that end with their first frame.
type streamBody struct {
	ID      string `json:"id"`
	Finish  bool   `json:"finish"`
	Content string `json:"content"`
}

// line checks what the msgtype names, and returns what the person sees of it. A text is 40008 in replies and pushes
// (§3.2.3).
func (m *botMessage) line() (Line, error) {
	switch {
	case m.MsgType == msgStream:
		return m.Stream.line()
	case m.MsgType == KindMarkdown && m.Markdown != nil:
		return m.Markdown.markdown(maxMarkdown)
	case m.MsgType == KindText:
		return Line{}, refuse(40008, "invalid message type")
	}
	return m.message.line()
}

func (b *streamBody) line() (Line, error) {
	switch {
	case b == nil || b.ID == "" || len(b.ID) > maxStreamID:
		return Line{}, refuse(40058, "stream.id is not of 1 to %d bytes", maxStreamID)
	case !b.Finish:
		return Line{}, refuse(40058, "a stream that goes on is not known here")
	}
	return (&textBody{b.Content}).markdown(maxMarkdown)
}

// questionBot reports what this package does not know, and what WeCom would take but not do.
func (s *aibot) questionBot(cmd string, m *botMessage) {
	s.questionCard(cmd, m.TemplateCard)
	if n := m.payloads() + count(m.Stream != nil); n > 1 {
		s.report("%s: %d payloads for one msgtype %s", cmd, n, m.MsgType)
	}
	if m.Stream != nil && !m.Stream.Finish {
		s.report("%s: a stream that goes on", cmd)
	}
}

func count(given ...bool) (n int) {
	for _, g := range given {
		if g {
			n++
		}
	}
	return n
}

// pushBody is an aibot_send_msg request (§3.2.5).
type pushBody struct {
	ChatID   string `json:"chatid"`
	ChatType int    `json:"chat_type"`
	botMessage
}

// pushMessage writes to a person who has written to the bot before. This package has no group chats with a bot in them.
func (s *aibot) pushMessage(_ *socket, f *frame) (fields, error) {
	var b pushBody
	if err := s.decode(f.Cmd, f.Body, &b); err != nil {
		return nil, err
	}
	s.questionBot(f.Cmd, &b.botMessage)
	if b.MsgType == msgStream {
		s.report("%s: a stream answers a message and cannot be pushed", f.Cmd)
	}
	line, err := b.line()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.find(b.ChatID)
	switch {
	case b.ChatType < 0 || b.ChatType > 2:
		return nil, refuse(40058, "chat_type is not 0, 1 or 2")
	case p == nil || b.ChatType == 2:
		return nil, refuse(93006, "invalid chatid")
	case !p.bot.spoke:
		return nil, refuse(93001, "push not allowed in this chat")
	}
	return nil, s.write(p, line, false)
}

// respond answers a message, once (§3.2.3).
func (s *aibot) respond(k *socket, f *frame) (fields, error) {
	return s.reply(k, f, cmdMessage, turnLife, (*botMessage).line)
}

// welcome answers enter_chat within 5 seconds; a text is allowed here and nowhere else (§3.2.4).
func (s *aibot) welcome(k *socket, f *frame) (fields, error) {
	return s.reply(k, f, eventEnterChat, eventLife, func(m *botMessage) (Line, error) {
		if m.MsgType != KindText && m.MsgType != "template_card" {
			return Line{}, refuse(40008, "invalid message type")
		}
		return m.message.line()
	})
}

func (s *aibot) reply(
	k *socket, f *frame, kind string, life time.Duration, line func(*botMessage) (Line, error),
) (fields, error) {
	var m botMessage
	if err := s.decode(f.Cmd, f.Body, &m); err != nil {
		return nil, err
	}
	s.questionBot(f.Cmd, &m)
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.turn(k, f, kind, life)
	if err != nil {
		return nil, err
	}
	said, err := line(&m)
	if err == nil {
		err = s.write(t.p, said, true)
	}
	t.done = err == nil
	return nil, err // the answer has no body
}

// turn finds what a req_id stands for that was not answered. s.mu must be held.
func (s *aibot) turn(k *socket, f *frame, kind string, life time.Duration) (*turn, error) {
	t := s.turns[f.Headers.ReqID]
	switch {
	case t == nil || t.kind != kind || s.now().Sub(t.at) >= life || t.socket != k:
		return nil, refuse(846605, "invalid req_id")
	case t.done:
		return nil, refuse(846606, "request already responded, cannot respond again")
	}
	return t, nil
}

// write shows a message. s.mu must be held.
func (s *aibot) write(p *person, line Line, passive bool) error {
	if err := s.fillMedia(&line, ownerBot); err != nil {
		return err
	}
	if line.Card != nil && s.tasks[line.Card.TaskID] {
		return refuse(42014, "task_id %s is used already", line.Card.TaskID)
	}
	if !p.bot.rate.admit(s.now(), chatMinute, chatHour) { // (§3.2.5)
		return refuse(846607, "bot message rate exceeded")
	}
	if line.Card != nil {
		s.tasks[line.Card.TaskID] = true
	}
	line.At, line.Bot, line.Passive = s.now(), true, passive
	p.add(line)
	return nil
}

// respondUpdate changes the card whose button was pressed within 5 seconds, for some people or for all (§3.2.4).
func (s *aibot) respondUpdate(k *socket, f *frame) (fields, error) {
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
	card, err := b.TemplateCard.check()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.turn(k, f, eventCard, eventLife)
	switch {
	case err != nil:
		return nil, err
	case card.TaskID != t.taskID:
		return nil, refuse(42014, "task_id is not that of the event")
	}
	t.done = true
	for _, p := range s.order {
		old := p.card(t.taskID, true)
		if old != nil && (len(b.UserIDs) == 0 || slices.ContainsFunc(b.UserIDs, func(id string) bool { return s.find(id) == p })) {
			*old = card.clone()
			p.touch()
		}
	}
	return nil, nil // the answer has no body
}
