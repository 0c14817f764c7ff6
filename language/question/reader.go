package question

import (
	"time"

	"anwei"
	"anwei/language/lexicon"
)

// Reader holds the words of questions about one plan and one roster. It never changes, so
// that any number of texts can be read with one at the same time.
type Reader struct {
	vocabulary
	figures
	names   *lexicon.Gazetteer
	annexes []formNames
	intents []judged
	manners *manners
	answers []anwei.Answer
}

// formNames are the annex and the short name of a form.
type formNames struct{ annex, short string }

// NewReader makes a reader of questions about the plan, whose units go by the names.
func NewReader(plan anwei.Plan, names *lexicon.Gazetteer) *Reader {
	l, kinds := readLists(wordLines(intentsText) + wordsText)
	r := &Reader{
		vocabulary: newVocabulary(plan, names, l, kinds), figures: newFigures(plan, l), names: names,
		intents: readIntents(intentsText), manners: newManners(l), answers: plan.Answers,
	}
	for _, f := range plan.Forms {
		if f.Annex != "" && f.Short != "" {
			r.annexes = append(r.annexes, formNames{f.Annex, " " + f.Short + " "})
		}
	}
	return r
}

// longestTyped is the most bytes of a question: two hundred characters are a letter.
const longestTyped = 600

// Read reads what a leader or the office asks, last being the question before or nil.
// When in doubt the intent is AskNothing, and every other slot is empty then.
func (r *Reader) Read(typed string, now time.Time, last *Query) Query {
	if len(typed) > longestTyped {
		return Query{Intent: AskNothing}
	}
	return newInquiry(typed, r, now, last, "").as(cNone)
}

// Speaks is of which kind of units alone a text speaks.
func (r *Reader) Speaks(typed string, now time.Time) anwei.UnitKind {
	return newInquiry(typed, r, now, nil, "").Kind
}

// Manner reads how an answer is wished for. It reads nothing else of the text.
func (r *Reader) Manner(typed string) Manner { return r.manners.read(typed) }
