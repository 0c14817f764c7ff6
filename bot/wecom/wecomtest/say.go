package wecomtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// SetCallback sets the URL that callbacks are POSTed to, from the next attempt on. It may carry a query.
func (s *Server) SetCallback(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.callback = url
}

// Say lets a person write a text, and returns when the bot has accepted it with HTTP 200: the bot's passive reply, if any,
// is then in the chat. On a timeout, a network error and any other status the callback is sent again with the same MsgId
// (§2.5); the error says why the last attempt failed. Callbacks of one person are delivered in the order of the calls,
// those of different persons concurrently.
func (s *Server) Say(ctx context.Context, user, words string) error {
	return s.message(ctx, user, Line{Kind: KindText, Text: words}, text("Content", words))
}

// SendImage lets a person send a picture. Its bytes are not looked at.
func (s *Server) SendImage(ctx context.Context, user, name string, data []byte) error {
	m := s.keepSent(KindImage, name, data)
	line := Line{Kind: KindImage, File: name, MediaID: m.ID}
	return s.message(ctx, user, line, text("PicUrl", s.url+pathPictures+m.ID), text("MediaId", m.ID))
}

// SendFile lets a person send a file. That WeCom delivers files to an app at all, and MsgType file, is UNCONFIRMED (§2.6).
func (s *Server) SendFile(ctx context.Context, user, name string, data []byte) error {
	m := s.keepSent(KindFile, name, data)
	return s.message(ctx, user, Line{Kind: KindFile, File: name, MediaID: m.ID}, text("MediaId", m.ID))
}

func (s *Server) keepSent(kind, name string, data []byte) *Media {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keep(Media{Type: kind, Name: name, ContentType: contentType(name, data), Data: slices.Clone(data)})
}

// message delivers an ordinary message, which has a MsgId.
func (s *Server) message(ctx context.Context, user string, line Line, extra ...element) error {
	s.mu.Lock()
	p := s.find(user)
	if p == nil {
		s.mu.Unlock()
		return errStranger(user)
	}
	tail := append(slices.Clone(extra), number("MsgId", s.ids.message()))
	d := s.start(p, line, &delivery{}, line.Kind, tail)
	s.mu.Unlock()
	return s.deliver(ctx, d, s.opts.Retries)
}

// start writes the person's line and the callback's plaintext, and queues it. s.mu must be held.
func (s *Server) start(p *person, line Line, d *delivery, msgType string, extra []element) *delivery {
	line.FromUser, line.At = true, s.now()
	elements := slices.Concat([]element{
		text("ToUserName", s.opts.CorpID), text("FromUserName", p.ID),
		number("CreateTime", line.At.Unix()), text("MsgType", msgType),
	}, extra, []element{number("AgentID", int64(s.opts.AgentID))})
	d.plain = document(s.plains, elements)
	s.plains++
	p.add(line)
	return s.queue(p, d)
}

// Redeliver delivers the callback started last once more, whoever it came from: the same plaintext and so the same MsgId,
// in a fresh envelope, once. A passive reply is shown as any other, so the chat then has it twice.
func (s *Server) Redeliver(ctx context.Context) error {
	s.mu.Lock()
	if s.last == nil {
		s.mu.Unlock()
		return errors.New("wecomtest: there is no callback to deliver again")
	}
	again := *s.last
	d := s.queue(s.find(again.user), &again)
	s.mu.Unlock()
	return s.deliver(ctx, d, 0)
}

// VerifyURL does what the console does when an administrator saves the callback URL: GET with an echostr, whose plaintext
// must come back exactly, and within one second (§2.1). A shorter Options.CallbackTimeout holds here too.
func (s *Server) VerifyURL(ctx context.Context) error {
	if !s.begin() {
		return errClosed()
	}
	defer s.end()
	ctx, cancel := s.bound(ctx)
	defer cancel()
	want := digits(19)
	if err := s.verify(ctx, want); err != nil {
		return fmt.Errorf("wecomtest: openapi回调地址请求不通过: %w", err)
	}
	return nil
}
