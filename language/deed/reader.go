package deed

import (
	"slices"
	"unicode/utf8"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// Reader holds the words of a plan's duties and cases. It never changes, so that any
// number of texts can be read with one at the same time.
type Reader struct {
	duties dutyWords
	cases  caseWords
}

// NewReader makes a reader of the duties and the cases of a plan, whose units go by the
// names.
func NewReader(duties []anwei.Duty, cases []anwei.CaseRule, names *lexicon.Gazetteer) *Reader {
	return &Reader{duties: newDutyWords(duties), cases: newCaseWords(cases, names)}
}

// dutyWords are the words for duties.
type dutyWords struct {
	ids  []anwei.DutyID
	of   map[string][]int // the duties of a word, by their number
	long map[rune]int     // the runes of the longest word by its first
}

func newDutyWords(duties []anwei.Duty) dutyWords {
	w := dutyWords{of: map[string][]int{}, long: map[rune]int{}}
	for i, d := range duties {
		w.ids = append(w.ids, d.ID)
		for _, s := range append([]string{d.Title}, d.Words...) {
			s = text.Plain(s).Low
			if s == "" || slices.Contains(w.of[s], i) {
				continue
			}
			w.of[s] = append(w.of[s], i)
			head, _ := utf8.DecodeRuneInString(s)
			w.long[head] = max(w.long[head], utf8.RuneCountInString(s))
		}
	}
	return w
}

// concern says where a duty of the reader stands among those that concern somebody, and
// -1 for one that does not.
type concern []int

// among says which duties of the reader are among those given.
func (w dutyWords) among(duties []anwei.Duty) concern {
	out := make(concern, len(w.ids))
	for i, id := range w.ids {
		out[i] = slices.IndexFunc(duties, func(d anwei.Duty) bool { return d.ID == id })
	}
	return out
}

// those returns where the duties stand, without those that do not concern.
func (c concern) those(duties []int) []int {
	var out []int
	for _, i := range duties {
		if c[i] >= 0 {
			out = append(out, c[i])
		}
	}
	return out
}

// caseRule is a kind of case with its names as people type them.
type caseRule struct {
	anwei.CaseRule
	word, title string
}

// stepOf is a step of a kind of case.
type stepOf struct {
	kind anwei.CaseKind
	id   anwei.StepID
}

// caseWords are the words for cases.
type caseWords struct {
	rules    []caseRule
	names    *lexicon.Gazetteer
	numbered text.Words          // before the number of a case
	behind   text.Words          // behind it
	steps    map[string][]stepOf // by title, and by two characters of it
}

func newCaseWords(rules []anwei.CaseRule, names *lexicon.Gazetteer) caseWords {
	w := caseWords{names: names, numbered: "案件编号 编号 案件 案号 案子", steps: map[string][]stepOf{}}
	for _, rule := range rules {
		r := caseRule{rule, text.Plain(rule.Word).Low, text.Plain(rule.Title).Low}
		w.rules = append(w.rules, r)
		w.numbered = w.numbered.With(r.word).With(r.title)
		for _, s := range rule.Steps {
			w.addStep(stepOf{rule.ID, s.ID}, text.Plain(s.Title).Runes)
		}
	}
	w.behind = "的案件 的案子 的隐患 案件 案子 案 隐患 " + w.numbered
	return w
}

func (w *caseWords) addStep(step stepOf, title []rune) {
	w.steps[string(title)] = append(w.steps[string(title)], step)
	for i := 0; i+2 <= len(title) && len(title) > 2; i += 2 {
		if s := string(title[i : i+2]); !slices.Contains(w.steps[s], step) {
			w.steps[s] = append(w.steps[s], step)
		}
	}
}
