package talk

import (
	"strings"
	"unicode/utf8"

	"anwei/bot"
	"anwei/bot/duty"
	"anwei/bot/filing"
	"anwei/language"
	"anwei/scheduler"
)

// written gives a text to the task that is asked, and offers afterwards to record what it
// also tells of a duty. It returns false where no task is asked, for a yes to what came
// meanwhile, and for what is completely and plainly something else, which is done aside. A
// few words beside a question that is open may have been meant for that: it says so.
func written(t *bot.Turn, typed string) bool {
	_, promises := t.Hear(typed).Promise()
	if !filing.AsksText(t) || promises || bot.Inquires(t, typed) || bot.Wants(t, typed) || bot.SentSince(t) && bot.Assents(t, typed) {
		return false
	}
	if filing.TopUpWords(t, typed) || filing.AskWhose(t, typed) {
		return true
	}
	task := t.AskedWord()
	if t.Passing != nil && isCurt(t, typed) {
		t.Tell("talk.not_taken", "text", scheduler.Shorten(typed, 30))
		return true
	}
	before, had := t.Draft.Values[task]
	filing.InReport(t, language.Command{}, typed)
	if now, has := t.Draft.Values[task]; has && (!had || now != before) {
		duty.Mention(t, typed)
	}
	return true
}

// curt is up to how many characters on a text may be an answer in own words to another
// question than the task that is asked.
const curt = 9

// isCurt reports whether a text is short and names no task, so that it may be meant for
// something else than the task that is asked.
func isCurt(t *bot.Turn, typed string) bool {
	f, _ := t.Form.Field(t.AskedWord())
	return utf8.RuneCountInString(typed) <= curt && !strings.Contains(typed, f.Short) && !bot.NamesItem(t, typed)
}
