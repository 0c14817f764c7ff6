package wecomtest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readJSON decodes a request body into v. A field that v does not know is reported and otherwise ignored, as WeCom would
// ignore it.
func (s *corp) readJSON(c *call, v any) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(c.Body, maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("body: %w", err)
	}
	if len(data) > maxBody {
		s.report("%s: body of more than %d bytes", c.URL.Path, maxBody)
		return nil, refuse(40058, "body too large")
	}
	return data, s.decode(c.URL.Path, data, v)
}

// decode reports under the name of where the data came from.
func (s *corp) decode(where string, data []byte, v any) error {
	if !utf8.Valid(data) {
		s.report("%s: body is not UTF-8", where)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if err != nil && strings.Contains(err.Error(), "unknown field") {
		s.report("%s: %v", where, err)
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		s.report("%s: body: %v", where, err)
		return refuse(40058, "invalid json: %v", err)
	}
	if d.More() {
		s.report("%s: body goes on after the JSON value", where)
	}
	return nil
}

// agentNumber is an agentid, which clients send as a number or as a string (§1.2; the string is UNCONFIRMED).
type agentNumber struct {
	given bool
	value int
}

// UnmarshalJSON accepts 1000002, "1000002", "" and null. What is no number at all is told apart by the value -1.
func (a *agentNumber) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	if text == "" || text == "null" {
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		n = -1
	}
	*a = agentNumber{given: true, value: n}
	return nil
}

func (s *corp) checkAgent(a agentNumber) error {
	switch {
	case !a.given:
		return refuse(41011, "missing agentid")
	case a.value < 0:
		return refuse(40056, "invalid agentid")
	case a.value != s.opts.AgentID:
		return refuse(301002, "not allow operate another agent with this accesstoken")
	}
	return nil
}

// cut shortens text to at most limit bytes without splitting a character.
func cut(text string, limit int) (string, bool) {
	if len(text) <= limit {
		return text, false
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit], true
}

// refusal is a business error: HTTP 200 with an errcode (§1.0).
type refusal struct {
	code int
	why  string
}

func (r *refusal) Error() string { return "errcode " + strconv.Itoa(r.code) + ": " + r.why }

func refuse(code int, format string, args ...any) error {
	return &refusal{code: code, why: fmt.Sprintf(format, args...)}
}

// errmsg has the real shape: text, hint, address of the caller, link (§1.0).
func errmsg(code int, why, ip string) string {
	if why == "" {
		why = errText(code)
	}
	return why + ", hint: [" + digits(25) + "], from ip: " + ip +
		", more info at https://open.work.weixin.qq.com/devtool/query?e=" + strconv.Itoa(code)
}

// errText knows the errors that tests most often order by FailNext.
func errText(code int) string {
	return cmp.Or(map[int]string{
		-1:     "system busy",
		40001:  "invalid credential",
		40007:  "invalid media_id",
		40014:  "invalid access_token",
		42001:  "access_token expired",
		45009:  "api freq out of limit",
		45033:  "api concurrent out of limit",
		48002:  "api forbidden for the app",
		50003:  "app disabled",
		60020:  "not allow to access from your ip",
		81013:  "user & party & tag all invalid",
		846607: "bot message rate exceeded",
		846609: "aibot websocket not subscribed",
		853000: "invalid bot_id or secret",
	}[code], "error "+strconv.Itoa(code))
}
