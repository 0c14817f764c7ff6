package envelope_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"anwei/bot/wecom/wecomtest/envelope"
)

const (
	sealedA2 = "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=="
	sealedB2 = "Kl7kjoSf6DMD1zh7rtrHjFaDapSCkaOnwu3bqLc5tAybhhMl9pFeK8NslNPVdMwmBQTNoW4mY7AIjeLvEl3NyeTkAgGzBhzTtRLNshw2AEew+kkYcD+Fq72Kt00fT0WnN87hGrW8SqGc+NcT3mu87Ha3dz1pSDi6GaUA6A0sqfde0VJPQbZ9U+3JWcoD4Z5jaU0y9GSh010wsHF8KZD24YhmZH4ch4Ka7ilEbjbfvhKkNL65HHL0J6EYJIZUC2pFrdkJ7MhmEbU2qARR4iQHE7wy24qy0cRX3Mfp6iELcDNfSsPGjUQVDGxQDCWjayJOpcwocugux082f49HKYg84EpHSGXAyh+/oxwaWbvL6aSDPOYuPDGOCI8jmnKiypE+"
	sealedC2 = "EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/R309I0P/r5pIZucK3lyEn48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhhOhK/nTwzrZX3SoGlXFA9OBeZ6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA4OgaH55Q0AJmUpdT8vNiXpXx+6TxT3TIjySXpDrHVyrsb772aYywgg/Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBmaQ3F2Tq584xoPj5rIhXAF734ynm4no1g+SdHiNqR328="
)

// vectors are the official ones of §2.8.
var vectors = []struct {
	name, token, key, corp      string
	timestamp, nonce, signature string
	sealed                      string
	echo                        string // the plaintext, or
	from, msgType, content, id  string // its elements
}{
	{
		name: "A1", token: "QDG6eK", key: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", corp: "wx5823bf96d3bd56c7",
		timestamp: "1409659589", nonce: "263014780", signature: "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
		sealed: "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
		echo:   "1616140317555161061",
	},
	{
		name: "A2", token: "QDG6eK", key: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", corp: "wx5823bf96d3bd56c7",
		timestamp: "1409659813", nonce: "1372623149", signature: "477715d11cdb4164915debcba66cb864d751f3e6",
		sealed: sealedA2, from: "mycreate", msgType: "text", content: "hello", id: "4561255354251345929",
	},
	{
		name: "B1", token: "hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo", key: "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt", corp: "ww1436e0e65a779aee",
		timestamp: "1476416373", nonce: "47744683", signature: "012bc692d0a58dd4b10f8dfe5c4ac00ae211ebeb",
		sealed: "fsi1xnbH4yQh0+PJxcOdhhK6TDXkjMyhEPA7xB2TGz6b+g7xyAbEkRxN/3cNXW9qdqjnoVzEtpbhnFyq6SVHyA==",
		echo:   "1288432023552776189",
	},
	{
		name: "B2", token: "hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo", key: "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt", corp: "ww1436e0e65a779aee",
		timestamp: "1476422779", nonce: "1597212914", signature: "0c3914025cb4b4d68103f6bfc8db550f79dcf48e",
		sealed: sealedB2, from: "ChenJiaShun", msgType: "text", content: "你好", id: "1456453720",
	},
	{
		name: "C1", token: "kjr2TKI8umCBfVF3wAHk8JiPwma5VBme", key: "4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws", corp: "ww6a112864f8022910",
		timestamp: "1583940690", nonce: "VHh7ymSeb0jc4lSb", signature: "1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011",
		sealed: "6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w==",
		echo:   "94966531020182955848408",
	},
	{
		name: "C2", token: "kz7Yx62CH8SaLN", key: "cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP", corp: "ww6a112864f8022910",
		timestamp: "1583995625", nonce: "1584392382", signature: "f265ae551b1932727204c3d707628d01376a6940",
		sealed: sealedC2, from: "foobar", msgType: "text", content: "x123", id: "2018405441",
	},
}

func TestOfficialVectors(t *testing.T) {
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			c, err := envelope.New(v.token, v.key, v.corp)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Sign(v.timestamp, v.nonce, v.sealed); got != v.signature {
				t.Errorf("signature %s, want %s", got, v.signature)
			}
			random, msg, err := c.Open(v.sealed)
			if err != nil {
				t.Fatal(err)
			}
			if v.echo != "" && string(msg) != v.echo {
				t.Errorf("plaintext %q, want %q", msg, v.echo)
			}
			if v.echo == "" {
				var m struct {
					FromUserName, MsgType, Content string

					ID string `xml:"MsgId"`
				}
				if err := xml.Unmarshal(msg, &m); err != nil {
					t.Fatal(err)
				}
				if m.FromUserName != v.from || m.MsgType != v.msgType || m.Content != v.content || m.ID != v.id {
					t.Errorf("got %+v", m)
				}
			}
			again, err := c.Seal(random, msg)
			if err != nil || again != v.sealed {
				t.Errorf("sealed again: %s, %v", again, err)
			}
		})
	}
}

// random stands before what is sealed.
var random = []byte("0123456789abcdef")

func TestOpenRefusesWhatWasTamperedWith(t *testing.T) {
	const key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
	c, err := envelope.New("t", key, "corp")
	if err != nil {
		t.Fatal(err)
	}
	other, err := envelope.New("t", key, "other")
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := other.Seal(random, []byte("hello"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"other receiveid": sealed, "empty": "", "not base64": "!", "half a block": "AAAAAAAAAAAAAAAAAAAAAA==",
		"padding": strings.Repeat("A", 43) + "=",
	} {
		if _, _, err := c.Open(text); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
	for _, key := range []string{"short", strings.Repeat("!", 43)} {
		if _, err := envelope.New("t", key, "corp"); err == nil {
			t.Errorf("key %q accepted", key)
		}
	}
}

func TestSealPadsTo32(t *testing.T) {
	c, err := envelope.New("t", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "")
	if err != nil {
		t.Fatal(err)
	}
	for n := range 70 {
		want := strings.Repeat("x", n)
		sealed, err := c.Seal(random, []byte(want))
		if err != nil {
			t.Fatal(err)
		}
		_, msg, err := c.Open(sealed)
		if err != nil || string(msg) != want {
			t.Errorf("%d bytes: got %q, %v", n, msg, err)
		}
	}
}
