package wecom

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/silenceper/wechat/v2/util"
)

// The bounds of what is read of an answer, in bytes: of most, of a list of people
// or departments, and of a picture or file that a person sent, of which WeCom
// takes none above 20 MB (§1.6).
const (
	maxAnswer = 1 << 20
	maxList   = 32 << 20
	maxMedia  = 21 << 20
)

// call is one request that silenceper makes for a Client or a Webhook.
type call struct {
	ctx    context.Context // silenceper takes none where it sends
	api    string
	base   *url.URL
	http   *http.Client
	secret string // the access token; at gettoken the app's secret, at webhook/… the robot's key
}

// roundTrip sends the request to the Client's server with the real secret in
// its query, which silenceper does not escape and Encode does.
func (c *call) roundTrip(r *http.Request, q url.Values) (*http.Response, error) {
	out := r.Clone(c.ctx)
	out.URL = c.base.JoinPath(r.URL.Path)
	out.URL.RawQuery = q.Encode()
	out.Host = ""
	if err := plainJSON(out); err != nil {
		return nil, c.broken(err)
	}
	resp, err := c.http.Do(out) //nolint:gosec // the address is the operator's setting
	if err != nil {
		return nil, c.broken(err)
	}
	from := resp.Body // what is closed, and not its replacement: the client's timer ends with it
	defer func() { _ = from.Close() }()
	kind := resp.Header.Get("Content-Type")
	raw := c.api == apiMedia && resp.StatusCode == http.StatusOK &&
		!strings.Contains(kind, "json") && !strings.Contains(kind, "html") // which a gateway sends
	limit := c.limit(raw)
	body, err := io.ReadAll(io.LimitReader(from, limit+1))
	if err != nil {
		return nil, c.broken(err)
	}
	if int64(len(body)) > limit {
		return nil, &Error{API: c.api, Message: fmt.Sprintf("the answer has more than %d bytes", limit), temporary: !raw}
	}
	if !raw {
		if err := c.verdict(resp.StatusCode, body); err != nil {
			return nil, err
		}
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

func (c *call) limit(raw bool) int64 {
	switch {
	case raw:
		return maxMedia
	case c.api == apiUsers, c.api == apiUserNames, c.api == apiUserIDs, c.api == apiDepartments, c.api == apiDeptIDs:
		return maxList
	}
	return maxAnswer
}

// verdict reads what every answer of WeCom has: the status 200 and an errcode
// (§1.0). Whatever else comes is a gateway's, which says nothing of the message: it
// was not sent, and may be sent again.
func (c *call) verdict(status int, body []byte) error {
	if status != http.StatusOK {
		return &Error{API: c.api, Message: fmt.Sprintf("HTTP status %d", status), temporary: true}
	}
	var v struct {
		Code    *int   `json:"errcode"`
		Message string `json:"errmsg"`
	}
	if err := json.Unmarshal(body, &v); err != nil || v.Code == nil {
		return &Error{API: c.api, Message: "the answer is not WeCom's: it has no errcode", temporary: true}
	}
	if *v.Code != 0 {
		return &Error{Code: *v.Code, API: c.api, Message: c.redact(v.Message)}
	}
	return nil
}

// broken is the error of a call that got no answer. A *url.Error quotes the
// address with the secret in it, so that only what it wraps is told.
func (c *call) broken(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return &Error{API: c.api, Message: c.redact(err.Error()), temporary: true, cause: cause(err)}
}

// redact is the last resort against a secret in a text that others made.
func (c *call) redact(text string) string {
	text = strings.ReplaceAll(text, c.secret, "[redacted]")
	text = strings.ReplaceAll(text, url.QueryEscape(c.secret), "[redacted]")
	return Short(text, MaxErrorMessage)
}

// plainJSON undoes the HTML escapes of json.Marshal in what message.Client
// sends, since WeCom has an error, 40033, for \uxxxx (§5.3), and adds the
// Content-Type that it leaves out. The pair of backslashes comes first, so that
// an escaped backslash before a u is passed over.
func plainJSON(r *http.Request) error {
	if r.Body == nil || r.Header.Get("Content-Type") != "" {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return fmt.Errorf("wecom: body: %w", err)
	}
	_ = r.Body.Close()
	plain := strings.NewReplacer(
		`\\`, `\\`, `\u003c`, "<", `\u003e`, ">", `\u0026`, "&", `\u2028`, "\u2028", `\u2029`, "\u2029",
	).Replace(string(body))
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.ContentLength = int64(len(plain))
	r.Body = io.NopCloser(strings.NewReader(plain))
	r.GetBody = nil
	return nil
}

// get makes a call that silenceper does not have and reads its answer into into.
func (c *Client) get(ctx context.Context, api string, query url.Values, into any) error {
	return c.do(ctx, api, func(t ticket) error {
		answer, err := util.HTTPGetContext(ctx, address(api, t, query))
		if err != nil {
			return err
		}
		return decode(api, answer, into)
	})
}

// post makes a call with a body. Nil leaves the answer unread but for its errcode.
func (c *Client) post(ctx context.Context, api string, query url.Values, body, into any) error {
	return c.do(ctx, api, func(t ticket) error {
		answer, err := util.PostJSONContext(ctx, address(api, t, query), body)
		if err != nil || into == nil {
			return err
		}
		return decode(api, answer, into)
	})
}

// decode does not tell what encoding/json says, which quotes the answer: it may
// have people's names in it.
func decode(api string, answer []byte, into any) error {
	if err := json.Unmarshal(answer, into); err != nil {
		return Declined(api, "the answer is not as WeCom documents it")
	}
	return nil
}

func address(api string, t ticket, query url.Values) string {
	return fmt.Sprintf("%s/cgi-bin/%s?access_token=%s&%s", defaultAPI, api, t, query.Encode())
}
