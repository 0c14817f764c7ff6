package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/notice"
	"anwei/bot/outbox"
	"anwei/bot/phrases"
	"anwei/storage"
)

// broadcast puts a notice to so many people, p0, p1 …, with all its messages.
func (w *world) broadcast(many int, n anwei.Notice) anwei.Notice {
	w.Helper()
	for i := range many {
		n.To = append(n.To, anwei.Receiver{Person: anwei.PersonID(fmt.Sprint("p", i)), Name: fmt.Sprint("人", i)})
	}
	n.State, n.Sent, n.Unit, n.Confirm = anwei.NoticeSent, time.Now(), "xian", true
	w.update(func(tx storage.Ledger) (err error) {
		if n.ID, err = tx.PutNotice(n); err != nil {
			return err
		}
		for range 2 { // whoever puts it twice
			for _, o := range notice.Rows(phrases.New(), campaign(), n) {
				if _, _, err := tx.PutOutgoing(o); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return n
}

// Three thousand people get a notice once each, with a restart in the middle, an
// answer of WeCom's that asks for patience, and somebody who cannot be reached.
func TestNoticeToThousands(t *testing.T) {
	const people = 3000
	bubble(t, outbox.Options{PerMinuteAll: 2000}, func(w *world) {
		n := w.broadcast(people, anwei.Notice{Text: "今晚有大风，请停止室外高处作业"})
		ctx, kill := context.WithCancel(w.Context())
		calls := 0
		w.cast = func(_ context.Context, to []anwei.PersonID, _ anwei.Outgoing) (map[anwei.PersonID]error, error) {
			calls++
			switch calls {
			case 1:
				return nil, busyError{}
			case 2:
				kill() // the process is stopped while WeCom takes the first thousand
			}
			if slices.Contains(to, "p7") {
				return map[anwei.PersonID]error{"p7": lostError{}}, nil
			}
			return nil, nil
		}
		if err := w.out.Run(ctx); err != nil {
			w.Fatal(err)
		}
		stopped := len(w.sent)
		if stopped == 0 || stopped >= people-1 {
			w.Fatalf("%d were sent before the restart", stopped)
		}
		w.out = outbox.New(w, w, w, time.Now, w.logger(), outbox.Options{PerMinuteAll: 2000})
		stop := w.run()
		after(time.Hour)
		stop()
		got := map[anwei.PersonID]int{}
		for _, d := range w.sent {
			got[d.to]++
		}
		for i := range people {
			who := anwei.PersonID(fmt.Sprint("p", i))
			if want := 1; got[who] != want && who != "p7" || who == "p7" && got[who] != 0 {
				w.Errorf("%s got it %d times", who, got[who])
			}
		}
		w.view(func(tx storage.Ledger) error {
			posted, err := tx.Posted(n)
			sum := map[anwei.PostState]int{}
			for _, p := range posted {
				sum[p.State]++
			}
			if sum[anwei.PostSent] != people-1 || posted["p7"].State != anwei.PostFailed {
				w.Errorf("of %d: %v", people, sum)
			}
			return err
		})
	})
}

type busyError struct{}

func (busyError) Error() string   { return "busy" }
func (busyError) Temporary() bool { return true }

type lostError struct{}

func (lostError) Error() string { return "unknown userid" }
func (lostError) Person() bool  { return true }

// What has become pointless is not sent: a chase of whoever has answered, and all
// of a notice that was recalled before it went out.
func TestNoticePointless(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		n := w.broadcast(2, anwei.Notice{Text: "请检查"})
		w.update(func(tx storage.Ledger) error {
			for _, p := range []anwei.PersonID{"p0", "p1"} {
				o := anwei.Outgoing{Key: "chase/" + string(p), To: p, Content: anwei.PlainText("请回复"), Created: time.Now(), About: &anwei.About{Notice: n.ID, Kind: anwei.AboutMissing}}
				if _, _, err := tx.PutOutgoing(o); err != nil {
					return err
				}
			}
			return tx.PutReceipt(anwei.Receipt{Notice: n.ID, Person: "p0", Confirmed: time.Now()})
		})
		stop := w.run()
		after(time.Minute)
		var keys []string
		for _, d := range w.sent {
			keys = append(keys, d.key+" "+string(d.to))
		}
		slices.Sort(keys)
		if want := []string{"chase/p1 p1", "notice/1/0 p0", "notice/1/0 p1"}; !slices.Equal(keys, want) {
			w.Errorf("sent %v, want %v", keys, want)
		}
		stop()
		w.sent = nil
		n = w.broadcast(2, anwei.Notice{Text: "请再检查"})
		w.update(func(tx storage.Ledger) error {
			n.State = anwei.NoticeRecalled
			_, err := tx.PutNotice(n)
			return err
		})
		stop = w.run()
		after(time.Minute)
		stop()
		if len(w.sent) > 0 {
			w.Errorf("of a recalled notice %v was sent", w.sent)
		}
	})
}

// A message is taken back by the id that it was sent under; what cannot be now is
// tried again.
func TestNoticeRecall(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.commit(anwei.Outgoing{Key: "recall", To: anwei.RecallLane(1, 0), Content: anwei.Recall("call-1"), Created: time.Now()})
		fails := 1
		w.back = func(string) error {
			if fails--; fails >= 0 {
				return busyError{}
			}
			return nil
		}
		stop := w.run()
		after(time.Hour)
		stop()
		if !slices.Equal(w.recalled, []string{"call-1", "call-1"}) || len(w.sent) > 0 {
			w.Errorf("recalled %v, sent %v", w.recalled, w.sent)
		}
		w.ended(1, storage.Sent, "")
	})
}

// A recall that is tried for a day holds back neither another recall of the notice
// nor what the office is told meanwhile.
func TestNoticeRecallHoldsNothingBack(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		w.back = func(id string) error {
			if id == "call-0" {
				return busyError{}
			}
			return nil
		}
		posted := map[anwei.PersonID]anwei.Posted{}
		n := anwei.Notice{ID: 1, State: anwei.NoticeRecalled, Recalled: w.began, RecalledBy: "office", Look: w.began}
		for i := range 2 {
			who := anwei.PersonID(fmt.Sprint("p", i))
			n.To = append(n.To, anwei.Receiver{Person: who})
			posted[who] = anwei.Posted{State: anwei.PostSent, At: w.began, Messages: []string{fmt.Sprint("call-", i)}}
		}
		_, rows := notice.Mind(n, notice.Minding{Phrases: phrases.New(), Now: w.began.Add(time.Minute), Posted: posted})
		if len(rows) != 2 {
			w.Fatalf("rows %+v", rows)
		}
		for _, o := range rows {
			w.commit(o)
		}
		w.put("office:o1")
		stop := w.run()
		after(time.Hour)
		stop()
		w.ended(2, storage.Sent, "")
		w.got("office", "o1")
		if o, pending := w.outgoing(1); !pending || o.Attempts < 2 {
			w.Errorf("the first recall is %+v, pending %t", o, pending)
		}
	})
}

// A recall says nothing about whether anybody can be reached, whoever it is put to.
func TestNoticeRecallIsNotAboutPeople(t *testing.T) {
	bubble(t, outbox.Options{}, func(w *world) {
		lost := storage.Reach{Refused: "60111", RefusedAt: w.began}
		w.update(func(tx storage.Ledger) error { return tx.PutReach("lost", lost) })
		w.back = func(id string) error {
			if id == "refused" {
				return lostError{}
			}
			return nil
		}
		w.commit(anwei.Outgoing{Key: "recall/1", To: "office", Content: anwei.Recall("refused"), Created: time.Now()})
		w.commit(anwei.Outgoing{Key: "recall/2", To: "lost", Content: anwei.Recall("taken"), Created: time.Now()})
		stop := w.run()
		after(time.Hour)
		stop()
		w.ended(1, storage.Failed, "unknown userid")
		w.ended(2, storage.Sent, "")
		w.view(func(tx storage.Ledger) error {
			office, _, err := tx.Reach("office")
			still, _, err2 := tx.Reach("lost")
			if office.Refused != "" || still.Refused != lost.Refused {
				w.Errorf("after the recalls the office is %+v and somebody lost is %+v", office, still)
			}
			return errors.Join(err, err2)
		})
	})
}

// Recall makes the world a bot.Recaller.
func (w *world) Recall(_ context.Context, id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.recalled = append(w.recalled, id)
	if w.back == nil {
		return errors.New("not now")
	}
	return w.back(id)
}

var _ bot.Recaller = (*world)(nil)
