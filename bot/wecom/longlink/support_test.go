package longlink_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"anwei/bot"
)

// appSecret is the secret of the tests' app.
const appSecret = "s3cr3t+/&%-of-the-app"

// said is all that the package has logged and all errors it has returned in
// this run. TestMain looks for secrets in it.
type transcript struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

var said transcript

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buf.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buf.String()
}

// note keeps an error's whole chain for TestMain.
func note(err error) error {
	for e := err; e != nil; e = errors.Unwrap(e) {
		_, _ = fmt.Fprintf(&said, "error: %v %+v %#v\n", e, e, e)
	}
	return err
}

// private is what people say in these tests, where it would be recognised.
const private = "检查3次发现12个隐患"

func TestMain(m *testing.M) {
	code := m.Run()
	if err := goleak.Find(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	all := said.String()
	for _, secret := range []string{
		appSecret, botSecret, private, "access_token=", "corpsecret=", "wecomtestToken", "wecomtest0wecomtest1",
	} {
		if at := strings.Index(all, secret); at >= 0 {
			fmt.Fprintf(os.Stderr, "logged or returned %q: …%s…\n", secret, all[max(0, at-200):min(len(all), at+100)])
			code = 1
		}
	}
	os.Exit(code)
}

func logger(tb testing.TB) *slog.Logger {
	tb.Helper()
	return slog.New(slog.NewJSONHandler(io.MultiWriter(&said, tb.Output()), &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// handler records what it is given and answers what it is told to.
type handler struct {
	handle func(ctx context.Context, m bot.Message) (bot.Answer, error)

	mu       sync.Mutex
	messages []bot.Message
	answered []bot.Answer
}

func (h *handler) Handle(ctx context.Context, m bot.Message) (bot.Answer, error) {
	h.mu.Lock()
	h.messages = append(h.messages, m)
	h.mu.Unlock()
	if h.handle == nil {
		return bot.Answer{}, nil
	}
	return h.handle(ctx, m)
}

func (h *handler) Answered(_ context.Context, a bot.Answer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answered = append(h.answered, a)
}

func (h *handler) heard() []bot.Message {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.messages
}

func (h *handler) marked() []bot.Answer {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.answered
}
