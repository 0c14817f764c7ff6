package wecom_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"anwei/bot"
	"anwei/bot/wecom"
)

// The official vectors of §2.8. A stands in helper_test.go too.
var (
	corpA = wecom.CallbackConfig{CorpID: corpID, Token: token, AESKey: aesKey}
	corpB = wecom.CallbackConfig{
		CorpID: "ww1436e0e65a779aee",
		Token:  "hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo",
		AESKey: "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt",
	}
	corpC1 = wecom.CallbackConfig{
		CorpID: "ww6a112864f8022910",
		Token:  "kjr2TKI8umCBfVF3wAHk8JiPwma5VBme",
		AESKey: "4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws",
	}
	corpC2 = wecom.CallbackConfig{
		CorpID: "ww6a112864f8022910",
		Token:  "kz7Yx62CH8SaLN",
		AESKey: "cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP",
	}
)

func TestOfficialVerifications(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct {
		cfg                           wecom.CallbackConfig
		at                            int64
		timestamp, nonce, sig, sealed string
		want                          string
	}{
		"A1": {
			corpA, 1409659589, "1409659589", "263014780", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
			"P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
			"1616140317555161061",
		},
		"B1": {
			corpB, 1476416373, "1476416373", "47744683", "012bc692d0a58dd4b10f8dfe5c4ac00ae211ebeb",
			"fsi1xnbH4yQh0+PJxcOdhhK6TDXkjMyhEPA7xB2TGz6b+g7xyAbEkRxN/3cNXW9qdqjnoVzEtpbhnFyq6SVHyA==",
			"1288432023552776189",
		},
		"C1": {
			corpC1, 1583940690, "1583940690", "VHh7ymSeb0jc4lSb", "1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011",
			"6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w==",
			"94966531020182955848408",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := callbackWith(t, v.cfg, &handler{}, time.Unix(v.at, 0).Add(time.Minute))
			head := "/?msg_signature=" + v.sig + "&timestamp=" + v.timestamp + "&nonce=" + v.nonce + "&echostr="
			for _, target := range []string{
				head + url.QueryEscape(v.sealed),
				head + v.sealed, // unescaped, each plus becomes a space (§2.1)
			} {
				w := serve(c, httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil))
				if w.Code != http.StatusOK || w.Body.String() != v.want {
					t.Errorf("%d %q, want 200 %q", w.Code, w.Body, v.want)
				}
			}
		})
	}
}

func TestOfficialMessages(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct {
		cfg                           wecom.CallbackConfig
		at                            int64
		timestamp, nonce, sig, sealed string
		want                          bot.Message
	}{
		"A2": {
			corpA, 1409659813, "1409659813", "1372623149", "477715d11cdb4164915debcba66cb864d751f3e6",
			`RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/s
			YYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJY
			uR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUca
			llcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5P
			l/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==`,
			bot.Message{ID: "m:4561255354251345929", From: "mycreate", Text: "hello"},
		},
		"B2": {
			corpB, 1476422779, "1476422779", "1597212914", "0c3914025cb4b4d68103f6bfc8db550f79dcf48e",
			`Kl7kjoSf6DMD1zh7rtrHjFaDapSCkaOnwu3bqLc5tAybhhMl9pFeK8NslNPVdMwmBQTNoW4mY7AIjeLvEl3NyeTkAgGzBhzTtRLNshw2A
			Eew+kkYcD+Fq72Kt00fT0WnN87hGrW8SqGc+NcT3mu87Ha3dz1pSDi6GaUA6A0sqfde0VJPQbZ9U+3JWcoD4Z5jaU0y9GSh010wsHF8KZD
			24YhmZH4ch4Ka7ilEbjbfvhKkNL65HHL0J6EYJIZUC2pFrdkJ7MhmEbU2qARR4iQHE7wy24qy0cRX3Mfp6iELcDNfSsPGjUQVDGxQDCWj
			ayJOpcwocugux082f49HKYg84EpHSGXAyh+/oxwaWbvL6aSDPOYuPDGOCI8jmnKiypE+`,
			bot.Message{ID: "m:1456453720", From: "ChenJiaShun", Text: "你好"},
		},
		"C2": {
			corpC2, 1583995625, "1583995625", "1584392382", "f265ae551b1932727204c3d707628d01376a6940",
			`EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/R309I0P/r5pIZucK3ly
			En48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhhOhK/nTwzrZX3SoGlXFA9OBe
			Z6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA4OgaH55Q0AJmUpdT8vNiXpXx+6TxT3T
			IjySXpDrHVyrsb772aYywgg/Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBmaQ3F2Tq584xoPj5rIhXAF734ynm4no1g+SdH
			iNqR328=`,
			bot.Message{ID: "m:2018405441", From: "foobar", Text: "x123"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := &handler{}
			c := callbackWith(t, v.cfg, h, time.Unix(v.at, 0).Add(-time.Minute))
			sealed := strings.Join(strings.Fields(v.sealed), "")
			target := "/?msg_signature=" + v.sig + "&timestamp=" + v.timestamp + "&nonce=" + v.nonce
			w := serve(c, httptest.NewRequestWithContext(t.Context(), http.MethodPost, target, strings.NewReader(envelope(sealed))))
			if w.Code != http.StatusOK || w.Body.Len() != 0 {
				t.Fatalf("%d %q, want an empty 200", w.Code, w.Body)
			}
			got := h.heard()
			if len(got) != 1 {
				t.Fatalf("heard %d messages, want 1", len(got))
			}
			v.want.Kind, v.want.At = bot.TextMessage, got[0].At
			if !reflect.DeepEqual(got[0], v.want) || got[0].At.Unix() < v.at-60 || got[0].At.Unix() > v.at+60 {
				t.Errorf("heard %+v, want %+v", got[0], v.want)
			}
		})
	}
}
