package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"anwei"
	"anwei/language/question"
)

// Choices is what an assistant chooses a question from: the words that nobody could
// read, and for each slot of a question the closed list of what it may hold. Hide
// lists names and ids that must not leave the house with the words; the names of
// units are public and do.
type Choices struct {
	Text string
	// Last is the question before as one would type it, empty where none is the
	// topic.
	Last  string
	Today anwei.Date
	Slots []Slot
	Hide  []string
}

// SlotID names a slot of a question.
type SlotID string

// The slots of a question. All but the intent may stay unsaid.
const (
	SlotIntent SlotID = "intent"
	SlotPeriod SlotID = "period"
	SlotUnit   SlotID = "unit"
	SlotKind   SlotID = "kind"
	SlotMetric SlotID = "metric"
	SlotForm   SlotID = "form"
	SlotDuty   SlotID = "duty"
	SlotOrder  SlotID = "order"
	SlotTop    SlotID = "top"
)

// Slot is one slot of a question with all that it may hold.
type Slot struct {
	ID      SlotID
	Options []Option
}

// Option is one thing that a slot may hold. The id is chosen; the name says what it
// is, and is empty where the id says so itself.
type Option struct{ ID, Name string }

// Has reports whether the slot may hold the id.
func (s Slot) Has(id string) bool {
	return slices.ContainsFunc(s.Options, func(o Option) bool { return o.ID == id })
}

// Chosen is what an assistant chose, by slot; what is unsaid is not in it.
type Chosen map[SlotID]string

// allowed reports whether a choice has an intent and nothing that is not in the
// lists.
func allowed(c Chosen, slots []Slot) bool {
	for id, chosen := range c {
		if !slices.ContainsFunc(slots, func(s Slot) bool { return s.ID == id && s.Has(chosen) }) {
			return false
		}
	}
	return c[SlotIntent] != ""
}

// The bounds of what an assistant is shown.
const (
	// mostUnits are listed. Of more than that only those are whose names share a
	// character with the text, those that share most before the others; a kind of
	// units can always be chosen.
	mostUnits = 60
	// mostAsked is how many characters a question may have; more is a letter.
	mostAsked = 200
)

// chooses asks the assistant which question a text may have meant. Where something
// else waits for an answer, a yes would be ambiguous, so that nothing is asked.
func (a asking) chooses() {
	if n := utf8.RuneCountInString(a.text); n < 4 || n > mostAsked || a.waits() {
		return
	}
	c := Choices{Text: a.text, Today: a.today(), Slots: a.slots(a.sight, a.text)}
	if last := a.topic(); last != nil {
		c.Last = a.meantName(a.sight, Meant{Query: last.Query, Kind: last.Kind, Duty: last.Duty, Order: last.Order, Top: last.Top})
	}
	a.seek(Ask{Text: a.text, Choices: &c})
}

// waits reports whether a talk stands anywhere but at rest.
func (t *turn) waits() bool {
	return t.st.Stage != Idle || t.st.Pending != nil || t.st.Noticing != nil
}

// slots returns the slots of a question with what the person may ask, nothing out
// of sight among it.
func (t *turn) slots(s sight, text string) []Slot {
	plan := t.in.Plan
	return slices.DeleteFunc([]Slot{
		{SlotIntent, plainOptions(
			question.AskProgress, question.AskMissing, question.AskUnit, question.AskTotal,
			question.AskRank, question.AskTrend, question.AskExport, question.AskDuties)},
		{SlotPeriod, t.periodOptions()},
		{SlotUnit, unitOptions(s, text)},
		{SlotKind, options(plan.Kinds, func(k anwei.Kind) Option { return Option{string(k.ID), listed(k.Title, k.Words)} })},
		{SlotMetric, metricOptions(plan)},
		{SlotForm, options(plan.Forms, func(f anwei.Form) Option { return Option{string(f.ID), listed(f.Short, f.Names)} })},
		{SlotDuty, options(plan.Duties, func(d anwei.Duty) Option { return Option{string(d.ID), d.Title} })},
		{SlotOrder, plainOptions(question.Most, question.Least, question.Best, question.Worst)},
		{SlotTop, plainOptions("1", "2", "3", "5", "10")},
	}, func(s Slot) bool { return len(s.Options) == 0 })
}

// options makes an option of each of a list.
func options[T any](of []T, option func(T) Option) []Option {
	out := make([]Option, len(of))
	for i, x := range of {
		out[i] = option(x)
	}
	return out
}

// plainOptions are ids that say themselves what they are.
func plainOptions[T ~string](ids ...T) []Option {
	return options(ids, func(id T) Option { return Option{ID: string(id)} })
}

// listed is a name with the others that people use.
func listed(name string, others []string) string {
	return strings.Join(append([]string{name}, others...), "、")
}

// periodOptions are the periods that have begun, the newest first: two years of
// each length at most, and none before the plan.
func (t *turn) periodOptions() []Option {
	var out []Option
	for _, k := range []struct {
		kind anwei.PeriodKind
		most int
	}{{anwei.Month, 24}, {anwei.Quarter, 8}, {anwei.Half, 4}, {anwei.Year, 2}} {
		p := anwei.PeriodOf(k.kind, t.in.Now)
		for n := 0; n < k.most && !p.Last().Before(t.in.Plan.From); n++ {
			out = append(out, Option{p.String(), p.Chinese()})
			p = p.Prev()
		}
	}
	return out
}

// metricOptions are the plan's indicators and the figures of its forms.
func metricOptions(p anwei.Plan) []Option {
	s := Slot{ID: SlotMetric}
	add := func(i anwei.Indicator) {
		if !s.Has(string(i.ID)) {
			s.Options = append(s.Options, Option{string(i.ID), i.Name})
		}
	}
	for _, i := range p.Indicators {
		add(i)
	}
	for _, f := range p.Forms {
		for _, fd := range countFields(f) {
			add(anwei.FieldIndicator(f.ID, fd))
		}
	}
	return s.Options
}

// unitOptions are the units in sight, without the top of the tree, which is meant
// where no unit is said.
func unitOptions(s sight, text string) []Option {
	parents := map[anwei.UnitID]bool{}
	for _, u := range s.roster.Units {
		parents[u.Parent] = true
	}
	type candidate struct {
		Option
		shared int
	}
	var found []candidate
	for _, u := range s.roster.Units {
		if u.Retired || u.Parent == "" && parents[u.ID] || !s.sees(u.ID) {
			continue
		}
		names := listed(u.Name, u.Aliases)
		found = append(found, candidate{Option{string(u.ID), names}, shared(text, names)})
	}
	if len(found) > mostUnits {
		found = slices.DeleteFunc(found, func(c candidate) bool { return c.shared == 0 })
		slices.SortStableFunc(found, func(a, b candidate) int { return b.shared - a.shared })
		found = found[:min(len(found), mostUnits)]
	}
	out := make([]Option, len(found))
	for i, c := range found {
		out[i] = c.Option
	}
	return out
}

// shared counts the letters of the text that stand in the names.
func shared(text, names string) int {
	n := 0
	for i, r := range text {
		if unicode.IsLetter(r) && !strings.ContainsRune(text[:i], r) && strings.ContainsRune(names, r) {
			n++
		}
	}
	return n
}
