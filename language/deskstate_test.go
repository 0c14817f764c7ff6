package language_test

import (
	"testing"

	"anwei"
	"anwei/language"
	"anwei/language/lexicon"
)

func TestAsksState(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]anwei.UnitID{
		"南村收下没":     "nancun",
		"南村的退回改了没":  "nancun",
		"南村镇确认了吗":   "nancun",
		"南村解锁了没":    "nancun",
		"收下南村":      "",
		"退回南村 漏报了没": "",
		"南村报了没":     "",
		"收下没":       "",
	} {
		if got, ok := language.AsksState(text, lexicon.NewGazetteer(deskKnown().Units)); got != want && ok || ok != (want != "") {
			t.Errorf("%q: got %q %t, want %q", text, got, ok, want)
		}
	}
}
