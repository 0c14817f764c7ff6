package talk_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"anwei"
)

// decision is one point where a talk waits for a word: how it comes there, who
// answers, and what is said.
type decision struct {
	name string
	who  anwei.PersonID
	do   []string
	said []saying
}

// saying is a phrase with what it must bring about, or must not.
type saying struct {
	text string
	want *regexp.Regexp
	not  bool
}

// readDecisions reads a table in the form of testdata/plainwords.txt.
func readDecisions(t *testing.T, file string) []*decision {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []*decision
	var in *decision
	var want *regexp.Regexp
	not := false
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		key, value, _ := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") && line != "[OK]":
			in = &decision{name: strings.Trim(line, "[]")}
			all = append(all, in)
		case key == "who":
			in.who = anwei.PersonID(value)
		case key == "do":
			in.do = append(in.do, value)
		case key == "want" || key == "not" && value != "":
			want, not = regexp.MustCompile(value), key == "not"
		default:
			in.said = append(in.said, saying{text: line, want: want, not: not})
		}
	}
	return all
}

// answered plays a talk up to a decision and returns what comes of an answer.
func (d *decision) answered(t *testing.T, like *house, text string) string {
	t.Helper()
	h := newHouse(t)
	h.reader, h.read = like.reader, like.read
	play(t, h, strings.Join(d.do, "\n"))
	return h.say(t, d.who, text)
}

// TestPlainWords counts how many of the phrases by which people answer are understood
// at first sight, at every point where something is decided. Of those that are no
// answer none may be taken for one.
func TestPlainWords(t *testing.T) {
	t.Parallel()
	like := newHouse(t)
	like.reads()
	for _, file := range []string{"plainwords", "plainwords-fresh", "plainwords-fresh-2", "plainwords-fresh-3", "plainwords-fresh-4", "plainwords-fresh-5", "plainwords-fresh-6", "plainwords-fresh-7", "plainwords-fresh-8", "plainwords-fresh-9"} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			if testing.Short() && file != "plainwords" {
				t.Skip("the longer lists are played by .ci/run")
			}
			understands(t, like, "../testdata/"+file+".txt")
		})
	}
}

func understands(t *testing.T, like *house, file string) {
	t.Helper()
	understood, all, refused := 0, 0, 0
	var table strings.Builder
	for _, d := range readDecisions(t, file) {
		got, of := 0, 0
		var missed []string
		for _, s := range d.said {
			out := d.answered(t, like, s.text)
			switch is := s.want.MatchString(out); {
			case s.not && is:
				t.Errorf("%s: %q was taken:\n%s", d.name, s.text, out)
			case s.not:
				refused++
			case is:
				got, of = got+1, of+1
			default:
				of++
				missed = append(missed, s.text)
				if os.Getenv("WHY") != "" {
					t.Logf("%s: %s\n%s", d.name, s.text, out)
				}
			}
		}
		understood, all = understood+got, all+of
		fmt.Fprintf(&table, "%s %d/%d %s\n", d.name, got, of, strings.Join(missed, " · "))
	}
	t.Logf("%d of %d phrases are understood, %d are no answer\n%s", understood, all, refused, table.String())
	if understood*100 < all*95 {
		t.Errorf("only %d of %d phrases are understood", understood, all)
	}
}
