package wecom

import (
	"bytes"
	"context"
	"strings"

	"github.com/silenceper/wechat/v2/work/material"
	"github.com/silenceper/wechat/v2/work/message"

	"anwei"
	"anwei/bot"
)

var _ bot.Sender = (*Client)(nil)

// Send sends a text (§1.2), a card (§1.3), or the file that o orders (§1.6),
// and returns WeCom's message id. It makes one call of message/send, or two
// where the first is refused for its token. A text that is too long is cut, and
// the cut is logged. The package's documentation says how a second sending of
// the same o is told from another message.
func (c *Client) Send(ctx context.Context, o anwei.Outgoing, file *anwei.File) (string, error) {
	request, err := c.request(ctx, o, file)
	if err != nil {
		return "", err
	}
	var sent *message.SendResponse
	err = c.do(ctx, apiSend, func(t ticket) error {
		var err error
		sent, err = message.NewClient(work(t)).Send(apiSend, request)
		return err
	})
	if err != nil {
		return "", err
	}
	if sent.InvalidUser != "" {
		return "", failed("the person is unknown or outside the app's visible range (invaliduser)")
	}
	if sent.UnlicensedUser != "" {
		return "", failed("the person has no interface licence (unlicenseduser)")
	}
	return sent.MsgID, nil
}

func (c *Client) request(ctx context.Context, o anwei.Outgoing, file *anwei.File) (*sendRequest, error) {
	if !isUserID(string(o.To)) {
		return nil, failed("the receiver is no userid")
	}
	r := &sendRequest{
		ToUser: string(o.To), AgentID: c.agentID,
		EnableDuplicateCheck: 1, DuplicateCheckInterval: duplicateInterval,
	}
	switch {
	case o.Order != nil && file == nil:
		return nil, failed("the file that was ordered is missing")
	case o.Order != nil:
		id, err := c.upload(ctx, file)
		if err != nil {
			return nil, err
		}
		r.MsgType, r.File = "file", &mediaBody{id}
	case o.Card != nil && len(o.Card.Buttons) == 0:
		return nil, failed("the card has no buttons")
	case o.Card != nil:
		r.MsgType, r.Card = "template_card", newCard(o)
	case o.Text != "":
		text, cut := cutText(legal(o.Text), maxText-markSize)
		if cut {
			c.log.WarnContext(ctx, "text too long, cut", "seq", o.Seq, "bytes", len(o.Text))
		}
		r.MsgType, r.Text = "text", &textBody{text + mark(o.Seq)}
	default:
		return nil, failed("the message is empty")
	}
	return r, nil
}

// upload brings a file to WeCom, where it stays for three days.
func (c *Client) upload(ctx context.Context, file *anwei.File) (id string, err error) {
	err = c.do(ctx, apiUpload, func(t ticket) error {
		up, err := material.NewClient(work(t)).UploadTempFileFromReader(file.Name, "file", bytes.NewReader(file.Data))
		if err == nil {
			id = up.MediaID
		}
		return err
	})
	return id, err
}

// isUserID keeps a list of people, and above all everybody, out of touser (§1.8).
func isUserID(s string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@"
	return s != "" && len(s) <= 64 && strings.Trim(s, letters) == "" && !strings.EqualFold(s, "@all")
}

func failed(why string) *Error { return &Error{API: apiSend, Message: why} }
