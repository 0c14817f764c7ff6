package alarm_test

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler/alarm"
	"anwei/storage"
	"anwei/storage/bolt"
)

func shanghai(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// clock reads a time of 2026 written as 10-19 09:00 in Shanghai.
func clock(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+s, shanghai(t))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// rule makes a step over the figures form, at 09:00 and in working days.
func rule(id anwei.RuleID, days int, text string, to ...anwei.Recipient) anwei.ReminderRule {
	return anwei.ReminderRule{
		ID: id, Form: "figures", Days: days, Working: true, At: anwei.Clock{Hour: 9}, To: to, Text: text,
	}
}

func plan() anwei.Plan {
	list := rule("list", 1, "{period}{form}已截止，{state}：", anwei.ToOffice)
	list.Draft = "请尽快补报：{unit}。"
	return anwei.Plan{
		Zone: "Asia/Shanghai",
		Forms: []anwei.Form{{
			ID: "figures", Short: "调度表", Every: anwei.Month,
			First:    anwei.MonthPeriod(2026, time.February),
			Last:     anwei.MonthPeriod(2026, time.December),
			Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town"}},
			Deadline: anwei.Deadline{Day: 22, Shift: anwei.Keep},
			Fields:   []anwei.Field{{ID: "a", Kind: anwei.Count, Name: "甲"}, {ID: "b", Kind: anwei.Count, Name: "乙"}},
		}},
		Kinds: []anwei.Kind{{ID: "county", ByOffice: true}, {ID: "town"}},
		Reminders: []anwei.ReminderRule{
			rule("before3", -3, "{unit}{period}{form}请于{deadline}前报送，目前{state}。", anwei.ToReporter),
			rule("before1", -1, "{unit}{period}{form}将于{deadline}截止，目前{state}。", anwei.ToReporter),
			rule("day", 0, "今天是{period}{form}报送截止日，{unit}{state}。", anwei.ToReporter, anwei.ToDeputy),
			rule("after1", 1, "{unit}{period}{form}已过期限，目前{state}。", anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader),
			list,
		},
	}
}

// calendar has the days of 2026-10 that are not what their weekday says.
func calendar() anwei.Calendar {
	c := anwei.Calendar{
		Off:  map[anwei.Date]bool{},
		Work: map[anwei.Date]bool{{Year: 2026, Month: time.October, Day: 10}: true},
	}
	for d := 1; d <= 7; d++ {
		c.Off[anwei.Date{Year: 2026, Month: time.October, Day: d}] = true
	}
	return c
}

// open opens the ledger in the directory.
func open(t testing.TB, dir string) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// enrol puts two towns with a reporter each, a deputy, a leader and the office.
func enrol(t testing.TB, store storage.Store) {
	t.Helper()
	is := func(r anwei.Role, u anwei.UnitID) []anwei.Assignment { return []anwei.Assignment{{Role: r, Unit: u}} }
	err := store.Update(t.Context(), func(tx storage.Ledger) error {
		for _, u := range []anwei.Unit{
			{ID: "xian", Name: "泽州县", Kind: "county"},
			{ID: "nancun", Name: "南村镇", Kind: "town", Parent: "xian"},
			{ID: "xiacun", Name: "下村镇", Kind: "town", Parent: "xian"},
		} {
			if err := tx.PutUnit(u); err != nil {
				return err
			}
		}
		for _, p := range []anwei.Person{
			{ID: "anban", Roles: is(anwei.Office, "xian")},
			{ID: "nancun_tb", Name: "南村员", Phone: "13500000010", Roles: is(anwei.Reporter, "nancun")},
			{ID: "nancun_zz", Roles: is(anwei.Leader, "nancun")},
			{ID: "xiacun_tb", Name: "下村员", Phone: "13500000012", Roles: is(anwei.Reporter, "xiacun")},
			{ID: "lianhe", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "xiacun", Deputy: true}}},
		} {
			if err := tx.PutPerson(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// item names the occurrence of a rule about the report of a unit to a person.
func item(r anwei.RuleID, u anwei.UnitID, to anwei.PersonID) string {
	return string(r) + "/" + anwei.ReportMatter(key(u)).String() + "/" + string(to)
}

// items returns the keys of what the messages remind of, in their order; of one
// that reminds of nothing its own key.
func items(sent []anwei.Outgoing) []string {
	var out []string
	for _, o := range sent {
		reminds, is := o.Content.(anwei.Reminder)
		if !is {
			out = append(out, o.Key)
		}
		for _, it := range reminds {
			out = append(out, it.Key)
		}
	}
	return out
}

func key(u anwei.UnitID) anwei.ReportKey {
	return anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, time.October), Unit: u}
}

// confirm puts a unit's report for 2026-10.
func confirm(t testing.TB, store storage.Store, u anwei.UnitID, at time.Time) {
	t.Helper()
	err := store.Update(t.Context(), func(tx storage.Ledger) error {
		return tx.Confirm(
			anwei.Report{Key: key(u), Values: anwei.Values{}, First: at, Revision: 1, At: at},
			anwei.Revision{N: 1, At: at},
		)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// drain ends all messages that may be sent at the time and returns them, as the
// outbox does.
func drain(t testing.TB, store storage.Store, now time.Time) []anwei.Outgoing {
	t.Helper()
	var sent []anwei.Outgoing
	err := store.Update(t.Context(), func(tx storage.Ledger) error {
		sent = nil
		for {
			due, err := tx.Due(now, 100)
			if err != nil || len(due) == 0 {
				return err
			}
			for _, o := range due {
				sent = append(sent, o)
				if err := tx.Done(o.Seq, storage.Ending{At: now, Result: storage.Sent}); err != nil {
					return err
				}
			}
		}
	})
	if err != nil {
		t.Error(err) // it may be called from the alarm
	}
	return sent
}

// newAlarm makes an alarm for the usual plan.
func newAlarm(t testing.TB, store storage.Store, now func() time.Time, wake func(), log *slog.Logger) *alarm.Alarm {
	t.Helper()
	a, err := alarm.New(store, plan(), calendar(), now, wake, log)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func at(now time.Time) func() time.Time { return func() time.Time { return now } }

// journal is a log to look into.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) count(s string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Count(j.text.String(), s)
}

func (j *journal) logger() *slog.Logger { return slog.New(slog.NewTextHandler(j, nil)) }
