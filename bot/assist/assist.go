// Package assist asks a language model what a person may have meant.
//
// What the model answers is a stranger's suggestion. Names, phone numbers and
// identity numbers do not leave the house with the words. Of an answer in figures
// only those that stand in the text are kept, and a chosen question only where all
// of it stands in the lists that were shown.
package assist

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"
	"unicode/utf8"

	openai "github.com/sashabaranov/go-openai"

	"anwei"
	"anwei/bot"
)

// ErrVision is returned for a picture where pictures may not be sent.
var ErrVision = errors.New("assist: pictures are switched off; nothing was sent")

var _ bot.Assistant = (*Assistant)(nil)

// Format is how the model's server is told that the answer is to be JSON.
type Format string

// The formats, from the strictest to none. Servers differ in what they know.
const (
	Schema Format = "schema" // response_format json_schema, strict
	Object Format = "object" // response_format json_object
	Tool   Format = "tool"   // a tool call whose arguments are the answer
	Plain  Format = "text"   // no response_format; the prompt alone asks for JSON
)

const (
	defaultTimeout = 20 * time.Second
	maxText        = 4000     // runes of a question
	maxPicture     = 10 << 20 // bytes of a picture
	maxBody        = 1 << 20  // bytes of a server's response
)

// Settings is where the model is and how to speak with it.
type Settings struct {
	// BaseURL is what stands before /chat/completions.
	BaseURL string
	// Key is empty for a server that asks for none.
	Key   string
	Model string
	// Format is Object where it is empty.
	Format Format
	// Vision permits sending pictures.
	Vision bool
	// Timeout is for one question, 20 seconds where it is 0.
	Timeout time.Duration
}

// Assistant asks one model on a server of the OpenAI protocol. Its methods may
// be called from several goroutines.
type Assistant struct {
	client  *openai.Client
	model   string
	format  Format
	vision  bool
	timeout time.Duration
	log     *slog.Logger
}

// New returns an Assistant. It makes no call yet.
func New(s Settings, log *slog.Logger) (*Assistant, error) {
	base, err := url.Parse(s.BaseURL)
	if err != nil || (base.Scheme != "https" && base.Scheme != "http") || base.Host == "" || base.RawQuery != "" || base.Fragment != "" {
		return nil, errors.New("assist: the base URL is not of the form https://host/path")
	}
	if s.Model == "" {
		return nil, errors.New("assist: the model has no name")
	}
	format := cmp.Or(s.Format, Object)
	if !slices.Contains([]Format{Schema, Object, Tool, Plain}, format) {
		return nil, fmt.Errorf("assist: there is no format %q", s.Format)
	}
	if s.Timeout < 0 {
		return nil, errors.New("assist: the timeout is negative")
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	timeout := cmp.Or(s.Timeout, defaultTimeout)
	cfg := openai.DefaultConfig(s.Key)
	cfg.BaseURL = s.BaseURL
	cfg.HTTPClient = doer{&http.Client{
		Timeout:       timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	return &Assistant{
		client: openai.NewClientWithConfig(cfg), model: s.Model, format: format,
		vision: s.Vision, timeout: timeout, log: log,
	}, nil
}

// Guess asks the model for the figures in the question's text or picture. A
// question that holds nothing to read is not asked, and gives no values. The
// text that comes with a picture is not sent.
func (a *Assistant) Guess(ctx context.Context, q bot.Question) (anwei.Values, error) {
	fields := anwei.CountsOf(q.Form.Fields)
	if len(fields) == 0 {
		return nil, nil
	}
	message, ok, err := a.message(q)
	if err != nil || !ok {
		return nil, err
	}
	prompt, err := system(q, fields)
	if err != nil {
		return nil, err
	}
	said, err := a.ask(ctx, prompt, message, answer{name: toolName, what: "填报材料里写着的数字", properties: figureSchema(fields)})
	if err != nil {
		return nil, err
	}
	answered, err := figures(said, fields)
	if err != nil {
		return nil, err
	}
	kept := answered
	if q.Picture == nil {
		kept = standing(answered, q.Text)
	}
	a.log.InfoContext(ctx, "model answered", "model", a.model, "picture", q.Picture != nil,
		"figures", len(answered), "kept", len(kept))
	return kept, nil
}

// ask sends the prompt and what the person gave, and returns what the model said.
func (a *Assistant) ask(ctx context.Context, prompt string, m openai.ChatCompletionMessage, want answer) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, a.timeout)
	defer cancel()
	request, err := a.request(prompt, m, want)
	if err != nil {
		return "", err
	}
	response, err := a.client.CreateChatCompletion(ctx, request)
	if err != nil {
		return "", failure(ctx, err)
	}
	return content(response, want.name)
}

// message makes what the person gave ready to be sent. It reports false where
// there is nothing to send.
func (a *Assistant) message(q bot.Question) (openai.ChatCompletionMessage, bool, error) {
	if q.Picture != nil {
		if !a.vision {
			return openai.ChatCompletionMessage{}, false, ErrVision
		}
		m, err := pictureMessage(q.Picture)
		return m, err == nil, err
	}
	return words(q.Text, q.Hide)
}

// words makes a text ready to be sent, without what must be hidden.
func words(text string, names []string) (openai.ChatCompletionMessage, bool, error) {
	if utf8.RuneCountInString(text) > maxText {
		return openai.ChatCompletionMessage{}, false, errors.New("assist: the text is too long to be asked about")
	}
	text = hide(text, names)
	if !says(text) {
		return openai.ChatCompletionMessage{}, false, nil
	}
	m, err := textMessage(text)
	return m, err == nil, err
}
