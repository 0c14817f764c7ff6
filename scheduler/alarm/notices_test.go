package alarm_test

import (
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler/alarm"
	"anwei/storage"
	"anwei/storage/bolt"
)

// minder makes an alarm whose plan chases notices and reminds of nothing else.
func minder(t *testing.T, store storage.Store, now func() time.Time) *alarm.Alarm {
	t.Helper()
	p := plan()
	p.Reminders = nil
	p.Notices = anwei.NoticeRules{
		Chase:     []anwei.NoticeChase{{Hours: 24, Text: "{notice}请在{deadline}前回复{wants}。"}},
		DayBefore: anwei.Clock{Hour: 16}, Minutes: 60,
	}
	a, err := alarm.New(store, p, calendar(), now, func() {}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func putNotice(t *testing.T, store storage.Store, n anwei.Notice) anwei.NoticeID {
	t.Helper()
	n.By, n.Unit, n.Text, n.Confirm = "anban", "xian", "请检查", true
	n.To = []anwei.Receiver{{Person: "nancun_tb", Name: "甲", Unit: "nancun"}, {Person: "xiacun_tb", Name: "乙", Unit: "xiacun"}}
	err := store.Update(t.Context(), func(tx storage.Ledger) (err error) {
		n.ID, err = tx.PutNotice(n)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n.ID
}

// wakeAll wakes several alarms at once, and returns the keys of what may be sent.
func wakeAll(t *testing.T, store *bolt.Store, now time.Time) []string {
	t.Helper()
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if _, err := minder(t, store, at(now)).Wake(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var keys []string
	for _, o := range drain(t, store, now) {
		keys = append(keys, o.Key)
	}
	slices.Sort(keys)
	return keys
}

// A scheduled notice goes out at its time, at night as well, once, however many
// alarms ring; the chase and the end of the time for answers follow, and spare
// whoever has answered.
func TestNoticesByTheClock(t *testing.T) {
	store := open(t, t.TempDir())
	defer store.Close() //nolint:errcheck // the test is over
	enrol(t, store)
	sendAt, by := clock(t, "10-20 06:00"), clock(t, "10-22 07:00")
	id := putNotice(t, store, anwei.Notice{State: anwei.NoticeScheduled, SendAt: sendAt, Look: sendAt, AnswerBy: by})
	steps := []struct {
		at   string
		want []string
	}{
		{"10-20 05:59", nil},
		{"10-20 06:00", []string{"notice/1/nancun_tb", "notice/1/office/sent/0", "notice/1/xiacun_tb"}},
		{"10-20 06:01", nil},
		{"10-21 07:00", nil}, // quiet
		{"10-21 08:30", []string{"notice/1/chase/0/xiacun_tb"}},
		{"10-22 08:29", nil},
		{"10-22 08:30", []string{"notice/1/office/close/0"}},
		{"10-30 09:00", nil},
	}
	for _, s := range steps {
		if got := wakeAll(t, store, clock(t, s.at)); !slices.Equal(got, s.want) {
			t.Errorf("at %s: %v, want %v", s.at, got, s.want)
		}
		err := store.Update(t.Context(), func(tx storage.Ledger) error {
			return tx.PutReceipt(anwei.Receipt{Notice: id, Person: "nancun_tb", Confirmed: sendAt.Add(time.Minute)})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Those who take part in a meeting, or have not said, are reminded the day before
// and before it begins, where that is day; whoever is excused is not.
func TestMeetingsByTheClock(t *testing.T) {
	store := open(t, t.TempDir())
	defer store.Close() //nolint:errcheck // the test is over
	enrol(t, store)
	sent := clock(t, "10-19 09:00")
	id := putNotice(t, store, anwei.Notice{
		State: anwei.NoticeSent, Sent: sent, Look: sent, Meeting: &anwei.Meeting{At: clock(t, "10-21 09:00"), Place: "二楼"},
	})
	err := store.Update(t.Context(), func(tx storage.Ledger) error {
		return tx.PutReceipt(anwei.Receipt{Notice: id, Person: "nancun_tb", Confirmed: sent, Attend: anwei.Excused, Detail: "出差"})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		at   string
		want []string
	}{
		{"10-19 09:01", nil},
		{"10-20 16:00", []string{"notice/1/eve/xiacun_tb", "notice/1/office/eve/0"}},
		{"10-21 08:00", nil}, // quiet: an hour before nine is too early
		{"10-21 08:30", []string{"notice/1/soon/xiacun_tb"}},
		{"10-21 09:30", nil},
	} {
		if got := wakeAll(t, store, clock(t, s.at)); !slices.Equal(got, s.want) {
			t.Errorf("at %s: %v, want %v", s.at, got, s.want)
		}
	}
}

// After an outage a scheduled notice still goes out, unless what it says is over;
// then the office is told, and nobody else.
func TestNoticesAfterAnOutage(t *testing.T) {
	store := open(t, t.TempDir())
	defer store.Close() //nolint:errcheck // the test is over
	enrol(t, store)
	sendAt := clock(t, "10-20 08:30")
	putNotice(t, store, anwei.Notice{State: anwei.NoticeScheduled, SendAt: sendAt, Look: sendAt})
	putNotice(t, store, anwei.Notice{State: anwei.NoticeScheduled, SendAt: sendAt, Look: sendAt, Meeting: &anwei.Meeting{At: clock(t, "10-20 15:00")}})
	want := []string{"notice/1/nancun_tb", "notice/1/office/sent/0", "notice/1/xiacun_tb", "notice/2/office/missed/0"}
	if got := wakeAll(t, store, clock(t, "10-20 16:00")); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
