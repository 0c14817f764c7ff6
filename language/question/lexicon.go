package question

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// sense is what a word means in a question.
type sense struct {
	cue  cue
	form anwei.FormID // cForm
	// metric is the indicator that a word of the plan names, with cRate.
	metric Metric
}

// vocabulary holds the words of questions, of the forms and of the duties.
type vocabulary struct {
	words map[string]sense
	long  map[rune]int // runes of the longest word that begins with the rune
	duty  string       // the titles of the duties, one a line
	kinds map[string]anwei.UnitKind
	most  []superlative
}

func newVocabulary(plan anwei.Plan, names *lexicon.Gazetteer) vocabulary {
	v := vocabulary{words: make(map[string]sense, 3000), long: map[rune]int{}, most: newManners(nil).most}
	v.addForms(plan.Forms)
	v.addIndicators(plan.Indicators)
	lists := questionWords()
	v.addDuties(plan.Duties)
	for _, l := range lists {
		for s := range strings.FieldsSeq(l.words) {
			v.add(s, sense{cue: l.cue})
		}
	}
	missing, there := unreported()
	for _, s := range missing {
		v.add(s, sense{cue: cUnreported})
	}
	for _, s := range there {
		v.add(s, sense{cue: cReport})
	}
	v.addFields(plan.Forms)
	for s := range strings.FieldsSeq(alienWords()) {
		v.add(s, sense{cue: cAlien})
	}
	for s := range strings.FieldsSeq(fillerWords()) {
		v.add(s, sense{cue: cFill})
	}
	v.addGroups(plan.Kinds, names)
	for _, f := range plan.Forms {
		for _, fd := range f.Fields {
			if !fd.Kind.Counts() {
				v.addAll(append(fd.Words, fd.Short, fd.Name), sense{cue: cDuty})
			}
		}
	}
	return v
}

// add takes a word unless it is known: the first meaning counts.
func (v *vocabulary) add(word string, s sense) {
	if _, ok := v.words[word]; !ok {
		v.words[word] = s
		head, _ := utf8.DecodeRuneInString(word)
		v.long[head] = max(v.long[head], utf8.RuneCountInString(word))
	}
}

func (v *vocabulary) addAll(words []string, s sense) {
	for _, w := range words {
		if w = strings.ToLower(text.Clean(w)); utf8.RuneCountInString(w) >= 2 {
			v.add(w, s)
		}
	}
}

// addForms takes the names of the forms. 数据 is the form of figures, where
// there is one alone.
func (v *vocabulary) addForms(forms []anwei.Form) {
	for _, f := range forms {
		is := sense{cue: cForm, form: f.ID}
		v.addAll(append([]string{f.Title, f.Short, f.Annex}, f.Names...), is)
		if n, ok := strings.CutPrefix(f.Annex, "附件"); ok {
			numeral := strings.NewReplacer("1", "一", "2", "二", "3", "三", "4", "四", "5", "五").Replace(n)
			v.addAll([]string{"附件" + numeral, "附表" + n, "附表" + numeral, "附件" + n + "表"}, is)
		}
		for _, w := range append([]string{f.Short}, f.Names...) {
			v.addAll([]string{"月" + w, w + "汇总", w + "汇总表", w + "数据", w + "情况"}, is)
		}
	}
}

// addIndicators takes the names of the indicators that nothing here knows of
// itself. An unlisted one that is no rate goes by the words of its figures, since its
// name alone, 重大隐患已整改, is what people state.
func (v *vocabulary) addIndicators(list []anwei.Indicator) {
	for _, i := range list {
		switch m := Metric(i.ID); {
		case m == RectifyRate, m == MajorRectifyRate, m == MajorOpen, m == OnTimeRate, m == Hazards, i.Unlisted && !i.Rate():
		default:
			v.addAll(append([]string{i.Name}, i.Words...), sense{cue: cRate, metric: m})
		}
	}
}

// figuresForm returns the form that figures are reported on: the first whose
// fields are counts.
func figuresOf(forms []anwei.Form) (anwei.Form, bool) {
	for _, f := range forms {
		for _, fd := range f.Fields {
			if fd.Kind.Counts() {
				return f, true
			}
		}
	}
	return anwei.Form{}, false
}

// addFields takes the words of the counted fields and the verbs between them.
func (v *vocabulary) addFields(forms []anwei.Form) {
	f, ok := figuresOf(forms)
	if !ok {
		return
	}
	for _, g := range f.Groups {
		v.addAll(append(g.Words, g.Name, g.Title), sense{cue: cField})
	}
	for _, fd := range f.Fields {
		if fd.Kind.Counts() {
			v.addAll(append(fd.Words, fd.Name, fd.Short, fd.Title), sense{cue: cField})
		}
	}
	for _, fd := range f.Fields {
		v.addAll([]string{fd.Unit}, sense{cue: cScope})
	}
	all := fieldText(f)
	if strings.Contains(all, "检查") {
		v.addAll([]string{"查了", "查过", "检查了"}, sense{cue: cField})
	}
	for s := range strings.FieldsSeq("发现 查出 排查 排查出 检查 检查出 查处 企业 部门 领导 党政 党政领导 带队 重大 企业数 家数 次数 人数 个数 家次 隐患 隐患数 问题 重大隐患 整改 整改数 一般隐患 经营单位 数 自查 督导 督查") {
		if strings.Contains(all, text.Clean(s)) || s == "发现" || s == "查出" {
			v.add(s, sense{cue: cScope})
		}
	}
}

// fieldText joins all the words of a form's groups and fields.
func fieldText(f anwei.Form) string {
	var b strings.Builder
	for _, g := range f.Groups {
		b.WriteString(g.Title + "\n" + g.Name + "\n" + strings.Join(g.Words, "\n") + "\n")
	}
	for _, fd := range f.Fields {
		b.WriteString(fd.Title + "\n" + fd.Name + "\n" + fd.Short + "\n" + strings.Join(fd.Words, "\n") + "\n")
	}
	return b.String()
}

// addDuties takes the titles of the duties, and the nouns that are enough to
// name one: 例会, 演练.
func (v *vocabulary) addDuties(duties []anwei.Duty) {
	var titles, said strings.Builder
	unquoted := strings.NewReplacer("“", "", "”", "", "、", "", "和", "\n", "，", "\n")
	for _, d := range duties {
		title := unquoted.Replace(text.Clean(d.Title))
		titles.WriteString(title + "\n")
		said.WriteString(title + unquoted.Replace(text.Clean(d.Source)) + "\n")
	}
	v.duty = titles.String()
	all := said.String()
	for s := range strings.FieldsSeq("季度例会 例会 联合会商 会商 集体学习 中心组学习 理论学习 演练 应急演练 实战演练 会议 专委会 专委会会议 回头看 巡查 专项督查 责任评估 述职 全覆盖检查 全覆盖 调度会 调度会议 动员会 动员部署会 包联督导 两个清单 办实事 培训 履职汇报") {
		core := strings.TrimSuffix(strings.TrimPrefix(s, "季度"), "会议")
		if strings.Contains(all, s) || core != "" && strings.Contains(all, core) {
			v.add(s, sense{cue: cDuty})
		}
	}
	if v.duty != "" {
		v.addAll([]string{"履职任务", "周期任务", "定期任务", "定期工作", "职责任务", "责任落实", "履职情况", "责任清单", "履职", "职责落实", "职责落实情况", "任务完成情况", "工作任务", "重点任务", "任务落实", "任务落实情况", "任务完成了"}, sense{cue: cDuty})
	}
}

// dutyAt returns how many runes at rune i of a text are a part of a duty's title.
func (v *vocabulary) dutyAt(c text.Folded, i int) int {
	const shortest = 3
	n := shortest
	for i+n <= len(c.Runes) && v.duty != "" && !text.RuneIn(c.Runes[i+n-1], "\n,。;?! ") && strings.Contains(v.duty, c.Word(i, i+n)) {
		n++
	}
	if n == shortest {
		return 0
	}
	return n - 1
}
