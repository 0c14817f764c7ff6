package duty

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/deed"
	"anwei/language/frame"
	"anwei/scheduler"
)

// wordRecord records what a report tells of a duty, which is named behind it: 登记专委会.
const wordRecord = "登记"

// callName is a short name of a duty.
func callName(d anwei.Duty) string {
	if len(d.Words) > 0 {
		return d.Words[0]
	}
	return d.Title
}

// Mention offers to record what an answer of a report also tells: that a duty was done
// on a day, or is to be, which the ledger does not know yet.
func Mention(t *bot.Turn, typed string) {
	told := t.Hear(typed).Deed(deed.Known{Duties: dutiesOf(t)})
	d, known := t.In.Plan.Duty(told.Duty)
	if !known || !mentions(told) {
		return
	}
	m := anwei.Matter{Unit: t.Unit.ID, Duty: d.ID, Period: d.Period(told.On)}
	word := wordRecord + callName(d)
	if done, _ := t.Done(m); done || !d.Audience.Includes(t.Unit) || utf8.RuneCountInString(word) > phrases.MaxButton {
		return
	}
	t.Out = append(t.Out, bot.Say{Content: &anwei.Card{
		Title: scheduler.Shorten(t.About(m), 36), Text: t.Text("duty.mention", "day", told.On.Chinese(), "word", word),
		Buttons: []anwei.Button{{Text: word, Key: word}},
	}})
}

// mentions reports whether a deed has its day, so that it can be recorded as it is.
func mentions(told deed.Deed) bool {
	return !told.On.IsZero() && len(told.Refused) == 0 && (told.Kind == deed.Held || told.Kind == deed.Scheduled)
}

// records takes 登记专委会: what the report of the open period, or of the one before, tells
// of the duty is recorded. It returns false for anything else.
func records(t *bot.Turn, typed string) bool {
	r, _, _ := frame.Of(t.Readings(typed), "duty")
	name := r.Rest["duty"]
	return slices.ContainsFunc(dutiesOf(t), func(d anwei.Duty) bool { return callName(d) == name && recordMentioned(t, d) })
}

func recordMentioned(t *bot.Turn, d anwei.Duty) bool {
	for _, f := range t.MyForms() {
		open := bot.OpenPeriod(f, t.In)
		for _, u := range t.Reporting(f) {
			for _, p := range []anwei.Period{open, open.Prev()} {
				key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
				draft, _ := t.In.Ledger.Draft(key)
				r, _ := t.In.Ledger.Report(key)
				for _, x := range anwei.WordsOf(f.FieldsFor(u)) {
					typed := cmp.Or(draft.Values[x.ID].Text, r.Values[x.ID].Text)
					told := t.Hear(typed).Deed(deed.Known{Duties: []anwei.Duty{d}})
					if told.Duty == d.ID && mentions(told) {
						tellOf(t, anwei.Matter{Unit: u.ID, Duty: d.ID, Period: d.Period(told.On)}, typed)
						return true
					}
				}
			}
		}
	}
	return false
}

// recorded reports whether what is told is on record already: the same day, and nothing
// that the record has otherwise.
func recorded(t *bot.Turn, told anwei.Fulfilment) bool {
	return slices.ContainsFunc(t.In.Ledger.Fulfilments(told.Matter), func(f anwei.Fulfilment) bool {
		return f.Void == "" && f.On == told.On && f.Count == told.Count &&
			(f.People == 0 || told.People == 0 || f.People == told.People) &&
			(f.Result == "" || told.Result == "" || f.Result == told.Result)
	})
}
