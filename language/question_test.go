package language_test

import (
	"strings"
	"testing"
)

func TestQuestionCases(t *testing.T) {
	k := asking(t, "2026-10-20")
	total, wrong := 0, 0
	for line := range strings.Lines(questionCases + moreQuestionCases + lateQuestionCases) {
		text, want, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok {
			continue
		}
		total++
		if got := slots(k.read(text), k.Units); got != want {
			wrong++
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, got, want)
		}
	}
	t.Logf("%d of %d", total-wrong, total)
}
