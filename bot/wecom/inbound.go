package wecom

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
)

// inbound is a decrypted message (§2.6) or event (§2.7), as far as we read it.
type inbound struct {
	XMLName      xml.Name `xml:"xml"`
	FromUserName string   `xml:"FromUserName"`
	CreateTime   int64    `xml:"CreateTime"`
	MsgType      string   `xml:"MsgType"`
	MsgID        string   `xml:"MsgId"`
	AgentID      string   `xml:"AgentID"`
	Content      string   `xml:"Content"`
	MediaID      string   `xml:"MediaId"`
	FileName     string   `xml:"FileName"`
	Recognition  string   `xml:"Recognition"` // what WeCom made of a voice
	Event        string   `xml:"Event"`
	EventKey     string   `xml:"EventKey"`
	TaskID       string   `xml:"TaskId"`
	ResponseCode string   `xml:"ResponseCode"` // with which the pressed card can be changed
	ChangeType   string   `xml:"ChangeType"`   // the last three are of change_contact
	UserID       string   `xml:"UserID"`
	NewUserID    string   `xml:"NewUserID"`
}

func parseInbound(plain []byte) (*inbound, error) {
	var in inbound
	// People paste vertical tabs out of documents. XML has no place for them,
	// and a message must not be lost for one.
	if err := readXML(strings.NewReader(legal(string(plain))), &in); err != nil {
		return nil, fmt.Errorf("wecom: message: %w", err)
	}
	for _, field := range []*string{&in.FromUserName, &in.MsgType, &in.MsgID, &in.Event, &in.ResponseCode, &in.UserID, &in.NewUserID} {
		*field = strings.TrimSpace(*field)
	}
	return &in, nil
}

// legal replaces the characters that XML 1.0 forbids.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= 0x20 && r <= 0xFFFD, r >= 0x10000:
			return r
		}
		return ' '
	}, s)
}

// complete reports whether the message has what every message has.
func (in *inbound) complete() bool {
	return IsUserID(in.FromUserName) && in.MsgType != "" && in.CreateTime > 0 &&
		(in.MsgID != "" || in.MsgType == "event")
}

func (in *inbound) message(kind bot.MessageKind) bot.Message {
	m := bot.Message{
		ID:   in.id(),
		From: anwei.PersonID(in.FromUserName),
		At:   time.Unix(in.CreateTime, 0).UTC(),
		Kind: kind,
	}
	switch kind {
	case bot.TextMessage:
		m.Text = in.Content + in.Recognition // a message has one of them
	case bot.ButtonMessage:
		m.Key = in.EventKey
	case bot.OtherMessage:
		m.Text, m.Media, m.Name = in.MsgType, in.MediaID, in.FileName
		if in.MsgType == "event" {
			m.Text = in.Event
		}
	case bot.EnterMessage, bot.GuessMessage, bot.BookMessage:
	}
	return m
}

// id is the MsgId. An event has none, so that the fields that tell events apart
// are hashed: the sender and the second alone would take two events for one
// (§2.5). A button pressed twice within a second is one press.
func (in *inbound) id() string {
	if in.MsgType != "event" {
		return "m:" + in.MsgID
	}
	return "e:" + Fingerprint(
		strings.ToLower(in.FromUserName), strconv.FormatInt(in.CreateTime, 10), in.AgentID, in.Event, in.EventKey, in.TaskID,
	)
}

// Fingerprint tells events apart by their fields.
func Fingerprint(fields ...string) string {
	h := sha256.New()
	for _, field := range fields {
		_, _ = fmt.Fprintf(h, "%d:%s", len(field), field) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// pressed reports whether a card's button was pressed.
func (in *inbound) pressed() bool { return in.MsgType == "event" && in.Event == CardEvent }

// maxDepth is how deep elements may be nested. The deepest that WeCom sends, the
// nodes of an approval, are seven deep.
const maxDepth = 32

var errTooDeep = errors.New("wecom: the elements are nested too deep")

// readXML reads one element into into. It refuses what is nested deeper than
// anything of WeCom's, before that costs memory.
func readXML(r io.Reader, into any) error {
	d := xml.NewTokenDecoder(&shallow{from: xml.NewDecoder(r)})
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("wecom: XML: %w", err)
	}
	return nil
}

// shallow passes tokens on while they are not too deep. The decoder behind it
// sees to it that each element is closed.
type shallow struct {
	from  *xml.Decoder
	depth int
}

// Token implements xml.TokenReader.
func (s *shallow) Token() (xml.Token, error) {
	t, err := s.from.RawToken()
	switch t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return nil, errTooDeep
		}
	case xml.EndElement:
		s.depth--
	}
	return t, err //nolint:wrapcheck // a reader passes errors on as they are
}
