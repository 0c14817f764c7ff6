package language

import (
	"slices"

	"anwei"
	"anwei/language/answer"
	"anwei/language/deed"
	"anwei/language/entry"
	"anwei/language/figures"
	"anwei/language/frame"
	"anwei/language/lexicon"
	"anwei/language/question"
)

// Reader reads what people write about one plan and one roster. It is built once for each
// version of the two, as building costs far more than reading, and never changes, so that
// any number of texts can be read with one at the same time.
type Reader struct {
	units    *lexicon.Gazetteer
	question *question.Reader
	deed     *deed.Reader
	frames   *frame.Reader
	answer   *answer.Reader
	plan     []anwei.Form
	duties   []anwei.Duty
	named    *lexicon.Forms
	forms    []*figures.Reader
	tasks    []*entry.Names // of each form
	said     []anwei.Words  // of the plan
}

// NewReader makes a reader of texts about the plan and the units of the roster.
func NewReader(plan anwei.Plan, roster anwei.Roster) *Reader {
	names := lexicon.NewGazetteer(roster.Units)
	r := &Reader{
		units: names, question: question.NewReader(plan, names), deed: deed.NewReader(plan.Duties), answer: answer.Load(),
		frames: frame.Load().For(frame.Known{Forms: plan.Forms, Units: roster.Units, Names: names, People: roster.People, Marks: plan.Marks, Cases: plan.Cases}),
		named:  lexicon.NewForms(plan.Forms), plan: plan.Forms, duties: plan.Duties, said: plan.Words,
	}
	for _, f := range plan.Forms {
		r.forms = append(r.forms, figures.New(f, plan.Words...))
		r.tasks = append(r.tasks, entry.NamesOf(f))
	}
	return r
}

// words returns the words of a form, which a report begun under an earlier version of the
// plan may have otherwise.
func (r *Reader) words(form anwei.Form) *figures.Reader {
	if i := r.place(form); i >= 0 {
		return r.forms[i]
	}
	return figures.New(form, r.said...)
}

// names returns what the tasks of a form are called, likewise.
func (r *Reader) names(form anwei.Form) *entry.Names {
	if i := r.place(form); i >= 0 {
		return r.tasks[i]
	}
	return entry.NamesOf(form)
}

// place is where a form stands in the plan, -1 where it is one of an earlier version.
func (r *Reader) place(form anwei.Form) int {
	return slices.IndexFunc(r.plan, func(of anwei.Form) bool {
		return of.ID == form.ID && len(form.Fields) > 0 && len(form.Fields) == len(of.Fields) && &form.Fields[0] == &of.Fields[0]
	})
}
