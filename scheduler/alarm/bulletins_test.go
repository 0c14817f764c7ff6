package alarm_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler/alarm"
	"anwei/storage"
)

// Briefings and summaries are put once for ever, at their time, to those who want
// them and to nobody else, however often the alarm rings; what was missed is made
// up while it is of use.
func TestBulletins(t *testing.T) {
	store := ledger(t)
	p := plan()
	p.From, p.To = anwei.Date{Year: 2026, Month: time.February, Day: 14}, anwei.Date{Year: 2026, Month: time.December, Day: 31}
	p.Bulletins = anwei.BulletinRules{Form: "figures", Briefing: anwei.Clock{Hour: 8, Minute: 40}, Weekday: 1, Summary: anwei.Clock{Hour: 9, Minute: 30}}
	p.Reminders = nil
	var wants []anwei.PersonID
	err := store.Update(t.Context(), func(tx storage.Ledger) error {
		roster, err := tx.Roster()
		for _, person := range roster.People {
			if person.Has(anwei.Leader) || person.Has(anwei.Office) {
				wants = append(wants, person.ID)
			}
			if err == nil { // a reporter's wish is of no effect
				err = tx.PutWish(anwei.Wish{Person: person.ID, Briefing: anwei.DailyBriefing})
			}
		}
		return err
	})
	if err != nil || len(wants) == 0 {
		t.Fatal(err, wants)
	}
	ring := func(when string) []string {
		t.Helper()
		now := clock(t, when)
		a, err := alarm.New(store, p, calendar(), at(now), func() {}, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Wake(t.Context()); err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, o := range drain(t, store, now) {
			if _, is := o.Content.(anwei.Bulletin); !is {
				t.Errorf("%+v is no bulletin", o)
			}
			out = append(out, o.Key)
		}
		slices.Sort(out)
		return out
	}
	daily := func(day string) []string {
		var out []string
		for _, id := range wants {
			out = append(out, "bulletin/daily/"+day+"/"+string(id))
		}
		slices.Sort(out)
		return out
	}
	for _, c := range []struct {
		at   string
		want []string
	}{
		{"10-19 08:39", nil},
		{"10-19 08:40", daily("2026-10-19")},
		{"10-19 08:41", nil},
		{"10-20 12:30", daily("2026-10-20")}, // the process was down in the morning
		{"10-21 14:00", nil},                 // of no use any more
		{"10-24 10:00", nil},                 // a Saturday
		{"10-26 08:35", []string{"bulletin/summary/2026-10/anban"}},
		{"10-26 09:30", daily("2026-10-26")},
		{"10-26 09:31", nil},
	} {
		if got := ring(c.at); !slices.Equal(got, c.want) {
			t.Errorf("at %s are put %v, want %v", c.at, got, c.want)
		}
	}
}
