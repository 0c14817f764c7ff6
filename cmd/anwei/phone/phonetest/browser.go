// Package phonetest drives the demo's page in a headless browser.
package phonetest

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long anything on the page may take. It is generous, since the
// race detector and a busy machine slow down both sides.
const patience = 40 * time.Second

// Page is an open page. Its methods fail the test when what they want does not
// come.
type Page struct {
	t   testing.TB
	ctx context.Context

	mu     sync.Mutex
	broken []string // exceptions that the page's scripts threw
}

// Open opens an address in a new browser and closes it when the test ends. It
// skips the test where there is no Chromium, unless ANWEI_REQUIRE is set, and under
// -short. A script that throws fails the test.
func Open(t testing.TB, url string) *Page {
	t.Helper()
	path := find(t)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1440, 900),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-quic", true), chromedp.Env("LANGUAGE=zh_CN"), chromedp.Flag("hide-scrollbars", true),
	)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	p := &Page{t: t, ctx: ctx}
	p.Do(chromedp.Navigate("about:blank"))
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.whole)
	p.Resize(1440, 900, false)
	p.Do(chromedp.Navigate(url))
	p.Wait("the page has its state", `document.getElementById("time").textContent !== ""`)
	return p
}

func find(t testing.TB) string {
	t.Helper()
	if testing.Short() {
		t.Skip("opens a browser")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "there is no Chromium on this machine: the page is not tested (on Debian: apt-get install chromium)"
	if os.Getenv("ANWEI_REQUIRE") != "" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

func (p *Page) listen(event any) {
	if e, ok := event.(*runtime.EventExceptionThrown); ok {
		p.mu.Lock()
		defer p.mu.Unlock()
		text := e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			text += " " + x.Description
		}
		p.broken = append(p.broken, text)
	}
}

func (p *Page) whole() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, text := range p.broken {
		p.t.Errorf("a script of the page threw: %s", text)
	}
}

// Do runs steps within the patience of a test.
func (p *Page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	for _, step := range steps {
		run(p, step)
	}
}

func run[T any](p *Page, a chromedp.Action[T]) T {
	p.t.Helper()
	v, err := try(p, a)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// try runs an action within the patience of a test. The first action starts the
// browser, which lives as long as its context, so the bound is not that context.
func try[T any](p *Page, a chromedp.Action[T]) (T, error) {
	return chromedp.Run(p.ctx, func(ctx context.Context, t *chromedp.Target) (T, error) {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return a(ctx, t)
	})
}
