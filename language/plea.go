package language

import (
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language/entry"
	"anwei/language/text"
)

// Plea is what somebody says who does not answer but wants help with answering.
type Plea string

// The pleas.
const (
	NoPlea  Plea = ""
	Explain Plea = "explain" // 这个怎么算
	Beyond  Plea = "beyond"  // 第99项怎么算, of a form that has fewer
	Human   Plea = "human"   // 找人
	Restart Plea = "restart" // 重来
	Same    Plea = "same"    // 同上月
	Greet   Plea = "greet"   // 你好
)

// longestPlea is the most characters of a plea.
const longestPlea = 24

// Plea reads a plea, and for Explain the field of the form that it names, empty where it
// names none. A text that may be an answer is no plea.
func (r *Reader) Plea(typed string, form anwei.Form, now time.Time) (Plea, anwei.FieldID) {
	if utf8.RuneCountInString(typed) > longestPlea {
		return NoPlea, ""
	}
	plea, what := r.Answer.Plea(typed, now)
	if Plea(plea) != Explain {
		return Plea(plea), ""
	}
	name := text.Strip(what)
	if pointed.Has(name) || name == "" {
		return Explain, ""
	}
	if c := readCommand("改"+what, r.words(form), now); c.Kind == Change && c.Field != "" {
		return Explain, c.Field
	}
	if id := fieldCalled(name, form); id != "" {
		return Explain, id
	}
	if items := text.Items(what); len(items) == 1 && (items[0] < 1 || items[0] > len(form.Fields)) {
		return Beyond, ""
	}
	return NoPlea, ""
}

// pointed are the words for what was asked.
const pointed text.Words = "这个 这 这项 这一项 这组 这一组 该项 此项 本项 它 是什么 这些 这几项 上面这些"

// fieldCalled returns the text or choice with the name.
func fieldCalled(name string, form anwei.Form) anwei.FieldID {
	said := string(entry.PlainName(name))
	for _, f := range form.Fields {
		for _, n := range append([]string{f.Title, f.Name, f.Short}, f.Words...) {
			if !f.Kind.Counts() && said == string(entry.PlainName(n)) {
				return f.ID
			}
		}
	}
	return ""
}
