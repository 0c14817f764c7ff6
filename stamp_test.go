package anwei_test

import (
	"testing"
	"time"

	"anwei"
)

// TestStamped counts pages of stamped sheets against the newest revision.
func TestStamped(t *testing.T) {
	at := time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)
	page := func(id string, n int, later time.Duration) anwei.Evidence {
		return anwei.Evidence{ID: id, N: n, Code: "2026-10-南村镇-v1-7K3M", At: at.Add(later)}
	}
	proof, lost, void := page("proof", 2, 0), page("lost", 2, 0), page("void", 2, 0)
	equal := page("equal", 1, time.Hour)
	equal.Code = "2026-10-南村镇-v1-9HXW"
	proof.Code, lost.Lost, void.Void = "", "三天内没有取到", "发错了"
	for name, c := range map[string]struct {
		all  []anwei.Evidence
		want anwei.StampState
		id   string
	}{
		"nothing":                  {nil, anwei.StampMissing, ""},
		"other evidence":           {[]anwei.Evidence{proof}, anwei.StampMissing, ""},
		"lost or taken back":       {[]anwei.Evidence{lost, void}, anwei.StampMissing, ""},
		"of the newest":            {[]anwei.Evidence{page("a", 2, 0), page("b", 2, time.Hour)}, anwei.StampAgrees, "b"},
		"of the one before":        {[]anwei.Evidence{page("a", 1, 0)}, anwei.StampDiffers, "a"},
		"newest, then an old page": {[]anwei.Evidence{page("a", 2, 0), page("b", 1, time.Hour)}, anwei.StampAgrees, "a"},
		"old, then the newest":     {[]anwei.Evidence{page("a", 1, 0), page("b", 2, time.Hour)}, anwei.StampAgrees, "b"},
		"of equal figures":         {[]anwei.Evidence{equal, page("b", 1, 2*time.Hour)}, anwei.StampAgrees, "equal"},
		"old ones":                 {[]anwei.Evidence{page("b", 1, time.Hour), page("a", 1, 0)}, anwei.StampDiffers, "b"},
	} {
		t.Run(name, func(t *testing.T) {
			got, e := anwei.Stamped(anwei.Report{Revision: 2}, "2026-10-南村镇-v2-9HXW", c.all)
			if got != c.want || e.ID != c.id || got.Chinese() == "" {
				t.Errorf("%s of %q, want %s of %q", got, e.ID, c.want, c.id)
			}
		})
	}
}
