package wecomtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"anwei/bot/wecom/wecomtest/fault"
)

// BotSay lets a person write a text to the bot, and returns when it is on its way; what the bot answers comes into the
// chat later. Messages of all people keep the order of the calls.
func (s *aibot) BotSay(user, words string) error {
	return s.botMessage(user, Line{Kind: KindText, Text: words}, nil, fields{"text": fields{"content": words}})
}

// BotSendVoice lets a person speak; the bot gets what WeCom has written down, and no sound (§3.0).
func (s *aibot) BotSendVoice(user, words string) error {
	return s.botMessage(user, Line{Kind: KindVoice, Text: words}, nil, fields{"voice": fields{"content": words}})
}

// BotSendImage lets a person send a picture, which the bot can download, encrypted, for 5 minutes (§3.2.6). Its bytes are
// not looked at.
func (s *aibot) BotSendImage(user, name string, data []byte) error {
	return s.botSend(user, KindImage, name, data)
}

// BotSendFile is BotSendImage for a file.
func (s *aibot) BotSendFile(user, name string, data []byte) error {
	return s.botSend(user, KindFile, name, data)
}

// BotSendVideo is BotSendImage for a video.
func (s *aibot) BotSendVideo(user, name string, data []byte) error {
	return s.botSend(user, KindVideo, name, data)
}

func (s *aibot) botSend(user, kind, name string, data []byte) error {
	m := s.keepSent(kind, name, data)
	return s.botMessage(user, Line{Kind: kind, File: name, MediaID: m.ID}, func() fields {
		return fields{kind: s.sealMedia(m)}
	}, nil)
}

// BotSendMixed lets a person send texts and pictures in one message; a picture is a Part with Data.
func (s *aibot) BotSendMixed(user string, pieces ...Piece) error {
	line := Line{Kind: KindMixed}
	for _, piece := range pieces {
		part := Part{Kind: KindText, Text: piece.Text}
		if piece.Data != nil {
			part = Part{Kind: KindImage, Text: piece.Name, MediaID: s.keepSent(KindImage, piece.Name, piece.Data).ID}
		}
		line.Parts = append(line.Parts, part)
	}
	return s.botMessage(user, line, func() fields {
		items := make([]fields, len(line.Parts))
		for i, part := range line.Parts {
			items[i] = fields{"msgtype": KindText, KindText: fields{"content": part.Text}}
			if part.Kind == KindImage {
				items[i] = fields{"msgtype": KindImage, KindImage: s.sealMedia(s.media[part.MediaID])}
			}
		}
		return fields{KindMixed: fields{"msg_item": items}}
	}, nil)
}

// Piece is a part of a mixed message: a text, or a picture with a name.
type Piece struct {
	Text string
	Name string
	Data []byte
}

// BotQuote lets a person answer a line of the chat, named by its Seq, with a text. The bot gets the quoted words or file,
// and no id of the quoted message (§3.0).
func (s *aibot) BotQuote(user string, seq int, words string) error {
	s.mu.Lock()
	p := s.find(user)
	if p == nil || seq < 1 || seq > len(p.lines) {
		s.mu.Unlock()
		return fmt.Errorf("wecomtest: %s has no line %d", user, seq)
	}
	quoted := p.lines[seq-1]
	s.mu.Unlock()
	line := Line{Kind: KindText, Text: words, Quote: quoted.shown()}
	return s.botMessage(user, line, func() fields {
		return fields{"text": fields{"content": words}, "quote": s.quote(&quoted)}
	}, nil)
}

func (l *Line) shown() string {
	switch {
	case l.Text != "":
		return l.Text
	case l.Card != nil:
		return l.Card.Title
	}
	return l.File
}

func (s *aibot) quote(l *Line) fields {
	switch l.Kind {
	case KindImage, KindFile, KindVideo:
		return fields{"msgtype": l.Kind, l.Kind: s.sealMedia(s.media[l.MediaID])}
	case KindVoice:
		return fields{"msgtype": l.Kind, l.Kind: fields{"content": l.Text}}
	}
	return fields{"msgtype": KindText, KindText: fields{"content": l.shown()}}
}

// botMessage writes the person's line and delivers it. With lazy, the body is made under the lock.
func (s *aibot) botMessage(user string, line Line, lazy func() fields, body fields) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.find(user)
	if p == nil {
		return errStranger(user)
	}
	if lazy != nil {
		body = lazy()
	}
	p.bot.spoke = true
	s.addOwn(p, line)
	all := fields{
		"msgid": s.ids.make("botmsg"), "aibotid": s.opts.BotID, "chattype": "single", "from": fields{"userid": p.ID},
		"msgtype": line.Kind,
	}
	maps.Copy(all, body)
	s.told++
	if s.told%2 == 0 { // optional in messages (§3.0)
		all["create_time"] = s.now().Unix()
	}
	if s.told%3 == 0 { // keys that nobody has documented occur (§3.0)
		all["attachment_count"] = 0
	}
	t := &tidings{cmd: cmdMessage, body: all, turn: turn{kind: cmdMessage, p: p}}
	s.last = t
	return s.tell(t)
}

func (s *aibot) addOwn(p *person, line Line) {
	line.At, line.FromUser, line.Bot = s.now(), true, true
	p.add(line)
}

// BotRedeliver delivers the message delivered last once more: the same msgid under another req_id (§3.0).
func (s *aibot) BotRedeliver() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		return errors.New("wecomtest: there is no message to deliver again")
	}
	again := *s.last
	return s.tell(&again)
}

// tell queues a callback under a fresh req_id, or loses it while the bot is away. s.mu must be held.
func (s *aibot) tell(t *tidings) error {
	k := s.live
	if k == nil {
		return ErrBotAway
	}
	for id, old := range s.turns {
		if s.now().Sub(old.at) >= turnLife {
			delete(s.turns, id)
		}
	}
	made := t.turn
	made.socket, made.at = k, s.now()
	id := s.ids.make("req")
	s.turns[id] = &made
	k.queue(outgoing{data: fault.Soil(s.Faults, encode(fields{"cmd": t.cmd, "headers": frameHeaders{ReqID: id}, "body": t.body}))})
	return nil
}

// BotWait is Wait for the bot's next line: it returns the chat as soon as one stands after the given number of lines.
func (s *aibot) BotWait(ctx context.Context, user string, after int) ([]Line, error) {
	lines, _, err := s.await(ctx, user, func(p *person) bool {
		return slices.ContainsFunc(p.lines[min(after, len(p.lines)):], func(l Line) bool { return l.Bot && !l.FromUser })
	})
	return lines, err
}
