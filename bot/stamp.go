package bot

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/report"
)

// stampCall asks for the stamped sheet of a report that was just confirmed, and
// says when one that came before no longer agrees.
func (t *turn) stampCall(r anwei.Report) string {
	if state, page := t.stamp(r); state == anwei.StampDiffers {
		return stampNowDiffers(page.N, report.Code(r, t.unit))
	}
	return stampWanted(report.Code(r, t.unit))
}

// handOver sends the official sheet, to be filed and to be printed.
func (t *turn) handOver(r anwei.Report) {
	order := anwei.Order{Form: r.Key.Form, Period: r.Key.Period, Unit: r.Key.Unit, Own: true}
	printed := order
	printed.Format = anwei.PDF
	t.out = append(t.out, Say{Order: &order}, Say{Order: &printed})
}

// stamp returns how the stamped sheet of a report stands.
func (t *turn) stamp(r anwei.Report) (anwei.StampState, anwei.Evidence) {
	return anwei.Stamped(r, t.in.Ledger.Evidence(anwei.ReportMatter(r.Key)))
}

// stampNote says how the stamped sheet of a report stands that is in.
func (t *turn) stampNote(r anwei.Report) string {
	state, page := t.stamp(r)
	return stampStands(state, page, r.Revision)
}

// stampable returns the reports of the person's units whose stamped sheet may be
// sent now, the newest first: those of the open period and the one before, and the
// one that was in hand last.
func (t *turn) stampable() []anwei.Report {
	var out []anwei.Report
	for _, f := range t.in.Plan.Forms {
		open := openPeriod(f, t.in)
		periods := []anwei.Period{open, open.Prev()}
		if p := t.st.Key.Period; t.st.Key.Form == f.ID && !slices.Contains(periods, p) {
			periods = append(periods, p)
		}
		for _, u := range t.reporting(f) {
			for _, p := range periods {
				if r, in := t.in.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}); in {
					out = append(out, r)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b anwei.Report) int { return b.At.Compare(a.At) })
	return out
}

// stampFile takes a picture or a file as the stamped sheet: where it was asked for,
// and right after a report was handed in. Where that is not plain it asks. It
// returns false where no sheet is awaited.
func (t *turn) stampFile() bool {
	m := t.in.Message
	if m.Media == "" || m.Text != "image" && m.Text != "file" {
		return false
	}
	page := anwei.Evidence{ID: m.ID, Media: m.Media, Kind: m.Text, By: t.in.Person.ID, At: t.in.Now}
	if p := t.st.Pending; p != nil && p.Ask == AskStamp {
		t.askStamp(p.Options, &page)
		return true
	}
	if t.st.Stage != Idle || t.in.Now.IsZero() {
		return false
	}
	var fresh, wanted []anwei.Matter
	for _, r := range t.stampable() {
		state, last := t.stamp(r)
		within := t.in.Now.Sub(r.At) <= provable || state == anwei.StampAgrees && t.in.Now.Sub(last.At) <= provable
		if within && !t.toldSince(r.At) {
			fresh = append(fresh, anwei.ReportMatter(r.Key))
		}
		if state != anwei.StampAgrees {
			wanted = append(wanted, anwei.ReportMatter(r.Key))
		}
	}
	switch {
	case len(fresh) == 1:
		t.keepStamp(fresh[0], page)
	case len(fresh) > 1:
		t.askStamp(fresh, &page)
	case t.proving() || len(wanted) == 0:
		return false
	default:
		t.askStamp(wanted, &page)
	}
	return true
}

// proving reports whether a picture would prove what was told last.
func (t *turn) proving() bool {
	return t.st.Pending != nil && t.st.Pending.Ask == AskProof ||
		t.st.Proven != nil && t.in.Now.Sub(t.st.Proven.At) <= provable
}

// toldSince reports whether something else was told after the time that a picture
// could prove.
func (t *turn) toldSince(at time.Time) bool {
	return t.proving() && (t.st.Proven == nil || t.st.Proven.At.After(at))
}

// keepStamp puts a page of a stamped sheet on record, against the newest revision.
func (t *turn) keepStamp(m anwei.Matter, page anwei.Evidence) {
	t.st.Pending = nil
	key, _ := m.Report()
	r, in := t.in.Ledger.Report(key)
	u, _ := t.in.Ledger.Unit(m.Unit)
	if !in || !t.in.Person.ReportsFor(m.Unit) {
		t.say(notYourUnit(u.Name) + t.returning())
		return
	}
	pages := 1
	for _, e := range t.in.Ledger.Evidence(m) {
		if e.IsStamp() && e.N == r.Revision {
			pages++
		}
	}
	page.Matter, page.N, page.Code = m, r.Revision, report.Code(r, u)
	t.out = append(t.out, PutEvidence{Evidence: page})
	t.say(stampKept(t.about(m), page, pages) + t.returning())
}

// askStamp asks for a picture where there is none yet, of which report it is where
// there are several, and whether it is one where nobody said so.
func (t *turn) askStamp(options []anwei.Matter, page *anwei.Evidence) {
	asked := t.st.Pending != nil && t.st.Pending.Ask == AskStamp
	if page != nil && asked && len(options) == 1 {
		t.keepStamp(options[0], *page)
		return
	}
	t.st.Pending = &Pending{Ask: AskStamp, Options: options, Page: page}
	names := make([]string, len(options))
	for i, m := range options {
		names[i] = t.about(m)
	}
	switch {
	case page == nil && len(options) == 1:
		key, _ := options[0].Report()
		r, _ := t.in.Ledger.Report(key)
		u, _ := t.in.Ledger.Unit(key.Unit)
		t.say(sendStamp(names[0], report.Code(r, u)))
	case page == nil || len(options) > 1:
		labels := t.matterLabels(options)
		if page != nil && len(options) < maxButtons {
			labels = append(labels, wordNotTaken)
		}
		t.askOptions(*t.st.Pending, whichStamp(page != nil), names, labels)
	default:
		t.out = append(t.out, Say{Card: &anwei.Card{
			Title: isStampTitle(), Text: isStampText(names[0]),
			Buttons: []anwei.Button{
				{Text: wordIsStamp, Key: anwei.ButtonKey(wordIsStamp, options[0]), Main: true},
				{Text: wordNoStamp, Key: anwei.ButtonKey(wordNoStamp, options[0])},
			},
		}})
	}
}

// stampAnswer takes the answer to askStamp.
func (t *turn) stampAnswer(p Pending, text string) bool {
	if no(text) || text == wordNoStamp || text == wordNotTaken {
		t.st.Pending = nil
		t.say(notAStamp() + t.returning())
		return true
	}
	at := slices.Index(t.matterLabels(p.Options), text)
	for i, m := range p.Options {
		u, _ := t.in.Ledger.Unit(m.Unit)
		if text == numberText(i+1) || text == t.about(m) || len(p.Options) > 1 && goesBy(u, text) && alone(p.Options, m) {
			at = i
		}
	}
	if len(p.Options) == 1 && p.Page != nil && (yes(text) || text == wordIsStamp) {
		at = 0
	}
	switch {
	case at < 0:
		return false
	case p.Page != nil:
		t.keepStamp(p.Options[at], *p.Page)
	default:
		t.askStamp(p.Options[at:at+1], nil)
	}
	return true
}

// alone reports whether no other option is of the same unit.
func alone(options []anwei.Matter, m anwei.Matter) bool {
	return !slices.ContainsFunc(options, func(x anwei.Matter) bool { return x != m && x.Unit == m.Unit })
}

func (t *turn) pressStamp(word string, m anwei.Matter) {
	p := t.st.Pending
	if p == nil || p.Ask != AskStamp || p.Page == nil || !slices.Contains(p.Options, m) {
		t.say(oldQuestion())
		return
	}
	if word == wordIsStamp {
		t.keepStamp(m, *p.Page)
		return
	}
	t.pending(word)
}

// stampWords takes what is said about stamped sheets: a reporter's "盖章件", the
// office's "谁没交盖章件".
func (t *turn) stampWords(text string) bool {
	if !strings.Contains(text, "盖章") && !strings.Contains(text, "章盖好") && !strings.Contains(text, "盖好章") || len([]rune(text)) > 20 {
		return false
	}
	if text == wordIsStamp || text == "这是盖章件" || text == "是盖章表" {
		return t.claimStamp()
	}
	if text == wordNoStamp || text == "那不是盖章件" || text == "盖章件发错了" {
		return t.voidStamp()
	}
	asks := strings.ContainsAny(text, "谁哪几多少") || strings.Contains(text, "情况") || strings.Contains(text, "进度") || strings.Contains(text, "没交")
	if _, may := t.scope(); may && (asks || len(t.stampable()) == 0) {
		t.stampProgress(text)
		return true
	}
	var wanted, all []anwei.Matter
	for _, r := range t.stampable() {
		m := anwei.ReportMatter(r.Key)
		all = append(all, m)
		if state, _ := t.stamp(r); state != anwei.StampAgrees {
			wanted = append(wanted, m)
		}
	}
	switch {
	case len(wanted) > 0:
		t.askStamp(wanted, nil)
	case len(all) > 0:
		t.askStamp(all[:1], nil) // a better picture
	case len(t.mine()) == 0:
		return false
	default:
		t.say(nothingToStamp() + t.returning())
	}
	return true
}

// claimStamp makes a stamped sheet of the picture that was taken for the proof of
// a task lately.
func (t *turn) claimStamp() bool {
	var page anwei.Evidence
	for _, e := range t.in.Ledger.Evidence(anwei.ReportMatter(t.st.Key)) {
		if e.By == t.in.Person.ID && e.Code == "" && t.in.Now.Sub(e.At) <= provable && !e.At.Before(page.At) {
			page = e
		}
	}
	var wanted []anwei.Matter
	for _, r := range t.stampable() {
		if state, _ := t.stamp(r); state != anwei.StampAgrees {
			wanted = append(wanted, anwei.ReportMatter(r.Key))
		}
	}
	if page.ID == "" || len(wanted) == 0 {
		return false
	}
	page.Field = ""
	if len(wanted) == 1 {
		t.keepStamp(wanted[0], page)
		return true
	}
	t.askStamp(wanted, &page)
	return true
}

// voidStamp takes back the newest page that the person sent lately.
func (t *turn) voidStamp() bool {
	var newest anwei.Evidence
	for _, r := range t.stampable() {
		for _, e := range t.in.Ledger.Evidence(anwei.ReportMatter(r.Key)) {
			if e.IsStamp() && e.By == t.in.Person.ID && e.At.After(newest.At) {
				newest = e
			}
		}
	}
	if newest.ID == "" {
		return false
	}
	newest.Void = stampVoided(t.in.Person, t.in.Now)
	t.out = append(t.out, PutEvidence{Evidence: newest})
	t.say(stampTakenBack(t.about(newest.Matter)) + t.returning())
	return true
}
