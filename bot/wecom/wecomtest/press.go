package wecomtest

import (
	"context"
	"fmt"
	"slices"
)

// The events this package delivers (§2.7).
const (
	eventCard      = "template_card_event"
	eventCardMenu  = "template_card_menu_event"
	eventClick     = "click"
	eventEnter     = "enter_agent"
	eventSubscribe = "subscribe"
)

// Click lets a person press a button of the newest card with this task id in their chat, or an entry of the menu at its
// corner. The event carries a fresh response code (§1.4, §2.7). It is an error, and nothing is delivered, when there is no
// such card, when it has no such button that calls back, or when its buttons are grey.
func (s *Server) Click(ctx context.Context, user, taskID, key string) error {
	return s.Choose(ctx, user, taskID, key, nil)
}

// Choose lets a person answer the questions of a card, by question key, and press a button. Questions that are left out
// are answered as the card shows them. It is an error, besides those of Click, when a question or an option is not on the
// card, or when one gets too many answers.
func (s *Server) Choose(ctx context.Context, user, taskID, key string, answers map[string][]string) error {
	s.mu.Lock()
	d, err := s.click(user, taskID, key, answers)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	return s.deliver(ctx, d, s.opts.Retries)
}

func (s *Server) click(user, taskID, key string, answers map[string][]string) (*delivery, error) {
	p, got, err := s.press(user, taskID, key, answers, false)
	if err != nil {
		return nil, err
	}
	extra := []element{
		text("Event", got.event), text("EventKey", key), text("TaskId", taskID), text("CardType", got.card.Type),
		text("ResponseCode", s.newCode(taskID)),
	}
	if len(got.chosen) > 0 {
		extra = append(extra, selectedItems(got.chosen))
	}
	return s.start(p, Line{Kind: KindPress, Text: got.text}, &delivery{event: got.event, taskID: taskID}, "event", extra), nil
}

// pressed is a press of a button on a card.
type pressed struct {
	card   *Card
	event  string
	text   string // what stands on the button
	chosen []Select
}

// press finds the button and marks the options that are chosen. s.mu must be held.
func (s *Server) press(user, taskID, key string, answers map[string][]string, bot bool) (*person, pressed, error) {
	p := s.find(user)
	if p == nil {
		return nil, pressed{}, errStranger(user)
	}
	card := p.card(taskID, bot)
	if card == nil {
		return nil, pressed{}, fmt.Errorf("wecomtest: %s has no card with task id %q", user, taskID)
	}
	button, menu, ok := card.button(key)
	switch {
	case !ok:
		return nil, pressed{}, fmt.Errorf("wecomtest: card %q of %s has no button with key %q", taskID, user, key)
	case card.Replaced != "" && !menu:
		return nil, pressed{}, fmt.Errorf("wecomtest: the buttons of card %q of %s are grey: %s", taskID, user, card.Replaced)
	}
	out := pressed{card: card, event: eventCard, text: button.Text}
	if menu && !bot { // the bot has one event for both (§3.0)
		out.event = eventCardMenu
	}
	if menu {
		return p, out, nil
	}
	if err := card.choose(answers); err != nil {
		return nil, pressed{}, fmt.Errorf("wecomtest: card %q of %s: %w", taskID, user, err)
	}
	for _, q := range card.Selects {
		if !q.Disabled {
			out.chosen = append(out.chosen, q)
		}
	}
	if len(answers) > 0 {
		p.touch()
	}
	return p, out, nil
}

// choose marks the options that are named, or none when one of them is not there.
func (c *Card) choose(answers map[string][]string) error {
	for key, ids := range answers {
		i := slices.IndexFunc(c.Selects, func(q Select) bool { return q.Key == key })
		switch {
		case i < 0 || c.Selects[i].Disabled:
			return fmt.Errorf("no question with key %q", key)
		case len(ids) > 1 && !c.Selects[i].Several:
			return fmt.Errorf("question %q allows one answer", key)
		}
		for _, id := range ids {
			if !slices.ContainsFunc(c.Selects[i].Options, func(o Option) bool { return o.ID == id }) {
				return fmt.Errorf("question %q has no option %q", key, id)
			}
		}
	}
	for i, q := range c.Selects {
		ids, ok := answers[q.Key]
		for j := range q.Options {
			if ok {
				c.Selects[i].Options[j].Chosen = slices.Contains(ids, q.Options[j].ID)
			}
		}
	}
	return nil
}

// selectedItems is how a callback writes the answers (§2.7).
func selectedItems(questions []Select) element {
	items := make([]element, 0, len(questions))
	for _, q := range questions {
		var ids []element
		for _, o := range q.Options {
			if o.Chosen {
				ids = append(ids, text("OptionId", o.ID))
			}
		}
		items = append(items, group("SelectedItem", text("QuestionKey", q.Key), group("OptionIds", ids...)))
	}
	return group("SelectedItems", items...)
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

// Subscribe tells the app that a person has come into its visible range: event subscribe.
func (s *Server) Subscribe(ctx context.Context, user string) error {
	return s.happen(ctx, user, Line{Kind: KindEvent, Text: eventSubscribe}, eventSubscribe, "")
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
