package language

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// wordEntry is what a word means.
type wordEntry struct {
	kind   kind
	fields set  // tName, tRect: the fields it can name; for tRect the hazards meant
	groups set  // tName: the fields of the groups it names
	check  bool // any word for checking; which field is meant depends on the scope
	weak   bool // names its group only next to a figure or a field: 部门
	parts  int  // bits of the parts of a title that it names: 停产 or 关闭
	runes  int
}

// formLexicon holds the words of the language and of one form.
type formLexicon struct {
	form  anwei.Form
	roles roles
	words map[string]wordEntry
	heads map[rune]int // the longest word by first rune
	nouns []string     // what makes a number no figure: 三个月
}

func newLexicon(f anwei.Form) *formLexicon {
	l := &formLexicon{form: f, roles: rolesOf(f), words: make(map[string]wordEntry, 2500), heads: make(map[rune]int, 600), nouns: notCounted()}
	l.addRoles()
	for _, part := range [][]wordList{rectification(), nothing(), doubt(), around()} {
		for _, w := range part {
			for s := range strings.FieldsSeq(w.words) {
				l.add(s, wordEntry{kind: w.kind})
			}
		}
	}
	for g, group := range f.Groups {
		l.addGroup(g, group)
	}
	for i := range f.Fields {
		if l.roles.counts.has(i) {
			l.addField(i)
		}
	}
	for _, w := range fillers() {
		for s := range strings.FieldsSeq(w.words) {
			l.add(s, wordEntry{kind: w.kind})
		}
	}
	for s := range strings.FieldsSeq(measures()) {
		l.add(s, wordEntry{kind: tMeasure})
	}
	return l
}

// add takes a word unless it is known: the first meaning counts.
func (l *formLexicon) add(s string, e wordEntry) {
	if _, ok := l.words[s]; ok || s == "" {
		return
	}
	n := 0
	var head rune
	for _, r := range s {
		if n == 0 {
			head = r
		}
		n++
	}
	e.runes = n
	l.words[s] = e
	l.heads[head] = max(l.heads[head], n)
}

func (l *formLexicon) addRoles() {
	r := l.roles
	for s := range strings.FieldsSeq(majorWords()) {
		l.add(s, wordEntry{kind: tName, fields: r.major})
	}
	for s := range strings.FieldsSeq(findVerbs() + " " + hazardNouns()) {
		l.add(s, wordEntry{kind: tName, fields: r.find})
	}
	for s := range strings.FieldsSeq(checkVerbs()) {
		l.add(s, wordEntry{kind: tName, fields: r.check, check: true})
	}
}

// addGroup takes the words of a group. A group's word may be a field's too.
func (l *formLexicon) addGroup(g int, group anwei.Group) {
	fields := l.roles.groups[g]
	for _, s := range append([]string{group.Title, group.Name}, group.Words...) {
		s = text.Clean(strings.TrimSuffix(s, "情况"))
		if e, ok := l.words[s]; ok && (e.kind != tName || e.groups.empty()) {
			continue
		} else if ok {
			e.groups = e.groups.or(fields)
			l.words[s] = e
			continue
		}
		l.add(s, wordEntry{kind: tName, groups: fields})
	}
	// The head of the name stands for the group where a figure is next to it.
	for _, verb := range []string{"督导", "检查", "自查", "带队", "督查"} {
		if head, _, ok := strings.Cut(group.Name, verb); ok && len(head) >= 6 {
			l.add(text.Clean(head), wordEntry{kind: tName, groups: fields, weak: true})
		}
	}
}

// addField takes the words of a field.
func (l *formLexicon) addField(i int) {
	f := l.form.Fields[i]
	title := text.WithoutParens(f.Title)
	parts := strings.FieldsFunc(title, func(r rune) bool { return r == '、' || r == '/' || r == '／' })
	words := append([]string{f.Name, f.Short, f.Title, title}, f.Words...)
	words = append(words, parts...)
	for _, s := range words {
		s = text.Clean(s)
		l.addFieldWord(i, s, parts)
		for _, end := range []string{"企业", "次数", "数"} {
			if head, ok := strings.CutSuffix(s, end); ok {
				l.addFieldWord(i, head, parts)
				break
			}
		}
	}
}

func (l *formLexicon) addFieldWord(i int, s string, parts []string) {
	if len(s) < 6 {
		return // a single rune names nothing
	}
	e := wordEntry{kind: tName, fields: only(i)}
	for p, part := range parts {
		if len(parts) > 1 && (strings.Contains(part, s) || strings.Contains(s, part) || shares(part, s)) {
			e.parts |= 1 << p
		}
	}
	if !l.cast(i, s, &e) {
		return
	}
	old, ok := l.words[s]
	switch {
	case !ok:
		l.add(s, e)
	case old.kind == e.kind && (old.kind == tName || !old.fields.empty()):
		old.fields, old.parts = old.fields.or(e.fields), old.parts|e.parts
		old.check = old.check || e.check
		old.weak = false
		l.words[s] = old
	}
}

// cast gives a word of a field the meaning that goes with the field's part, and
// reports whether the word is of use.
func (l *formLexicon) cast(i int, s string, e *wordEntry) bool {
	switch {
	case l.roles.rect.has(i):
		if l.roles.base[i] < 0 || isPureRect(s) || !strings.Contains(s, "整改") {
			return false
		}
		e.kind, e.fields = tRect, only(l.roles.base[i])
	case l.roles.check.has(i) && isPureCheck(s):
		e.check = !strings.Contains(text.Clean(l.form.Fields[i].Title), s) || !text.ContainsAny(s, "单位", "企业")
	case l.roles.find.has(i) && isPureFind(s):
		e.fields = l.roles.find
	default:
		return !strings.Contains(s, "整改")
	}
	return true
}

// shares reports whether the two words begin or end alike: 停产 and 责令停产整顿.
func shares(part, s string) bool {
	for _, r := range []string{"停产", "停业", "关停", "关闭", "取缔"} {
		if strings.Contains(part, r) && strings.Contains(s, r) {
			return true
		}
	}
	return false
}

// isPureRect reports whether a word says nothing but 整改.
func isPureRect(s string) bool {
	return consists(s, "整改", "已", "完成", "督促", "数", "个", "到位")
}

// isPureCheck reports whether a word says nothing but that something was
// checked, by whoever.
func isPureCheck(s string) bool {
	return consists(s, "生产经营单位", "经营单位", "监督", "督导", "督查", "检查", "现场", "开展", "企业", "单位", "家次", "家数", "次数", "数", "了", "查")
}

// isPureFind reports whether a word says nothing but that hazards were found.
func isPureFind(s string) bool {
	return consists(s, "安全", "风险", "发现", "查出", "排查", "查找", "问题", "隐患", "数量", "数", "个", "条")
}

// consists reports whether s is made of the pieces alone.
func consists(s string, pieces ...string) bool {
	for s != "" {
		rest := s
		for _, p := range pieces {
			if rest = strings.TrimPrefix(s, p); rest != s {
				break
			}
		}
		if rest == s {
			return false
		}
		s = rest
	}
	return true
}

// groupsNamed returns the fields of each group whose name holds the word.
func (l *formLexicon) groupsNamed(word string) []set {
	var out []set
	for g, group := range l.form.Groups {
		if strings.Contains(group.Name, word) {
			out = append(out, l.roles.groups[g])
		}
	}
	return out
}
