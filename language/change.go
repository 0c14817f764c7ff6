package language

import (
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// readChange reads 改第7项 12, 第7项应该是2 and 把自查重大隐患改成3.
func readChange(typed string, c text.Folded, l *formLexicon, now time.Time) (Command, bool) {
	form := l.form
	ts := scan(c, l)
	k, verb := 0, false
	for k < len(ts) && (ts[k].blank() && ts[k].kind != tNow && ts[k].kind != tNoise || changes(c, ts[k])) {
		verb = verb || changes(c, ts[k])
		k++
	}
	if k == len(ts) {
		return Command{}, false
	}
	if verb && changesPeriod(ts[k:]) {
		if p, span, ok := day.Period(typed, now); ok && onlyPeriod(typed[span.To:]) {
			return Command{Kind: Change, Period: p}, true
		}
	}
	names, end, link := subject(c, ts, k)
	if len(names) == 0 || !verb && !link && names[0].item == 0 {
		return Command{}, false
	}
	if !verb && !link && (end == len(ts) || ts[end].kind != tNumber) {
		return notApplicable(c, names, ts[end:], form)
	}
	rest, ok := argument(c, ts[end:])
	if !ok {
		return notApplicable(c, names, ts[end:], form)
	}
	return named(names, form, l, Command{Kind: Change, Rest: rest})
}

// changes reports whether a token asks for a change.
func changes(c text.Folded, t token) bool {
	switch c.Word(t.from, t.to) {
	case "把", "将", "改", "改下", "改一下", "修改", "修改一下", "更正", "更改", "调整", "改请", "请改", "请改为", "修正", "麻烦改一下", "帮忙改一下", "纠正", "订正":
		return true
	}
	return false
}

func changesPeriod(ts []token) bool { return ts[0].kind == tNow || ts[0].kind == tForeign }

func onlyPeriod(rest string) bool {
	switch text.Strip(strings.TrimSpace(rest)) {
	case "", "数", "数据", "报表", "调度表", "的数", "的数据", "的报表", "的调度表":
		return true
	}
	return false
}

// subject takes what is to be changed: names, up to 改成 or to what follows.
func subject(c text.Folded, ts []token, k int) (names []token, end int, link bool) {
	for ; k < len(ts); k++ {
		switch t := ts[k]; {
		case t.kind == tName || t.kind == tRect || t.kind == tMeasure:
			if link || len(names) > 0 && (t.item > 0 || names[0].item > 0) {
				return nil, k, false
			}
			names = append(names, t)
		case t.kind == tCorr || t.kind == tWrong:
			link = true
		case t.kind == tComma && link, t.kind == tObject, t.blank(), changes(c, t):
		default:
			return names, k, link
		}
	}
	return names, k, link
}

// argument takes the number that a field is to have, or nothing.
func argument(c text.Folded, ts []token) (string, bool) {
	if len(ts) == 0 {
		return "", true
	}
	if ts[0].kind != tNumber {
		return "", false
	}
	for _, t := range ts[1:] {
		if !t.blank() && t.kind != tObject && t.kind != tStop {
			return "", false
		}
	}
	return c.Source[c.At[ts[0].from]:c.At[ts[0].to]], true
}

// notApplicable reads 第7项不适用.
func notApplicable(c text.Folded, names, ts []token, form anwei.Form) (Command, bool) {
	if len(ts) == 0 || names[0].item == 0 {
		return Command{}, false
	}
	switch text.Strip(strings.Trim(c.Word(ts[0].from, len(c.Runes)), " 。!,")) {
	case "不适用", "不涉及":
		i := names[0].item
		return Command{Kind: NotApplicable, Item: i, Field: form.Fields[i-1].ID}, true
	}
	return Command{}, false
}

// named fills in the field that the names mean. Names that fit several fields
// make no command.
func named(names []token, form anwei.Form, l *formLexicon, cmd Command) (Command, bool) {
	if i := names[0].item; i > 0 {
		cmd.Item, cmd.Field = i, form.Fields[i-1].ID
		return cmd, true
	}
	r := &reader{lex: l, roles: l.roles, subject: -1}
	for _, t := range names {
		if t.kind == tJoin || t.kind == tList {
			return Command{}, false
		}
	}
	fields, how := r.resolve(names, token{})
	if how != resolved {
		return Command{}, false
	}
	cmd.Field = form.Fields[fields.first()].ID
	return cmd, true
}
