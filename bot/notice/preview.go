package notice

import (
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/scheduler"
)

// fewNames is how many receivers a preview names.
const fewNames = 12

// previewText shows a notice before it is sent: to whom, what, and what it asks
// for.
func previewText(t *bot.Turn, n anwei.Notice) string {
	names := receiverNames(t.Phrases, n.To, fewNames)
	if len(n.To) > fewNames {
		names += t.Text("notice.preview.more_names")
	}
	lines := []string{t.Text("notice.preview.head", "n", n.ID, "whom", n.Audience, "heads", heads(t, n)), names}
	if len(n.Nobody) > 0 {
		lines = append(lines, t.Text("notice.preview.nobody", "units", phrases.Names(bot.NamesOf(t, n.Nobody), 10)))
	}
	if lost := outOfReach(t, n); len(lost) > 0 {
		lines = append(lines, t.Text("notice.preview.lost", "names", people(t.Phrases, lost, 10)))
	}
	if old, is := twin(t, n); is {
		lines = append(lines, t.Text("notice.preview.twin", "n", old.ID))
	}
	lines = append(lines, rule, scheduler.Shorten(n.Text, 600))
	if len(n.Files) > 0 {
		lines = append(lines, t.Text("notice.preview.files", "files", len(n.Files)))
	}
	return strings.Join(append(append(lines, rule), termsText(t, n)...), "\n")
}

// rule stands above and below the text of a notice.
const rule = "——"

// heads says how many people of how many units get it.
func heads(t *bot.Turn, n anwei.Notice) string {
	units := map[anwei.UnitID]bool{}
	for _, r := range n.To {
		units[r.Unit] = true
	}
	return t.Text("notice.heads", "people", len(n.To), "units", len(units))
}

func receiverNames(c *phrases.Catalogue, to []anwei.Receiver, most int) string {
	all := anwei.Each(to, func(r anwei.Receiver) string { return r.Name })
	return people(c, all, most)
}

// people lists at most so many names and says how many there are.
func people(c *phrases.Catalogue, list []string, most int) string {
	if len(list) <= most {
		return strings.Join(list, "、")
	}
	return c.Text("notice.people", "names", strings.Join(list[:most], "、"), "n", len(list))
}

// outOfReach are the receivers whom the last message did not reach.
func outOfReach(t *bot.Turn, n anwei.Notice) []string {
	var out []string
	posted := t.In.Ledger.Posted(n)
	for _, r := range n.To {
		if posted[r.Person].Why != "" {
			out = append(out, r.Name)
		}
	}
	return out
}

// termsText says what the notice asks for and when it goes out, in lines.
func termsText(t *bot.Turn, n anwei.Notice) []string {
	var lines []string
	now := t.In.Now
	if n.Meeting != nil {
		lines = append(lines, t.Text("notice.terms.meeting", "meeting", meetingText(n, now)))
		if n.Meeting.At.Before(now) {
			lines = append(lines, t.Text("notice.terms.meeting_past"))
		}
	} else if terms := language.ReadTerms(n.Text, now); terms.Meets && !terms.HasMeeting {
		lines = append(lines, t.Text("notice.terms.no_meeting"))
	}
	if asks := asksText(t, n); asks != "" {
		lines = append(lines, t.Text("notice.terms.answer", "asks", asks))
	}
	if !n.AnswerBy.IsZero() && n.Asks() && n.AnswerBy.Before(now) {
		lines = append(lines, t.Text("notice.terms.by_past"))
	}
	if n.SendAt.IsZero() {
		lines = append(lines, t.Text("notice.terms.at_once"))
		return lines
	}
	lines = append(lines, t.Text("notice.terms.at", "at", momentText(n.SendAt, now)))
	return lines
}

// asksText says what is to be answered, and by when.
func asksText(t *bot.Turn, n anwei.Notice) string {
	var parts []string
	switch {
	case n.Feedback:
		parts = append(parts, t.Text("notice.terms.feedback"))
	case n.Meeting != nil:
	case n.Confirm:
		parts = append(parts, t.Text("notice.terms.confirm"))
	default:
		parts = append(parts, t.Text("notice.terms.nothing"))
	}
	if !n.AnswerBy.IsZero() && n.Asks() {
		parts = append(parts, t.Text("notice.terms.by", "by", deadlineText(n.AnswerBy, t.In.Now)))
	}
	return strings.Join(parts, "，")
}

// dated writes the days of a text that are named by what day it is today, 明天, as dates,
// so that they mean the same when it is read on another day, and returns what it took
// out.
func dated(text string, today anwei.Date) (string, []string) {
	var out []string
	for _, x := range []struct {
		word, part string
		later      int
	}{
		{"大后天", "", 3},
		{"后天", "", 2},
		{"明天", "", 1},
		{"明日", "", 1},
		{"明晚", "晚上", 1},
		{"明早", "早上", 1},
		{"今天", "", 0},
		{"今日", "", 0},
		{"今晚", "晚上", 0},
		{"今早", "早上", 0},
	} {
		if strings.Contains(text, x.word) {
			text, out = strings.ReplaceAll(text, x.word, dayText(today.AddDays(x.later).In(time.UTC))+x.part), append(out, x.word)
		}
	}
	return text, out
}

// dayText writes a day with its day of the week: 10月20日（周二）.
func dayText(at time.Time) string {
	return anwei.DateOf(at).Chinese() + "（周" + []string{"日", "一", "二", "三", "四", "五", "六"}[at.Weekday()] + "）"
}

func meetingText(n anwei.Notice, now time.Time) string {
	return strings.TrimSuffix(momentText(n.Meeting.At, now)+"，"+n.Meeting.Place, "，")
}

// momentText writes a time with its day of the week: 10月20日（周二）15:00, with the
// year where it is another one.
func momentText(at, now time.Time) string {
	at = at.In(now.Location())
	day := dayText(at)
	if at.Year() != now.Year() {
		day = at.Format("2006年") + day
	}
	return day + at.Format("15:04")
}

// deadlineText writes the last time to answer: a day alone where it is its last
// second.
func deadlineText(at, now time.Time) string {
	at = at.In(now.Location())
	if at.Hour() == 23 && at.Minute() == 59 {
		return anwei.DateOf(at).Chinese() + "（含当天）"
	}
	return momentText(at, now)
}

// sendCard asks whether a notice goes out as its preview shows it.
func sendCard(t *bot.Turn, n anwei.Notice) *anwei.Card {
	m := noticeMatter(n)
	m.Step = anwei.StepID(strconv.Itoa(n.Edition)) // a card of an older edition sends nothing
	when := t.Text("notice.send.at_once")
	if !n.SendAt.IsZero() {
		when = t.Text("notice.send.at", "at", momentText(n.SendAt, t.In.Now))
	}
	words := []string{phrases.WordSend, phrases.WordChange, phrases.WordCancel}
	if len(n.To) > fewNames {
		words = append(words, phrases.WordNames)
	}
	return buttons(anwei.Card{
		Title: t.Text("notice.send.title", "n", n.ID, "people", len(n.To), "when", when), Text: t.Text("notice.send.text"),
	}, m, words)
}

// buttons puts words about a notice on a card, the usual one first.
func buttons(card anwei.Card, m anwei.Matter, words []string) *anwei.Card {
	for i, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: anwei.ButtonKey(w, m), Main: i == 0})
	}
	return &card
}

// allNames lists the receivers by unit.
func allNames(t *bot.Turn, n anwei.Notice) string {
	var b strings.Builder
	b.WriteString(t.Text("notice.all_names", "n", n.ID, "heads", heads(t, n)))
	last := anwei.UnitID("")
	for i, r := range n.To {
		if i == 0 || r.Unit != last {
			b.WriteString("\n" + t.Text("notice.names_of_unit", "unit", t.UnitName(r.Unit), "names", r.Name))
		} else {
			b.WriteString("、" + r.Name)
		}
		last = r.Unit
	}
	return b.String()
}

// already says what became of a notice.
func already(t *bot.Turn, n anwei.Notice) string {
	at := n.Sent
	switch n.State {
	case anwei.NoticeScheduled:
		at = n.SendAt
	case anwei.NoticeRecalled:
		at = n.Recalled
	case anwei.NoticeSent, anwei.NoticeDraft, anwei.NoticeCancelled:
	}
	return t.Text("notice.already."+string(n.State), "n", n.ID, "at", phrases.ClockText(at))
}
