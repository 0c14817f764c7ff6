package talk_test

import (
	"os"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
)

// TestGuideQuestions types every sentence that the guide says a leader may ask, and what
// may be said next, and wants an answer to it.
func TestGuideQuestions(t *testing.T) {
	text, err := os.ReadFile("../../docs/使用说明.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), "### 领导问一句\n")
	section, _, ended := strings.Cut(section, "安委办还可以说")
	if !found || !ended {
		t.Fatal("the guide has no section for leaders")
	}
	h := filledHouse(t)
	h.now = parseTime(t, h, "2026-10-22 15:02")
	asked := 0
	ask := func(sentence string, after ...string) {
		asked++
		delete(h.talks, anwei.PersonID("xianzhang"))
		answer := ""
		for _, s := range append(after, sentence) {
			answer = h.play(t, bot.Message{ID: sentence + s, From: "xianzhang", At: h.now, Kind: bot.TextMessage, Text: s})
		}
		if answer == "" || strings.Contains(answer, "没太明白") || strings.Contains(answer, "没有看懂") || strings.Contains(answer, "回复“进度”：看") {
			t.Errorf("%s is answered %s", sentence, answer)
		}
	}
	for line := range strings.Lines(section) {
		if cells := strings.Split(line, "|"); len(cells) > 2 && !strings.Contains(cells[1], "---") && !strings.Contains(cells[1], "您说") {
			for sentence := range strings.SplitSeq(strings.TrimSpace(cells[1]), "、") {
				ask(sentence)
			}
		}
		if _, next, is := strings.Cut(line, "接着问不用重复话题（一小时内有效）："); is {
			for sentence := range strings.SplitSeq(strings.Trim(next, "。\n"), "、") {
				ask(sentence, "9月整改率")
			}
		}
	}
	ask("这个数从哪来", "9月整改率")
	if asked < 40 {
		t.Errorf("only %d sentences were found in the guide", asked)
	}
}
