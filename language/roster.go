package language

import (
	"strings"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// RosterAct is a change of the roster.
type RosterAct string

// The changes of the roster.
const (
	RosterReplace RosterAct = "replace" // 换人: 南村镇填报员换成李四
	RosterAdd     RosterAct = "add"     // 加人
	RosterRetire  RosterAct = "retire"  // 停用
	RosterLog     RosterAct = "log"     // 改动记录
	RosterPhone   RosterAct = "phone"   // 李四的手机号改成13800000000
)

// RosterSaid is a change of the roster as understood. What was not said is zero.
type RosterSaid struct {
	Act   RosterAct
	Units []anwei.UnitID
	Role  anwei.Role
	// Deputy is set where a deputy reporter is meant.
	Deputy bool
	// Name, ID, Phone and Post are the new person's, or those of who is retired.
	Name  string
	ID    anwei.PersonID
	Phone string
	Post  string
	// Out is who gives the role up, or what is retired, as typed.
	Out string
	// Maybe is set where it is a change only if Out is somebody's name.
	Maybe bool
}

// ReadRoster reads a change of the roster: 南村镇填报员换成 李四 账号 lisi 电话
// 13800000000, 加人 王五 账号 wangwu 下村镇副填报员, 停用 lisi.
func ReadRoster(text string, names *lexicon.Gazetteer) (RosterSaid, bool) {
	text = strings.TrimSpace(text)
	if s, ok := phoneChange(text, names); ok {
		return s, true
	}
	if s, ok := readRosterFirst(unitFirst(text, names), names); ok {
		return s, true
	}
	return readRosterFree(text, names)
}

// unitFirst turns 南村换人 李四 into 换人 南村 李四.
func unitFirst(text string, names *lexicon.Gazetteer) string {
	for _, w := range []string{"换人", "加人"} {
		before, after, ok := strings.Cut(text, w)
		var s RosterSaid
		if ok && before != "" && strings.TrimSpace(s.unit(before, names)) == "" {
			return w + " " + before + " " + after
		}
	}
	return text
}

// readRosterFirst reads a change that says 换人, 加人, 停用 or 换成.
func readRosterFirst(typed string, names *lexicon.Gazetteer) (RosterSaid, bool) {
	var s RosterSaid
	rest := typed
	for _, w := range []struct {
		word string
		act  RosterAct
	}{
		{"改动记录", RosterLog},
		{"变动记录", RosterLog},
		{"人员变动记录", RosterLog},
		{"人员改动记录", RosterLog},
		{"名单改动记录", RosterLog},
		{"换人记录", RosterLog},
		{"换人", RosterReplace},
		{"加人", RosterAdd},
		{"增加人员", RosterAdd},
		{"添加人员", RosterAdd},
		{"停用", RosterRetire},
	} {
		if r, ok := strings.CutPrefix(typed, w.word); ok {
			s.Act, rest = w.act, r
			break
		}
	}
	if s.Act == RosterLog {
		return s, strings.Trim(rest, text.Separators) == ""
	}
	if s.Act == RosterRetire {
		rest = strings.TrimPrefix(strings.TrimLeft(rest, text.Blanks), "单位")
		s.Out = personWord(rest)
	}
	rest = s.fields(rest)
	before, after, replaced := rest, "", false
	for _, w := range []string{"换成了", "换成", "换为", "改成", "改为", "改由"} {
		if b, a, ok := strings.Cut(rest, w); ok {
			before, after, replaced = b, a, true
			break
		}
	}
	switch {
	case s.Act == "" && !replaced:
		return RosterSaid{}, false
	case s.Act == "" || s.Act == RosterAdd && replaced:
		s.Act = RosterReplace
	}
	before = s.role(s.unit(before, names))
	// Without a role the words are about something else: 自查改成30.
	if s.Act == RosterReplace && !strings.HasPrefix(typed, "换人") && (s.Role == "" || len(s.Units) == 0) {
		return RosterSaid{}, false
	}
	if replaced {
		s.Out = personWord(strings.TrimPrefix(strings.Trim(before, text.Separators+"的"), "由"))
		s.Name = personWord(after)
	} else {
		s.Name = personWord(before)
	}
	return s, true
}

// fields takes the userid, the phone and the post off a text.
func (s *RosterSaid) fields(typed string) string {
	take := func(words []string, fits func(r rune) bool) string {
		for _, w := range words {
			before, after, ok := strings.Cut(typed, w)
			if !ok {
				continue
			}
			after = strings.TrimLeft(after, " ：:是为")
			end := strings.IndexFunc(after, func(r rune) bool { return !fits(r) })
			if end < 0 {
				end = len(after)
			}
			typed = before + " " + after[end:]
			return after[:end]
		}
		return ""
	}
	word := func(r rune) bool { return !strings.ContainsRune(text.Separators, r) || r == '-' || r == '.' }
	s.Phone = strings.Trim(take([]string{"电话", "手机号", "手机"}, func(r rune) bool { return r >= '0' && r <= '9' || r == '-' }), "-")
	s.ID = anwei.CleanUserID(take([]string{"企业微信账号", "账号", "帐号"}, word))
	s.Post = take([]string{"职务", "职位"}, word)
	if s.Phone == "" {
		s.Phone, typed = barePhone(typed)
	}
	return typed
}

// unit takes the units off a text.
func (s *RosterSaid) unit(text string, names *lexicon.Gazetteer) string {
	for {
		named := names.Find(text)
		if len(named) == 0 || !named[0].Exact {
			return text
		}
		s.Units = append(s.Units, named[0].Units...)
		after := text[named[0].To:]
		if rest, ok := strings.CutPrefix(after, "长"); ok && strings.HasSuffix(named[0].Text, "镇") { // 南村镇长
			after = "领导" + rest
		}
		text = text[:named[0].From] + " " + after
	}
}

// role takes the role off a text.
func (s *RosterSaid) role(text string) string {
	for _, w := range []struct {
		word   string
		role   anwei.Role
		deputy bool
	}{
		{"副填报员", anwei.Reporter, true},
		{"代办人", anwei.Reporter, true},
		{"填报员", anwei.Reporter, false},
		{"填报人", anwei.Reporter, false},
		{"联络员", anwei.Reporter, false},
		{"分管领导", anwei.Leader, false},
		{"领导", anwei.Leader, false},
	} {
		if before, after, ok := strings.Cut(text, w.word); ok {
			s.Role, s.Deputy = w.role, w.deputy
			return before + " " + after
		}
	}
	return text
}

// personWord is the first word of what is left, a name or a userid.
func personWord(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n,，、:：;；。!！", r) })
	for _, w := range words {
		w = strings.TrimSuffix(strings.TrimPrefix(w, "为"), "同志")
		if w != "" && w != "的" && w != "为" && len([]rune(w)) <= 32 {
			return w
		}
	}
	return ""
}
