package language

import (
	"strings"
	"time"

	"anwei"
)

// FormNamed returns the one form that a text names, by its title, its short name,
// its annex or another of its names, and the text without that name. It returns
// no form where none is named, or two are.
func FormNamed(text string, forms []anwei.Form) (form anwei.FormID, rest string) {
	low := fold(text).low
	long := ""
	for _, f := range forms {
		for _, name := range append([]string{f.Title, f.Short, f.Annex}, f.Names...) {
			name = strings.TrimSpace(fold(name).low)
			switch {
			case name == "" || len(name) < len(long) || !strings.Contains(low, name):
			case len(name) > len(long):
				long, form = name, f.ID
			case form != f.ID:
				form = ""
			}
		}
	}
	if form == "" {
		return "", text
	}
	rest = strings.Replace(low, long, "", 1)
	for _, f := range forms {
		if f.ID != form && (strings.Contains(rest, f.Short) || f.Annex != "" && strings.Contains(rest, f.Annex)) {
			return "", text
		}
	}
	return form, rest
}

// ReadFormCommand reads a command that may name one of the forms: 填台账, 填报9月附件2,
// 台账进度. A form that is named alone is to be filled in. Where no form is named it
// is ReadCommand about form.
func ReadFormCommand(text string, forms []anwei.Form, form anwei.Form, now time.Time) Command {
	id, rest := FormNamed(text, forms)
	if id == "" || len([]rune(text)) > 40 {
		return ReadCommand(text, form, now)
	}
	if bare := strip(strings.Trim(rest, " 。!,《》的")); bare == "" {
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
	if p, span, ok := Period(rest, now); ok && strip(strings.Trim(rest[:span.From]+rest[span.To:], " 。!,《》的")) == "" {
		return Command{Kind: Begin, Form: id, Period: p}
	}
	return ReadCommand(text, form, now)
}
