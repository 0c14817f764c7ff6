package language

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// FormChange is what somebody wants changed in one of several forms: the item with
// its number, and what it is to be where that was said.
type FormChange struct {
	Form   anwei.FormID
	Item   int
	Period anwei.Period // zero where none was named
	Rest   string
}

// readFormChange reads 改台账第7项, 把9月台账第7项改成…… and 台账第7项改为：……. A change has a
// verb before the form, or a link behind the item; anything else is told about the
// item, or asked.
func readFormChange(typed string, forms []anwei.Form, now time.Time) (FormChange, bool) {
	s := strings.TrimSpace(typed)
	s, verb := cutAny(s, commandWords("change.verb"))
	var c FormChange
	if p, span, ok := day.Period(s, now); ok && strings.TrimSpace(s[:span.From]) == "" {
		c.Period, s = p, s[span.To:]
	}
	var named bool
	if c.Form, s, named = cutForm(strings.TrimLeft(s, " 的份《"), forms); !named {
		return c, false
	}
	s, numbered := strings.CutPrefix(strings.TrimLeft(s, " 的里中》"), "第")
	n, size, ok := text.Numeral(s)
	if !numbered || !ok || n < 1 || n > 999 {
		return c, false
	}
	s, itemised := cutAny(s[size:], "项 栏 条 格 题")
	if !itemised {
		return c, false
	}
	c.Item = int(n)
	s, _ = cutAny(strings.TrimLeft(s, " "), "的内容 内容")
	rest, linked := cutAny(strings.TrimLeft(s, " ，,"), commandWords("change.link"))
	c.Rest = strings.Trim(rest, " ：:，,。\n")
	apart := s == "" || strings.ContainsAny(s[:1], " :,\n0123456789") || slices.ContainsFunc([]string{"：", "，", "。"}, func(p string) bool {
		return strings.HasPrefix(s, p)
	})
	return c, linked || verb && apart
}

// cutForm cuts the longest name of a form off the front.
func cutForm(s string, forms []anwei.Form) (id anwei.FormID, rest string, named bool) {
	long := 0
	for _, f := range forms {
		for _, name := range append([]string{f.Title, f.Short, f.Annex}, f.Names...) {
			if len(name) > long && strings.HasPrefix(s, name) {
				id, long = f.ID, len(name)
			}
		}
	}
	return id, s[long:], long > 0
}
