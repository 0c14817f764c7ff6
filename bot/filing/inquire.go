package filing

import (
	"strings"

	"anwei"
	"anwei/bot"
)

// inquiry answers a question in the middle of a report, and asks again what was
// asked.
func inquiry(t *bot.Turn, text string) {
	Aside(t, func() { t.Rooms.Question(t, text) })
}

// Aside answers something beside the report in hand, and asks again what was asked
// unless the answer already did.
func Aside(t *bot.Turn, answer func()) {
	from := len(t.Out)
	answer()
	prompt := Prompt(t)
	if prompt == "" {
		return
	}
	for _, e := range t.Out[from:] {
		if s, ok := e.(bot.Say); ok && s.To == "" {
			if text, _ := s.Content.(anwei.PlainText); strings.Contains(string(text), prompt) {
				return
			}
		}
	}
	Ask(t, "")
}
