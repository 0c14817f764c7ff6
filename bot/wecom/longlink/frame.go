package longlink

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"anwei/bot/wecom"
)

// The commands of the long connection that we send and take (§3.2.2). They
// stand as Error.API where one of them failed.
const (
	cmdSubscribe   = "aibot_subscribe"
	cmdPing        = "ping"
	cmdMessage     = "aibot_msg_callback"
	cmdEvent       = "aibot_event_callback"
	cmdRespond     = "aibot_respond_msg"
	cmdWelcome     = "aibot_respond_welcome_msg"
	cmdUpdate      = "aibot_respond_update_msg"
	cmdPush        = "aibot_send_msg"
	cmdUploadInit  = "aibot_upload_media_init"
	cmdUploadChunk = "aibot_upload_media_chunk"
	cmdUploadEnd   = "aibot_upload_media_finish"
)

// The error codes that decide what is done next (§3.2.9).
const (
	codeBusy          = -1
	codeUsedTask      = 42014 // a card's task id
	codeNotSubscribed = 846609
)

// maxFrame bounds a frame that WeCom sends, in bytes. The largest that is
// documented holds a text of some kilobytes.
const maxFrame = 1 << 20

// frame is one message of the long connection, either way (§3.2.1). A response
// has no command; it echoes the id of the request.
type frame struct {
	Cmd     string          `json:"cmd,omitempty"`
	Headers frameHeaders    `json:"headers"`
	Body    json.RawMessage `json:"body,omitempty"`
	Code    *int            `json:"errcode,omitempty"` // of every response
	Message string          `json:"errmsg,omitempty"`
}

type frameHeaders struct {
	ReqID string `json:"req_id"`
}

var errFrame = errors.New("wecom: a frame of the long connection is no JSON object")

// encodeFrame writes a request. Characters stand for themselves, since WeCom has
// an error, 40033, for \uxxxx.
func encodeFrame(cmd, reqID string, body any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(struct {
		Cmd     string       `json:"cmd"`
		Headers frameHeaders `json:"headers"`
		Body    any          `json:"body,omitempty"`
	}{cmd, frameHeaders{reqID}, body})
	if err != nil {
		return nil, fmt.Errorf("wecom: frame: %w", err)
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

// parseFrame reads a frame. Fields that it does not know are passed over; the
// error quotes nothing of the frame, as people's words are in it.
func parseFrame(data []byte) (frame, error) {
	var f frame
	if err := json.Unmarshal(plainControls(data), &f); err != nil {
		return frame{}, errFrame
	}
	return f, nil
}

// plainControls makes JSON of what WeCom sends: it lets control characters
// stand in strings as people pasted them, which JSON forbids (§3.2.1). Line ends
// and tabs are kept, the others become spaces.
func plainControls(data []byte) []byte {
	if bytes.IndexFunc(data, func(r rune) bool { return r < ' ' }) < 0 {
		return data
	}
	out := make([]byte, 0, len(data)+16)
	quoted, escaped := false, false
	for _, c := range data {
		switch {
		case c < ' ' && !quoted, c < ' ' && escaped:
			c = ' ' // between values; or after a backslash, where nothing can be saved
		case c == '\n':
			out, c = append(out, '\\'), 'n'
		case c == '\r':
			out, c = append(out, '\\'), 'r'
		case c == '\t':
			out, c = append(out, '\\'), 't'
		case c < ' ':
			c = ' '
		case c == '"' && !escaped:
			quoted = !quoted
		}
		escaped = quoted && c == '\\' && !escaped
		out = append(out, c)
	}
	return out
}

// newReqID returns an id that no other request has (§3.2.1).
func newReqID(cmd string) string { return cmd + "_" + rand.Text() }

// abandoned is the error of a request whose caller has given up.
func abandoned(ctx context.Context, cmd string) *wecom.Error {
	return wecom.Unanswered(cmd, "given up before the answer", ctx.Err())
}

// brokenLink is the error of a request that WeCom has not answered.
func brokenLink(cmd, why string) *wecom.Error { return wecom.Unanswered(cmd, why, nil) }

// linkRefusal is the error of a request that WeCom has refused.
func linkRefusal(cmd string, f frame) *wecom.Error {
	return &wecom.Error{Code: *f.Code, API: cmd, Message: wecom.Short(f.Message, wecom.MaxErrorMessage)}
}
