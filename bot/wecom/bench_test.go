package wecom_test

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"anwei/bot"
	"anwei/bot/wecom"
)

// BenchmarkCallback takes one message from its request to its sealed answer, and by
// turns does its cryptography alone: both ways a SHA-1, an AES and a base64 of the
// same bytes. It reports what either takes, and how many times as long the first
// is, where what disturbs the machine disturbs both.
func BenchmarkCallback(b *testing.B) {
	h := instant{bot.Answer{Text: "已收到：检查3次，隐患12个。请核对后回复“提交”。", Seq: 1}}
	c, err := wecom.NewCallback(corpA, h, slog.New(slog.DiscardHandler), startClock)
	if err != nil {
		b.Fatal(err)
	}
	sealed := seal(b, text("检查3次，发现12个隐患，已整改10个"), corpID)
	target := address(strconv.FormatInt(start.Unix(), 10), "1372623149", sealed)
	body := envelope(sealed)
	cryptography := newBare(b)
	var whole, bare time.Duration
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(b.Context(), "POST", target, strings.NewReader(body))
		began := time.Now()
		c.ServeHTTP(w, r)
		served := time.Now()
		cryptography(sealed)
		bare += time.Since(served)
		whole += served.Sub(began)
		if w.Body.Len() == 0 {
			b.Fatal("no answer")
		}
	}
	b.ReportMetric(float64(whole.Nanoseconds())/float64(b.N), "ns/callback")
	b.ReportMetric(float64(bare.Nanoseconds())/float64(b.N), "ns/cryptography")
	b.ReportMetric(float64(whole)/float64(bare), "times-the-cryptography")
}

type instant struct{ answer bot.Answer }

func (i instant) Handle(context.Context, bot.Message) (bot.Answer, error) { return i.answer, nil }
func (i instant) Answered(context.Context, bot.Answer)                    {}

// newBare returns what no callback can do without: signing, decoding and
// decrypting what came, and encrypting, encoding and signing as much.
func newBare(b *testing.B) func(sealed string) {
	b.Helper()
	key, err := base64.StdEncoding.DecodeString(aesKey + "=")
	if err != nil {
		b.Fatal(err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		b.Fatal(err)
	}
	sign := func(sealed string) {
		parts := []string{token, strconv.FormatInt(start.Unix(), 10), "1372623149", sealed}
		slices.Sort(parts)
		sum := sha1.New()
		_, _ = io.WriteString(sum, strings.Join(parts, ""))
		hex.Encode(make([]byte, 2*sha1.Size), sum.Sum(nil))
	}
	return func(sealed string) {
		sign(sealed)
		raw, _ := base64.StdEncoding.DecodeString(sealed)
		cipher.NewCBCDecrypter(block, key[:16]).CryptBlocks(raw, raw)
		cipher.NewCBCEncrypter(block, key[:16]).CryptBlocks(raw, raw)
		sign(base64.StdEncoding.EncodeToString(raw))
	}
}
