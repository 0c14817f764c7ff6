package talk

import (
	"slices"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
)

// how tells the office how it does what it asks for. It returns false for
// anything else, and while a report is in hand, which has its own explanations.
func how(t *bot.Turn, text string) bool {
	if t.Hand.Stage != bot.Idle || !t.In.Person.Has(anwei.Office) {
		return false
	}
	topic, ok := frame.How(t.Readings(text))
	if !ok {
		return false
	}
	switch {
	case !has(t.In.Plan, topic):
		t.Reply("howto.not_in_plan", "plan", t.In.Plan.Short)
		return true
	case topic != frame.HowDeadline:
		t.Reply("howto." + string(topic))
		return true
	}
	f, known := t.In.Plan.CountsForm()
	if !known {
		return false
	}
	p := bot.OpenPeriod(f, t.In)
	t.Reply("talk.deadline_fixed", "what", phrases.ShortPeriod(p)+f.Short, "day", f.Deadline.On(p, t.In.Calendar).Chinese())
	return true
}

// has reports whether the plan has what a topic is about.
func has(p anwei.Plan, topic frame.HowTopic) bool {
	switch topic { //nolint:exhaustive // the others are of every plan
	case frame.HowMark:
		return len(p.Marks) > 0
	case frame.HowCase:
		return len(p.Cases) > 0
	case frame.HowRekey:
		return p.Rekey.Form != ""
	case frame.HowBaseline:
		return slices.ContainsFunc(p.Indicators, func(i anwei.Indicator) bool { return i.Times > 0 })
	}
	return true
}
