package question

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"anwei"
)

//go:embed intents.txt
var intentsText string

// judged is an intent with its rows of intents.txt, and how many runes of a question may
// stay unknown.
type judged struct {
	is     Intent
	excess int
	rules  []rule
}

// rule is a row: what it decides where each of its parts holds.
type rule struct {
	verdict string
	parts   [][]atom
}

// atom is one of the alternatives of a part: a kind of word, a word, or what was read.
type atom struct {
	name string
	not  bool
	word bool
}

// readIntents reads the rows. What `let` names is put in its place.
func readIntents(src string) []judged {
	var out []judged
	lets := map[string]string{}
	for line := range strings.Lines(src) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
		case words[0] == "word": // see readLists
		case words[0] == "let":
			lets[words[1]] = words[2]
		case slices.Contains([]string{"yes", "no", "keeps"}, words[0]):
			r := rule{verdict: words[0]}
			for _, part := range words[1:] {
				r.parts = append(r.parts, readPart(part, lets)...)
			}
			last := &out[len(out)-1]
			last.rules = append(last.rules, r)
		default:
			n, _ := strconv.Atoi(words[1])
			out = append(out, judged{is: Intent(words[0]), excess: n})
		}
	}
	return out
}

// wordLines are the lines of the rows that belong to words.txt.
func wordLines(src string) string {
	var b strings.Builder
	for line := range strings.Lines(src) {
		if strings.HasPrefix(line, "word ") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// readPart reads a part of a row. That none of what `let` names holds is a part for each.
func readPart(part string, lets map[string]string) [][]atom {
	var any []atom
	for alternative := range strings.SplitSeq(part, "|") {
		name, not := strings.CutPrefix(alternative, "!")
		names := strings.Split(name, "|")
		if let, ok := lets[name]; ok {
			names = strings.Split(let, "|")
		}
		if not && len(names) > 1 {
			return anwei.Each(names, func(n string) []atom { return []atom{{name: n, not: true}} })
		}
		for _, n := range names {
			head, _ := utf8.DecodeRuneInString(n)
			any = append(any, atom{name: n, not: not, word: head >= utf8.RuneSelf})
		}
	}
	return [][]atom{any}
}

// verdict is what the first row that holds decides, no where none does.
func (q *inquiry) verdict(rules []rule) string {
	for _, r := range rules {
		if !slices.ContainsFunc(r.parts, func(part []atom) bool { return !slices.ContainsFunc(part, q.holds) }) {
			return r.verdict
		}
	}
	return "no"
}

func (q *inquiry) holds(a atom) bool {
	if a.word {
		return strings.Contains(q.Low, a.name) != a.not
	}
	return q.is(a.name) != a.not
}

// is reports whether the question has a word of the kind, or what was read of it already.
func (q *inquiry) is(name string) bool {
	switch name {
	case "metric":
		return q.Metric != "" || len(q.Metrics) > 0
	case "months":
		return q.Period.Kind == anwei.Months || q.Period.Kind == anwei.Quarter || q.Period.Kind == anwei.Half || !q.months.IsZero()
	case "figures":
		return len(q.Metrics) > 1
	case "period":
		return !q.Period.IsZero()
	case "named":
		return q.named()
	case "several":
		return q.Several
	case "county":
		return q.county
	case "kind":
		return q.Kind != ""
	case "tag":
		return q.Tag != ""
	case "left": // something is unknown
		return q.left > 0
	case "bare": // the words of a figure and no rate
		return q.bare
	case "open":
		return q.Metric == MajorOpen
	case "last": // there is a question before
		return q.last != nil
	case "reporting": // which was who has reported
		return q.last != nil && slices.Contains([]Intent{AskProgress, AskMissing, AskRemind}, q.last.Intent)
	case "destination": // the unit is where somebody goes
		return q.destination()
	}
	return q.has(cue(name))
}

// intent reads what is asked, from the surest signs to the vaguest.
func (q *inquiry) intent() {
	q.Intent = AskNothing
	if len(q.Runes) == 0 && q.Period.IsZero() || q.has(cAlien, cNumber) || q.amiss ||
		q.word(q.lists["=unchanged"]...) && !q.has(cMany, cWho) { // a report that stays as it is
		return
	}
	help := q.intents[0]
	if q.Low == "?" || q.left <= help.excess && q.verdict(help.rules) == "yes" {
		q.Intent = AskHelp
		return
	}
	if q.follows() {
		return
	}
	for _, try := range q.intents[1:] {
		verdict := q.verdict(try.rules)
		if verdict == "no" {
			continue
		}
		if q.left*4 <= q.han && q.left <= try.excess && !q.object() {
			q.Intent = try.is
		}
		if verdict == "keeps" {
			q.keeps()
		}
		break
	}
	if q.Intent == AskNothing {
		q.Query = Query{Intent: AskNothing}
		return
	}
	q.settle()
}

// keeps goes on about the period and the form of the question before.
func (q *inquiry) keeps() {
	if q.Period == (anwei.Period{}) {
		q.Period = q.last.Period
	}
	q.Form = cmp.Or(q.Form, q.last.Form)
}

// object reports whether something unknown is what is reported: 谁没交作业.
func (q *cutting) object() bool {
	for i, m := range q.marks[:max(0, len(q.marks)-1)] {
		if (m.cue == cReport || m.cue == cUnreported || m.cue == cSend) && q.unknown(q.marks[i+1]) {
			return true
		}
	}
	return false
}

// settle empties the slots that the intent does not have.
func (q *inquiry) settle() {
	switch q.Intent {
	case AskProgress, AskMissing, AskExport, AskDuties, AskRemind:
		q.Metric = ""
	case AskRank, AskTrend:
		q.share()
		switch {
		case q.Metric != "", len(q.Metrics) > 1:
		case q.word("整改") && !q.has(cUnrect):
			q.Metric = RectifyRate
		case q.has(cField, cUnrect), q.word("最多", "最少") && (q.last == nil || q.word("查")): // it is not known of what
			q.Query = Query{Intent: AskNothing}
			return
		case q.last != nil:
			q.Metric = q.last.Metric
		}
	default:
		q.share()
	}
	if q.Metric != "" && q.has(cData) && !q.has(cForm) {
		q.Form = ""
	}
}

// destination reports whether the unit is where somebody is or goes: 去巴公检查.
func (q *cutting) destination() bool {
	for i, m := range q.marks[:max(0, len(q.marks)-1)] {
		if q.marks[i+1].cue == cUnit && m.to-m.from == 1 && strings.ContainsRune("去到赴在回来", q.Runes[m.from]) {
			return !q.has(cReport, cUnreported)
		}
	}
	return false
}
