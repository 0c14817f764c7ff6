package longlink_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
)

// pngOf begins as a picture does.
func pngOf(size int) []byte {
	return append([]byte("\x89PNG\x0d\x0a\x1a\x0a"), bytes.Repeat([]byte{7}, size)...)
}

func TestFilesArePushed(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, &handler{}, func(w *world) {
		w.do(w.BotSay("lisi", "发我10月汇总表"))
		long := strings.Repeat("表", 100) + ".xlsx"
		for i, test := range []struct {
			name, kind, shown string
			data              []byte
		}{
			{"10月汇总表.xlsx", "file", "10月汇总表.xlsx", []byte("a small workbook")},
			{"大表.xlsx", "file", "大表.xlsx", bytes.Repeat([]byte("0123456789abcde"), 100_000)},
			{"图.png", "image", "图.png", pngOf(100)},
			{"大图.PNG", "file", "大图.PNG", pngOf(3 << 20)},
			{"假图.jpg", "file", "假图.jpg", []byte("no picture")},
			{long, "file", "", []byte("long name")},
		} {
			w.sent(anwei.Outgoing{Seq: uint64(i), To: "lisi", Content: anwei.BookOrder{}}, &anwei.File{Name: test.name, Data: test.data})
			l := w.got("lisi")[i]
			m, ok := w.Media(l.MediaID)
			if !ok || l.Kind != test.kind || !bytes.Equal(m.Data, test.data) || test.shown != "" && l.File != test.shown {
				t.Errorf("%s: %s %s of %d bytes", test.name, l.Kind, l.File, len(m.Data))
			}
			if len(l.File) > 256 || !strings.HasSuffix(l.File, test.name[len(test.name)-4:]) {
				t.Errorf("the name became %q", l.File)
			}
		}
	})
}

func TestWhatCannotBeSentCostsNothing(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, &handler{}, func(w *world) {
		w.do(w.BotSay("lisi", "x"))
		big := &anwei.File{Name: "a", Data: make([]byte, 20<<20+1)}
		for name, test := range map[string]struct {
			o    anwei.Outgoing
			file *anwei.File
		}{
			"nobody":    {anwei.Outgoing{Content: anwei.PlainText("x")}, nil},
			"everybody": {anwei.Outgoing{To: "@all", Content: anwei.PlainText("x")}, nil},
			"the group": {anwei.Outgoing{To: anwei.OfficeGroup, Content: anwei.PlainText("x")}, nil},
			"nothing":   {anwei.Outgoing{To: "lisi"}, nil},
			"no file":   {anwei.Outgoing{To: "lisi", Content: anwei.BookOrder{}}, nil},
			"empty":     {anwei.Outgoing{To: "lisi", Content: anwei.BookOrder{}}, &anwei.File{Name: "a"}},
			"too large": {anwei.Outgoing{To: "lisi", Content: anwei.BookOrder{}}, big},
			"bare card": {anwei.Outgoing{To: "lisi", Content: &anwei.Card{Title: "x"}}, nil},
		} {
			_, err := w.socket.Send(w.Context(), test.o, test.file)
			if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || e.Temporary() {
				t.Errorf("%s: %v, want an error for good", name, err)
			}
		}
		if n := w.Calls("aibot_send_msg") + w.Calls("aibot_upload_media_init"); n != 0 {
			t.Errorf("%d requests", n)
		}
	})
}

func TestTextsAreReadAsTheyStand(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, &handler{}, func(w *world) {
		w.do(w.BotSay("lisi", "x"))
		w.sent(anwei.Outgoing{To: "lisi", Content: anwei.PlainText("# 3*5\n1. 检查")}, nil)
		w.gotTexts("lisi", "＃ 3＊5  \n1. 检查")
	})
}

func TestLongTextGoesOutInParts(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&text, "第%d条：检查*次。\n", i)
	}
	long := strings.TrimSpace(text.String())
	h := &handler{handle: func(context.Context, bot.Message) (bot.Answer, error) {
		return bot.Answer{Text: long, Seq: 4}, nil
	}}
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		w.do(w.BotEnter("wangwu"))
		w.do(w.BotSay("lisi", "x"))
		settle(0)
		if len(w.got("lisi"))+len(w.got("wangwu")) != 0 || len(w.marked()) != 0 {
			t.Error("what does not fit was sent as the answer, not left to the outbox")
		}
		w.sent(anwei.Outgoing{To: "lisi", Content: anwei.PlainText(long)}, nil)
		var all []string
		for _, l := range w.got("lisi") {
			if len(l.Text) > 20480 {
				t.Errorf("a part has %d bytes", len(l.Text))
			}
			all = append(all, l.Text)
		}
		if got := bare(strings.Join(all, "\n")); len(all) < 2 || got != bare(long) {
			t.Errorf("%d parts, %d bytes of %d", len(all), len(got), len(bare(long)))
		}
	})
}

func TestRefusalsAreErrorsToDecideBy(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, &handler{}, func(w *world) {
		w.do(w.BotSay("lisi", "x"))
		for _, test := range []struct {
			code      int
			temporary bool
			after     time.Duration
			person    bool
		}{
			{-1, true, 0, false},
			{45009, true, time.Minute, false},
			{846607, true, time.Minute, false},
			{93001, false, 0, true},
			{93006, false, 0, true},
			{40058, false, 0, false},
		} {
			w.BotFailNext(test.code, 1)
			_, err := w.socket.Send(w.Context(), anwei.Outgoing{To: "lisi", Content: anwei.PlainText("x")}, nil)
			e, ok := errors.AsType[*wecom.Error](note(err))
			if !ok || e.Code != test.code || e.API != "aibot_send_msg" || e.Temporary() != test.temporary ||
				e.RetryAfter() != test.after || e.Person() != test.person {
				t.Errorf("%d: %v %+v", test.code, err, e)
			}
		}
		// Somebody who never wrote to the bot.
		_, err := w.socket.Send(w.Context(), anwei.Outgoing{To: "wangwu", Content: anwei.PlainText("x")}, nil)
		if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || !e.Person() {
			t.Errorf("got %v", err)
		}
		w.gotTexts("lisi")
	})
}

func TestNoAnswerIsNotWaitedForForEver(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, &handler{}, func(w *world) {
		w.do(w.BotSay("lisi", "x"))
		began := time.Now()
		w.BotMuteNext(2)
		_, err := w.socket.Send(w.Context(), anwei.Outgoing{To: "lisi", Content: anwei.PlainText("x")}, nil)
		if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || !e.Temporary() || time.Since(began) != 15*time.Second {
			t.Errorf("got %v after %v", err, time.Since(began))
		}
		ctx, cancel := context.WithTimeout(w.Context(), time.Second)
		defer cancel()
		if _, err := w.socket.Send(ctx, anwei.Outgoing{To: "lisi", Content: anwei.PlainText("x")}, nil); !errors.Is(note(err), context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		for _, fault := range []func(int){w.BotBreakBefore, w.BotBreakNext} {
			fault(1)
			began = time.Now()
			_, err := w.socket.Send(w.Context(), anwei.Outgoing{To: "lisi", Content: anwei.PlainText("x")}, nil)
			if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || !e.Temporary() || time.Since(began) != 0 {
				t.Errorf("got %v after %v", err, time.Since(began))
			}
			settle(3 * time.Second)
		}
	})
}

func TestUploadSurvivesABusyServer(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, &handler{}, func(w *world) {
		w.do(w.BotSay("lisi", "x"))
		settle(0)
		data := bytes.Repeat([]byte("x"), 1<<20)
		o := anwei.Outgoing{To: "lisi", Content: anwei.BookOrder{}}
		w.BotSlowNext(20*time.Second, 1)
		w.BotFailNext(-1, 2)
		w.sent(o, &anwei.File{Name: "a.xlsx", Data: data})
		// With no end of it the outbox begins anew.
		w.BotSlowNext(time.Second, 1)
		w.BotFailNext(-1, 3)
		_, err := w.socket.Send(w.Context(), o, &anwei.File{Name: "a.xlsx", Data: data})
		if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || e.Code != -1 || !e.Temporary() {
			t.Errorf("got %v", err)
		}
		if len(w.got("lisi")) != 1 {
			t.Errorf("got %+v", w.got("lisi"))
		}
	})
}

func TestPictureIsFetchedByAnyProcess(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, &handler{}, func(w *world) {
		picture := pngOf(1000)
		w.do(w.BotSendImage("lisi", "表.png", picture))
		w.do(w.BotSendFile("lisi", "表.pdf", picture[:100]))
		w.do(w.BotSendMixed("lisi", wecomtest.Piece{Name: "a.png", Data: picture[:50]}))
		settle(0)
		later := w.connect(botSecret) // knows nothing but the message
		for i, want := range []struct {
			kind string
			data []byte
		}{{"image", picture}, {"file", picture[:100]}, {"image", picture[:50]}} {
			m := w.heard()[i]
			data, err := later.Picture(w.Context(), m.Media)
			if err != nil || !bytes.Equal(data, want.data) || m.Kind != bot.OtherMessage || m.Text != want.kind {
				t.Errorf("%s %s: %d bytes, %v", m.Kind, m.Text, len(data), note(err))
			}
		}
		time.Sleep(6 * time.Minute)
		if _, err := later.Picture(w.Context(), w.heard()[0].Media); err == nil || strings.Contains(note(err).Error(), "sign") {
			t.Errorf("after six minutes: %v", err)
		}
	})
}

func TestCardTravelsInItsKeys(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ key, title, text, wantTitle, wantText string }{
		"all":          {"好|a|b|c", "标题", "一\n二", "标题", "一\n二"},
		"no text":      {"好", "标题", "", "标题", ""},
		"separators":   {"好", "标␟题", "一␟二", "标 题", "一 二"},
		"long text":    {"好", "标题", strings.Repeat("字", 400), "标题", ""},
		"long key":     {strings.Repeat("k", 1020), "标题", "一", "", ""},
		"longest card": {strings.Repeat("k", 400), strings.Repeat("题", 36), strings.Repeat("字", 160), strings.Repeat("题", 36), strings.Repeat("字", 160)},
	} {
		carried := longlink.KeyWithCard(test.key, test.title, test.text)
		key, title, text := longlink.ReadKey(carried)
		if len(carried) > 1024 || key != test.key || title != test.wantTitle || text != test.wantText {
			t.Errorf("%s: %d bytes, %q %q %q", name, len(carried), key, title, text)
		}
	}
	if key, title, text := longlink.ReadKey("of another bot"); key != "of another bot" || title+text != "" {
		t.Errorf("%q %q %q", key, title, text)
	}
}

func TestBodyIsReadAsFarAsItGoes(t *testing.T) {
	t.Parallel()
	arrived := time.Unix(1700000000, 0).UTC()
	flat := `{"msgid":"e","create_time":5,"from":{"userid":"LiSi"},"msgtype":"event","event":{"eventtype":"template_card_event","event_key":"k","task_id":"t"}}`
	nested := `{"msgid":"f","create_time":5,"from":{"userid":"lisi"},"msgtype":"event","event":{"eventtype":"template_card_event","template_card_event":{"event_key":"k","task_id":"t"}}}`
	one, _, err := longlink.ReadBotBody([]byte(flat), arrived)
	two, _, err2 := longlink.ReadBotBody([]byte(nested), arrived)
	if err != nil || err2 != nil || one.ID != two.ID || one.Key != "k" || two.Key != "k" || one.From != "LiSi" || one.At.Unix() != 5 {
		t.Errorf("%+v %+v", one, two)
	}
	for body, want := range map[string]bot.Message{
		`{"msgid":"1","msgtype":"text","text":{"content":" \n3 12\t"},"create_time":"odd"}`: {ID: "b:1", At: arrived, Kind: bot.TextMessage, Text: "3 12"},
		`{"msgid":"2","msgtype":"voice","voice":{"content":""}}`:                            {ID: "b:2", At: arrived, Kind: bot.OtherMessage, Text: "voice"},
		`{"msgid":"3","msgtype":"location","location":{}}`:                                  {ID: "b:3", At: arrived, Kind: bot.OtherMessage, Text: "location"},
		`{"msgid":"4","msgtype":"image","image":{}}`:                                        {ID: "b:4", At: arrived, Kind: bot.OtherMessage, Text: "image"},
		`{"msgid":"5","msgtype":"mixed","mixed":{"msg_item":[]}}`:                           {ID: "b:5", At: arrived, Kind: bot.OtherMessage, Text: "image"},
	} {
		if got, _, err := longlink.ReadBotBody([]byte(body), arrived); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %+v %v, want %+v", body, got, err, want)
		}
	}
	for _, said := range []string{strings.Repeat("字", 100_000), strings.Repeat("x", 40_000) + `\n` + strings.Repeat("🇨🇳", 100_000)} {
		long := `{"msgid":"1","msgtype":"text","text":{"content":"` + said + `"}}`
		m, _, err := longlink.ReadBotBody([]byte(long), arrived)
		if n := len(m.Text); err != nil || n > 64<<10 || n < 64<<10-utf8.UTFMax || !utf8.ValidString(m.Text) {
			t.Errorf("%d bytes, %v", n, err)
		}
	}
}

func FuzzBotBody(f *testing.F) {
	f.Add([]byte(`{"msgid":"M1","chattype":"single","from":{"userid":"zhangsan"},"msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"text","text":{"content":"hello"}},{"image":{"url":"u","aeskey":"k"}}]}}`))
	f.Add([]byte(`{"from":{"userid":"ZhangSan"},"msgid":"M2","msgtype":"text","text":{"content":"hello"}}`))
	f.Add([]byte(`{"from":1,"event":{"template_card_event":{"event_key":"␟"}},"msgtype":"event"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, _, err := longlink.ReadBotBody(data, time.Unix(1, 0))
		if err != nil {
			return
		}
		if m.ID == "" || m.Kind == "" || len(m.Text) > 64<<10 {
			t.Errorf("%q is %+v", data, m)
		}
		again, _, _ := longlink.ReadBotBody(data, time.Unix(1, 0))
		if again.ID != m.ID {
			t.Errorf("%q has two ids", data)
		}
		if key, _, _ := longlink.ReadKey(longlink.KeyWithCard(m.Key, m.Text, m.Text)); len(m.Key) < 500 && !strings.Contains(m.Key, "␟") && key != m.Key {
			t.Errorf("key %q became %q", m.Key, key)
		}
	})
}
