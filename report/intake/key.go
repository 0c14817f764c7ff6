package intake

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"anwei"
	"anwei/report"
)

// plain returns the text in half width and lower case without any space, with
// one kind of brackets.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.In(r, unicode.Cf, unicode.Cc):
			return -1
		case strings.ContainsRune("〔【[〖", r):
			return '('
		case strings.ContainsRune("〕】]〗", r):
			return ')'
		}
		return unicode.ToLower(r)
	}, width.Fold.String(s))
}

// maxName is how many bytes a heading or a name may have.
const maxName = 400

// key reduces a heading or a name to what counts: 1.整改 （个） and 整改(个) are
// 整改. Brackets go only with a measure in them, since 整改(重大) is another
// thing than 整改. What is too long for a name is nothing.
func key(s string) string {
	if len(s) > maxName {
		return ""
	}
	s = unnumbered(plain(s))
	var b strings.Builder
	for s != "" {
		open := strings.IndexByte(s, '(')
		end := strings.IndexByte(s, ')')
		if open < 0 || end < open {
			break
		}
		b.WriteString(s[:open])
		if in := s[open+1 : end]; !isMeasure(strings.TrimPrefix(in, "单位:")) {
			b.WriteString(in)
		}
		s = s[end+1:]
	}
	b.WriteString(s)
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, b.String())
}

// isMeasure reports whether the text is how something is counted.
func isMeasure(s string) bool {
	return slices.Contains(strings.Fields("个 家 次 家次 人 人次 名 项 起 件 处 户 条 份 场 期 家/次 个/次"), s)
}

// unnumbered takes the number of an item off its front: one like 一、 (一) 1. or ①.
func unnumbered(s string) string {
	r := []rune(s)
	if len(r) > 0 && r[0] >= '①' && r[0] <= '⑳' {
		return string(r[1:])
	}
	i := 0
	if i < len(r) && r[i] == '(' {
		i++
	}
	from := i
	for i < len(r) && (unicode.IsDigit(r[i]) || strings.ContainsRune("一二三四五六七八九十", r[i])) {
		i++
	}
	if i == from || i == len(r) || !strings.ContainsRune("、.)", r[i]) {
		return s
	}
	return string(r[i+1:])
}

// fieldNames says which fields and groups a heading may name.
type fieldNames struct {
	form anwei.Form
	// ranks are the official titles, the names that the talk has, and the words
	// that people use, by what they are reduced to. Values are numbers of fields.
	ranks  [3]map[string][]int
	groups map[string]string // the id of a group
}

func newFieldNames(form anwei.Form) fieldNames {
	n := fieldNames{form: form, groups: map[string]string{}}
	for i := range n.ranks {
		n.ranks[i] = map[string][]int{}
	}
	for i, f := range form.Fields {
		n.add(0, i, f.Title, report.Heading(f))
		n.add(1, i, f.Name, f.Short)
		n.add(2, i, f.Words...)
	}
	for _, g := range form.Groups {
		for _, s := range append([]string{g.Title, g.Name, strings.TrimSuffix(g.Title, "情况")}, g.Words...) {
			if k := key(s); k != "" && n.groups[k] == "" {
				n.groups[k] = g.ID
			}
		}
	}
	return n
}

func (n fieldNames) add(rank, field int, names ...string) {
	for _, s := range names {
		k := key(s)
		if k != "" && !slices.Contains(n.ranks[rank][k], field) {
			n.ranks[rank][k] = append(n.ranks[rank][k], field)
		}
	}
}

// group returns the group that the heading names.
func (n fieldNames) group(head string) (string, bool) {
	id, ok := n.groups[key(head)]
	return id, ok
}

// find returns the fields that the heading may name, within the group where one
// is known. An official title outranks a word: 整改 is the title of two fields of
// a group and a word for one of them.
func (n fieldNames) find(head, group string) []int {
	k := key(head)
	for rank, names := range n.ranks {
		all := names[k]
		if group == "" && len(all) > 0 {
			return all
		}
		within := anwei.Where(all, func(i int) bool { return n.form.Fields[i].Group == group })
		if len(within) > 0 {
			return within
		}
		if rank == 0 && len(all) == 1 {
			return all // an official title that stands once is known in any place
		}
	}
	return nil
}

// firm reports whether the heading is a title or a name of a field, not just a
// word for it.
func (n fieldNames) firm(head string) bool {
	k := key(head)
	return len(n.ranks[0][k])+len(n.ranks[1][k]) > 0
}
