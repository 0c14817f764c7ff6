package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"anwei/cmd/anwei/phone/phonetest"
)

// startDemo runs the real demo on a port of its own and returns its address.
func startDemo(t *testing.T, more ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	said, out := io.Pipe()
	var errs bytes.Buffer
	done := make(chan int, 1)
	go func() {
		code := run(ctx, append([]string{"demo", "--addr", "127.0.0.1:0"}, more...), strings.NewReader(""), out, &errs)
		_ = out.Close()
		done <- code
	}()
	t.Cleanup(func() {
		stop()
		select {
		case code := <-done:
			if code != exitDone {
				t.Errorf("the demo ended with exit code %d\n%s", code, errs.String())
			}
		case <-time.After(30 * time.Second):
			t.Error("the demo does not end")
		}
	})
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if url := address.FindString(lines.Text()); url != "" {
			go func() { _, _ = io.Copy(io.Discard, said) }()
			return url
		}
	}
	t.Fatal("the demo printed no address: ", errs.String())
	return ""
}

// TestDemoInTheBrowser plays one report from the first word to the county's
// table, as the guide on the page tells to.
func TestDemoInTheBrowser(t *testing.T) {
	page := phonetest.Open(t, startDemo(t))
	const reporter, late, office = "nancun_tb", "xiacun_tb", "anban"
	before := page.Text(phonetest.Part("progress-count"))

	page.Press(reporter, "menu-button", "填报")
	page.Hears(reporter, "第1/3组", 2)
	page.Say(reporter, "3 12")
	page.Hears(reporter, "第2/3组", 2)
	page.Say(reporter, "自查30家次，发现隐患41个，整改40个，重大隐患0，重大整改0")
	page.Hears(reporter, "第3/3组", 2)
	page.Type(reporter, "12 30 28 2 2 0 1 0\r") // Enter sends
	page.Hears(reporter, "请核对", 2)
	page.Hears(reporter, "确认提交", 2)
	shoot(t, page, "demo-desktop.png")
	confirm(page, reporter)
	page.Wait("the card is grey", `document.querySelector('`+phonetest.On(reporter, "card-replaced")+`') !== null`)
	page.Wait("the sheet has come", `document.querySelector('`+phonetest.On(reporter, "file")+`') !== null`)
	page.Wait("the progress has grown", `document.querySelector('`+phonetest.Part("progress-count")+`').textContent !== "`+before+`"`)

	name, data := page.Download(phonetest.On(reporter, "file"))
	if !strings.Contains(name, "南村镇") || !strings.HasSuffix(name, ".xlsx") {
		t.Errorf("the sheet is called %q", name)
	}
	openBook(t, data)

	page.Click(phonetest.Part("preset-due"))
	page.Hears(late, "今天（10月22日）截止", 3)
	page.Wait("the clock has moved", `document.querySelector('`+phonetest.Part("date")+`').textContent.startsWith("2026年10月22日")`)
	page.Say(office, "进度")
	page.Hears(office, "已报1家", 2)
	shoot(t, page, "demo-deadline.png")
	asked := `[...document.querySelectorAll('` + phonetest.On(reporter, "card") + `')].filter((e) => e.textContent.includes("10月调度表待填报")).length`
	if n := page.Measure(asked); n != 0 {
		t.Errorf("who has reported is reminded too: %d cards", n)
	}

	name, data = page.Download(phonetest.Part("table"))
	if !strings.Contains(name, "2026年10月_汇总") || !strings.HasSuffix(name, ".xlsx") {
		t.Errorf("the county's table is called %q", name)
	}
	wantTable(t, data)
	mobile(t, page)
}

// confirm hands the report in. The figures of last month are made up, so that the
// assistant may ask why this month's are so different.
func confirm(page *phonetest.Page, user string) {
	last := `[...document.querySelectorAll('` + phonetest.On(user, "bot-bubble") + `')].slice(-2).map((e) => e.textContent).join()`
	page.Press(user, "card-button", "确认提交")
	page.Wait("it is handed in or a reason is asked for", `/已报送|说明原因（/.test(`+last+`)`)
	if strings.Contains(page.Read(last), "说明原因（") {
		page.Say(user, "本月集中整治，情况属实")
	}
	page.Hears(user, "已报送", 2)
}

// shoot keeps a picture where ANWEI_PICTURES names a folder for them.
func shoot(t *testing.T, page *phonetest.Page, name string) {
	t.Helper()
	if dir := os.Getenv("ANWEI_PICTURES"); dir != "" {
		page.Picture(filepath.Join(dir, name))
	}
}

func openBook(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// wantTable looks for what was typed in the row of the town.
func wantTable(t *testing.T, data []byte) {
	t.Helper()
	f := openBook(t, data)
	rows, err := f.GetRows(f.GetSheetList()[0])
	if err != nil {
		t.Fatal(err)
	}
	row := func(unit string) []string {
		i := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 1 && (r[1] == unit || strings.HasPrefix(r[0], unit)) })
		if i < 0 {
			t.Fatalf("the table has no row of %s:\n%v", unit, rows)
		}
		return rows[i]
	}
	want := strings.Fields("3 12 30 41 40 0 0 12 30 28 2 2 0 1 0")
	if got := row("南村镇"); len(got) < 19 || !slices.Equal(got[2:17], want) || got[18] != "按时" {
		t.Errorf("南村镇: got %q, want %q and 按时", got, want)
	}
	if got := row("下村镇"); len(got) < 19 || strings.Join(got[2:18], "") != "" || got[18] != "未报" {
		t.Errorf("下村镇: got %q, want nothing and 未报", got)
	}
	if got := row("合计"); !strings.HasPrefix(got[0], "合计（1/16") || len(got) < 3 || !strings.HasPrefix(got[2], "3") {
		t.Errorf("the total: got %q", got)
	}
}

// mobile looks at the page on a phone.
func mobile(t *testing.T, page *phonetest.Page) {
	t.Helper()
	page.Resize(412, 915, true)
	page.Wait("one phone is shown", `[...document.querySelectorAll('`+phonetest.Part("phone")+`')].filter((e) => e.offsetParent).length === 1`)
	if wide := page.Measure(`document.documentElement.scrollWidth`); wide > 412 {
		t.Errorf("the page is %d wide on a phone of 412", wide)
	}
	shoot(t, page, "demo-mobile.png")
}
