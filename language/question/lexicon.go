package question

import (
	"slices"
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
	lists lists
	words map[string]sense
	long  map[rune]int // runes of the longest word that begins with the rune
	duty  string       // the titles of the duties, one a line
	kinds map[string]anwei.UnitKind
}

func newVocabulary(plan anwei.Plan, names *lexicon.Gazetteer, l lists, kinds []cue) vocabulary {
	v := vocabulary{lists: l, words: make(map[string]sense, 3000), long: map[rune]int{}}
	v.addForms(plan.Forms)
	v.addIndicators(plan.Indicators)
	v.addDuties(plan.Duties)
	for _, k := range kinds {
		if k != cAlien && k != cHeed && k != cFill {
			v.addEach(l[string(k)], sense{cue: k})
		}
	}
	v.addFields(plan.Forms)
	v.addEach(l[string(cAlien)], sense{cue: cAlien})
	v.addEach(l[string(cHeed)], sense{cue: cHeed})
	v.addEach(l[string(cFill)], sense{cue: cFill})
	v.addGroups(plan.Kinds, names)
	for _, how := range []string{"=picture", "=compare", "=source"} {
		v.addEach(l[how], sense{cue: cFill})
	}
	for _, f := range plan.Forms {
		for _, fd := range f.Fields {
			if !fd.Kind.Counts() {
				v.addAll(append(fd.Words, fd.Short, fd.Name), sense{cue: cDuty})
			}
		}
	}
	return v
}

func (v *vocabulary) addEach(words []string, s sense) {
	for _, w := range words {
		v.add(w, s)
	}
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
			v.addAll([]string{"月" + w}, is)
			for _, tail := range v.lists["=of-form"] {
				v.addAll([]string{w + tail}, is)
			}
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

// addFields takes the words of the counted fields and the verbs between them.
func (v *vocabulary) addFields(forms []anwei.Form) {
	f, ok := anwei.Find(forms, anwei.Form.Counts)
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
	for _, w := range v.lists["=verb"] {
		if said, named, _ := strings.Cut(w, "="); strings.Contains(all, named) {
			v.add(said, sense{cue: cField})
		}
	}
	for _, w := range v.lists["=scope"] {
		if strings.Contains(all, text.Clean(w)) || slices.Contains(v.lists["=always"], w) {
			v.add(w, sense{cue: cScope})
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
	for _, w := range v.lists["=duties"] {
		core := strings.TrimSuffix(strings.TrimPrefix(w, "季度"), "会议")
		if strings.Contains(all, w) || core != "" && strings.Contains(all, core) {
			v.add(w, sense{cue: cDuty})
		}
	}
	if v.duty != "" {
		v.addEach(v.lists["=all-duties"], sense{cue: cDuty})
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
