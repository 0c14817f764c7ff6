package query

import (
	"slices"

	"anwei"
	"anwei/bot"
	"anwei/report"
)

// excuse is what the unit has said about a report that is missing: until when it
// promised it, or why it cannot. It is empty where nothing was said.
func excuse(t *bot.Turn, key anwei.ReportKey) string {
	p, said := t.In.Ledger.Promise(anwei.ReportMatter(key))
	if !said {
		return ""
	}
	return excuseText(p, t.PersonName(p.By))
}

// excuses names those of the units without a report that said why, or until when; of
// a survey of one period, and no more than a phone shows well.
func (d settled) excuses(s report.Survey) string {
	if len(s.Periods) != 1 {
		return ""
	}
	var said []string
	for _, u := range s.Missing() {
		if len(said) == rankLines {
			break
		}
		m := anwei.ReportMatter(anwei.ReportKey{Form: d.form.ID, Period: s.Periods[0], Unit: u.Unit.ID})
		if p, ok := d.In.Ledger.Promise(m); ok {
			said = append(said, excuseOf(u.Unit.Name, p))
		}
	}
	return excusesText(said)
}

// lateUnits names the units that reported late, those that did so most often first.
func lateUnits(s report.Survey) []string {
	var late []report.UnitRow
	for _, u := range s.Units {
		if u.Turnout.Late > 0 {
			late = append(late, u)
		}
	}
	slices.SortStableFunc(late, func(a, b report.UnitRow) int { return b.Turnout.Late - a.Turnout.Late })
	out := make([]string, len(late))
	for i := range late {
		out[i] = lateTimes(late[i].Unit.Name, late[i].Turnout.Late)
	}
	return out
}
