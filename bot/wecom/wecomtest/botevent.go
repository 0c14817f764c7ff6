package wecomtest

import (
	"fmt"
	"strconv"
)

// The events of the long connection, besides template_card_event (§3.2.4).
const (
	eventEnterChat = "enter_chat"
	eventFeedback  = "feedback_event"
)

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
	return s.BotChoose(user, taskID, key, nil)
}

// BotChoose is Choose for a card of the bot.
func (s *Server) BotChoose(user, taskID, key string, answers map[string][]string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, got, err := s.press(user, taskID, key, answers, true)
	if err != nil {
		return err
	}
	details := fields{"card_type": got.card.Type, "event_key": key, "task_id": taskID}
	if len(got.chosen) > 0 {
		var items []fields
		for _, q := range got.chosen {
			ids := []string{}
			for _, o := range q.Options {
				if o.Chosen {
					ids = append(ids, o.ID)
				}
			}
			items = append(items, fields{"question_key": q.Key, "option_ids": fields{"option_id": ids}})
		}
		details["selected_items"] = fields{"selected_item": items}
	}
	s.addOwn(p, Line{Kind: KindPress, Text: got.text})
	return s.happened(turn{kind: eventCard, p: p, taskID: taskID}, details)
}

// The kinds of a rating (§3.0).
const (
	RatingGood = 1
	RatingBad  = 2
	RatingNone = 3 // the person takes an earlier rating back
)

// BotRate lets a person rate the line that the bot has given this feedback id.
func (s *Server) BotRate(user, id string, rating int, words string, reasons ...int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.find(user)
	if p == nil {
		return errStranger(user)
	}
	if !p.rateable(id) {
		return fmt.Errorf("wecomtest: %s has no line with feedback id %q", user, id)
	}
	s.addOwn(p, Line{Kind: KindEvent, Text: eventFeedback + " " + strconv.Itoa(rating)})
	return s.happened(turn{kind: eventFeedback, p: p}, fields{
		"id": id, "type": rating, "content": words, "inaccurate_reason_list": append([]int{}, reasons...),
	})
}

func (p *person) rateable(id string) bool {
	for _, l := range p.lines {
		if id != "" && l.Feedback == id {
			return true
		}
	}
	return false
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
