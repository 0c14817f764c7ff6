package longlink

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"anwei/bot/wecom"
)

// apiBotMedia stands as Error.API for what a person sent over the long
// connection.
const apiBotMedia = "aibot media"

const (
	// mediaPrefix tells a media id that a Socket made from one of the app's.
	mediaPrefix = "aibot:"
	// maxMediaURL bounds the address of a picture, in bytes.
	maxMediaURL = 4 << 10
	// maxBotMedia bounds what a person sent, in bytes. Pictures have at most 10 MB;
	// of files it is not said, and a bot may send 20 MB (§3.2.7).
	maxBotMedia = 21 << 20
)

// botMedia is where WeCom keeps what a person sent, for five minutes, and the
// key that it is locked with (§3.2.6). Without a key it is not locked.
type botMedia struct {
	URL    string `json:"url"`
	AESKey string `json:"aeskey"`
}

// id packs both into one string, so that the picture can be fetched by another
// process than heard of it. It is "" where there is nothing to fetch.
func (m botMedia) id() string {
	if m.URL == "" || len(m.URL) > maxMediaURL || len(m.AESKey) > 64 {
		return ""
	}
	return mediaPrefix + base64.RawURLEncoding.EncodeToString([]byte(m.AESKey+"\n"+m.URL))
}

func readMediaID(id string) (m botMedia, ok bool) {
	packed, ok := strings.CutPrefix(id, mediaPrefix)
	if !ok || len(packed) > 2*maxMediaURL {
		return m, false
	}
	plain, err := base64.RawURLEncoding.DecodeString(packed)
	if err != nil {
		return m, false
	}
	m.AESKey, m.URL, ok = strings.Cut(string(plain), "\n")
	return m, ok
}

// Picture fetches and unlocks what a person sent, by the Media of the message.
// WeCom keeps it for five minutes. Anything above 21 MiB is refused.
func (s *Socket) Picture(ctx context.Context, media string) ([]byte, error) {
	m, ok := readMediaID(media)
	if !ok {
		return nil, wecom.Declined(apiBotMedia, "the media id is malformed")
	}
	at, err := url.Parse(m.URL)
	if err != nil || at.Host == "" || at.Scheme != "https" && (at.Scheme != "http" || !s.clear) {
		return nil, wecom.Declined(apiBotMedia, "the address is not of the form https://host")
	}
	data, err := s.download(ctx, m.URL)
	if err != nil || m.AESKey == "" {
		return data, err
	}
	plain, ok := unlock(data, m.AESKey)
	if !ok {
		return nil, wecom.Declined(apiBotMedia, "it cannot be decrypted")
	}
	return plain, nil
}

// download keeps the address, which is signed, out of its errors.
func (s *Socket) download(ctx context.Context, address string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return nil, wecom.Declined(apiBotMedia, "the address is malformed")
	}
	resp, err := s.http.Do(r)
	if err != nil {
		return nil, wecom.Unanswered(apiBotMedia, "no connection", err)
	}
	defer func() { _ = resp.Body.Close() }()
	switch {
	case resp.StatusCode >= http.StatusInternalServerError || resp.StatusCode == http.StatusTooManyRequests:
		return nil, wecom.Unanswered(apiBotMedia, fmt.Sprintf("HTTP status %d", resp.StatusCode), nil)
	case resp.StatusCode != http.StatusOK:
		return nil, wecom.Declined(apiBotMedia, fmt.Sprintf("HTTP status %d: it is kept for five minutes only", resp.StatusCode))
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxBotMedia+1))
	switch {
	case err != nil:
		return nil, wecom.Unanswered(apiBotMedia, "the connection broke", err)
	case len(data) > maxBotMedia:
		return nil, wecom.Declined(apiBotMedia, "it is too large")
	}
	return data, nil
}

// unlock decrypts what a person sent. The key is base64, with or without its padding.
func unlock(data []byte, aesKey string) (plain []byte, ok bool) {
	key, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.TrimSpace(aesKey), "="))
	if err != nil || len(key) != 32 {
		return nil, false
	}
	return wecom.Decipher(key, data)
}
