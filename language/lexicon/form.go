package lexicon

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// FormNamed returns the one form that a text names, by its title, its short name,
// its annex or another of its names, and the text without that name. It returns
// no form where none is named, or two are.
func FormNamed(typed string, forms []anwei.Form) (form anwei.FormID, rest string) {
	low := text.Fold(typed).Low
	long := ""
	for _, f := range forms {
		for _, name := range append([]string{f.Title, f.Short, f.Annex}, f.Names...) {
			name = strings.TrimSpace(text.Fold(name).Low)
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
		return "", typed
	}
	rest = strings.Replace(low, long, "", 1)
	for _, f := range forms {
		if f.ID != form && (strings.Contains(rest, f.Short) || f.Annex != "" && strings.Contains(rest, f.Annex)) {
			return "", typed
		}
	}
	return form, rest
}
