package talk_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/talk"
)

// TestButtonsCanBeTyped plays all golden talks. Every card has at most six buttons
// and keeps within the limits of the wire (protocol §1.3), and typing what stands on
// a button, there and then, does what pressing it does.
func TestButtonsCanBeTyped(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../testdata/talks/*.txt", "../testdata/questions/*.txt"} {
		some, err := filepath.Glob(pattern)
		if err != nil || len(some) == 0 {
			t.Fatalf("no talks: %v", err)
		}
		files = append(files, some...)
	}
	cards := 0
	for i, file := range files {
		if strings.Contains(file, "questions") || testing.Short() && i%4 != 0 {
			continue // they are asked in another house, whose cards TestQuestions reads
		}
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		h := newHouse(t)
		for line := range strings.Lines(string(script)) {
			line = strings.TrimSuffix(line, "\n")
			_, _, said := strings.Cut(line, "> ")
			before := map[anwei.PersonID]int{}
			for id, cards := range h.cards {
				before[id] = len(cards)
			}
			play(t, h, line)
			if !said || strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "#") {
				continue
			}
			for _, id := range slices.Sorted(maps.Keys(h.cards)) {
				for _, c := range h.cards[id][before[id]:] {
					cards++
					where := filepath.Base(file) + ": " + line + " ▣ " + c.Title
					fits(t, where, c)
					for _, b := range c.Buttons {
						pressed, typed := h.would(t, id, b, c)
						if !slices.Contains(typed, pressed) {
							t.Errorf("%s %s [%s]\npressed: %s\ntyped:   %s", where, id, b.Text, pressed, typed[0])
						}
					}
				}
			}
		}
	}
	if cards < 100 && !testing.Short() {
		t.Errorf("only %d cards were shown; the talks are not played", cards)
	}
}

// fits holds a card to the limits of the wire.
func fits(t *testing.T, where string, c anwei.Card) {
	t.Helper()
	if n := len(c.Buttons); n == 0 || n > 6 {
		t.Errorf("%s has %d buttons", where, n)
	}
	if utf8.RuneCountInString(c.Title) > 36 || utf8.RuneCountInString(c.Text) > 160 {
		t.Errorf("%s: title of %d, text of %d characters", where, utf8.RuneCountInString(c.Title), utf8.RuneCountInString(c.Text))
	}
	labels := map[string]bool{}
	for _, b := range c.Buttons {
		if utf8.RuneCountInString(b.Text) > 10 || len(b.Key) > 1024 || labels[b.Text] {
			t.Errorf("%s: the button %q is too long or there twice", where, b.Text)
		}
		labels[b.Text] = true
	}
}

// would returns what pressing a button would do now, and what typing its text would
// do, or else what the card says in quotes that one can reply: several notices may
// wait for the same word. Nothing of it is applied.
func (h *house) would(t *testing.T, who anwei.PersonID, b anwei.Button, c anwei.Card) (pressed string, typed []string) {
	t.Helper()
	do := func(m bot.Message) string {
		var st bot.State
		if s := h.talks[who]; s != nil {
			if err := json.Unmarshal(s, &st); err != nil {
				t.Fatal(err)
			}
		}
		st, effects := talk.Step(st, h.input(m))
		var out strings.Builder
		for _, e := range effects {
			out.WriteString(h.show(who, e) + "\n")
		}
		s, err := json.Marshal(st)
		if err != nil {
			t.Fatal(err)
		}
		// The record says which of the two it was.
		return strings.ReplaceAll(out.String(), "［"+b.Text+"］", b.Text) + string(s)
	}
	m := bot.Message{ID: "press", From: who, At: h.now, Kind: bot.ButtonMessage, Key: b.Key}
	pressed = do(m)
	m.Kind, m.Key = bot.TextMessage, ""
	words := []string{b.Text}
	for _, said := range regexp.MustCompile("“([^“”]+)”").FindAllStringSubmatch(c.Text, -1) {
		words = append(words, said[1])
	}
	for _, m.Text = range words {
		typed = append(typed, do(m))
	}
	return pressed, typed
}
