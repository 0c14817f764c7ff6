package language_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"anwei"
)

// labelled is one line of the evaluation set; GUIDE.md beside the set says what
// its members mean.
type labelled struct {
	ID     string
	Asked  []anwei.FieldID
	Have   map[anwei.FieldID]int64
	Text   string
	Want   map[anwei.FieldID]int64
	May    map[anwei.FieldID]int64
	Reject bool
	Tags   []string
}

func labelledSet(tb testing.TB) []labelled {
	tb.Helper()
	const name = "figures/testdata/figures.jsonl"
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	var out []labelled
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		var l labelled
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			tb.Fatalf("%s:%d: %v", name, n, err)
		}
		out = append(out, l)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}
