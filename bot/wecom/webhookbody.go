package wecom

import (
	"context"
	"crypto/md5" //nolint:gosec // WeCom wants it to see that a picture is whole
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"

	"anwei"
)

// The limits of a robot's messages, in bytes (§1.11). That of pictures is
// UNCONFIRMED.
const (
	maxWebhookText  = maxText
	maxWebhookImage = 2 << 20
)

// webhookRequest is the body of webhook/send.
type webhookRequest struct {
	MsgType string        `json:"msgtype"`
	Text    *textBody     `json:"text,omitempty"`
	Image   *webhookImage `json:"image,omitempty"`
	File    *mediaBody    `json:"file,omitempty"`
}

type webhookImage struct {
	Base64 string `json:"base64"`
	MD5    string `json:"md5"` // of the picture as it is
}

// compose makes the requests that bring o to the group. A file's media id is
// left open.
func (w *Webhook) compose(ctx context.Context, o anwei.Outgoing, file *anwei.File) ([]webhookRequest, error) {
	var text string
	switch says := o.Content.(type) {
	case anwei.Order:
		if file == nil {
			return nil, webhookFailed("the file that was ordered is missing")
		}
		return composeWebhookFile(file)
	case *anwei.Card:
		text = strings.Join([]string{says.Title, says.Text, says.URL}, "\n")
	case anwei.PlainText:
		text = string(says)
	case nil, anwei.Reminder, anwei.Bulletin, anwei.Recall: // what is made of them is sent
	}
	if text = strings.TrimSpace(legal(text)); text == "" {
		return nil, webhookFailed("the message is empty")
	}
	parts, cut := cutParts(splitText(text, maxWebhookText), webhookBurst, maxWebhookText)
	if cut {
		w.log.WarnContext(ctx, "text too long, cut", "seq", o.Seq, "bytes", len(text))
	}
	requests := make([]webhookRequest, 0, len(parts))
	for _, part := range parts {
		requests = append(requests, webhookRequest{MsgType: "text", Text: &textBody{part}})
	}
	return requests, nil
}

func composeWebhookFile(file *anwei.File) ([]webhookRequest, error) {
	kind, err := mediaKind(file)
	if e, ok := errors.AsType[*Error](err); ok {
		e.API = apiWebhookFile
		return nil, e
	}
	if kind != mediaImage || len(file.Data) > maxWebhookImage {
		return []webhookRequest{{MsgType: "file", File: &mediaBody{}}}, nil
	}
	sum := md5.Sum(file.Data) //nolint:gosec // see the import
	picture := &webhookImage{base64.StdEncoding.EncodeToString(file.Data), hex.EncodeToString(sum[:])}
	return []webhookRequest{{MsgType: "image", Image: picture}}, nil
}

func webhookFailed(why string) *Error { return &Error{API: apiWebhook, Message: why} }
