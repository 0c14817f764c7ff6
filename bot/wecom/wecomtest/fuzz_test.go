package wecomtest_test

import (
	"encoding/json"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

// FuzzFrame holds that whatever a client writes is answered under its own req_id with one frame of JSON, or reported.
func FuzzFrame(f *testing.F) {
	for _, seed := range []string{
		`{"cmd":"ping","headers":{"req_id":"1"}}`,
		`{"cmd":"aibot_subscribe","headers":{"req_id":"1"},"body":{"bot_id":"aibWECOMTEST","secret":"wecomtest-bot-secret"}}`,
		`{"cmd":"aibot_respond_msg","headers":{"req_id":"1"},"body":` + stream("S", "x", true) + `}`,
		`{"cmd":"aibot_send_msg","headers":{"req_id":"1"},"body":` + pushTo("ann", botCard) + `}`,
		`{"cmd":"aibot_respond_update_msg","headers":{"req_id":"1"},"body":` + newCard + `}`,
		`{"cmd":"aibot_respond_welcome_msg","headers":{"req_id":"1"},"body":{"msgtype":"text","text":{"content":"x"}}}`,
		`{"cmd":"aibot_upload_media_init","headers":{"req_id":"1"},"body":{"type":"file","filename":"a","total_size":9,"total_chunks":1}}`,
		`{"cmd":"aibot_upload_media_chunk","headers":{"req_id":"1"},"body":{"upload_id":"x","chunk_index":0,"base64_data":"eA=="}}`,
		`{"cmd":"aibot_upload_media_finish","headers":{"req_id":"1"},"body":{"upload_id":"x"}}`,
		`{"cmd":"aibot_send_msg","headers":{"req_id":"1"},"body":null}`, `{"headers":null}`, `null`, `[]`, "\x00",
	} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, subscribed bool) {
		s := wecomtest.NewServer(t, silent())
		answers := s.Hear(subscribed, data)
		if len(answers) == 0 && len(s.Reports()) == 0 {
			t.Fatalf("%q was neither answered nor reported", data)
		}
		if len(answers) > 1 {
			t.Fatalf("%q has %d answers", data, len(answers))
		}
		for _, answer := range answers {
			var got, asked frame
			if err := json.Unmarshal(answer, &got); err != nil || got.Code == nil || got.Cmd != "" {
				t.Fatalf("answer %q: %v", answer, err)
			}
			// The req_id of what is not quite JSON for us may be read by the server all the same, and is not compared.
			if json.Unmarshal(data, &asked) == nil && got.Headers.ReqID != asked.Headers.ReqID {
				t.Fatalf("answer under %q, asked under %q", got.Headers.ReqID, asked.Headers.ReqID)
			}
		}
	})
}

// FuzzSend holds that a message is either refused and shown to nobody, or shown to those it is for.
func FuzzSend(f *testing.F) {
	for _, seed := range []string{
		text("ann", "x", ""), card(buttons + `,"task_id":"A",` + one),
		`{"touser":"ann","msgtype":"markdown","agentid":"1000002","markdown":{"content":"x"}}`, `{}`, `[`, "null",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		s := wecomtest.NewServer(t, silent())
		got := s.Send(body)
		if got == -1 {
			t.Fatalf("%q: -1", body)
		}
		shown := 0
		for _, p := range people() {
			shown += len(s.Talk(p.ID))
		}
		if accepted := len(s.Sends()); got != 0 && shown+accepted != 0 || got == 0 && (accepted != 1 || shown == 0) {
			t.Fatalf("%q: errcode %d, %d accepted, %d shown", body, got, accepted, shown)
		}
	})
}
