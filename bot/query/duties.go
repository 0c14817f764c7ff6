package query

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/language/deed"
	"anwei/language/question"
	"anwei/language/text"
)

// Does is what this room does of itself; all else that is asked is a Question.
func Does() bot.Does {
	return bot.Does{"wish": wishes, "question.duties": dutyQuestion, "duty.list": dutyQuestion}
}

// dutyQuestion answers what is asked about the duties, before anything of it is
// taken for a telling: 专委会三季度开了没.
func dutyQuestion(t *bot.Turn, typed string) bool {
	q := t.Hear(typed).Asks(nil)
	plain := strings.Contains(typed, "任务表") || strings.Contains(typed, "工作任务")
	if q.Intent != question.AskDuties && !plain || tellsDuty(t, typed) {
		return false
	}
	if plain && q.Period.IsZero() {
		q.Period, _, _ = day.Period(typed, t.In.Now)
	}
	if _, _, months := day.ReadMonths(typed, t.In.Now); months && q.Period.IsZero() {
		q.Period = anwei.PeriodOf(anwei.Year, t.In.Now)
		t.Say(t.Text("query.whole_year"))
	}
	for _, id := range append(slices.Clone(q.Either), q.Unit) {
		if s := t.Sight(); id != "" && !s.Sees(id) {
			asking{Turn: t, sight: s}.refuse(id)
			return true
		}
	}
	if q.Left != "" {
		t.Say(t.Text("query.left", "words", q.Left))
	}
	duty := namedDuty(t, typed)
	bot.Keep(t, Room, bot.Topic, question.Asked{Query: q, Duty: duty, At: t.In.Now})
	duties(t, q, duty)
	return true
}

// tellsDuty reports whether a text tells that a duty was done or is to be; of somebody who
// has none it takes the day too.
func tellsDuty(t *bot.Turn, typed string) bool {
	if text.ContainsAny(typed, "?", "？", "吗", "没有", "了没", "谁", "哪", "几") {
		return false
	}
	theDeed := t.Hear(typed).Deed(deed.Known{Duties: t.In.Plan.Duties})
	told := theDeed.Kind == deed.Held || theDeed.Kind == deed.Scheduled
	return told && (theDeed.Duty != "" || len(theDeed.Either) > 0) && (!theDeed.On.IsZero() || len(t.Mine()) > 0)
}

// duties answers how far the duties are: to the office and leaders with a line
// for each duty of the period and the workbook, to others with their own list.
func duties(t *bot.Turn, q question.Query, duty anwei.DutyID) {
	scope, may := t.Scope()
	if !may {
		t.Rooms.Tasks(t)
		return
	}
	p := cmp.Or(q.Period, anwei.PeriodOf(anwei.Quarter, t.In.Now))
	if q.Unit != "" && t.In.Ledger.Roster().Within(q.Unit, scope) {
		scope = q.Unit
	}
	order := anwei.DutiesOrder{Extent: anwei.Extent{Period: p, Unit: scope}, Duty: duty}
	kind := t.Hear(t.In.Message.Text).Kind()
	whose, under := dutyUnits(t, scope, kind)
	if len(q.Either) > 0 {
		v := asking{Turn: t, sight: t.Sight(), Said: question.Of(q, question.Manner{})}.viewed()
		whose, under = v.name, map[anwei.UnitID]bool{}
		for _, u := range v.units {
			under[u.ID] = true
		}
	}
	lines := []string{t.Text("query.duties", "whose", whose, "when", p.Chinese(), "at", t.In.Now.Format("1月2日 15:04"))}
	for _, d := range t.In.Plan.Duties {
		if order.Duty == "" && d.Wanted == 0 || order.Duty != "" && d.ID != order.Duty {
			continue
		}
		lines = append(lines, dutyLines(t, d, p, under)...)
	}
	if len(lines) == 1 {
		d, _ := t.In.Plan.Duty(order.Duty)
		noDuties(t, p, whose, d.Title)
		return
	}
	if rest := len(lines) - dutyLinesShown; rest > 1 {
		lines = append(lines[:dutyLinesShown], t.Text("query.duties.more", "n", rest))
	}
	t.Say(strings.Join(lines, "\n") + "\n" + t.Text("query.duties.coming"))
	t.Out = append(t.Out, bot.Say{Content: order})
}

// noDuties says that nobody has a duty to do then, or has to do this one.
func noDuties(t *bot.Turn, p anwei.Period, unit, duty string) {
	if duty == "" {
		t.Tell("query.no_duties", "when", p.Chinese())
		return
	}
	t.Tell("query.no_duty", "when", p.Chinese(), "unit", unit, "duty", phrases.Quoted(duty))
}

// dutyLine says how far a duty is.
func dutyLine(t *bot.Turn, d anwei.Duty, period string, asked int, left []string, times int) string {
	name := d.Title + phrases.Parens(period)
	switch {
	case d.Wanted == 0:
		return t.Text("query.duty.told", "duty", name, "times", times, "counts", d.Counts)
	case asked == 1 && len(left) == 0:
		return t.Text("query.duty.done", "duty", name, "times", times, "wanted", d.Wanted, "counts", d.Counts)
	case asked == 1:
		return t.Text("query.duty.open", "duty", name, "times", times, "wanted", d.Wanted, "counts", d.Counts)
	}
	return t.Text("query.duty.units", "duty", name, "asked", asked, "done", asked-len(left), "left", phrases.If(len(left) < asked, phrases.Names(left, 10)))
}

// dutyUnits returns the units at or below the scope, of the kind where one is wished,
// and how an answer names them where they are not all.
func dutyUnits(t *bot.Turn, scope anwei.UnitID, kind anwei.UnitKind) (string, map[anwei.UnitID]bool) {
	roster := t.In.Ledger.Roster()
	under := roster.Under(scope)
	of, others := map[anwei.UnitID]bool{}, false
	for _, u := range roster.Units {
		if under[u.ID] && (kind == "" || u.Kind == kind) {
			of[u.ID] = true
		} else {
			others = true
		}
	}
	switch {
	case len(of) == 0: // of a kind that there is none of here
		return t.UnitName(scope), under
	case !others:
		return "", of
	case len(of) < len(under):
		top, _ := roster.Unit(scope)
		return kindName(t, top, kind), of
	}
	return t.UnitName(scope), of
}

// dutyLinesShown is how many lines of duties a phone shows well, with their title.
const dutyLinesShown = 16

// namedDuty returns the duty that the text names by its longest word.
func namedDuty(t *bot.Turn, typed string) anwei.DutyID {
	var found anwei.DutyID
	longest := 0
	for _, d := range t.In.Plan.Duties {
		for _, w := range append([]string{d.Title}, d.Words...) {
			if len(w) > longest && strings.Contains(typed, w) {
				found, longest = d.ID, len(w)
			}
		}
	}
	return found
}

// dutyLines says of each period of the duty that ends within p how many of the
// units have done it, and who has not.
func dutyLines(t *bot.Turn, d anwei.Duty, p anwei.Period, under map[anwei.UnitID]bool) []string {
	units := anwei.Where(t.In.Ledger.Roster().Units, func(u anwei.Unit) bool { return d.Audience.Includes(u) && under[u.ID] })
	if len(units) == 0 {
		return nil
	}
	var out []string
	for _, q := range dutyPeriods(t, d, p) {
		all := t.In.Ledger.FulfilmentsOf(d.ID, q)
		var left []string
		times := 0
		for _, u := range units {
			n := anwei.Counted(all[u.ID])
			times += n
			if n < d.Wanted {
				left = append(left, u.Name)
			}
		}
		out = append(out, dutyLine(t, d, t.Period(q), len(units), left, times))
	}
	return out
}

// dutyPeriods returns the periods of the duty that end within p, and of a longer
// one the period that p lies in, those left out that have not begun or that the
// plan does not reach.
func dutyPeriods(t *bot.Turn, d anwei.Duty, p anwei.Period) []anwei.Period {
	if d.Every == "" {
		if d.By.Before(p.First()) || p.Last().Before(d.By) {
			return nil
		}
		return []anwei.Period{{}}
	}
	first := d.Period(p.First())
	var out []anwei.Period
	for q := first; !p.Last().Before(q.First()); q = q.Next() {
		begun := !t.Today().Before(q.First()) && !q.Last().Before(t.In.Plan.From) && !t.In.Plan.To.Before(q.First())
		if begun && (!p.Last().Before(q.Last()) || q == first) {
			out = append(out, q)
		}
	}
	return out
}
