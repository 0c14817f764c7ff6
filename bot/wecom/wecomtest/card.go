package wecomtest

import "encoding/xml"

const (
	cardButtons = "button_interaction"
	cardNotice  = "text_notice"
)

// templateCard is a template card as the API writes it (§1.3) and, in PascalCase, as a passive reply does (§2.4).
type templateCard struct {
	CardType       string       `json:"card_type" xml:"CardType"`
	Source         *cardSource  `json:"source,omitempty" xml:"Source"`
	MainTitle      cardTitle    `json:"main_title,omitzero" xml:"MainTitle"`
	Emphasis       *cardTitle   `json:"emphasis_content,omitempty" xml:"EmphasisContent"`
	Quote          *cardQuote   `json:"quote_area,omitempty" xml:"QuoteArea"`
	SubTitleText   string       `json:"sub_title_text,omitempty" xml:"SubTitleText"`
	HorizontalList []cardItem   `json:"horizontal_content_list,omitempty" xml:"HorizontalContentList"`
	JumpList       []cardJump   `json:"jump_list,omitempty" xml:"JumpList"`
	CardAction     *cardTarget  `json:"card_action,omitempty" xml:"CardAction"`
	TaskID         string       `json:"task_id,omitempty" xml:"TaskId"`
	ButtonList     []cardButton `json:"button_list,omitempty" xml:"ButtonList"`
	ReplaceText    string       `json:"replace_text,omitempty" xml:"ReplaceText"`
	Unknown        []unknown    `json:"-" xml:",any"`
}

type cardSource struct {
	IconURL   string `json:"icon_url,omitempty" xml:"IconUrl"`
	Desc      string `json:"desc,omitempty" xml:"Desc"`
	DescColor int    `json:"desc_color,omitempty" xml:"DescColor"`
}

type cardTitle struct {
	Title string `json:"title,omitempty" xml:"Title"`
	Desc  string `json:"desc,omitempty" xml:"Desc"`
}

type cardTarget struct {
	Type     int    `json:"type,omitempty" xml:"Type"`
	URL      string `json:"url,omitempty" xml:"Url"`
	AppID    string `json:"appid,omitempty" xml:"AppId"`
	PagePath string `json:"pagepath,omitempty" xml:"PagePath"`
}

type cardQuote struct {
	cardTarget
	Title     string `json:"title,omitempty" xml:"Title"`
	QuoteText string `json:"quote_text,omitempty" xml:"QuoteText"`
}

type cardJump struct {
	cardTarget
	Title string `json:"title" xml:"Title"`
}

type cardItem struct {
	Type    int    `json:"type,omitempty" xml:"Type"`
	KeyName string `json:"keyname" xml:"KeyName"`
	Value   string `json:"value,omitempty" xml:"Value"`
	URL     string `json:"url,omitempty" xml:"Url"`
	MediaID string `json:"media_id,omitempty" xml:"MediaId"`
	UserID  string `json:"userid,omitempty" xml:"UserId"`
}

type cardButton struct {
	Type  int    `json:"type,omitempty" xml:"Type"`
	Text  string `json:"text" xml:"Text"`
	Style int    `json:"style,omitempty" xml:"Style"`
	Key   string `json:"key,omitempty" xml:"Key"`
	URL   string `json:"url,omitempty" xml:"Url"`
}

// unknown is an element of a passive reply that this package does not know.
type unknown struct {
	XMLName xml.Name
}

// seen is the card as a person sees it.
func (t *templateCard) seen() *Card {
	c := &Card{
		Type: t.CardType, TaskID: t.TaskID, Title: t.MainTitle.Title, Desc: t.MainTitle.Desc,
		Sub: t.SubTitleText, Replaced: t.ReplaceText,
	}
	if t.Source != nil {
		c.Source = t.Source.Desc
	}
	if t.Emphasis != nil {
		c.Emphasis = join(t.Emphasis.Title, t.Emphasis.Desc)
	}
	if t.Quote != nil {
		c.Quote = join(t.Quote.Title, t.Quote.QuoteText)
	}
	if t.CardAction != nil {
		c.URL = t.CardAction.URL
	}
	for _, i := range t.HorizontalList {
		c.Items = append(c.Items, Item{Key: i.KeyName, Value: i.Value})
	}
	for _, j := range t.JumpList {
		c.Links = append(c.Links, Item{Key: j.Title, Value: j.URL})
	}
	for _, b := range t.ButtonList {
		c.Buttons = append(c.Buttons, Button{Text: b.Text, Key: b.Key, Style: max(b.Style, 1), URL: b.URL})
	}
	return c
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}
