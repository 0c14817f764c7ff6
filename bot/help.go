package bot

// wording: 帮助

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/bot/phrases"
)

// MissedAgain counts a text to which nothing was asked and of which nothing could
// be made. After two in a row it helps in another way, with buttons, and returns
// true.
func MissedAgain(t *Turn) bool {
	t.State.Missed = t.Missed + 1
	if t.State.Missed < 2 {
		return false
	}
	words := []string{phrases.WordProgress, phrases.WordTable, phrases.WordHelp, phrases.WordHuman}
	if len(t.MyForms()) > 0 {
		words = []string{phrases.WordBegin, phrases.WordTasks, phrases.WordTable, phrases.WordHuman}
	}
	card := anwei.Card{Title: phrases.WhatToDoTitle(), Text: phrases.WhatToDoText(words[0])}
	for i, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: w, Main: i == 0})
	}
	t.Out = append(t.Out, Say{Card: &card})
	return true
}

// HelpText says what the person can do, by role.
func HelpText(t *Turn) string {
	var lines []string
	if forms := t.MyForms(); len(forms) > 0 {
		lines = append(lines, formsHelp(t, forms)...)
		lines = append(lines, phrases.HelpReporter()...)
	}
	if _, may := t.Scope(); may {
		lines = append(lines, phrases.HelpReader()...)
	}
	if t.In.Person.Has(anwei.Office) {
		lines = append(lines, append(phrases.HelpOffice(), phrases.HelpNotices())...)
	}
	if len(lines) == 0 {
		return phrases.NotReporter(t.In.Person)
	}
	return strings.Join(lines, "\n")
}

// formsHelp says which reports are open and how they are begun: in one line where
// they are of one period and due on one day.
func formsHelp(t *Turn, forms []anwei.Form) []string {
	names, lines := make([]string, 0, len(forms)), make([]string, 0, len(forms))
	alike := true
	first, day := OpenPeriod(forms[0], t.In), anwei.Date{}
	for _, f := range forms {
		p := OpenPeriod(f, t.In)
		due := f.Deadline.On(p, t.In.Calendar)
		alike = alike && p == first && (day.IsZero() || due == day)
		day = due
		names = append(names, f.Short)
		lines = append(lines, fmt.Sprintf("回复“填%s”：填写%s%s（%s前报送）", f.Short, phrases.ShortPeriod(p), f.Short, due.Chinese()))
	}
	if !alike {
		return lines
	}
	line := fmt.Sprintf("回复“填报”：填写%s%s（%s前报送）", phrases.ShortPeriod(first), strings.Join(names, "、"), day.Chinese())
	if len(names) > 1 {
		line += fmt.Sprintf("；只填一张的，回复“填%s”", names[len(names)-1])
	}
	return []string{line}
}
