package entry_test

import (
	"strings"
	"testing"

	"anwei/language/entry"
	"anwei/language/text"
)

// FuzzReadEntries holds that no text makes the reader panic, that every entry is
// of a field that was asked and at most one a field, that its words stand in the
// text, and that nothing but marks is dropped silently.
func FuzzReadEntries(f *testing.F) {
	for _, s := range []string{
		"1 无变化 2 追加:9月召开专题会… 3 不涉及,无生产经营单位", "一、落实理论学习\n传达2次。\n二、落实“两个清单”\n", "其余无变化", "①②③", "第99项", "(1", "1、2、", "1-",
		"响应等级：三级", "改第3项", "\x00\xff第1项", "“”“”", "1.\n2.\n3.", "专委会无变化，", "1\r\n无变化", "第1项第2项无变化", "无变化（", "10:30 1.5",
	} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, asks bool) {
		asked := tasks()
		if asks {
			asked.Asked = "理论学习"
		}
		e := entry.NamesOf(asked.Form).Read(s, asked)
		seen := map[string]bool{}
		cover := func(x text.Span) {
			if x.From < 0 || x.To > len(s) || x.From > x.To || s[x.From:x.To] != x.Text {
				t.Fatalf("%q: the span %+v is not in the text", s, x)
			}
		}
		for _, x := range append(e.Found, e.Series...) {
			cover(x.Span)
			if x.How != entry.HowChosen && !strings.Contains(s, x.Text) {
				t.Fatalf("%q: %q is not in the text", s, x.Text)
			}
		}
		for _, x := range e.Found {
			if seen[string(x.Field)] || x.Field == "“全链条”监管" {
				t.Fatalf("%q: %s twice, or not asked", s, x.Field)
			}
			seen[string(x.Field)] = true
		}
		for _, x := range e.Unplaced {
			cover(x)
		}
		if len(e.Found) == 0 && len(e.Unplaced) == 0 && e.Others == nil && len(e.Foreign) == 0 && strings.ContainsAny(s, "学习会议") {
			t.Fatalf("%q is dropped silently", s)
		}
	})
}
