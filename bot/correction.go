package bot

import (
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/text"
)

// meantBy is the report that a correction is about which nothing in hand explains:
// the one that was handed in last. 改第7项 12 puts a bare number, though, which a task
// of the ledger is never answered with; where that item of the last report is no
// count, and an item of another form is, whose report of the same unit and period is
// in, then that one is meant: its receipt has told the person to say just this.
func (t *turn) meantBy(c language.Command, last anwei.ReportKey) anwei.ReportKey {
	rest := strings.TrimSpace(c.Rest)
	_, size, ok := text.Numeral(rest)
	if c.Kind != language.Change || c.Item == 0 || !ok || size != len(rest) {
		return last
	}
	if f, known := t.in.Plan.Form(last.Form); known && countItem(f, c.Item) {
		return last
	}
	for _, f := range t.in.Plan.Forms {
		key := anwei.ReportKey{Form: f.ID, Period: last.Period, Unit: last.Unit}
		if _, in := t.in.Ledger.Report(key); in && countItem(f, c.Item) {
			return key
		}
	}
	return last
}

// countItem reports whether the item of the form with the number, from 1, is a count.
func countItem(f anwei.Form, n int) bool {
	return n >= 1 && n <= len(f.Fields) && f.Fields[n-1].Kind == anwei.Count
}
