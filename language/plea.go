package language

import (
	"anwei"
	"anwei/language/entry"
)

// FieldCalled returns the text or choice with the name.
func FieldCalled(name string, form anwei.Form) anwei.FieldID {
	said := string(entry.PlainName(name))
	for _, f := range form.Fields {
		for _, n := range append([]string{f.Title, f.Name, f.Short}, f.Words...) {
			if !f.Kind.Counts() && said == string(entry.PlainName(n)) {
				return f.ID
			}
		}
	}
	return ""
}
