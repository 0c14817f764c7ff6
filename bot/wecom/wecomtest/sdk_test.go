package wecomtest_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

// sdkBot is a bot on the official Node SDK, testdata/sdk/bot.mjs.
type sdkBot struct {
	t    *testing.T
	seen chan sighting
}

// sighting is a line that it prints.
type sighting struct {
	Seen  string `json:"seen"`
	Name  string `json:"name"`
	Text  string `json:"text"`
	From  string `json:"from"`
	Quote string `json:"quote"`
	Sum   string `json:"sum"`
	ID    string `json:"id"`
	Code  int    `json:"code"`
}

// missing skips the test visibly, or fails it where everything is required.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("ANWEI_REQUIRE") == "all" {
		t.Fatalf("ANWEI_REQUIRE=all asks for the official Node SDK: "+format, args...)
	}
	t.Skipf("the simulator is not held to the official Node SDK: "+format, args...)
}

// install puts the SDK into a folder of its own, from the registry that npm is set up for.
func install(t *testing.T) string {
	t.Helper()
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			missing(t, "%s is not installed", program)
		}
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "bot.mjs"} {
		data, err := os.ReadFile(filepath.Join("testdata", "sdk", name))
		must(t, err)
		must(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	npm := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts",
		"--prefer-offline", "--fetch-retries=0", "--fetch-timeout=30000", "--loglevel=error")
	npm.Dir = dir
	if out, err := npm.CombinedOutput(); err != nil {
		missing(t, "npm install: %v\n%s", err, out)
	}
	return dir
}

func startSDK(t *testing.T, dir string, s *wecomtest.Server, secret string) *sdkBot {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 3*time.Minute) // it is still to say goodbye
	node := exec.CommandContext(ctx, "node", "bot.mjs")
	node.Dir = dir
	node.Env = append(os.Environ(), "BOT_URL="+s.BotURL(), "BOT_ID="+s.Options().BotID, "BOT_SECRET="+secret)
	node.Stderr = os.Stderr
	stdin, err := node.StdinPipe()
	must(t, err)
	stdout, err := node.StdoutPipe()
	must(t, err)
	must(t, node.Start())
	b := &sdkBot{t: t, seen: make(chan sighting, 1000)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(b.seen)
		lines := bufio.NewScanner(stdout)
		for lines.Scan() {
			var got sighting
			if err := json.Unmarshal(lines.Bytes(), &got); err != nil {
				t.Errorf("bot.mjs printed %q", lines.Text())
			}
			b.seen <- got
		}
	}()
	t.Cleanup(func() {
		defer cancel()
		_ = stdin.Close()
		<-done
		if err := node.Wait(); err != nil {
			t.Errorf("bot.mjs: %v", err)
		}
	})
	return b
}

// expect returns the next line of this kind; others before it are fine, but a refusal is not.
func (b *sdkBot) expect(kind string) sighting {
	b.t.Helper()
	late := time.NewTimer(20 * time.Second)
	defer late.Stop()
	for {
		select {
		case got, ok := <-b.seen:
			if !ok {
				b.t.Fatalf("the bot ended before %q", kind)
			}
			if got.Seen == kind {
				return got
			}
			if got.Seen == "refused" {
				b.t.Fatalf("waiting for %q: %+v", kind, got)
			}
		case <-late.C:
			b.t.Fatalf("the bot has not seen %q", kind)
		}
	}
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func TestOfficialSDK(t *testing.T) {
	dir := install(t)
	o := silent()
	o.BotSecret = "a-secret-of-its-own"
	s := wecomtest.NewServer(t, o)
	b := startSDK(t, dir, s, o.BotSecret)
	b.expect("authenticated")
	sdkWords(t, s, b)
	sdkCards(t, s, b)
	sdkFiles(t, s, b)
	for ctx := background(t); s.Calls("ping") == 0; {
		if pause := time.NewTimer(10 * time.Millisecond); ctx.Err() == nil {
			<-pause.C
			continue
		}
		t.Fatal("the SDK has sent no ping")
	}
	sdkReconnects(t, s, b)
	for _, r := range s.Reports() {
		t.Errorf("report: %s", r)
	}
	wrong := startSDK(t, dir, s, "wrong")
	if got := wrong.expect("error"); !strings.Contains(got.Text, "853000") {
		t.Errorf("a wrong secret: %+v", got)
	}
}

func sdkWords(t *testing.T, s *wecomtest.Server, b *sdkBot) {
	t.Helper()
	must(t, s.BotEnter("ann"))
	b.expect("done")
	if l := last(t, s); l.Kind != wecomtest.KindText || l.Text != "您好，我是安委助手" {
		t.Errorf("welcome %+v", l)
	}
	must(t, s.BotSay("ann", "流式"))
	if got := b.expect("text"); got.From != "Ann" {
		t.Errorf("heard %+v", got)
	}
	b.expect("done")
	if l := last(t, s); l.Text != "# 汇总\n**12**家" {
		t.Errorf("stream %+v", l)
	}
	s.BotControlNext(1)
	must(t, s.BotQuote("ann", last(t, s).Seq, "是这个吗"))
	if got := b.expect("text"); got.Text != "是这个吗" || !strings.Contains(got.Quote, "汇总") {
		t.Errorf("quoted %+v", got)
	}
	must(t, s.BotSendVoice("ann", "检查了十二家"))
	if got := b.expect("voice"); got.Text != "检查了十二家" {
		t.Errorf("voice %+v", got)
	}
	s.BotGarbageNext(1)
	must(t, s.BotSay("ann", "推送"))
	b.expect("done")
	if lines := s.Talk("ann"); lines[len(lines)-2].Text != "**提醒**" || last(t, s).Card.Title != "推送" {
		t.Errorf("pushed %+v", lines[len(lines)-2:])
	}
	must(t, s.BotSay("ann", "文本"))
	for got := range b.seen {
		if got.Seen == "refused" {
			if got.Code != 40008 {
				t.Errorf("a text as a reply: %+v", got)
			}
			break
		}
	}
}

func sdkCards(t *testing.T, s *wecomtest.Server, b *sdkBot) {
	t.Helper()
	must(t, s.BotSay("ann", "卡片"))
	b.expect("done")
	if l := last(t, s); l.Kind != wecomtest.KindCard || len(l.Card.Buttons) != 2 {
		t.Errorf("card %+v", l)
	}
	at := len(s.Talk("ann")) - 1
	must(t, s.BotClick("ann", "SDK_1", "later"))
	b.expect("done")
	if c := s.Talk("ann")[at].Card; c.Title != "已收到" {
		t.Errorf("updated card %+v", c)
	}
}

func sdkFiles(t *testing.T, s *wecomtest.Server, b *sdkBot) {
	t.Helper()
	data := []byte("a workbook of some bytes")
	for kind, send := range map[string]func() error{
		"image": func() error { return s.BotSendImage("ann", "现场 照片.png", data) },
		"file":  func() error { return s.BotSendFile("ann", "台账（10月）.xlsx", data) },
		"video": func() error { return s.BotSendVideo("ann", "录像.mp4", data) },
		"mixed": func() error {
			return s.BotSendMixed("ann", wecomtest.Piece{Text: "看"}, wecomtest.Piece{Name: "图.png", Data: data})
		},
	} {
		must(t, send())
		if got := b.expect("file"); got.Sum != hash(data) || !strings.ContainsAny(got.Name, "照账像图") {
			t.Errorf("%s: downloaded %+v", kind, got)
		}
		b.expect("done")
	}
	must(t, s.BotSay("ann", "上传"))
	up := b.expect("uploaded")
	b.expect("done")
	m, _ := s.Media(up.ID)
	if hash(m.Data) != up.Sum || m.Name != "汇总表.xlsx" {
		t.Errorf("uploaded %d bytes as %q", len(m.Data), m.Name)
	}
	lines := s.Talk("ann")
	if reply, push := lines[len(lines)-2], lines[len(lines)-1]; !reply.Passive || push.Passive || push.MediaID != up.ID || push.File != m.Name {
		t.Errorf("sent %+v and %+v", reply, push)
	}
}

func sdkReconnects(t *testing.T, s *wecomtest.Server, b *sdkBot) {
	t.Helper()
	s.BotDrop()
	b.expect("disconnected")
	b.expect("authenticated")
	s.BotFailSubscribe(-1, 1)
	s.BotBreakBefore(1)
	must(t, s.BotSay("ann", "流式"))
	b.expect("refused")       // its reply, by the break
	b.expect("authenticated") // after the break and a subscription that was refused
	must(t, s.BotReady(background(t)))
	must(t, s.BotSay("ann", "流式"))
	b.expect("text")
	b.expect("done")
	s.BotKick()
	b.expect("kicked")
	if s.BotConnected() {
		t.Error("the SDK came back after a kick")
	}
}
