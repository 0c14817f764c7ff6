package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/outbox"
	"anwei/storage"
)

// gone is a WeCom that cannot be reached, or that refuses everything.
type goneError struct{ operator bool }

func (goneError) Error() string    { return "60020 or no route" }
func (goneError) Temporary() bool  { return true }
func (goneError) Away() bool       { return true }
func (g goneError) Operator() bool { return g.operator }
func (g goneError) Doubtful() bool { return !g.operator }
func (goneError) Advice() string   { return "请加上企业可信IP。" }
func (g goneError) until(t time.Time) func(context.Context, anwei.Outgoing) error {
	return func(context.Context, anwei.Outgoing) error {
		if time.Now().Before(t) {
			return g
		}
		return nil
	}
}

// While WeCom is away one message tries for all, however many wait; when it is back
// they all go.
func TestOneTriesForAllWhileWeComIsAway(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		const people, away = 300, 10 * time.Minute
		w.answer = goneError{}.until(w.began.Add(away))
		w.put(many(people, "p%[1]d:k%[1]d")...)
		stop := w.run()
		defer stop()
		after(away)
		if n := len(w.keys("")); n > 40 {
			w.Errorf("%d calls in ten minutes", n)
		}
		after(3 * time.Minute)
		if n := w.pending(); n != 0 {
			w.Errorf("%d are still pending", n)
		}
	})
}

// The robot of the group is another way, and stops nobody.
func TestTheGroupStopsNobody(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.answer = func(_ context.Context, o anwei.Outgoing) error {
			if o.To == anwei.OfficeGroup {
				return goneError{operator: true}
			}
			return nil
		}
		w.put("#group:1")
		stop := w.run()
		defer stop()
		after(2 * time.Hour)
		w.put("ann:a1")
		w.out.Wake()
		after(0)
		w.got("ann", "a1")
		if why := w.out.Refused(); why != "" {
			w.Errorf("everything is said to be refused: %s", why)
		}
	})
}

// What waits for the operator does not grow old, and all who ask are told.
func TestWhatWaitsForTheOperator(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.people()
		mended := w.began.AddDate(0, 0, 5)
		w.answer = goneError{operator: true}.until(mended)
		w.put("ann:a1", "bob:b1", "bob:b2")
		stop := w.run()
		defer stop()
		h := w.out.Telling(talker{})
		says := func(who anwei.PersonID) bool {
			a, err := h.Handle(w.Context(), bot.Message{From: who, Kind: bot.TextMessage})
			if err != nil || !strings.HasPrefix(a.Text, "好的") {
				w.Errorf("%s is answered %q, %v", who, a.Text, err)
			}
			return strings.Contains(a.Text, "请加上企业可信IP。")
		}
		after(24 * time.Hour)
		if w.out.Refused() != "请加上企业可信IP。" {
			w.Errorf("the reason is %q", w.out.Refused())
		}
		if !says("cat") || says("cat") || !says("dan") || says("ann") {
			w.Error("each of the office is told once, and nobody else")
		}
		after(2 * time.Hour)
		if !says("cat") {
			w.Error("an hour later it is said again")
		}
		after(5 * 24 * time.Hour)
		w.ended(1, storage.Sent, "")
		w.ended(3, storage.Sent, "")
		if w.out.Refused() != "" || says("dan") {
			w.Error("it is over, and said all the same")
		}
	})
}

type talker struct{ bot.Handler }

func (talker) Handle(context.Context, bot.Message) (bot.Answer, error) {
	return bot.Answer{Text: "好的", Seq: 1}, nil
}

// What is set aside is told to the office, once a day, whatever it was.
func TestWhatIsSetAsideIsTold(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.people()
		w.answer = func(_ context.Context, o anwei.Outgoing) error {
			if o.To == "ann" || o.To == "dan" { // who is of the office
				return errors.New("44004 empty content")
			}
			return nil
		}
		w.put(many(5, "ann:%d")...)
		stop := w.run()
		defer stop()
		after(time.Hour)
		w.got("cat", "aside/2000-01-01/cat")
		if text := fmt.Sprint(w.last("cat").Content); !strings.Contains(text, "南村镇、北留镇张三（账号 ann）") || !strings.Contains(text, "44004") {
			w.Errorf("the office is told %s", text)
		}
		after(24 * time.Hour)
		w.put("ann:next")
		w.out.Wake()
		after(time.Hour)
		w.got("cat", "aside/2000-01-01/cat", "aside/2000-01-02/cat")
	})
}

// After an outage that was longer than anything is tried, a person is told once of a
// report that is missing, and not of one that came in.
func TestAnOutageLongerThanTheLadder(t *testing.T) {
	bubble(t, outbox.Options{Plan: campaign()}, func(w *world) {
		w.answer = goneError{}.until(w.began.AddDate(0, 0, 5))
		stop := w.run()
		defer stop()
		for day := range 4 {
			for _, unit := range []anwei.UnitID{"nancun", "beiliu"} {
				list := items(report(unit))
				o := anwei.Outgoing{Key: fmt.Sprint("remind/", day, unit), To: "ann", Content: anwei.Reminder(list), Created: time.Now()}
				w.commit(o)
			}
			office := items(report("county"))
			office[0].As = anwei.ToOffice
			w.commit(anwei.Outgoing{Key: fmt.Sprint("list/", day), To: "cat", Content: anwei.Reminder(office), Created: time.Now()})
			w.out.Wake()
			after(24 * time.Hour)
		}
		w.does(report("beiliu"))
		after(2 * 24 * time.Hour)
		if n := w.pending(); n != 0 {
			w.Errorf("%d are pending", n)
		}
		told := 0
		w.view(func(tx storage.Ledger) error {
			for seq := range uint64(12) {
				end, _, err := tx.Ended(seq + 1)
				if err != nil || end.Result != storage.Sent && end.Result != storage.Pointless {
					w.Errorf("%s ended as %q (%s), %v", end.Key, end.Result, end.Detail, err)
				}
				if end.Result == storage.Sent {
					told++
				}
			}
			return nil
		})
		if told != 1 || len(w.reminded(report("nancun"))) != 1 {
			w.Errorf("%d were sent", told)
		}
	})
}

// Reminders leave a person's answers room.
func TestChoresLeaveRoomForAnswers(t *testing.T) {
	bubble(t, outbox.Options{Spare: 6}, func(w *world) {
		w.put(many(30, "cat:chore%d")...)
		stop := w.run()
		defer stop()
		after(time.Second)
		for i := range 6 {
			if !w.out.Take("cat") {
				w.Errorf("answer %d finds no room", i+1)
			}
		}
		after(10 * time.Minute)
		if n := w.pending(); n != 0 {
			w.Errorf("%d chores are left", n)
		}
	})
}

// Who has not spoken yet, where only who has can be reached, is told of in one list.
func TestTheSilentAreOneList(t *testing.T) {
	bubble(t, outbox.Options{Spoken: true}, func(w *world) {
		w.people()
		w.update(func(tx storage.Ledger) error {
			for i := range 100 {
				p := anwei.Person{ID: anwei.PersonID(fmt.Sprint("p", i)), Name: fmt.Sprint("第", i, "位"), Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}}}
				if err := tx.PutPerson(p); err != nil {
					return err
				}
			}
			return tx.PutReach("cat", storage.Reach{Spoke: w.began})
		})
		w.answer = func(_ context.Context, o anwei.Outgoing) error {
			if o.To != "cat" {
				return lost{}
			}
			return nil
		}
		stop := w.run()
		defer stop()
		ctx, cancel := context.WithCancel(w.Context())
		minding := make(chan error)
		go func() { minding <- w.out.MindSilent(ctx, nil) }()
		w.put(many(100, "p%[1]d:k%[1]d")...)
		w.out.Wake()
		after(20 * time.Hour)
		cancel()
		if err := <-minding; err != nil {
			w.Error(err)
		}
		if got := w.keys("cat"); len(got) != 1 || !strings.HasPrefix(got[0], "silent/") {
			w.Errorf("the office was sent %v", got)
		}
		if text := fmt.Sprint(w.last("cat").Content); !strings.Contains(text, "等102人") {
			w.Errorf("it was told %s", text)
		}
	})
}

// That the robot of the group is refused until somebody mends it is told to the office,
// once, and the message waits.
func TestTheGroupThatWaitsForTheOperator(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.people()
		w.answer = func(_ context.Context, o anwei.Outgoing) error {
			if o.To == anwei.OfficeGroup && time.Since(w.began) < 48*time.Hour {
				return goneError{operator: true}
			}
			return nil
		}
		w.put("#group:1")
		stop := w.run()
		defer stop()
		after(47 * time.Hour)
		w.got("cat", "unreachable/#group/cat")
		after(2 * time.Hour)
		w.ended(1, storage.Sent, "")
	})
}

// A call in doubt of a notice that was recalled meanwhile is not repeated, and forgotten.
func TestARecalledNoticeIsNotRepeated(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.cast = func(context.Context, []anwei.PersonID, anwei.Outgoing) (map[anwei.PersonID]error, error) {
			return nil, cutError{}
		}
		n := anwei.Notice{State: anwei.NoticeSent, Confirm: true}
		w.update(func(tx storage.Ledger) (err error) {
			n.ID, err = tx.PutNotice(n)
			return err
		})
		w.batch(3, anwei.Outgoing{Batch: "n", Content: anwei.PlainText("通知"), About: &anwei.About{Notice: n.ID}})
		stop := w.run()
		defer stop()
		after(time.Second)
		n.State = anwei.NoticeRecalled
		w.update(func(tx storage.Ledger) error {
			_, err := tx.PutNotice(n)
			return err
		})
		after(time.Minute)
		w.sized(3)
		w.ended(3, storage.Pointless, "撤回")
		w.view(func(tx storage.Ledger) error {
			calls, err := tx.Calls()
			if len(calls) > 0 {
				w.Errorf("%+v is left", calls)
			}
			return err
		})
	})
}
