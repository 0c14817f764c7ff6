package filing

import (
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/language"
	"anwei/language/text"
)

// changeNamed takes the change of an item of a form that is named with it, whatever
// is in hand: 改台账第7项. It returns false where the text is none, or the person does
// not report the form.
func changeNamed(t *bot.Turn, typed string) bool {
	c, ok := t.Hear(typed).FormChange()
	f, known := t.In.Plan.Form(c.Form)
	if !ok || !known {
		return false
	}
	if c.Item > len(f.Fields) {
		t.Say(t.Text("common.no_such_item", "n", c.Item, "of", len(f.Fields)) + Prompt(t))
		return true
	}
	words := itemText(f, c.Item, c.Rest)
	if t.Form.ID == c.Form && t.Hand.Stage != bot.Choosing && (c.Period.IsZero() || c.Period == t.Hand.Key.Period) {
		t.Rooms.Text(t, words)
		return true
	}
	if len(t.Reporting(f)) == 0 {
		return false
	}
	t.Hand.Words = words
	Begin(t, c.Form, c.Period, unitMeant(t, f, c.Period))
	return true
}

// mendsItem opens the item of the report in hand that somebody wants to put right, by its
// number or the name of a task: 我想改第1项, 理论学习写错了. What belongs to no item is none.
func mendsItem(t *bot.Turn, typed string) bool {
	best := t.Readings(typed)[0]
	what := best.Rest["what"]
	c := t.Hear("改" + what).FormCommand(t.FormInMind())
	if id := language.FieldCalled(text.Strip(what), t.Form); id != "" {
		c = language.Command{Kind: language.Change, Item: t.Number(id), Field: id}
	}
	if best.Intent != "change.item" || c.Kind != language.Change || c.Item == 0 || t.Hand.Stage == bot.Choosing {
		return false
	}
	if t.Hand.Stage == bot.Idle {
		return changeIdle(t, c)
	}
	InReport(t, c, "改"+what)
	return true
}

// unitMeant is the unit whose report of the form is meant by a change: the one that
// is spoken of, or the only one whose report is in or begun. It is empty where that
// is not known.
func unitMeant(t *bot.Turn, f anwei.Form, p anwei.Period) anwei.UnitID {
	if p.IsZero() {
		p = bot.OpenPeriod(f, t.In)
	}
	var there []anwei.UnitID
	for _, u := range t.Reporting(f) {
		if u.ID == t.Hand.Key.Unit {
			return u.ID
		}
		if isThere(t, anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}) {
			there = append(there, u.ID)
		}
	}
	if len(there) != 1 {
		return ""
	}
	return there[0]
}

// isThere reports whether a report is in or begun, so that it can be changed.
func isThere(t *bot.Turn, key anwei.ReportKey) bool {
	_, in := t.In.Ledger.Report(key)
	_, begun := t.In.Ledger.Draft(key)
	return in || begun
}

// changeIdle takes 改第7项 while nothing is in hand: it is about the one form whose
// report is there. Where several are, it is asked which.
func changeIdle(t *bot.Turn, c language.Command) bool {
	if c.Kind != language.Change || c.Item == 0 {
		return false
	}
	there := changeable(t, c)
	switch len(there) {
	case 0:
		return false
	case 1:
		t.Hand.Words = itemText(there[0], c.Item, c.Rest)
		Begin(t, there[0].ID, anwei.Period{}, unitMeant(t, there[0], anwei.Period{}))
		return true
	}
	lines := make([]string, len(there))
	for i, f := range there {
		lines[i] = t.Text("filing.change_line", "form", f.Short, "n", c.Item, "field", f.Fields[c.Item-1].Short)
	}
	card := anwei.Card{
		Title: t.Text("filing.change_title", "n", c.Item),
		Text:  t.Text("filing.change_text", "lines", strings.Join(lines, "\n"), "example", changeWord(there[0], c.Item)),
	}
	for i, f := range there {
		w := changeWord(f, c.Item)
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: w, Main: i == 0})
	}
	t.Out = append(t.Out, bot.Say{Content: &card})
	return true
}

// changeable are the forms that have the item and whose report of the open period
// is there. A number is what a count is changed to, where one of them is a count.
func changeable(t *bot.Turn, c language.Command) []anwei.Form {
	var all, counts []anwei.Form
	for _, f := range t.MyForms() {
		key := anwei.ReportKey{Form: f.ID, Period: bot.OpenPeriod(f, t.In), Unit: unitMeant(t, f, anwei.Period{})}
		if c.Item > len(f.Fields) || key.Unit == "" || !isThere(t, key) {
			continue
		}
		all = append(all, f)
		if countItem(f, c.Item) {
			counts = append(counts, f)
		}
	}
	if c.Rest != "" && len(counts) > 0 {
		return counts
	}
	return all
}

// meantBy is the report that a correction is about which nothing in hand explains:
// the one that was handed in last. 改第7项 12 puts a bare number, though, which a task
// of the ledger is never answered with; where that item of the last report is no
// count, and an item of another form is, whose report of the same unit and period is
// in, then that one is meant: its receipt has told the person to say just this.
func meantBy(t *bot.Turn, c language.Command, last anwei.ReportKey) anwei.ReportKey {
	rest := strings.TrimSpace(c.Rest)
	_, size, ok := text.Numeral(rest)
	if c.Kind != language.Change || c.Item == 0 || !ok || size != len(rest) {
		return last
	}
	if f, known := t.In.Plan.Form(last.Form); known && countItem(f, c.Item) {
		return last
	}
	for _, f := range t.In.Plan.Forms {
		key := anwei.ReportKey{Form: f.ID, Period: last.Period, Unit: last.Unit}
		if _, in := t.In.Ledger.Report(key); in && countItem(f, c.Item) {
			return key
		}
	}
	return last
}

// countItem reports whether the item of the form with the number, from 1, is a count.
func countItem(f anwei.Form, n int) bool {
	return n >= 1 && n <= len(f.Fields) && f.Fields[n-1].Kind.Counts()
}

// itemText says in words that the form itself understands that an item is to be
// changed.
func itemText(f anwei.Form, item int, rest string) string {
	what := "第" + strconv.Itoa(item) + "项"
	switch {
	case rest == "":
		return "改" + what
	case f.Fields[item-1].Kind.Counts():
		return "改" + what + " " + rest
	}
	return what + "改为" + "：" + rest
}

// changeWord is what a button says, and what can be typed: 改台账第7项.
func changeWord(f anwei.Form, item int) string {
	return "改" + f.Short + "第" + strconv.Itoa(item) + "项"
}
