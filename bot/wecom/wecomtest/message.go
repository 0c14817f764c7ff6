package wecomtest

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

const maxText = 2048 // bytes of a text or markdown message (§1.2)

// message is the part of a message/send body that people see (§1.2).
type message struct {
	MsgType      string        `json:"msgtype"`
	Text         *textBody     `json:"text,omitempty"`
	Markdown     *textBody     `json:"markdown,omitempty"`
	Image        *mediaBody    `json:"image,omitempty"`
	File         *mediaBody    `json:"file,omitempty"`
	Voice        *mediaBody    `json:"voice,omitempty"`
	Video        *videoBody    `json:"video,omitempty"`
	News         *newsBody     `json:"news,omitempty"`
	TextCard     *textCard     `json:"textcard,omitempty"`
	TemplateCard *templateCard `json:"template_card,omitempty"`
}

type textBody struct {
	Content string `json:"content"`
}

type mediaBody struct {
	MediaID string `json:"media_id"`
}

type textCard struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	URL         string `json:"url"`
	BtnTxt      string `json:"btntxt,omitempty"`
}

// line checks the payload that msgtype names and returns what people see of it, media names left out.
func (m *message) line() (Line, error) {
	switch {
	case m.MsgType == KindText && m.Text != nil:
		return m.Text.line()
	case m.MsgType == KindMarkdown && m.Markdown != nil:
		return m.Markdown.markdown()
	case m.MsgType == KindImage && m.Image != nil:
		return m.Image.line(KindImage)
	case m.MsgType == KindFile && m.File != nil:
		return m.File.line(KindFile)
	case m.MsgType == KindVoice && m.Voice != nil:
		return m.Voice.line(KindVoice)
	case m.MsgType == KindVideo && m.Video != nil:
		return m.Video.line()
	case m.MsgType == KindNews && m.News != nil:
		return m.News.line(false)
	case m.MsgType == "textcard" && m.TextCard != nil:
		return m.TextCard.line()
	case m.MsgType == "template_card" && m.TemplateCard != nil:
		card, err := m.TemplateCard.check(rules{fresh: true})
		return Line{Kind: KindCard, Card: card}, err
	case m.known():
		return Line{}, refuse(40063, "some parameters are empty: %s", m.MsgType)
	default:
		return Line{}, refuse(40008, "invalid msgtype")
	}
}

func (m *message) known() bool {
	switch m.MsgType {
	case KindText, KindMarkdown, KindImage, KindFile, KindVoice, KindVideo, KindNews, "textcard", "template_card":
		return true
	}
	return false
}

// safe says whether the type can be sent as confidential (§1.2).
func (m *message) safe() bool {
	switch m.MsgType {
	case KindText, KindImage, KindFile, KindVideo:
		return true
	}
	return false
}

// payloads counts the payloads given, of which there should be one.
func (m *message) payloads() int {
	return count(m.Text != nil, m.Markdown != nil, m.Image != nil, m.File != nil, m.Voice != nil, m.Video != nil,
		m.News != nil, m.TextCard != nil, m.TemplateCard != nil)
}

func (b *textBody) line() (Line, error) {
	if b.Content == "" {
		return Line{}, refuse(44004, "empty content")
	}
	text, short := cut(b.Content, maxText)
	return Line{Kind: KindText, Text: text, Truncated: short}, nil
}

func (b *textBody) markdown() (Line, error) {
	switch {
	case b.Content == "":
		return Line{}, refuse(44004, "empty content")
	case len(b.Content) > maxText:
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

func (t *textCard) line() (Line, error) {
	switch {
	case t.Title == "":
		return Line{}, refuse(41016, "missing title")
	case t.Description == "":
		return Line{}, refuse(40063, "some parameters are empty: description")
	case !validURL(t.URL):
		return Line{}, refuse(45034, "url too long or without scheme")
	case utf8.RuneCountInString(t.BtnTxt) > 4:
		return Line{}, refuse(40058, "btntxt is longer than 4 characters")
	}
	title, short1 := cut(t.Title, 128)
	desc, short2 := cut(t.Description, 512)
	card := &Card{Type: "textcard", Title: title, Desc: desc, URL: t.URL}
	return Line{Kind: KindCard, Card: card, Truncated: short1 || short2}, nil
}

func validURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && len(text) <= 2048 && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
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
