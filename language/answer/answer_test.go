package answer_test

import (
	"strings"
	"testing"
	"time"

	"anwei/language/answer"
	"anwei/language/frame"
)

func now() time.Time {
	return time.Date(2026, 10, 23, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
}

func TestRowsAreSound(t *testing.T) {
	t.Parallel()
	for _, err := range answer.Frames().Faults() {
		t.Error(err)
	}
}

// The rows carry their own tests.
func TestRowsHoldTheirSentences(t *testing.T) {
	t.Parallel()
	f := answer.Frames()
	r := f.For(frame.Known{})
	for _, row := range f.Rows() {
		if len(row.Yes) < 5 || len(row.No) < 3 {
			t.Errorf("%s has %d sentences that mean it and %d that do not; it takes five and three", row.Intent, len(row.Yes), len(row.No))
		}
		for _, line := range row.Yes {
			typed, want, _ := strings.Cut(line, " => ")
			slot, value, _ := strings.Cut(want, "=")
			ok := false
			for _, got := range r.Read(typed, now()) {
				ok = ok || got.Intent == row.Intent && got.Cost == row.Cost && got.Rest[slot] == value
			}
			if !ok {
				t.Errorf("%s: %s is read as %+v", row.Intent, line, r.Read(typed, now()))
			}
		}
		for _, typed := range row.No {
			for _, got := range r.Read(typed, now()) {
				if got.Intent == row.Intent && got.Cost == row.Cost {
					t.Errorf("%s: %s is read as it", row.Intent, typed)
				}
			}
		}
	}
}

// Only a person's own words are heard.
func TestHear(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"「安委办：例如：3 12（没有就回复“无”）」\n- - - - - - - - - - - - - - -\n5 6": "5 6",
		"这是一条引用/回复消息：\n\"安委办助手：\n1. 次数\"\n------\n对的":                 "对的",
		"「安委办：请核对」\n- - - - - - - - - - - - - - -\n":                  "",
		"收到[抱拳]":                "收到",
		"👌🏻":                    "👌🏻",
		"[OK]":                  "[OK]",
		"「两个清单」已印发":             "「两个清单」已印发",
		"1. 督导检查次数（次）\n5 6":     "5 6",
		"- - - - - - - -\n检查5次": "- - - - - - - -\n检查5次",
		"[汇总表]发我":               "[汇总表]发我",
	} {
		if got := answer.Hear(text, "请回复2个数\n1. 督导检查次数（次）"); got != want {
			t.Errorf("%q is heard as %q, want %q", text, got, want)
		}
	}
}
