package scheduler_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"anwei"
	"anwei/scheduler"
)

func formItem(u anwei.UnitID) anwei.Item {
	return anwei.Item{
		Key: "figures-3/" + string(u), Rule: "figures-3", Matter: anwei.ReportMatter(october(u)), As: anwei.ToReporter,
		Title: "10月调度表待填报", Text: "您好！南村镇10月调度表还没有报。", Line: "南村镇10月调度表：尚未填报",
	}
}

func dutyItem() anwei.Item {
	return anwei.Item{
		Key: "duty-1/x", Rule: "duty-1", Matter: meeting("nancun"), As: anwei.ToDeputy,
		Title: "2026年三季度专委会全体会议", Text: "您好！专委会还没有开。", Line: "南村镇专委会：已完成0/1次。",
	}
}

func buttons(c *anwei.Card) string {
	if c == nil {
		return "no card"
	}
	var out []string
	for _, b := range c.Buttons {
		s := b.Text + "=" + b.Key
		if b.Main {
			s = "*" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// TestButtons pins what a single item offers.
func TestButtons(t *testing.T) {
	t.Parallel()
	form, duty := formItem("nancun"), dutyItem()
	step := anwei.Item{Matter: anwei.Matter{Unit: "nancun", Case: 3, Step: "scene"}, As: anwei.ToReporter, Title: "快查快处3号", Text: "请办理。"}
	begun, leader := form, form
	begun.Begun = true
	leader.As = anwei.ToLeader
	const f, d = "report/figures/2026-10/nancun", "duty/meeting/2026-Q3/nancun"
	for name, c := range map[string]struct {
		it   anwei.Item
		want string
	}{
		"report":         {form, "*开始填报=填报|" + f + " 稍后=稍后|" + f},
		"report begun":   {begun, "*继续填报=填报|" + f + " 稍后=稍后|" + f},
		"report overdue": {ask(form), "*开始填报=填报|" + f + " 今天报=今天报|" + f + " 明天报=明天报|" + f + " 有困难=有困难|" + f},
		"duty":           {duty, "*已完成=已完成|" + d + " 已安排=已安排|" + d},
		"duty overdue":   {ask(duty), "*已完成=已完成|" + d + " 已安排=已安排|" + d + " 有困难=有困难|" + d},
		"case":           {step, "*已完成=已完成|case/3/scene/nancun"},
		"leader":         {leader, "no card"},
	} {
		text, card := scheduler.Compose([]anwei.Item{c.it}, date(t, "2026-10-21"))
		if got := buttons(card); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if said := text + cardText(card); said != c.it.Text {
			t.Errorf("%s: says %s", name, said)
		}
	}
}

func ask(it anwei.Item) anwei.Item {
	it.Ask = true
	return it
}

func cardText(c *anwei.Card) string {
	if c == nil {
		return ""
	}
	return c.Text
}

// TestSeveral merges items into one message: a line each, and the button of the
// only report among them.
func TestSeveral(t *testing.T) {
	t.Parallel()
	text, card := scheduler.Compose([]anwei.Item{formItem("nancun"), dutyItem()}, date(t, "2026-10-21"))
	if text != "" || card.Title != "有2件事" || buttons(card) != "*开始填报=填报|report/figures/2026-10/nancun" ||
		card.Text != "您好！有2件事请您留意：\n1. 南村镇10月调度表：尚未填报\n2. 南村镇专委会：已完成0/1次" {
		t.Errorf("a report and a duty: %q, %+v", text, card)
	}
	// Of two reports neither button would say which.
	text, card = scheduler.Compose([]anwei.Item{formItem("nancun"), formItem("xiacun")}, date(t, "2026-10-21"))
	if card != nil || !strings.HasSuffix(text, "\n填表请回复“填报”。") || strings.Count(text, "\n") != 3 {
		t.Errorf("two reports: %q, %+v", text, card)
	}
	text, card = scheduler.Compose([]anwei.Item{dutyItem(), ask(formItem("nancun"))}, date(t, "2026-10-21"))
	if text != "" || !strings.HasPrefix(buttons(card), "*开始填报=") || len(card.Buttons) != 4 {
		t.Errorf("a report that is overdue among others: %q, %s", text, buttons(card))
	}
	text, card = scheduler.Compose([]anwei.Item{ask(formItem("nancun")), formItem("xiacun")}, date(t, "2026-10-21"))
	if card != nil || !strings.HasSuffix(text, "\n填表请回复“填报”。\n一时办不了的，请回复日子（例如“明天报”），或回复“有困难”加原因。") {
		t.Errorf("two reports, one of them overdue: %q, %+v", text, card)
	}
	text, card = scheduler.Compose([]anwei.Item{dutyItem(), dutyItem()}, date(t, "2026-10-21"))
	if card != nil || !strings.Contains(text, "9月12日开了专委会") || strings.Contains(text, "填表") {
		t.Errorf("two duties: %q, %+v", text, card)
	}
	if text, card = scheduler.Compose(nil, date(t, "2026-10-21")); text != "" || card != nil {
		t.Errorf("nothing: %q, %+v", text, card)
	}
}

// TestLate excuses once what was said late.
func TestLate(t *testing.T) {
	t.Parallel()
	late := formItem("nancun")
	late.Late = true
	const sorry = "（因系统停机，这条提醒发晚了，请谅解。）"
	if _, card := scheduler.Compose([]anwei.Item{late}, date(t, "2026-10-21")); card == nil || !strings.HasSuffix(card.Text, "还没有报。"+sorry) {
		t.Errorf("one: %+v", card)
	}
	if text, _ := scheduler.Compose([]anwei.Item{late, late, dutyItem()}, date(t, "2026-10-21")); strings.Count(text, sorry) != 1 {
		t.Errorf("several: %s", text)
	}
}

// TestCardLimits makes a text of what is too long for a card, and cuts a title.
func TestCardLimits(t *testing.T) {
	t.Parallel()
	it := formItem("nancun")
	for length, fits := range map[int]bool{160: true, 161: false} {
		it.Text = strings.Repeat("长", length)
		text, card := scheduler.Compose([]anwei.Item{it}, date(t, "2026-10-21"))
		if (card != nil) != fits || text+cardText(card) != it.Text {
			t.Errorf("%d characters: %q, %+v", length, text, card)
		}
	}
	it.Text, it.Title = "短", strings.Repeat("题", 40)
	if _, card := scheduler.Compose([]anwei.Item{it}, date(t, "2026-10-21")); card.Title != strings.Repeat("题", 35)+"…" {
		t.Errorf("title %s", card.Title)
	}
}

// TestComposeWithin holds, for any items, that there is either a text or a card,
// that the card is within WeCom's limits, and that every item is told.
func TestComposeWithin(t *testing.T) {
	t.Parallel()
	as := []anwei.Recipient{anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader, anwei.ToOffice}
	matters := []anwei.Matter{
		anwei.ReportMatter(october("nancun")), anwei.ReportMatter(october("xiacun")), meeting("nancun"),
		{Unit: "nancun", Duty: "lists"},
		{Unit: "nancun", Case: 12, Step: "scene"},
	}
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) anwei.Item {
			return anwei.Item{
				Matter: rapid.SampledFrom(matters).Draw(t, "matter"), As: rapid.SampledFrom(as).Draw(t, "as"),
				Title: rapid.StringN(1, 60, -1).Draw(t, "title"), Text: rapid.StringMatching(`[a-z]{1,200}`).Draw(t, "text"),
				Line: rapid.StringMatching(`[a-z]{1,80}`).Draw(t, "line"), Ask: rapid.Bool().Draw(t, "ask"),
				Begun: rapid.Bool().Draw(t, "begun"), Late: rapid.Bool().Draw(t, "late"),
			}
		}), 1, 12).Draw(t, "items")
		text, card := scheduler.Compose(items, anwei.Date{})
		if (text == "") == (card == nil) {
			t.Fatalf("text %q and card %+v", text, card)
		}
		if card != nil {
			withinCard(t, card)
			text = card.Text
		}
		for _, it := range items {
			want := it.Text
			if len(items) > 1 {
				want = it.Line
			}
			if !strings.Contains(text, want) {
				t.Fatalf("%q does not say %q", text, want)
			}
		}
	})
}

func withinCard(t *rapid.T, c *anwei.Card) {
	if n := utf8.RuneCountInString(c.Title); n == 0 || n > 36 {
		t.Fatalf("a title of %d characters", n)
	}
	if n := utf8.RuneCountInString(c.Text); n > 160 {
		t.Fatalf("a text of %d characters", n)
	}
	if len(c.Buttons) == 0 || len(c.Buttons) > 6 {
		t.Fatalf("%d buttons", len(c.Buttons))
	}
	seen := map[string]bool{}
	for _, b := range c.Buttons {
		word, m := anwei.ReadButtonKey(b.Key)
		if seen[b.Key] || utf8.RuneCountInString(b.Text) > 10 || word == "" || m == (anwei.Matter{}) {
			t.Fatalf("button %+v", b)
		}
		seen[b.Key] = true
	}
}
