package talk_test

import (
	"testing"

	"anwei"
	"anwei/bot"
)

// What cannot be seen is not heard: a figure counts that comes with it, and nothing
// of it is kept.
func TestInvisibleCharacters(t *testing.T) {
	h := newHouse(t)
	for _, text := range []string{"\ufeff填\u200b报", "\u202e3 12\u202c", "45 120\x00 118\r\n2 2\xff"} {
		h.listen(t, "nancun_tb", text)
	}
	d, _ := h.Draft(anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"})
	if d.Values["leader_inspections"].N != 3 || d.Values["self_hazards"].N != 120 || d.Values["self_major_rectified"].N != 2 || d.Words[1] != "45 120  118\n2 2" {
		t.Errorf("the draft holds %v of %q", d.Values, d.Words)
	}
	m := bot.Message{ID: "x", From: "nancun_tb", At: h.now, Kind: bot.TextMessage, Text: "\x00\xff\u200b"}
	if e, ok := h.turn(t, m)[0].(bot.Say); !ok || textOf(e.Content) == "" {
		t.Errorf("an invisible text is answered %+v", e)
	}
}
