package question

import "testing"

// TestIntentsNameWhatThereIs finds a name in intents.txt that is neither a kind of word nor
// anything that is looks at, as it would never hold.
func TestIntentsNameWhatThereIs(t *testing.T) {
	l, _ := readLists(wordLines(intentsText) + wordsText)
	read := map[string]bool{}
	for _, name := range []string{"metric", "figures", "months", "period", "named", "several", "county", "kind", "tag", "left", "bare", "open", "last", "reporting", "destination"} {
		read[name] = true
	}
	for _, c := range []cue{cForm, cDuty, cUnit, cField, cScope, cNumber} {
		read[string(c)] = true
	}
	for _, intent := range readIntents(intentsText) {
		for _, r := range intent.rules {
			for _, part := range r.parts {
				for _, a := range part {
					if !a.word && !read[a.name] && len(l[a.name]) == 0 {
						t.Errorf("%s names %q, which there is not", intent.is, a.name)
					}
				}
			}
		}
	}
}

func TestListsAreSpeltOut(t *testing.T) {
	l, kinds := readLists("=a x y\n# none\nword b <a>1 2<a>\n=c z\nb 3\n")
	if got := l["b"]; len(got) != 5 || got[0] != "x1" || got[3] != "2y" || got[4] != "3" || len(kinds) != 1 {
		t.Errorf("b is %v, of the kinds %v", got, kinds)
	}
}
