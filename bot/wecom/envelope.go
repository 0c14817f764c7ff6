package wecom

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
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
