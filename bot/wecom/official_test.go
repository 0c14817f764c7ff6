package wecom_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"anwei/bot"
)

// sealed is a job for testdata/crypto/crypto.mjs, or its result.
type sealed struct {
	Token     string `json:"token"`
	Key       string `json:"key"`
	ID        string `json:"id"`
	Timestamp string `json:"timestamp"`
	Nonce     string `json:"nonce"`
	Message   string `json:"message,omitempty"`
	Encrypt   string `json:"encrypt,omitempty"`
	Signature string `json:"signature,omitempty"`
}

// TestOfficialLibraryUnderstandsUs holds the callback to npm's @wecom/crypto,
// which is WeCom's own: what it seals we take, and what we answer it opens. The
// texts are of 64 lengths, so that the padding is of every length.
func TestOfficialLibraryUnderstandsUs(t *testing.T) {
	t.Parallel()
	run := official(t)
	job := sealed{
		Token: token, Key: aesKey, ID: corpID,
		Timestamp: strconv.FormatInt(start.Unix(), 10), Nonce: "1372623149",
	}
	var jobs []sealed
	for n := range 64 {
		job.Message = text("十月报表" + strings.Repeat("x", n))
		jobs = append(jobs, job)
	}
	job.Message = "1616140317555161061"
	jobs = append(jobs, job) // the verification of the address
	jobs = run(jobs)

	h := &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		return bot.Answer{Text: "收到：" + m.Text, Seq: 1}, nil
	}}
	c := newCallback(t, h)
	var answers []sealed
	for _, j := range jobs[:64] {
		q := url.Values{"msg_signature": {j.Signature}, "timestamp": {job.Timestamp}, "nonce": {job.Nonce}}
		body := strings.NewReader(envelope(j.Encrypt))
		w := serve(c, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/?"+q.Encode(), body))
		var e struct{ Encrypt, MsgSignature, TimeStamp, Nonce string }
		if err := xml.Unmarshal(w.Body.Bytes(), &e); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%d %q: %v", w.Code, w.Body, err)
		}
		answers = append(answers, sealed{
			Token: token, Key: aesKey, Timestamp: e.TimeStamp, Nonce: e.Nonce, Encrypt: e.Encrypt, Signature: e.MsgSignature,
		})
	}
	for n, got := range run(answers) {
		var r reply
		err := xml.Unmarshal([]byte(got.Message), &r)
		if err != nil || got.Signature != answers[n].Signature || got.ID != corpID ||
			r.Content != "收到：十月报表"+strings.Repeat("x", n) || r.ToUserName != "ZhangSan" {
			t.Errorf("%d: signature %v, receiver %q, answer %+v, %v", n, got.Signature == answers[n].Signature, got.ID, r, err)
		}
	}
	v := jobs[64]
	q := url.Values{"msg_signature": {v.Signature}, "timestamp": {job.Timestamp}, "nonce": {job.Nonce}, "echostr": {v.Encrypt}}
	w := serve(c, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/?"+q.Encode(), nil))
	if w.Code != http.StatusOK || w.Body.String() != "1616140317555161061" {
		t.Errorf("verification: %d %q", w.Code, w.Body)
	}
}

// official installs the library into a folder of its own, from the registry that
// npm is set up for, and returns what hands it jobs.
func official(t *testing.T) func([]sealed) []sealed {
	t.Helper()
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			unavailable(t, "%s is not installed", program)
		}
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "crypto.mjs"} {
		data, err := os.ReadFile(filepath.Join("testdata", "crypto", name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	npm := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts",
		"--prefer-offline", "--fetch-retries=0", "--fetch-timeout=30000", "--loglevel=error")
	npm.Dir = dir
	if out, err := npm.CombinedOutput(); err != nil {
		unavailable(t, "npm install: %v\n%s", err, out)
	}
	return func(jobs []sealed) []sealed {
		t.Helper()
		input, err := json.Marshal(jobs)
		if err != nil {
			t.Fatal(err)
		}
		node := exec.CommandContext(t.Context(), "node", "crypto.mjs")
		node.Dir, node.Stdin, node.Stderr = dir, bytes.NewReader(input), os.Stderr
		output, err := node.Output()
		if err != nil {
			t.Fatal(err)
		}
		var results []sealed
		if err := json.Unmarshal(output, &results); err != nil || len(results) != len(jobs) {
			t.Fatalf("%d results of %d: %v", len(results), len(jobs), err)
		}
		return results
	}
}

// unavailable skips the test visibly, or fails it where everything is required.
func unavailable(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("ANWEI_REQUIRE") == "all" {
		t.Fatalf("ANWEI_REQUIRE=all asks for @wecom/crypto: "+format, args...)
	}
	t.Skipf("callbacks are not held to @wecom/crypto: "+format, args...)
}
