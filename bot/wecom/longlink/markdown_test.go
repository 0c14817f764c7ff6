package longlink_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"anwei/bot/wecom/longlink"
)

func TestPlainTextIsReadAsItStands(t *testing.T) {
	t.Parallel()
	for plain, want := range map[string]string{
		"":                              "",
		"您好":                            "您好",
		"一\n二":                          "一  \n二",
		"一\r\n二":                        "一  \n二",
		"一\n\n二":                        "一\n\n二",
		"1. 检查次数\n2. 隐患数":               "1. 检查次数  \n2. 隐患数",
		"① 检查\n- 二":                     "① 检查  \n- 二",
		"3*5*7":                         "3＊5＊7",
		"**粗**":                         "＊＊粗＊＊",
		"用 `x`":                         "用 ｀x｀",
		"# 标题\n#1":                      "＃ 标题  \n＃1",
		"> 引用\n> 3":                     "＞ 引用  \n＞ 3",
		"3 > 2":                         "3 > 2",
		"3 < 5，x<3":                     "3 ＜ 5，x＜3",
		"<think>a</think>":              "＜think>a＜/think>",
		"<@zhangsan> <!-- x":            "＜@zhangsan> ＜!-- x",
		"_强调_ zhang_san __x__":          "＿强调＿ zhang_san ＿＿x＿＿",
		"5~10，~~删~~":                    "5～10，～～删～～",
		"|a|b|\n|---|---|":              "｜a｜b｜  \n｜---｜---｜",
		"---":                           "－--",
		"标题\n===\n正文\n-":                "标题  \n＝==  \n正文  \n－",
		"-5":                            "-5",
		"- - -":                         "－ - -",
		"[点这里](https://a.cn/x_y_)":      "[点这里］(https://a.cn/x_y_)",
		"[1]: 脚注 [a][b]":                "[1］: 脚注 [a］[b]",
		"[3] 项":                         "[3] 项",
		"见 https://a.cn/a_b_?x=*&y=1#p": "见 https://a.cn/a_b_?x=*&y=1#p",
		"R&D &lt; &#60; A & B":          "R＆D ＆lt; ＆#60; A & B",
		`C:\dir \* 末\`:                  `C:\dir ＼＊ 末＼`,
		"    缩进\n\t缩进":                  "\u00a0\u00a0\u00a0\u00a0缩进  \n\u3000缩进",
		"行尾  \n 二":                      "行尾  \n\u00a0二",
	} {
		if got := longlink.AsMarkdown(plain); got != want {
			t.Errorf("%q became %q, want %q", plain, got, want)
		}
	}
}

// FuzzMarkdown checks that nothing is lost: with full-width characters made
// narrow again and white space left out, a text is what it was.
func FuzzMarkdown(f *testing.F) {
	f.Add("1. **一**\n> 二 _x_ <b> https://a.cn/_b_\n---")
	f.Add("\\\\*\t|&amp;](")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		got := longlink.AsMarkdown(text)
		if bare(got) != bare(text) {
			t.Errorf("%q became %q", text, got)
		}
		if lines := strings.Count(strings.ReplaceAll(text, "\r\n", "\n"), "\n"); strings.Count(got, "\n") != lines {
			t.Errorf("%q of %d lines became %q", text, lines+1, got)
		}
		for line := range strings.Lines(got) {
			if strings.HasPrefix(line, "#") || strings.HasPrefix(line, ">") || strings.HasPrefix(line, "    ") {
				t.Errorf("%q became %q", text, got)
			}
		}
		if longlink.AsMarkdown(got) != got {
			t.Errorf("%q became %q, and that %q", text, got, longlink.AsMarkdown(got))
		}
	})
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == '\t', r == '\r', r == '\u00a0', r == '\u3000':
			return -1
		case r > '！' && r <= '～' || r == '！':
			return r - '！' + '!'
		}
		return r
	}, s)
}
