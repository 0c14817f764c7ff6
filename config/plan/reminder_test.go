package plan_test

import (
	"strings"
	"testing"

	"anwei/config/plan"
)

// TestReminderBounds holds the first and the last hour and day that a reminder may
// have, and those just beyond them.
func TestReminderBounds(t *testing.T) {
	const hours, days = "08:30 前和 20:00 后不打扰人", "超出了一个报送期"
	for _, c := range []struct{ old, now, want string }{
		{"at: 09:00", "at: 08:29", hours},
		{"at: 09:00", "at: 08:30", ""},
		{"at: 09:00", "at: 20:00", ""},
		{"at: 09:00", "at: 20:01", hours},
		{"days: -1", "days: -29", days},
		{"days: -1", "days: -28", ""},
		{"days: -1", "days: 28", ""},
		{"days: -1", "days: 29", days},
		{"form: figures, days: -1", "duties: true, days: 366", ""},
		{"form: figures, days: -1", "duties: true, days: 367", days},
		{"form: figures, days: -1", "duties: true, days: -367", days},
	} {
		_, err := plan.Load("bounds.yaml", []byte(strings.Replace(small(t), c.old, c.now, 1)))
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.now, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, want %q", c.now, err, c.want)
		}
	}
}
