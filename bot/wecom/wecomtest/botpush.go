package wecomtest

// pushBody is an aibot_send_msg request (§3.2.5).
type pushBody struct {
	ChatID   string `json:"chatid"`
	ChatType int    `json:"chat_type"`
	botMessage
}

// pushMessage writes to a person who has written to the bot before. This package has no group chats with a bot in them.
func (s *Server) pushMessage(_ *socket, f *frame) (fields, error) {
	var b pushBody
	if err := s.decode(f.Cmd, f.Body, &b); err != nil {
		return nil, err
	}
	s.questionBot(f.Cmd, &b.botMessage)
	if b.MsgType == msgStream || b.MsgType == msgStreamCard {
		s.report("%s: a stream answers a message and cannot be pushed", f.Cmd)
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
	return nil, s.write(p, &b.botMessage, false)
}
