package wecom

// wording: 经企业微信收发

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"anwei"
)

// duplicateInterval is how far WeCom looks back for the same content, in
// seconds: long enough for a server to start again and for the first few tries
// of the outbox. It is no longer than that because it is UNCONFIRMED that mark
// tells texts apart.
const duplicateInterval = 600

// sendRequest is the body of message/send (§1.2). The agentid is a number, as
// documented; silenceper's own structs make a string of it.
type sendRequest struct {
	ToUser                 string     `json:"touser"`
	MsgType                string     `json:"msgtype"`
	AgentID                int        `json:"agentid"`
	Text                   *TextBody  `json:"text,omitempty"`
	File                   *MediaBody `json:"file,omitempty"`
	Image                  *MediaBody `json:"image,omitempty"`
	Card                   *CardBody  `json:"template_card,omitempty"`
	EnableDuplicateCheck   int        `json:"enable_duplicate_check"`
	DuplicateCheckInterval int        `json:"duplicate_check_interval"`
}

// TextBody is a text, as any of the wires has it.
type TextBody struct {
	Content string `json:"content"`
}

// MediaBody is a file or picture that was uploaded before.
type MediaBody struct {
	MediaID string `json:"media_id"`
}

const cardWithButtons = "button_interaction"

// CardBody is a card with buttons, of the app (§1.3) or of the bot (§3.0).
type CardBody struct {
	CardType     string       `json:"card_type"`
	MainTitle    cardTitle    `json:"main_title"`
	SubTitleText string       `json:"sub_title_text,omitempty"`
	TaskID       string       `json:"task_id,omitempty"`
	ButtonList   []cardButton `json:"button_list"`
}

type cardTitle struct {
	Title string `json:"title"`
}

type cardButton struct {
	Text  string `json:"text"`
	Style int    `json:"style"`
	Key   string `json:"key"`
}

// The limits of a card, in characters and in buttons, of a button's key in bytes
// (§1.3), and two of its four styles of buttons.
const (
	maxCardTitle  = 36
	maxCardText   = 160
	maxButtonText = 10
	maxButtons    = 6
	MaxKey        = 1024

	styleMain  = 1
	styleOther = 2
)

// NewCard draws a card, but for its task id. The error says that WeCom would not take
// it, in the call of the API that is named.
func NewCard(api string, card *anwei.Card) (*CardBody, error) {
	if len(card.Buttons) == 0 {
		return nil, Declined(api, "the card has no buttons")
	}
	c := &CardBody{
		CardType:     cardWithButtons,
		MainTitle:    cardTitle{anwei.Clip(AsText(card.Title), maxCardTitle)},
		SubTitleText: anwei.Clip(AsText(card.Text), maxCardText),
	}
	for _, b := range card.Buttons[:min(len(card.Buttons), maxButtons)] {
		if b.Key == "" || len(b.Key) > MaxKey {
			return nil, &Error{API: api, Message: fmt.Sprintf("a button's key has %d bytes, WeCom takes 1 to %d", len(b.Key), MaxKey)}
		}
		style := styleOther
		if b.Main {
			style = styleMain
		}
		c.ButtonList = append(c.ButtonList, cardButton{anwei.Clip(AsText(b.Text), maxButtonText), style, b.Key})
	}
	return c, nil
}

// taskID is unique within the app, as it must be, and the same when o is sent
// again. The key is in it in case that the ledger, and with it Seq, begins anew.
func taskID(o anwei.Outgoing) string {
	sum := sha256.Sum256([]byte(o.Key))
	return fmt.Sprintf("anwei-%d-%s", o.Seq, hex.EncodeToString(sum[:4]))
}

// maxParts is how many messages are made of one long text at most: a person who
// gets more than 30 a minute silently loses what is above (§1.12).
const maxParts = 8

// The lengths of marks in bytes: of the only or the first part of a text, and of
// its further parts.
const (
	markSize     = seqBits * len("\u200c")
	partMarkSize = (seqBits + partBits) * len("\u200c")

	seqBits  = 16
	partBits = 4
)

// mark spells the lowest 16 bits of seq, and behind them which part of a text
// this is where it is not the first, with the zero-width non-joiner and the
// zero-width joiner. They are no spaces, so that nobody trims them, and every
// phone knows not to show them, since emoji are joined with them.
func mark(seq uint64, part int) string {
	var b strings.Builder
	spell := func(n uint64, bits int) {
		for bit := range bits {
			if n>>bit&1 == 0 {
				b.WriteString("\u200c")
			} else {
				b.WriteString("\u200d")
			}
		}
	}
	spell(seq, seqBits)
	if part > 0 {
		spell(uint64(part), partBits)
	}
	return b.String()
}
