package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// readRosterFree reads a change of the roster in other words than 换人, 加人 and 停用:
// 李四的手机号改成…, 周村镇再加一个填报员…, 南村的小王调走了，以后李四报, 金村填报员退休了，停了吧.
func readRosterFree(text string, names *lexicon.Gazetteer) (RosterSaid, bool) {
	if utf8.RuneCountInString(text) > 80 || strings.Contains(text, "\n") {
		return RosterSaid{}, false
	}
	for _, read := range []func(string, *lexicon.Gazetteer) (RosterSaid, bool){phoneChange, addFree, succeed, retireFree} {
		if said, ok := read(text, names); ok {
			return said, true
		}
	}
	return RosterSaid{}, false
}

// phoneChange reads that somebody has another phone number. The word for the change
// stands at the word for the number, so that 填报员换成李四，电话… is none.
func phoneChange(text string, names *lexicon.Gazetteer) (RosterSaid, bool) {
	s := RosterSaid{Act: RosterPhone}
	number, rest := barePhone(text)
	if number == "" {
		return s, false
	}
	found := false
	for _, thing := range []string{"手机号码", "手机号", "电话号码", "电话", "手机", "联系方式", "号码", "号"} {
		for _, change := range []string{"改成了", "改成", "改为", "改一下", "改下", "改", "换成了", "换成", "换为", "变更为", "变更", "更新为", "更新", "换了", "换", "变成", "变了", "新"} {
			for _, w := range []string{thing + change, change + thing} {
				if strings.Contains(rest, w) {
					rest, found = strings.ReplaceAll(rest, w, " "), true
				}
			}
		}
	}
	if !found {
		return s, false
	}
	for _, w := range []string{"手机号", "电话", "手机", "号码", "现在", "请", "把", "将", "帮我", "了", "是", "为"} {
		rest = strings.ReplaceAll(rest, w, " ")
	}
	s.Phone, s.Out = number, strings.Join(strings.Fields(strings.NewReplacer("，", " ", ",", " ", "。", " ", "：", " ", ":", " ").Replace(rest)), "")
	s.Out = strings.TrimSuffix(s.Out, "的")
	if s.Out == "" || utf8.RuneCountInString(s.Out) > 20 {
		return s, false
	}
	s.role(s.unit(s.Out, names))
	return s, true
}

// barePhone takes the first mobile or long number out of a text.
func barePhone(typed string) (number, rest string) {
	for at := 0; at < len(typed); {
		end := at
		for end < len(typed) && (text.IsDigit(rune(typed[end])) || typed[end] == '-' && end > at) {
			end++
		}
		if digits := strings.ReplaceAll(typed[at:end], "-", ""); len(digits) >= 7 && len(digits) <= 12 {
			return strings.Trim(typed[at:end], "-"), typed[:at] + " " + typed[end:]
		}
		at = max(end, at+1)
	}
	return "", typed
}

// addFree reads 周村镇再加一个填报员 王五 账号 wangwu.
func addFree(text string, names *lexicon.Gazetteer) (RosterSaid, bool) {
	s := RosterSaid{Act: RosterAdd}
	for _, verb := range []string{"增加", "新增", "添加", "再加", "加", "添"} {
		for _, one := range []string{"一个", "一名", "一位", "个", "名", "位"} {
			before, after, ok := strings.Cut(text, verb+one)
			if !ok {
				continue
			}
			rest := s.role(s.unit(s.fields(before+" "+after), names))
			for _, w := range []string{"给", "请", "帮我", "再", "叫", "的"} {
				rest = strings.ReplaceAll(rest, w, " ")
			}
			s.Name = personWord(rest)
			return s, s.Role != "" && len(s.Units) > 0 && s.Name != ""
		}
	}
	return s, false
}

// succeed reads 南村的小王调走了，以后李四报: who of the unit gives the work up need not be
// said where there is one alone.
func succeed(text string, names *lexicon.Gazetteer) (RosterSaid, bool) {
	s := RosterSaid{Act: RosterReplace}
	rest := s.unit(s.fields(text), names)
	if len(s.Units) == 0 {
		return s, false
	}
	for _, from := range []string{"以后", "今后", "往后", "改由", "改让", "换由", "换成", "改成", "换"} {
		_, after, ok := strings.Cut(rest, from)
		if !ok {
			continue
		}
		for _, w := range []string{"就", "都", "由", "让", "换", "是"} {
			after = strings.TrimPrefix(after, w)
		}
		for _, verb := range []string{"来填报", "来报", "来填", "来负责", "接替", "接手", "填报", "负责", "上报", "报", "填"} {
			if name, _, ok := strings.Cut(after, verb); ok && personName(name) {
				s.Name = name
				return s, true
			}
		}
	}
	return s, false
}

// personName reports whether a text may be a Chinese name.
func personName(typed string) bool {
	n := utf8.RuneCountInString(typed)
	for _, r := range typed {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return n >= 2 && n <= 4 && !text.ContainsAny(typed, "我", "你", "他", "她", "们", "每", "月", "日", "号", "天", "家", "按", "再", "不", "只", "要", "可", "都", "统一", "及时", "继续", "数", "一")
}

// retireFree reads that somebody shall be taken off the roster; who that is has to be
// known, or the words are about something else.
func retireFree(typed string, names *lexicon.Gazetteer) (RosterSaid, bool) {
	s := RosterSaid{Act: RosterRetire, Maybe: true}
	if !text.ContainsAny(typed, "停用", "停了", "停掉", "删", "移除", "注销", "去掉") {
		return s, false
	}
	rest := typed
	for _, w := range []string{
		"从名单里", "从名单", "名单里的", "的账号", "账号", "停用了", "停用", "停了", "停掉", "删除了", "删除", "删掉", "删了", "移除", "注销", "去掉",
		"已经", "退休了", "退休", "调走了", "调走", "离职了", "离职", "辞职了", "辞职", "不干了", "走了", "吧", "请", "帮我", "把", "将", "给", "了", "，", ",", "。", " ",
	} {
		rest = strings.ReplaceAll(rest, w, "")
	}
	s.Out = rest
	if strings.Contains(rest, "从") { // 从教育局去掉: not all that he does
		return s, false
	}
	if rest == "" || utf8.RuneCountInString(rest) > 16 {
		return s, false
	}
	s.Name = personWord(s.role(s.unit(rest, names)))
	return s, true
}

// RosterAccount reads the account of a person, and what is said beside it, where it was
// asked: lisi, 账号是lisi, lisi 电话13800000000.
func RosterAccount(text string) (RosterSaid, bool) {
	var s RosterSaid
	rest := s.fields(strings.TrimSpace(text))
	if s.ID == "" {
		for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(" \t,，、:：;；。是", r) }) {
			if id := anwei.CleanUserID(w); id != "" && strings.IndexFunc(w, func(r rune) bool { return r > 127 }) < 0 {
				s.ID = id
				break
			}
		}
	}
	return s, s.ID != "" && utf8.RuneCountInString(text) <= 60
}
