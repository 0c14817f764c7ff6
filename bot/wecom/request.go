package wecom

// wording: 经企业微信收发

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
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
	Image                  *mediaBody `json:"image,omitempty"`
	Page                   *pageBody  `json:"textcard,omitempty"`
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

// pageBody is a card that opens a page (§1.2).
type pageBody struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	URL         string `json:"url"`
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

// The limits of a card, in characters and in buttons, of a button's key in bytes
// (§1.3), and two of its four styles of buttons.
const (
	maxCardTitle  = 36
	maxCardText   = 160
	maxButtonText = 10
	maxButtons    = 6
	maxButtonKey  = 1024

	styleMain  = 1
	styleOther = 2
)

// The limits of a card that opens a page, in bytes (§1.2).
const (
	maxPageTitle = 128
	maxPageText  = 512
	maxPageURL   = 2048
)

func newCard(card *anwei.Card, task string) (*cardBody, error) {
	c := &cardBody{
		CardType:     "button_interaction",
		MainTitle:    cardTitle{cutRunes(legal(card.Title), maxCardTitle)},
		SubTitleText: cutRunes(legal(card.Text), maxCardText),
		TaskID:       task,
	}
	for _, b := range card.Buttons[:min(len(card.Buttons), maxButtons)] {
		if b.Key == "" || len(b.Key) > maxButtonKey {
			return nil, failed(fmt.Sprintf("a button's key has %d bytes, WeCom takes 1 to %d", len(b.Key), maxButtonKey))
		}
		style := styleOther
		if b.Main {
			style = styleMain
		}
		c.ButtonList = append(c.ButtonList, cardButton{cutRunes(legal(b.Text), maxButtonText), style, b.Key})
	}
	return c, nil
}

// newPage makes a card without buttons, which opens the page at its URL. WeCom
// wants a description, so that one without a text gets one.
func newPage(card *anwei.Card, seq uint64) (*pageBody, error) {
	if card.URL == "" {
		return nil, failed("the card has neither buttons nor an address")
	}
	page, err := url.Parse(card.URL)
	if err != nil || (page.Scheme != "https" && page.Scheme != "http") || page.Host == "" || len(card.URL) > maxPageURL {
		return nil, failed("the card's address is not of the form https://host, or too long")
	}
	title, _ := cutBytes(legal(card.Title), maxPageTitle, "…")
	text, _ := cutBytes(legal(cmp.Or(card.Text, "请点击查看。")), maxPageText-markSize, "…")
	return &pageBody{title, text + mark(seq, 0), card.URL}, nil
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
