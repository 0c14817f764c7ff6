package duty

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/language/text"
)

// DueQuestion answers until when something is to be reported: the report in hand,
// or every form that concerns the person. The report goes on where it was.
func DueQuestion(t *bot.Turn, typed string) bool {
	if !asksDue(t, typed) {
		return false
	}
	forms := t.MyForms()
	if len(forms) == 0 {
		forms = t.In.Plan.Forms
	}
	named, _, _ := day.Period(typed, t.In.Now)
	if t.Form.ID != "" && t.Hand.Stage != bot.Idle && t.Hand.Stage != bot.Choosing {
		forms = []anwei.Form{t.Form}
		if named.IsZero() {
			named = t.Hand.Key.Period
		}
	}
	var lines []string
	for _, same := range dueTogether(t, forms, named) {
		lines = append(lines, dueAnswer(t, same))
	}
	if len(lines) == 0 {
		return false
	}
	answer := strings.Join(lines, "\n")
	if t.Hand.Stage != bot.Idle {
		t.Rooms.Ask(t, answer+"\n")
		return true
	}
	if len(t.MyForms()) > 0 {
		answer += "\n" + t.Text("talk.due_next")
	}
	t.Say(answer)
	return true
}

// dueAnswer says until when reports are due and how long that is.
func dueAnswer(t *bot.Turn, d phrases.DueReports) string {
	what, date := phrases.ShortPeriod(d.Period)+strings.Join(d.Names, "、"), d.Day.Chinese()
	left := phrases.DaysBetween(t.Today(), d.Day)
	switch {
	case d.Late:
		return t.Text("talk.due_over", "what", what, "day", date)
	case left == 0:
		return t.Text("talk.due_today", "what", what, "day", date)
	}
	return t.Text("talk.due", "what", what, "day", date, "left", left)
}

// dueTogether puts the forms together that are due alike, of the open period where
// none is named.
func dueTogether(t *bot.Turn, forms []anwei.Form, p anwei.Period) []phrases.DueReports {
	var out []phrases.DueReports
	for _, f := range forms {
		q := p
		if q.IsZero() || !f.Covers(q) {
			q = bot.OpenPeriod(f, t.In)
		}
		d := phrases.DueReports{
			Period: q, Names: []string{f.Short},
			Day: f.Deadline.On(q, t.In.Calendar), Late: f.Deadline.Late(q, t.In.Calendar, t.In.Now),
		}
		if n := len(out); n > 0 && out[n-1].Period == q && out[n-1].Day == d.Day {
			out[n-1].Names = append(out[n-1].Names, f.Short)
			continue
		}
		out = append(out, d)
	}
	return out
}

// asksDue reports whether a text asks for the deadline of a report: 截止日期是哪天,
// 几号前报. One that is about a unit, a notice or a case asks something else.
func asksDue(t *bot.Turn, typed string) bool {
	s := strings.TrimRight(typed, " 。！!~～?？")
	if utf8.RuneCountInString(s) > 18 || strings.HasSuffix(s, "的") || text.ContainsAny(s, "通知", "会", "整改", "案", "隐患", "谁", "哪些", "哪家", "几家") {
		return false
	}
	for _, u := range t.In.Ledger.Roster().Units {
		if bot.GoesBy(u, s) {
			return false
		}
	}
	when := text.ContainsAny(s, "哪天", "哪一天", "几号", "什么时候", "啥时候", "何时", "多久", "几天", "日期", "时间")
	limit := text.ContainsAny(s, "截止", "最晚", "最迟", "期限")
	return limit && (when || s != typed) || when && text.ContainsAny(s, "前报", "前交", "要报", "要交", "该报", "该交", "报送时间", "上报时间", "报送日期", "之前报")
}
