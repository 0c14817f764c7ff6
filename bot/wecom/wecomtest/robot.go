package wecomtest

import (
	"crypto/md5" //nolint:gosec // the protocol names pictures by MD5 (§1.11)
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
)

const (
	robotMinute = 20 // messages of the group robot; the code beyond, 45009, is UNCONFIRMED (§1.11)
	maxRobotMD  = 4096
	maxRobotPic = 2 * mega // UNCONFIRMED
	kindV2      = "markdown_v2"
)

// robotBody is a webhook/send request (§1.11).
type robotBody struct {
	MsgType      string        `json:"msgtype"`
	Text         *robotText    `json:"text"`
	Markdown     *textBody     `json:"markdown"`
	MarkdownV2   *textBody     `json:"markdown_v2"`
	Image        *robotImage   `json:"image"`
	News         *newsBody     `json:"news"`
	File         *mediaBody    `json:"file"`
	Voice        *mediaBody    `json:"voice"` // UNCONFIRMED
	TemplateCard *templateCard `json:"template_card"`
}

type robotText struct {
	Content   string   `json:"content"`
	Mentioned []string `json:"mentioned_list"`
	Mobiles   []string `json:"mentioned_mobile_list"`
}

// robotImage is a picture inside a message.
type robotImage struct {
	Base64 string `json:"base64"`
	MD5    string `json:"md5"`
}

func (s *Server) checkRobot(key string) error {
	if key != s.opts.WebhookKey {
		return refuse(93000, "invalid webhook url")
	}
	return nil
}

func (s *Server) robotSend(c *call) (fields, error) {
	var b robotBody
	if _, err := s.readJSON(c, &b); err != nil {
		return nil, err
	}
	if n := b.payloads(); n > 1 {
		s.report("webhook/send: %d payloads for one msgtype %s", n, b.MsgType)
	}
	s.questionCard("webhook/send", b.TemplateCard)
	line, err := b.line()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if line.MediaID != "" {
		if err := s.fillMedia(&line, ownerRobot); err != nil {
			return nil, err
		}
	}
	if !s.group.recent.admit(s.now(), robotMinute, perHour*robotMinute) {
		return nil, refuse(45009, "api freq out of limit")
	}
	if b.MsgType == KindImage {
		m := s.keep(b.Image.media())
		line.MediaID, line.File = m.ID, m.Name
	}
	line.At = s.now()
	s.group.add(line)
	return nil, nil // the answer has no fields of its own
}

func (b *robotBody) payloads() int {
	return count(b.Text != nil, b.Markdown != nil, b.MarkdownV2 != nil, b.Image != nil, b.News != nil, b.File != nil,
		b.Voice != nil, b.TemplateCard != nil)
}

// line checks the payload that msgtype names and returns what the group sees of it.
func (b *robotBody) line() (Line, error) {
	switch {
	case b.MsgType == KindText && b.Text != nil:
		return b.Text.line()
	case b.MsgType == KindMarkdown && b.Markdown != nil:
		return b.Markdown.robot()
	case b.MsgType == kindV2 && b.MarkdownV2 != nil:
		return b.MarkdownV2.robot()
	case b.MsgType == KindImage && b.Image != nil:
		return Line{Kind: KindImage}, b.Image.check(maxRobotPic)
	case b.MsgType == KindNews && b.News != nil:
		return b.News.line(true)
	case b.MsgType == KindFile && b.File != nil:
		return b.File.line(KindFile)
	case b.MsgType == KindVoice && b.Voice != nil:
		return b.Voice.line(KindVoice)
	case b.MsgType == "template_card" && b.TemplateCard != nil:
		return b.TemplateCard.robotLine()
	default:
		return Line{}, refuse(40008, "invalid message type")
	}
}

// line adds the people and numbers that are mentioned to the end of the text, as the group sees them.
func (b *robotText) line() (Line, error) {
	switch {
	case b.Content == "":
		return Line{}, refuse(44004, "empty content")
	case len(b.Content) > maxText:
		return Line{}, refuse(40058, "text.content exceed max length %d", maxText)
	}
	words := []string{b.Content}
	for _, name := range slices.Concat(b.Mentioned, b.Mobiles) {
		words = append(words, "@"+strings.TrimPrefix(name, "@"))
	}
	return Line{Kind: KindText, Text: strings.Join(words, " ")}, nil
}

func (b *textBody) robot() (Line, error) {
	switch {
	case b.Content == "":
		return Line{}, refuse(44004, "empty content")
	case len(b.Content) > maxRobotMD:
		return Line{}, refuse(40058, "markdown.content exceed max length %d", maxRobotMD)
	}
	return Line{Kind: KindMarkdown, Text: b.Content}, nil
}

// robotLine takes the two types of card that call nothing back, since nobody hears it (§1.11).
func (t *templateCard) robotLine() (Line, error) {
	if t.CardType != cardNotice && t.CardType != cardNews || t.ActionMenu != nil {
		return Line{}, refuse(40058, "the robot has text_notice and news_notice without action_menu only")
	}
	card, err := t.check(rules{fresh: true})
	return Line{Kind: KindCard, Card: card}, err
}

// check holds a picture to its MD5, its size and its format.
func (p *robotImage) check(limit int) error {
	data, err := base64.StdEncoding.DecodeString(p.Base64)
	sum := md5.Sum(data) //nolint:gosec // as above
	switch {
	case err != nil || len(data) == 0:
		return refuse(40058, "image.base64 is empty or no base64")
	case len(data) > limit:
		return refuse(40009, "invalid image size")
	case !strings.EqualFold(p.MD5, hex.EncodeToString(sum[:])):
		return refuse(40058, "image.md5 differs")
	}
	return checkMedia(&Media{Type: KindImage, Data: data})
}

// media is the picture as a file. It must have been checked.
func (p *robotImage) media() Media {
	data, _ := base64.StdEncoding.DecodeString(p.Base64)
	kind := contentType("", data)
	return Media{Type: KindImage, Name: "图片." + strings.TrimPrefix(kind, "image/"), ContentType: kind, Data: data, owner: ownerRobot}
}

// robotUpload takes files and voices; the media id is of use to this robot only.
func (s *Server) robotUpload(c *call) (fields, error) {
	kind := c.query.Get("type")
	if kind != KindFile && kind != KindVoice {
		s.report("webhook/upload_media: unknown type %q", kind)
		return nil, refuse(40005, "invalid type")
	}
	return s.take(c, kind, mediaLimit(kind), ownerRobot)
}
