package wecomtest

import "encoding/xml"

// The types of a template card (§1.3).
const (
	cardNotice   = "text_notice"
	cardNews     = "news_notice"
	cardButtons  = "button_interaction"
	cardVote     = "vote_interaction"
	cardMultiple = "multiple_interaction"
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
	VerticalList   []cardTitle  `json:"vertical_content_list,omitempty" xml:"VerticalContentList"`
	JumpList       []cardJump   `json:"jump_list,omitempty" xml:"JumpList"`
	CardAction     *cardTarget  `json:"card_action,omitempty" xml:"CardAction"`
	CardImage      *cardImage   `json:"card_image,omitempty" xml:"CardImage"`
	ImageText      *cardPicture `json:"image_text_area,omitempty" xml:"ImageTextArea"`
	ActionMenu     *cardMenu    `json:"action_menu,omitempty" xml:"ActionMenu"`
	TaskID         string       `json:"task_id,omitempty" xml:"TaskId"`
	ButtonList     []cardButton `json:"button_list,omitempty" xml:"ButtonList"`
	Selection      *cardSelect  `json:"button_selection,omitempty" xml:"ButtonSelection"`
	CheckBox       *cardSelect  `json:"checkbox,omitempty" xml:"CheckBox"`
	SelectList     []cardSelect `json:"select_list,omitempty" xml:"SelectList"`
	SubmitButton   *cardButton  `json:"submit_button,omitempty" xml:"SubmitButton"`
	ReplaceText    string       `json:"replace_text,omitempty" xml:"ReplaceText"`
	Feedback       *feedback    `json:"feedback,omitempty" xml:"-"` // the bot only (§3.0)
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
	Title    string `json:"title" xml:"Title"`
	Question string `json:"question,omitempty" xml:"-"` // the bot only: a tap asks this (§3.0)
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

type cardImage struct {
	URL         string  `json:"url" xml:"Url"`
	AspectRatio float64 `json:"aspect_ratio,omitempty" xml:"AspectRatio"`
}

type cardPicture struct {
	cardTarget
	Title    string `json:"title,omitempty" xml:"Title"`
	Desc     string `json:"desc,omitempty" xml:"Desc"`
	ImageURL string `json:"image_url" xml:"ImageUrl"`
}

type cardMenu struct {
	Desc       string       `json:"desc,omitempty" xml:"Desc"`
	ActionList []cardButton `json:"action_list" xml:"ActionList"` // text and key only
}

// cardSelect is a question with options: the checkbox of a vote, one list of a multiple card, or the list of a button card.
type cardSelect struct {
	QuestionKey string       `json:"question_key" xml:"QuestionKey"`
	Title       string       `json:"title,omitempty" xml:"Title"`
	SelectedID  string       `json:"selected_id,omitempty" xml:"SelectedId"`
	Disable     bool         `json:"disable,omitempty" xml:"Disable"`
	Mode        int          `json:"mode,omitempty" xml:"Mode"` // of a checkbox: 1 allows several answers
	OptionList  []cardOption `json:"option_list" xml:"OptionList"`
}

type cardOption struct {
	ID        string `json:"id" xml:"Id"`
	Text      string `json:"text" xml:"Text"`
	IsChecked bool   `json:"is_checked,omitempty" xml:"IsChecked"` // of a checkbox
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
	for _, v := range t.VerticalList {
		c.Items = append(c.Items, Item{Key: v.Title, Value: v.Desc})
	}
	for _, b := range t.ButtonList {
		c.Buttons = append(c.Buttons, Button{Text: b.Text, Key: b.Key, Style: max(b.Style, 1), URL: b.URL})
	}
	if b := t.SubmitButton; b != nil {
		c.Buttons = append(c.Buttons, Button{Text: b.Text, Key: b.Key, Style: 1})
	}
	t.see(c)
	return c
}

// see adds pictures, questions and the menu at the card's corner.
func (t *templateCard) see(c *Card) {
	if t.CardImage != nil {
		c.Picture = t.CardImage.URL
	}
	if p := t.ImageText; p != nil {
		c.Picture = p.ImageURL
		c.Sub = join(c.Sub, join(p.Title, p.Desc))
	}
	if t.Selection != nil {
		c.Selects = append(c.Selects, t.Selection.seen())
	}
	if t.CheckBox != nil {
		c.Selects = append(c.Selects, t.CheckBox.seen())
	}
	for _, list := range t.SelectList {
		c.Selects = append(c.Selects, list.seen())
	}
	if t.ActionMenu != nil {
		for _, a := range t.ActionMenu.ActionList {
			c.Menu = append(c.Menu, Button{Text: a.Text, Key: a.Key, Style: 1})
		}
	}
}

func (l *cardSelect) seen() Select {
	out := Select{Key: l.QuestionKey, Title: l.Title, Several: l.Mode == 1, Disabled: l.Disable}
	for _, o := range l.OptionList {
		out.Options = append(out.Options, Option{ID: o.ID, Text: o.Text, Chosen: o.IsChecked || o.ID == l.SelectedID})
	}
	return out
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}
