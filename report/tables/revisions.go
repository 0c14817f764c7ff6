package tables

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"anwei"
	"anwei/report"
)

// RevisionsInput is what the list of revisions is compiled from.
type RevisionsInput struct {
	// Scopes are the forms of one period, each with the reports that are in.
	Scopes []report.Scope
	// Revisions are those of each report, oldest first, up to the one that the
	// scope shows.
	Revisions map[anwei.ReportKey][]anwei.Revision
}

// Revisions returns the list of all that was confirmed for a period: who, when,
// which revision, which figure from what to what, and why. The first confirmation
// of a report is one row, a correction a row a figure.
func Revisions(in RevisionsInput) Table {
	t := Table{
		Name: "修订清单", Landscape: true, Keys: 3,
		Columns: []Column{
			col("序号", 6), col("单位", 16), col("表", 9), col("版本", 8), col("报送时间", 15), col("填报人", 14), col("代录", 6),
			col("状态", 8), prose("指标", 24), prose("原值", 16), prose("新值", 16), prose("原因", 24),
		},
	}
	first, corrected, figures := 0, 0, 0
	for i, s := range in.Scopes {
		if i == 0 {
			t.Title, t.At, t.Above = s.Period.Chinese()+"报表修订清单", s.At, scope{s}.above()
		}
		for _, u := range report.Arrange(s.Roster, s.Units()).Units {
			r, ok := s.Head(u.ID)
			if !ok {
				continue
			}
			for _, rev := range in.Revisions[r.Key] {
				if rev.N == 1 {
					first++
				} else {
					corrected++
					figures += len(rev.Changes)
				}
				rows := scope{s}.revision(u, r, rev, first+corrected)
				t.Rows = append(t.Rows, rows...)
			}
		}
	}
	t.Foot = []Line{{Left: fmt.Sprintf("共首次报送%d份、更正%d次，更正涉及%d项。逾期只看首次报送，更正不改变。", first, corrected, figures)}}
	return t.laid()
}

// revision returns the rows of one revision under cells that stand once for them.
func (in scope) revision(u anwei.Unit, r anwei.Report, rev anwei.Revision, no int) []Row {
	behalf, state, mark := Cell{}, words("更正"), Plain
	if rev.Behalf {
		behalf = words("是")
	}
	if rev.N == 1 {
		state = words("按时")
		if r.Late {
			state, mark = marked("逾期", Late), Late
		}
	}
	lead := []Cell{
		number(no), words(u.Name), words(in.Form.Short), words(fmt.Sprintf("第%d版", rev.N)),
		moment(rev.At, in.Zone), words(personName(in.Roster.People, rev.By)), behalf, state,
	}
	what := fmt.Sprintf("首次报送，%d项", len(rev.Changes))
	if rev.N > 1 {
		what = "无变化"
	}
	lines := [][]Cell{{words(what), {}, {}}}
	if rev.N > 1 && len(rev.Changes) > 0 {
		lines = in.changes(rev.Changes)
	}
	return block(mark, lead, lines, words(reasons(in.Form, rev.Reasons)))
}

func (in scope) changes(all []anwei.Change) [][]Cell {
	out := make([][]Cell, 0, len(all))
	for _, c := range all {
		f, ok := in.Form.Field(c.Field)
		if !ok {
			f = anwei.Field{ID: c.Field, Title: string(c.Field)}
		}
		out = append(out, []Cell{words(name(f)), shownCell(f, c.Old), shownCell(f, c.New)})
	}
	return out
}

// reasons joins why doubtful figures are right, in the order of the form's checks
// and then those of checks that it has no more.
func reasons(f anwei.Form, all map[anwei.RuleID]string) string {
	ids := make([]anwei.RuleID, 0, len(f.Checks)+len(all))
	for _, c := range f.Checks {
		ids = append(ids, c.ID)
	}
	var out []string
	for _, id := range append(ids, slices.Sorted(maps.Keys(all))...) {
		if s := all[id]; s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "；")
}
