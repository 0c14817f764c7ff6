package longlink

import (
	"context"
	"errors"
	"sync"
	"time"

	"anwei"
	"anwei/bot/wecom"
)

// reconnectWait is how long a message waits for a new connection when the one at
// hand has turned out to be dead.
const reconnectWait = 15 * time.Second

// maxPushes is how many people the same is sent to at once.
const maxPushes = 8

// pushBody is the body of aibot_send_msg (§3.2.5).
type pushBody struct {
	ChatID   string           `json:"chatid"`
	ChatType int              `json:"chat_type"`
	MsgType  string           `json:"msgtype"`
	Markdown *wecom.TextBody  `json:"markdown,omitempty"`
	Card     *wecom.CardBody  `json:"template_card,omitempty"`
	File     *wecom.MediaBody `json:"file,omitempty"`
	Image    *wecom.MediaBody `json:"image,omitempty"`
}

// singleChat keeps WeCom from looking for a group of that name first (§3.2.5).
const singleChat = 1

func push(to anwei.PersonID, markdown string) *pushBody {
	return &pushBody{ChatID: string(to), ChatType: singleChat, MsgType: "markdown", Markdown: &wecom.TextBody{Content: markdown}}
}

// Send pushes a text, a card, or the file that o orders, to a person who has
// written to the bot before; WeCom refuses others. A text that is too long goes
// out in several messages. WeCom gives no message id here; what is returned is
// the id of the last request, as it stands in WeCom's view of the connection.
//
// Where there is no connection the error is temporary, and nothing was sent.
func (s *Socket) Send(ctx context.Context, o anwei.Outgoing, file *anwei.File) (string, error) {
	if !wecom.IsUserID(string(o.To)) {
		return "", wecom.Declined(cmdPush, "the receiver is no userid")
	}
	bodies, err := s.compose(ctx, o, file)
	if err != nil {
		return "", err
	}
	return s.deliver(ctx, o, bodies)
}

// sendAll sends the same to many people, and returns by person why somebody was
// not reached. A file is uploaded once. The first of them shows whether the connection
// carries anything: of what is on its way when one breaks nobody knows whether it arrived.
func (s *Socket) sendAll(
	ctx context.Context, to []anwei.PersonID, o anwei.Outgoing, file *anwei.File,
) (refused map[anwei.PersonID]error) {
	refused = make(map[anwei.PersonID]error)
	bodies, err := s.compose(ctx, o, file)
	var mu sync.Mutex
	var sending sync.WaitGroup
	room := make(chan struct{}, maxPushes)
	for i, p := range to {
		room <- struct{}{}
		sending.Go(func() {
			defer func() { <-room }()
			mine := o
			mine.To = p
			no := err
			switch {
			case no != nil:
			case !wecom.IsUserID(string(p)):
				no = wecom.Declined(cmdPush, "the receiver is no userid")
			default:
				_, no = s.deliver(ctx, mine, bodies)
			}
			mu.Lock()
			defer mu.Unlock()
			if no != nil {
				refused[p] = no
			}
		})
		if i > 0 {
			continue
		}
		sending.Wait()
		if e, _ := errors.AsType[*wecom.Error](refused[p]); e != nil && e.Away() {
			err = e
		}
	}
	sending.Wait()
	return refused
}

// compose makes the messages of o, but for the receiver.
func (s *Socket) compose(ctx context.Context, o anwei.Outgoing, file *anwei.File) ([]pushBody, error) {
	body := pushBody{ChatType: singleChat}
	var content string
	switch says := o.Content.(type) {
	case anwei.Order:
		if file == nil {
			return nil, wecom.Declined(cmdPush, "the file that was ordered is missing")
		}
		body.MsgType = wecom.PictureOrFile(file, maxImage)
		media, err := s.upload(ctx, body.MsgType, file)
		if err != nil {
			return nil, err
		}
		if body.MsgType == wecom.MediaImage {
			body.Image = &wecom.MediaBody{MediaID: media}
		} else {
			body.File = &wecom.MediaBody{MediaID: media}
		}
		return []pushBody{body}, nil
	case *anwei.Card:
		card, err := newBotCard(says)
		if err != nil {
			return nil, err
		}
		body.MsgType, body.Card = "template_card", card
		return []pushBody{body}, nil
	case anwei.PlainText:
		content = asMarkdown(wecom.AsText(string(says)))
	case nil, anwei.Reminder, anwei.Bulletin, anwei.Recall: // what is made of them is sent
	}
	if content == "" {
		return nil, wecom.Declined(cmdPush, "the message is empty")
	}
	var bodies []pushBody
	body.MsgType = "markdown"
	for _, part := range wecom.SplitText(content, maxMarkdown) {
		body.Markdown = &wecom.TextBody{Content: part}
		bodies = append(bodies, body)
	}
	return bodies, nil
}

// deliver pushes the messages of o to its receiver, one after the other.
func (s *Socket) deliver(ctx context.Context, o anwei.Outgoing, bodies []pushBody) (id string, err error) {
	for _, body := range bodies {
		body.ChatID = string(o.To)
		if body.Card != nil {
			card := *body.Card
			card.TaskID = botTaskID(o)
			body.Card = &card
		}
		id, err = s.push(ctx, &body)
		// The task id is this message's alone. That it was used means that the card
		// is there, and that we did not hear of it.
		if e, ok := errors.AsType[*wecom.Error](err); ok && body.Card != nil && e.Code == codeUsedTask {
			s.log.InfoContext(ctx, "card had been delivered already", "seq", o.Seq)
			id, err = body.Card.TaskID, nil
		}
		if err != nil {
			return "", err
		}
	}
	return id, nil
}

func (s *Socket) push(ctx context.Context, body *pushBody) (id string, err error) {
	err = s.byLink(ctx, cmdPush, func(l *link) error {
		id, _, err = l.ask(ctx, pushWait, cmdPush, body)
		return err
	})
	return id, err
}

// byLink makes requests by the link at hand. Where WeCom does not know the link
// for subscribed any more, which an open connection does not show (§3.2.8), they
// are made again by a new one.
func (s *Socket) byLink(ctx context.Context, cmd string, do func(*link) error) error {
	l, err := s.current(ctx, cmd, 0)
	if err != nil {
		return err
	}
	err = do(l)
	if !s.resubscribe(l, err) {
		return err
	}
	if l, err = s.current(ctx, cmd, reconnectWait); err != nil {
		return err
	}
	return do(l)
}

// resubscribe ends a link that WeCom does not know for subscribed, so that Run
// makes another. It reports whether the error says so.
func (s *Socket) resubscribe(l *link, err error) bool {
	e, ok := errors.AsType[*wecom.Error](err)
	if !ok || e.Code != codeNotSubscribed {
		return false
	}
	s.retract(l)
	l.end(err)
	return true
}
