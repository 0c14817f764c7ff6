package wecomtest

import "strings"

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
