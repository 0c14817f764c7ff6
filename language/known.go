package language

import (
	"time"

	"anwei"
	"anwei/language/answer"
	"anwei/language/deed"
	"anwei/language/figures"
	"anwei/language/frame"
	"anwei/language/lexicon"
	"anwei/language/question"
)

// Reader reads what people write about one plan and one roster. It is built once for each
// version of the two, as building costs far more than reading, and never changes, so that
// any number of texts can be read with one at the same time.
type Reader struct {
	// Names are those of the roster's units.
	Names *lexicon.Gazetteer
	// Question reads what leaders ask.
	Question *question.Reader
	// Deed reads what is told of duties and cases.
	Deed *deed.Reader
	// Frames reads what is said in a few words, as an intent with slots.
	Frames *frame.Reader
	// Answer reads how people answer what they were asked.
	Answer *answer.Reader

	named *lexicon.Forms
	forms []*figures.Reader
	said  []anwei.Words // of the plan
}

// NewReader makes a reader of texts about the plan and the units of the roster.
func NewReader(plan anwei.Plan, roster anwei.Roster) *Reader {
	names := lexicon.NewGazetteer(roster.Units)
	r := &Reader{
		Names: names, Question: question.NewReader(plan, names), Deed: deed.NewReader(plan.Duties), Answer: answer.Load(),
		Frames: frame.Load().For(frame.Known{Forms: plan.Forms, Units: roster.Units, Names: names, People: roster.People, Marks: plan.Marks, Cases: plan.Cases}),
		named:  lexicon.NewForms(plan.Forms), said: plan.Words,
	}
	for _, f := range plan.Forms {
		r.forms = append(r.forms, figures.New(f, plan.Words...))
	}
	return r
}

// words returns the words of a form, which a report begun under an earlier version of the
// plan may have otherwise.
func (r *Reader) words(form anwei.Form) *figures.Reader {
	for _, l := range r.forms {
		if of := l.Form(); of.ID == form.ID && len(form.Fields) > 0 && len(form.Fields) == len(of.Fields) && &form.Fields[0] == &of.Fields[0] {
			return l
		}
	}
	return figures.New(form, r.said...)
}

// Command reads a command about the form relative to now. When in doubt the answer is
// None, so that the text is read as an answer instead.
func (r *Reader) Command(typed string, form anwei.Form, now time.Time) Command {
	return readCommand(typed, r.words(form), now)
}

// FormCommand reads a command that may name one of the plan's forms: 填台账, 填报9月附件2,
// 台账进度. A form that is named alone is to be filled in. Where no form is named it
// is Command about form.
func (r *Reader) FormCommand(typed string, form anwei.Form, now time.Time) Command {
	return readFormCommand(typed, r.named, r.words(form), now)
}

// Plea reads a plea, and for Explain the field of the form that it names, empty where it
// names none. A text that may be an answer is no plea.
func (r *Reader) Plea(typed string, form anwei.Form, now time.Time) (Plea, anwei.FieldID) {
	return readPlea(typed, r.words(form), now)
}

// Figures reads the figures of a text. What it returns was said; what was not
// said, or not exactly, is left out and refused with a reason.
func (r *Reader) Figures(typed string, a Asked) Reading {
	return r.words(a.Form).Read(typed, figures.Asked{Fields: a.Fields, Have: a.Have})
}
