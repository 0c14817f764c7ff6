package lexicon

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// Forms are the names of a plan's forms.
type Forms struct {
	forms []anwei.Form
	names []formName
}

// formName is a name of a form as people type it.
type formName struct {
	name string
	form anwei.FormID
}

// NewForms takes the title, the short name, the annex and the other names of each form.
func NewForms(forms []anwei.Form) *Forms {
	out := &Forms{forms: forms}
	for _, f := range forms {
		for _, name := range append([]string{f.Title, f.Short, f.Annex}, f.Names...) {
			if name = strings.TrimSpace(text.Fold(name).Low); name != "" {
				out.names = append(out.names, formName{name, f.ID})
			}
		}
	}
	return out
}

// Named returns the one form that a text names, and the text without that name. It
// returns no form where none is named, or two are.
func (n *Forms) Named(typed string) (form anwei.FormID, rest string) {
	low := text.Fold(typed).Low
	long := ""
	for _, f := range n.names {
		switch {
		case len(f.name) < len(long) || !holds(low, f.name):
		case len(f.name) > len(long):
			long, form = f.name, f.form
		case form != f.form:
			form = ""
		}
	}
	if form == "" {
		return "", typed
	}
	rest = strings.Replace(low, long, "", 1)
	for _, f := range n.forms {
		if f.ID != form && (strings.Contains(rest, f.Short) || f.Annex != "" && strings.Contains(rest, f.Annex)) {
			return "", typed
		}
	}
	return form, rest
}

// holds reports whether a text holds the name. The 月 of 填报10月调度表 is the period's, and
// no part of the name 月调度表.
func holds(low, name string) bool {
	before, _, found := strings.Cut(low, name)
	last := []rune("a" + before)
	return found && (!strings.HasPrefix(name, "月") || !strings.ContainsRune("0123456789一二三四五六七八九十", last[len(last)-1]))
}
