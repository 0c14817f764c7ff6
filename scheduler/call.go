package scheduler

import (
	"slices"
	"strings"
)

// Call is what the office's group may be told about one form: Text has {form}
// where the name of the form belongs.
type Call struct{ Form, Text string }

// Calls joins what the group may be told: forms of which the same is to be said
// are named together.
func Calls(calls []Call) string {
	var texts []string
	forms := map[string][]string{}
	for _, c := range calls {
		if forms[c.Text] == nil {
			texts = append(texts, c.Text)
		}
		if !slices.Contains(forms[c.Text], c.Form) {
			forms[c.Text] = append(forms[c.Text], c.Form)
		}
	}
	for i, text := range texts {
		texts[i] = strings.ReplaceAll(text, formWord, strings.Join(forms[text], "、"))
	}
	return strings.Join(texts, "\n")
}
