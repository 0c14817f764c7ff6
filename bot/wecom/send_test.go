package wecom_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"
	"unicode/utf8"

	"anwei"
	"anwei/bot/wecom"
	"anwei/bot/wecom/wecomtest"
)

func TestLongTextGoesOutAsSeveral(t *testing.T) {
	t.Parallel()
	line := strings.Repeat("十个字的一行文字在此", 6) + "\n" // 181 bytes
	for name, test := range map[string]struct {
		says  string
		parts int
		cut   bool
	}{
		"just fits":    {strings.Repeat("字", 666) + "ab", 1, false}, // with the mark, 2048 bytes
		"one too many": {strings.Repeat("字", 666) + "abc", 2, false},
		"all alike":    {strings.Repeat("字", 3000), 5, false},
		"lines":        {strings.Repeat(line, 30), 3, false},
		"without end":  {strings.Repeat(line, 200), 8, true},
	} {
		s := office(t)
		o := anwei.Outgoing{Seq: 7, To: "zhangsan", Content: anwei.PlainText(test.says)}
		if err := send(t, newClient(t, s.URL(), appSecret), o, nil); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var all strings.Builder
		for i, got := range talk(t, s, test.parts) {
			text := shown(got.Text)
			if got.Truncated || !utf8.ValidString(text) || len(got.Text) > 2048 || got.Kind != wecomtest.KindText {
				t.Errorf("%s: part %d is a %s, cut by WeCom or within a character: %q", name, i+1, got.Kind, text)
			}
			all.WriteString(text)
		}
		head, cut := strings.CutSuffix(all.String(), "…（内容过长，已截断）")
		if cut != test.cut || !strings.HasPrefix(spaceless(test.says), spaceless(head)) || !cut && len(spaceless(head)) != len(spaceless(test.says)) {
			t.Errorf("%s: cut %v, %d bytes of %d", name, cut, len(head), len(test.says))
		}
	}
}

// TestLongTextArrivesOnce breaks the sending off after each part in turn. Sending
// it again completes it, and repeats nothing.
func TestLongTextArrivesOnce(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	o := anwei.Outgoing{Seq: 9, To: "zhangsan", Content: anwei.PlainText(strings.Repeat("字", 1900))} // three parts, two of them alike
	for range 3 {
		s.BreakNext(1)
		if err := send(t, c, o, nil); err == nil || !temporary(err) {
			t.Fatalf("%v, want a temporary error", err)
		}
	}
	if err := send(t, c, o, nil); err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(shown(talk(t, s, 3)[0].Text) + shown(talk(t, s, 3)[1].Text) + shown(talk(t, s, 3)[2].Text))); n != 1900 {
		t.Errorf("%d characters, want 1900", n)
	}
	o.Seq++
	if err := send(t, c, o, nil); err != nil {
		t.Fatal(err)
	}
	talk(t, s, 6)
}

func picture(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 40))); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestPictureIsSentAsOne(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	o := anwei.Outgoing{Seq: 3, To: "zhangsan", Content: anwei.BookOrder{Extent: anwei.Extent{Unit: "county"}, Form: "figures"}}
	large := append(picture(t), make([]byte, 10<<20)...)
	for i, test := range []struct {
		file anwei.File
		want string
	}{
		{anwei.File{Name: "进度图.PNG", Data: picture(t)}, wecomtest.KindImage},
		{anwei.File{Name: "进度图.png", Data: []byte("no picture at all")}, wecomtest.KindFile},
		{anwei.File{Name: "进度图.bin", Data: picture(t)}, wecomtest.KindFile},
		{anwei.File{Name: "大图.png", Data: large}, wecomtest.KindFile},
	} {
		if err := send(t, c, o, &test.file); err != nil {
			t.Fatalf("%s: %v", test.file.Name, err)
		}
		if got := talk(t, s, i+1)[i]; got.Kind != test.want {
			t.Errorf("%s went out as %s, want %s", test.file.Name, got.Kind, test.want)
		}
	}
}

func TestUnfitFilesCostNothing(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	o := anwei.Outgoing{Seq: 3, To: "zhangsan", Content: anwei.BookOrder{}}
	for name, size := range map[string]int{"empty": 0, "five bytes": 5, "too large": 20<<20 + 1} {
		e, ok := errors.AsType[*wecom.Error](send(t, c, o, &anwei.File{Name: "表.xlsx", Data: make([]byte, size)}))
		if !ok || e.Temporary() || e.Person() || !strings.Contains(e.Advice(), "文件") {
			t.Errorf("%s: %#v", name, e)
		}
	}
	if n := s.Calls("/cgi-bin/media/upload"); n != 0 {
		t.Errorf("%d uploads", n)
	}
}

func TestMessageIsRecalled(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	id, err := c.Send(t.Context(), anwei.Outgoing{Seq: 1, To: "zhangsan", Content: anwei.PlainText(strings.Repeat("字", 1500))}, nil)
	if note(err) != nil {
		t.Fatal(err)
	}
	stays, err := c.Send(t.Context(), anwei.Outgoing{Seq: 2, To: "zhangsan", Content: anwei.PlainText("这条保留")}, nil)
	if note(err) != nil || stays == id {
		t.Fatal(err)
	}
	if err := c.Recall(t.Context(), id); note(err) != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, true, true, false} {
		if line := talk(t, s, 4)[i]; line.Recalled != want {
			t.Errorf("line %d: recalled %v, want %v", i+1, line.Recalled, want)
		}
	}
	for _, bad := range []string{"", "no_such_message"} {
		if err := c.Recall(t.Context(), bad); note(err) == nil || temporary(err) {
			t.Errorf("recalling %q: %v, want an error that stays", bad, err)
		}
	}
}
