package main

import (
	"net/url"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

// TestServe starts the program as a process, has WeCom verify its address, asks
// after its health and stops it as a system does; while it runs nobody else gets
// at its data, and afterwards anybody does.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	must(t, "", "roster", "import", "--sample", "--data", data)
	sim := wecomtest.NewServer(t, wecomtest.Options{Users: []wecomtest.User{{ID: "wangluan", Name: "不在名单的人"}}})
	p := startServing(t, dir, sim.URL(), sim.Options())
	sim.SetCallback(p.url)
	if err := sim.VerifyURL(t.Context()); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(patience); len(sim.Menu().Buttons) == 0 && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	if menu := sim.Menu(); len(menu.Buttons) != 3 || menu.Buttons[0].Key != "填报" {
		t.Errorf("the menu is %+v", menu)
	}
	at, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	if out := must(t, "", "health", "--addr", at.Host); !strings.Contains(out, "服务正常") {
		t.Errorf("health says %s", out)
	}
	code, _, errs := call(t, "填报\n", "chat", "--as", "nancun_tb", "--data", data)
	if code != exitFailed || !strings.Contains(errs, "anwei serve") {
		t.Errorf("beside a running server: exit code %d, %s", code, errs)
	}
	// A command that reads, and an import, go through the door of the server.
	if err := sim.Say(t.Context(), "wangluan", "填报"); err != nil {
		t.Fatal(err)
	}
	files := must(t, "", "compile", "--period", "2026-10", "--out", filepath.Join(dir, "out"), "--data", data)
	if strings.Count(files, ".xlsx") != 17 {
		t.Errorf("compiled beside a running server: %s", files)
	}
	if out := must(t, "", "roster", "import", "--sample", "--data", data); !strings.Contains(out, "已导入 18 个单位") {
		t.Errorf("imported beside a running server: %s", out)
	}
	if out := must(t, "", "query", "--as", "xianzhang", "--data", data, "--now", "2026-10-20 15:02", "谁没报"); !strings.HasPrefix(out, "10月调度表未报16家：") {
		t.Errorf("asked beside a running server: %s", out)
	}
	must(t, "", "roster", "export", "-", "--data", data)
	must(t, "", "due", "--from", "2026-10-22", "--to", "2026-10-23", "--data", data)
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
	must(t, "填报\n", "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-19 09:00")
}

// TestServeBesideAWeComThatHangs answers the first callback at once, whatever WeCom's
// API does meanwhile.
func TestServeBesideAWeComThatHangs(t *testing.T) {
	dir := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", filepath.Join(dir, "data"))
	sim := wecomtest.NewServer(t, wecomtest.Options{})
	sim.HangNext(1000)
	p := startServing(t, dir, sim.URL(), sim.Options())
	sim.SetCallback(p.url)
	began := time.Now()
	if err := sim.VerifyURL(t.Context()); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("the first callback waited %v", took)
	}
}
