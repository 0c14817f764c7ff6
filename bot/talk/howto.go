package talk

import (
	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
)

// howWords tells the office how it does what it asks for. It returns false for
// anything else, and while a report is in hand, which has its own explanations.
func howWords(t *bot.Turn, text string) bool {
	if t.State.Stage != bot.Idle || !t.In.Person.Has(anwei.Office) {
		return false
	}
	topic, ok := language.ReadHow(text)
	if !ok {
		return false
	}
	if topic != language.HowDeadline {
		t.Say(howTo(topic) + t.Returning())
		return true
	}
	f, known := bot.CountsForm(t.In.Plan)
	if !known {
		return false
	}
	p := bot.OpenPeriod(f, t.In)
	t.Say(deadlineFixed(phrases.ShortPeriod(p)+f.Short, f.Deadline.On(p, t.In.Calendar)) + t.Returning())
	return true
}
