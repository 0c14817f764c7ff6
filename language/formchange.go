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
	s, verb := cutAny(s, changeVerbs())
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
	s, itemised := cutAny(s[size:], []string{"项", "栏", "条", "格", "题"})
	if !itemised {
		return c, false
	}
	c.Item = int(n)
	s, _ = cutAny(strings.TrimLeft(s, " "), []string{"的内容", "内容"})
	rest, linked := cutAny(strings.TrimLeft(s, " ，,"), changeLinks())
	c.Rest = strings.Trim(rest, " ：:，,。\n")
	apart := s == "" || strings.ContainsAny(s[:1], " :,\n0123456789") || slices.ContainsFunc([]string{"：", "，", "。"}, func(p string) bool {
		return strings.HasPrefix(s, p)
	})
	return c, linked || verb && apart
}

func changeVerbs() []string {
	return []string{
		"请把", "请将", "把", "将", "请改一下", "请修改", "请更正", "请改", "改一下", "改下", "修改一下", "修改", "更正", "更改", "订正", "我要改", "我想改", "要改", "改",
	}
}

func changeLinks() []string {
	return []string{"请改为", "请改成", "改为", "改成", "更正为", "修改为", "更改为", "换成", "应该是", "应为", "应改为"}
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

// cutAny cuts the first of the words that the text begins with.
func cutAny(s string, words []string) (rest string, found bool) {
	for _, w := range words {
		if rest, found = strings.CutPrefix(s, w); found {
			return rest, true
		}
	}
	return s, false
}
