package longlink

import (
	"encoding/json"
	"time"

	"anwei/bot"
)

// EncodeFrame writes a request of the long connection.
func EncodeFrame(cmd, reqID string, body any) ([]byte, error) { return encodeFrame(cmd, reqID, body) }

// ParseFrame reads a frame of the long connection.
func ParseFrame(data []byte) (cmd, reqID string, body json.RawMessage, err error) {
	f, err := parseFrame(data)
	return f.Cmd, f.Headers.ReqID, f.Body, err
}

// AsMarkdown writes a plain text for the long connection.
func AsMarkdown(text string) string { return asMarkdown(text) }

// Unlock decrypts what a person sent over the long connection.
func Unlock(data []byte, key string) (plain []byte, ok bool) { return unlock(data, key) }

// ReadBotBody reads the body of a message as far as the bot.Message.
func ReadBotBody(data []byte, arrived time.Time) (m bot.Message, group bool, err error) {
	b, err := parseBotBody(data)
	if err != nil {
		return m, false, err
	}
	if b.MsgType == "event" {
		return b.event(bot.ButtonMessage, b.Event.Press.EventKey, arrived), b.group(), nil
	}
	return b.message(arrived), b.group(), nil
}

// KeyWithCard is the key of a card's button on the wire, and ReadKey what of it
// is ours.
func KeyWithCard(key, title, text string) string { return drawn{title, text}.key(key) }

// ReadKey takes such a key apart.
func ReadKey(carried string) (key, title, text string) {
	key, d := readButton(carried)
	return key, d.title, d.text
}

// PauseAfter is the time until the next try to connect.
func PauseAfter(failures int, err error, random float64) time.Duration {
	return pauseAfter(failures, err, random)
}

// MediaID is the id of what can be fetched there.
func MediaID(url, key string) string { return botMedia{url, key}.id() }

// Held returns how many messages are held.
func (s *Socket) Held() int { return len(s.lanes.room) }

// Replied returns how many answers are remembered.
func (s *Socket) Replied() int { return len(s.replied.ids) }
