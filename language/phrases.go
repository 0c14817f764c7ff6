package language

import (
	_ "embed"
	"iter"
	"strings"

	"anwei/language/text"
)

//go:embed commands.txt
var commandsText string

// commandRows goes through the rows of commands.txt: a name and its words.
func commandRows() iter.Seq2[string, text.Words] {
	return func(yield func(string, text.Words) bool) {
		for line := range strings.Lines(commandsText) {
			name, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if ok && !strings.HasPrefix(name, "#") && !yield(name, text.Words(words)) {
				return
			}
		}
	}
}

// commandWords are the words of one row of commands.txt.
func commandWords(name string) text.Words {
	for n, words := range commandRows() {
		if n == name {
			return words
		}
	}
	return ""
}

// cutAny cuts the first of the words that the text begins with.
func cutAny(s string, words text.Words) (rest string, found bool) {
	n := words.Begin(s)
	return s[n:], n > 0
}

// pieceKind reads one piece of a command.
func pieceKind(p string) (kind CommandKind, rest string) {
	bare := text.Strip(p)
	p = strings.ReplaceAll(p, " ", "")
	bare = strings.ReplaceAll(bare, " ", "")
	for _, s := range []string{p, bare} {
		for name, words := range commandRows() {
			if s != "" && !strings.Contains(name, ".") && words.Has(s) {
				return CommandKind(name), ""
			}
		}
	}
	switch {
	case postponed(bare):
		return Later, ""
	case asksProgress(bare):
		return Progress, ""
	}
	if ok, rest := asksTable(bare); ok {
		return Table, rest
	}
	if ok, rest := begins(bare); ok {
		return Begin, rest
	}
	return None, ""
}

// postponed reads 明天再填 and its kin.
func postponed(s string) bool {
	if rest, ok := cutAny(s, commandWords("later.why")); ok && rest != "" {
		s = strings.TrimPrefix(rest, "了")
	}
	for when := range commandWords("later.when").All() {
		if rest, ok := strings.CutPrefix(s, when); ok && commandWords("later.then").Has(rest) {
			return true
		}
	}
	return false
}

// asksProgress reads 谁没报 and its kin.
func asksProgress(s string) bool {
	for w := range commandWords("progress.before").All() {
		s = strings.TrimPrefix(s, w)
	}
	return commandWords("progress.asked").Has(s)
}

// asksTable reads 发我汇总表 and its kin. What is left of the wish is which table.
func asksTable(s string) (bool, string) {
	asked := false
	for {
		before := s
		for w := range commandWords("table.wish").All() {
			if rest, ok := strings.CutPrefix(s, w); ok {
				s, asked = rest, asked || w != "的"
			}
		}
		for w := range commandWords("table.end").All() {
			if rest, ok := strings.CutSuffix(s, w); ok {
				s, asked = rest, asked || w != "的"
			}
		}
		if s == before {
			break
		}
	}
	s = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "全县"), "各单位"), "最新")
	s = strings.TrimPrefix(s, "的")
	switch {
	case commandWords("table.all").Has(s):
		return asked || s != "汇总", ""
	case commandWords("table.which").Has(s):
		return asked, strings.TrimSuffix(strings.TrimSuffix(s, "汇总表"), "汇总")
	}
	return false, ""
}

// begins reads 填报台账 and its kin; the rest is which form.
func begins(s string) (bool, string) {
	for verb := range commandWords("begin.verb").All() {
		rest, ok := strings.CutPrefix(s, verb)
		if !ok {
			continue
		}
		rest = strings.TrimPrefix(strings.TrimSuffix(rest, "的"), "的")
		switch {
		case rest == "":
			return verb != "上报" && verb != "报送" && verb != "报" || verb == "报", ""
		case commandWords("begin.which").Has(rest):
			return true, rest
		}
	}
	return false, ""
}
