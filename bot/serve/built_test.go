package serve_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
)

// builders make what costs far more than to read with it: what words mean, what units,
// forms and tasks are called, the rows of the frames, the sentences.
func builders() []string {
	return []string{
		"language.NewReader", "lexicon.NewGazetteer", "lexicon.NewForms", "figures.New", "entry.NamesOf", "question.NewReader",
		"deed.NewReader", "frame.Load", "answer.Load", "words.New", "intake.NewUnitNames", "phrases.New",
	}
}

// allocated counts, by the function that stands in the stack, the pieces that were
// allocated while the profile was on.
func allocated(names []string) map[string]int64 {
	runtime.GC()
	runtime.GC() // what the profile shows is of the collection before
	records := make([]runtime.MemProfileRecord, 1<<16)
	n, _ := runtime.MemProfile(records, true)
	got := map[string]int64{}
	for _, r := range records[:n] {
		frames := runtime.CallersFrames(r.Stack())
		for more := true; more; {
			var f runtime.Frame
			f, more = frames.Next()
			short := f.Function[strings.LastIndex(f.Function, "/")+1:]
			if slices.Contains(names, short) {
				got[short] += r.AllocObjects
				break
			}
		}
	}
	return got
}

// TestNothingIsBuiltInATurn plays messages of all rooms to a handler that has answered
// the same ones before: what is made of the plan and the roster is there, and no turn
// makes it again. It also counts how often text is folded for a message.
func TestNothingIsBuiltInATurn(t *testing.T) {
	if watched {
		t.Skip("the race detector allocates too")
	}
	defer func(was int) { runtime.MemProfileRate = was }(runtime.MemProfileRate)
	runtime.MemProfileRate = 1
	u := newTurns(t, 16)
	say := func(who anwei.PersonID, text string) {
		u.sent++
		m := bot.Message{ID: fmt.Sprint("m", u.sent), From: who, At: u.now, Kind: bot.TextMessage, Text: text}
		if _, err := u.Handle(context.Background(), m); err != nil {
			t.Fatal(err)
		}
	}
	talk := append(guided(), "单位\t带队检查次数\t发现隐患数\n单位3\t3\t12", "填台账", "1 无变化", "9月南村镇整改率是多少", "9月12日开了专委会，23人参加", "下周三开专委会", "谢谢", "改第3项")
	for _, text := range talk {
		say("tb_u0001", text)
	}
	const folds = "text.folded"
	names := append(builders(), folds)
	before := allocated(names)
	for _, text := range talk {
		say("tb_u0002", text)
	}
	after := allocated(names)
	for _, name := range builders() {
		if before[name] == 0 {
			t.Errorf("%s is nowhere, or what it makes was never needed: the test watches nothing", name)
		}
		if n := after[name] - before[name]; n > 0 {
			t.Errorf("%s allocated %d times in turns: what it makes of the plan and the roster is made once", name, n)
		}
	}
	// Each fold makes two pieces, the runes and their places.
	if n := float64(after[folds]-before[folds]) / 2 / float64(len(talk)); n > mostFolds {
		t.Errorf("a message is folded %.1f times, at most %d: what is folded is handed on", n, mostFolds)
	}
}

// mostFolds is how often the text of a message and parts of it are folded. It may only go
// down.
const mostFolds = 20
