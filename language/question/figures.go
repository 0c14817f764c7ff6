package question

import (
	"slices"
	"strings"

	"anwei"
	"anwei/language/text"
)

// figures are the form that figures are reported on and the indicators made of them, with
// the words that people use.
type figures struct {
	report     anwei.Form // the first whose fields are counts
	counted    bool       // whether there is such a form
	fields     []fieldWords
	groups     []groupWords
	indicators []anwei.Indicator
	usual      Metric // of a ranking that names none
	rows       lists
}

// fieldWords are the words for a field that holds a count.
type fieldWords struct {
	field anwei.FieldID
	group string
	words []string
	hints []string // the words that only its group has
}

// groupWords are the words for a group, the names of it first.
type groupWords struct {
	id           string
	names, words []string
}

func newFigures(plan anwei.Plan, l lists) figures {
	usual, _ := plan.UsualRate()
	f := figures{indicators: plan.Indicators, usual: Metric(usual.ID), rows: l}
	f.report, f.counted = anwei.Find(plan.Forms, anwei.Form.Counts)
	for _, g := range f.report.Groups {
		words := cleaned(g.Words...)
		names := append(cleaned(g.Name, strings.TrimSuffix(g.Title, "情况")), words...)
		f.groups = append(f.groups, groupWords{g.ID, names, words})
	}
	hints := groupHints(f.report)
	for _, fd := range f.report.Fields {
		if fd.Kind.Counts() {
			words := cleaned(append([]string{fd.Name, fd.Short, fd.Title}, fd.Words...)...)
			f.fields = append(f.fields, fieldWords{fd.ID, fd.Group, words, hints[fd.Group]})
		}
	}
	return f
}

// indicator is the plan's indicator of the metric, without an id where there is none.
func (f *figures) indicator(m Metric) anwei.Indicator {
	i, _ := anwei.Find(f.indicators, func(i anwei.Indicator) bool { return Metric(i.ID) == m })
	return i
}

// cleaned returns the words as people type them, without those of which nothing is left.
func cleaned(words ...string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if w = text.Clean(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// of reads the metric from the words of a question that name figures,
// joined. Words that fit several fields are the indicator that adds these up, where
// there is one, and otherwise no metric; but hazards of no particular column are those
// of all.
func (f *figures) of(content string) Metric {
	if !f.counted || content == "" {
		return ""
	}
	if group, rest := f.groupNamed(content); group != "" {
		if best := f.fittest(rest, group, false); len(best) == 1 {
			return Metric(best[0])
		}
		if best := f.fittest(content, group, false); len(best) == 1 {
			return Metric(best[0])
		} else if fields := f.report.InGroup(group); len(best) == 0 && len(fields) > 0 && rest == "" {
			return Metric(fields[0].ID)
		}
	}
	best := f.fittest(f.plainHazards(content), "", true)
	switch {
	case len(best) == 1:
		return Metric(best[0])
	case len(best) > 1 && !strings.Contains(content, "重大") && !strings.Contains(content, "整改") &&
		(strings.Contains(content, "隐患") || strings.Contains(content, "问题")):
		return Hazards
	}
	return f.sumOf(best)
}

// plainHazards takes the verb off hazards of no particular column: 排查隐患.
func (f *figures) plainHazards(content string) string {
	s := content
	for _, verb := range f.rows["=found"] {
		s = strings.ReplaceAll(s, verb, "")
	}
	if slices.Contains(f.rows["=hazards"], s) {
		return s
	}
	return content
}

// groupNamed returns the one group that the content names with its longest word,
// and the content without that word.
func (f *figures) groupNamed(content string) (group, rest string) {
	long, twice := "", false
	for _, g := range f.groups {
		for _, w := range g.names {
			switch {
			case len(w) < len(long) || !strings.Contains(content, w):
			case len(w) > len(long):
				long, group, twice = w, g.id, false
			case group != g.id:
				twice = true
			}
		}
	}
	if twice || group == "" {
		return "", ""
	}
	rest = strings.Replace(content, long, "", 1)
	for _, g := range f.groups {
		for _, w := range g.words {
			if g.id != group && strings.Contains(rest, w) {
				return "", "" // two groups at once
			}
		}
	}
	return group, rest
}

// groupHints are the first two runes of a group's words that no other group
// has: 部门, 企业, 带队.
func groupHints(f anwei.Form) map[string][]string {
	owner := map[string]string{}
	for _, g := range f.Groups {
		for _, w := range append([]string{g.Name}, g.Words...) {
			r := []rune(text.Clean(w))
			if len(r) < 3 {
				continue
			}
			h := string(r[:2])
			if o, ok := owner[h]; ok && o != g.ID {
				owner[h] = ""
				continue
			}
			owner[h] = g.ID
		}
	}
	out := map[string][]string{}
	for h, g := range owner {
		if g != "" {
			out[g] = append(out[g], h)
		}
	}
	return out
}

// fittest returns the counted fields, of the group where one is given, whose words cover
// most of the content. A field of which only the group is named does not count; with hints
// its name covers some of it.
func (f *figures) fittest(content, group string, hints bool) []anwei.FieldID {
	most := 0
	var out []anwei.FieldID
	covered := make([]bool, len(content))
	for _, fd := range f.fields {
		if group != "" && fd.group != group {
			continue
		}
		clear(covered)
		switch n := fd.covers(content, covered, hints); {
		case n == 0:
		case n > most:
			most, out = n, append(out[:0], fd.field)
		case n == most:
			out = append(out, fd.field)
		}
	}
	return out
}

// covers returns how much of the content the words of the field cover, 0 where none of its
// own stands there.
func (fd *fieldWords) covers(content string, covered []bool, hints bool) (n int) {
	own := false
	for _, w := range fd.words {
		own = lay(covered, content, w) || own
	}
	if !own {
		return 0
	}
	if hints {
		for _, h := range fd.hints {
			lay(covered, content, h)
		}
	}
	for _, c := range covered {
		if c {
			n++
		}
	}
	return n
}

// lay marks where the word stands in the content, and reports whether it does.
func lay(covered []bool, content, word string) bool {
	if word == "" {
		return false
	}
	found := false
	for at := 0; ; {
		i := strings.Index(content[at:], word)
		if i < 0 {
			return found
		}
		found = true
		for j := at + i; j < at+i+len(word); j++ {
			covered[j] = true
		}
		at += i + len(word)
	}
}
