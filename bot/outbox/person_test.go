package outbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot/outbox"
	"anwei/storage"
)

// lost is the error of somebody who cannot be reached.
type lost struct{ temporary bool }

func (lost) Error() string     { return "60111 userid not found" }
func (lost) Person() bool      { return true }
func (l lost) Temporary() bool { return l.temporary }
func (lost) Advice() string    { return "企业微信里没有这个账号。" }

// people puts ann, who reports for two units, and the office: cat and dan.
func (w *world) people() {
	w.Helper()
	w.update(func(tx storage.Ledger) error {
		for _, u := range []anwei.Unit{{ID: "nancun", Name: "南村镇"}, {ID: "beiliu", Name: "北留镇"}, {ID: "anban", Name: "县安委办"}} {
			if err := tx.PutUnit(u); err != nil {
				return err
			}
		}
		for _, p := range []anwei.Person{
			{ID: "ann", Name: "张三", Phone: "13800000001", Roles: []anwei.Assignment{
				{Role: anwei.Reporter, Unit: "nancun"}, {Role: anwei.Reporter, Unit: "beiliu"}, {Role: anwei.Leader, Unit: "nancun"},
			}},
			{ID: "cat", Name: "李四", Roles: []anwei.Assignment{{Role: anwei.Office, Unit: "anban"}}},
			{ID: "dan", Name: "王五", Phone: "13800000002", Roles: []anwei.Assignment{{Role: anwei.Office, Unit: "anban"}}},
		} {
			if err := tx.PutPerson(p); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *world) reach(id anwei.PersonID) (r storage.Reach) {
	w.Helper()
	w.view(func(tx storage.Ledger) (err error) {
		r, _, err = tx.Reach(id)
		return err
	})
	return r
}

// loses makes the messages to the people fail from then on.
func (w *world) loses(ids ...anwei.PersonID) {
	w.answer = func(_ context.Context, o anwei.Outgoing) error {
		for _, id := range ids {
			if o.To == id {
				return fmt.Errorf("send: %w", lost{temporary: true}) // it says so, and is not
			}
		}
		return nil
	}
}

func TestUnreachablePersonIsToldToTheOffice(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.people()
		spoke := w.began.Add(-time.Hour).UTC()
		w.update(func(tx storage.Ledger) error { return tx.PutReach("ann", storage.Reach{Spoke: spoke}) })
		w.loses("ann")
		w.put("Ann:a1", "ann:a2", "bob:b1")
		w.flush()
		w.got("ann", "a1", "a2") // each tried once
		w.got("cat", "unreachable/ann/cat")
		w.got("dan", "unreachable/ann/dan")
		w.got("bob", "b1")
		w.ended(1, storage.Failed, "60111 userid not found")
		r := w.reach("ann")
		if !strings.Contains(r.Refused, "60111") || !r.RefusedAt.Equal(w.began) || !r.Spoke.Equal(spoke) {
			w.Errorf("of ann is known %+v", r)
		}
		told := w.last("cat")
		contains(t, fmt.Sprint(told.Content), "南村镇、北留镇张三", "ann", "13800000001", "企业微信里没有这个账号。")
		log := w.log.String()
		if strings.Contains(log, "13800000001") || strings.Contains(log, "张三") || strings.Contains(log, "advice=") {
			w.Errorf("the log says what is for the office: %s", log)
		}
	})
}

// He is told of again only after something has reached him meanwhile.
func TestUnreachableAgain(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.people()
		w.loses("ann")
		w.put("ann:a1")
		w.flush()
		time.Sleep(24 * time.Hour)
		w.put("ann:a2")
		w.flush()
		w.got("cat", "unreachable/ann/cat")
		w.answer = nil
		w.put("ann:a3")
		w.flush()
		if r := w.reach("ann"); r.Refused != "" || !r.RefusedAt.IsZero() {
			w.Errorf("of ann, who was reached, is known %+v", r)
		}
		w.loses("ann")
		w.put("ann:a4")
		w.flush()
		w.got("cat", "unreachable/ann/cat", "unreachable/ann/cat/2000-01-02")
	})
}

// People of the office who cannot be reached are told of to the others, each
// once, and the telling ends.
func TestUnreachableOffice(t *testing.T) {
	bubble(t, outbox.Options{Workers: 1}, func(w *world) {
		w.people()
		w.loses("ann", "cat", "dan")
		w.put("ann:a1", "cat:c1")
		stop := w.run()
		defer stop()
		after(48 * time.Hour)
		w.got("ann", "a1")
		w.got("cat", "c1", "unreachable/ann/cat", "unreachable/dan/cat")
		w.got("dan", "unreachable/ann/dan", "unreachable/cat/dan")
	})
}

// Those whom one call has lost are told of in one message, and the people of the
// office among them are not told.
func TestManyUnreachableAtOnceAreOneMessage(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.people()
		w.cast = func(_ context.Context, to []anwei.PersonID, _ anwei.Outgoing) (map[anwei.PersonID]error, error) {
			refused := map[anwei.PersonID]error{}
			for _, id := range to {
				refused[id] = lost{}
			}
			return refused, nil
		}
		w.batch(500, anwei.Outgoing{Batch: "n", Content: anwei.PlainText("通知")})
		for _, id := range []anwei.PersonID{"ann", "dan"} {
			w.commit(anwei.Outgoing{Key: "n/" + string(id), To: id, Batch: "n", Content: anwei.PlainText("通知"), Created: w.began})
		}
		w.flush()
		w.got("cat", "unreachable/#1/cat")
		w.got("dan")
		told := fmt.Sprint(w.last("cat").Content)
		contains(t, told, "有502个人", "不在名单上的（账号 p0）", "（账号 p19）等。", "企业微信里没有这个账号。", "anwei outbox list")
		if len(told) > 2048 || strings.Contains(told, "p20") || strings.Count(told, "企业微信里没有这个账号。") != 1 {
			w.Errorf("%d bytes: %s", len(told), told)
		}
		w.put("ann:a1")
		w.loses("ann")
		w.flush()
		w.got("cat", "unreachable/#1/cat") // it was told already
	})
}

func TestUnreachableGroupAndStranger(t *testing.T) {
	bubble(t, outbox.Options{Workers: 1}, func(w *world) {
		w.people()
		w.loses(anwei.OfficeGroup, "stranger")
		w.put("#group:g1", "stranger:s1")
		w.flush()
		w.got("cat", "unreachable/#group/cat", "unreachable/stranger/cat")
		var text strings.Builder
		for _, o := range w.said {
			fmt.Fprint(&text, o.Content)
		}
		contains(t, text.String(), "安委办工作群", "账号 stranger（不在名单上）")
	})
}

func (w *world) last(to anwei.PersonID) (last anwei.Outgoing) {
	for _, o := range w.said {
		if o.To == to {
			last = o
		}
	}
	return last
}

// mend is an error that somebody has to mend.
type mend struct{ busy }

func (mend) Advice() string { return "请在企业可信IP里加上 1.2.3.4。" }

func TestAdviceIsLoggedOnceAnHour(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		mended := w.began.Add(150 * time.Minute)
		w.answer = func(context.Context, anwei.Outgoing) error {
			if time.Now().Before(mended) {
				return fmt.Errorf("send: %w", mend{})
			}
			return nil
		}
		w.people()
		w.put("ann:a1", "bob:b1")
		stop := w.run()
		defer stop()
		after(time.Minute)
		if n := strings.Count(w.log.String(), "advice="); n != 1 || !strings.Contains(w.log.String(), "1.2.3.4") {
			w.Errorf("%d times in the log: %s", n, w.log.String())
		}
		after(3 * time.Hour)
		if n := strings.Count(w.log.String(), "advice="); n != 3 {
			w.Errorf("%d times in the log of 150 minutes", n)
		}
		w.ended(1, storage.Sent, "msgid-a1")
		w.ended(2, storage.Sent, "msgid-b1")
		w.got("cat") // the office cannot mend that
	})
}
