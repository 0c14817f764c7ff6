package alarm

import (
	"fmt"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/scheduler"
)

// cardText is how many characters the text of a card may have.
const cardText = 160

// message returns what is sent to the person: to who can fill in the report a
// card that begins or continues it, unless the text is too long for one, and to
// everybody else a text.
func (a *Alarm) message(r scheduler.Reminder, now time.Time) anwei.Outgoing {
	o := anwei.Outgoing{Key: r.Key, To: r.To, Created: now}
	key := anwei.ReportKey{Form: r.Form, Period: r.Period, Unit: r.Unit}
	if r.Unit != "" {
		o.Reminds = &key
	}
	fills := r.As == anwei.ToReporter || r.As == anwei.ToDeputy
	if !fills || utf8.RuneCountInString(r.Text) > cardText {
		o.Text = r.Text
		return o
	}
	begin := "开始填报"
	if r.Begun {
		begin = "继续填报"
	}
	o.Card = &anwei.Card{
		Title: a.title(key),
		Text:  r.Text,
		Buttons: []anwei.Button{
			{Text: begin, Key: bot.ButtonKey("填报", key), Main: true},
			{Text: "稍后", Key: bot.ButtonKey("稍后", key)},
		},
	}
	return o
}

// title returns 10月调度表待填报.
func (a *Alarm) title(k anwei.ReportKey) string {
	form, _ := a.plan.Form(k.Form)
	period := k.Period.Chinese()
	if k.Period.Kind == anwei.Month {
		period = fmt.Sprintf("%d月", k.Period.N)
	}
	return period + form.Short + "待填报"
}
