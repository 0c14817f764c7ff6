package question

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
)

// figuresNamed reads which figure is asked, or which several that stand beside each other:
// 隐患和整改率, 检查多隐患少. A part that names no group is of the one before it.
func (q *inquiry) figuresNamed() {
	var group string
	part := *q
	for i, from := 0, 0; i <= len(q.marks); i++ {
		if i < len(q.marks) && !q.parts(q.marks[i]) {
			continue
		}
		part.marks, from = q.marks[from:i], i+1
		part.Metric, part.Metrics = "", nil
		if part.metric(); part.Metric == "" {
			if part.has(cDiffer) && part.has(cMany) && slices.Contains(q.Metrics, Rectified) && q.indicator(Unrectified).ID != "" {
				q.Metrics = append(q.Metrics, Unrectified) // 整改了多少，还剩多少
			}
			continue
		}
		named, _ := q.groupNamed(part.content)
		if named == "" && group != "" && part.has(cField) {
			part.Metric = cmp.Or(q.of(group+q.lists.hazardsFirst(part.content)), part.Metric)
		}
		if g, is := anwei.Find(q.groups, func(g groupWords) bool { return g.id == named }); is {
			group = g.names[0]
		}
		if !slices.Contains(q.Metrics, part.Metric) {
			q.Metrics = append(q.Metrics, part.Metric)
		}
	}
	if q.metric(); len(q.Metrics) > 1 {
		q.Metric = ""
		return
	}
	q.Metrics = nil
}

// parts reports whether what stands on both sides of a mark is not one figure's name.
func (q *inquiry) parts(m mark) bool {
	return m.cue == cStop || m.cue == cRank || m.cue == "compare" || slices.Contains(q.lists["=parts"], q.Word(m.from, m.to))
}

// metric reads the metric from the marks.
func (q *inquiry) metric() {
	var b strings.Builder
	fields := 0
	for _, m := range q.marks {
		switch m.cue {
		case cField:
			fields++
			b.WriteString(q.asNamed(q.Word(m.from, m.to)))
		case cScope, cRate:
			b.WriteString(q.Word(m.from, m.to))
		default:
		}
	}
	q.content = b.String()
	q.bare = fields > 0 && !q.has(cRate, cOnTime, cUnrect)
	major := strings.Contains(q.content, "重大")
	switch {
	case q.indicated():
	case q.has(cOnTime):
		q.Metric = OnTimeRate
	case q.has(cRate) && major:
		q.rate(MajorRectifyRate)
	case q.has(cRate):
		q.rate(RectifyRate)
	case fields > 1 && q.times(cMany) > 1: // 查了多少隐患整改了多少 are two
	case q.has(cUnrect) && major, major && q.has(cDiffer, cNot, cAsk) && q.word(q.lists["=still"]...),
		major && q.word(q.lists["=left"]...) && q.has(cMany):
		q.Metric = MajorOpen
	case q.has(cUnrect):
		q.unrectified(fields > 0)
	case q.content == q.lists["=problems"][0] && !q.has(cMany, cRank): // 没问题 is assent, and no total
		q.amiss = true
	case fields > 0:
		q.Metric = q.of(q.lists.hazardsFirst(q.content))
	case q.has(cRank) && !q.has(cTrend) && q.has(cReport, cUnreported): // 谁报得最晚
		q.Metric = OnTimeRate
	}
}

// asNamed returns the word of a field that a verb in its past, 查了, is said for.
func (q *inquiry) asNamed(word string) string {
	for _, w := range q.lists["=verb"] {
		if said, named, _ := strings.Cut(w, "="); said == word {
			return named
		}
	}
	return word
}

// hazardsFirst puts what is put right before the verb, as the figures are named: 整改重大隐患
// is 重大隐患整改, and 整改 alone is that of hazards.
func (l lists) hazardsFirst(content string) string {
	if slices.Contains(l["=rectified"], content) {
		return "隐患整改"
	}
	return strings.NewReplacer("整改重大隐患", "重大隐患整改", "整改隐患", "隐患整改", "整改问题隐患", "隐患整改").Replace(content)
}

// rate takes a rate, of one group alone where the question names that. A rate that the
// plan does not have of the group is none: that of the whole would be a wrong answer.
func (q *inquiry) rate(base Metric) {
	q.Metric = base
	if !q.counted {
		return
	}
	group, _ := q.groupNamed(q.content)
	if group == "" {
		return
	}
	q.Metric = q.narrowed(base, group)
	q.amiss = q.Metric == ""
}

// unrectified takes the hazards that are not put right, where the plan has them and the
// question names hazards of no group in particular.
func (q *inquiry) unrectified(named bool) {
	group, _ := q.groupNamed(q.content)
	if named && group == "" && q.indicator(Unrectified).ID != "" {
		q.Metric = Unrectified
	}
}

// share takes the share of what is put right where no number of it is asked: 整改情况怎么样,
// 谁整改得好.
func (q *inquiry) share() {
	rate, counted := map[Metric]Metric{Rectified: RectifyRate, MajorRectified: MajorRectifyRate}[q.Metric]
	if counted && !q.has(cMany) && !q.word(q.lists["=count"]...) {
		q.Metric = rate
	}
}
