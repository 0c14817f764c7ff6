package wecomtest

const (
	maxMarkdown = 20480 // bytes of a markdown message or of a stream (§3.2.5, §3.1.2)
	maxFeedback = 256   // bytes of a feedback id
)

// botMessage is what the bot can write (§3.2.2).
type botMessage struct {
	MsgType      string        `json:"msgtype"`
	Text         *textBody     `json:"text"` // a welcome only
	Markdown     *markdownBody `json:"markdown"`
	Stream       *streamBody   `json:"stream"` // a reply only
	TemplateCard *templateCard `json:"template_card"`
	Image        *mediaBody    `json:"image"`
	File         *mediaBody    `json:"file"`
	Voice        *mediaBody    `json:"voice"`
	Video        *videoBody    `json:"video"`
}

type markdownBody struct {
	Content  string    `json:"content"`
	Feedback *feedback `json:"feedback"`
}

type feedback struct {
	ID string `json:"id"`
}

func (f *feedback) id() (string, error) {
	switch {
	case f == nil:
		return "", nil
	case f.ID == "" || len(f.ID) > maxFeedback:
		return "", refuse(40058, "feedback.id is not of 1 to %d bytes", maxFeedback)
	}
	return f.ID, nil
}

// line checks what the msgtype names, streams left out, and returns what the person sees of it. A text is not among them:
// it is 40008 in replies and pushes (§3.2.3).
func (m *botMessage) line() (Line, error) {
	switch {
	case m.MsgType == KindMarkdown && m.Markdown != nil:
		return m.Markdown.line()
	case m.MsgType == "template_card" && m.TemplateCard != nil:
		return m.TemplateCard.botLine()
	case m.MsgType == KindImage && m.Image != nil:
		return m.Image.line(KindImage)
	case m.MsgType == KindFile && m.File != nil:
		return m.File.line(KindFile)
	case m.MsgType == KindVoice && m.Voice != nil:
		return m.Voice.line(KindVoice)
	case m.MsgType == KindVideo && m.Video != nil:
		return m.Video.line()
	case m.known():
		return Line{}, refuse(40063, "some parameters are empty: %s", m.MsgType)
	default:
		return Line{}, refuse(40008, "invalid message type")
	}
}

func (m *botMessage) known() bool {
	switch m.MsgType {
	case KindMarkdown, "template_card", KindImage, KindFile, KindVoice, KindVideo:
		return true
	}
	return false
}

// payloads counts the payloads given, of which there should be one.
func (m *botMessage) payloads() int {
	return count(m.Text != nil, m.Markdown != nil, m.Stream != nil, m.TemplateCard != nil,
		m.Image != nil, m.File != nil, m.Voice != nil, m.Video != nil)
}

func count(given ...bool) int {
	n := 0
	for _, g := range given {
		if g {
			n++
		}
	}
	return n
}

// questionBot reports what this package does not know, and what WeCom would take but not do.
func (s *Server) questionBot(cmd string, m *botMessage) {
	s.questionCard(cmd, m.TemplateCard)
	both := m.MsgType == msgStreamCard && m.Stream != nil && m.TemplateCard != nil
	if n := m.payloads(); n > 1 && !both {
		s.report("%s: %d payloads for one msgtype %s", cmd, n, m.MsgType)
	}
	if m.MsgType == msgStreamCard || m.Stream != nil && len(m.Stream.MsgItem) > 0 {
		s.report("%s: a card or pictures in a stream, which the page of the long connection both offers and denies", cmd)
	}
}

func (b *markdownBody) line() (Line, error) {
	switch {
	case b.Content == "":
		return Line{}, refuse(44004, "empty content")
	case len(b.Content) > maxMarkdown:
		return Line{}, refuse(45002, "content size out of limit")
	}
	id, err := b.Feedback.id()
	return Line{Kind: KindMarkdown, Text: b.Content, Feedback: id}, err
}

func (t *templateCard) botLine() (Line, error) {
	id, err := t.Feedback.id()
	if err != nil {
		return Line{}, err
	}
	card, err := t.check(rules{fresh: true, bot: true})
	return Line{Kind: KindCard, Card: card, Feedback: id}, err
}
