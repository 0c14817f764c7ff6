package scheduler_test

import (
	"errors"
	"strings"
	"testing"

	"anwei"
	"anwei/scheduler"
)

// TestQuestions bounds what one wake-up asks of the ledger.
func TestQuestions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		now                     string
		reports, drafts, outbox int
	}{
		{"2026-10-12 10:00", 0, 0, 0}, // no ladder touches
		{"2026-10-22 03:00", 0, 0, 0}, // quiet hours
		{"2026-10-22 08:45", 0, 0, 0}, // between two steps
		{"2026-10-22 09:00", 1, 3, 5}, // three units, three reporters, a deputy of two
	} {
		l := newLedger()
		due(t, clock(t, c.now), facts(l))
		if l.askedReports != c.reports || l.askedDrafts != c.drafts || l.askedKeys != c.outbox {
			t.Errorf("%s: asked for reports %d times, drafts %d, keys %d; want %d, %d, %d",
				c.now, l.askedReports, l.askedDrafts, l.askedKeys, c.reports, c.drafts, c.outbox)
		}
	}
}

// broken fails the question that is set.
type broken struct {
	*ledger
	reports, draft, key error
}

func (b broken) Reports(f anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error) {
	if b.reports != nil {
		return nil, b.reports
	}
	return b.ledger.Reports(f, p)
}

func (b broken) Draft(k anwei.ReportKey) (anwei.Draft, bool, error) {
	if b.draft != nil {
		return anwei.Draft{}, false, b.draft
	}
	return b.ledger.Draft(k)
}

func (b broken) HasOutgoing(key string) (bool, error) {
	if b.key != nil && (b.key.Error() != "list" || strings.HasPrefix(key, "list")) {
		return false, b.key
	}
	return b.ledger.HasOutgoing(key)
}

// TestErrors hands on what the ledger says, and no reminder.
func TestErrors(t *testing.T) {
	t.Parallel()
	e := errors.New("disk")
	for name, b := range map[string]broken{
		"reports": {reports: e}, "draft": {draft: e}, "key": {key: e}, "list": {key: errors.New("list")},
	} {
		b.ledger = newLedger()
		f := facts(b.ledger)
		f.Ledger = b
		now := clock(t, "2026-10-23 09:30")
		for _, ask := range []func() ([]scheduler.Reminder, error){
			func() ([]scheduler.Reminder, error) { return scheduler.Due(now, f) },
			func() ([]scheduler.Reminder, error) { return scheduler.Between(now.AddDate(0, 0, -5), now.Add(1), f) },
		} {
			got, err := ask()
			if err == nil || len(got) != 0 {
				t.Errorf("%s: %d reminders, error %v", name, len(got), err)
			}
			if name != "list" && !errors.Is(err, e) {
				t.Errorf("%s: error %v", name, err)
			}
		}
	}
}
