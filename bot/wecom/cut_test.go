package wecom_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"anwei/bot/wecom"
)

func TestTextIsSplitWhereItReadsWell(t *testing.T) {
	t.Parallel()
	const ten = "一二三四五六七八九十" // 30 bytes
	for name, test := range map[string]struct {
		text  string
		limit int
		want  []string
	}{
		"fits":                                {"好的", 6, []string{"好的"}},
		"empty":                               {"", 6, []string{""}},
		"at a line's end":                     {ten + "\n" + ten + ten, 61, []string{ten, ten + ten}},
		"blank lines go":                      {ten + "\n\n\n" + ten + ten, 62, []string{ten, ten + ten}},
		"the last line's end":                 {"一\n二\n三\n四\n五", 12, []string{"一\n二\n三", "四\n五"}},
		"a line's end too early is no reason": {"一\n" + ten + ten, 60, []string{"一\n" + strings.TrimSuffix(ten+ten, "九十"), "九十"}},
		"at a sentence's end":                 {ten + "。" + ten + "，" + ten, 65, []string{ten + "。", ten + "，" + ten}},
		"at a clause's end":                   {ten + "，" + ten, 40, []string{ten + "，", ten}},
		"no sentence ends in a number":        {"共计一百二十三个12.5万元", 31, []string{"共计一百二十三个12.5万", "元"}},
		"between characters":                  {ten + ten, 31, []string{ten, ten}},
		"an indent stays":                     {ten + "\n  " + ten, 33, []string{ten, "  " + ten}},
		"an accent stays":                     {"abcdee\u0301", 6, []string{"abcde", "e\u0301"}},
		"joined emoji stay":                   {"好👨\u200d👩\u200d👧", 20, []string{"好", "👨\u200d👩\u200d👧"}},
		"a flag stays":                        {"好🇨🇳🇨🇳", 18, []string{"好🇨🇳", "🇨🇳"}},
		"a colour of skin stays":              {"好的👍🏽", 12, []string{"好的", "👍🏽"}},
		"an address stays":                    {ten + "https://example.com/t?a=1 " + ten, 40, []string{ten, "https://example.com/t?a=1", ten}},
		"a link too long is divided":          {"https://example.com/", 8, []string{"https://", "example.", "com/"}},
		"nothing but space":                   {strings.Repeat(" ", 20), 8, []string{strings.Repeat(" ", 8)}},
		"no UTF-8":                            {strings.Repeat("\x80", 9), 4, []string{"\x80\x80\x80\x80", "\x80\x80\x80\x80", "\x80"}},
		"a limit too small":                   {"好的", 0, []string{"好", "的"}},
	} {
		if got := wecom.SplitText(test.text, test.limit); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func FuzzSplitText(f *testing.F) {
	for _, text := range []string{
		"", "好的，收到。\n\n请于22日前报送", `见<a href="https://example.com/a">附件</a>。`, "[a](b)[c](d)", "\x80\xff\u200d\u0301",
		strings.Repeat("<a ", 100), "🇨🇳🇨🇳🇨🇳", " \n \n ",
	} {
		f.Add(text, 20)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		if len(text) > 1<<14 || limit > 1<<15 {
			t.Skip()
		}
		parts := wecom.SplitText(text, limit)
		bound := max(limit, utf8.UTFMax)
		for _, p := range parts {
			if len(p) > bound {
				t.Errorf("a part of %d bytes, the limit is %d", len(p), bound)
			}
			if utf8.ValidString(text) && !utf8.ValidString(p) {
				t.Errorf("divided within a character: %q", p)
			}
			if strings.TrimSpace(p) == "" && len(parts) > 1 {
				t.Errorf("an empty part in %q", parts)
			}
		}
		if got := spaceless(strings.Join(parts, "")); got != spaceless(text) {
			t.Errorf("%q became %q", text, parts)
		}
	})
}

func spaceless(s string) string {
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), "")
}
