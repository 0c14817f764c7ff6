package bot

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// HelpText says what the person can do, by role, as far as the plan has it.
func HelpText(t *Turn) string {
	var lines []string
	if forms := t.MyForms(); len(forms) > 0 {
		lines = append(lines, formsHelp(t, forms), t.Text("help.reporter", "change", phrases.ChangeExample(forms[0], t.Reporting(forms[0])[0])))
	}
	if _, may := t.Scope(); may {
		lines = append(lines, t.Text("help.reader")+helpMarks(t))
	}
	if t.In.Person.Has(anwei.Office) {
		lines = append(lines, t.Text("help.office", "other", strings.Join(helpOther(t), "、")))
	}
	if len(lines) == 0 {
		return NotReporter(t)
	}
	return strings.Join(lines, "\n")
}

// NotReporter says to somebody who reports for no unit what he may do instead.
func NotReporter(t *Turn) string {
	if p := t.In.Person; p.Has(anwei.Office) || p.Has(anwei.Leader) {
		return t.Text("common.not_reporter")
	}
	return t.Text("common.no_unit")
}

// groupsOfMarks are the groups that the plan has marks of, 红黄牌 and 帮扶.
func groupsOfMarks(t *Turn) []string {
	var out []string
	for _, g := range []anwei.MarkGroup{anwei.Cards, anwei.Help} {
		if slices.ContainsFunc(t.In.Plan.Marks, func(k anwei.MarkKind) bool { return k.Group == g }) {
			out = append(out, string(g))
		}
	}
	return out
}

// helpMarks says how the marks of the year are seen, where the plan has some.
func helpMarks(t *Turn) string {
	groups := groupsOfMarks(t)
	words, about := make([]string, len(groups)), make([]string, len(groups))
	for i, g := range groups {
		words[i], about[i] = t.Text("help.list."+g), t.Text("help.about."+g)
	}
	if len(groups) == 0 {
		return ""
	}
	return t.Text("help.marks", "words", strings.Join(words, ""), "about", strings.Join(about, "和"))
}

// helpOther are the words for what else the office does.
func helpOther(t *Turn) []string {
	var words []string
	if len(t.In.Plan.Cases) > 0 {
		words = append(words, t.Text("help.cases"))
	}
	for _, g := range groupsOfMarks(t) {
		words = append(words, t.Text("help.word."+g))
	}
	words = append(words, t.Text("help.sheets"))
	if t.In.Plan.Rekey.Form != "" {
		words = append(words, t.Text("help.rekey"))
	}
	return append(words, t.Text("help.people"))
}

// formsHelp says which reports are open and how they are begun: in one line where
// they are of one period and due on one day.
func formsHelp(t *Turn, forms []anwei.Form) string {
	names, lines := make([]string, 0, len(forms)), make([]string, 0, len(forms))
	alike := true
	first, day := OpenPeriod(forms[0], t.In), anwei.Date{}
	for _, f := range forms {
		p := OpenPeriod(f, t.In)
		due := f.Deadline.On(p, t.In.Calendar)
		alike = alike && p == first && (day.IsZero() || due == day)
		day = due
		names = append(names, f.Short)
		lines = append(lines, t.Text("help.form", "form", f.Short, "period", phrases.ShortPeriod(p), "day", due.Chinese()))
	}
	if !alike {
		return strings.Join(lines, "\n")
	}
	return t.Text("help.forms", "period", phrases.ShortPeriod(first), "forms", strings.Join(names, "、"), "day", day.Chinese(), "one", phrases.If(len(names) > 1, names[len(names)-1]))
}

// forgottenDays is how long after its last day a duty may be the one thing that is named.
const forgottenDays = 45

// Lost answers what nothing could be made of. It names the one thing that is open, with the
// buttons that do it: the question that was asked or else, of what is owed, what came last
// or is the most urgent. The title says what was wrong.
func Lost(t *Turn, title string) {
	if q, asked := t.Top(); asked && q.Card != nil {
		card := *q.Card
		card.Text = scheduler.Shorten(t.Text("owed.asked", "question", card.Title)+card.Text, MaxCardText)
		card.Title = title
		t.Out = append(t.Out, Say{Content: &card})
		return
	}
	card := anwei.Card{Title: title, Text: t.Text("owed.nothing")}
	words := []string{phrases.WordHelp, phrases.WordHuman}
	if _, reads := t.Scope(); reads {
		words = []string{phrases.WordProgress, phrases.WordTable, phrases.WordHelp, phrases.WordHuman}
	}
	old := t.Today().AddDays(-forgottenDays)
	owed := slices.DeleteFunc(Owed(t), func(d Debt) bool { return d.Kind == OwesDuty && d.Due.Before(old) })
	if len(owed) > 0 {
		first := lately(t, owed)
		card = *MatterCard(first.Matter, title, t.Text("owed.first", "first", DebtText(t, first)), debtWords(t, first)...)
		words = []string{phrases.WordTasks, phrases.WordHelp}
	}
	for _, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: w, Main: len(card.Buttons) == 0})
	}
	t.Out = append(t.Out, Say{Content: &card})
}

// lately is what came to the person last of what is owed, within two days: what he says may
// well be about that. Where nothing did it is the most urgent.
func lately(t *Turn, owed []Debt) Debt {
	first, at := owed[0], t.In.Now.AddDate(0, 0, -2)
	for _, d := range owed {
		came := d.since
		if d.Kind == OwesStamp || d.Kind == OwesCorrection { // he did that himself
			came = time.Time{}
		}
		for _, told := range t.In.Ledger.Reminders(d.Matter) {
			came = slices.MaxFunc([]time.Time{came, told.At}, time.Time.Compare)
		}
		if came.After(at) {
			first, at = d, came
		}
	}
	return first
}
