package wecom

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/silenceper/wechat/v2/util"
)

const (
	// maxBody is what is read of a callback, in bytes. The longest message that
	// a person can send, a text of 2048 bytes, makes less than 5 KiB.
	maxBody = 64 << 10

	// maxSkew is how far a request's timestamp may be from now. WeCom tries for
	// some twenty seconds, and perhaps keeps the first timestamp (§2.5); the rest
	// is for the clock of an office machine. What is replayed within this time
	// has an id that the handler has seen.
	maxSkew = 10 * time.Minute
)

// query is what stands in the address of a callback (§2.1, §2.2).
type query struct {
	signature string
	timestamp string
	nonce     string
	at        time.Time // the timestamp
	echo      string    // only in a verification
}

func readQuery(r *http.Request) (query, *refusal) {
	v := r.URL.Query()
	q := query{
		signature: v.Get("msg_signature"),
		timestamp: v.Get("timestamp"),
		nonce:     v.Get("nonce"),
		// A plus that was sent unescaped has become a space (§2.1).
		echo: strings.ReplaceAll(v.Get("echostr"), " ", "+"),
	}
	seconds, err := strconv.ParseInt(q.timestamp, 10, 64)
	if err != nil || q.signature == "" || q.nonce == "" {
		return query{}, &refusal{http.StatusBadRequest, "query"}
	}
	q.at = time.Unix(seconds, 0)
	return q, nil
}

// envelope is the body of a callback. ToUserName and AgentID are not signed and
// so say nothing; the elements come in any order (§2.2).
type envelope struct {
	XMLName xml.Name `xml:"xml"`
	Encrypt string   `xml:"Encrypt"`
}

// read takes a request as far as the message inside.
func (c *Callback) read(w http.ResponseWriter, r *http.Request) (*inbound, *refusal) {
	q, no := readQuery(r)
	if no != nil {
		return nil, no
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return nil, &refusal{http.StatusRequestEntityTooLarge, "body_too_large"}
	}
	if err != nil {
		return nil, &refusal{http.StatusBadRequest, "body_truncated"}
	}
	var e envelope
	if err := readXML(bytes.NewReader(body), &e); err != nil {
		return nil, &refusal{http.StatusBadRequest, "envelope"}
	}
	plain, no := c.open(q, strings.TrimSpace(e.Encrypt))
	if no != nil {
		return nil, no
	}
	in, err := parseInbound(plain)
	if err != nil {
		return nil, &refusal{http.StatusBadRequest, "message"}
	}
	return in, nil
}

// open checks who sealed something and when, and decrypts it.
func (c *Callback) open(q query, encrypted string) ([]byte, *refusal) {
	if encrypted == "" {
		return nil, &refusal{http.StatusBadRequest, "nothing_encrypted"}
	}
	if !c.seal.signed(q.signature, q.timestamp, q.nonce, encrypted) {
		return nil, &refusal{http.StatusForbidden, "signature"}
	}
	if c.now().Sub(q.at).Abs() > maxSkew {
		return nil, &refusal{http.StatusForbidden, "timestamp"}
	}
	plain, err := c.seal.decrypt(encrypted)
	if errors.Is(err, errReceiver) {
		return nil, &refusal{http.StatusForbidden, "receiver"}
	}
	if err != nil {
		return nil, &refusal{http.StatusBadRequest, "encryption"}
	}
	return plain, nil
}

const (
	randomSize = 16                // random bytes before the length (§2.3)
	headSize   = randomSize + 4    // the random bytes and the length
	maxPad     = 2 * aes.BlockSize // WeCom pads to 32 bytes, not to AES's 16
)

var (
	errSealed   = errors.New("wecom: the message cannot be decrypted")
	errReceiver = errors.New("wecom: the message is for another receiver")
)

// seal signs, encrypts and decrypts callbacks (§2.2, §2.3). silenceper signs
// and encrypts for it. It decrypts by itself, since util.DecryptMsg looks at the
// last padding byte only and refuses the empty receiveid of a 智能机器人 (§5.3).
type seal struct {
	token     string
	aesKey    string // as WeCom shows it, which is the form silenceper takes
	key       []byte
	receiveID string
}

func newSeal(token, aesKey, receiveID string) (*seal, error) {
	if token == "" {
		return nil, errors.New("wecom: the callback's token is empty")
	}
	// The last character of some keys has stray bits, hence no Strict (§2.3).
	key, err := base64.StdEncoding.DecodeString(aesKey + "=")
	if err != nil || len(key) != 32 {
		return nil, errors.New("wecom: the callback's EncodingAESKey is not 43 letters and digits")
	}
	return &seal{token: token, aesKey: aesKey, key: key, receiveID: receiveID}, nil
}

// sign passes the parts one by one: util.Signature sorts a slice in place.
func (s *seal) sign(timestamp, nonce, encrypted string) string {
	return util.Signature(s.token, timestamp, nonce, encrypted)
}

func (s *seal) signed(signature, timestamp, nonce, encrypted string) bool {
	want := s.sign(timestamp, nonce, encrypted)
	return subtle.ConstantTimeCompare([]byte(want), []byte(signature)) == 1
}

// decrypt returns errSealed for what WeCom cannot have made, and errReceiver
// for what it made for someone else.
func (s *seal) decrypt(encrypted string) ([]byte, error) {
	data, err := base64.StdEncoding.DecodeString(encrypted)
	if err != nil {
		return nil, errSealed
	}
	plain, ok := Decipher(s.key, data)
	if !ok || len(plain) < headSize {
		return nil, errSealed
	}
	size := int64(binary.BigEndian.Uint32(plain[randomSize:headSize]))
	body := plain[headSize:]
	if size > int64(len(body)) {
		return nil, errSealed
	}
	if string(body[size:]) != s.receiveID {
		return nil, errReceiver
	}
	return body[:size:size], nil
}

// Decipher decrypts AES-256-CBC, the first 16 bytes of the key as IV, and takes off the
// padding, which goes to 32 bytes (§2.3, §3.2.6). It reports false for what WeCom cannot
// have made.
func Decipher(key, data []byte) (plain []byte, ok bool) {
	block, err := aes.NewCipher(key)
	if err != nil || len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return nil, false
	}
	plain = make([]byte, len(data))
	cipher.NewCBCDecrypter(block, key[:aes.BlockSize]).CryptBlocks(plain, data)
	pad := int(plain[len(plain)-1])
	if pad < 1 || pad > maxPad || pad > len(plain) {
		return nil, false
	}
	body, padding := plain[:len(plain)-pad], plain[len(plain)-pad:]
	return body, bytes.Count(padding, padding[:1]) == pad
}

func (s *seal) encrypt(plain []byte) (string, error) {
	random := make([]byte, randomSize)
	_, _ = rand.Read(random) // never fails, says its documentation
	encrypted, err := util.EncryptMsg(random, plain, s.receiveID, s.aesKey)
	if err != nil {
		return "", fmt.Errorf("wecom: encrypt: %w", err)
	}
	return string(encrypted), nil
}

// Verification is the query in which WeCom verifies a callback's address: the word
// encrypted, which is to come back in the clear (§2.1).
func (cfg CallbackConfig) Verification(word string, now time.Time) (url.Values, error) {
	s, err := newSeal(cfg.Token, cfg.AESKey, cfg.CorpID)
	if err != nil {
		return nil, err
	}
	sealed, err := s.encrypt([]byte(word))
	timestamp, nonce := strconv.FormatInt(now.Unix(), 10), rand.Text()
	return url.Values{
		"msg_signature": {s.sign(timestamp, nonce, sealed)}, "timestamp": {timestamp}, "nonce": {nonce}, "echostr": {sealed},
	}, err
}
