package bot

import (
	"anwei"
	"anwei/language/frame"
)

// howWords tells the office how it does what it asks for. It returns false for
// anything else, and while a report is in hand, which has its own explanations.
func (t *turn) howWords(text string) bool {
	if t.st.Stage != Idle || !t.in.Person.Has(anwei.Office) {
		return false
	}
	topic, ok := frame.How(t.readings(text))
	if !ok {
		return false
	}
	if topic != frame.HowDeadline {
		t.say(howTo(topic) + t.returning())
		return true
	}
	f, known := countsForm(t.in.Plan)
	if !known {
		return false
	}
	p := openPeriod(f, t.in)
	t.say(deadlineFixed(shortPeriod(p)+f.Short, f.Deadline.On(p, t.in.Calendar)) + t.returning())
	return true
}
