package scheduler

// wording: 提醒里的情况

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
)

// How a correction is said that a report waits for.
const (
	wordsBegun    = "有一份更正没有提交"
	wordsReturned = "已退回，还没有更正"
	wordsUnlocked = "已解锁，还没有更正"
)

// lineOf returns the words of a rule for one of several items.
func lineOf(l ladder, r anwei.ReminderRule) string {
	switch {
	case r.Line != "":
		return r.Line
	case l.topUp:
		return "{unit}{period}{form}{state}，到月底有变化吗？没有请回复“无变化”"
	case !l.back.IsZero():
		return "{unit}{period}{form}：{state}"
	case l.form.ID != "" && rolesOf(r) == office:
		return "{period}{form}：{state}（{unit}）"
	case l.form.ID != "":
		return "{unit}{period}{form}：{left}，{state}"
	case l.duty.ID != "" && rolesOf(r) == office:
		return "{period}{duty}：{state}（{unit}）"
	case l.duty.ID != "":
		return "{unit}{period}{duty}：{left}，{state}"
	}
	return "{unit}{case}{step}：{left}"
}

// heading names the subject in the title of a card.
func (s subject) heading() string {
	switch {
	case s.topUp:
		return Period(s.period) + formWord + "月末核对"
	case !s.back.IsZero():
		return Period(s.period) + formWord + "待更正"
	case s.form.ID != "":
		return Period(s.period) + formWord + "待填报"
	case s.duty.ID != "":
		return Shorten(Period(s.period)+s.duty.Title, 30)
	}
	return fmt.Sprintf("%s%d号：%s", s.title, s.kase.ID, s.stage.Title)
}

// formWord, stateWord and leftWord stand in an item's words for its Form and State, and
// for how far its Due is.
const (
	formWord  = "{form}"
	stateWord = "{state}"
	leftWord  = "{left}"
)

// told is what is said of one subject besides its days.
type told struct{ unit, form, state string }

// fill puts the facts into the words of a rule.
func (v *visit) fill(l ladder, s step, text string, say told) string {
	return expand(text, func(word string) (string, bool) {
		switch word {
		case "unit":
			return say.unit, true
		case "form":
			return say.form, true
		case "state":
			return say.state, true
		case "duty":
			return l.duty.Title, true
		case "step":
			return l.stage.Title, true
		case "period":
			return inYear(l.period, v.now.Year()), true
		case "deadline":
			return l.last.Chinese(), true
		case "on":
			if s.on.IsZero() {
				return l.last.Chinese(), true
			}
			return s.on.Chinese(), true
		case "case":
			if l.kase.ID == 0 {
				return "", true
			}
			return fmt.Sprintf("%s%d号“%s”", l.title, l.kase.ID, Shorten(l.kase.Text, 20)), true
		}
		return "", false
	})
}

// expand puts what fact returns in the place of each word in braces. What fact
// does not know stays, and what it returns is not looked into again. It builds
// nothing else, as a wake-up does this for every unit.
func expand(text string, fact func(word string) (string, bool)) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		length := strings.IndexByte(text[max(open, 0):], '}')
		if open < 0 || length < 0 {
			b.WriteString(text)
			return b.String()
		}
		end := open + length
		said, ok := fact(text[open+1 : end])
		if !ok {
			said = text[open : end+1]
		}
		b.WriteString(text[:open])
		b.WriteString(said)
		text = text[end+1:]
	}
}

// Period returns a month as 10月 and a longer period with its year; no period
// is nothing.
func Period(p anwei.Period) string {
	switch p.Kind {
	case anwei.Month:
		return fmt.Sprintf("%d月", p.N)
	case anwei.Quarter, anwei.Half, anwei.Year, anwei.Months:
		return p.Chinese()
	}
	return ""
}

// inYear returns the period without its year where it is a quarter or a half of
// that year, as people say it.
func inYear(p anwei.Period, year int) string {
	if p.Year == year && (p.Kind == anwei.Quarter || p.Kind == anwei.Half) {
		return strings.TrimPrefix(p.Chinese(), fmt.Sprintf("%d年", year))
	}
	return Period(p)
}

// Shorten cuts a text after n characters: behind a part of a list or of a sentence where
// one ends not long before, so that no name is cut in two.
func Shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	r = r[:n-1]
	for i := len(r) - 1; i > len(r)*2/3; i-- {
		if strings.ContainsRune("、，；。：\n", r[i]) {
			r = r[:i]
			break
		}
	}
	return strings.TrimRight(string(r), "、，；。：\n") + "…"
}

// left says how far the last day is from today.
func left(today, last anwei.Date) string {
	days := int(last.In(time.UTC).Sub(today.In(time.UTC)).Hours() / 24)
	switch {
	case days == 1:
		return "明天（" + last.Chinese() + "）截止"
	case days > 1:
		return fmt.Sprintf("%s截止，还有%d天", last.Chinese(), days)
	case last == today:
		return "今天（" + last.Chinese() + "）截止"
	}
	return last.Chinese() + "已到期"
}

// standing says how far a unit is with what it owes, and whether it has begun.
func (v *visit) standing(l ladder, u anwei.Unit, p anwei.Promise) (string, bool, error) {
	state, begun := "", false
	m := l.matter(u.ID)
	switch {
	case l.topUp:
		key, _ := m.Report()
		r, _, err := v.ledger.Report(key)
		if err != nil {
			return "", false, fmt.Errorf("report %s: %w", key, err)
		}
		return anwei.DateOf(r.At.In(v.now.Location())).Chinese() + "已报送", false, nil
	case !l.back.IsZero():
		return l.waits, true, nil
	case l.form.ID != "":
		key, _ := m.Report()
		d, ok, err := v.ledger.Draft(key)
		if err != nil {
			return "", false, fmt.Errorf("draft of %s: %w", key, err)
		}
		state, begun = notBegun, ok
		if ok {
			state = progress(l.form.FieldsFor(u), d.Values)
		}
	case l.duty.ID != "":
		fs, err := v.ledger.Fulfilments(m)
		if err != nil {
			return "", false, fmt.Errorf("fulfilments of %s: %w", m, err)
		}
		state = fmt.Sprintf("已完成%d/%d%s", anwei.Counted(fs), l.duty.Wanted, l.duty.Counts)
	}
	if said := promiseText(p); said != "" {
		state += "，" + said
	}
	return state, begun, nil
}

// notBegun is the state of a report without a draft.
const notBegun = "尚未填报"

// progress says how much of a draft is done, and names what is missing where
// that is little.
func progress(fields []anwei.Field, v anwei.Values) string {
	missing := v.Missing(fields)
	switch len(missing) {
	case 0:
		return "已全部填好、尚未确认提交"
	case len(fields):
		return fmt.Sprintf("已开始填报、%d项待填", len(missing))
	}
	text := fmt.Sprintf("已填%d项、还差%d项", len(fields)-len(missing), len(missing))
	if len(missing) > 4 {
		return text
	}
	names := anwei.Each(missing, func(f anwei.Field) string { return f.Name })
	return text + "（" + strings.Join(names, "、") + "）"
}

// promiseText tells what was promised, and nothing of no promise.
func promiseText(p anwei.Promise) string {
	switch p.Kind {
	case anwei.Promised:
		return "承诺" + p.On.Chinese() + "完成"
	case anwei.Arranged:
		return "已安排" + p.On.Chinese()
	case anwei.Difficult:
		return "反映有困难：" + Shorten(p.Reason, 30)
	}
	return ""
}

// Days returns the days on which a unit was reminded of what it owed, each once,
// oldest first.
func Days(told []anwei.Reminded, loc *time.Location) []anwei.Date {
	out := anwei.Each(anwei.Where(told, func(r anwei.Reminded) bool { return r.As != anwei.ToOffice && !r.TopUp }), func(r anwei.Reminded) anwei.Date {
		return anwei.DateOf(r.At.In(loc))
	})
	return slices.Compact(out)
}

// Told says on which days a unit was reminded, and nothing where it never was:
// 催办2次：10月19日、10月22日.
func Told(days []anwei.Date) string {
	if len(days) == 0 {
		return ""
	}
	names := anwei.Each(days, anwei.Date.Chinese)
	return fmt.Sprintf("催办%d次：%s", len(days), strings.Join(names, "、"))
}

// names joins the first n of the units that owe something.
func (t *tally) names(n int) string {
	rows := t.rows[:min(n, len(t.rows))]
	names := anwei.Each(rows, func(r *row) string { return r.unit.Name })
	text := strings.Join(names, "、")
	if t.owing > len(rows) {
		text += fmt.Sprintf("等%d家", t.owing)
	}
	return text
}

// state counts the units of a list.
func (t *tally) state(s subject) string {
	if s.form.ID != "" {
		return fmt.Sprintf("应报%d家，已报%d家，未报%d家", t.asked, t.asked-t.owing, t.owing)
	}
	return fmt.Sprintf("应完成%d家，已完成%d家，未完成%d家", t.asked, t.asked-t.owing, t.owing)
}

// details tells of each unit whom to call, what was promised and when it was reminded,
// where they are few. Units that were told of already are left out.
func (t *tally) details(called map[anwei.UnitID]bool) string {
	if t.owing > fewDetails {
		return ""
	}
	var b strings.Builder
	for _, r := range t.rows {
		if called[r.unit.ID] {
			continue
		}
		called[r.unit.ID] = true
		b.WriteString("\n· " + r.unit.Name + "：")
		if r.contact.ID == "" {
			b.WriteString("没有填报员")
		} else {
			b.WriteString(strings.TrimSpace(r.contact.Name + " " + r.contact.Phone))
		}
		for _, more := range []string{promiseText(r.promise), Told(r.told)} {
			if more != "" {
				b.WriteString("；" + more)
			}
		}
	}
	return b.String()
}

// calendarText tells the office that nobody knows yet which days of a year are
// worked.
func calendarText(year int) string {
	return fmt.Sprintf("您好！还没有%d年的节假日和调休安排，暂按周一至周五（元旦、五一、国庆的法定假日除外）为工作日推算提醒时间。请维护人员在国务院公布后补上节假日文件。", year)
}
