package phonetest

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"strconv"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Part is the selector of an element by its data-testid.
func Part(id string) string { return `[data-testid="` + id + `"]` }

// On is the selector of a part of one person's phone; without a part it is the
// phone itself.
func On(user, id string) string {
	s := Part("phone") + `[data-user="` + user + `"]`
	if id == "" {
		return s
	}
	return s + " " + Part(id)
}

// Resize gives the page another size; mobile lets it behave as on a phone.
func (p *Page) Resize(width, height int64, mobile bool) {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(width, height, func(
		m *emulation.SetDeviceMetricsOverrideParams, _ *emulation.SetTouchEmulationEnabledParams,
	) {
		m.Mobile = mobile
	}))
}

// Click presses the first element that the selector finds, once it can be.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.Do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeEnabled, chromedp.NodeVisible))
}

// Say types a text on somebody's phone and sends it with the button.
func (p *Page) Say(user, text string) {
	p.t.Helper()
	p.Type(user, text)
	p.Click(On(user, "send"))
}

// Type types a text on somebody's phone.
func (p *Page) Type(user, text string) {
	p.t.Helper()
	p.Do(chromedp.SendKeys(chromedp.CSS(On(user, "input")), text))
}

// Press presses the newest button with a text on somebody's phone: of a card, of
// the menu, or a quick word.
func (p *Page) Press(user, id, text string) {
	p.t.Helper()
	find := `[...document.querySelectorAll(` + quote(On(user, id)) + `)].filter((b) => b.textContent === ` + quote(text) + ` && !b.disabled).at(-1)`
	p.Wait("the button "+text+" of "+user, find+` !== undefined`)
	p.Eval(find + `.click()`)
}

// Wait waits until a JavaScript condition holds.
func (p *Page) Wait(what, condition string) {
	p.t.Helper()
	if _, err := try(p, chromedp.Poll[chromedp.Void](condition, chromedp.WithPollingTimeout(patience))); err != nil {
		p.t.Fatalf("waiting until %s: %v\nthe page says:\n%s", what, err, p.everything())
	}
}

// everything is the text of the page, for whoever reads why a test failed.
func (p *Page) everything() string {
	text, err := try(p, chromedp.Evaluate[string](`document.body.innerText`))
	if err != nil {
		return err.Error()
	}
	return text
}

// Hears waits until one of the last n things that the bot said to somebody holds
// the text.
func (p *Page) Hears(user, text string, n int) {
	p.t.Helper()
	said := `[...document.querySelectorAll(` + quote(On(user, "bot-bubble")+","+On(user, "card")) + `)].slice(-` + strconv.Itoa(n) + `)`
	p.Wait(user+" hears “"+text+"”", said+`.some((e) => e.textContent.includes(`+quote(text)+`))`)
}

// Eval runs a script for its effect.
func (p *Page) Eval(script string) {
	p.t.Helper()
	p.Do(chromedp.Evaluate[chromedp.Void](script))
}

// Text is what the first element that the selector finds says.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	return run(p, chromedp.TextContent(chromedp.CSS(selector)))
}

// Count is how many elements the selector finds.
func (p *Page) Count(selector string) int {
	p.t.Helper()
	return run(p, chromedp.Evaluate[int](`document.querySelectorAll(`+quote(selector)+`).length`))
}

// Read evaluates a script that returns a text.
func (p *Page) Read(script string) string {
	p.t.Helper()
	return run(p, chromedp.Evaluate[string](script))
}

// Measure evaluates a script that returns a number.
func (p *Page) Measure(script string) int {
	p.t.Helper()
	return run(p, chromedp.Evaluate[int](script))
}

// Picture writes what the page looks like into a file.
func (p *Page) Picture(file string) {
	p.t.Helper()
	p.Wait("nothing moves", `document.getAnimations().every((a) => a.playState !== "running" || a.effect.getTiming().iterations === Infinity)`)
	if err := os.WriteFile(file, run(p, chromedp.CaptureScreenshot()), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// Download presses what the selector finds and returns the file that the browser
// saves then, and the name that it was given.
func (p *Page) Download(selector string) (name string, data []byte) {
	p.t.Helper()
	dir := p.t.TempDir()
	events := true
	p.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: dir, EventsEnabled: &events,
		})
		return err
	}))
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	begun := chromedp.Events(ctx, browser.DownloadWillBegin)
	progress := chromedp.Events(ctx, browser.DownloadProgress)
	p.Click(selector)
	for e, err := range begun {
		if err != nil {
			p.t.Fatal("the download did not begin: ", err)
		}
		name = e.SuggestedFilename
		break
	}
	for e, err := range progress {
		if err != nil {
			p.t.Fatal("the download did not end: ", err)
		}
		if e.State == browser.DownloadProgressStateCanceled {
			p.t.Fatal("the download was cancelled")
		}
		if e.State != browser.DownloadProgressStateCompleted {
			continue
		}
		if data, err = fs.ReadFile(os.DirFS(dir), e.GUID); err != nil {
			p.t.Fatal(err)
		}
		break
	}
	return name, data
}

func quote(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		return `""` // a string always can be
	}
	return string(data)
}
