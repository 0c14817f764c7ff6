package question

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// Metric is the figure that a question is about: the id of a field, or one of
// the metrics that are computed.
type Metric string

// The metrics that are computed from several fields.
const (
	RectifyRate      Metric = "rectify_rate"
	MajorRectifyRate Metric = "major_rectify_rate"
	MajorOpen        Metric = "major_open" // major hazards not put right
	OnTimeRate       Metric = "on_time_rate"
	Hazards          Metric = "hazards"   // the hazards of all columns
	Rectified        Metric = "rectified" // hazards put right
	MajorRectified   Metric = "major_rectified"
	Unrectified      Metric = "unrectified" // hazards not put right
)

// metricOf reads the metric from the words of a question that name figures,
// joined. Words that fit several fields are the indicator that adds these up, where
// there is one, and otherwise no metric; but hazards of no particular column are those
// of all.
func metricOf(content string, k Known) Metric {
	f, ok := figuresOf(k.Forms)
	if !ok || content == "" {
		return ""
	}
	if group, rest := groupNamed(content, f); group != "" {
		fields := f.InGroup(group)
		if best := fittest(rest, fields, nil); len(best) == 1 {
			return Metric(best[0].ID)
		}
		if best := fittest(content, fields, nil); len(best) == 1 {
			return Metric(best[0].ID)
		} else if len(best) == 0 && len(fields) > 0 && len([]rune(rest)) == 0 {
			return Metric(fields[0].ID)
		}
	}
	best := fittest(plainHazards(content), f.Fields, groupHints(f))
	switch {
	case len(best) == 1:
		return Metric(best[0].ID)
	case len(best) > 1 && !strings.Contains(content, "重大") && !strings.Contains(content, "整改") &&
		(strings.Contains(content, "隐患") || strings.Contains(content, "问题")):
		return Hazards
	}
	return sumOf(best, k.Indicators)
}

// plainHazards takes the verb off hazards of no particular column: 排查隐患.
func plainHazards(content string) string {
	s := content
	for _, verb := range []string{"排查出", "检查出", "排查", "查出", "发现", "检查"} {
		s = strings.ReplaceAll(s, verb, "")
	}
	switch s {
	case "隐患", "隐患数", "问题", "问题数", "问题隐患", "隐患问题", "问题隐患数":
		return s
	}
	return content
}

// groupNamed returns the one group that the content names with its longest word,
// and the content without that word.
func groupNamed(content string, f anwei.Form) (group, rest string) {
	long, twice := "", false
	for _, g := range f.Groups {
		for _, w := range append([]string{g.Name, strings.TrimSuffix(g.Title, "情况")}, g.Words...) {
			w = text.Clean(w)
			switch {
			case w == "" || !strings.Contains(content, w) || len(w) < len(long):
			case len(w) > len(long):
				long, group, twice = w, g.ID, false
			case group != g.ID:
				twice = true
			}
		}
	}
	if twice || group == "" {
		return "", ""
	}
	rest = strings.Replace(content, long, "", 1)
	for _, g := range f.Groups {
		for _, w := range g.Words {
			if g.ID != group && strings.Contains(rest, text.Clean(w)) {
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

// fittest returns the counted fields whose words cover most of the content. A
// field of which only the group is named does not count.
func fittest(content string, fields []anwei.Field, hints map[string][]string) []anwei.Field {
	most := 0
	out := make([]anwei.Field, 0, len(fields))
	for _, fd := range fields {
		if fd.Kind != anwei.Count {
			continue
		}
		covered := make([]bool, len(content))
		own := false
		for _, w := range append([]string{fd.Name, fd.Short, fd.Title}, fd.Words...) {
			own = lay(covered, content, text.Clean(w)) || own
		}
		if !own {
			continue
		}
		for _, h := range hints[fd.Group] {
			lay(covered, content, h)
		}
		n := 0
		for _, c := range covered {
			if c {
				n++
			}
		}
		switch {
		case n > most:
			most, out = n, append(out[:0], fd)
		case n == most:
			out = append(out, fd)
		}
	}
	return out
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
