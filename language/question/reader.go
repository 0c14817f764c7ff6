package question

import (
	"time"

	"anwei"
	"anwei/language/lexicon"
)

// Reader holds the words of questions about one plan and one roster. It never changes, so
// that any number of texts can be read with one at the same time.
type Reader struct {
	whole, plain *topic
	manners      *manners
	answers      []anwei.Answer
}

// NewReader makes a reader of questions about the plan, whose units go by the names.
func NewReader(plan anwei.Plan, names *lexicon.Gazetteer) *Reader {
	l, kinds := readLists(wordLines(intentsText) + wordsText)
	topicOf := func(p anwei.Plan) *topic {
		t := &topic{vocabulary: newVocabulary(p, names, l, kinds), figures: newFigures(p.Forms, p.Indicators), names: names, intents: readIntents(intentsText)}
		for _, f := range p.Forms {
			if f.Annex != "" && f.Short != "" {
				t.annexes = append(t.annexes, formNames{f.Annex, " " + f.Short + " "})
			}
		}
		return t
	}
	return &Reader{
		whole: topicOf(plan), plain: topicOf(anwei.Plan{Forms: plan.Forms, Duties: plan.Duties}),
		manners: newManners(plan.Kinds, names, l), answers: plan.Answers,
	}
}

// Read reads what a leader or the office asks, last being the question before or nil.
// When in doubt the intent is AskNothing, and every other slot is empty then.
func (r *Reader) Read(typed string, now time.Time, last *Query) Query {
	return r.whole.read(typed, now, last)
}

// Plain reads a question outside of any topic: without the plan's kinds and indicators.
func (r *Reader) Plain(typed string, now time.Time) Query { return r.plain.read(typed, now, nil) }

// Near returns three questions that a text may have meant which Read made nothing of:
// about the unit, the figure and the period that it names, and otherwise those that are
// asked most.
func (r *Reader) Near(typed string, now time.Time, last *Query) []Query {
	return r.whole.near(typed, now, last)
}

// Manner reads how an answer is wished for. It reads nothing else of the text.
func (r *Reader) Manner(typed string) Manner { return r.manners.read(typed) }

// topic holds what questions are about.
type topic struct {
	vocabulary
	figures
	names   *lexicon.Gazetteer
	annexes []formNames
	intents []judged
}

// formNames are the annex and the short name of a form.
type formNames struct{ annex, short string }

// longestTyped is the most bytes of a question: two hundred characters are a letter.
const longestTyped = 600

func (t *topic) read(typed string, now time.Time, last *Query) Query {
	if len(typed) > longestTyped {
		return Query{Intent: AskNothing}
	}
	around := Around{}
	if last != nil {
		around.Last = &Asked{Query: *last}
	}
	return newInquiry(typed, t, now, around).as(cNone)
}
