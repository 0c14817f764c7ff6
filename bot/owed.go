package bot

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// DebtKind is what of a matter is owed.
type DebtKind int

// What may be owed, the most urgent first.
const (
	OwesReturned   DebtKind = iota // a report that came back
	OwesCorrection                 // a correction that was begun, or that the office made way for
	OwesReport                     // a report that is not in
	OwesFinal                      // whether the figures have changed up to the period's end
	OwesConsent                    // whether what the office entered is right
	OwesAnswer                     // an answer to a notice
	OwesGrant                      // whether he reports in another's place
	OwesStep                       // the next step of a case
	OwesStamp                      // the stamped sheet of a report
	OwesDuty                       // a duty
)

// Debt is one thing that a person owes.
type Debt struct {
	Kind   DebtKind
	Matter anwei.Matter
	// Begun is set where a draft of the report is there.
	Begun bool
	// Due is the last day, zero where there is none; Late is set where it is over.
	Due  anwei.Date
	Late bool
	// since is when it came about, where the newest of a kind is the most urgent.
	since time.Time
	grant anwei.Grant
}

// Owed lists what the person owes, the most urgent first.
func Owed(t *Turn) []Debt {
	out := OwedReports(t, t.In.Plan.Forms, anwei.Period{})
	for _, n := range t.In.Ledger.NoticesTo(t.In.Person.ID, owedNotices) {
		over := n.Meeting != nil && !t.In.Now.Before(n.Meeting.At)
		if n.Live() && !over && n.Missing(t.In.Ledger.Receipt(n.ID, t.In.Person.ID)) {
			out = append(out, Debt{Kind: OwesAnswer, Matter: anwei.Matter{Unit: n.Unit, Notice: n.ID}, since: n.Sent})
		}
	}
	for _, g := range t.In.Ledger.GrantsOf(t.In.Person.ID) {
		if g.To == t.In.Person.ID && g.Waiting(t.Today()) {
			out = append(out, Debt{Kind: OwesGrant, since: g.Asked, grant: g})
		}
	}
	for _, u := range t.Mine() {
		for _, c := range t.In.Ledger.Cases(u.ID, true) {
			if s, open := c.Next(); open {
				out = append(out, Debt{
					Kind: OwesStep, Matter: anwei.Matter{Unit: u.ID, Case: c.ID, Step: s.ID},
					Due: s.Due, Late: s.Due.Before(t.Today()),
				})
			}
		}
		out = append(out, owedDuties(t, u)...)
	}
	slices.SortStableFunc(out, moreUrgent)
	return out
}

// SentSince reports whether something that is still open came to the person since he last
// spoke, so that a yes may be about that.
func SentSince(t *Turn) bool {
	return slices.ContainsFunc(Owed(t), func(d Debt) bool { return d.since.After(t.State.Spoke) })
}

// Back returns the report that the person is to put right first: one that the office
// returned or made way for, or of which a correction was begun.
func Back(t *Turn) (anwei.Report, bool) {
	owed := OwedReports(t, t.In.Plan.Forms, anwei.Period{})
	if len(owed) == 0 || owed[0].Kind > OwesCorrection {
		return anwei.Report{}, false
	}
	key, _ := owed[0].Matter.Report()
	return t.In.Ledger.Report(key)
}

// owedNotices is how many of the newest notices are looked at.
const owedNotices = 20

// OwedReports lists what the person owes of reports on the forms, the most urgent
// first: of the period, or where that is zero of the open one and the one before.
func OwedReports(t *Turn, forms []anwei.Form, p anwei.Period) []Debt {
	var out []Debt
	for _, f := range forms {
		open := OpenPeriod(f, t.In)
		periods := []anwei.Period{open, open.Prev()}
		if !p.IsZero() {
			periods = []anwei.Period{p}
		}
		since, used := t.In.Ledger.InUseSince(f.ID)
		for _, p := range periods {
			if Closed(t, f, p) != "" {
				continue
			}
			for _, u := range t.Reporting(f) {
				d, owes := owedOf(t, f, u, p)
				// What nobody reported in time was from before the bot was in use.
				old := len(periods) > 1 && p != open && (!used || p.Before(since))
				if owes && (d.Kind != OwesReport || d.Begun || !old) {
					out = append(out, d)
				}
			}
		}
	}
	slices.SortStableFunc(out, moreUrgent)
	return out
}

// owedOf is what is owed of one report, and false where nothing is.
func owedOf(t *Turn, f anwei.Form, u anwei.Unit, p anwei.Period) (Debt, bool) {
	key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
	draft, begun := t.In.Ledger.Draft(key)
	r, in := t.In.Ledger.Report(key)
	d := Debt{
		Matter: anwei.ReportMatter(key), Begun: begun,
		Due: f.Deadline.On(p, t.In.Calendar), Late: f.Deadline.Late(p, t.In.Calendar, t.In.Now),
	}
	x, asked := LookAtTopUp(t, f, key)
	switch {
	case !in:
		d.Kind = OwesReport
	case r.State() == anwei.Returned:
		d.Kind, d.since = OwesReturned, r.Handled.At
	case begun && !SealedNow(t, f, r):
		d.Kind, d.since = OwesCorrection, draft.Changed
	case r.Handled != nil && r.Handled.Kind == anwei.Unlocked:
		d.Kind, d.since = OwesCorrection, r.Handled.At
	case asked == Awaited && t.In.Now.Sub(x.Told) < askedLately:
		d.Kind, d.since = OwesFinal, x.Told
	case r.Unconfirmed():
		d.Kind, d.since = OwesConsent, r.At
	default:
		state, _ := Stamp(t, r)
		d.Kind, d.since = OwesStamp, r.At
		return d, state != anwei.StampAgrees
	}
	return d, true
}

// askedDays is how long an unanswered question about the period's end is owed. After
// that the report counts as it is.
const (
	askedDays   = 7
	askedLately = askedDays * 24 * time.Hour
)

// owedDuties lists the duties of a unit that are not done, of their period that runs and
// of the one before.
func owedDuties(t *Turn, u anwei.Unit) []Debt {
	var out []Debt
	for _, d := range t.In.Plan.Duties {
		if d.Wanted == 0 || !d.Audience.Includes(u) {
			continue
		}
		p := d.Period(t.Today())
		periods := []anwei.Period{p}
		if d.Every != "" && !p.Prev().Last().Before(t.In.Plan.From) {
			periods = append(periods, p.Prev())
		}
		for _, p := range periods {
			m, last := anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p}, d.Last(p)
			if done, _ := t.Done(m); !done {
				out = append(out, Debt{Kind: OwesDuty, Matter: m, Due: last, Late: last.Before(t.Today())})
			}
		}
	}
	return out
}

// moreUrgent orders what is owed: by kind; of what came about the newest; of reports what
// is begun, and what is due now before what is late already; of duties what is late, and
// then what is due first.
func moreUrgent(a, b Debt) int {
	if c := cmp.Compare(a.Kind, b.Kind); c != 0 {
		return c
	}
	switch a.Kind {
	case OwesReport:
		return cmp.Or(TrueFirst(a.Begun, b.Begun), strings.Compare(b.Matter.Period.String(), a.Matter.Period.String()))
	case OwesDuty, OwesStep:
		return cmp.Or(TrueFirst(a.Late, b.Late), strings.Compare(a.Due.String(), b.Due.String()))
	default:
		return b.since.Compare(a.since)
	}
}

// TrueFirst orders what is so before what is not.
func TrueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// DebtText says what is owed, without the unit where the person has one alone.
func DebtText(t *Turn, d Debt) string {
	about := t.About(d.Matter)
	if len(t.Mine()) == 1 {
		about = strings.TrimPrefix(about, t.UnitName(d.Matter.Unit))
	}
	when := ""
	switch {
	case d.Due.IsZero():
	case d.Late:
		when = t.Text("owed.late", "day", d.Due.Chinese())
	default:
		when = t.Text("owed.by", "day", d.Due.Chinese())
	}
	switch d.Kind {
	case OwesGrant:
		return t.Text("owed.grant", "from", t.PersonName(d.grant.From), "units", strings.Join(anwei.Each(d.grant.Units, t.UnitName), "、"))
	case OwesAnswer:
		n, _ := t.In.Ledger.Notice(d.Matter.Notice)
		words := scheduler.Shorten(strings.Join(strings.Fields(n.Text), " "), 16)
		if wantsResult(t, n) {
			return t.Text("owed.result", "n", n.ID, "text", words)
		}
		return t.Text("owed.answer", "n", n.ID, "text", words)
	case OwesStep:
		return t.Text("owed.step", "about", about, "when", when)
	case OwesDuty:
		duty, _ := t.In.Plan.Duty(d.Matter.Duty)
		n := anwei.Counted(t.In.Ledger.Fulfilments(d.Matter))
		return t.Text("owed.duty", "about", about, "n", n, "wanted", duty.Wanted, "counts", duty.Counts, "when", when) + Said(t, d.Matter)
	default:
		return owedReport(t, d, about, when)
	}
}

// owedReport says what is owed of a report.
func owedReport(t *Turn, d Debt, about, when string) string {
	key, _ := d.Matter.Report()
	r, _ := t.In.Ledger.Report(key)
	f, _ := t.In.Plan.Form(key.Form)
	u, _ := t.In.Ledger.Unit(key.Unit)
	switch d.Kind {
	case OwesReturned:
		return t.Text("owed.returned", "about", about, "items", phrases.ItemsText(fieldNumbers(f, r.Handled.Fields)), "reason", scheduler.Shorten(r.Handled.Reason, 40))
	case OwesCorrection:
		if !d.Begun {
			return t.Text("owed.unlocked", "about", about)
		}
		return t.Text("owed.correction", "about", about)
	case OwesFinal:
		return t.Text("owed.final", "about", about)
	case OwesConsent:
		return t.Text("owed.consent", "about", about)
	case OwesStamp:
		_, page := Stamp(t, r)
		return t.Text("owed.stamp", "about", about, "old", phrases.If(page.N > 0, page.N))
	default:
	}
	if draft, begun := t.In.Ledger.Draft(key); begun {
		fields := f.FieldsFor(u)
		return t.Text("owed.begun", "about", about, "answered", len(fields)-len(draft.Values.Missing(fields)), "of", len(fields), "when", when) + Said(t, d.Matter)
	}
	return t.Text("owed.report", "about", about, "when", when) + Said(t, d.Matter)
}

// Said tells what was promised of a matter that is still owed.
func Said(t *Turn, m anwei.Matter) string {
	p, ok := t.In.Ledger.Promise(m)
	if done, _ := t.Done(m); !ok || done {
		return ""
	}
	return t.Text("owed.said_"+string(p.Kind), "day", p.On.Chinese())
}

// wantsResult reports whether a notice was confirmed, and what was done about it is to come.
func wantsResult(t *Turn, n anwei.Notice) bool {
	return n.Feedback && !t.In.Ledger.Receipt(n.ID, t.In.Person.ID).Confirmed.IsZero()
}

// debtWords are the words on the buttons by which what is owed is done.
func debtWords(t *Turn, d Debt) []string {
	switch d.Kind {
	case OwesReturned, OwesCorrection, OwesReport:
		return []string{phrases.WordBegin}
	case OwesFinal:
		return []string{anwei.WordSame, anwei.WordChanged}
	case OwesConsent:
		return []string{phrases.WordRight, phrases.WordWrongFigures}
	case OwesAnswer:
		if n, _ := t.In.Ledger.Notice(d.Matter.Notice); n.Meeting != nil {
			return []string{phrases.WordAttend, phrases.WordExcuse, phrases.WordProxy}
		} else if !n.Confirm || wantsResult(t, n) {
			return []string{phrases.WordFeedback}
		}
		return []string{phrases.WordReceived}
	case OwesGrant:
		return []string{phrases.WordDeputise, phrases.WordNoDeputy}
	case OwesDuty:
		return []string{anwei.WordHeld, anwei.WordArranged}
	case OwesStep:
		return []string{anwei.WordHeld}
	case OwesStamp:
	}
	return nil
}

// SealedNow reports whether a report takes no correction: the office has taken it, and
// its unit is not just being asked for the figures of the whole period.
func SealedNow(t *Turn, f anwei.Form, r anwei.Report) bool {
	if r.State() != anwei.Sealed {
		return false
	}
	x, state := LookAtTopUp(t, f, r.Key)
	day, _ := f.TopUpDay(r.Key.Period, t.In.Calendar)
	return state != Awaited || x.Told.IsZero() || day.AddDays(askedDays).Before(t.Today())
}

// TopUpAhead is the day on which the unit will be asked for the figures of the whole
// period of the report, empty where that is not to come.
func TopUpAhead(t *Turn, f anwei.Form, key anwei.ReportKey) string {
	if day, asks := f.TopUpDay(key.Period, t.In.Calendar); asks && t.Today().Before(day) {
		return day.Chinese()
	}
	return ""
}

// LookAtTopUp looks at one report.
func LookAtTopUp(t *Turn, f anwei.Form, key anwei.ReportKey) (TopUp, topUpState) {
	x := TopUp{Key: key, Form: f}
	day, asks := f.TopUpDay(key.Period, t.In.Calendar)
	r, in := t.In.Ledger.Report(key)
	if !asks || !in || !f.Covers(key.Period) || t.Today().Before(day) {
		return x, Unasked
	}
	for _, told := range t.In.Ledger.Reminders(anwei.ReportMatter(key)) {
		if told.TopUp && told.At.After(x.Told) {
			x.Told = told.At
		}
	}
	if r.Settled(day, t.In.Now.Location()) {
		return x, Answered
	}
	return x, Awaited
}

// Finals says of how many reports the figures are those of the whole period,
// from the day of the question on.
func Finals(t *Turn, f anwei.Form, p anwei.Period, units []anwei.Unit, reports map[anwei.UnitID]anwei.Report) string {
	day, asks := f.TopUpDay(p, t.In.Calendar)
	if !asks || t.Today().Before(day) {
		return ""
	}
	final := 0
	var open []string
	for _, u := range units {
		switch r, in := reports[u.ID]; {
		case !in:
		case r.Final(day, t.In.Now.Location()):
			final++
		default:
			open = append(open, u.Name)
		}
	}
	if len(open) == 0 {
		return t.Text("hall.finals", "n", final, "open", "", "names", "")
	}
	return t.Text("hall.finals", "n", final, "open", len(open), "names", phrases.Names(open, 8))
}
