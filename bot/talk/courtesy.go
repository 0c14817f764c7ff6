package talk

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/filing"
)

// courtesies answers thanks, and a word that only says that something was heard.
// What waits for a yes has taken its own before.
func courtesies(t *bot.Turn, text string) bool {
	if filing.NothingWaits(t, text) {
		return true
	}
	switch strings.ToLower(strings.NewReplacer("，", "", ",", "", "。", "", "！", "", "!", "", "~", "", " ", "").Replace(text)) {
	case "谢谢", "多谢", "谢谢你", "谢谢您", "谢谢了", "非常感谢", "感谢", "辛苦了", "您辛苦了", "辛苦", "再见", "拜拜":
		if t.Hand.Stage == bot.Idle {
			t.Tell("talk.welcome")
			return true
		}
		t.Rooms.Ask(t, t.Text("talk.welcome_and_on"))
		return true
	case "好的", "好", "收到", "知道了", "明白", "明白了", "了解", "嗯", "ok", "好嘞", "好的谢谢", "收到谢谢":
	default:
		return false
	}
	switch {
	case t.Hand.Stage == bot.Asking:
		t.Rooms.Ask(t, t.Text("talk.please_go_on"))
	case t.Hand.Stage != bot.Idle:
		return false
	case len(t.MyForms()) > 0:
		t.Tell("talk.any_time_reporter")
	case t.In.Person.Has(anwei.Office) || t.In.Person.Has(anwei.Leader):
		t.Tell("talk.any_time_reader")
	default:
		t.Tell("talk.any_time")
	}
	return true
}
