package wecomtest

import (
	"slices"
	"time"
)

// The kinds of Line.
const (
	KindText     = "text"     // either side
	KindMarkdown = "markdown" // the bot
	KindCard     = "card"     // the bot: a textcard or a template card
	KindFile     = "file"     // either side
	KindImage    = "image"    // either side
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
	Passive   bool      `json:"passive,omitempty"`   // came as the answer to a callback
	Truncated bool      `json:"truncated,omitempty"` // WeCom cut off a part of Text or of the Card (§1.2)
}

// Card is a card as one person sees it. A later update changes it where it stands.
type Card struct {
	Type     string   `json:"type"` // button_interaction, text_notice or textcard
	TaskID   string   `json:"task_id,omitempty"`
	Source   string   `json:"source,omitempty"`
	Title    string   `json:"title,omitempty"`
	Desc     string   `json:"desc,omitempty"`
	Emphasis string   `json:"emphasis,omitempty"`
	Quote    string   `json:"quote,omitempty"`
	Sub      string   `json:"sub,omitempty"`
	Items    []Item   `json:"items,omitempty"`
	Links    []Item   `json:"links,omitempty"` // Value is the address
	URL      string   `json:"url,omitempty"`   // opened by a tap on the card
	Buttons  []Button `json:"buttons,omitempty"`
	Replaced string   `json:"replaced,omitempty"` // when not empty, stands in place of the buttons, which are grey
}

// Item is a named value on a card.
type Item struct {
	Key   string `json:"key"`
	Value string `json:"value,omitempty"`
}

// Button is a button of a card. One with a URL opens a page and calls nothing back.
type Button struct {
	Text  string `json:"text"`
	Key   string `json:"key,omitempty"`
	Style int    `json:"style"` // 1 to 4
	URL   string `json:"url,omitempty"`
}

func (l Line) clone() Line {
	if l.Card != nil {
		c := l.Card.clone()
		l.Card = &c
	}
	return l
}

func (c Card) clone() Card {
	c.Items = slices.Clone(c.Items)
	c.Links = slices.Clone(c.Links)
	c.Buttons = slices.Clone(c.Buttons)
	return c
}

func (c Card) button(key string) (Button, bool) {
	i := slices.IndexFunc(c.Buttons, func(b Button) bool { return b.Key == key && b.URL == "" })
	if i < 0 {
		return Button{}, false
	}
	return c.Buttons[i], true
}
