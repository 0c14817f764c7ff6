package bot

import (
	"strings"

	"anwei"
	"anwei/language"
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
// read the summary of a month now. It returns false for anything else.
func (t *turn) wishWords(text string) bool {
	bare := strings.TrimRight(text, "。！!.？? ")
	for _, w := range []string{"请", "给我", "我要", "我想要", "订阅", "发我", "开通"} {
		bare = strings.TrimPrefix(bare, w)
	}
	switch bare {
	case "每天简报", "每日简报", "日简报", "每天一条简报", "每天发简报":
		t.wish(anwei.DailyBriefing)
	case "每周简报", "周简报", "每周一条简报", "每周发简报":
		t.wish(anwei.WeeklyBriefing)
	case "不要简报", "取消简报", "不发简报", "别发简报", "停止简报", "不要每天简报", "不要每周简报", "退订简报":
		t.wish("")
	case "简报":
		t.briefNow()
	default:
		return t.summaryNow(bare)
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

// summaryNow answers 10月小结, and returns false for anything else.
func (t *turn) summaryNow(text string) bool {
	rest, ok := strings.CutSuffix(text, "小结")
	if !ok {
		return false
	}
	f, ok := t.in.Plan.Form(t.in.Plan.Bulletins.Form)
	rest = strings.TrimSuffix(strings.TrimSuffix(rest, "的"), "工作")
	p, span, dated := language.Period(rest, t.in.Now)
	switch {
	case !ok || dated && (span.From > 0 || span.To < len(rest)) || !dated && rest != "":
		return false
	case !dated:
		p = t.lastDue(f)
	}
	s := t.sight()
	switch {
	case len(s.wide) == 0:
		t.denied(recordBulletin, "")
		t.say(notForBriefing() + t.returning())
	case p.Kind != f.Every || !t.covers(f, p):
		t.say(noSummary(t.when(t.lastDue(f))) + t.returning())
	default:
		t.say(t.monthly(s, f, p) + t.returning())
	}
	return true
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
	return settled{asking: a, view: a.view(s, "", ""), form: f, period: p}
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
		case r.State() == anwei.Returned, r.Unconfirmed(), r.Behalf && r.Handled != nil && r.Handled.Kind == anwei.Disputed:
			open++
		}
	}
	if sealed > 0 {
		return in - sealed
	}
	return open
}
