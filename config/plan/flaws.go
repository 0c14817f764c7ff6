package plan

import (
	"regexp"
	"slices"
	"strings"

	"anwei"
	"anwei/config"
)

// The hours outside of which nobody is reminded.
const (
	opens  = "08:30"
	closes = "20:00"
)

// flaws reads what was written at a place of the plan by itself, without the rest of
// the plan, and reports what is wrong there.
type flaws struct{ *config.Source }

// span checks the two ends of a stretch of days.
func (f flaws) span(fromAt any, from anwei.Date, toAt any, to anwei.Date) {
	if from.IsZero() {
		f.Problem(fromAt, "缺少开始日期；请写成 from: 2026-02-14")
	}
	if to.IsZero() {
		f.Problem(toAt, "缺少结束日期；请写成 to: 2026-12-31")
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		f.Problem(toAt, "结束日期 %s 早于开始日期 %s；请改正其中一个", to, from)
	}
}

// required checks that a text was given. what names it, with an example where
// one helps.
func (f flaws) required(ptr any, text, what string) {
	if strings.TrimSpace(text) == "" {
		f.Problem(ptr, "没有填写；请补上%s", what)
	}
}

// id checks that an id can stand in keys and file names.
func (f flaws) id(ptr any, id string) {
	switch {
	case id == "":
		f.Problem(ptr, "缺少编号；请补上 id，用小写字母、数字和 _ - +，以字母开头")
	case !regexp.MustCompile(`^[a-z][a-z0-9_+-]{0,63}$`).MatchString(id):
		f.Problem(ptr, "编号“%s”不合要求；请用小写字母、数字和 _ - +，以字母开头，不超过64个字符", id)
	}
}

// seen remembers where each of a set of names was first met.
type seen map[string]any

// once checks that a name was not met before. Empty names are another problem.
func (f flaws) once(names seen, ptr any, name, what string) {
	if name == "" {
		return
	}
	if first, ok := names[name]; ok {
		f.Problem(ptr, "%s“%s”重复，第%d行已经用过；请换一个", what, name, f.Line(first))
		return
	}
	names[name] = ptr
}

// words checks that none of the names was met before.
func (f flaws) words(names seen, words []string, what string) {
	for i := range words {
		f.once(names, &words[i], words[i], what)
	}
}

// known checks that one of the words was written. wrong says which there are, with a
// place for the one that was.
func known[T comparable](f flaws, ptr *T, wrong string, words ...T) {
	if !slices.Contains(words, *ptr) {
		f.Problem(ptr, wrong, *ptr)
	}
}

// newID checks an id that was not met before.
func newID[T ~string](f flaws, names seen, ptr *T, what string) {
	f.id(ptr, string(*ptr))
	f.once(names, ptr, string(*ptr), what)
}

// hours checks that nobody is disturbed early or late. ask says what to write instead.
func (f flaws) hours(at *anwei.Clock, ask string) {
	if at.String() < opens || at.String() > closes {
		f.Problem(at, "%s 前和 %s 后不打扰人；"+ask, opens, closes)
	}
}

// placeholders checks that a text uses only the placeholders that will be filled in.
func (f flaws) placeholders(ptr any, text string, known ...string) {
	allowed := "{" + strings.Join(known, "} {") + "}"
	rest := regexp.MustCompile(`\{[^{}]*\}`).ReplaceAllStringFunc(text, func(m string) string {
		if !slices.Contains(known, m[1:len(m)-1]) {
			f.Problem(ptr, "不认识“%s”；这里可以用的有：%s", m, allowed)
		}
		return ""
	})
	if strings.ContainsAny(rest, "{}") {
		f.Problem(ptr, "花括号没有成对；可以用的有：%s", allowed)
	}
}
