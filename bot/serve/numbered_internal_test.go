package serve

import (
	"testing"

	"anwei"
)

// TestPutNumbered puts a new one without the number that people were told and accepts
// just that number; an old one is written back under its own.
func TestPutNumbered(t *testing.T) {
	for _, c := range []struct {
		name         string
		isNew        bool
		asked, given uint32
		failed       bool
	}{
		{"new, as told", true, 0, 7, false},
		{"new, another number", true, 0, 8, true},
		{"old", false, 7, 7, false},
	} {
		m := anwei.Mark{N: 7}
		var asked uint32
		err := putNumbered(c.isNew, &m, &m.N, func(m anwei.Mark) (uint32, error) {
			asked = m.N
			return c.given, nil
		})
		if asked != c.asked || (err != nil) != c.failed {
			t.Errorf("%s: put as number %d, %v", c.name, asked, err)
		}
	}
}
