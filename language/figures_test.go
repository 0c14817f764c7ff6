package language_test

import (
	"strings"
	"testing"

	"anwei"
)

// short are the short names of the fields in the tables of this package.
func short() []string {
	return strings.Fields("li lh sc sh sr sm smr dc dh dr dm dmr sd pe ac")
}

// ids turns short names into fields. L, S and D are the three groups.
func ids(tb testing.TB, f anwei.Form, names string) []anwei.FieldID {
	tb.Helper()
	var out []anwei.FieldID
	for _, name := range strings.Fields(names) {
		n := len(out)
		for i, fd := range f.Fields {
			group := map[string]string{"L": "leader", "S": "self", "D": "dept"}[name]
			if short()[i] == name || fd.Group == group {
				out = append(out, fd.ID)
			}
		}
		if len(out) == n {
			tb.Fatalf("no field %q", name)
		}
	}
	return out
}
