package alarm_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
)

// TestMonth plays 2026-10 with the real cron on a real ledger, the process going
// down and coming back, and one unit reporting on the way.
func TestMonth(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		var got []string
		// up runs a process over the span: it opens the ledger, and closes it.
		up := func(from, to string) {
			time.Sleep(time.Until(clock(t, from)))
			store := open(t, dir)
			if from == "10-01 00:00" {
				enrol(t, store)
			}
			send := func() {
				for _, key := range items(drain(t, store, time.Now())) {
					got = append(got, time.Now().In(shanghai(t)).Format("01-02 15:04 ")+key)
				}
			}
			send() // as an outbox does that starts: the process before may have died with something put
			a := newAlarm(t, store, time.Now, send, slog.New(slog.DiscardHandler))
			ctx, cancel := context.WithDeadline(t.Context(), clock(t, to))
			defer cancel()
			if err := a.Run(ctx); err != nil {
				t.Error(err)
			}
			if to == "10-21 14:00" {
				confirm(t, store, "nancun", time.Now())
			}
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		}
		up("10-01 00:00", "10-03 12:00")
		up("10-17 00:00", "10-19 08:00") // down over the step of the 19th
		up("10-20 03:00", "10-21 14:00") // made up when the quiet hours end
		up("10-21 14:00", "10-21 20:30") // restarted: nothing is said again
		up("10-22 08:00", "10-22 09:00") // killed on the very minute of a step
		up("10-22 09:00", "10-22 22:00")
		up("10-24 10:07", "10-26 08:59") // a Saturday: what was missed waits
		up("10-26 09:00", "10-28 00:00")
		said := func(at string, r anwei.RuleID, u anwei.UnitID, to anwei.PersonID) string {
			return at + " " + item(r, u, to)
		}
		want := []string{
			said("10-20 08:30", "before3", "nancun", "nancun_tb"),
			said("10-20 08:30", "before3", "xiacun", "xiacun_tb"),
			said("10-21 09:00", "before1", "nancun", "nancun_tb"),
			said("10-21 09:00", "before1", "xiacun", "xiacun_tb"),
			said("10-22 09:00", "day", "xiacun", "xiacun_tb"),
			said("10-22 09:00", "day", "xiacun", "lianhe"),
			said("10-26 09:00", "list", "xian", "anban"),
			said("10-26 09:00", "after1", "xiacun", "xiacun_tb"),
			said("10-26 09:00", "after1", "xiacun", "lianhe"),
			"10-26 09:00 remind/2026-10-26/anban/draft",
		}
		if !slices.Equal(got, want) {
			t.Errorf("said\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}
