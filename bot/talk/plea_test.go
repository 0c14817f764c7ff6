package talk_test

import (
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
)

// Who asks about an item that the form does not have is told so: his question is
// no answer to the text that is asked.
func TestPleaBeyondTheForm(t *testing.T) {
	h := newHouse(t)
	h.usePlan(t, "flood.yaml")
	h.listen(t, "nancun_tb", "填报")
	h.listen(t, "nancun_tb", "1 0 0")
	said := heardOf(t, h, "第13项指什么")
	key := anwei.ReportKey{Form: "flood", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	if d, _ := h.Draft(key); len(d.Values) != 3 || !strings.Contains(said, "没有第13项") {
		t.Errorf("it is answered %q, and the draft holds %v", said, d.Values)
	}
}

// The examples that are shown are of the plan at hand, and what they say is
// understood.
func TestExamplesAreOfThePlan(t *testing.T) {
	h := newHouse(t)
	h.usePlan(t, "flood.yaml")
	said := heardOf(t, h, "我的任务")
	if want := "9月12日完成了防汛演练，23人参加"; !strings.Contains(said, want) {
		t.Errorf("%q is not in\n%s", want, said)
	}
	for _, foreign := range []string{"专委会", "整改"} {
		if strings.Contains(said, foreign) {
			t.Errorf("%s is of another plan:\n%s", foreign, said)
		}
	}
	if said := heardOf(t, h, "9月12日完成了防汛演练，23人参加"); !strings.Contains(said, "防汛演练") || !strings.Contains(said, "对吗") {
		t.Errorf("the example is answered %q", said)
	}
}

// heardOf is what is said to the reporter of 南村镇 when he says something.
func heardOf(t *testing.T, h *house, text string) string {
	t.Helper()
	var heard strings.Builder
	for _, e := range h.listen(t, "nancun_tb", text) {
		if s, ok := e.(bot.Say); ok {
			heard.WriteString(textOf(s.Content))
			if card := cardOf(s.Content); card != nil {
				heard.WriteString(card.Title + card.Text)
			}
		}
	}
	return heard.String()
}
