package wecomtest

import (
	"slices"
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
