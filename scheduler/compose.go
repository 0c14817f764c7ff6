package scheduler

// wording: 提醒的合成

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
)

// cardText and cardTitle are how many characters the text and the title of a card
// may have (protocol §1.3).
const (
	cardText  = 160
	cardTitle = 36
)

// lateText excuses a reminder that nobody could send on its day.
const lateText = "（因系统停机，这条提醒发晚了，请谅解。）"

// Compose makes what is sent of a reminder from its items: a card with buttons
// where it fits one, and otherwise a text, as it is to be read on the day.
func Compose(items []anwei.Item, day anwei.Date) (string, *anwei.Card) {
	if len(items) == 0 {
		return "", nil
	}
	items = Joined(items, day)
	text := items[0].Text
	if len(items) > 1 {
		text = several(items)
	}
	if slices.ContainsFunc(items, func(it anwei.Item) bool { return it.Late }) {
		text += lateText
	}
	buttons := buttonsOf(items)
	if len(buttons) == 0 || utf8.RuneCountInString(text) > cardText {
		return text + typed(items), nil
	}
	return "", &anwei.Card{Title: title(items), Text: text, Buttons: buttons}
}

// several lists items that are said together.
func several(items []anwei.Item) string {
	var b strings.Builder
	fmt.Fprintf(&b, "您好！有%d件事请您留意", len(items))
	if slices.ContainsFunc(items, func(it anwei.Item) bool { return it.As == anwei.ToOffice && it.Matter.Form != "" }) {
		b.WriteString("，要催回复“催一下”，看全部回复“谁没报”")
	}
	b.WriteString("：")
	for i, it := range items {
		fmt.Fprintf(&b, "\n%d. %s", i+1, strings.TrimRight(it.Line, "。"))
	}
	return b.String()
}

// acts reports whether the item is for somebody who can do it himself.
func acts(it anwei.Item) bool { return it.As == anwei.ToReporter || it.As == anwei.ToDeputy }

// title names what the card is about.
func title(items []anwei.Item) string {
	if len(items) > 1 {
		return fmt.Sprintf("有%d件事", len(items))
	}
	return Shorten(items[0].Title, cardTitle)
}

// buttonsOf returns the buttons of a single item, and of several what begins the
// only report among them or, where it is asked for, promises it.
func buttonsOf(items []anwei.Item) []anwei.Button {
	if len(items) == 1 {
		if !acts(items[0]) {
			return nil
		}
		return itemButtons(items[0])
	}
	reports := anwei.Where(items, func(it anwei.Item) bool { return acts(it) && it.Matter.Form != "" })
	switch {
	case len(reports) != 1:
		return nil
	case !reports[0].TopUp.IsZero():
		buttons := itemButtons(reports[0])
		for i, b := range buttons { // among other things it has to say what of
			buttons[i].Text = Shorten(reports[0].Form, 7) + b.Text
		}
		return buttons
	case reports[0].Ask:
		return itemButtons(reports[0])
	}
	return []anwei.Button{begin(reports[0])}
}

func begin(it anwei.Item) anwei.Button {
	text := "开始填报"
	switch {
	case !it.Back.IsZero():
		text = "去更正"
	case it.Begun:
		text = "继续填报"
	}
	return anwei.Button{Text: text, Key: anwei.ButtonKey(anwei.WordBegin, it.Matter), Main: true}
}

func itemButtons(it anwei.Item) []anwei.Button {
	button := func(word string) anwei.Button {
		return anwei.Button{Text: word, Key: anwei.ButtonKey(word, it.Matter)}
	}
	var out []anwei.Button
	switch {
	case !it.TopUp.IsZero():
		out = []anwei.Button{
			{Text: "无变化", Key: anwei.ButtonKey(anwei.WordSame, it.Matter)},
			{Text: "有变化", Key: anwei.ButtonKey(anwei.WordChanged, it.Matter)},
		}
	case it.Matter.Form != "" && it.Ask:
		return []anwei.Button{begin(it), button(anwei.WordToday), button(anwei.WordTomorrow), button(anwei.WordDifficult)}
	case it.Matter.Form != "":
		return []anwei.Button{begin(it), button(anwei.WordLater)}
	case it.Matter.Duty != "":
		out = []anwei.Button{button(anwei.WordHeld), button(anwei.WordArranged)}
	default:
		out = []anwei.Button{button(anwei.WordHeld)}
	}
	out[0].Main = true
	if it.Ask {
		out = append(out, button(anwei.WordDifficult))
	}
	return out
}

// typed tells what to answer where there are no buttons. A single item says it
// itself, but for a duty what an answer may look like.
func typed(items []anwei.Item) string {
	report, other, ask := false, false, false
	for _, it := range items {
		if acts(it) {
			report = report || it.Matter.Form != "" && it.TopUp.IsZero()
			other = other || it.Matter.Form == ""
			ask = ask || it.Ask
		}
	}
	text := ""
	if report && len(items) > 1 {
		text += "\n填表请回复“填报”。"
	}
	if other {
		text += "\n工作任务办完了直接告诉我，例如“9月12日开了专委会，23人参加，解决3个问题”；定了日子的，例如“专委会安排在9月25日”。"
	}
	if ask && len(items) > 1 {
		text += "\n一时办不了的，请回复日子（例如“明天报”），或回复“有困难”加原因。"
	}
	return text
}
