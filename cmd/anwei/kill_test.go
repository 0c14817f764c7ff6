package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
	"anwei/config/plan"
	"anwei/storage/bolt"
)

// patience bounds each wait of these tests; they wait for events and not for it.
const patience = 30 * time.Second

// gate stands between the bot and the simulated WeCom. While it is shut, a call
// to message/send signals reached and gets no answer: before WeCom has seen it,
// or after WeCom has accepted it.
type gate struct {
	*httptest.Server
	shut    atomic.Bool
	after   bool
	reached chan struct{}
}

func newGate(t *testing.T, sim string, after bool) *gate {
	t.Helper()
	target, err := url.Parse(sim)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	g := &gate{after: after, reached: make(chan struct{}, 100)}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.shut.Load() || !strings.HasSuffix(r.URL.Path, "/message/send") {
			proxy.ServeHTTP(w, r)
			return
		}
		if g.after {
			proxy.ServeHTTP(httptest.NewRecorder(), r)
		}
		// The server notices a dead client only once the body is read.
		_, _ = io.Copy(io.Discard, r.Body)
		g.reached <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(g.Close)
	return g
}

// serving is the program as a process of its own.
type serving struct {
	cmd *exec.Cmd
	url string // of the callback
}

func startServing(t *testing.T, dir, api string, app wecomtest.Options, more ...string) *serving {
	t.Helper()
	// Without reminders the only messages are those that the test causes, at
	// whatever hour it runs.
	quiet, _, _ := bytes.Cut(plan.DefaultYAML(), []byte("\nreminders:"))
	if err := os.WriteFile(filepath.Join(dir, "plan.yaml"), append(quiet, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(dir, "anwei.yaml")
	text := fmt.Sprintf("data: data\nplan: plan.yaml\nlisten: 127.0.0.1:0\nwecom:\n  corp_id: %s\n  agent_id: %d\n  secret: %q\n  api_url: %s\n  callback: {token: %q, aes_key: %q}\n",
		app.CorpID, app.AgentID, app.Secret, api, app.Token, app.AESKey)
	text += strings.Join(more, "\n")
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "serve", "-c", settings)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &serving{cmd: cmd}
	t.Cleanup(s.kill)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the program did not start: %v", err)
	}
	_, after, _ := strings.Cut(line, "回调地址 ")
	s.url, _, _ = strings.Cut(after, "，")
	return s
}

// kill ends the process with SIGKILL: nothing of it gets to clean up.
func (s *serving) kill() {
	_ = s.cmd.Process.Kill() // it may be dead already
	_ = s.cmd.Wait()
}

// TestKillBetweenCommitAndSend kills the process when a message is committed and
// not sent, and when it is sent and not marked. Either way the person gets it
// once.
func TestKillBetweenCommitAndSend(t *testing.T) {
	for _, after := range []bool{false, true} {
		t.Run(fmt.Sprintf("accepted=%t", after), func(t *testing.T) {
			onEachEngine(t, func(t *testing.T, dir, at string) {
				t.Helper()
				killBetween(t, dir, at, after)
			})
		})
	}
}

func killBetween(t *testing.T, dir, at string, after bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	must(t, "", "roster", "import", "--sample", "--data", at)
	sim := wecomtest.NewServer(t, wecomtest.Options{
		Users: []wecomtest.User{{ID: "jianguan", Name: "联合监管员"}},
	})
	gate := newGate(t, sim.URL(), after)
	first := startServing(t, dir, gate.URL, sim.Options(), stored(at)...)
	sim.SetCallback(first.url)
	gate.shut.Store(true)
	// A person with two units is asked by a card, which only the API can carry.
	if err := sim.Say(ctx, "jianguan", "填报"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-gate.reached:
	case <-ctx.Done():
		t.Fatal("the card was never sent")
	}
	first.kill()
	gate.shut.Store(false)
	second := startServing(t, dir, gate.URL, sim.Options(), stored(at)...)
	sim.SetCallback(second.url)
	cards := waitCards(ctx, t, sim, "jianguan")
	if cards != 1 {
		t.Fatalf("the person got %d cards", cards)
	}
	// A later answer shows that nothing came twice meanwhile, and that the talk
	// went on where it was.
	if err := sim.Say(ctx, "jianguan", "教育局"); err != nil {
		t.Fatal(err)
	}
	lines := sim.Talk("jianguan")
	if last := lines[len(lines)-1]; !strings.Contains(last.Text, "县教育局") || countCards(lines) != 1 {
		t.Errorf("after the restart the talk is %+v", lines)
	}
}

// waitCards waits for a card in the person's talk and counts the cards in it.
func waitCards(ctx context.Context, t *testing.T, sim *wecomtest.Server, user string) int {
	t.Helper()
	version := 0
	for {
		lines, v, err := sim.Watch(ctx, user, version)
		if err != nil {
			t.Fatalf("no card came: %v", err)
		}
		if n := countCards(lines); n > 0 {
			return n
		}
		version = v
	}
}

func countCards(lines []wecomtest.Line) int {
	n := 0
	for _, l := range lines {
		if l.Card != nil {
			n++
		}
	}
	return n
}

// TestKillBetweenMessages kills the process after each message of a report; the
// draft goes on where it was.
func TestKillBetweenMessages(t *testing.T) { onEachEngine(t, killBetweenMessages) }

func killBetweenMessages(t *testing.T, dir, at string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	must(t, "", "roster", "import", "--sample", "--data", at)
	sim := wecomtest.NewServer(t, wecomtest.Options{Users: []wecomtest.User{{ID: "nancun_tb", Name: "南村填报员"}}})
	for _, words := range []string{"填报", "3 12", "45 120 118 2 2", "20 44 40 1 1 0 2 0", "确认提交"} {
		p := startServing(t, dir, sim.URL(), sim.Options(), stored(at)...)
		sim.SetCallback(p.url)
		if err := sim.Say(ctx, "nancun_tb", words); err != nil {
			t.Fatal(err)
		}
		p.kill()
	}
	lines := sim.Talk("nancun_tb")
	for _, l := range lines {
		if strings.Contains(l.Text, "第1版") {
			return
		}
	}
	t.Errorf("no report came of %+v", lines)
}

// TestFileCutUnderAServer cuts the ledger of a running server short. It lives, answers
// nobody, and says in its health what is wrong and what to do; a backup that is restored
// has it serve again.
func TestFileCutUnderAServer(t *testing.T) {
	dir := t.TempDir()
	data, backup := filepath.Join(dir, "data"), filepath.Join(dir, "ledger.bak")
	must(t, "", "roster", "import", "--sample", "--data", data)
	sim := wecomtest.NewServer(t, wecomtest.Options{Users: []wecomtest.User{{ID: "nancun_tb", Name: "南村填报员"}}})
	p := startServing(t, dir, sim.URL(), sim.Options())
	sim.SetCallback(p.url)
	if err := sim.Say(t.Context(), "nancun_tb", "填报"); err != nil {
		t.Fatal(err)
	}
	must(t, "", "backup", backup, "--data", data)
	if err := os.Truncate(filepath.Join(data, bolt.File), 32<<10); err != nil {
		t.Fatal(err)
	}
	said := len(sim.Talk("nancun_tb"))
	_ = sim.Say(t.Context(), "nancun_tb", "3 12") // the simulator may tell that it was not answered
	for _, l := range sim.Talk("nancun_tb")[said:] {
		if !l.FromUser {
			t.Errorf("it answers %s", l.Text)
		}
	}
	base, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := call(t, "", "health", "--addr", base.Host); code != 1 || !strings.Contains(stderr, "被截短或写坏了") {
		t.Errorf("health says %d %s", code, stderr)
	}
	if err := p.cmd.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("the process has ended: %v", err)
	}
	p.kill()
	must(t, "", "restore", backup, "--data", data)
	p = startServing(t, dir, sim.URL(), sim.Options())
	sim.SetCallback(p.url)
	if err := sim.Say(t.Context(), "nancun_tb", "3 12"); err != nil {
		t.Fatal(err)
	}
	if lines := sim.Talk("nancun_tb"); !strings.Contains(lines[len(lines)-1].Text, "第2/3组") {
		t.Errorf("restored it says %+v", lines[len(lines)-1])
	}
}
