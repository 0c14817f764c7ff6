package query

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report"
)

// excuse is what the unit has said about a report that is missing: until when it
// promised it, or why it cannot. It is empty where nothing was said.
func excuse(t *bot.Turn, key anwei.ReportKey) string {
	p, said := t.In.Ledger.Promise(anwei.ReportMatter(key))
	if !said {
		return ""
	}
	if p.Kind == anwei.Difficult {
		return t.Text("query.excuse.difficult", "by", t.PersonName(p.By), "at", phrases.ClockText(p.At), "reason", p.Reason)
	}
	return t.Text("query.excuse.promised", "by", t.PersonName(p.By), "at", phrases.ClockText(p.At), "day", p.On.Chinese())
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
			said = append(said, excuseOf(d.Turn, u.Unit.Name, p))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return d.Text("query.excuses", "said", strings.Join(said, "；"))
}

func excuseOf(t *bot.Turn, unit string, p anwei.Promise) string {
	if p.Kind == anwei.Difficult {
		return t.Text("query.excuse_of.difficult", "unit", unit, "reason", p.Reason)
	}
	return t.Text("query.excuse_of.promised", "unit", unit, "day", p.On.Chinese())
}

// lateUnits names the units that reported late, those that did so most often first.
func lateUnits(t *bot.Turn, s report.Survey) []string {
	late := anwei.Where(s.Units, func(u report.UnitRow) bool { return u.Turnout.Late > 0 })
	slices.SortStableFunc(late, func(a, b report.UnitRow) int { return b.Turnout.Late - a.Turnout.Late })
	out := make([]string, len(late))
	for i := range late {
		out[i] = late[i].Unit.Name
		if n := late[i].Turnout.Late; n > 1 {
			out[i] = t.Text("query.late_times", "unit", out[i], "n", n)
		}
	}
	return out
}
