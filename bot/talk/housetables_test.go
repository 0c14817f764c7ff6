package talk_test

import (
	"fmt"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
)

// tables is what the house keeps of revisions, snapshots and the other system.
type tables struct {
	revisions map[anwei.ReportKey][]anwei.Revision
	frozen    []anwei.Snapshot
	keyed     map[anwei.ReportKey]anwei.Keyed
}

func newTables() tables {
	return tables{revisions: map[anwei.ReportKey][]anwei.Revision{}, keyed: map[anwei.ReportKey]anwei.Keyed{}}
}

// keep does an effect about tables, and reports whether it is one.
func (h *tables) keep(t testing.TB, e bot.Effect) bool {
	t.Helper()
	switch e := e.(type) {
	case bot.AddSnapshot:
		if _, ok := h.Snapshot(e.Snapshot.Period, e.Snapshot.Name); ok {
			t.Fatalf("a snapshot %s is there", e.Snapshot.Name)
		}
		h.frozen = append(h.frozen, e.Snapshot)
	case bot.PutKeyed:
		h.keyed[e.Keyed.Key] = e.Keyed
	default:
		return false
	}
	return true
}

func (h *tables) Revisions(k anwei.ReportKey) []anwei.Revision { return h.revisions[k] }

func (h *tables) Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool) {
	for _, s := range h.frozen {
		if s.Period == p && s.Name == name {
			return s, true
		}
	}
	return anwei.Snapshot{}, false
}

func (h *tables) Snapshots(p anwei.Period) []anwei.Snapshot {
	var out []anwei.Snapshot
	for _, s := range h.frozen {
		if s.Period == p {
			out = append(out, s)
		}
	}
	return out
}

func (h *tables) Keyed(f anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Keyed {
	out := map[anwei.UnitID]anwei.Keyed{}
	for k, v := range h.keyed {
		if k.Form == f && k.Period == p {
			out[k.Unit] = v
		}
	}
	return out
}

// showTables writes an effect about tables, empty for any other.
func showTables(e bot.Effect) string {
	switch e := e.(type) {
	case bot.AddSnapshot:
		var line strings.Builder
		fmt.Fprintf(&line, "= 定格 %s %q %d份", e.Snapshot.Period, e.Snapshot.Name, len(e.Snapshot.Held))
		for _, d := range e.Snapshot.Owed {
			fmt.Fprintf(&line, "\n=   %s 第%v次 承诺=%t 佐证%d", d.Matter, d.Done, d.Promise != nil, d.Proofs)
		}
		return line.String()
	case bot.PutKeyed:
		return fmt.Sprintf("= 补录 %s 第%d版", e.Keyed.Key, e.Keyed.Revision)
	default:
		return ""
	}
}
