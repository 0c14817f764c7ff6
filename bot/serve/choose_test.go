package serve_test

import (
	"errors"
	"strings"
	"testing"

	"anwei/bot"
	"anwei/bot/query"
)

// murky is a question that our own reading makes nothing of.
const murky = "给我透个底呗朋友们，王小明13800138000"

func choosing(c bot.Chosen, err error) *oracle {
	o := newOracle(nil, err)
	o.chosen = c
	return o
}

// A leader's question that nobody can read is answered at once with three buttons.
// The assistant is asked after the commit and once, whatever number of times the
// message is delivered; what it chooses is shown, and answered after a yes.
func TestChoose(t *testing.T) {
	b := newBench(t)
	o := choosing(bot.Chosen{query.SlotIntent: "missing", query.SlotForm: "ledger"}, nil)
	b.Assist(o, nil)
	b.hear(t, text("1", "xianzhang", murky))
	if said := b.said(t, "xianzhang"); !strings.Contains(said, "没太明白") {
		t.Errorf("at once is said %s", said)
	}
	c := <-o.offers
	hidden := strings.Join(c.Hide, " ")
	if c.Text != murky || len(c.Slots) == 0 || !strings.Contains(hidden, "南村填报员") || !strings.Contains(hidden, "13500000010") || !strings.Contains(hidden, "nancun_tb") {
		t.Errorf("the assistant is asked %q with %d slots, hiding %d strings", c.Text, len(c.Slots), len(c.Hide))
	}
	b.hear(t, text("1", "xianzhang", murky))
	close(o.may)
	b.Wait()
	if n := len(o.offers); n != 0 {
		t.Errorf("a redelivery asks the assistant %d times more", n)
	}
	if said := b.said(t, "xianzhang"); strings.Count(said, "您是想问") != 1 {
		t.Errorf("the choice is shown as %s", said)
	}
	if a := b.hear(t, text("2", "xianzhang", "是")); !strings.Contains(a.Text, "台账未报") {
		t.Errorf("a yes gets %s", a.Text)
	}
}

// Where the assistant fails, chooses nothing or what is not offered, or is slower
// than the next message, the rules' answer stands and nothing else is said.
func TestChooseFailedOrLate(t *testing.T) {
	for name, o := range map[string]*oracle{
		"failed":  choosing(nil, errors.New("no")),
		"nothing": choosing(nil, nil),
		"foreign": choosing(bot.Chosen{query.SlotIntent: "unit", query.SlotUnit: "nancun_tb"}, nil),
		"late":    choosing(bot.Chosen{query.SlotIntent: "missing"}, nil),
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.Assist(o, nil)
			b.hear(t, text("1", "xianzhang", murky))
			<-o.offers
			if name == "late" {
				b.hear(t, text("2", "xianzhang", "进度"))
			}
			close(o.may)
			b.Wait()
			if said := b.said(t, "xianzhang"); strings.Contains(said, "您是想问") {
				t.Errorf("said is %s", said)
			}
		})
	}
}
