package wecomtest

const eventEnterChat = "enter_chat" // of the long connection, as template_card_event is (§3.2.4)

// BotEnter lets a person open the chat with the bot: enter_chat, the first time on each day of Options.Now. Later on that
// day, and while the bot is away, the bot hears nothing, and the event is not made up for (§3.0).
func (s *Server) BotEnter(user string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.find(user)
	if p == nil {
		return errStranger(user)
	}
	today := s.now().Format("2006-01-02")
	if p.bot.entered == today {
		return nil
	}
	p.bot.entered = today
	s.addOwn(p, Line{Kind: KindEvent, Text: eventEnterChat})
	return s.happened(turn{kind: eventEnterChat, p: p}, nil)
}

// BotClick is Click for a card of the bot.
func (s *Server) BotClick(user, taskID, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, button, err := s.press(user, taskID, key, true)
	if err != nil {
		return err
	}
	s.addOwn(p, Line{Kind: KindPress, Text: button})
	return s.happened(turn{kind: eventCard, p: p, taskID: taskID}, fields{"card_type": cardButtons, "event_key": key, "task_id": taskID})
}

// happened delivers an event, its details under its own name (§3.0). s.mu must be held.
func (s *Server) happened(t turn, details fields) error {
	event := fields{"eventtype": t.kind}
	if details != nil {
		event[t.kind] = details
	}
	return s.tell(&tidings{cmd: cmdEvent, turn: t, body: fields{
		"msgid": s.ids.make("botevent"), "create_time": s.now().Unix(), "aibotid": s.opts.BotID, "chattype": "single",
		"from": fields{"userid": t.p.ID}, "msgtype": "event", "event": event,
	}})
}
