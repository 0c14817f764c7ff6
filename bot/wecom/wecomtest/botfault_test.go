package wecomtest_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

// talking is a bot that a person has written to, and the req_id to answer under.
func talking(t *testing.T) (*wecomtest.Server, *wire, string) {
	t.Helper()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	w := join(t, s)
	must(t, s.BotSay("ann", "你好"))
	id, _ := w.heard(msg, "text")
	return s, w, id
}

func TestBotFailNext(t *testing.T) {
	s, w, id := talking(t)
	s.BotFailNext(45009, 1)
	s.BotFailNext(-1, 1)
	w.want(0, "ping", "")
	w.wantAs(id, 45009, respond, someMark)
	w.want(-1, push, pushTo("ann", someMark))
	if got := len(s.Talk("ann")); got != 1 {
		t.Errorf("%d lines, want 1: a failed frame shows nothing", got)
	}
	w.wantAs(id, 0, respond, someMark)
	s.BotFailSubscribe(-1, 1)
	s.BotDrop()
	w = dial(t, s)
	w.want(-1, "aibot_subscribe", credentials(s))
	w.want(846609, "ping", "")
	s.BotMuteSubscribe(1)
	w.write(`{"cmd":"aibot_subscribe","headers":{"req_id":"mute"},"body":` + credentials(s) + `}`)
	w.want(846609, "ping", "") // heard after it, and answered
	w.want(0, "aibot_subscribe", credentials(s))
}

func TestBotBreaks(t *testing.T) {
	for name, c := range map[string]struct {
		order func(*wecomtest.Server)
		lines int
	}{
		"before": {func(s *wecomtest.Server) { s.BotBreakBefore(1) }, 1},
		"after":  {func(s *wecomtest.Server) { s.BotBreakNext(1) }, 2},
	} {
		s, w, id := talking(t)
		c.order(s)
		w.write(`{"cmd":"aibot_respond_msg","headers":{"req_id":"` + id + `"},"body":` + someMark + `}`)
		if f, err := w.read(); err == nil {
			t.Errorf("%s: answer %+v", name, f)
		}
		if got := len(s.Talk("ann")); got != c.lines {
			t.Errorf("%s: %d lines, want %d", name, got, c.lines)
		}
		join(t, s).want(0, push, pushTo("ann", someMark))
	}
}

func TestBotMuteAndSlow(t *testing.T) {
	s, w, id := talking(t)
	s.BotMuteNext(1)
	w.write(`{"cmd":"aibot_respond_msg","headers":{"req_id":"` + id + `"},"body":` + someMark + `}`)
	w.want(0, "ping", "") // the connection is open, and the answer before this one never came
	if got := len(s.Talk("ann")); got != 2 {
		t.Errorf("%d lines, want 2", got)
	}
	const late = 50 * time.Millisecond
	s.BotSlowNext(late, 1)
	begun := time.Now()
	w.want(0, push, pushTo("ann", someMark))
	if took := time.Since(begun); took < late {
		t.Errorf("answered after %v", took)
	}
}

func TestBotGarbageAndControl(t *testing.T) {
	s, w, id := talking(t)
	s.BotGarbageNext(1)
	w.write(`{"cmd":"aibot_respond_msg","headers":{"req_id":"` + id + `"},"body":` + someMark + `}`)
	var frames []string
	for {
		_, data, err := w.conn.Read(w.ctx)
		must(t, err)
		if strings.Contains(string(data), `"`+id+`"`) {
			break
		}
		frames = append(frames, string(data))
	}
	if len(frames) < 5 {
		t.Errorf("garbage %q", frames)
	}
	s.BotControlNext(1)
	must(t, s.BotSay("ann", "十二家"))
	_, data, err := w.conn.Read(w.ctx)
	must(t, err)
	clean := strings.Map(func(r rune) rune {
		if r < ' ' {
			return -1
		}
		return r
	}, string(data))
	if clean == string(data) || !strings.Contains(clean, `"content":"十二家"`) {
		t.Errorf("message %q", data)
	}
	must(t, s.BotSay("ann", "干净的"))
	w.heard(msg, "text")
}

func TestFaultsOfTheAPI(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	try := func(body string) (int, string, error) {
		status, data, err := a.try("POST", "/cgi-bin/message/send", "", strings.NewReader(body))
		return status, string(data), err
	}
	s.TruncateNext(1)
	if _, data, err := try(text("ann", "x", "")); err == nil || !strings.HasPrefix(data, "{") {
		t.Errorf("truncated: %q %v", data, err)
	}
	s.SlowNext(20*time.Millisecond, 1)
	begun := time.Now()
	if status, _, err := try(text("ann", "y", "")); err != nil || status != 200 || time.Since(begun) < 20*time.Millisecond {
		t.Errorf("slow: HTTP %d %v after %v", status, err, time.Since(begun))
	}
	if got := len(s.Talk("ann")); got != 2 {
		t.Errorf("%d lines, want 2: truncated and slow calls take effect", got)
	}
	s.HangNext(1)
	s.FailNext(60020, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if err := hang(ctx, a); err == nil || ctx.Err() == nil {
		t.Errorf("hanging: %v", err)
	}
	wantCode(t, "after the hanging one", a.send(text("ann", "z", "")), 60020)
	s.HangNext(1)
	s.ClearFaults()
	wantCode(t, "cleared", a.send(text("ann", "z", "")), 0)
}

func TestCloseEndsWhatHangs(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	w := join(t, s)
	s.HangNext(1)
	ended := make(chan error, 2)
	go func() { ended <- hang(t.Context(), a) }()
	go func() {
		_, err := w.read()
		ended <- err
	}()
	for s.Calls("/cgi-bin/message/send") == 0 {
		time.Sleep(time.Millisecond)
	}
	begun := time.Now()
	s.Close()
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("closed after %v", took)
	}
	for range 2 {
		if err := <-ended; err == nil {
			t.Error("answered by a closed server")
		}
	}
}

func hang(ctx context.Context, a *api) error {
	return post(ctx, a.s.URL()+"/cgi-bin/message/send?access_token="+a.token, text("ann", "x", ""))
}

func TestChaosIsRepeatableAndBounded(t *testing.T) {
	run := func(seed uint64) (results []bool) {
		s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
		a := newAPI(t, s)
		s.Chaos(seed, 0.6)
		row := 0
		for range 60 {
			status, data, err := a.try("GET", "/cgi-bin/user/get?userid=ann", "", nil)
			ok := err == nil && status == 200 && strings.Contains(string(data), `"errcode":0`)
			results = append(results, ok)
			if row++; ok {
				row = 0
			}
			if row > 2 {
				t.Fatalf("%d faults in a row", row)
			}
			if strings.Contains(string(data), "40014") || strings.Contains(string(data), "42001") {
				a.login()
			}
		}
		s.ClearFaults()
		a.login()
		wantCode(t, "after the chaos", a.send(text("ann", "x", "")), 0)
		return results
	}
	one, same, other := run(7), run(7), run(8)
	equal := func(a, b []bool) bool {
		for i := range a {
			if a[i] != b[i] {
				return false
			}
		}
		return true
	}
	if !equal(one, same) || equal(one, other) {
		t.Error("the same seed does not deal the same faults, or another does")
	}
}

func TestChaosOnTheLongConnection(t *testing.T) {
	s, w, _ := talking(t)
	s.Chaos(3, 0.5)
	fine, bad := 0, 0
	for range 25 {
		w.write(`{"cmd":"aibot_send_msg","headers":{"req_id":"P"},"body":` + pushTo("ann", someMark) + `}`)
		for {
			_, data, err := w.conn.Read(w.ctx)
			if err != nil {
				bad++
				w = join(t, s)
				break
			}
			if !strings.Contains(string(data), `"req_id":"P"`) {
				continue
			}
			if strings.Contains(string(data), `"errcode":0`) {
				fine++
			} else {
				bad++
			}
			if strings.Contains(string(data), "846609") {
				w.want(0, "aibot_subscribe", credentials(s))
			}
			break
		}
	}
	if fine < 5 || bad < 5 {
		t.Errorf("%d fine, %d bad", fine, bad)
	}
}

func TestBotThatDoesNotRead(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	join(t, s) // and never reads again
	words := strings.Repeat("安", 10000)
	for s.BotConnected() {
		if s.BotSay("ann", words) != nil || len(s.Talk("ann")) > 5000 {
			break
		}
	}
	for s.BotConnected() {
		time.Sleep(time.Millisecond)
	}
	join(t, s)
	s.BotKick() // the farewell is never answered
	begun := time.Now()
	s.Close()
	if took := time.Since(begun); took > 3*time.Second {
		t.Errorf("closed after %v", took)
	}
}
