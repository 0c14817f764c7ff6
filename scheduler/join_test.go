package scheduler_test

import (
	"strings"
	"testing"

	"anwei"
	"anwei/scheduler"
)

// dueItem is an item about a report, as the scheduler makes it.
func dueItem(form anwei.FormID, short string, u anwei.UnitID, state string) anwei.Item {
	k := october(u)
	k.Form = form
	return anwei.Item{
		Key: string(form) + string(u), Rule: anwei.RuleID(form) + "-1", Matter: anwei.ReportMatter(k), As: anwei.ToReporter,
		Form: short, State: state, Title: "10月{form}待填报", Text: "10月{form}明天截止，目前{state}。", Line: "10月{form}：{state}",
	}
}

// TestJoined names the reports of one unit that are due alike in one sentence, and
// nothing else.
func TestJoined(t *testing.T) {
	t.Parallel()
	figures, ledger := dueItem("figures", "调度表", "nancun", "尚未填报"), dueItem("ledger", "台账", "nancun", "尚未填报")
	begun := figures
	begun.State, begun.Begun = "已填12项、还差3项", true
	asks := ask(ledger)
	other := dueItem("ledger", "台账", "xiacun", "尚未填报")
	for name, c := range map[string]struct {
		items []anwei.Item
		want  string
	}{
		"one":             {[]anwei.Item{ledger}, "10月台账明天截止，目前尚未填报。"},
		"both":            {[]anwei.Item{figures, ledger}, "10月调度表、台账明天截止，目前均尚未填报。"},
		"not equally far": {[]anwei.Item{begun, ledger}, "10月调度表、台账明天截止，目前调度表已填12项、还差3项，台账尚未填报。"},
		"asked of one":    {[]anwei.Item{figures, asks}, "10月调度表明天截止，目前尚未填报。|10月台账明天截止，目前尚未填报。"},
		"two units":       {[]anwei.Item{figures, other}, "10月调度表明天截止，目前尚未填报。|10月台账明天截止，目前尚未填报。"},
	} {
		var texts []string
		for _, it := range scheduler.Joined(c.items, date(t, "2026-10-21")) {
			texts = append(texts, it.Text)
		}
		if got := strings.Join(texts, "|"); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
	// What was said about braces by a person stays as it was said.
	told := dueItem("figures", "调度表", "nancun", "反映有困难：{form}打不开{state}")
	if got := scheduler.Joined([]anwei.Item{told}, date(t, "2026-10-21"))[0].Text; got != "10月调度表明天截止，目前反映有困难：{form}打不开{state}。" {
		t.Errorf("a reason with braces: %s", got)
	}
	// Both are one matter on the card, whose button begins the first.
	_, card := scheduler.Compose([]anwei.Item{begun, ledger}, date(t, "2026-10-21"))
	if card == nil || card.Title != "10月调度表、台账待填报" || buttons(card) != "*继续填报=填报|report/figures/2026-10/nancun 稍后=稍后|report/figures/2026-10/nancun" {
		t.Errorf("the card is %+v", card)
	}
}

// TestTopUpButtons offers both answers, and among other things says what of.
func TestTopUpButtons(t *testing.T) {
	t.Parallel()
	it := dueItem("figures", "调度表", "nancun", "10月20日已报送")
	it.TopUp = date(t, "2026-10-30")
	const f = "report/figures/2026-10/nancun"
	if _, card := scheduler.Compose([]anwei.Item{it}, date(t, "2026-10-21")); buttons(card) != "*无变化=月末无变化|"+f+" 有变化=月末有变化|"+f {
		t.Errorf("alone: %s", buttons(card))
	}
	if _, card := scheduler.Compose([]anwei.Item{it, dutyItem()}, date(t, "2026-10-21")); buttons(card) != "*调度表无变化=月末无变化|"+f+" 调度表有变化=月末有变化|"+f {
		t.Errorf("among others: %s", buttons(card))
	}
	missing := dueItem("ledger", "台账", "nancun", "尚未填报")
	if text, card := scheduler.Compose([]anwei.Item{it, missing}, date(t, "2026-10-21")); card != nil || !strings.HasSuffix(text, "填表请回复“填报”。") {
		t.Errorf("with a report that is missing: %s %s", text, buttons(card))
	}
}

// TestCalls names the forms of which the group is told the same together.
func TestCalls(t *testing.T) {
	t.Parallel()
	figures, ledger := scheduler.Call{Form: "调度表", Text: "{form}未报：南村镇。"}, scheduler.Call{Form: "台账", Text: "{form}未报：南村镇。"}
	other := scheduler.Call{Form: "台账", Text: "{form}未报：下村镇。"}
	for want, calls := range map[string][]scheduler.Call{
		"":           nil,
		"调度表未报：南村镇。": {figures},
		"调度表、台账未报：南村镇。":         {figures, ledger},
		"调度表未报：南村镇。\n台账未报：下村镇。": {figures, other},
	} {
		if got := scheduler.Calls(calls); got != want {
			t.Errorf("%v: %s", calls, got)
		}
	}
}

// TestJoinedAtItsEdges: one that comes late makes the whole late, whichever it is;
// what is no report joins nothing; and a single matter, too long for a card, is not
// told how to answer several.
func TestJoinedAtItsEdges(t *testing.T) {
	t.Parallel()
	figures, ledger := dueItem("figures", "调度表", "nancun", "尚未填报"), dueItem("ledger", "台账", "nancun", "尚未填报")
	late := ledger
	late.Late = true
	for name, items := range map[string][]anwei.Item{"the second": {figures, late}, "the first": {late, figures}} {
		if got := scheduler.Joined(items, date(t, "2026-10-21")); len(got) != 1 || !got[0].Late {
			t.Errorf("late is %s: %+v", name, got)
		}
	}
	formless := ledger
	formless.Form = ""
	if got := scheduler.Joined([]anwei.Item{figures, formless}, date(t, "2026-10-21")); len(got) != 2 {
		t.Errorf("what is no report was joined: %+v", got)
	}
	long := ask(figures)
	long.Text += strings.Repeat("请于今日内填报。", 25)
	if text, card := scheduler.Compose([]anwei.Item{long}, date(t, "2026-10-21")); card != nil || strings.Contains(text, "一时办不了的") {
		t.Errorf("a single matter: %s, %s", text, buttons(card))
	}
}
