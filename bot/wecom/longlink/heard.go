package longlink

import (
	"cmp"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/language/text"
)

// maxHeard bounds a text that is kept in memory, in bytes. People cannot write
// so much.
const maxHeard = 64 << 10

// The events of the long connection that concern us (§3.0). The press of a
// button is CardEvent, as with an app.
const (
	enterEvent = "enter_chat"
	kickEvent  = "disconnected_event"
)

// botBody is the body of a message or of an event, as far as we read it (§3.0).
type botBody struct {
	MsgID      string  `json:"msgid"`
	CreateTime int64   `json:"create_time"`
	ChatType   string  `json:"chattype"`
	From       botFrom `json:"from"`
	MsgType    string  `json:"msgtype"`
	Event      struct {
		Type string `json:"eventtype"`
		// The official SDK's types have a press's fields here, the protocol has
		// them one deeper.
		botPress
		Press botPress `json:"template_card_event"`
	} `json:"event"`
	botContent
	Mixed struct {
		Items []botContent `json:"msg_item"`
	} `json:"mixed"`
}

type botFrom struct {
	UserID string `json:"userid"`
}

// botContent is what a message, or a part of a mixed one, contains.
type botContent struct {
	Text struct {
		Content string `json:"content"`
	} `json:"text"`
	Voice struct {
		Content string `json:"content"` // what WeCom understood
	} `json:"voice"`
	Image botMedia `json:"image"`
	File  botMedia `json:"file"`
	Video botMedia `json:"video"`
}

type botPress struct {
	CardType string `json:"card_type"`
	EventKey string `json:"event_key"`
	TaskID   string `json:"task_id"`
}

// parseBotBody tolerates a field of another type than we know, where the fields
// that matter are there.
func parseBotBody(data []byte) (*botBody, error) {
	var b botBody
	err := json.Unmarshal(data, &b)
	if _, odd := errors.AsType[*json.UnmarshalTypeError](err); err != nil && !odd {
		return nil, errFrame
	}
	b.From.UserID = strings.TrimSpace(b.From.UserID)
	if b.Event.Press == (botPress{}) {
		b.Event.Press = b.Event.botPress
	}
	return &b, nil
}

func (b *botBody) group() bool { return b.ChatType == "group" }

// complete reports whether the body has what every one has that comes of a
// person.
func (b *botBody) complete() bool {
	return wecom.IsUserID(b.From.UserID) && (b.MsgID != "" || b.MsgType == "event")
}

// message reads what a person sent. Arrived stands in for the time where WeCom
// gives none.
func (b *botBody) message(arrived time.Time) bot.Message {
	m := bot.Message{
		ID: "b:" + b.MsgID, From: b.person(), At: b.at(arrived), Kind: bot.OtherMessage, Text: b.MsgType,
	}
	switch b.MsgType {
	case "image":
		m.Media = b.Image.id()
	case "file":
		m.Media = b.File.id()
	case "video":
		m.Media = b.Video.id()
	case "mixed":
		m.Text, m.Media = "image", b.firstPicture()
	}
	if said := b.words(); said != "" {
		m.Kind, m.Text = bot.TextMessage, said
	}
	return m
}

// words is what was typed or, by WeCom's understanding, spoken; "" where there
// are no words.
func (b *botBody) words() string {
	var said []string
	switch b.MsgType {
	case "text":
		said = append(said, b.Text.Content)
	case "voice":
		said = append(said, b.Voice.Content)
	case "mixed":
		for _, item := range b.Mixed.Items {
			if strings.TrimSpace(item.Text.Content) != "" {
				said = append(said, item.Text.Content)
			}
		}
	}
	whole := strings.TrimSpace(text.Visible(strings.Join(said, "\n")))
	return strings.ToValidUTF8(whole[:min(len(whole), maxHeard)], "") // not half a character
}

func (b *botBody) firstPicture() string {
	for _, item := range b.Mixed.Items {
		if id := item.Image.id(); id != "" {
			return id
		}
	}
	return ""
}

// event reads what a person did.
func (b *botBody) event(kind bot.MessageKind, key string, arrived time.Time) bot.Message {
	return bot.Message{ID: b.eventID(), From: b.person(), At: b.at(arrived), Kind: kind, Key: key}
}

// eventID tells events apart as inbound.id does: a button that is pressed twice
// within a second is pressed once, whatever WeCom numbers the two.
func (b *botBody) eventID() string {
	number := ""
	if b.CreateTime == 0 {
		number = b.MsgID
	}
	return "be:" + wecom.Fingerprint(
		string(b.person().Folded()), strconv.FormatInt(b.CreateTime, 10), number, b.Event.Type, b.Event.Press.EventKey, b.Event.Press.TaskID,
	)
}

func (b *botBody) person() anwei.PersonID { return anwei.PersonID(b.From.UserID) }

func (b *botBody) at(arrived time.Time) time.Time {
	return time.Unix(cmp.Or(b.CreateTime, arrived.Unix()), 0).UTC()
}
