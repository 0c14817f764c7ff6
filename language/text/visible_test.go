package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"anwei/language/text"
)

func TestVisible(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"检查12次":                            "检查12次",
		"一行\r\n二行\r三行\u2028四\t格":           "一行\n二行\n三行\n四\t格",
		"1\u200b2\ufeff\u2060\u00ad\u3164": "12",
		"\u202e321 户\u2066":                "321 户",
		"\x1b[31m红\x003\x0712\v\u0085":     " [31m红 3 12\n\n",
		"私\ue000\U000e0041\U000f0000":      "私",
		"❤\ufe0f 👨\u200d👩":                 "❤ 👨👩",
		"坏\xff\xed\xa0\x80":                "坏",
		"é" + strings.Repeat("\u0301", 40): "é\u0301\u0301\u0301",
		"e\u0301e\u0301":                   "e\u0301e\u0301",
	} {
		if got := text.Visible(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

// FuzzVisible holds what every reader may rely on.
func FuzzVisible(f *testing.F) {
	f.Add("a\u202eb\r\n\x00")
	f.Fuzz(func(t *testing.T, typed string) {
		got := text.Visible(typed)
		if !utf8.ValidString(got) || text.Visible(got) != got || len(got) > len(typed) {
			t.Errorf("%q: %q", typed, got)
		}
		for _, r := range got {
			if r != '\n' && r != '\t' && unicode.Is(unicode.C, r) {
				t.Errorf("%q keeps %q", typed, r)
			}
		}
	})
}
