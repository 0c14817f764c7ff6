package wecomtest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"anwei/bot/wecom/wecomtest/envelope"
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
func (s *callbacks) Click(ctx context.Context, user, taskID, key string) error {
	s.mu.Lock()
	p, button, err := s.press(user, taskID, key, false)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	d := s.start(p, Line{Kind: KindPress, Text: button}, &delivery{event: eventCard, taskID: taskID}, "event", []envelope.Element{
		envelope.Text("Event", eventCard), envelope.Text("EventKey", key), envelope.Text("TaskId", taskID), envelope.Text("CardType", cardButtons),
		envelope.Text("ResponseCode", s.newCode(taskID)),
	})
	s.mu.Unlock()
	return s.deliver(ctx, d, s.opts.Retries)
}

// press finds the person and what stands on the button. s.mu must be held.
func (s *corp) press(user, taskID, key string, bot bool) (*person, string, error) {
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
func (s *callbacks) MenuClick(ctx context.Context, user, key string) error {
	s.mu.Lock()
	button, ok := s.menu.click(key)
	s.mu.Unlock()
	if !ok {
		return fmt.Errorf("wecomtest: the menu has no button with key %q", key)
	}
	return s.happen(ctx, user, Line{Kind: KindPress, Text: button.Name}, eventClick, key)
}

// Enter lets a person open the chat with the app: event enter_agent.
func (s *callbacks) Enter(ctx context.Context, user string) error {
	return s.happen(ctx, user, Line{Kind: KindEvent, Text: eventEnter}, eventEnter, "")
}

// happen delivers an event that has an EventKey and nothing more. Events have no MsgId (§2.7).
func (s *callbacks) happen(ctx context.Context, user string, line Line, event, key string) error {
	return s.give(ctx, user, line, &delivery{event: event}, "event", func() []envelope.Element {
		return []envelope.Element{envelope.Text("Event", event), envelope.Text("EventKey", key)}
	})
}

// give delivers what a person does; extra is called under the lock.
func (s *callbacks) give(ctx context.Context, user string, line Line, d *delivery, msgType string, extra func() []envelope.Element) error {
	s.mu.Lock()
	p := s.find(user)
	if p == nil {
		s.mu.Unlock()
		return errStranger(user)
	}
	s.start(p, line, d, msgType, extra())
	s.mu.Unlock()
	return s.deliver(ctx, d, s.opts.Retries)
}

// SetCallback sets the URL that callbacks are POSTed to, from the next attempt on. It may carry a query.
func (s *callbacks) SetCallback(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.callback = url
}

// Say lets a person write a text, and returns when the bot has accepted it with HTTP 200: the bot's passive reply, if any,
// is then in the chat. On a timeout, a network error and any other status the callback is sent again with the same MsgId
// (§2.5); the error says why the last attempt failed. Callbacks of one person are delivered in the order of the calls,
// those of different persons concurrently.
func (s *callbacks) Say(ctx context.Context, user, words string) error {
	return s.message(ctx, user, Line{Kind: KindText, Text: words}, envelope.Text("Content", words))
}

// SendImage lets a person send a picture. Its bytes are not looked at.
func (s *callbacks) SendImage(ctx context.Context, user, name string, data []byte) error {
	m := s.keepSent(KindImage, name, data)
	line := Line{Kind: KindImage, File: name, MediaID: m.ID}
	return s.message(ctx, user, line, envelope.Text("PicUrl", s.url+pathPictures+m.ID), envelope.Text("MediaId", m.ID))
}

// SendFile lets a person send a file. That WeCom delivers files to an app at all, and MsgType file, is UNCONFIRMED (§2.6).
func (s *callbacks) SendFile(ctx context.Context, user, name string, data []byte) error {
	m := s.keepSent(KindFile, name, data)
	return s.message(ctx, user, Line{Kind: KindFile, File: name, MediaID: m.ID}, envelope.Text("MediaId", m.ID), envelope.Text("FileName", name))
}

func (s *files) keepSent(kind, name string, data []byte) *Media {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keep(Media{Type: kind, Name: name, ContentType: contentType(name, data), Data: slices.Clone(data)})
}

// message delivers an ordinary message, which has a MsgId.
func (s *callbacks) message(ctx context.Context, user string, line Line, extra ...envelope.Element) error {
	return s.give(ctx, user, line, &delivery{}, line.Kind, func() []envelope.Element {
		return append(extra, envelope.Number("MsgId", s.ids.message()))
	})
}

// start writes the person's line and the callback's plaintext, and queues it. s.mu must be held.
func (s *callbacks) start(p *person, line Line, d *delivery, msgType string, extra []envelope.Element) *delivery {
	line.FromUser, line.At = true, s.now()
	elements := slices.Concat([]envelope.Element{
		envelope.Text("ToUserName", s.opts.CorpID), envelope.Text("FromUserName", p.ID),
		envelope.Number("CreateTime", line.At.Unix()), envelope.Text("MsgType", msgType),
	}, extra, []envelope.Element{envelope.Number("AgentID", int64(s.opts.AgentID))})
	d.plain = envelope.Document(s.plains, elements)
	s.plains++
	p.add(line)
	return s.queue(p, d)
}

// Redeliver delivers the callback started last once more, whoever it came from: the same plaintext and so the same MsgId,
// in a fresh envelope, once. A passive reply is shown as any other, so the chat then has it twice.
func (s *callbacks) Redeliver(ctx context.Context) error {
	s.mu.Lock()
	if s.last == nil {
		s.mu.Unlock()
		return errors.New("wecomtest: there is no callback to deliver again")
	}
	again := *s.last
	d := s.queue(s.find(again.user), &again)
	s.mu.Unlock()
	return s.deliver(ctx, d, 0)
}

// VerifyURL does what the console does when an administrator saves the callback URL: GET with an echostr, whose plaintext
// must come back exactly, and within one second (§2.1). A shorter Options.CallbackTimeout holds here too.
func (s *callbacks) VerifyURL(ctx context.Context) error {
	if !s.begin() {
		return errClosed()
	}
	defer s.end()
	ctx, cancel := s.bound(ctx)
	defer cancel()
	want := digits(19)
	if err := s.verify(ctx, want); err != nil {
		return fmt.Errorf("wecomtest: openapi回调地址请求不通过: %w", err)
	}
	return nil
}
