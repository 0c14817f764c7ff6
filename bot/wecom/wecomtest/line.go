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
	KindVoice    = "voice"    // either side; Text is what a person said, written down by WeCom for the bot
	KindVideo    = "video"    // either side
	KindNews     = "news"     // the app: articles, which are the Parts
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
	Feedback  string    `json:"feedback,omitempty"`  // the id under which the person may rate this line of the bot
	Bot       bool      `json:"bot,omitempty"`       // in the chat with the 智能机器人, not in that with the app
	Streaming bool      `json:"streaming,omitempty"` // Text is still being written by the bot
	Recalled  bool      `json:"recalled,omitempty"`  // taken back by the app; nothing else is left of it
	Passive   bool      `json:"passive,omitempty"`   // came as the answer to a callback
	Truncated bool      `json:"truncated,omitempty"` // WeCom cut off a part of Text or of the Card (§1.2)

	msgID string // by which the app may recall it
}

// Part is one article of a news message, or one piece of a mixed message.
type Part struct {
	Kind    string `json:"kind"` // text, image or news
	Text    string `json:"text,omitempty"`
	Desc    string `json:"desc,omitempty"`
	URL     string `json:"url,omitempty"`
	Picture string `json:"picture,omitempty"` // an address
	MediaID string `json:"media_id,omitempty"`
}

// Card is a card as one person sees it. A later update changes it where it stands.
type Card struct {
	Type     string   `json:"type"` // that of a template card (§1.3), or textcard
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
	Picture  string   `json:"picture,omitempty"` // an address
	Selects  []Select `json:"selects,omitempty"`
	Menu     []Button `json:"menu,omitempty"`     // behind the card's corner
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

// Select is a question on a card, answered by choosing among options and then pressing a button.
type Select struct {
	Key      string   `json:"key"`
	Title    string   `json:"title,omitempty"`
	Several  bool     `json:"several,omitempty"` // more than one may be chosen
	Disabled bool     `json:"disabled,omitempty"`
	Options  []Option `json:"options"`
}

// Option is one answer to a Select.
type Option struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Chosen bool   `json:"chosen,omitempty"`
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
	c.Items = slices.Clone(c.Items)
	c.Links = slices.Clone(c.Links)
	c.Buttons = slices.Clone(c.Buttons)
	c.Menu = slices.Clone(c.Menu)
	c.Selects = slices.Clone(c.Selects)
	for i := range c.Selects {
		c.Selects[i].Options = slices.Clone(c.Selects[i].Options)
	}
	return c
}

// button finds what calls back: a button, or an entry of the menu.
func (c Card) button(key string) (b Button, menu, ok bool) {
	calls := func(b Button) bool { return b.Key == key && b.URL == "" }
	if i := slices.IndexFunc(c.Buttons, calls); i >= 0 {
		return c.Buttons[i], false, true
	}
	if i := slices.IndexFunc(c.Menu, calls); i >= 0 {
		return c.Menu[i], true, true
	}
	return Button{}, false, false
}

// interactive says whether a press of it calls back, so that a response_code comes with it (§1.3).
func (c Card) interactive() bool {
	return len(c.Menu) > 0 || c.Type == cardButtons || c.Type == cardVote || c.Type == cardMultiple
}
