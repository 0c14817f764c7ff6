package assist

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"anwei"
)

// maxFigure is beyond every count of a county.
const maxFigure = 1_000_000_000

var errRedirect = errors.New("assist: the server sends us elsewhere")

// doer bounds what comes back, and takes a redirect for a failure.
type doer struct{ http *http.Client }

// Do makes the request.
func (d doer) Do(r *http.Request) (*http.Response, error) {
	response, err := d.http.Do(r) //nolint:gosec // the address is the operator's own
	if err != nil {
		return nil, err
	}
	if response.StatusCode >= 300 && response.StatusCode < 400 {
		_ = response.Body.Close()
		return nil, errRedirect
	}
	response.Body = http.MaxBytesReader(nil, response.Body, maxBody)
	return response, nil
}

// failure tells why there is no answer. What the server said is left out, for
// it may repeat the key or the text; so is the address, for it may hold a
// password.
func failure(ctx context.Context, err error) error {
	api, isAPI := errors.AsType[*openai.APIError](err)
	request, isRequest := errors.AsType[*openai.RequestError](err)
	operation, isOperation := errors.AsType[*net.OpError](err)
	timeout, isTimeout := errors.AsType[net.Error](err)
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("assist: no answer from the model: %w", ctx.Err())
	case errors.Is(err, context.DeadlineExceeded), isTimeout && timeout.Timeout():
		return fmt.Errorf("assist: no answer from the model: %w", context.DeadlineExceeded)
	case isAPI:
		return refusal(api.HTTPStatusCode)
	case isRequest:
		return refusal(request.HTTPStatusCode)
	case errors.Is(err, errRedirect):
		return errRedirect
	case isOperation:
		return fmt.Errorf("assist: the model's server cannot be reached: %w", operation)
	}
	return errors.New("assist: the server's answer is not of the OpenAI protocol, or the connection broke")
}

func refusal(status int) error {
	return fmt.Errorf("assist: the model's server refused with HTTP status %d", status)
}

// content returns what the model said. A server may report an error with status
// 200, which the library takes for an answer without choices.
func content(r openai.ChatCompletionResponse, tool string) (string, error) {
	if len(r.Choices) == 0 {
		return "", errors.New("assist: the server answered without a choice")
	}
	c := r.Choices[0]
	switch {
	case c.Message.Refusal != "", c.FinishReason == openai.FinishReasonContentFilter:
		return "", errors.New("assist: the model refused")
	case c.FinishReason == openai.FinishReasonLength:
		return "", errors.New("assist: the model's answer was cut off")
	}
	for _, call := range c.Message.ToolCalls {
		if call.Function.Name == tool {
			return call.Function.Arguments, nil
		}
	}
	return c.Message.Content, nil
}

// figures reads the answer: an object of field ids and whole numbers. What is no
// figure of the form is thrown out; what is no object is an error.
func figures(said string, fields []anwei.Field) (anwei.Values, error) {
	object, err := object(said)
	if err != nil {
		return nil, err
	}
	values := anwei.Values{}
	for _, f := range fields {
		if n, ok := figure(object[string(f.ID)]); ok {
			values[f.ID] = anwei.Number(n)
		}
	}
	return values, nil
}

// object reads an answer as a JSON object.
func object(said string) (map[string]json.RawMessage, error) {
	var o map[string]json.RawMessage
	if err := json.Unmarshal([]byte(bare(said)), &o); err != nil || o == nil {
		return nil, errors.New("assist: the model's answer is no JSON object")
	}
	return o, nil
}

// bare takes the thoughts before an answer and the fence around it away.
func bare(said string) string {
	s := strings.TrimSpace(said)
	if strings.HasPrefix(s, "<think>") {
		_, s, _ = strings.Cut(s, "</think>")
		s = strings.TrimSpace(s)
	}
	if inner, ok := strings.CutPrefix(s, "```"); ok {
		inner = strings.TrimPrefix(strings.TrimPrefix(inner, "json"), "JSON")
		s = strings.TrimSuffix(inner, "```")
	}
	return s
}

// figure reads 12 or "12", and nothing else: neither 12.0 nor 1e3.
func figure(raw json.RawMessage) (int64, bool) {
	text := string(raw)
	if strings.HasPrefix(text, `"`) && json.Unmarshal(raw, &text) != nil {
		return 0, false
	}
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && n <= maxFigure
}
