package language_test

import (
	"fmt"
	"strconv"
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

// figures reads sc=12 sh=3.
func figures(tb testing.TB, f anwei.Form, text string) anwei.Values {
	tb.Helper()
	v := anwei.Values{}
	for _, s := range strings.Fields(text) {
		name, value, _ := strings.Cut(s, "=")
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			tb.Fatal(err)
		}
		for _, id := range ids(tb, f, name) {
			v[id] = anwei.Number(n)
		}
	}
	return v
}

// line writes values as sc=12 sh=3, in the order of the form.
func line(f anwei.Form, v anwei.Values) string {
	var out []string
	for i, fd := range f.Fields {
		if n, ok := v.Number(fd.ID); ok {
			out = append(out, fmt.Sprintf("%s=%d", short()[i], n))
		}
	}
	return strings.Join(out, " ")
}
