package sheet

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report"
)

// stampable returns the reports of the person's units whose stamped sheet may be
// sent now, the newest first: those of the open period and the one before, and the
// one that was in hand last.
func stampable(t *bot.Turn) []anwei.Report {
	var out []anwei.Report
	for _, f := range t.In.Plan.Forms {
		open := bot.OpenPeriod(f, t.In)
		periods := []anwei.Period{open, open.Prev()}
		if p := t.Hand.Key.Period; t.Hand.Key.Form == f.ID && !slices.Contains(periods, p) {
			periods = append(periods, p)
		}
		for _, u := range t.Reporting(f) {
			for _, p := range periods {
				if r, in := t.In.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}); in {
					out = append(out, r)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b anwei.Report) int { return b.At.Compare(a.At) })
	return out
}

// StampFile takes a picture or a file as the stamped sheet: where it was asked for,
// and right after a report was handed in. Where that is not plain it asks. It
// returns false where no sheet is awaited.
func StampFile(t *bot.Turn) bool {
	m := t.In.Message
	if m.Media == "" || m.Text != "image" && m.Text != "file" {
		return false
	}
	page := anwei.Evidence{ID: m.ID, Media: m.Media, Kind: m.Text, By: t.In.Person.ID, At: t.In.Now}
	if q, _ := t.Top(); q.Kind == kindStamp {
		p, _ := bot.Data[stamping](q)
		morePages(t, p, page)
		return true
	}
	if t.Hand.Stage != bot.Idle || t.In.Now.IsZero() {
		return false
	}
	var fresh, wanted []anwei.Matter
	for _, r := range stampable(t) {
		state, last := bot.Stamp(t, r)
		within := t.In.Now.Sub(r.At) <= bot.Provable || state == anwei.StampAgrees && t.In.Now.Sub(last.At) <= bot.Provable
		if within && !toldSince(t, r.At) {
			fresh = append(fresh, anwei.ReportMatter(r.Key))
		}
		if state != anwei.StampAgrees {
			wanted = append(wanted, anwei.ReportMatter(r.Key))
		}
	}
	switch {
	case len(fresh) == 1 && (slices.Contains(wanted, fresh[0]) || len(wanted) == 0):
		keepStamp(t, fresh[0], page)
	case len(fresh) == 1: // it has its sheet, and others have none
		askStamp(t, append(wanted, fresh[0]), page)
	case len(fresh) > 1:
		askStamp(t, fresh, page)
	case proving(t) || len(wanted) == 0:
		return false
	default:
		askStamp(t, wanted, page)
	}
	return true
}

// morePages takes a page while it is asked which report the pages are of.
func morePages(t *bot.Turn, p stamping, page anwei.Evidence) {
	switch {
	case p.Page != nil:
		askStamp(t, p.Options, append(append([]anwei.Evidence{*p.Page}, p.More...), page)...)
	case len(p.Options) == 1:
		keepStamp(t, p.Options[0], page)
	default:
		askStamp(t, p.Options, page)
	}
}

// proving reports whether a picture would prove what was told last.
func proving(t *bot.Turn) bool {
	q, _ := t.Top()
	told, known := bot.Kept[bot.Proven](t.State, bot.Told)
	return q.Kind == bot.AskProof || known && t.In.Now.Sub(told.At) <= bot.Provable
}

// toldSince reports whether something else was told after the time that a picture
// could prove.
func toldSince(t *bot.Turn, at time.Time) bool {
	told, known := bot.Kept[bot.Proven](t.State, bot.Told)
	return proving(t) && (!known || told.At.After(at))
}

// keepStamp puts a page of a stamped sheet on record, against the newest revision.
func keepStamp(t *bot.Turn, m anwei.Matter, page anwei.Evidence) {
	t.Close()
	key, _ := m.Report()
	r, in := t.In.Ledger.Report(key)
	u, _ := t.In.Ledger.Unit(m.Unit)
	if !in || !t.In.Person.ReportsFor(m.Unit) {
		t.Reply("common.not_your_unit", "unit", u.Name)
		return
	}
	pages := 0 // of this revision that came before
	for _, e := range t.In.Ledger.Evidence(m) {
		if e.IsStamp() && e.N == r.Revision {
			pages++
		}
	}
	page.Matter, page.N, page.Code = m, r.Revision, report.Code(r, u)
	t.Out = append(t.Out, bot.PutEvidence{Evidence: page})
	nth := ""
	if pages > 0 {
		nth = strconv.Itoa(pages + 1)
	}
	t.Reply("sheet.stamp", "about", t.About(m), "piece", phrases.PieceName(page.Kind), "n", page.N, "page", nth,
		"code", page.Code, "word", WordNoStamp)
}

// askStamp asks for a picture where there is none yet, of which report the first is where
// there are several, and whether it is one where nobody said so.
func askStamp(t *bot.Turn, options []anwei.Matter, pages ...anwei.Evidence) {
	p := stamping{Options: options}
	if len(pages) > 0 {
		p.Page, p.More = &pages[0], pages[1:]
	}
	q := bot.NewQuestion(Room, kindStamp, "", p)
	t.Open(q)
	names := anwei.Each(options, t.About)
	switch {
	case p.Page == nil && len(options) == 1:
		key, _ := options[0].Report()
		r, _ := t.In.Ledger.Report(key)
		u, _ := t.In.Ledger.Unit(key.Unit)
		t.Tell("sheet.stamp_send", "about", names[0], "code", report.Code(r, u))
	case p.Page == nil || len(options) > 1:
		labels := bot.MatterLabels(t, options)
		if p.Page != nil && len(options) < bot.MaxButtons {
			labels = append(labels, WordNotTaken)
		}
		title := t.Text("sheet.stamp_which")
		if p.Page != nil {
			title = t.Text("sheet.stamp_which_held", "n", phrases.If(len(p.More) > 0, len(pages)))
		}
		bot.AskOptions(t, q, title, names, labels)
	default:
		text := t.Text("sheet.stamp_text", "about", names[0], "yes", WordIsStamp, "no", WordNoStamp)
		t.Out = append(t.Out, bot.Say{Content: bot.MatterCard(options[0], t.Text("sheet.stamp_title"), text, WordIsStamp, WordNoStamp)})
	}
}

// stampIs puts the first of the pictures that wait on record for the report, and goes on
// with the next: it is the other report's where each has one, and else asked about.
func stampIs(t *bot.Turn, p stamping, m anwei.Matter) {
	keepStamp(t, m, *p.Page)
	rest := slices.DeleteFunc(slices.Clone(p.Options), func(x anwei.Matter) bool { return x == m })
	switch {
	case len(p.More) == 0:
	case len(p.More) == 1 && len(rest) == 1:
		keepStamp(t, rest[0], p.More[0])
	default:
		askStamp(t, p.Options, p.More...)
	}
}

// stampAnswer takes the answer to askStamp.
func stampAnswer(t *bot.Turn, p stamping, text string) bool {
	if bot.No(t, text) || text == WordNoStamp || text == WordNotTaken {
		t.Close()
		t.Reply("sheet.stamp_not")
		if len(p.More) > 0 {
			askStamp(t, p.Options, p.More...)
		}
		return true
	}
	at, chosen := bot.Heard(t, text).Of(len(p.Options))
	if !chosen {
		at = slices.Index(bot.MatterLabels(t, p.Options), text)
	}
	for i, m := range p.Options {
		u, _ := t.In.Ledger.Unit(m.Unit)
		f, _ := t.In.Plan.Form(m.Form)
		unit := bot.GoesBy(u, text) && alone(p.Options, m, func(x anwei.Matter) bool { return x.Unit == m.Unit })
		form := strings.Contains(text, f.Short) && alone(p.Options, m, func(x anwei.Matter) bool { return x.Form == m.Form })
		if text == t.About(m) || len(p.Options) > 1 && (unit || form) {
			at = i
		}
	}
	if len(p.Options) == 1 && p.Page != nil && (bot.Yes(t, text) || text == WordIsStamp) {
		at = 0
	}
	switch {
	case at < 0:
		return false
	case p.Page != nil:
		stampIs(t, p, p.Options[at])
	default:
		askStamp(t, p.Options[at:at+1])
	}
	return true
}

// alone reports whether no other option is like it.
func alone(options []anwei.Matter, m anwei.Matter, like func(anwei.Matter) bool) bool {
	return !slices.ContainsFunc(options, func(x anwei.Matter) bool { return x != m && like(x) })
}

// PressStamp answers the question about a picture by a button of its card.
func PressStamp(t *bot.Turn, word string, m anwei.Matter) {
	q, _ := t.Top()
	p, _ := bot.Data[stamping](q)
	if q.Kind != kindStamp || p.Page == nil || !slices.Contains(p.Options, m) {
		t.Tell("common.old_question")
		return
	}
	if word == WordIsStamp {
		stampIs(t, p, m)
		return
	}
	t.Rooms.Answer(t, word)
}

// Does is what this room does.
func Does() bot.Does {
	return bot.Does{
		"change.piece": movesPiece,
		"stamp":        stamps,
		"stamp.claim":  func(t *bot.Turn, _ string) bool { return claimStamp(t) },
		"stamp.void":   func(t *bot.Turn, _ string) bool { return voidStamp(t) },
	}
}

// stamps takes what is said about stamped sheets: a reporter's "盖章件", the
// office's "谁没交盖章件".
func stamps(t *bot.Turn, text string) bool {
	if len([]rune(text)) > 20 {
		return false
	}
	asks := strings.ContainsAny(text, "谁哪几多少") || strings.Contains(text, "情况") || strings.Contains(text, "进度") || strings.Contains(text, "没交")
	if _, may := t.Scope(); may && (asks || len(stampable(t)) == 0) {
		stampProgress(t, text)
		return true
	}
	if _, waits := bot.Hindered(t, text); waits && len(stampable(t)) == 0 {
		return false // why the report is late: 章还没盖
	}
	var wanted, all []anwei.Matter
	for _, r := range stampable(t) {
		m := anwei.ReportMatter(r.Key)
		all = append(all, m)
		if state, _ := bot.Stamp(t, r); state != anwei.StampAgrees {
			wanted = append(wanted, m)
		}
	}
	switch {
	case len(wanted) > 0:
		askStamp(t, wanted)
	case len(all) > 0:
		askStamp(t, all[:1]) // a better picture
	case len(t.Mine()) == 0:
		return false
	default:
		t.Reply("sheet.stamp_none")
	}
	return true
}

// claimStamp makes a stamped sheet of the picture that was taken for the proof of
// a task lately.
func claimStamp(t *bot.Turn) bool {
	var page anwei.Evidence
	for _, e := range t.In.Ledger.Evidence(anwei.ReportMatter(t.Hand.Key)) {
		if e.By == t.In.Person.ID && e.Code == "" && t.In.Now.Sub(e.At) <= bot.Provable && !e.At.Before(page.At) {
			page = e
		}
	}
	var wanted []anwei.Matter
	for _, r := range stampable(t) {
		if state, _ := bot.Stamp(t, r); state != anwei.StampAgrees {
			wanted = append(wanted, anwei.ReportMatter(r.Key))
		}
	}
	if page.ID == "" || len(wanted) == 0 {
		return false
	}
	page.Field = ""
	if len(wanted) == 1 {
		keepStamp(t, wanted[0], page)
		return true
	}
	askStamp(t, wanted, page)
	return true
}

// voidStamp takes back the newest page that the person sent lately.
func voidStamp(t *bot.Turn) bool {
	var newest anwei.Evidence
	for _, r := range stampable(t) {
		for _, e := range t.In.Ledger.Evidence(anwei.ReportMatter(r.Key)) {
			if e.IsStamp() && e.By == t.In.Person.ID && e.At.After(newest.At) {
				newest = e
			}
		}
	}
	if newest.ID == "" {
		return false
	}
	newest.Void = t.Text("sheet.stamp_void", "person", t.In.Person.Name, "at", phrases.ClockText(t.In.Now))
	t.Out = append(t.Out, bot.PutEvidence{Evidence: newest})
	t.Reply("sheet.stamp_back", "about", t.About(newest.Matter))
	return true
}
