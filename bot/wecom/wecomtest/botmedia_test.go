package wecomtest_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

// fetch downloads and decrypts what a message points at, as §3.2.6 says.
func fetch(t *testing.T, body map[string]any, kind string) (name string, data []byte, status int) {
	t.Helper()
	at, _ := body[kind].(map[string]any)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, str(at, "url"), nil)
	must(t, err)
	resp, err := http.DefaultClient.Do(req)
	must(t, err)
	defer func() { _ = resp.Body.Close() }()
	sealed, err := io.ReadAll(resp.Body)
	must(t, err)
	if resp.StatusCode != http.StatusOK {
		return "", nil, resp.StatusCode
	}
	key, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(str(at, "aeskey"), "="))
	must(t, err)
	if bytes.Contains(sealed, []byte("workbook")) || len(key) != 32 || len(sealed)%32 != 0 {
		t.Fatalf("%d sealed bytes under a key of %d", len(sealed), len(key))
	}
	block, err := aes.NewCipher(key)
	must(t, err)
	cipher.NewCBCDecrypter(block, key[:16]).CryptBlocks(sealed, sealed)
	return resp.Header.Get("Content-Disposition"), sealed[:len(sealed)-int(sealed[len(sealed)-1])], resp.StatusCode
}

func TestBotMediaIn(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	w := join(t, s)
	data := []byte("a workbook of 23 bytes.")
	must(t, s.BotSendFile("ann", "台账 10月.xlsx", data))
	_, body := w.heard(msg, "file")
	for _, want := range []string{"filename*=UTF-8''%E5%8F%B0", ""} {
		name, got, _ := fetch(t, body, "file")
		if !bytes.Equal(got, data) || !strings.Contains(name, want) {
			t.Errorf("%q: %q", name, got)
		}
	}
	must(t, s.BotSendImage("ann", "现场.png", data))
	_, image := w.heard(msg, "image")
	if name, got, _ := fetch(t, image, "image"); !bytes.Equal(got, data) || !strings.Contains(name, `filename="%E7%8E`) {
		t.Errorf("%q: %q", name, got)
	}
	must(t, s.BotSendVideo("ann", "a.mp4", data))
	w.heard(msg, "video")
	must(t, s.BotSendVoice("ann", "检查了十二家"))
	if _, body := w.heard(msg, "voice"); body["voice"].(map[string]any)["content"] != "检查了十二家" {
		t.Errorf("voice %v", body)
	}
	must(t, s.BotSendMixed("ann", wecomtest.Piece{Text: "看"}, wecomtest.Piece{Name: "a.png", Data: data}))
	_, mixed := w.heard(msg, "mixed")
	items := mixed["mixed"].(map[string]any)["msg_item"].([]any)
	if _, got, _ := fetch(t, items[1].(map[string]any), "image"); !bytes.Equal(got, data) {
		t.Errorf("mixed: %q", got)
	}
	must(t, s.BotQuote("ann", 1, "这份"))
	_, quoting := w.heard(msg, "text")
	if _, got, _ := fetch(t, quoting["quote"].(map[string]any), "file"); !bytes.Equal(got, data) {
		t.Errorf("quoted: %q", got)
	}
	if l := last(t, s); l.Quote != "台账 10月.xlsx" {
		t.Errorf("line %+v", l)
	}
	now.Add(5 * time.Minute)
	if _, _, status := fetch(t, body, "file"); status != http.StatusForbidden {
		t.Errorf("an old address answers HTTP %d", status)
	}
}

func chunk(id string, index int, data string) string {
	return fmt.Sprintf(`{"upload_id":%q,"chunk_index":%d,"base64_data":%q}`, id, index, base64.StdEncoding.EncodeToString([]byte(data)))
}

func begin(w *wire, size, chunks int, sum string) string {
	w.t.Helper()
	f := w.want(0, "aibot_upload_media_init", fmt.Sprintf(
		`{"type":"file","filename":"汇总表.xlsx","total_size":%d,"total_chunks":%d,"md5":%q}`, size, chunks, sum))
	return str(f.Body, "upload_id")
}

func TestBotUpload(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	w := join(t, s)
	must(t, s.BotSay("ann", "发我汇总表"))
	reply, _ := w.heard(msg, "text")
	sum := md5.Sum([]byte("PK workbook"))
	id := begin(w, 11, 2, hex.EncodeToString(sum[:]))
	w.want(0, "aibot_upload_media_chunk", chunk(id, 1, "book"))
	s.BotDrop()
	w = join(t, s) // the session survives
	w.want(0, "aibot_upload_media_chunk", chunk(id, 1, "fish"))
	w.want(40058, "aibot_upload_media_finish", `{"upload_id":"`+id+`"}`)
	w.want(40058, "aibot_upload_media_chunk", chunk(id, 2, "more"))
	w.want(40058, "aibot_upload_media_chunk", chunk("nobody", 0, "PK work"))
	w.want(0, "aibot_upload_media_chunk", chunk(id, 0, "PK work"))
	done := w.want(0, "aibot_upload_media_finish", `{"upload_id":"`+id+`"}`)
	w.want(40058, "aibot_upload_media_finish", `{"upload_id":"`+id+`"}`)
	media := str(done.Body, "media_id")
	if done.Body["type"] != "file" || str(done.Body, "created_at") != "1792659600" {
		t.Errorf("finish %v", done.Body)
	}
	file := `{"msgtype":"file","file":{"media_id":"` + media + `"}}`
	w.wantAs(reply, 846605, respond, file)
	w.want(0, push, pushTo("ann", file))
	if l := last(t, s); l.Kind != wecomtest.KindFile || l.File != "汇总表.xlsx" || l.MediaID != media {
		t.Errorf("line %+v", l)
	}
	if m, _ := s.Media(media); string(m.Data) != "PK workbook" {
		t.Errorf("media %q", m.Data)
	}
	a := newAPI(t, s)
	wantCode(t, "the app sends the bot's file", a.send(`{"touser":"ann","agentid":1000002,`+file[1:]), 40007)
	app := str(a.upload("file", "media", `filename="a"`, []byte("123456")), "media_id")
	w.want(40007, push, pushTo("ann", strings.Replace(file, media, app, 1)))
	s.ExpireMedia()
	w.want(40007, push, pushTo("ann", file))
}

func TestBotUploadRules(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	w := join(t, s)
	const cmd = "aibot_upload_media_init"
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"type":       {`{"type":"sheet","filename":"a","total_size":9,"total_chunks":1}`, 40004},
		"no name":    {`{"type":"file","total_size":9,"total_chunks":1}`, 40058},
		"long name":  {`{"type":"file","filename":"` + strings.Repeat("x", 257) + `","total_size":9,"total_chunks":1}`, 40058},
		"small":      {`{"type":"file","filename":"a","total_size":4,"total_chunks":1}`, 40006},
		"large":      {`{"type":"image","filename":"a","total_size":10485761,"total_chunks":21}`, 40006},
		"no chunks":  {`{"type":"file","filename":"a","total_size":9}`, 40058},
		"many":       {`{"type":"file","filename":"a","total_size":900,"total_chunks":101}`, 40058},
		"few chunks": {`{"type":"file","filename":"a","total_size":524289,"total_chunks":1}`, 40058},
	} {
		if f := w.do(cmd, c.body); *f.Code != c.want {
			t.Errorf("%s: %d, want %d", name, *f.Code, c.want)
		}
	}
	id := begin(w, 6, 1, strings.Repeat("0", 32))
	w.want(40058, "aibot_upload_media_chunk", chunk(id, -1, "x"))
	w.want(40058, "aibot_upload_media_chunk", chunk(id, 0, strings.Repeat("x", 512<<10+1)))
	w.want(40058, "aibot_upload_media_chunk", `{"upload_id":"`+id+`","chunk_index":0,"base64_data":"%"}`)
	w.want(0, "aibot_upload_media_chunk", chunk(id, 0, "123456"))
	w.want(40058, "aibot_upload_media_finish", `{"upload_id":"`+id+`"}`) // the MD5 differs
	id = begin(w, 7, 1, "")
	w.want(0, "aibot_upload_media_chunk", chunk(id, 0, "123456"))
	w.want(40006, "aibot_upload_media_finish", `{"upload_id":"`+id+`"}`)
	now.Add(30 * time.Minute)
	w.want(40058, "aibot_upload_media_chunk", chunk(id, 0, "123456"))
	for range 30 {
		begin(w, 6, 1, "")
	}
	w.want(45009, cmd, `{"type":"file","filename":"a","total_size":9,"total_chunks":1}`)
	w.write(`{"cmd":"ping","headers":{"req_id":"` + strings.Repeat("x", 1<<20) + `"}}`)
	if _, err := w.read(); err == nil {
		t.Error("a frame of more than a megabyte was read")
	}
}
