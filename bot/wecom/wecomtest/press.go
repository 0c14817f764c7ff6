package wecomtest

import (
	"context"
	"fmt"
)

// The events this package delivers (§2.7).
const (
	eventCard  = "template_card_event"
	eventClick = "click"
	eventEnter = "enter_agent"
)

// Click lets a person press a button of the newest card with this task id in their chat. The event carries a fresh
// response code (§1.4, §2.7). It is an error, and nothing is delivered, when there is no such card, when it has no such
// button, or when its buttons are grey.
func (s *Server) Click(ctx context.Context, user, taskID, key string) error {
	s.mu.Lock()
	p, button, err := s.press(user, taskID, key, false)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	d := s.start(p, Line{Kind: KindPress, Text: button}, &delivery{event: eventCard, taskID: taskID}, "event", []element{
		text("Event", eventCard), text("EventKey", key), text("TaskId", taskID), text("CardType", cardButtons),
		text("ResponseCode", s.newCode(taskID)),
	})
	s.mu.Unlock()
	return s.deliver(ctx, d, s.opts.Retries)
}

// press finds the person and what stands on the button. s.mu must be held.
func (s *Server) press(user, taskID, key string, bot bool) (*person, string, error) {
	p := s.find(user)
	if p == nil {
		return nil, "", errStranger(user)
	}
	card := p.card(taskID, bot)
	if card == nil {
		return nil, "", fmt.Errorf("wecomtest: %s has no card with task id %q", user, taskID)
	}
	button, ok := card.button(key)
	switch {
	case !ok:
		return nil, "", fmt.Errorf("wecomtest: card %q of %s has no button with key %q", taskID, user, key)
	case card.Replaced != "":
		return nil, "", fmt.Errorf("wecomtest: the buttons of card %q of %s are grey: %s", taskID, user, card.Replaced)
	}
	return p, button.Text, nil
}

// MenuClick lets a person press a menu button of type click. It is an error, and nothing is delivered, when the app's menu
// has none with this key.
func (s *Server) MenuClick(ctx context.Context, user, key string) error {
	s.mu.Lock()
	button, ok := s.menu.click(key)
	s.mu.Unlock()
	if !ok {
		return fmt.Errorf("wecomtest: the menu has no button with key %q", key)
	}
	return s.happen(ctx, user, Line{Kind: KindPress, Text: button.Name}, eventClick, key)
}

// Enter lets a person open the chat with the app: event enter_agent.
func (s *Server) Enter(ctx context.Context, user string) error {
	return s.happen(ctx, user, Line{Kind: KindEvent, Text: eventEnter}, eventEnter, "")
}

// happen delivers an event that has an EventKey and nothing more. Events have no MsgId (§2.7).
func (s *Server) happen(ctx context.Context, user string, line Line, event, key string) error {
	s.mu.Lock()
	p := s.find(user)
	if p == nil {
		s.mu.Unlock()
		return errStranger(user)
	}
	d := s.start(p, line, &delivery{event: event}, "event", []element{text("Event", event), text("EventKey", key)})
	s.mu.Unlock()
	return s.deliver(ctx, d, s.opts.Retries)
}
