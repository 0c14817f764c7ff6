package longlink

// wording: 经企业微信收发

import (
	"context"
	"slices"
	"time"

	"anwei/bot"
	"anwei/bot/wecom"
)

const (
	tries     = 5                // of the handler, with 1, 2, 4 and 8 seconds between them
	tryWithin = 10 * time.Second // for one of them

	// replyWithin is how old a message may be when it is answered under its own
	// id. The outbox sends the answer's text later than that, and the two must not
	// cross: see serve.Hold.
	replyWithin = 12 * time.Second

	// ackWithin is until when an answer may be acknowledged, by the same reckoning.
	ackWithin = 17 * time.Second

	// eventWithin is the same for an event. WeCom takes five seconds (§3.2.4).
	eventWithin = 4500 * time.Millisecond

	maxMarks   = 256  // answers that WeCom has not acknowledged yet
	maxReplied = 2048 // answers that it has, and that are remembered
)

// What a person is told when the handler could not take a message.
const (
	sorryText  = "抱歉，系统暂时繁忙，您刚才的消息没有收好，请过几分钟再发一次。"
	sorryPress = "抱歉，系统暂时繁忙，您刚才的点选没有生效，请过几分钟再点一次。"
	groupText  = "您好，我只在单聊里为您服务，群里的消息不会记录。请点开我的头像，选择“发消息”，在单聊里办理。"
)

// heard is a message with the frame that it came in.
type heard struct {
	link    *link
	reqID   string
	arrived time.Time
	answer  string   // the command that answers it
	press   botPress // of a button
	card    drawn    // the card that has the button
	group   bool     // said in a group
	message bot.Message
}

// key tells messages apart, also where WeCom gives two people the same id.
func (h heard) key() string { return h.message.ID + " " + string(h.message.From) }

// hear reads what came in. It returns false for what is no business of a talk.
func (s *Socket) hear(ctx context.Context, l *link, f frame, b *botBody) (heard, bool) {
	h := heard{link: l, reqID: f.Headers.ReqID, arrived: time.Now()}
	switch {
	case f.Cmd == cmdEvent && slices.Contains([]string{"auth_change_event", "enter_check_update", "feedback_event"}, b.Event.Type):
		return h, false // known, and no business of a talk
	case f.Cmd == cmdEvent && b.Event.Type != enterEvent && b.Event.Type != wecom.CardEvent:
		s.strange(ctx, "event", b.Event.Type)
		return h, false
	case !b.complete():
		s.log.WarnContext(ctx, "long connection: a message is incomplete", "cmd", f.Cmd)
		return h, false
	case b.group() && f.Cmd == cmdEvent:
		s.strange(ctx, "event in a group", b.Event.Type)
		return h, false
	case f.Cmd == cmdMessage:
		h.group = b.group()
		h.answer, h.message = cmdRespond, b.message(s.now())
		wecom.Unread(ctx, s.log, h.message)
	case b.Event.Type == enterEvent:
		h.answer, h.message = cmdWelcome, b.event(bot.EnterMessage, "", s.now())
	default:
		h.answer, h.press = cmdUpdate, b.Event.Press
		var key string
		key, h.card = readButton(b.Event.Press.EventKey)
		if key == "" {
			s.log.DebugContext(ctx, "button of a spent card pressed", "task_id", h.press.TaskID)
			return h, false
		}
		h.message = b.event(bot.ButtonMessage, key, s.now())
	}
	return h, true
}

// turn gives a message to the handler until it has been taken, and answers it.
func (s *Socket) turn(ctx context.Context, h heard) {
	if h.group {
		// Whoever reads the group would read the figures.
		if !s.room(h.message.From) {
			return
		}
		s.tell(ctx, h.link, cmdRespond, h.reqID, streamReply(groupText))
		return
	}
	if h.answer == cmdRespond {
		s.spoke(ctx, h.message.From, h.message.At) // it is set before Run
	}
	pause := time.Second
	for try := 1; ; try++ {
		answer, err := s.handle(ctx, h.message)
		if err == nil {
			s.respond(ctx, h, answer)
			return
		}
		s.log.ErrorContext(ctx, "message not handled", "id", h.message.ID, "try", try, "err", err)
		if try == tries || ctx.Err() != nil {
			s.apologise(ctx, h)
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause *= 2
	}
}

// handle gives a message to the handler and waits for it no longer than ten seconds.
func (s *Socket) handle(ctx context.Context, m bot.Message) (bot.Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, tryWithin)
	defer cancel()
	return wecom.Handle(ctx, s.handler, m, s.log)
}

// respond answers a message that has been handled. Whatever goes wrong from here
// on, the outbox still has the text.
func (s *Socket) respond(ctx context.Context, h heard, a bot.Answer) {
	body, text := h.reply(a)
	// A message may come twice (§3.0), and the handler then gives the same answer,
	// in case that the first was lost. It was not.
	if body == nil || s.replied.has(h.key()) {
		return
	}
	patience := eventWithin
	if h.answer == cmdRespond {
		patience = replyWithin
	}
	if time.Since(h.arrived) > patience {
		s.log.WarnContext(ctx, "message handled too late to be answered at once", "id", h.message.ID)
		return
	}
	if text && !s.room(h.message.From) { // the change of a card is no message
		s.log.InfoContext(ctx, "answer left to the outbox, as the person has had many", "id", h.message.ID)
		return
	}
	r, err := h.link.begin(h.answer, h.reqID, body)
	if err != nil {
		s.log.WarnContext(ctx, "answer not delivered", "id", h.message.ID, "err", err)
		return
	}
	s.marks.put(func() { s.mark(ctx, h, r, a, text) })
}

// mark waits for the acknowledgement of an answer, and tells the handler. It
// does not hold up the person's next message, nor what is read meanwhile.
func (s *Socket) mark(ctx context.Context, h heard, r *request, a bot.Answer, text bool) {
	patience := ackWait
	if text { // what is given up too early comes twice
		patience = max(patience, ackWithin-time.Since(h.arrived))
	}
	if _, err := r.wait(ctx, patience); err != nil {
		s.log.WarnContext(ctx, "answer not acknowledged", "id", h.message.ID, "err", err)
		s.resubscribe(h.link, err)
		return
	}
	s.replied.add(h.key())
	if text {
		s.handler.Answered(ctx, a)
	}
}

// apologise tells a person that a message was not taken. For having come in
// nobody needs an apology.
func (s *Socket) apologise(ctx context.Context, h heard) {
	switch h.answer {
	case cmdRespond:
		s.tell(ctx, h.link, cmdRespond, h.reqID, streamReply(sorryText))
	case cmdUpdate:
		s.tell(ctx, h.link, cmdPush, newReqID(cmdPush), push(h.message.From, sorryPress))
	}
}

// tell sends what is not in the outbox, once and as well as may be.
func (s *Socket) tell(ctx context.Context, l *link, cmd, reqID string, body any) {
	r, err := l.begin(cmd, reqID, body)
	if err != nil {
		s.log.WarnContext(ctx, "courtesy not delivered", "err", err)
		return
	}
	s.marks.put(func() {
		if _, err := r.wait(ctx, ackWait); err != nil {
			s.log.WarnContext(ctx, "courtesy not acknowledged", "err", err)
		}
	})
}
