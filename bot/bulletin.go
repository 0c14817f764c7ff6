package bot

import (
	"anwei"
	"anwei/language"
	"anwei/language/frame"
	"anwei/report"
)

// Wishes is what a turn may read of what people and the office have set.
type Wishes interface {
	Wish(p anwei.PersonID) anwei.Wish
	// Baselines are all that were set by now, by indicator and then by time.
	Baselines() []anwei.Baseline
}

// PutWish keeps which briefing a person wants.
type PutWish struct{ Wish anwei.Wish }

func (PutWish) effect() {}

// Bulletin composes a text for one person as the ledger is now, within what he
// may see. It is empty where there is nothing to say to him.
func Bulletin(in Input, b anwei.Bulletin) string {
	t := &turn{in: in}
	s := t.sight()
	f, ok := in.Plan.Form(in.Plan.Bulletins.Form)
	if !in.Known || !ok || len(s.wide) == 0 {
		return ""
	}
	if b.Kind == anwei.PeriodSummary {
		return t.monthly(s, f, b.Period)
	}
	return t.briefing(s, f)
}

// wishWords takes that somebody wants briefings, or none any more, or wants to
// read the summary of a month now. It returns false for anything else, and where
// what is to be sent was not named and may be something else.
func (t *turn) wishWords(text string) bool {
	said, ok := frame.Wish(t.readings(text))
	has := t.in.Ledger.Wish(t.in.Person.ID).Briefing
	if !ok || said.Bare && (len(t.sight().wide) == 0 || said.Act == frame.WishStop && has == "") {
		return false
	}
	switch said.Act {
	case frame.WishDaily:
		t.wish(anwei.DailyBriefing)
	case frame.WishWeekly:
		t.wish(anwei.WeeklyBriefing)
	case frame.WishStop:
		t.wish("")
	case frame.WishNow:
		t.briefNow()
	case frame.WishSummary, frame.WishMonthly:
		t.summaryNow(said)
	}
	return true
}

// wish keeps which briefing the person wants.
func (t *turn) wish(kind anwei.BulletinKind) {
	if len(t.sight().wide) == 0 {
		t.denied(recordBulletin, "")
		t.say(notForBriefing() + t.returning())
		return
	}
	old := t.in.Ledger.Wish(t.in.Person.ID)
	if old.Briefing != kind || old.At.IsZero() {
		t.out = append(t.out, PutWish{Wish: anwei.Wish{Person: t.in.Person.ID, Briefing: kind, At: t.in.Now}})
	}
	t.say(wishKept(kind, t.in.Plan.Bulletins) + t.returning())
}

// briefNow says what a briefing would say now, and how it can be had by itself.
func (t *turn) briefNow() {
	s := t.sight()
	f, ok := t.in.Plan.Form(t.in.Plan.Bulletins.Form)
	if !ok || len(s.wide) == 0 {
		t.denied(recordBulletin, "")
		t.say(notForBriefing() + t.returning())
		return
	}
	text := t.briefing(s, f)
	if text == "" {
		text = nothingToBrief()
	}
	t.say(text + howToBrief(t.in.Ledger.Wish(t.in.Person.ID).Briefing) + t.returning())
}

// summaryNow answers 10月小结, and says when summaries come by themselves to whoever
// wants one each month.
func (t *turn) summaryNow(said frame.WishSaid) {
	f, ok := t.in.Plan.Form(t.in.Plan.Bulletins.Form)
	s := t.sight()
	if !ok || len(s.wide) == 0 {
		t.denied(recordBulletin, "")
		t.say(notForBriefing() + t.returning())
		return
	}
	p := said.Period
	if p.IsZero() {
		p = t.lastDue(f)
	}
	switch {
	case said.Act == frame.WishMonthly && t.in.Plan.Bulletins.Summary != (anwei.Clock{}):
		t.say(summaryComes(t.in.Plan.Bulletins.Summary, t.when(p)) + t.returning())
	case p.Kind != f.Every || !t.covers(f, p):
		t.say(noSummary(t.when(t.lastDue(f))) + t.returning())
	default:
		if page := t.monthly(s, f, p); page != "" {
			t.say(page + t.returning())
			return
		}
		t.progress(f.ID, p) // of one unit there is no more to say
	}
}

// lastDue is the newest period of the form whose deadline is over, otherwise the
// open one.
func (t *turn) lastDue(f anwei.Form) anwei.Period {
	p := openPeriod(f, t.in)
	if !f.Deadline.Late(p, t.in.Calendar, t.in.Now) && t.covers(f, p.Prev()) {
		return p.Prev()
	}
	return p
}

// briefing is one line about the period that runs or, while that has time yet,
// about what is open of the one before. It is empty where nothing is open.
func (t *turn) briefing(s sight, f anwei.Form) string {
	p := openPeriod(f, t.in)
	lead := t.in.Calendar.AddWorking(f.Deadline.On(p, t.in.Calendar), -t.in.Plan.Bulletins.LeadDays)
	if t.today().Before(lead) {
		if p = p.Prev(); !f.Covers(p) {
			return ""
		}
	}
	d := t.aboutPeriod(s, f, p)
	all := d.indicators()
	all = all[:min(len(all), summary)]
	survey := d.take(p, all...)
	pending := waiting(survey, t.inBrief(f.ID, p))
	if survey.Turnout().Due == 0 || survey.Turnout().Missing() == 0 && pending == 0 {
		return ""
	}
	return turnoutText(d.head(survey)) + d.figures(survey, d.beforeRates(all)) + asOfPending(t.in.Now, pending)
}

// aboutPeriod is a question about a period of a form that nobody asked: for a bulletin.
func (t *turn) aboutPeriod(s sight, f anwei.Form, p anwei.Period) settled {
	a := asking{turn: t, sight: s, query: language.Query{Intent: language.AskProgress, Form: f.ID, Period: p}}
	return settled{asking: a, view: a.view(s, "", "", ""), form: f, period: p}
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
