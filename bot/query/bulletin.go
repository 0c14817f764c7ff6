package query

import (
	"cmp"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
	"anwei/language/question"
	"anwei/report"
)

// Bulletin composes a text for one person as the ledger is now, within what he
// may see. It is empty where there is nothing to say to him.
func Bulletin(in bot.Input, b anwei.Bulletin) string {
	t := bot.NewTurn(bot.State{}, in, bot.Rooms{})
	s := t.Sight()
	f, ok := in.Plan.Form(in.Plan.Bulletins.Form)
	if !in.Known || !ok || len(s.Wide) == 0 {
		return ""
	}
	if b.Kind == anwei.PeriodSummary {
		return monthly(t, s, f, b.Period, false)
	}
	return briefing(t, s, f)
}

// wishes takes that somebody wants briefings, or none any more, or wants to
// read the summary of a month now. It returns false for anything else, and where
// what is to be sent was not named and may be something else.
func wishes(t *bot.Turn, text string) bool {
	said, ok := frame.Wish(t.Readings(text))
	has := t.In.Ledger.Wish(t.In.Person.ID).Briefing
	if !ok || said.Bare && (len(t.Sight().Wide) == 0 || said.Act == frame.WishStop && has == "") {
		return false
	}
	switch said.Act {
	case frame.WishDaily:
		wish(t, anwei.DailyBriefing)
	case frame.WishWeekly:
		wish(t, anwei.WeeklyBriefing)
	case frame.WishStop:
		wish(t, "")
	case frame.WishNow:
		briefNow(t)
	case frame.WishSummary, frame.WishMonthly:
		summaryNow(t, said)
	}
	return true
}

// wish keeps which briefing the person wants.
func wish(t *bot.Turn, kind anwei.BulletinKind) {
	if len(t.Sight().Wide) == 0 {
		refuseBriefing(t)
		return
	}
	old := t.In.Ledger.Wish(t.In.Person.ID)
	if old.Briefing != kind || old.At.IsZero() {
		t.Out = append(t.Out, bot.PutWish{Wish: anwei.Wish{Person: t.In.Person.ID, Briefing: kind, At: t.In.Now}})
	}
	rules := t.In.Plan.Bulletins
	t.Reply("query.wish."+cmp.Or(string(kind), noBriefing), "clock", rules.Briefing.String(), "weekday", weekday(rules.Weekday))
}

// noBriefing stands for no briefing in keys of sentences.
const noBriefing = "none"

func weekday(n int) string { return [...]string{"日", "一", "二", "三", "四", "五", "六"}[n%7] }

func refuseBriefing(t *bot.Turn) {
	t.Denied(recordBulletin, "")
	t.Reply("query.not_for_briefing")
}

// recordBulletin is what the record calls a briefing that was refused.
const recordBulletin = "简报"

// briefNow says what a briefing would say now, and how it can be had by itself.
func briefNow(t *bot.Turn) {
	s := t.Sight()
	f, ok := t.In.Plan.Form(t.In.Plan.Bulletins.Form)
	if !ok || len(s.Wide) == 0 {
		refuseBriefing(t)
		return
	}
	text := cmp.Or(briefing(t, s, f), t.Text("query.nothing_to_brief"))
	has := t.In.Ledger.Wish(t.In.Person.ID).Briefing
	t.Say(text + t.Text("query.has."+cmp.Or(string(has), noBriefing)) + t.Returning())
}

// summaryNow answers 10月小结, and says when summaries come by themselves to whoever
// wants one each month.
func summaryNow(t *bot.Turn, said frame.WishSaid) {
	f, ok := t.In.Plan.Form(t.In.Plan.Bulletins.Form)
	s := t.Sight()
	if !ok || len(s.Wide) == 0 {
		refuseBriefing(t)
		return
	}
	p := cmp.Or(said.Period, lastDue(t, f))
	switch {
	case said.Act == frame.WishMonthly && t.In.Plan.Bulletins.Summary != (anwei.Clock{}):
		t.Reply("query.summary_comes", "clock", t.In.Plan.Bulletins.Summary.String(), "last", nameOfPeriod(t, p))
	case p.Kind != f.Every || !covers(t, f, p):
		t.Reply("query.no_summary", "last", nameOfPeriod(t, lastDue(t, f)))
	default:
		if page := monthly(t, s, f, p, said.Whole); page != "" {
			t.Say(page + t.Returning())
			return
		}
		t.Rooms.Progress(t, f.ID, p) // of one unit there is no more to say
	}
}

// lastDue is the newest period of the form whose deadline is over, otherwise the
// open one.
func lastDue(t *bot.Turn, f anwei.Form) anwei.Period {
	p := bot.OpenPeriod(f, t.In)
	if !f.Deadline.Late(p, t.In.Calendar, t.In.Now) && covers(t, f, p.Prev()) {
		return p.Prev()
	}
	return p
}

// briefing is one line about the period that runs or, while that has time yet,
// about what is open of the one before. It is empty where nothing is open.
func briefing(t *bot.Turn, s bot.Sight, f anwei.Form) string {
	p := bot.OpenPeriod(f, t.In)
	lead := t.In.Calendar.AddWorking(f.Deadline.On(p, t.In.Calendar), -t.In.Plan.Bulletins.LeadDays)
	if t.Today().Before(lead) {
		if p = p.Prev(); !f.Covers(p) {
			return ""
		}
	}
	d := aboutPeriod(t, s, f, p)
	all := d.indicators()
	all = all[:min(len(all), summary)]
	survey := d.take(p, all...)
	pending := waiting(survey, bot.InBrief(t, f.ID, p))
	if survey.Turnout().Due == 0 || survey.Turnout().Missing() == 0 && pending == 0 {
		return ""
	}
	return turnoutText(t, d.head(survey)) + d.others() + d.figures(survey, d.beforeRates(all)) + asOfPending(t, pending)
}

// asOfPending ends an answer about progress: the time, and how many of the reports
// that are in are not checked yet.
func asOfPending(t *bot.Turn, pending int) string {
	return t.Text("query.as_of_pending", "at", phrases.ClockText(t.In.Now), "pending", phrases.If(pending > 0, pending))
}

// aboutPeriod is a question about a period of a form that nobody asked: for a bulletin.
func aboutPeriod(t *bot.Turn, s bot.Sight, f anwei.Form, p anwei.Period) settled {
	a := asking{Turn: t, sight: s, Said: question.Of(question.Query{Intent: question.AskProgress, Form: f.ID, Period: p}, question.Manner{})}
	return settled{asking: a, view: viewOf(a.Turn, s, "", "", ""), form: f, period: p}
}

// waiting counts those of a survey's reports that are in and wait for something: to
// be corrected, agreed to or, where the office accepts reports, to be accepted.
func waiting(s report.Survey, reports map[anwei.UnitID]anwei.Report) int {
	in, sealed, open := 0, 0, 0
	for _, u := range s.Units {
		r, ok := reports[u.Unit.ID]
		if !ok {
			continue
		}
		in++
		switch {
		case r.State() == anwei.Sealed:
			sealed++
		case r.State() == anwei.Returned, r.Unconfirmed(), r.Contested():
			open++
		}
	}
	if sealed > 0 {
		return in - sealed
	}
	return open
}
