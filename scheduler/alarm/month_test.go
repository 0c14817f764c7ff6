package alarm_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
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
			a := newAlarm(t, store, time.Now, func() {
				for _, o := range drain(t, store, time.Now()) {
					got = append(got, time.Now().In(shanghai(t)).Format("01-02 15:04 ")+o.Key)
				}
			}, slog.New(slog.DiscardHandler))
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
		up("10-24 10:07", "10-28 00:00") // the day after is made up on the Saturday
		want := []string{
			"10-20 08:30 before3/figures/2026-10/nancun/nancun_tb",
			"10-20 08:30 before3/figures/2026-10/xiacun/xiacun_tb",
			"10-21 09:00 before1/figures/2026-10/nancun/nancun_tb",
			"10-21 09:00 before1/figures/2026-10/xiacun/xiacun_tb",
			"10-22 09:00 day/figures/2026-10/xiacun/xiacun_tb",
			"10-22 09:00 day/figures/2026-10/xiacun/lianhe",
			"10-24 10:07 after1/figures/2026-10/xiacun/xiacun_tb",
			"10-24 10:07 after1/figures/2026-10/xiacun/lianhe",
			"10-24 10:07 list/2026-10/anban",
		}
		if !slices.Equal(got, want) {
			t.Errorf("said\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}
