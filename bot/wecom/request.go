package wecom

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
	Text                   *textBody  `json:"text,omitempty"`
	File                   *mediaBody `json:"file,omitempty"`
	Card                   *cardBody  `json:"template_card,omitempty"`
	EnableDuplicateCheck   int        `json:"enable_duplicate_check"`
	DuplicateCheckInterval int        `json:"duplicate_check_interval"`
}

type textBody struct {
	Content string `json:"content"`
}

type mediaBody struct {
	MediaID string `json:"media_id"`
}

// cardBody is a button_interaction card (§1.3).
type cardBody struct {
	CardType     string       `json:"card_type"`
	MainTitle    cardTitle    `json:"main_title"`
	SubTitleText string       `json:"sub_title_text,omitempty"`
	TaskID       string       `json:"task_id"`
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

// The limits of a card, in characters and in buttons (§1.3), and two of its
// four styles of buttons.
const (
	maxCardTitle  = 36
	maxCardText   = 160
	maxButtonText = 10
	maxButtons    = 6

	styleMain  = 1
	styleOther = 2
)

func newCard(o anwei.Outgoing) *cardBody {
	c := &cardBody{
		CardType:     "button_interaction",
		MainTitle:    cardTitle{cutRunes(legal(o.Card.Title), maxCardTitle)},
		SubTitleText: cutRunes(legal(o.Card.Text), maxCardText),
		TaskID:       taskID(o),
	}
	for _, b := range o.Card.Buttons[:min(len(o.Card.Buttons), maxButtons)] {
		style := styleOther
		if b.Main {
			style = styleMain
		}
		c.ButtonList = append(c.ButtonList, cardButton{cutRunes(legal(b.Text), maxButtonText), style, b.Key})
	}
	return c
}

// taskID is unique within the app, as it must be, and the same when o is sent
// again. The key is in it in case that the ledger, and with it Seq, begins anew.
func taskID(o anwei.Outgoing) string {
	sum := sha256.Sum256([]byte(o.Key))
	return fmt.Sprintf("anwei-%d-%s", o.Seq, hex.EncodeToString(sum[:4]))
}

// markSize is the length of a mark in bytes.
const markSize = 16 * len("\u200c")

// mark spells the lowest 16 bits of seq with the zero-width non-joiner and the
// zero-width joiner. They are no spaces, so that nobody trims them, and every
// phone knows not to show them, since emoji are joined with them.
func mark(seq uint64) string {
	var b strings.Builder
	for bit := range 16 {
		if seq>>bit&1 == 0 {
			b.WriteString("\u200c")
		} else {
			b.WriteString("\u200d")
		}
	}
	return b.String()
}
