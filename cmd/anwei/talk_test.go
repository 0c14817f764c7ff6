package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"anwei/bot/wecom/wecomtest"
)

// TestGoldenTalksOverBothWays plays golden talks of package bot over the real
// callback and over the real long connection. What the person sees is what the
// golden file says, whichever way he speaks.
func TestGoldenTalksOverBothWays(t *testing.T) {
	names := []string{"whole", "guided", "zero", "correct", "bare"}
	if testing.Short() {
		names = names[:1]
	}
	for _, name := range names {
		script, err := os.ReadFile(filepath.Join("..", "..", "bot", "testdata", "talks", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, way := range []string{"callback", "socket"} {
			t.Run(name+"/"+way, func(t *testing.T) {
				noLeaks(t)
				long := way == "socket"
				g := newRig(t, parts{callback: !long, bot: long}, "2026-10-19 09:00", true, nil)
				turns := 0
				for _, turn := range turnsOf(string(script)) {
					if turn.at != "" {
						at, err := g.engine.rules.Time(turn.at)
						g.try(err)
						g.clock.Set(at)
						continue
					}
					g.turn(long, turn)
					turns++
				}
				if turns < 3 {
					t.Errorf("only %d turns were played", turns)
				}
			})
		}
	}
}

// spokenTurn is one line of a golden talk with what the bot says to it, or a time
// that the clock is moved to.
type spokenTurn struct {
	at, who, words string
	want           []string
}

// turnsOf reads a golden talk; what the bot does besides speaking is left out.
func turnsOf(script string) []spokenTurn {
	var out []spokenTurn
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		who, words, said := strings.Cut(line, "> ")
		switch answer, indented := strings.CutPrefix(line, "    "); {
		case indented && strings.HasPrefix(answer, "= "):
		case indented:
			last := &out[len(out)-1]
			last.want = append(last.want, answer)
		case strings.HasPrefix(line, "@ "):
			out = append(out, spokenTurn{at: line[2:]})
		case said && !strings.HasPrefix(line, "#"):
			out = append(out, spokenTurn{who: who, words: strings.ReplaceAll(words, `\n`, "\n")})
		}
	}
	return out
}

// turn does what the person does and waits until he has seen all of the answer.
func (g *rig) turn(long bool, turn spokenTurn) {
	g.Helper()
	before := len(g.sim.Talk(turn.who))
	if button, ok := strings.CutPrefix(turn.words, "["); ok {
		g.press(long, turn.who, strings.TrimSuffix(button, "]"))
	} else {
		g.say(long, turn.who, turn.words)
	}
	want := seen(turn.want)
	deadline := time.Now().Add(patience / 3)
	var got string
	for got != want && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
		if got = seen(shownTo(g.sim.Talk(turn.who)[before:])); got != "" && got != want {
			// What follows an answer is held for a second, which need not be waited for.
			g.clock.Set(g.clock.Now().Add(500 * time.Millisecond))
			g.engine.wake()
		}
	}
	if got != want {
		g.Fatalf("to %q %s\n--- sees\n%s\n--- and should see\n%s\nlog:\n%s", turn.words, turn.who, got, want, g.log)
	}
}

// press presses a button of the newest card that has it.
func (g *rig) press(long bool, user, text string) {
	g.Helper()
	for _, l := range slices.Backward(g.sim.Talk(user)) {
		if l.Card == nil {
			continue
		}
		for _, b := range l.Card.Buttons {
			if b.Text != text {
				continue
			}
			if long {
				g.try(g.sim.BotClick(user, l.Card.TaskID, b.Key))
			} else {
				g.try(g.sim.Click(g.Context(), user, l.Card.TaskID, b.Key))
			}
			return
		}
	}
	g.Fatalf("%s has no button %s; the talk ends\n%s", user, text, strings.Join(last(shownTo(g.sim.Talk(user)), 12), "\n"))
}

// last returns at most n strings from the end.
func last(s []string, n int) []string { return s[max(0, len(s)-n):] }

// shownTo are the bot's lines as a golden talk writes them.
func shownTo(lines []wecomtest.Line) []string {
	var out []string
	for _, l := range lines {
		switch {
		case l.FromUser:
		case l.Card != nil:
			var buttons []string
			for _, b := range l.Card.Buttons {
				buttons = append(buttons, "["+b.Text+"]")
			}
			out = append(out, "▣ "+l.Card.Title, l.Card.Sub, strings.Join(buttons, " "))
		case l.Kind == wecomtest.KindFile:
			out = append(out, "〔文件")
		default:
			out = append(out, strings.Split(l.Text, "\n")...)
		}
	}
	return out
}

// seen is what lines look like to a person: without what cannot be seen, and with
// full-width twins as what they look like.
func seen(lines []string) string {
	var out []string
	for _, l := range lines {
		if strings.HasPrefix(l, "〔文件") {
			l = "〔文件"
		}
		l = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
				return -1
			}
			return r
		}, norm.NFKC.String(l))
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}
