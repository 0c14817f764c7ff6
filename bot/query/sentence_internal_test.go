package query

import (
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/language"
	"anwei/language/question"
	"anwei/report"
)

// rosterOnly is a ledger that holds a roster and nothing else.
type rosterOnly struct {
	bot.Ledger
	roster anwei.Roster
}

func (r rosterOnly) Roster() anwei.Roster                    { return r.roster }
func (r rosterOnly) Unit(id anwei.UnitID) (anwei.Unit, bool) { return r.roster.Unit(id) }

// TestRateAboveTheWholeIsExplained holds that 120% never stands alone.
func TestRateAboveTheWholeIsExplained(t *testing.T) {
	turn := bot.NewTurn(bot.State{}, bot.Input{Phrases: phrases.New()}, bot.Rooms{})
	rate := anwei.Indicator{Times: 100, Denominator: anwei.Sum{Terms: []anwei.Term{{Field: "found"}}}}
	for num, want := range map[int64]string{24: "24/20，含以前月份发现的", 20: "20/20", 3: "3/20"} {
		if got := placeBase(turn, rate, report.Amount{Num: num, Den: 20}); got != want {
			t.Errorf("%d of 20 is of %s, want %s", num, got, want)
		}
	}
}

// TestSentencesAreReadAsTheyAreMeant holds that a button that is offered asks what
// is written on it.
func TestSentencesAreReadAsTheyAreMeant(t *testing.T) {
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)
	turn := bot.NewTurn(bot.State{}, bot.Input{Plan: p, Now: now, Ledger: rosterOnly{roster: r}, Phrases: phrases.New(), Reader: language.NewReader(p, r)}, bot.Rooms{})
	var metrics []question.Metric
	for _, i := range p.Indicators {
		metrics = append(metrics, question.Metric(i.ID))
	}
	for _, fd := range p.Forms[0].Fields {
		metrics = append(metrics, question.Metric(fd.ID))
	}
	periods := []anwei.Period{{}, anwei.MonthPeriod(2026, 9), anwei.MonthPeriod(2025, 12), {Kind: anwei.Quarter, Year: 2026, N: 3}, {Kind: anwei.Half, Year: 2026, N: 1}}
	check := func(q question.Query) {
		t.Helper()
		s := sentence(turn, q)
		got := turn.In.Reader.Hear(s, now).Asks(nil)
		if got.Intent != q.Intent || got.Period != q.Period || got.Unit != q.Unit || got.Metric != q.Metric || got.Form != q.Form {
			t.Errorf("%s\n\tmeans %+v\n\tis read %+v", s, q, got)
		}
	}
	for _, period := range periods {
		for _, form := range []anwei.FormID{"", "figures", "ledger"} {
			check(question.Query{Intent: question.AskProgress, Period: period, Form: form})
			check(question.Query{Intent: question.AskMissing, Period: period, Form: form})
			check(question.Query{Intent: question.AskExport, Period: period, Form: form})
		}
		for _, m := range metrics {
			check(question.Query{Intent: question.AskTotal, Period: period, Metric: m})
			check(question.Query{Intent: question.AskRank, Period: period, Metric: m})
			check(question.Query{Intent: question.AskTrend, Period: period, Metric: m})
		}
		for _, u := range r.Units[2:] {
			check(question.Query{Intent: question.AskUnit, Period: period, Unit: u.ID})
			check(question.Query{Intent: question.AskUnit, Period: period, Unit: u.ID, Metric: question.RectifyRate})
			check(question.Query{Intent: question.AskTrend, Period: period, Unit: u.ID, Metric: question.Hazards})
		}
	}
}
