package wecom

import (
	"context"
	"crypto/rand"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"anwei/bot"
)

// MaxText is the most that a text may have, in bytes, in a passive reply (§2.4)
// as in message/send (§1.2).
const MaxText = 2048

type cdata struct {
	Value string `xml:",cdata"`
}

// passive is a reply in the response to a callback (§2.4).
type passive struct {
	XMLName      xml.Name `xml:"xml"`
	ToUserName   cdata    `xml:"ToUserName"`
	FromUserName cdata    `xml:"FromUserName"`
	CreateTime   int64    `xml:"CreateTime"`
	MsgType      cdata    `xml:"MsgType"`
	Content      *cdata   `xml:"Content,omitempty"`
	ReplaceName  *cdata   `xml:"Button>ReplaceName,omitempty"`
}

type sealedReply struct {
	XMLName      xml.Name `xml:"xml"`
	Encrypt      cdata    `xml:"Encrypt"`
	MsgSignature cdata    `xml:"MsgSignature"`
	TimeStamp    string   `xml:"TimeStamp"`
	Nonce        cdata    `xml:"Nonce"`
}

// reply is what goes back at once; nil where nothing does. The press of a card's
// button can be answered by a change of the card, not by a text (§2.4).
func (c *Callback) reply(in *inbound, a bot.Answer) *passive {
	p := &passive{
		ToUserName:   cdata{in.FromUserName},
		FromUserName: cdata{c.corpID},
		CreateTime:   c.now().Unix(),
	}
	text := AsText(a.Text)
	switch {
	case in.pressed() && a.Chosen != "":
		p.MsgType = cdata{"update_button"}
		p.ReplaceName = &cdata{AsText(a.Chosen)}
	case in.pressed(), text == "", len(text) > MaxText:
		return nil
	default:
		p.MsgType = cdata{"text"}
		p.Content = &cdata{text}
	}
	return p
}

// answer responds to a message that has been handled. Whatever goes wrong from
// here on, the outbox still has the text.
func (c *Callback) answer(ctx context.Context, w http.ResponseWriter, in *inbound, a bot.Answer) {
	p := c.reply(in, a)
	if p == nil {
		w.WriteHeader(http.StatusOK)
		return
	}
	body, err := c.sealReply(p)
	if err != nil {
		c.log.ErrorContext(ctx, "passive reply not made", "err", err)
		w.WriteHeader(http.StatusOK)
		return
	}
	if err := deliver(w, body); err != nil {
		c.log.WarnContext(ctx, "passive reply not delivered", "err", err)
		c.updateCard(ctx, in, a)
		return
	}
	if p.Content == nil {
		return
	}
	c.handler.Answered(ctx, a)
}

func (c *Callback) sealReply(p *passive) ([]byte, error) {
	plain, err := xml.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("wecom: passive reply: %w", err)
	}
	encrypted, err := c.seal.encrypt(plain)
	if err != nil {
		return nil, err
	}
	timestamp, nonce := strconv.FormatInt(c.now().Unix(), 10), rand.Text()
	body, err := xml.Marshal(sealedReply{
		Encrypt:      cdata{encrypted},
		MsgSignature: cdata{c.seal.sign(timestamp, nonce, encrypted)},
		TimeStamp:    timestamp,
		Nonce:        cdata{nonce},
	})
	if err != nil {
		return nil, fmt.Errorf("wecom: passive reply: %w", err)
	}
	return body, nil
}

// deliver writes a whole response and pushes it out, so that WeCom has it
// before we mark it as sent.
func deliver(w http.ResponseWriter, body []byte) error {
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if _, err := w.Write(body); err != nil { //nolint:gosec // XML of our own making, and encrypted
		return fmt.Errorf("wecom: write: %w", err)
	}
	err := http.NewResponseController(w).Flush()
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("wecom: flush: %w", err)
	}
	return nil
}
