package filing

// wording: 我的任务

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// The words of the buttons under a task that was reported last period as well.
const (
	wordUnchanged = "无变化"
	wordDone      = "完成"
	wordNone      = "不涉及"
)

// askTask asks for a text that was reported last period with a card, whose buttons
// answer what most often is answered. The list of a group comes before it.
func askTask(t *bot.Turn, note string, f anwei.Field) {
	lead := note
	if texts := groupTexts(t); opensGroup(t, f.ID, texts) {
		lead += taskHead(t.Form, t.Draft.Key.Period, t.Unit.Name, bot.CountAnswered(t), len(t.Fields())) + due(t) + "\n" + taskList(t, texts) +
			severalTasks(t.Number(texts[0].ID), t.Number(texts[1].ID), true)
	}
	if strings.TrimSpace(lead) != "" {
		t.Say(lead)
	}
	n, key := t.Number(f.ID), t.Draft.Key
	card := anwei.Card{Title: taskTitle(n, f), Text: taskText(t, f)}
	for _, w := range []string{wordUnchanged, wordDone, wordNone} {
		// The key names the item, so that the button of an old card is about it too.
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: phrases.ReportKey(fmt.Sprintf("第%d项 %s", n, w), key)})
	}
	t.Out = append(t.Out, bot.Say{Card: &card})
}

// opensGroup reports whether the text is the first of a group in which nothing is
// answered yet.
func opensGroup(t *bot.Turn, id anwei.FieldID, texts []anwei.Field) bool {
	begun := len(t.Draft.Values.Missing(texts)) < len(texts)
	return len(texts) > 1 && texts[0].ID == id && !begun && t.State.Missed == 0
}

func taskTitle(n int, f anwei.Field) string {
	return scheduler.Shorten(fmt.Sprintf("第%d项 %s", n, f.Short), 36)
}

// taskText fits into a card: last period's entry is cut to what room there is.
func taskText(t *bot.Turn, f anwei.Field) string {
	hint := f.HintFor(t.Unit.Kind)
	if hint == "" {
		hint = "请简要写明本期情况"
	}
	prev := t.Draft.Key.Period.Prev()
	head := fmt.Sprintf("%s%s%s已填%d/%d项。%s。\n%s：", scheduler.Shorten(t.Unit.Name, 12), phrases.ShortPeriod(t.Draft.Key.Period), t.Form.Short,
		bot.CountAnswered(t), len(t.Fields()), scheduler.Shorten(strings.TrimRight(hint, "。"), 45), phrases.ShortPeriod(prev))
	tail := "\n没有新情况、办结了请点选（原因写在后面，如“无变化，……”）；有新进展直接发，或“追加：……”。"
	room := bot.MaxCardText - utf8.RuneCountInString(head+tail)
	return head + lastEntry(t, f, min(room, 60)) + tail
}

// formTask is one form of somebody's only unit in one line; rest is the line that
// names the unit.
func formTask(f anwei.Form, p anwei.Period, due anwei.Date, overdue bool, rest string) string {
	when := due.Chinese() + "截止"
	if overdue {
		when = "逾期未报"
	}
	_, state, _ := strings.Cut(rest, "：")
	return "· " + phrases.ShortPeriod(p) + f.Short + "（" + when + "）：" + state
}

// dutyTask says how far a duty is.
func dutyTask(d anwei.Duty, n int) string {
	return fmt.Sprintf("%s（%d/%d%s）", d.Title, n, d.Wanted, d.Counts)
}

// dutiesBy lists the duties that end on one day.
func dutiesBy(day anwei.Date, duties []string) string {
	return "· " + day.Chinese() + "前：" + strings.Join(duties, "；")
}

func dutiesDone(titles []string) string {
	return "✅ 本期已完成：" + strings.Join(titles, "；")
}

func overdueDuties(names []string) string {
	return fmt.Sprintf("❗ 已到期未完成（%d项）：%s", len(names), strings.Join(names, "、"))
}

// said tells what was promised of a matter that is still owed.
func said(t *bot.Turn, m anwei.Matter) string {
	p, ok := t.In.Ledger.Promise(m)
	if done, _ := t.Done(m); !ok || done {
		return ""
	}
	switch p.Kind {
	case anwei.Arranged:
		return "，已安排" + p.On.Chinese()
	case anwei.Difficult:
		return "，反映有困难"
	case anwei.Promised:
	}
	return "，承诺" + p.On.Chinese() + "完成"
}

func overdueTitle(f anwei.Form, p anwei.Period) string {
	return "逾期未报：" + phrases.ShortPeriod(p) + f.Short
}

func dutyTasksTitle(u anwei.Unit, name bool) string {
	if name {
		return u.Name + "的工作任务："
	}
	return "工作任务："
}

func caseTask(p anwei.Plan, c anwei.Case, today anwei.Date) string {
	s, _ := c.Next()
	text := fmt.Sprintf("· %s %s：%s，%s前", phrases.CaseName(p, c), scheduler.Shorten(c.Text, 20), s.Title, s.Due.Chinese())
	if s.Due.Before(today) {
		text += "（已到期）"
	}
	return text
}

func taskHelp() string {
	return "填表请回复“填报”；工作任务办完了直接告诉我，例如“9月12日开了专委会，23人参加，解决3个问题”。"
}

// Tasks lists what the person's units owe: the reports of the open period and
// the one before, the duties, and the open cases.
func Tasks(t *bot.Turn) {
	mine := t.Mine()
	if len(mine) == 0 {
		t.Rooms.Progress(t, "", anwei.Period{})
		return
	}
	var lines []string
	for _, f := range t.MyForms() {
		lines = append(lines, reportTasks(t, f)...)
	}
	for _, u := range mine {
		lines = append(lines, dutyTasks(t, u, len(mine) > 1)...)
		for _, c := range t.In.Ledger.Cases(u.ID, true) {
			lines = append(lines, caseTask(t.In.Plan, c, t.Today()))
		}
	}
	t.Say(strings.Join(lines, "\n") + "\n" + taskHelp() + t.Returning())
}

// reportTasks lists the reports of the open period, and those of the one before
// that are still missing.
func reportTasks(t *bot.Turn, f anwei.Form) []string {
	open := bot.OpenPeriod(f, t.In)
	var lines []string
	for _, p := range []anwei.Period{open.Prev(), open} {
		if !f.Covers(p) {
			continue
		}
		var some []string
		for _, u := range t.Reporting(f) {
			key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
			r, in := t.In.Ledger.Report(key)
			if p != open && in && r.State() != anwei.Returned {
				continue
			}
			if line := bot.HandledTask(t, u, r, f); in && line != "" {
				some = append(some, line)
				continue
			}
			d, begun := t.In.Ledger.Draft(key)
			fields := f.FieldsFor(u)
			some = append(some, phrases.TaskLine(u, r, in, len(fields)-len(d.Values.Missing(fields)), len(fields), begun, phrases.BeginWord(f, p))+said(t, anwei.ReportMatter(key)))
		}
		lines = append(lines, formTasks(t, f, p, p != open, some)...)
	}
	return lines
}

// formTasks lists the reports of one period under its title, or in one line with it
// where the person has one unit.
func formTasks(t *bot.Turn, f anwei.Form, p anwei.Period, overdue bool, some []string) []string {
	due := f.Deadline.On(p, t.In.Calendar)
	switch {
	case len(some) == 0:
		return nil
	case len(some) == 1 && len(t.Reporting(f)) == 1:
		return []string{formTask(f, p, due, overdue, some[0])}
	case overdue:
		return append([]string{overdueTitle(f, p)}, some...)
	}
	return append([]string{phrases.TasksTitle(f, p, due)}, some...)
}

// dutyTasks lists the duties of a unit: in one line those that are overdue, of
// this period of theirs or the one before, then those that run now, a line for each
// day on which some are due, and those that are done.
func dutyTasks(t *bot.Turn, u anwei.Unit, name bool) []string {
	var overdue, done []string
	now := map[anwei.Date][]string{}
	for _, d := range t.In.Plan.Duties {
		if d.Wanted == 0 || !d.Audience.Includes(u) {
			continue
		}
		p := d.Period(t.Today())
		m := anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p}
		n, day := anwei.Counted(t.In.Ledger.Fulfilments(m)), d.Last(p)
		switch {
		case n >= d.Wanted && !day.Before(t.Today()):
			done = append(done, d.Title)
		case n < d.Wanted && day.Before(t.Today()):
			overdue = append(overdue, phrases.Quoted(d.Title)+said(t, m))
		case n < d.Wanted:
			now[day] = append(now[day], dutyTask(d, n)+said(t, m))
		}
		if d.Every == "" || p.Prev().Last().Before(t.In.Plan.From) {
			continue
		}
		m.Period = p.Prev()
		if done, _ := t.Done(m); !done {
			overdue = append(overdue, t.Period(m.Period)+phrases.Quoted(d.Title)+said(t, m))
		}
	}
	if len(overdue)+len(now)+len(done) == 0 {
		return nil
	}
	lines := []string{dutyTasksTitle(u, name)}
	if len(overdue) > 0 {
		lines = append(lines, overdueDuties(overdue))
	}
	for _, day := range slices.SortedFunc(maps.Keys(now), func(a, b anwei.Date) int { return strings.Compare(a.String(), b.String()) }) {
		lines = append(lines, dutiesBy(day, now[day]))
	}
	if len(done) > 0 {
		lines = append(lines, dutiesDone(done))
	}
	return lines
}
