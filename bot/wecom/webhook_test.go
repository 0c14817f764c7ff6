package wecom_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot/wecom"
	"anwei/bot/wecom/wecomtest"
)

// robotKey is the key of every group robot in the tests.
const robotKey = "693a91f6-7xxx-4bc4-97a0-r0b0tkey0000"

func group(t *testing.T) *wecomtest.Server {
	t.Helper()
	return wecomtest.NewServer(t, wecomtest.Options{Secret: appSecret, WebhookKey: robotKey})
}

func newWebhook(t *testing.T, where, base string, now func() time.Time) *wecom.Webhook {
	t.Helper()
	w, err := wecom.NewWebhook(where, base, nil, logger(t), now)
	if note(err) != nil {
		t.Fatal(err)
	}
	return w
}

// slowly is a clock that is a minute later each time.
func slowly() func() time.Time {
	var mu sync.Mutex
	now := start
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Minute)
		return now
	}
}

func tell(t *testing.T, w *wecom.Webhook, o anwei.Outgoing, file *anwei.File) error {
	t.Helper()
	id, err := w.Send(t.Context(), o, file)
	if id != "" {
		t.Errorf("WeCom gives no id, yet %q", id)
	}
	return note(err)
}

func TestGroupIsTold(t *testing.T) {
	t.Parallel()
	s := group(t)
	w := newWebhook(t, s.URL()+"/cgi-bin/webhook/send?key="+robotKey, s.URL(), slowly())
	sheet := anwei.File{Name: "10月 \"汇总\".xlsx", Data: []byte("PK\x03\x04 not quite")}
	image := anwei.File{Name: "进度.png", Data: picture(t)}
	large := anwei.File{Name: "大图.png", Data: append(picture(t), make([]byte, 2<<20)...)}
	order := anwei.BookOrder{Extent: anwei.Extent{Unit: "county"}, Form: "figures"}
	for i, test := range []struct {
		o    anwei.Outgoing
		file *anwei.File
		want wecomtest.Line
	}{
		{anwei.Outgoing{To: anwei.OfficeGroup, Content: anwei.PlainText("3 < 5 & <南村镇>")}, nil, wecomtest.Line{Kind: "text", Text: "3 ＜ 5 & ＜南村镇>"}},
		{anwei.Outgoing{Content: &anwei.Card{Title: "核对", Text: "是否属实", Buttons: []anwei.Button{{Text: "是", Key: "k"}}}}, nil, wecomtest.Line{Kind: "text", Text: "核对\n是否属实"}},
		{anwei.Outgoing{Content: order}, &sheet, wecomtest.Line{Kind: "file", File: sheet.Name}},
		{anwei.Outgoing{Content: order}, &image, wecomtest.Line{Kind: "image"}},
		{anwei.Outgoing{Content: order}, &large, wecomtest.Line{Kind: "file", File: large.Name}},
	} {
		if err := tell(t, w, test.o, test.file); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		got := s.GroupTalk()
		if len(got) != i+1 || got[i].Kind != test.want.Kind || got[i].Text != test.want.Text ||
			test.want.File != "" && got[i].File != test.want.File {
			t.Fatalf("%d: got %+v, want %+v", i, got[len(got)-1], test.want)
		}
		if test.file != nil {
			if m, ok := s.Media(got[i].MediaID); !ok || string(m.Data) != string(test.file.Data) {
				t.Errorf("%d: the file did not arrive whole", i)
			}
		}
	}
	if reports := s.Reports(); len(reports) != 0 {
		t.Error(reports)
	}
}

func TestGroupGetsLongTextsInParts(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		says  string
		parts int
	}{
		"text":        {strings.Repeat("字", 1000), 2},
		"without end": {strings.Repeat("字", 9000), 8},
	} {
		s := group(t)
		w := newWebhook(t, robotKey, s.URL(), slowly())
		if err := tell(t, w, anwei.Outgoing{Content: anwei.PlainText(test.says)}, nil); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		lines := s.GroupTalk()
		if len(lines) != test.parts {
			t.Fatalf("%s: %d parts, want %d", name, len(lines), test.parts)
		}
		if cut := strings.HasSuffix(lines[len(lines)-1].Text, "已截断）"); cut != (name == "without end") {
			t.Errorf("%s: cut %v", name, cut)
		}
	}
}

// TestGroupIsNotFlooded sends whenever there is room, for ten minutes: no minute
// of them has more than WeCom's twenty messages.
func TestGroupIsNotFlooded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var sent []time.Time
		client := &http.Client{Transport: tripper(func(r *http.Request) *http.Response {
			sent = append(sent, time.Now())
			w := httptest.NewRecorder()
			_, _ = w.WriteString(`{"errcode":0,"errmsg":"ok"}`)
			return w.Result()
		})}
		w, err := wecom.NewWebhook(robotKey, "", client, logger(t), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		for began := time.Now(); time.Since(began) < 10*time.Minute; {
			text := strings.Repeat("字", 1+len(sent)%3*700)
			_, err := w.Send(t.Context(), anwei.Outgoing{Content: anwei.PlainText(text)}, nil)
			if err == nil {
				continue
			}
			e, ok := errors.AsType[*wecom.Error](note(err))
			if !ok || !e.Temporary() || e.RetryAfter() <= 0 || e.RetryAfter() > time.Minute {
				t.Fatalf("%#v", e)
			}
			time.Sleep(e.RetryAfter())
		}
		most := 0
		for i, first := range sent {
			n := 0
			for _, at := range sent[i:] {
				if at.Sub(first) < time.Minute {
					n++
				}
			}
			most = max(most, n)
		}
		if most > 20 || len(sent) < 100 {
			t.Errorf("%d messages, %d within one minute, want 100 or more and at most 20", len(sent), most)
		}
	})
}

func TestGroupErrors(t *testing.T) {
	t.Parallel()
	s := group(t)
	w := newWebhook(t, robotKey, s.URL(), slowly())
	for _, test := range []struct {
		code      int
		temporary bool
		after     time.Duration
		advice    string
	}{
		{45009, true, time.Minute, ""},
		{-1, true, 0, ""},
		{93000, true, 10 * time.Minute, "Webhook"},
		{93004, true, 10 * time.Minute, "停用"},
		{93008, true, 10 * time.Minute, "重新添加"},
		{40058, false, 0, ""},
	} {
		s.FailNext(test.code, 1)
		e, ok := errors.AsType[*wecom.Error](tell(t, w, anwei.Outgoing{Content: anwei.PlainText("x")}, nil))
		if !ok || e.Code != test.code || e.API != "webhook/send" || e.Temporary() != test.temporary || e.RetryAfter() != test.after ||
			!strings.Contains(e.Advice(), test.advice) || e.Person() {
			t.Errorf("%d: %#v, which WeCom hides in an answer 200 and RobotBroadcast in nil", test.code, e)
		}
	}
	if err := tell(t, newWebhook(t, robotKey+"x", s.URL(), slowly()), anwei.Outgoing{Content: anwei.PlainText("x")}, nil); err == nil {
		t.Error("a wrong key is no error")
	}
	s.BreakBefore(1)
	if err := tell(t, w, anwei.Outgoing{Content: anwei.PlainText("x")}, nil); !temporary(err) {
		t.Errorf("broken off: %v", err)
	}
	before := s.Calls("/cgi-bin/webhook/send") + s.Calls("/cgi-bin/webhook/upload_media")
	for name, bad := range map[string]struct {
		o    anwei.Outgoing
		file *anwei.File
	}{
		"nothing":    {anwei.Outgoing{Content: anwei.PlainText(" \n")}, nil},
		"no file":    {anwei.Outgoing{Content: anwei.BookOrder{}}, nil},
		"empty file": {anwei.Outgoing{Content: anwei.BookOrder{}}, &anwei.File{Name: "x"}},
		"large file": {anwei.Outgoing{Content: anwei.BookOrder{}}, &anwei.File{Name: "x", Data: make([]byte, 20<<20+1)}},
	} {
		if err := tell(t, w, bad.o, bad.file); err == nil || temporary(err) {
			t.Errorf("%s: %v, want an error that stays", name, err)
		}
	}
	if n := s.Calls("/cgi-bin/webhook/send") + s.Calls("/cgi-bin/webhook/upload_media") - before; n != 0 {
		t.Errorf("%d calls", n)
	}
	s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Send(ctx, anwei.Outgoing{Content: anwei.PlainText("x")}, nil); !errors.Is(note(err), context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

func TestWebhookAddressIsChecked(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string][2]string{
		"empty":       {"", ""},
		"no key":      {"https://qyapi.weixin.qq.com/cgi-bin/webhook/send", ""},
		"odd key":     {robotKey + " x", ""},
		"odd address": {"https://%zz/?key=" + robotKey, ""},
		"odd base":    {robotKey, "ftp://x"},
	} {
		if _, err := wecom.NewWebhook(bad[0], bad[1], nil, logger(t), time.Now); note(err) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// FuzzWebhookAnswer answers anything to a message for the group: whatever is not
// errcode 0 is an error, and no error has the key.
func FuzzWebhookAnswer(f *testing.F) {
	for _, answer := range []string{
		`{"errcode":0,"errmsg":"ok"}`, `{"errcode":93000,"errmsg":"invalid webhook url, hint: [1], key ` + robotKey + `"}`,
		``, `[]`, `{"errcode":"0"}`, `{"errcode":0,"errmsg":5}`,
	} {
		f.Add(answer, false)
		f.Add(answer, true)
	}
	f.Fuzz(func(t *testing.T, answer string, withFile bool) {
		client := &http.Client{Transport: tripper(func(r *http.Request) *http.Response {
			w := httptest.NewRecorder()
			_, _ = w.WriteString(answer)
			return w.Result()
		})}
		w, err := wecom.NewWebhook(robotKey, "", client, logger(t), slowly())
		if err != nil {
			t.Fatal(err)
		}
		var file *anwei.File
		if withFile {
			file = &anwei.File{Name: "表.xlsx", Data: []byte("PK\x03\x04 not quite")}
		}
		if _, err = w.Send(t.Context(), anwei.Outgoing{Content: anwei.PlainText("x")}, file); err == nil {
			return
		}
		if _, ok := errors.AsType[*wecom.Error](err); !ok || strings.Contains(err.Error(), robotKey) {
			t.Errorf("%v", err)
		}
	})
}
