package wecomtest

import "time"

const (
	msgStream     = "stream"
	msgStreamCard = "stream_with_template_card"
	maxStreamID   = 256 // bytes (UNCONFIRMED)
	maxPictures   = 10  // in one stream (§3.1.2)
)

// streamBody is one state of a growing text: Content is all of it, not what is new (§3.1.2).
type streamBody struct {
	ID       string       `json:"id"`
	Finish   bool         `json:"finish"`
	Content  string       `json:"content"`
	MsgItem  []streamItem `json:"msg_item"`
	Feedback *feedback    `json:"feedback"`
}

type streamItem struct {
	MsgType string      `json:"msgtype"`
	Image   *robotImage `json:"image"`
}

// stream is a bubble that a reply has opened.
type stream struct {
	id    string
	line  int // its index in the chat
	since time.Time
}

// advance opens the bubble of a turn, refreshes it or closes it. s.mu must be held.
func (s *Server) advance(t *turn, m *botMessage) error {
	b := m.Stream
	if err := b.check(); err != nil {
		return err
	}
	card, err := s.streamCard(m)
	if err != nil {
		return err
	}
	switch {
	case t.stream == nil && t.done, t.stream != nil && (t.done || t.stream.id != b.ID):
		return refuse(846606, "request already responded, cannot respond again")
	case t.stream != nil && s.now().Sub(t.stream.since) > s.opts.BotStream:
		return refuse(846608, "stream message update expired (>%d minutes), cannot update", int(s.opts.BotStream.Minutes()))
	case t.stream != nil && b.Feedback != nil:
		return refuse(40058, "feedback is for the first frame of a stream only")
	}
	id, err := b.Feedback.id()
	if err != nil {
		return err
	}
	if err := s.spend(t.p); err != nil {
		return err
	}
	if t.stream == nil {
		t.stream = &stream{id: b.ID, line: len(t.p.lines), since: s.now()}
		t.p.add(Line{Kind: KindMarkdown, At: s.now(), Bot: true, Passive: true, Feedback: id})
	}
	line := &t.p.lines[t.stream.line]
	line.Text, line.Streaming = b.Content, !b.Finish
	for _, item := range b.MsgItem {
		line.Parts = append(line.Parts, Part{Kind: KindImage, MediaID: s.keep(item.Image.media()).ID})
	}
	t.done = b.Finish
	t.p.touch()
	if card != nil {
		return s.writeLine(t.p, *card, true)
	}
	return nil
}

func (b *streamBody) check() error {
	switch {
	case b == nil || b.ID == "" || len(b.ID) > maxStreamID:
		return refuse(40058, "stream.id is not of 1 to %d bytes", maxStreamID)
	case len(b.Content) > maxMarkdown:
		return refuse(45002, "content size out of limit")
	case b.Finish && b.Content == "" && len(b.MsgItem) == 0:
		return refuse(44004, "empty content")
	case len(b.MsgItem) > 0 && (!b.Finish || len(b.MsgItem) > maxPictures):
		return refuse(40058, "msg_item is for the last frame and has at most %d pictures", maxPictures)
	}
	for i, item := range b.MsgItem {
		if item.MsgType != KindImage || item.Image == nil {
			return refuse(40058, "msg_item[%d] is no image", i)
		}
		if err := item.Image.check(10 * mega); err != nil {
			return err
		}
	}
	return nil
}

// streamCard is the card that a stream_with_template_card brings along, or nil.
func (s *Server) streamCard(m *botMessage) (*Line, error) {
	if m.TemplateCard == nil {
		return nil, nil //nolint:nilnil // most streams have no card
	}
	line, err := m.TemplateCard.botLine()
	return &line, err
}
