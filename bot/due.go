package bot

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
)

// dueQuestion answers until when something is to be reported: the report in hand,
// or every form that concerns the person. The report goes on where it was.
func (t *turn) dueQuestion(text string) bool {
	if !t.asksDue(text) {
		return false
	}
	forms := t.myForms()
	if len(forms) == 0 {
		forms = t.in.Plan.Forms
	}
	named, _, _ := day.Period(text, t.in.Now)
	if t.form.ID != "" && t.st.Stage != Idle && t.st.Stage != Choosing {
		forms = []anwei.Form{t.form}
		if named.IsZero() {
			named = t.st.Key.Period
		}
	}
	var lines []string
	for _, same := range t.dueTogether(forms, named) {
		lines = append(lines, dueAnswer(same, t.today()))
	}
	if len(lines) == 0 {
		return false
	}
	answer := strings.Join(lines, "\n")
	if t.st.Stage != Idle {
		t.ask(answer + "\n")
		return true
	}
	if len(t.myForms()) > 0 {
		answer += "\n" + dueNext()
	}
	t.say(answer)
	return true
}

// dueReports are reports of one period that are due on one day.
type dueReports struct {
	period anwei.Period
	names  []string
	day    anwei.Date
	late   bool
}

// dueTogether puts the forms together that are due alike, of the open period where
// none is named.
func (t *turn) dueTogether(forms []anwei.Form, p anwei.Period) []dueReports {
	var out []dueReports
	for _, f := range forms {
		q := p
		if q.IsZero() || !f.Covers(q) {
			q = openPeriod(f, t.in)
		}
		d := dueReports{q, []string{f.Short}, f.Deadline.On(q, t.in.Calendar), f.Deadline.Late(q, t.in.Calendar, t.in.Now)}
		if n := len(out); n > 0 && out[n-1].period == q && out[n-1].day == d.day {
			out[n-1].names = append(out[n-1].names, f.Short)
			continue
		}
		out = append(out, d)
	}
	return out
}

// asksDue reports whether a text asks for the deadline of a report: 截止日期是哪天,
// 几号前报. One that is about a unit, a notice or a case asks something else.
func (t *turn) asksDue(text string) bool {
	s := strings.TrimRight(text, " 。！!~～?？")
	if utf8.RuneCountInString(s) > 18 || strings.HasSuffix(s, "的") || hasAny(s, "通知", "会", "整改", "案", "隐患", "谁", "哪些", "哪家", "几家") {
		return false
	}
	for _, u := range t.in.Ledger.Roster().Units {
		if goesBy(u, s) {
			return false
		}
	}
	when := hasAny(s, "哪天", "哪一天", "几号", "什么时候", "啥时候", "何时", "多久", "几天", "日期", "时间")
	limit := hasAny(s, "截止", "最晚", "最迟", "期限")
	return limit && (when || s != text) || when && hasAny(s, "前报", "前交", "要报", "要交", "该报", "该交", "报送时间", "上报时间", "报送日期", "之前报")
}
