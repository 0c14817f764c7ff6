package phone_test

import (
	"net/http/httptest"
	"testing"

	"anwei/cmd/anwei/phone/phonetest"
)

// TestThePageInABrowser tries what only a browser can show; a whole report is
// played in the test of the demo.
func TestThePageInABrowser(t *testing.T) {
	s := newStage(t)
	server := httptest.NewServer(s.page)
	defer server.Close()
	page := phonetest.Open(t, server.URL)
	const ann, bob = "nancun_tb", "xiacun_tb"

	page.Say(ann, `<img src=x onerror="alert(1)"><b>粗</b>`)
	page.Hears(ann, `收到：＜img src=x onerror="alert(1)">＜b>粗＜/b>`, 1)
	if n := page.Count(phonetest.On(ann, "talk") + " :is(img, b)"); n != 0 {
		t.Errorf("a text became %d elements", n)
	}

	// The Enter that ends the choice of characters sends nothing, nor does one with Shift.
	page.Type(ann, "检查3次")
	enter := `document.querySelector('` + phonetest.On(ann, "input") + `').dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true, `
	page.Eval(enter + `isComposing: true}))`)
	page.Eval(enter + `shiftKey: true}))`)
	if got := page.Read(`document.querySelector('` + phonetest.On(ann, "input") + `').value`); got != "检查3次" {
		t.Errorf("the input holds %q", got)
	}
	page.Eval(enter + `}))`)
	page.Hears(ann, "收到：检查3次", 1)
	page.Wait("nobody types any more", `[...document.querySelectorAll('`+phonetest.Part("typing")+`')].every((e) => e.hidden)`)

	page.Press(ann, "menu-button", "填报")
	page.Wait("the press is shown", `document.querySelector('`+phonetest.On(ann, "pressed")+`') !== null`)

	choosePhones(t, page)
	narrow(t, page, s)

	server.CloseClientConnections()
	server.Close()
	page.Wait("the page says that it is cut off", `!document.getElementById("offline").hidden`)
}

// choosePhones gives a phone to somebody else, opens one more and closes it.
func choosePhones(t *testing.T, page *phonetest.Page) {
	t.Helper()
	page.Eval(`{ const s = document.querySelector('` + phonetest.On("anban", "picker") + `'); s.value = "xianzhang"; s.dispatchEvent(new Event("change")); }`)
	page.Hears("xianzhang", "收到：", 1) // what opening the chat is answered with
	page.Click(phonetest.Part("add"))
	page.Hears("dadonggou_tb", "收到：", 1)
	if n := page.Count(phonetest.Part("phone")); n != 4 {
		t.Errorf("%d phones, want 4", n)
	}
	page.Click(phonetest.On("dadonggou_tb", "close"))
	page.Wait("the phone is gone", `document.querySelector('`+phonetest.On("dadonggou_tb", "")+`') === null`)
}

// narrow shows one phone at a time, with a mark at those that have news.
func narrow(t *testing.T, page *phonetest.Page, s *stage) {
	t.Helper()
	page.Resize(412, 915, true)
	page.Eval(`document.querySelector('` + phonetest.Part("tab") + `').click()`)
	if err := s.sim.Say(t.Context(), "xiacun_tb", "在吗"); err != nil {
		t.Fatal(err)
	}
	page.Wait("the second tab has a mark", `document.querySelectorAll('`+phonetest.Part("tab")+`')[1].classList.contains("unread")`)
	page.Eval(`document.querySelectorAll('` + phonetest.Part("tab") + `')[1].click()`)
	page.Hears("xiacun_tb", "收到：在吗", 1)
	for _, fold := range []bool{false, true} {
		if fold {
			page.Click(phonetest.Part("fold"))
		}
		if wide := page.Measure(`document.documentElement.scrollWidth`); wide > 412 {
			t.Errorf("the page is %d wide on a phone of 412 (unfolded: %v)", wide, fold)
		}
	}
}
