package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/language/question"
)

// The slots of a question. All but the intent may stay unsaid.
const (
	SlotIntent bot.SlotID = "intent"
	SlotPeriod bot.SlotID = "period"
	SlotUnit   bot.SlotID = "unit"
	SlotKind   bot.SlotID = "kind"
	SlotMetric bot.SlotID = "metric"
	SlotForm   bot.SlotID = "form"
	SlotDuty   bot.SlotID = "duty"
	SlotOrder  bot.SlotID = "order"
	SlotTop    bot.SlotID = "top"
)

// allowed reports whether a choice has an intent and nothing that is not in the
// lists.
func allowed(c bot.Chosen, slots []bot.Slot) bool {
	for id, chosen := range c {
		if !slices.ContainsFunc(slots, func(s bot.Slot) bool { return s.ID == id && s.Has(chosen) }) {
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
	if n := utf8.RuneCountInString(a.text); n < 4 || n > mostAsked || waits(a.Turn) {
		return
	}
	c := bot.Choices{Text: a.text, Today: a.Today(), Slots: slots(a.Turn, a.sight, a.text)}
	if last := bot.LastAsked(a.Turn); last != nil {
		c.Last = meantName(a.Turn, a.sight, *last)
	}
	bot.Seek(a.Turn, bot.Ask{Text: a.text, Choices: &c})
}

// waits reports whether a talk stands anywhere but at rest.
func waits(t *bot.Turn) bool {
	return !bot.AtRest(t)
}

// slots returns the slots of a question with what the person may ask, nothing out
// of sight among it.
func slots(t *bot.Turn, s bot.Sight, text string) []bot.Slot {
	plan := t.In.Plan
	return slices.DeleteFunc([]bot.Slot{
		{ID: SlotIntent, Options: plainOptions(
			question.AskProgress, question.AskMissing, question.AskUnit, question.AskTotal,
			question.AskRank, question.AskTrend, question.AskExport, question.AskDuties)},
		{ID: SlotPeriod, Options: periodOptions(t)},
		{ID: SlotUnit, Options: unitOptions(s, text)},
		{ID: SlotKind, Options: anwei.Each(plan.Kinds, func(k anwei.Kind) bot.Option { return bot.Option{ID: string(k.ID), Name: listed(k.Title, k.Words)} })},
		{ID: SlotMetric, Options: metricOptions(plan)},
		{ID: SlotForm, Options: anwei.Each(plan.Forms, func(f anwei.Form) bot.Option { return bot.Option{ID: string(f.ID), Name: listed(f.Short, f.Names)} })},
		{ID: SlotDuty, Options: anwei.Each(plan.Duties, func(d anwei.Duty) bot.Option { return bot.Option{ID: string(d.ID), Name: d.Title} })},
		{ID: SlotOrder, Options: plainOptions(question.Most, question.Least, question.Best, question.Worst)},
		{ID: SlotTop, Options: plainOptions("1", "2", "3", "5", "10")},
	}, func(s bot.Slot) bool { return len(s.Options) == 0 })
}

// plainOptions are ids that say themselves what they are.
func plainOptions[T ~string](ids ...T) []bot.Option {
	return anwei.Each(ids, func(id T) bot.Option { return bot.Option{ID: string(id)} })
}

// listed is a name with the others that people use.
func listed(name string, others []string) string {
	return strings.Join(append([]string{name}, others...), "、")
}

// periodOptions are the periods that have begun, the newest first: two years of
// each length at most, and none before the plan.
func periodOptions(t *bot.Turn) []bot.Option {
	var out []bot.Option
	for _, k := range []struct {
		kind anwei.PeriodKind
		most int
	}{{anwei.Month, 24}, {anwei.Quarter, 8}, {anwei.Half, 4}, {anwei.Year, 2}} {
		p := anwei.PeriodOf(k.kind, t.In.Now)
		for n := 0; n < k.most && !p.Last().Before(t.In.Plan.From); n++ {
			out = append(out, bot.Option{ID: p.String(), Name: p.Chinese()})
			p = p.Prev()
		}
	}
	return out
}

// metricOptions are the plan's indicators and the figures of its forms.
func metricOptions(p anwei.Plan) []bot.Option {
	s := bot.Slot{ID: SlotMetric}
	add := func(i anwei.Indicator) {
		if !s.Has(string(i.ID)) {
			s.Options = append(s.Options, bot.Option{ID: string(i.ID), Name: i.Name})
		}
	}
	for _, i := range p.Indicators {
		add(i)
	}
	for _, f := range p.Forms {
		for _, fd := range anwei.CountsOf(f.Fields) {
			add(anwei.FieldIndicator(f.ID, fd))
		}
	}
	return s.Options
}

// unitOptions are the units in sight, without the top of the tree, which is meant
// where no unit is said.
func unitOptions(s bot.Sight, text string) []bot.Option {
	parents := map[anwei.UnitID]bool{}
	for _, u := range s.Roster.Units {
		parents[u.Parent] = true
	}
	type candidate struct {
		bot.Option
		shared int
	}
	var found []candidate
	for _, u := range s.Roster.Units {
		if u.Retired || u.Parent == "" && parents[u.ID] || !s.Sees(u.ID) {
			continue
		}
		names := listed(u.Name, u.Aliases)
		found = append(found, candidate{bot.Option{ID: string(u.ID), Name: names}, shared(text, names)})
	}
	if len(found) > mostUnits {
		found = slices.DeleteFunc(found, func(c candidate) bool { return c.shared == 0 })
		slices.SortStableFunc(found, func(a, b candidate) int { return b.shared - a.shared })
		found = found[:min(len(found), mostUnits)]
	}
	return anwei.Each(found, func(c candidate) bot.Option { return c.Option })
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
