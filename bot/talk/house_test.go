package talk_test

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/config/calendar"
	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/language"
	"anwei/report/intake"
)

// house is a ledger in memory with the sample roster under the 2026 plan.
type house struct {
	now      time.Time
	zone     *time.Location
	plan     anwei.Plan
	plans    map[string]anwei.Plan
	calendar anwei.Calendar
	roster   anwei.Roster
	drafts   map[anwei.ReportKey][]byte
	reports  map[anwei.ReportKey]anwei.Report
	talks    map[anwei.PersonID][]byte
	cards    map[anwei.PersonID][]anwei.Card
	keys     map[string]bool
	says     map[anwei.PersonID][]bot.Say
	turns    int
	assisted bool
	group    bool
	phrases  *phrases.Catalogue
	reader   *language.Reader
	read     anwei.Roster // what the reader was made of
	desk     deskHouse
	matters
	notices
	tables
}

func newHouse(t testing.TB) *house {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return &house{
		now: time.Date(2026, 10, 19, 9, 0, 0, 0, zone), zone: zone,
		plan: p, plans: map[string]anwei.Plan{p.Version: p}, calendar: c, roster: r, phrases: phrases.New(),
		drafts: map[anwei.ReportKey][]byte{}, reports: map[anwei.ReportKey]anwei.Report{},
		talks: map[anwei.PersonID][]byte{}, cards: map[anwei.PersonID][]anwei.Card{}, keys: map[string]bool{}, says: map[anwei.PersonID][]bot.Say{}, matters: newMatters(), notices: newNotices(), tables: newTables(),
		desk: deskHouse{handlings: map[anwei.ReportKey][]anwei.Handling{}},
	}
}

// reads is the reader of the plan and the roster as they are now.
func (h *house) reads() *language.Reader {
	if h.reader == nil || !reflect.DeepEqual(h.read, h.roster) {
		h.read = anwei.Roster{Units: slices.Clone(h.roster.Units), People: slices.Clone(h.roster.People)}
		h.reader = language.NewReader(h.plan, h.read)
	}
	return h.reader
}

func (h *house) input(m bot.Message) bot.Input {
	in := bot.Input{
		Message: m, Now: h.now, Person: anwei.Person{ID: m.From}, Plan: h.plan, Calendar: h.calendar, Ledger: h, Phrases: h.phrases, Assisted: h.assisted, Sees: h.assisted, Reads: true, Group: h.group, Reader: h.reads(),
		UnitNames: func() *intake.UnitNames { return intake.NewUnitNames(h.Roster().Units) },
	}
	if m.Kind == bot.TextMessage {
		in.Heard = in.Reader.Read(strings.TrimSpace(m.Visible().Text), h.now)
	}
	for _, p := range h.roster.People {
		if p.ID == m.From {
			in.Person, in.Known = p.With(h.desk.grants, anwei.DateOf(h.now)), true
		}
	}
	return in
}

func (h *house) apply(t testing.TB, who anwei.PersonID, e bot.Effect) {
	t.Helper()
	switch e := e.(type) {
	case bot.Say:
		to := e.To
		if to == "" {
			to = who
		}
		h.says[to] = append(h.says[to], e)
		if card := cardOf(e.Content); card != nil {
			h.cards[to] = append(h.cards[to], *card)
		}
		if e.Key != "" {
			h.keys[e.Key] = true
		}
	case bot.SaveDraft:
		b, err := json.Marshal(e.Draft)
		if err != nil {
			t.Fatal(err)
		}
		h.drafts[e.Draft.Key] = b
	case bot.Ask, bot.Read: // a script brings the guess, and what the file is
	case bot.DropDraft:
		delete(h.drafts, e.Key)
	case bot.Confirm:
		if h.reports[e.Report.Key].State() == anwei.Sealed { // as every engine refuses it
			t.Fatalf("%s is sealed", e.Report.Key)
		}
		if e.Revision.N != h.reports[e.Report.Key].Revision+1 {
			t.Fatalf("revision %d follows %d", e.Revision.N, h.reports[e.Report.Key].Revision)
		}
		r := e.Report
		r.Values = maps.Clone(r.Values)
		h.reports[e.Report.Key] = r
		h.revisions[e.Report.Key] = append(h.revisions[e.Report.Key], e.Revision)
	case bot.PutNotice, bot.PutReceipt, bot.Post:
		h.applyNotice(t, e)
	default:
		if !h.applyDesk(t, e) && !h.keep(t, e) {
			h.matters.apply(t, e)
		}
	}
}

// button finds the key of the newest card of the person with that button. A
// leading number of "旧" looks at older cards.
func (h *house) button(t testing.TB, who anwei.PersonID, text string) string {
	t.Helper()
	old := 0
	for len(text) > 3 && text[:3] == "旧" {
		text = text[3:]
		old++
	}
	cards := h.cards[who]
	for i := len(cards) - 1; i >= 0; i-- {
		for _, b := range cards[i].Buttons {
			if b.Text == text {
				if old == 0 {
					return b.Key
				}
				old--
			}
		}
	}
	t.Errorf("%s was never shown a button %q", who, text)
	return ""
}

func (h *house) Roster() anwei.Roster {
	r := h.roster
	r.People = slices.Clone(r.People)
	for i, p := range r.People {
		r.People[i] = p.With(h.desk.grants, anwei.DateOf(h.now))
	}
	return r
}

func (h *house) Unit(id anwei.UnitID) (anwei.Unit, bool) { return h.roster.Unit(id) }

func (h *house) Plan(version string) (anwei.Plan, bool) {
	p, ok := h.plans[version]
	return p, ok
}

func (h *house) Draft(k anwei.ReportKey) (anwei.Draft, bool) {
	var d anwei.Draft
	b, ok := h.drafts[k]
	if ok && json.Unmarshal(b, &d) != nil {
		return d, false
	}
	return d, ok
}

func (h *house) Report(k anwei.ReportKey) (anwei.Report, bool) {
	r, ok := h.reports[k]
	return r, ok
}

func (h *house) EachReport(f anwei.FormID, p anwei.Period, fn func(anwei.Report)) {
	for _, r := range h.Reports(f, p) {
		fn(r)
	}
}

func (*house) Tallies(anwei.FormID, anwei.Period, []anwei.Unit) ([]anwei.Tally, map[anwei.UnitID]int) {
	return nil, nil
}

func (h *house) Reports(f anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Report {
	out := map[anwei.UnitID]anwei.Report{}
	for k, r := range h.reports {
		if k.Form == f && k.Period == p {
			out[k.Unit] = r
		}
	}
	return out
}

func (h *house) InUseSince(f anwei.FormID) (since anwei.Period, used bool) {
	for k, r := range h.reports {
		if k.Form == f && !r.Late && (!used || k.Period.Before(since)) {
			since, used = k.Period, true
		}
	}
	return since, used
}

// usePlan puts the house under another campaign, whose file stands in testdata.
func (h *house) usePlan(t testing.TB, file string) {
	t.Helper()
	b, err := os.ReadFile("../testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Load(file, b)
	if err != nil {
		t.Fatal(err)
	}
	h.plan = p
	h.reader = nil
	h.plans[p.Version] = p
}

// textOf is the text that a message brings, if it brings one.
func textOf(c anwei.Content) string {
	text, _ := c.(anwei.PlainText)
	return string(text)
}

// cardOf is the card that a message brings, nil where it brings none.
func cardOf(c anwei.Content) *anwei.Card {
	card, _ := c.(*anwei.Card)
	return card
}

func recalls(o anwei.Outgoing) bool {
	_, recall := o.Content.(anwei.Recall)
	return recall
}
