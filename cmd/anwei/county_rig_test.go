package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot/wecom/wecomtest"
	"anwei/config/plan"
	"anwei/storage"
)

// county is the sample county while a month of it is played over the app's real
// callback. It keeps what was typed, by unit, so that the answers can be compared
// with sums that no code of the program made.
type county struct {
	*rig
	form  anwei.Form
	tasks anwei.Form
	typed map[string]sheet
}

// sheet is one report as it was typed: the fifteen figures in the official order.
type sheet [15]int

// The columns that the indicators are made of, counted from 0.
var (
	foundColumns     = []int{1, 3, 8}
	enteredColumns   = []int{3, 8}
	rectifiedColumns = []int{4, 9}
	majorColumns     = []int{5, 10}
	closedColumns    = []int{6, 11}
)

// newCounty starts the engine with the reminders of the plan.
func newCounty(t *testing.T, start, at string) *county {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	c := &county{rig: newRig(t, parts{callback: true, ledger: at}, start, false, nil), typed: map[string]sheet{}}
	c.form, _ = p.Form("figures")
	c.tasks, _ = p.Form("ledger")
	return c
}

// tell lets a person say something and waits until he has been told all of what is
// wanted, in whatever follows it.
func (c *county) tell(who, words string, want ...string) string {
	c.Helper()
	before := c.next(who)
	c.say(false, who, words)
	return c.told(who, "“"+words+"”", before, want)
}

// tap presses the newest button that says so.
func (c *county) tap(who, button string, want ...string) {
	c.Helper()
	before := c.next(who)
	c.press(false, who, button)
	c.told(who, "["+button+"]", before, want)
}

// next waits until the person has got all that is on its way to him, lets a minute
// pass, so that nobody is ever held back by the rates of WeCom, and returns how many
// lines the talk has.
func (c *county) next(who string) int {
	c.Helper()
	c.until(who+" has got everything", func() bool {
		var waiting bool
		c.try(c.store.View(c.Context(), func(tx storage.Ledger) error {
			all, err := tx.Pending(0, 1000)
			waiting = slices.ContainsFunc(all, func(o anwei.Outgoing) bool { return string(o.To) == who })
			return err
		}))
		if waiting {
			c.clock.Set(c.clock.Now().Add(200 * time.Millisecond))
			c.engine.wake()
		}
		return !waiting
	})
	c.clock.Set(c.clock.Now().Add(time.Minute))
	c.engine.wake()
	return len(c.sim.Talk(who))
}

// told waits until the lines after the first ones hold everything wanted, and
// returns them. What follows an answer is held for a second, which need not be
// waited for.
func (c *county) told(who, after string, before int, want []string) string {
	c.Helper()
	deadline := time.Now().Add(patience / 3)
	for {
		var b strings.Builder
		lines := c.sim.Talk(who)
		for _, l := range lines[min(before, len(lines)):] {
			if !l.FromUser {
				b.WriteString(shownText(l) + "\n")
			}
		}
		heard := b.String()
		i := slices.IndexFunc(want, func(w string) bool { return !strings.Contains(heard, w) })
		if i < 0 {
			return heard
		}
		if time.Now().After(deadline) {
			c.Fatalf("%s: after %s %s should hear %q and heard\n%s", c.clock.Now().Format("2006-01-02 15:04"), after, who, want[i], heard)
		}
		time.Sleep(20 * time.Millisecond) // for what comes over the wire
		c.clock.Set(c.clock.Now().Add(500 * time.Millisecond))
		c.engine.wake()
	}
}

// confirm hands a report in that is shown, and waits for it to be told as in, and
// for its sheets.
func (c *county) confirm(who, report, standing string) {
	c.Helper()
	c.tell(who, "确认提交", "✅ "+report+"已报送", standing, ".xlsx", ".pdf")
}

// keep puts down what a unit has reported.
func (c *county) keep(unit string, s sheet) { c.typed[unit] = s }

// paragraph writes the figures as an official writes them into one message.
func (s sheet) paragraph() string {
	return fmt.Sprintf("党政领导带队检查%d次，发现隐患%d个；企业自查%d家次，发现隐患%d个，整改%d个，重大隐患%d个，重大隐患整改%d个；"+
		"部门检查%d家次，发现隐患%d个，整改%d个，重大隐患%d个，重大隐患整改%d个，停产整顿%d家，约谈%d家，问责%d人",
		s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10], s[11], s[12], s[13], s[14])
}

// cells writes them as a row of a table that was copied.
func (s sheet) cells(month string) string {
	out := []string{month}
	for _, n := range s {
		out = append(out, strconv.FormatInt(int64(n), 10))
	}
	return strings.Join(out, "\t")
}

// guide answers the three groups one by one.
func (c *county) guide(who, unit string, s sheet) {
	c.Helper()
	c.tell(who, "填报10月调度表", "（第1/3组）")
	c.tell(who, join(s[0:2]), "（第2/3组）")
	c.tell(who, join(s[2:7]), "（第3/3组）")
	c.tell(who, join(s[7:15]), "请核对")
	c.keep(unit, s)
}

func join(n []int) string { return strings.Trim(fmt.Sprint(n), "[]") }

// entries answers every task of the ledger of a unit in one message, a line each.
func (c *county) entries(unit anwei.UnitID) string {
	c.Helper()
	i := slices.IndexFunc(c.list.Units, func(u anwei.Unit) bool { return u.ID == unit })
	var b strings.Builder
	asked := c.tasks.FieldsFor(c.list.Units[i])
	for n, f := range c.tasks.Fields {
		if slices.ContainsFunc(asked, func(x anwei.Field) bool { return x.ID == f.ID }) {
			fmt.Fprintf(&b, "第%d项：%s本月已部署到位，完成%d处\n", n+1, c.list.Units[i].Name, n+3)
		}
	}
	return strings.TrimSpace(b.String())
}

// ledger reports the ledger of a unit in one message.
func (c *county) ledger(who, unit, name, standing string) {
	c.Helper()
	c.tell(who, "填报10月台账", name+" 已填0/")
	c.tell(who, c.entries(anwei.UnitID(unit)), name+" 请核对")
	c.confirm(who, name+"10月台账", standing)
}

// sums adds the columns of what was typed.
func (c *county) sum(columns ...int) int {
	total := 0
	for _, s := range c.typed {
		for _, i := range columns {
			total += s[i]
		}
	}
	return total
}

// figures are the indicators of what was typed, as an answer must print them.
func (c *county) figures() []string {
	n, of, open := c.sum(rectifiedColumns...), c.sum(enteredColumns...), c.sum(majorColumns...)-c.sum(closedColumns...)
	return []string{
		fmt.Sprintf("发现隐患%d个", c.sum(foundColumns...)),
		fmt.Sprintf("整改率%.1f%%（%d/%d", 100*float64(n)/float64(of), n, of),
		fmt.Sprintf("重大隐患未销号%d个", open),
	}
}

// file returns the newest file that a person was sent whose name holds the word.
func (c *county) file(who, word string) wecomtest.Media {
	c.Helper()
	for _, l := range slices.Backward(c.sim.Talk(who)) {
		if m, ok := c.sim.Media(l.MediaID); ok && !l.FromUser && strings.Contains(l.File, word) {
			return m
		}
	}
	c.Fatalf("%s has no file %s", who, word)
	return wecomtest.Media{}
}
