package question

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed words.txt
var wordsText string

// lists are the words of words.txt by the name at the head of their lines: of a kind of
// word in a question, or, with = before it, of anything else that is read by a list.
type lists map[string][]string

// readLists reads the lines, and returns the kinds of words in their order too, as of a
// word the first meaning counts.
func readLists(src string) (lists, []cue) {
	l, kinds := lists{}, []cue(nil)
	for line := range strings.Lines(src) {
		words := strings.Fields(line)
		if len(words) > 0 && words[0] == "word" {
			words = words[1:]
		}
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		name := words[0]
		if !strings.HasPrefix(name, "=") && !slices.Contains(kinds, cue(name)) {
			kinds = append(kinds, cue(name))
		}
		for _, w := range words[1:] {
			l[name] = append(l[name], l.spelt(w)...)
		}
	}
	return l, kinds
}

// spelt writes a word out for each word of a list that <list> in it stands for.
func (l lists) spelt(word string) []string {
	before, rest, ok := strings.Cut(word, "<")
	name, after, closed := strings.Cut(rest, ">")
	if !ok || !closed {
		return []string{word}
	}
	var out []string
	for _, w := range l["="+name] {
		out = append(out, l.spelt(before+w+after)...)
	}
	return out
}

// cut cuts a text at the first word of the list that stands in it.
func (l lists) cut(list, typed string) (before, after string, ok bool) {
	for _, w := range l[list] {
		if before, after, ok = strings.Cut(typed, w); ok {
			return before, after, true
		}
	}
	return typed, "", false
}

// without takes the words of the list out of a text, or puts in the place of each what
// stands behind its =.
func (l lists) without(list, typed string) string {
	var out strings.Builder
next:
	for i := 0; i < len(typed); {
		for _, w := range l[list] {
			said, is, _ := strings.Cut(w, "=")
			if strings.HasPrefix(typed[i:], said) {
				out.WriteString(is)
				i += len(said)
				continue next
			}
		}
		out.WriteByte(typed[i])
		i++
	}
	return out.String()
}

// in reports whether a word of the list stands in the text.
func (l lists) in(list, typed string) bool {
	return slices.ContainsFunc(l[list], func(w string) bool { return strings.Contains(typed, w) })
}

// cue is what a word does in a question, as words.txt names it.
type cue string

// The cues that are no list alone, or that something is done about beside intents.txt.
const (
	cNone       cue = ""
	cFill       cue = "fill"
	cAlien      cue = "alien"
	cHeed       cue = "heed"
	cReport     cue = "report"
	cUnreported cue = "unreported"
	cNot        cue = "not"
	cAsk        cue = "ask"
	cWho        cue = "who"
	cMany       cue = "many"
	cDiffer     cue = "differ"
	cSend       cue = "send"
	cTotal      cue = "total"
	cRank       cue = "rank"
	cTrend      cue = "trend"
	cThe        cue = "the"
	cMore       cue = "more"
	cHope       cue = "hope"
	cOnly       cue = "only"
	cData       cue = "data"
	cTag        cue = "tag"
	cForm       cue = "form"
	cDuty       cue = "duty"
	cUnit       cue = "unit"
	cNumber     cue = "number"
	cField      cue = "field"
	cScope      cue = "scope"
	cRate       cue = "rate"
	cOnTime     cue = "ontime"
	cUnrect     cue = "unrect"
	cStop       cue = "stop"
)
