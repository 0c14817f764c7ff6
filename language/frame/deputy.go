package frame

import (
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/lexicon"
)

// DeputyAct is what is said of reporting in another's place.
type DeputyAct string

// What may be said of it.
const (
	DeputyAsk     DeputyAct = "ask"     // 请李四代报
	DeputyAccept  DeputyAct = "accept"  // 同意代报
	DeputyDecline DeputyAct = "decline" // 不便代报
	DeputyRevoke  DeputyAct = "revoke"  // 撤销代报
)

// DeputySaid is what was said of reporting in another's place.
type DeputySaid struct {
	Act DeputyAct
	// Who is the name or post as typed, People those whom it fits.
	Who    string
	People []anwei.PersonID
	// Since and Until are the first and last day, zero where none was said.
	Since, Until anwei.Date
	// Unclear is set where days were named that could not be read, or are over.
	Unclear bool
}

// Deputy returns what is said of reporting in another's place, if that is how a text
// is understood: 本月我出差，请副站长代报. People are those who may be meant.
func Deputy(readings []Reading, people []anwei.Person, now time.Time) (DeputySaid, bool) {
	r, act, ok := first(readings, "deputy")
	if !ok {
		return DeputySaid{}, false
	}
	said := DeputySaid{Act: DeputyAct(act)}
	if said.Act == DeputyAsk {
		said.Who = r.Rest["who"]
		said.People = lexicon.People(said.Who, people)
		said.Since, said.Until, said.Unclear = deputyDays(r.Text, now)
	}
	return said, true
}

// deputyDays reads for how long: a month or other period that is named, or until
// a day.
func deputyDays(text string, now time.Time) (since, until anwei.Date, unclear bool) {
	today := anwei.DateOf(now)
	if days := day.All(text, now, day.TenseAhead); len(days) > 0 {
		since, until = today, days[len(days)-1].On
		if len(days) > 1 && today.Before(days[0].On) {
			since = days[0].On
		}
		for _, d := range days {
			unclear = unclear || d.Reason != ""
		}
		if unclear || until.Before(since) {
			return anwei.Date{}, anwei.Date{}, true
		}
		return since, until, false
	}
	p, _, ok := day.Period(text, now)
	if !ok {
		return anwei.Date{}, anwei.Date{}, false
	}
	if since, until = p.First(), p.Last(); since.Before(today) {
		since = today
	}
	if until.Before(since) {
		return anwei.Date{}, anwei.Date{}, true
	}
	return since, until, false
}
