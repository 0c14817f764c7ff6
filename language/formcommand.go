package language

import (
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// ReadFormCommand reads a command that may name one of the forms: 填台账, 填报9月附件2,
// 台账进度. A form that is named alone is to be filled in. Where no form is named it
// is ReadCommand about form.
func ReadFormCommand(typed string, forms []anwei.Form, form anwei.Form, now time.Time) Command {
	id, rest := lexicon.FormNamed(typed, forms)
	if id == "" || len([]rune(typed)) > 40 {
		return ReadCommand(typed, form, now)
	}
	if bare := text.Strip(strings.Trim(rest, " 。!,《》的")); bare == "" {
		return Command{Kind: Begin, Form: id}
	}
	// A wish for a table needs its noun: 发我10月台账.
	for _, s := range []string{rest, rest + "表"} {
		switch c := ReadCommand(s, form, now); c.Kind {
		case Begin, Table, Progress:
			c.Form, c.Rest = id, ""
			return c
		default:
		}
	}
	if p, span, ok := day.Period(rest, now); ok && text.Strip(strings.Trim(rest[:span.From]+rest[span.To:], " 。!,《》的")) == "" {
		return Command{Kind: Begin, Form: id, Period: p}
	}
	return ReadCommand(typed, form, now)
}
