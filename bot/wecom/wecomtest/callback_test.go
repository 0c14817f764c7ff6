package wecomtest_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
	"anwei/bot/wecom/wecomtest/envelope"
)

func TestSayReachesTheBotInEveryForm(t *testing.T) {
	var b *bot
	b = newBot(t, wecomtest.Options{}, func(_ http.ResponseWriter, m inbound) string {
		return b.sealed(m, "<MsgType><![CDATA[text]]></MsgType><Content>收到："+m.Content[:1]+"</Content>")
	})
	texts := []string{"1 < 2 & 3 > 2", "a]]>b", "c\nd", "e\x01f", "g\r\nh", "i", "j", "k"}
	for _, text := range texts {
		if err := b.s.Say(background(t), "ann", text); err != nil {
			t.Fatal(err)
		}
	}
	heard := b.heard()
	ids, inner, outer := make([]string, len(heard)), make([]string, len(heard)), make([]string, len(heard))
	for i, m := range heard {
		want := strings.NewReplacer("\x01", "\uFFFD", "\r\n", "\n").Replace(texts[i])
		if got := strings.ReplaceAll(m.Content, "\r\n", "\n"); got != want {
			t.Errorf("content %q, want %q", got, want)
		}
		o := b.s.Options()
		if m.ToUserName != o.CorpID || m.FromUserName != "Ann" || m.AgentID != o.AgentID || m.MsgType != "text" || m.CreateTime == 0 {
			t.Errorf("got %+v", m)
		}
		if m.form.Get("tenant") != "1" {
			t.Error("the callback's own query is lost")
		}
		ids[i], inner[i], outer[i] = m.MsgID, shape(m.raw), shape(m.envelope)
	}
	for name, list := range map[string][]string{"MsgId": ids, "plaintext": inner[:4], "envelope": outer[:4]} {
		slices.Sort(list)
		if len(slices.Compact(slices.Clone(list))) != len(list) {
			t.Errorf("%s repeats: %q", name, list)
		}
	}
	lines := b.s.Talk("ANN")
	if len(lines) != 2*len(texts) || !lines[0].FromUser || lines[0].Text != texts[0] || lines[1].FromUser ||
		lines[1].Text != "收到：1" || !lines[1].Passive || lines[1].Seq != 2 {
		t.Errorf("talk: %+v", lines)
	}
}

// shape tells the four forms of a document apart.
func shape(doc string) string {
	return fmt.Sprint(strings.Contains(doc, "CDATA"), strings.Index(doc, "ToUserName") < 20)
}

func TestSayIsRedeliveredUntilAnswered(t *testing.T) {
	var tries atomic.Int32
	var b *bot
	stuck := make(chan struct{})
	defer close(stuck)
	o := wecomtest.Options{CallbackTimeout: 50 * time.Millisecond, RetryDelay: time.Millisecond}
	b = newBot(t, o, func(w http.ResponseWriter, m inbound) string {
		switch tries.Add(1) {
		case 1:
			<-stuck // longer than the timeout
		case 2:
			w.WriteHeader(http.StatusInternalServerError)
		case 3:
			panic(http.ErrAbortHandler)
		}
		return b.sealed(m, "<MsgType>text</MsgType><Content>好</Content>")
	})
	if err := b.s.Say(background(t), "ann", "在吗"); err != nil {
		t.Fatal(err)
	}
	heard := b.heard()
	if len(heard) != 4 {
		t.Fatalf("%d deliveries, want 4", len(heard))
	}
	for _, m := range heard[1:] {
		if m.MsgID != heard[0].MsgID || m.raw != heard[0].raw || m.form.Get("nonce") == heard[0].form.Get("nonce") {
			t.Errorf("redelivery differs: %+v", m)
		}
	}
	if lines := b.s.Talk("ann"); len(lines) != 2 || lines[1].Text != "好" {
		t.Errorf("talk: %+v", lines)
	}
	if err := b.s.Redeliver(background(t)); err != nil {
		t.Fatal(err)
	}
	if last := b.heard()[4]; last.MsgID != heard[0].MsgID {
		t.Errorf("Redeliver: MsgId %s, want %s", last.MsgID, heard[0].MsgID)
	}
}

func TestSayGivesUp(t *testing.T) {
	for retries, want := range map[int]int{-1: 1, 0: 4, 2: 3} {
		b := newBot(t, wecomtest.Options{Retries: retries}, func(w http.ResponseWriter, _ inbound) string {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(http.StatusFound)
			return ""
		})
		err := b.s.Say(background(t), "ann", "在吗")
		if err == nil || !strings.Contains(err.Error(), "HTTP 302") {
			t.Errorf("got %v, want HTTP 302", err)
		}
		if got := len(b.heard()); got != want {
			t.Errorf("Retries %d: %d deliveries, want %d", retries, got, want)
		}
	}
}

func TestOnePersonsCallbacksKeepTheirOrder(t *testing.T) {
	release := make(chan struct{})
	arrived := make(chan string, 10)
	b := newBot(t, wecomtest.Options{}, func(_ http.ResponseWriter, m inbound) string {
		arrived <- m.Content
		if m.Content == "1" {
			<-release
		}
		return ""
	})
	ctx := background(t)
	done := make(chan error, 10)
	for i, text := range []string{"1", "2", "3"} {
		go func() { done <- b.s.Say(ctx, "ann", text) }()
		if _, err := b.s.Wait(ctx, "ann", i); err != nil {
			t.Fatal(err)
		}
	}
	if got := <-arrived; got != "1" {
		t.Fatalf("%s arrived first", got)
	}
	impatient, cancel := context.WithCancel(ctx)
	cancel()
	if err := b.s.Say(impatient, "ann", "never"); err == nil {
		t.Error("a cancelled context delivered")
	}
	if err := b.s.Say(ctx, "bob", "another person"); err != nil {
		t.Fatal(err)
	}
	if got := <-arrived; got != "another person" {
		t.Errorf("%s arrived while 1 was being answered", got)
	}
	close(release)
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if a, b := <-arrived, <-arrived; a != "2" || b != "3" {
		t.Errorf("then %s and %s arrived", a, b)
	}
}

func TestEventsAndMedia(t *testing.T) {
	b := newBot(t, wecomtest.Options{}, nil)
	ctx := background(t)
	b.s.SetMenu(wecomtest.Menu{Buttons: []wecomtest.MenuButton{
		{Type: "click", Name: "本月填报", Key: "fill"},
	}})
	for _, err := range []error{
		b.s.Enter(ctx, "ann"), b.s.MenuClick(ctx, "ann", "fill"),
		b.s.SendImage(ctx, "ann", "a.png", []byte("picture")), b.s.SendFile(ctx, "ann", "b.xlsx", []byte("book")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	heard := b.heard()
	for i, want := range []string{"event enter_agent ", "event click fill", "image  ", "file  "} {
		m := heard[i]
		if got := m.MsgType + " " + m.Event + " " + m.EventKey; got != want {
			t.Errorf("callback %d: %q, want %q", i, got, want)
		}
		if (m.MsgID == "") != (m.MsgType == "event") {
			t.Errorf("callback %d: MsgId %q", i, m.MsgID)
		}
	}
	lines := b.s.Talk("ann")
	if lines[1].Kind != wecomtest.KindPress || lines[1].Text != "本月填报" || lines[3].File != "b.xlsx" {
		t.Errorf("talk: %+v", lines)
	}
	m, ok := b.s.Media(heard[3].MediaID)
	if !ok || m.Name != "b.xlsx" || string(m.Data) != "book" || m.Type != "file" {
		t.Errorf("media: %+v, %v", m, ok)
	}
	a := newAPI(t, b.s)
	status, data, err := a.try(http.MethodGet, "/cgi-bin/media/get?media_id="+heard[2].MediaID, "", nil)
	if err != nil || status != http.StatusOK || string(data) != "picture" {
		t.Errorf("media/get: %d %q %v", status, data, err)
	}
	picture := between(heard[2].raw, "http://", "/pictures/"+heard[2].MediaID)
	if "http://"+picture != b.s.URL() {
		t.Errorf("PicUrl in %s", heard[2].raw)
	}
	status, data, err = a.try(http.MethodGet, "/pictures/"+heard[2].MediaID, "", nil)
	if err != nil || status != http.StatusOK || string(data) != "picture" {
		t.Errorf("picture: %d %q %v", status, data, err)
	}
}

func between(text, from, to string) string {
	_, rest, _ := strings.Cut(text, from)
	middle, _, _ := strings.Cut(rest, to)
	return middle
}

func TestStrangersAndUnknownKeys(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	ctx := background(t)
	_, waitErr := s.Wait(ctx, "nobody", 0)
	for name, err := range map[string]error{
		"Say": s.Say(ctx, "nobody", "x"), "Enter": s.Enter(ctx, "nobody"), "Wait": waitErr,
		"Click": s.Click(ctx, "nobody", "t", "k"), "card": s.Click(ctx, "ann", "t", "k"),
		"MenuClick": s.MenuClick(ctx, "ann", "k"), "Redeliver": s.Redeliver(ctx),
		"no callback URL": s.Say(ctx, "ann", "x"), "verify": s.VerifyURL(ctx),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if s.Talk("nobody") != nil {
		t.Error("a stranger has a chat")
	}
}

func TestVerifyURL(t *testing.T) {
	var c *envelope.Crypt
	answers := map[string]func(w http.ResponseWriter, plain string){
		"exact":   func(w http.ResponseWriter, plain string) { _, _ = io.WriteString(w, plain) },
		"newline": func(w http.ResponseWriter, plain string) { _, _ = io.WriteString(w, plain+"\n") },
		"quotes":  func(w http.ResponseWriter, plain string) { _, _ = io.WriteString(w, `"`+plain+`"`) },
		"nothing": func(http.ResponseWriter, string) {},
		"refusal": func(w http.ResponseWriter, _ string) { w.WriteHeader(http.StatusForbidden) },
	}
	for name, answer := range answers {
		bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			q := r.URL.Query()
			echo := q.Get("echostr")
			if r.Method != http.MethodGet || q.Get("msg_signature") != c.Sign(q.Get("timestamp"), q.Get("nonce"), echo) {
				t.Error("bad verification request")
			}
			_, plain, err := c.Open(echo)
			if err != nil {
				t.Error(err)
			}
			answer(w, string(plain))
		}))
		defer bot.Close()
		s := wecomtest.NewServer(t, wecomtest.Options{CallbackURL: bot.URL})
		o := s.Options()
		var err error
		if c, err = envelope.New(o.Token, o.AESKey, o.CorpID); err != nil {
			t.Fatal(err)
		}
		if err := s.VerifyURL(background(t)); (err == nil) != (name == "exact") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCloseEndsDeliveries(t *testing.T) {
	arrived, stuck := make(chan struct{}), make(chan struct{})
	b := newBot(t, wecomtest.Options{}, func(http.ResponseWriter, inbound) string {
		close(arrived)
		<-stuck
		return ""
	})
	defer close(stuck)
	done := make(chan error, 1)
	go func() { done <- b.s.Say(t.Context(), "ann", "x") }()
	<-arrived
	b.s.Close()
	if err := <-done; err == nil {
		t.Error("Say succeeded on a closed server")
	}
	if err := b.s.Say(t.Context(), "ann", "y"); err == nil {
		t.Error("Say after Close succeeded")
	}
	if _, err := b.s.Wait(t.Context(), "ann", 99); err == nil {
		t.Error("Wait after Close succeeded")
	}
	b.s.Close()
}
