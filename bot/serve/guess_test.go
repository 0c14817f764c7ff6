package serve_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
)

// oracle is an assistant that answers as it is told, once it may.
type oracle struct {
	values anwei.Values
	chosen bot.Chosen
	err    error
	may    chan struct{}
	asked  chan bot.Question
	offers chan bot.Choices
}

func newOracle(v anwei.Values, err error) *oracle {
	return &oracle{values: v, err: err, may: make(chan struct{}), asked: make(chan bot.Question, 10), offers: make(chan bot.Choices, 10)}
}

func (o *oracle) Guess(ctx context.Context, q bot.Question) (anwei.Values, error) {
	o.asked <- q
	select {
	case <-o.may:
		return o.values, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (o *oracle) Choose(ctx context.Context, c bot.Choices) (bot.Chosen, error) {
	o.offers <- c
	select {
	case <-o.may:
		return o.chosen, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (o *oracle) Picture(_ context.Context, media string) ([]byte, error) {
	if media == "" {
		return nil, errors.New("no picture")
	}
	return []byte("picture " + media), nil
}

// muddled is a text that our own reading refuses for no reason of its own.
const muddled = "那个数就按我们昨天会上讲的报吧"

func (b *bench) said(t *testing.T, id string) string {
	t.Helper()
	var all []string
	for {
		due := b.due(t, b.now.Add(time.Hour))
		mine := 0
		for _, o := range due {
			if string(o.To) != id {
				continue
			}
			mine++
			text := fmt.Sprint(o.Content)
			if card, is := o.Content.(*anwei.Card); is {
				text = card.Title
			}
			all = append(all, text)
			b.done(t, o.Seq)
		}
		if mine == 0 {
			return strings.Join(all, "\n")
		}
	}
}

// The assistant is asked after the commit and is not waited for; its guess is
// shown, and only a yes writes it down. Names and phones are named to be hidden.
func TestGuess(t *testing.T) {
	b := newBench(t)
	o := newOracle(anwei.Values{"leader_inspections": anwei.Number(3)}, nil)
	b.Assist(o, nil)
	b.hear(t, text("1", "nancun_tb", "填报"))
	if a := b.hear(t, text("2", "nancun_tb", muddled)); a.Text == "" {
		t.Error("the rules' answer waits for the assistant")
	}
	q := <-o.asked
	hidden := strings.Join(q.Hide, " ")
	if q.Text != muddled || len(q.Asked) != 2 || !strings.Contains(hidden, "南村填报员") || !strings.Contains(hidden, "13500000010") || !strings.Contains(hidden, "nancun_tb") {
		t.Errorf("the assistant is asked %q about %v, hiding %d strings", q.Text, q.Asked, len(q.Hide))
	}
	close(o.may)
	b.Wait()
	if said := b.said(t, "nancun_tb"); !strings.Contains(said, "带队检查次数3次") || !strings.Contains(said, "记入吗") {
		t.Errorf("the guess is shown as %s", said)
	}
	if d := b.draft(t); len(d.Values) != 0 {
		t.Errorf("the guess counts before the person said yes: %v", d.Values)
	}
	b.hear(t, text("3", "nancun_tb", "记入"))
	if d := b.draft(t); d.Values["leader_inspections"].N != 3 {
		t.Errorf("after the yes the draft holds %v", d.Values)
	}
}

// A failing assistant leaves the rules' answer, and a guess that comes after the
// next message says nothing.
func TestGuessFailedOrLate(t *testing.T) {
	for name, o := range map[string]*oracle{
		"failed": newOracle(nil, errors.New("no")),
		"empty":  newOracle(anwei.Values{}, nil),
		"late":   newOracle(anwei.Values{"leader_inspections": anwei.Number(3)}, nil),
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.Assist(o, nil)
			b.hear(t, text("1", "nancun_tb", "填报"))
			b.hear(t, text("2", "nancun_tb", muddled))
			<-o.asked
			b.hear(t, text("3", "nancun_tb", "7 8"))
			close(o.may)
			b.Wait()
			if said := b.said(t, "nancun_tb"); strings.Contains(said, "猜") || strings.Contains(said, "意思") {
				t.Errorf("said is %s", said)
			}
			if d := b.draft(t); d.Values["leader_inspections"].N != 7 {
				t.Errorf("the draft holds %v", d.Values)
			}
		})
	}
}

// A picture is fetched and shown to an assistant that sees; without one, or
// where the plan forbids it, the person is told that pictures are not read.
func TestPicture(t *testing.T) {
	b := newBench(t)
	o := newOracle(nil, errors.New("too dark"))
	close(o.may)
	b.Assist(o, o)
	b.hear(t, text("1", "nancun_tb", "填报"))
	m := bot.Message{ID: "2", From: "nancun_tb", Kind: bot.OtherMessage, Text: "image", Media: "M1"}
	b.hear(t, m)
	if q := <-o.asked; string(q.Picture) != "picture M1" {
		t.Errorf("the assistant sees %q", q.Picture)
	}
	b.Wait()
	if said := b.said(t, "nancun_tb"); !strings.Contains(said, "没有识别出来") {
		t.Errorf("nothing is said of a picture that was not read: %s", said)
	}
	blind := newBench(t)
	blind.Assist(o, nil)
	blind.hear(t, text("1", "nancun_tb", "填报"))
	if a := blind.hear(t, m); !strings.Contains(a.Text, "还不能识别图片") {
		t.Errorf("without sight the answer is %s", a.Text)
	}
	blind.Wait()
}
