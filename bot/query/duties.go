package query

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/language/day"
	"anwei/language/deed"
	"anwei/language/question"
)

// DutyQuestion answers what is asked about the duties, before anything of it is
// taken for a telling: 专委会三季度开了没.
func DutyQuestion(t *bot.Turn, text string) bool {
	q := question.Read(text, bot.KnownPlain(t))
	plain := strings.Contains(text, "任务表") || strings.Contains(text, "工作任务")
	if q.Intent != question.AskDuties && !plain || tellsDuty(t, text) {
		return false
	}
	if plain && q.Period.IsZero() {
		q.Period, _, _ = day.Period(text, t.In.Now)
	}
	for _, id := range append(slices.Clone(q.Either), q.Unit) {
		if s := t.Sight(); id != "" && !s.Sees(id) {
			asking{Turn: t, sight: s}.refuse(id)
			return true
		}
	}
	duty := namedDuty(t, text)
	t.State.Asked = &bot.LastAsked{Query: q, Duty: duty, At: t.In.Now}
	duties(t, q, duty)
	return true
}

// tellsDuty reports whether a text tells on which day a duty was done or is to be.
func tellsDuty(t *bot.Turn, text string) bool {
	if bot.HasAny(text, "?", "？", "吗", "没有", "了没", "谁", "哪", "几") {
		return false
	}
	theDeed := deed.Read(text, deed.Known{Duties: t.In.Plan.Duties, Now: t.In.Now})
	told := theDeed.Kind == deed.Held || theDeed.Kind == deed.Scheduled
	return told && (theDeed.Duty != "" || len(theDeed.Either) > 0) && !theDeed.On.IsZero()
}

// duties answers how far the duties are: to the office and leaders with a line
// for each duty of the period and the workbook, to others with their own list.
func duties(t *bot.Turn, q question.Query, duty anwei.DutyID) {
	scope, may := t.Scope()
	if !may {
		t.Rooms.Tasks(t)
		return
	}
	p := q.Period
	if p.IsZero() {
		p = anwei.PeriodOf(anwei.Quarter, t.In.Now)
	}
	if q.Unit != "" && t.In.Ledger.Roster().Within(q.Unit, scope) {
		scope = q.Unit
	}
	order := anwei.Order{Duties: true, Duty: duty, Period: p, Unit: scope}
	kind := dutyKind(t)
	whose, under := dutyUnits(t, scope, kind)
	if len(q.Either) > 0 {
		v := asking{Turn: t, sight: t.Sight(), query: q}.viewed()
		whose, under = v.name, map[anwei.UnitID]bool{}
		for _, u := range v.units {
			under[u.ID] = true
		}
	}
	lines := []string{dutiesTitle(p, whose, t.In.Now)}
	for _, d := range t.In.Plan.Duties {
		if order.Duty == "" && d.Wanted == 0 || order.Duty != "" && d.ID != order.Duty {
			continue
		}
		lines = append(lines, dutyLines(t, d, p, under)...)
	}
	if len(lines) == 1 {
		d, _ := t.In.Plan.Duty(order.Duty)
		t.Say(noDuties(p, whose, d.Title))
		return
	}
	if rest := len(lines) - dutyLinesShown; rest > 1 {
		lines = append(lines[:dutyLinesShown], moreDuties(rest))
	}
	t.Say(strings.Join(lines, "\n") + "\n" + dutiesComing())
	t.Out = append(t.Out, bot.Say{Order: &order})
}

// dutyKind returns of which kind of units alone the duties are asked: 哪些镇没开专委会.
func dutyKind(t *bot.Turn) anwei.UnitKind {
	known := bot.KnownPlain(t)
	known.Kinds = t.In.Plan.Kinds
	kind := question.Read(t.In.Message.Text, known).Kind
	if kind == "" {
		kind = question.ReadManner(t.In.Message.Text, t.In.Plan.Kinds).Kind
	}
	return kind
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
		return kindName(viewName(t.In.Plan, top), top.Parent == "", t.In.Plan.KindTitle(kind)), of
	}
	return t.UnitName(scope), of
}

// dutyLinesShown is how many lines of duties a phone shows well, with their title.
const dutyLinesShown = 16

// namedDuty returns the duty that the text names by its longest word.
func namedDuty(t *bot.Turn, text string) anwei.DutyID {
	var found anwei.DutyID
	longest := 0
	for _, d := range t.In.Plan.Duties {
		for _, w := range append([]string{d.Title}, d.Words...) {
			if len(w) > longest && strings.Contains(text, w) {
				found, longest = d.ID, len(w)
			}
		}
	}
	return found
}

// dutyLines says of each period of the duty that ends within p how many of the
// units have done it, and who has not.
func dutyLines(t *bot.Turn, d anwei.Duty, p anwei.Period, under map[anwei.UnitID]bool) []string {
	var units []anwei.Unit
	for _, u := range t.In.Ledger.Roster().Units {
		if d.Audience.Includes(u) && under[u.ID] {
			units = append(units, u)
		}
	}
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
		out = append(out, dutyLine(d, t.Period(q), len(units), left, times))
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
