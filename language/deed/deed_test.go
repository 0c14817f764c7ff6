package deed_test

import (
	"slices"
	"testing"
	"time"

	"anwei"
	"anwei/language/deed"
	"anwei/language/frame"
)

func TestRowsAreSound(t *testing.T) {
	t.Parallel()
	for _, err := range append(deed.Rows().Faults(), deed.Promises().Faults()...) {
		t.Error(err)
	}
}

// The rows carry their own tests.
func TestRowsHoldTheirSentences(t *testing.T) {
	t.Parallel()
	for _, f := range []*frame.Frames{deed.Rows(), deed.Promises()} {
		holds(t, f)
	}
}

func holds(t *testing.T, f *frame.Frames) {
	t.Helper()
	r := f.For(frame.Known{Duties: []anwei.Duty{
		{ID: "meeting", Title: "专委会全体会议", Words: []string{"专委会"}},
		{ID: "consult", Title: "联合会商", Words: []string{"会商"}},
		{ID: "check", Title: "专项督查"},
		{ID: "all", Title: "全覆盖检查"},
		{ID: "regular", Title: "例会"},
	}})
	now := time.Date(2026, 10, 20, 15, 0, 0, 0, time.UTC)
	for _, row := range f.Rows() {
		is := func(typed string) bool {
			return slices.ContainsFunc(r.Read(typed, now), func(g frame.Reading) bool { return g.Intent == row.Intent && g.Cost == row.Cost })
		}
		if len(row.Yes) == 0 || len(row.No) == 0 && row.Intent != "any" {
			t.Errorf("%s takes a sentence that means it and one that does not", row.Intent)
		}
		for _, typed := range row.Yes {
			if !is(typed) {
				t.Errorf("%s: %s is read as %+v", row.Intent, typed, r.Read(typed, now))
			}
		}
		for _, typed := range row.No {
			if is(typed) {
				t.Errorf("%s: %s is read as it", row.Intent, typed)
			}
		}
	}
}
