package bot

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/scheduler"
)

// Baselines lets the plan's indicators have what the office has set. It is called
// before a question is answered, and costs a look into the ledger.
func Baselines(t *Turn) {
	t.In.Plan = t.In.Plan.WithBaselines(t.In.Ledger.Baselines(), phrases.BaselineName)
}

// baselineSet returns what the office has set for the indicator, and false where
// what holds is the plan's.
func baselineSet(t *Turn, id anwei.IndicatorID) (anwei.Baseline, bool) {
	all := t.In.Ledger.Baselines()
	for _, b := range slices.Backward(all) {
		if b.Indicator == id {
			return b, true
		}
	}
	return anwei.Baseline{}, false
}

// BaselineOrigin says what an indicator is compared with and where that comes
// from; empty where it is compared with nothing.
func BaselineOrigin(t *Turn, i anwei.Indicator) string {
	if i.BaselineName == "" {
		return ""
	}
	if b, ok := baselineSet(t, i.ID); ok {
		return t.Text("office.origin_set", "name", i.BaselineName, "value", phrases.BaselineText(i),
			"by", t.PersonName(b.By), "at", phrases.ClockText(b.At.In(t.In.Now.Location())))
	}
	if i.Baseline == nil {
		return t.Text("office.origin_unset", "name", i.BaselineName)
	}
	return t.Text("office.origin_plan", "name", i.BaselineName, "value", phrases.BaselineText(i))
}

// PreviewMark shows a mark or its withdrawal with the words of the notice, and asks
// for the one yes.
func PreviewMark(t *Turn, a Act) {
	kind, _ := t.In.Plan.MarkKind(a.Mark.Kind)
	unit := t.UnitName(a.Mark.Unit)
	if a.Kind == ActWithdraw {
		PreviewAct(t, a, t.Text("roster.withdraw_preview", "unit", unit, "mark", kind.Title, "n", a.Mark.N, "reason", a.Mark.Reason, "why", a.Reason))
		return
	}
	a.Mark.Reason = a.Reason
	who := anwei.Each(Marked(t, a.Mark.Unit), func(p anwei.Person) string { return p.Name })
	to := t.Text("roster.mark_for_nobody")
	if len(who) > 0 {
		to = t.Text("roster.mark_for", "people", strings.Join(who, "、"))
	}
	PreviewAct(t, a, t.Text("roster.mark_preview", "mark", kind.Title, "unit", unit, "notice", Notice(t, kind, *a.Mark), "to", to))
}

// Notice words what a unit is told of a mark.
func Notice(t *Turn, k anwei.MarkKind, m anwei.Mark) string {
	return strings.NewReplacer(
		"{unit}", t.UnitName(m.Unit), "{mark}", k.Title, "{reason}", strings.TrimRight(m.Reason, "。，"),
		"{office}", t.In.Plan.Office, "{date}", t.Today().Chinese(),
	).Replace(k.Notice)
}

// Marked are those who are told of a unit's mark: its reporters and its leaders.
func Marked(t *Turn, u anwei.UnitID) []anwei.Person {
	return anwei.Where(t.In.Ledger.Roster().People, func(p anwei.Person) bool {
		return slices.ContainsFunc(p.Roles, func(a anwei.Assignment) bool { return a.Unit == u && a.Role != anwei.Office })
	})
}

// Misheard keeps what was not understood, shortened, so that the office sees where
// people get stuck.
func Misheard(t *Turn, text string) {
	about := ""
	if t.Hand.Stage != Idle && t.Hand.Key.Unit != "" {
		about = t.About(anwei.ReportMatter(t.Hand.Key))
	}
	t.Out = append(t.Out, AddMisheard{Misheard: anwei.Misheard{
		At: t.In.Now, By: t.In.Person.ID, Text: scheduler.Shorten(strings.Join(strings.Fields(text), " "), 60), About: about,
	}})
}

// Unheard keeps a text to which nothing was asked and that nothing could be made
// of.
func Unheard(t *Turn, c language.Command, text string) {
	if c.Kind == language.None {
		Misheard(t, text)
	}
}
