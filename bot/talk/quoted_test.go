package talk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anwei/language/answer"
)

// Whatever of ours somebody quotes before his answer, in whichever form, changes
// nothing in what the answer does.
func TestQuotedPromptsChangeNothing(t *testing.T) {
	t.Parallel()
	like := newHouse(t)
	like.reads()
	said := ownSentences(t)
	forms := []func(string) string{
		func(s string) string { return "「安委办助手：" + s + "」\n- - - - - - - - - - - - - - -\n" },
		func(s string) string {
			return "这是一条引用/回复消息：\n\"安委办助手：" + s + "\"\n------\n"
		},
	}
	for _, ours := range said {
		for _, form := range forms {
			if got := answer.Hear(form(ours)+"应该是15", ""); got != "应该是15" {
				t.Errorf("behind %q is heard %q", ours, got)
			}
		}
	}
	next, quoted := 0, 0
	for _, d := range readDecisions(t, "../testdata/plainwords.txt") {
		for i, s := range d.said {
			if i%2 > 0 {
				continue
			}
			plain := d.answered(t, like, s.text)
			for _, form := range forms {
				next = (next + 17) % len(said)
				quoted++
				if got := d.answered(t, like, form(said[next])+s.text); got != plain {
					t.Errorf("%s: %q behind %q brought\n%s\nnot\n%s", d.name, s.text, said[next], got, plain)
				}
			}
		}
	}
	t.Logf("%d answers behind quotations of %d messages", quoted, len(said))
}

// ownSentences are the messages of the bot in the golden talks.
func ownSentences(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../testdata/talks/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var message []string
		for line := range strings.Lines(string(b) + "\n") {
			text, ours := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
			switch {
			case ours && !strings.HasPrefix(text, "= "):
				message = append(message, text)
			case len(message) > 0:
				all = append(all, strings.Join(message, "\n"))
				message = nil
			}
		}
	}
	return all
}
