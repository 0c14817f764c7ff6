package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"anwei/report/pdf"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  string // the lines with | between them
	}{
		{"", 4, ""},
		{"安全生产", 4, "安全生产"},
		{"安全生产月", 4, "安全生产|月"},
		{"一\n\n二", 4, "一||二"},
		// Closing punctuation takes the character before it along.
		{"安全生产，落实", 4, "安全生|产，落实"},
		{"安全生产。”落实", 4, "安全生|产。”落|实"},
		{"安全生产！", 4, "安全生|产！"},
		{"甲、乙：丙；", 2, "甲、|乙：|丙；"},
		{"增长50%以上", 3, "增长|50%以|上"},
		// Opening punctuation goes with what it opens.
		{"安全生（产）", 4, "安全生|（产）"},
		{"安全关“三必须", 4, "安全关|“三必须"},
		{"关于“《法》”", 5, "关于|“《法》”"},
		// Two characters that are one mark.
		{"安全生——产", 4, "安全|生——产"},
		{"安全生……产", 4, "安全|生……产"},
		// Words and numbers.
		{"共排查12345家", 3, "共排查|12345|家"},
		{"日期2026-10-22止", 5, "日期|2026-10-22|止"},
		{"see the file", 4, "see the |file"},
		{"见https://a.cn/b好", 3, "见|https:|//a.cn|/b好"},
		{"12345678", 2, "1234|5678"},
		// Spaces stand over at the end and begin no line.
		{"安全生产   月", 4, "安全生产   |月"},
		{"安全生产　月", 4, "安全生产　|月"},
		// A short remark in brackets is kept whole, a long one is not.
		{"自查(家次)", 4, "自查|(家次)"},
		{"安监站（含驻村人员名单）", 6, "安监站（含驻|村人员名单）"},
		// Where no rule can be kept, the width is.
		{"，，，，，", 2, "，，|，，|，"},
		{"（（（（", 2, "（（|（（"},
		{"安全", 0.3, "安|全"},
		{"e\u0301e\u0301e\u0301", 1, "e\u0301e\u0301|e\u0301"},
	} {
		t.Run(fmt.Sprintf("%s in %g", c.text, c.width), func(t *testing.T) {
			if got := strings.Join(pdf.Wrap(c.text, c.width), "|"); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// FuzzWrap holds what every caller relies on: nothing is lost, no line is too wide
// unless it has one character, and no rule is broken where it could be kept.
func FuzzWrap(f *testing.F) {
	for _, s := range []string{"安全生产，落实", "（一）关于“三管三必须”的——说明……", "see https://a.cn\n\n3.5%", "，，，", " 　 ", "e\u0301", "\xff安"} {
		f.Add(s, 4.0)
		f.Add(s, 0.0)
	}
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if len(s) > 2000 || width != width || width < 0 {
			t.Skip()
		}
		s = strings.ToValidUTF8(s, "�")
		for part := range strings.SplitSeq(s, "\n") {
			lines := pdf.Wrap(part, width)
			if strings.Join(lines, "") != part {
				t.Fatalf("%q became %q", part, lines)
			}
			for i, l := range lines {
				if l == "" && part != "" {
					t.Fatalf("%q has an empty line in %q", lines, part)
				}
				seen := strings.TrimRight(l, " 　")
				if w := pdf.Width(seen); w > width+1e-6 && len([]rune(seen)) > 1 {
					t.Fatalf("line %q is %g wide, not %g", l, w, width)
				}
				if i+1 < len(lines) {
					kept(t, []rune(l), []rune(lines[i+1]))
				}
			}
		}
		if n := strings.Count(s, "\n") + 1; len(pdf.Wrap(s, width)) < n {
			t.Fatalf("%q lost a line feed", s)
		}
	})
}

// kept checks that where a line ends against the rules, it could end nowhere else.
func kept(t *testing.T, line, next []rune) {
	t.Helper()
	if pdf.Breaks(line[len(line)-1], next[0]) {
		return
	}
	for i := 1; i < len(line); i++ {
		if pdf.Breaks(line[i-1], line[i]) {
			t.Fatalf("%q ends before %q, though it could end after %q", string(line), string(next), string(line[:i]))
		}
	}
}
