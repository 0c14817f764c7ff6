package serve_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/serve"
	"anwei/report/intake"
	"anwei/storage"
)

func photo(id string) bot.Message {
	return bot.Message{ID: id, From: "nancun_tb", Kind: bot.OtherMessage, Text: "image", Media: "M" + id}
}

// Who sent a photo is told also where the assistant takes all the time there is, and
// where so many photos come at once that some of them have to wait.
func TestPictureIsAnsweredWhateverTheAssistantDoes(t *testing.T) {
	b := newBench(t)
	var log bytes.Buffer
	b.Log(slog.New(slog.NewTextHandler(&log, nil)))
	b.hear(t, text("0", "nancun_tb", "填报"))
	const photos = 5
	synctest.Test(t, func(t *testing.T) {
		b.Assist(newOracle(nil, nil), newOracle(nil, nil)) // it never answers
		for i := range photos {
			b.hear(t, photo(strconv.Itoa(i+1)))
			b.Wait()
		}
	})
	if n := strings.Count(b.said(t, "nancun_tb"), "没有识别出来"); n != photos {
		t.Errorf("%d of %d photos were answered", n, photos)
	}
	if !strings.Contains(log.String(), "the assistant made no guess") {
		t.Errorf("the operator cannot see it: %s", log.String())
	}
}

func TestPicturesAboveTheBoundWait(t *testing.T) {
	b := newBench(t)
	o := newOracle(nil, errors.New("too dark"))
	b.hear(t, text("0", "nancun_tb", "填报"))
	b.Assist(o, o)
	const photos = 5
	for i := range photos {
		b.hear(t, photo(strconv.Itoa(i+1)))
	}
	close(o.may)
	b.Wait()
	if n := len(o.asked); n != photos {
		t.Errorf("the assistant was shown %d of %d photos", n, photos)
	}
}

// oddity is an assistant and a reader of files that panics.
type oddity struct{ oracle }

func (*oddity) Guess(context.Context, bot.Question) (anwei.Values, error) { panic("odd") }

// A panic behind a turn ends nothing but that: it is logged, without what was sent.
func TestPanicBehindATurn(t *testing.T) {
	b := newBench(t)
	var log bytes.Buffer
	b.Log(slog.New(slog.NewTextHandler(&log, nil)))
	b.Assist(&oddity{}, &oddity{})
	b.Reads(&oddity{}, func([]byte) intake.Book { panic("odd") })
	b.hear(t, text("0", "nancun_tb", "填报"))
	for i := range 5 { // more than there are slots
		b.hear(t, photo(fmt.Sprint("p", i)))
		b.hear(t, bot.Message{ID: fmt.Sprint("f", i), From: "nancun_tb", Kind: bot.OtherMessage, Text: "file", Media: "M1"})
	}
	b.Wait()
	if n := strings.Count(log.String(), "panicked"); n != 10 {
		t.Errorf("%d panics are in the log", n)
	}
	if a := b.hear(t, text("9", "nancun_tb", "3 12")); !strings.Contains(a.Text, "已记下") {
		t.Errorf("after it the answer is %q", a.Text)
	}
}

// broken fails to write from some time on.
type broken struct {
	storage.Store
	now bool
}

func (s *broken) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	if s.now {
		return errors.New("the disk is full")
	}
	return s.Store.Update(ctx, fn)
}

// What came late and could not be written is in the log.
func TestLateTurnThatFails(t *testing.T) {
	b := newBench(t)
	s := &broken{Store: b.store}
	h := serve.New(s, b.plan, anwei.Calendar{}, func() time.Time { return b.now }, func() {})
	var log bytes.Buffer
	h.Log(slog.New(slog.NewTextHandler(&log, nil)))
	o := newOracle(anwei.Values{"leader_inspections": anwei.Number(3)}, nil)
	h.Assist(o, nil)
	for i, words := range []string{"填报", muddled} {
		if _, err := h.Handle(t.Context(), text(strconv.Itoa(i), "nancun_tb", words)); err != nil {
			t.Fatal(err)
		}
	}
	<-o.asked
	s.now = true
	close(o.may)
	h.Wait()
	if !strings.Contains(log.String(), "the disk is full") || strings.Contains(log.String(), "昨天会上") {
		t.Errorf("the log is %s", log.String())
	}
}

// Whoever reports in another's place sees by anwei query what he sees in the talk.
func TestPeekOfADeputyForATime(t *testing.T) {
	b := newBench(t)
	b.update(t, func(tx storage.Ledger) error {
		if err := tx.PutPerson(anwei.Person{ID: "helper", Name: "帮忙的"}); err != nil {
			return err
		}
		_, err := tx.PutGrant(anwei.Grant{
			From: "nancun_tb", To: "helper", Units: []anwei.UnitID{"nancun"},
			Since: anwei.DateOf(b.now), Until: anwei.DateOf(b.now), Asked: b.now, Answered: b.now,
		})
		return err
	})
	const question = "南村镇10月进度"
	told := b.hear(t, text("1", "helper", question)).Text
	got, err := serve.Peek(t.Context(), b.store, b.plan, anwei.Calendar{}, b.now, "helper", []string{question})
	if err != nil {
		t.Fatal(err)
	}
	if said(got[0].Says) != told+"\n" || !strings.Contains(told, "南村镇") {
		t.Errorf("the talk says %q, and a look on it %q", told, said(got[0].Says))
	}
}
