package bot

import (
	"strings"

	"anwei"
)

// courtesies answers thanks, and a word that only says that something was heard.
// What waits for a yes has taken its own before.
func (t *turn) courtesies(text string) bool {
	if t.nothingWaits(text) {
		return true
	}
	switch strings.ToLower(strings.NewReplacer("，", "", ",", "", "。", "", "！", "", "!", "", "~", "", " ", "").Replace(text)) {
	case "谢谢", "多谢", "谢谢你", "谢谢您", "谢谢了", "非常感谢", "感谢", "辛苦了", "您辛苦了", "辛苦", "再见", "拜拜":
		if t.st.Stage == Idle {
			t.say(welcomeAnyTime())
			return true
		}
		t.ask(welcomeAndOn())
		return true
	case "好的", "好", "收到", "知道了", "明白", "明白了", "了解", "嗯", "ok", "好嘞", "好的谢谢", "收到谢谢":
	default:
		return false
	}
	switch {
	case t.st.Stage == Asking:
		t.ask(pleaseGoOn())
	case t.st.Stage != Idle:
		return false
	default:
		t.say(anyTime(len(t.myForms()) > 0, t.in.Person.Has(anwei.Office) || t.in.Person.Has(anwei.Leader)))
	}
	return true
}

// missedAgain counts a text to which nothing was asked and of which nothing could
// be made. After two in a row it helps in another way, with buttons, and returns
// true.
func (t *turn) missedAgain() bool {
	t.st.Missed = t.missed + 1
	if t.st.Missed < 2 {
		return false
	}
	words := []string{wordProgress, wordTable, wordHelp, wordHuman}
	if len(t.myForms()) > 0 {
		words = []string{wordBegin, wordTasks, wordTable, wordHuman}
	}
	card := anwei.Card{Title: whatToDoTitle(), Text: whatToDoText(words[0])}
	for i, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: w, Main: i == 0})
	}
	t.out = append(t.out, Say{Card: &card})
	return true
}
