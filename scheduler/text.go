package scheduler

import (
	"fmt"
	"strings"

	"anwei"
)

// What is said where the plan leaves the words to us.
const (
	notBegun   = "尚未填报"
	officeText = "{period}{form}（{deadline}截止）{state}"
)

// listBytes bounds the names in the office's list: WeCom cuts a text at 2048
// bytes without a word.
const listBytes = 1500

// fill puts the facts into the words of a rule.
func (l ladder) fill(text, unit, state string) string {
	return strings.NewReplacer(
		"{unit}", unit,
		"{form}", l.form.Short,
		"{period}", l.period.Chinese(),
		"{deadline}", l.deadline.Chinese(),
		"{state}", state,
	).Replace(text)
}

// list returns what the office is told. A rule that speaks to the office alone
// has its own words: {unit} is the missing units, and {state} says how many they
// are, and which, unless {unit} does. The words of any other rule are meant for
// the units.
func (l ladder) list(rule anwei.ReminderRule, missing []anwei.Unit, asked int) string {
	text := officeText
	if rolesOf(rule) == office && rule.Text != "" {
		text = rule.Text
	}
	units := names(missing)
	state := fmt.Sprintf("还有%d家未报", len(missing))
	if !strings.Contains(text, "{unit}") {
		state += "：" + units
	}
	state += fmt.Sprintf("（已报%d/%d家）", asked-len(missing), asked)
	return l.fill(text, units, state)
}

// names joins the units' names, the first of them where they are too many.
func names(units []anwei.Unit) string {
	var b strings.Builder
	for i, u := range units {
		if i > 0 && b.Len()+len(u.Name) > listBytes {
			b.WriteString("等")
			break
		}
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(u.Name)
	}
	return b.String()
}

// progress says how much of a draft is done.
func progress(fields []anwei.Field, v anwei.Values) string {
	missing := len(v.Missing(fields))
	switch missing {
	case 0:
		return "已全部填好、尚未确认提交"
	case len(fields):
		return fmt.Sprintf("已开始填报、%d项待填", missing)
	}
	return fmt.Sprintf("已填%d项、还差%d项", len(fields)-missing, missing)
}
