package wecomtest

import (
	"slices"
	"strings"
	"time"
)

// The kinds of Line.
const (
	KindText     = "text"     // either side
	KindMarkdown = "markdown" // the bot
	KindCard     = "card"     // the bot
	KindFile     = "file"     // either side
	KindImage    = "image"    // either side
	KindVoice    = "voice"    // the person; Text is what was said, written down by WeCom for the bot
	KindVideo    = "video"    // the person
	KindMixed    = "mixed"    // the person: texts and pictures in one message to the bot, which are the Parts
	KindPress    = "press"    // the person pressed a button of a card or of the menu; Text is what stands on it
	KindEvent    = "event"    // the person did something else; Text is the event's name
)

// Line is one entry of a person's chat. Its JSON form is what the demo's page reads.
type Line struct {
	Seq       int       `json:"seq"` // 1, 2, 3 … within one chat
	At        time.Time `json:"at"`
	FromUser  bool      `json:"from_user"`
	Kind      string    `json:"kind"`
	Text      string    `json:"text,omitempty"`
	Card      *Card     `json:"card,omitempty"`
	File      string    `json:"file,omitempty"` // the name people see
	MediaID   string    `json:"media_id,omitempty"`
	Parts     []Part    `json:"parts,omitempty"`
	Quote     string    `json:"quote,omitempty"`     // what the person quoted
	Bot       bool      `json:"bot,omitempty"`       // in the chat with the 智能机器人, not in that with the app
	Recalled  bool      `json:"recalled,omitempty"`  // taken back by the app; nothing else is left of it
	Passive   bool      `json:"passive,omitempty"`   // came as the answer to a callback
	Truncated bool      `json:"truncated,omitempty"` // WeCom cut off a part of Text (§1.2)

	msgID string // by which the app may recall it
}

// Part is one piece of a mixed message.
type Part struct {
	Kind    string `json:"kind"` // text or image
	Text    string `json:"text,omitempty"`
	MediaID string `json:"media_id,omitempty"`
}

// Card is a template card (§1.3) as one person sees it. A later update changes it where it stands.
type Card struct {
	Type     string   `json:"type"`
	TaskID   string   `json:"task_id,omitempty"`
	Title    string   `json:"title,omitempty"`
	Sub      string   `json:"sub,omitempty"`
	Buttons  []Button `json:"buttons,omitempty"`
	Replaced string   `json:"replaced,omitempty"` // when not empty, stands in place of the buttons, which are grey
}

// Button is a button of a card.
type Button struct {
	Text  string `json:"text"`
	Key   string `json:"key,omitempty"`
	Style int    `json:"style"` // 1 to 4
}

func (l Line) clone() Line {
	l.Parts = slices.Clone(l.Parts)
	if l.Card != nil {
		c := l.Card.clone()
		l.Card = &c
	}
	return l
}

func (c Card) clone() Card {
	c.Buttons = slices.Clone(c.Buttons)
	return c
}

func (c Card) button(key string) (Button, bool) {
	if i := slices.IndexFunc(c.Buttons, func(b Button) bool { return b.Key == key }); i >= 0 {
		return c.Buttons[i], true
	}
	return Button{}, false
}

const maxText = 2048 // bytes of a text or markdown message (§1.2)

// message is the part of a message/send body that people see (§1.2).
type message struct {
	MsgType      string        `json:"msgtype"`
	Text         *textBody     `json:"text,omitempty"`
	Markdown     *textBody     `json:"markdown,omitempty"`
	Image        *mediaBody    `json:"image,omitempty"`
	File         *mediaBody    `json:"file,omitempty"`
	TemplateCard *templateCard `json:"template_card,omitempty"`
}

type textBody struct {
	Content string `json:"content"`
}

type mediaBody struct {
	MediaID string `json:"media_id"`
}

// line checks the payload that msgtype names and returns what people see of it, media names left out.
func (m *message) line() (Line, error) {
	switch {
	case m.MsgType == KindText && m.Text != nil:
		return m.Text.line()
	case m.MsgType == KindMarkdown && m.Markdown != nil:
		return m.Markdown.markdown(maxText)
	case m.MsgType == KindImage && m.Image != nil:
		return m.Image.line(KindImage)
	case m.MsgType == KindFile && m.File != nil:
		return m.File.line(KindFile)
	case m.MsgType == "template_card" && m.TemplateCard != nil:
		card, err := m.TemplateCard.check()
		return Line{Kind: KindCard, Card: card}, err
	case m.known():
		return Line{}, refuse(40063, "some parameters are empty: %s", m.MsgType)
	default:
		return Line{}, refuse(40008, "invalid msgtype")
	}
}

func (m *message) known() bool {
	switch m.MsgType {
	case KindText, KindMarkdown, KindImage, KindFile, "template_card":
		return true
	}
	return false
}

// payloads counts the payloads given, of which there should be one.
func (m *message) payloads() int {
	return count(m.Text != nil, m.Markdown != nil, m.Image != nil, m.File != nil, m.TemplateCard != nil)
}

func (b *textBody) line() (Line, error) {
	if b.Content == "" {
		return Line{}, refuse(44004, "empty content")
	}
	text, short := cut(b.Content, maxText)
	return Line{Kind: KindText, Text: text, Truncated: short}, nil
}

func (b *textBody) markdown(limit int) (Line, error) {
	switch {
	case b.Content == "":
		return Line{}, refuse(44004, "empty content")
	case len(b.Content) > limit:
		return Line{}, refuse(45002, "content size out of limit")
	}
	return Line{Kind: KindMarkdown, Text: b.Content}, nil
}

func (b *mediaBody) line(kind string) (Line, error) {
	if b.MediaID == "" {
		return Line{}, refuse(41006, "media_id missing")
	}
	return Line{Kind: kind, MediaID: b.MediaID}, nil
}

// unrendered returns the first thing in a markdown text that WeCom shows as it is written, or "" (§1.2).
func unrendered(text string) string {
	for _, mark := range []string{"![", "|---", "| ---", "|:--", "| :--", "```"} {
		if strings.Contains(text, mark) {
			return mark
		}
	}
	return ""
}
