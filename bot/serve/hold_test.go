package serve_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// What comes behind an answer that may still be on its way waits a moment more than
// now, so that it does not overtake it.
func TestWhatFollowsAnAnswerWaitsAMoment(t *testing.T) {
	b := newBench(t)
	b.hear(t, text("1", "nancun_tb", "填报"))
	b.hear(t, text("2", "nancun_tb", "零报告"))
	b.said(t, "nancun_tb") // all of it has gone
	a := b.hear(t, text("3", "nancun_tb", "确认提交"))
	var behind []anwei.Outgoing
	b.update(t, func(tx storage.Ledger) error {
		all, err := tx.Pending(a.Seq, 100)
		for _, o := range all {
			if o.To == "nancun_tb" {
				behind = append(behind, o)
			}
		}
		return err
	})
	if a.Text == "" || len(behind) == 0 {
		t.Fatalf("the answer is %q, and behind it are %d messages", a.Text, len(behind))
	}
	for _, o := range behind {
		if !o.NotBefore.After(b.now) || o.NotBefore.After(b.now.Add(5*time.Second)) {
			t.Errorf("%s may go from %v on, at %v", o.Key, o.NotBefore, b.now)
		}
	}
}

// What a file turned out to be goes back by no callback, and is not held for one.
func TestWhatAFileSaysIsNotHeld(t *testing.T) {
	b := newBench(t)
	b.Reads(&shelf{}, filled)
	a := b.hear(t, bot.Message{ID: "1", From: "nancun_tb", Kind: bot.OtherMessage, Text: "file", Media: "M1"})
	b.Wait()
	b.Answered(t.Context(), a)
	if err := b.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, o := range b.due(t, b.now) {
		if o.To == "nancun_tb" && strings.Contains(fmt.Sprint(o.Content), "从表格认出2项") {
			return
		}
	}
	t.Errorf("at once he is sent nothing; later %s", b.said(t, "nancun_tb"))
}
