package deed

import (
	_ "embed"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/frame"
	"anwei/language/text"
)

//go:embed promisewords.txt
var promiseWords string

//go:embed promises.txt
var promisesText string

// PromiseSaid is an answer to 什么时候能报.
type PromiseSaid struct {
	// Kind is Promised or Difficult.
	Kind anwei.PromiseKind
	// On is the day by which it will be done. It is zero where the day was
	// refused, and where a difficulty was told without a day.
	On anwei.Date
	// Reason is why it cannot be done yet, in the person's own words.
	Reason string
	// Refused says why there is no day: PastDay, FarDay (over 31 days ahead),
	// NoSuchDay, Approximate (下周, 晚点), Ambiguous or Contradiction.
	Refused []text.Refusal
}

const (
	// farthestPromise is how many days ahead something may be promised.
	farthestPromise = 31
	// longestPromise is how many bytes a promise may have.
	longestPromise = 360
)

// Promises are the rows by which promises are read, with their sentences.
func Promises() *frame.Frames { return frame.Parse(promiseWords, promisesText) }

// Promise reads an answer to 什么时候能报: 明天上午报, 周五前, 10月25日前, 马上报, 有困难，
// 人员出差. It is false for anything else, such as questions, figures, what is said
// to have been done already, and what will be done on the day but is no report.
// now is in the plan's location.
func (r *Reader) Promise(heard *frame.Text, now time.Time) (PromiseSaid, bool) {
	typed := heard.Typed
	if len(typed) > longestPromise {
		return PromiseSaid{}, false
	}
	read := r.promises.ReadText(heard)
	if len(read) == 0 {
		return PromiseSaid{}, false
	}
	g := read[0]
	out := PromiseSaid{Kind: anwei.Difficult, Reason: r.reason(g.Rest["why"], now)}
	if g.Intent == "unable" {
		return out, true
	}
	days := outside(day.All(typed, now, day.TenseAhead), typed, g.Rest["why"])
	today := g.Said("today") || g.Said("shortly")
	if g.Intent == "promised" {
		out.Kind = anwei.Promised
		dotted := slices.ContainsFunc(days, func(d day.Said) bool { return strings.ContainsAny(d.Text, "./") && !d.Until })
		if dotted && !g.Said("report") || len(days) == 0 && !today && !g.Said("vague") {
			return PromiseSaid{}, false // 10.25 may be another thing, and so may a telephone number
		}
	}
	if c := text.Plain(typed); len(days) == 0 && !today && g.Said("vague") {
		at, end := c.Find(0, len(c.Runes), r.vague)
		days = []day.Said{{Span: c.Cut(at, end), Reason: text.Approximate}}
	}
	out.promise(days, anwei.DateOf(now), today)
	return out, true
}

// promise takes the one day that is named, or today.
func (p *PromiseSaid) promise(days []day.Said, now anwei.Date, today bool) {
	if today {
		p.On = now
	}
	for _, d := range days {
		why := d.Reason
		switch {
		case why != "":
		case !p.On.IsZero() && p.On != d.On:
			why = text.Ambiguous
		case d.On.Before(now):
			why = day.PastDay
		case now.AddDays(farthestPromise).Before(d.On):
			why = day.FarDay
		}
		if p.On = d.On; why != "" {
			p.On, p.Refused = anwei.Date{}, []text.Refusal{{Span: d.Span, Reason: why}}
			return
		}
	}
}

// outside are the days that do not stand in the part of a text.
func outside(days []day.Said, typed, part string) []day.Said {
	at := strings.Index(typed, part)
	return slices.DeleteFunc(days, func(d day.Said) bool { return at <= d.From && d.From < at+len(part) })
}

// reason is what is told of a difficulty. A day alone, 今天 of 今天报不了, is none.
func (r *Reader) reason(why string, now time.Time) string {
	if slices.ContainsFunc(r.promises.Read(why, now), func(g frame.Reading) bool { return g.Intent == "promised" && g.Rest["why"] == "" }) {
		return ""
	}
	return why
}
