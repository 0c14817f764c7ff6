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
	var heard strings.Builder
	for _, e := range h.listen(t, "nancun_tb", "第13项指什么") {
		if s, ok := e.(bot.Say); ok {
			heard.WriteString(s.Text)
		}
	}
	said := heard.String()
	key := anwei.ReportKey{Form: "flood", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	if d, _ := h.Draft(key); len(d.Values) != 3 || !strings.Contains(said, "没有第13项") {
		t.Errorf("it is answered %q, and the draft holds %v", said, d.Values)
	}
}
