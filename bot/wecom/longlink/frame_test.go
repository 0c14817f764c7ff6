package longlink_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"anwei/bot/wecom/longlink"
)

func TestFrameIsWrittenAsTheOfficialSDKDoes(t *testing.T) {
	t.Parallel()
	got, err := longlink.EncodeFrame("aibot_send_msg", "r1", map[string]string{"content": "a<b>&\u2028 你好"})
	want := `{"cmd":"aibot_send_msg","headers":{"req_id":"r1"},"body":{"content":"a<b>&\u2028 你好"}}`
	if err != nil || string(got) != want {
		t.Errorf("got %s %v\nwant %s", got, err, want)
	}
	if got, _ := longlink.EncodeFrame("ping", "r2", nil); string(got) != `{"cmd":"ping","headers":{"req_id":"r2"}}` {
		t.Errorf("got %s, want no body", got)
	}
}

func TestFrameIsReadWhateverIsInIt(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ data, content string }{
		"plain":              {`{"body":"3 12"}`, "3 12"},
		"raw line ends":      {"{\"body\":\"一\n二\r\n三\t四\"}", "一\n二\r\n三\t四"},
		"raw controls":       {"{\"body\":\"a\x00b\vc\x1fd\"}", "a b c d"},
		"escaped line end":   {`{"body":"a\nb"}`, "a\nb"},
		"quote and controls": {"{\"body\":\"a\\\"\n\\\\\nb\"}", "a\"\n\\\nb"},
		"pretty":             {"{\n\t\"body\" : \"x\"\r\n}", "x"},
		"unknown fields":     {`{"new":{"a":[1]},"body":"x","headers":{"req_id":"r","more":1}}`, "x"},
	} {
		cmd, _, body, err := longlink.ParseFrame([]byte(test.data))
		var got string
		if err == nil {
			err = json.Unmarshal(body, &got)
		}
		if err != nil || cmd != "" || got != test.content {
			t.Errorf("%s: %q %v, want %q", name, got, err, test.content)
		}
	}
}

func TestFrameThatIsNoneQuotesNothing(t *testing.T) {
	t.Parallel()
	for _, data := range []string{"", "[]", "{", private, `{"cmd":1}`, `"` + private + `"`, strings.Repeat("[", 20000)} {
		_, _, _, err := longlink.ParseFrame([]byte(data))
		if err == nil || strings.Contains(note(err).Error(), private) {
			t.Errorf("%.20q: %v", data, err)
		}
	}
}

func FuzzFrame(f *testing.F) {
	f.Add([]byte(`{"cmd":"aibot_msg_callback","headers":{"req_id":"CB1"},"body":{"msgid":"M1","text":{"content":"hello"}}}`))
	f.Add([]byte("{\"headers\":{\"req_id\":\"a\\\n\"},\"errcode\":-1,\"errmsg\":\"x\ty\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		cmd, reqID, body, err := longlink.ParseFrame(data)
		if err != nil {
			if json.Valid(data) && data[0] == '{' && utf8.Valid(data) && !strings.Contains(string(data), "_") &&
				!strings.Contains(strings.ToLower(string(data)), "cmd") && !strings.Contains(strings.ToLower(string(data)), "err") &&
				!strings.Contains(strings.ToLower(string(data)), "headers") {
				t.Errorf("%q is refused", data)
			}
			return
		}
		if len(body) > 0 && !json.Valid(body) {
			t.Errorf("the body of %q is no JSON", data)
		}
		again, err := longlink.EncodeFrame(cmd, reqID, body)
		if err != nil {
			t.Fatal(err)
		}
		if c, r, _, err := longlink.ParseFrame(again); err != nil || c != cmd || r != reqID {
			t.Errorf("%q became %q", data, again)
		}
	})
}
