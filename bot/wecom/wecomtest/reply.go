package wecomtest

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// sealedReply is the answer to a callback (§2.4).
type sealedReply struct {
	XMLName      xml.Name  `xml:"xml"`
	Encrypt      string    `xml:"Encrypt"`
	MsgSignature string    `xml:"MsgSignature"`
	TimeStamp    string    `xml:"TimeStamp"`
	Nonce        string    `xml:"Nonce"`
	Unknown      []unknown `xml:",any"`
}

// plainReply is what it seals.
type plainReply struct {
	XMLName      xml.Name  `xml:"xml"`
	ToUserName   string    `xml:"ToUserName"`
	FromUserName string    `xml:"FromUserName"`
	CreateTime   string    `xml:"CreateTime"`
	MsgType      string    `xml:"MsgType"`
	Content      *string   `xml:"Content"`
	Button       *replaced `xml:"Button"`
	Unknown      []unknown `xml:",any"`
}

// receive shows a passive reply. One that WeCom would not understand is reported and not shown; the callback counts as
// delivered nevertheless, since it was answered with 200.
func (s *callbacks) receive(d *delivery, answer []byte) {
	if len(answer) == 0 {
		return // accepted; the bot may reply later by message/send
	}
	if err := s.show(d, answer); err != nil {
		s.report("passive reply to %s: %v", d.user, err)
	}
}

func (s *callbacks) show(d *delivery, answer []byte) error {
	reply, err := s.unseal(answer)
	if err != nil {
		return err
	}
	switch {
	case reply.ToUserName != d.user:
		return fmt.Errorf("ToUserName is %q, want the member %q", reply.ToUserName, d.user)
	case reply.FromUserName != s.opts.CorpID:
		return fmt.Errorf("FromUserName is %q, want the corp %q", reply.FromUserName, s.opts.CorpID)
	}
	if _, err := strconv.ParseInt(reply.CreateTime, 10, 64); err != nil {
		return fmt.Errorf("CreateTime: %w", err)
	}
	switch reply.MsgType {
	case KindText:
		return s.showText(d, reply)
	case "update_button":
		return s.showChange(d, reply)
	default:
		return fmt.Errorf("unknown MsgType %q", reply.MsgType)
	}
}

func (s *callbacks) unseal(answer []byte) (*plainReply, error) {
	var sealed sealedReply
	if err := parse(answer, &sealed); err != nil {
		return nil, err
	}
	if err := known(sealed.Unknown); err != nil {
		return nil, err
	}
	if _, err := strconv.ParseInt(sealed.TimeStamp, 10, 64); err != nil {
		return nil, fmt.Errorf("TimeStamp: %w", err)
	}
	if want := s.crypt.Sign(sealed.TimeStamp, sealed.Nonce, sealed.Encrypt); sealed.MsgSignature != want {
		return nil, fmt.Errorf("MsgSignature %q, want %q", sealed.MsgSignature, want)
	}
	_, plain, err := s.crypt.Open(sealed.Encrypt)
	if err != nil {
		return nil, fmt.Errorf("decrypt: %w", err)
	}
	var reply plainReply
	if err := parse(plain, &reply); err != nil {
		return nil, err
	}
	return &reply, known(reply.Unknown)
}

func (s *callbacks) showText(d *delivery, reply *plainReply) error {
	switch {
	case d.event == eventCard:
		return errors.New("a text cannot answer " + eventCard)
	case reply.Content == nil || *reply.Content == "":
		return errors.New("text without Content")
	case len(*reply.Content) > maxText:
		return fmt.Errorf("text Content has %d bytes, want at most %d", len(*reply.Content), maxText)
	case reply.Button != nil:
		return errors.New("text with a Button")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.find(d.user).add(Line{At: s.now(), Kind: KindText, Text: *reply.Content, Passive: true})
	return nil
}

// showChange changes the card of the one person who clicked (§2.4).
func (s *callbacks) showChange(d *delivery, reply *plainReply) error {
	switch {
	case d.event != eventCard:
		return errors.New(reply.MsgType + " answers no click on a card")
	case reply.Content != nil:
		return errors.New(reply.MsgType + " with Content")
	case reply.Button == nil || reply.Button.ReplaceName == "":
		return errors.New(reply.MsgType + " without Button.ReplaceName")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.find(d.user).replace(d.taskID, reply.Button.ReplaceName) {
		return fmt.Errorf("card %q has no buttons to replace", d.taskID)
	}
	return nil
}

// parse decodes one XML document and nothing after it.
func parse(data []byte, v any) error {
	d := xml.NewDecoder(strings.NewReader(string(data)))
	if err := d.Decode(v); err != nil {
		const shown = 200
		return fmt.Errorf("XML: %w: %.*q", err, shown, data)
	}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if chars, ok := token.(xml.CharData); err != nil || !ok || strings.TrimSpace(string(chars)) != "" {
			return errors.New("XML goes on after the document")
		}
	}
}

// unknown is an element of a passive reply that this package does not know.
type unknown struct {
	XMLName xml.Name
}

func known(list []unknown) error {
	if len(list) > 0 {
		return fmt.Errorf("unknown element %s", list[0].XMLName.Local)
	}
	return nil
}
