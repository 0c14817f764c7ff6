package wecomtest_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"anwei/bot/wecom/wecomtest"
)

// wire is the smallest client of the long connection: it writes a frame, and reads the next one.
type wire struct {
	t     *testing.T
	ctx   context.Context
	conn  *websocket.Conn
	next  int
	aside []frame // callbacks that came while an answer was awaited
}

type frame struct {
	Cmd     string `json:"cmd,omitempty"`
	Headers struct {
		ReqID string `json:"req_id"`
	} `json:"headers"`
	Body map[string]any `json:"body,omitempty"`
	Code *int           `json:"errcode,omitempty"`
	Text string         `json:"errmsg,omitempty"`
}

func dial(t *testing.T, s *wecomtest.Server) *wire {
	t.Helper()
	w := &wire{t: t, ctx: background(t)}
	conn, resp, err := websocket.Dial(w.ctx, s.BotURL(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if resp.Body != nil {
		_ = resp.Body.Close()
	}
	conn.SetReadLimit(1 << 20)
	t.Cleanup(func() { _ = conn.CloseNow() })
	w.conn = conn
	return w
}

// join dials and subscribes.
func join(t *testing.T, s *wecomtest.Server) *wire {
	t.Helper()
	w := dial(t, s)
	w.want(0, "aibot_subscribe", credentials(s))
	return w
}

func credentials(s *wecomtest.Server) string {
	o := s.Options()
	return `{"bot_id":"` + o.BotID + `","secret":"` + o.BotSecret + `"}`
}

func (w *wire) write(text string) {
	w.t.Helper()
	if err := w.conn.Write(w.ctx, websocket.MessageText, []byte(text)); err != nil {
		w.t.Fatal(err)
	}
}

// read returns the next frame, and why there is none.
func (w *wire) read() (frame, error) {
	_, data, err := w.conn.Read(w.ctx)
	if err != nil {
		return frame{}, err
	}
	var f frame
	if err := json.Unmarshal(data, &f); err != nil {
		w.t.Errorf("frame %q: %v", data, err)
	}
	return f, nil
}

// callback returns the next frame that has a cmd.
func (w *wire) callback() frame {
	w.t.Helper()
	if len(w.aside) > 0 {
		f := w.aside[0]
		w.aside = w.aside[1:]
		return f
	}
	f, err := w.read()
	if err != nil {
		w.t.Fatal(err)
	}
	if f.Cmd == "" {
		w.t.Fatalf("an answer nobody waits for: %+v", f)
	}
	return f
}

// do writes a frame under a fresh req_id and returns its answer.
func (w *wire) do(cmd, body string) frame {
	w.t.Helper()
	w.next++
	return w.as(cmd+"_"+strconv.Itoa(w.next), cmd, body)
}

// as writes a frame under a given req_id.
func (w *wire) as(reqID, cmd, body string) frame {
	w.t.Helper()
	text := `{"cmd":"` + cmd + `","headers":{"req_id":` + strconv.Quote(reqID) + `}`
	if body != "" {
		text += `,"body":` + body
	}
	w.write(text + "}")
	for {
		f, err := w.read()
		if err != nil {
			w.t.Fatalf("%s: %v", cmd, err)
		}
		if f.Cmd != "" {
			w.aside = append(w.aside, f)
			continue
		}
		if f.Headers.ReqID != reqID && strings.HasPrefix(reqID, "ping") {
			continue // the answer to a frame that was written raw
		}
		if f.Headers.ReqID != reqID || f.Code == nil {
			w.t.Fatalf("%s %s: answer %+v", cmd, reqID, f)
		}
		return f
	}
}

func (w *wire) want(code int, cmd, body string) frame {
	w.t.Helper()
	f := w.do(cmd, body)
	w.check(code, cmd, body, f)
	return f
}

func (w *wire) wantAs(reqID string, code int, cmd, body string) {
	w.t.Helper()
	w.check(code, cmd, body, w.as(reqID, cmd, body))
}

func (w *wire) check(code int, cmd, body string, f frame) {
	w.t.Helper()
	if *f.Code != code {
		w.t.Errorf("%s %.300s: %d %s, want errcode %d", cmd, body, *f.Code, f.Text, code)
	}
}

// heard returns the req_id of the next callback and checks what it is.
func (w *wire) heard(cmd, kind string) (string, map[string]any) {
	w.t.Helper()
	f := w.callback()
	if f.Cmd != cmd {
		w.t.Fatalf("%+v, want cmd %s", f, cmd)
	}
	got := str(f.Body, "msgtype")
	if cmd == "aibot_event_callback" {
		event, _ := f.Body["event"].(map[string]any)
		got = str(event, "eventtype")
	}
	if got != kind {
		w.t.Fatalf("%s %+v, want %s", cmd, f.Body, kind)
	}
	return f.Headers.ReqID, f.Body
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// last is the newest line of ann's chat.
func last(t *testing.T, s *wecomtest.Server) wecomtest.Line {
	t.Helper()
	lines := s.Talk("ann")
	if len(lines) == 0 {
		t.Fatal("ann has no lines")
	}
	return lines[len(lines)-1]
}

func post(ctx context.Context, url, body string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
