package bot

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language/text"
)

// TopUp is a report that is in and whose unit was, or may be, asked whether its
// figures have changed since.
type TopUp struct {
	Key  anwei.ReportKey
	Form anwei.Form
	// told is when it was asked last, zero where it was not.
	Told time.Time
}

// topUpState is where a report stands with the question at its period's end.
type topUpState int

// The states of the question at a period's end.
const (
	Unasked topUpState = iota // not yet, or not of this report
	Awaited
	Answered // the report is final
)

// MaxButtons is how many buttons a card may have (protocol §1.3).
const MaxButtons = 6

// GoesBy reports whether the text is a name of the unit or holds one.
func GoesBy(u anwei.Unit, typed string) bool {
	return slices.ContainsFunc(append([]string{u.Name}, u.Aliases...), func(name string) bool {
		return strings.Contains(typed, name)
	})
}

// Ids are the ids of fields.
func Ids(fields []anwei.Field) []anwei.FieldID {
	return anwei.Each(fields, func(f anwei.Field) anwei.FieldID { return f.ID })
}

// MaxCardText is how many characters the text of a card may have.
const MaxCardText = 160

// AskKey is the key of a button that answers what one message made the bot ask.
func AskKey(word, id string) string { return word + "|ask/" + id }

// Labelled are the words of buttons for several of which the names may be too long:
// the names where they fit and tell them apart, else the first, the second.
func Labelled(names []string) []string {
	out := make([]string, len(names))
	seen := map[string]bool{}
	for i, n := range names {
		if utf8.RuneCountInString(n) > phrases.MaxButton || strings.Contains(n, "|") || seen[n] {
			for i := range out {
				out[i] = phrases.OrdinalLabel(i + 1)
			}
			return out
		}
		seen[n] = true
		out[i] = n
	}
	return out
}

// Visible is the message with what was typed in it as people see it.
func (m Message) Visible() Message {
	m.Text, m.Key, m.Name = text.Visible(m.Text), text.Visible(m.Key), text.Visible(m.Name)
	return m
}

// trimEnd takes off the end of a text what says nothing.
func trimEnd(typed string) string { return strings.TrimRight(typed, "。！!.吧啊哈了 ") }

// OpenPeriod is the period that is reported at now: the one that now falls in,
// or the form's first or last one outside of the campaign.
func OpenPeriod(f anwei.Form, in Input) anwei.Period {
	p := anwei.PeriodOf(f.Every, in.Now)
	switch {
	case p.Before(f.First):
		return f.First
	case f.Last.Before(p):
		return f.Last
	}
	return p
}

// corrects reports whether a text says that it corrects what was said before.
func corrects(typed string) bool {
	return text.ContainsAny(typed, "改", "更正", "应该", "应为", "不是", "错了", "错的", "重新", "修正", "纠正", "换成", "刚才", "其实")
}

// Provable is how long after something was told a photo is taken for its proof.
const Provable = 2 * time.Hour

// CutPrefixes returns what follows the first of the prefixes that the text has.
func CutPrefixes(typed string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(typed, p); ok {
			return strings.TrimLeft(rest, "，,：:。 "), true
		}
	}
	return "", false
}

// Remembered is how long a question stays the topic.
const Remembered = time.Hour

// First is the first of units, empty where there is none.
func First(units []anwei.UnitID) anwei.UnitID {
	if len(units) == 0 {
		return ""
	}
	return units[0]
}

// The latest changes that are shown, and how many rows are looked through for them.
const (
	ShownChanges = 10
	SearchedRows = 500
)

// maxText is how many bytes a text message may have (protocol §1.2).
const maxText = 2048

// Split cuts a text that is too long for one message, between lines where it
// can and never inside a character.
func Split(typed string) []string {
	var parts []string
	for len(typed) > maxText {
		at := strings.LastIndexByte(typed[:maxText], '\n')
		if at <= 0 {
			for at = maxText; !utf8.RuneStart(typed[at]); {
				at--
			}
		}
		parts = append(parts, typed[:at])
		typed = strings.TrimPrefix(typed[at:], "\n")
	}
	return append(parts, typed)
}

// Tick is whose report was typed into the other system, or was not after all.
type Tick struct {
	Units     []anwei.UnitID
	All, Undo bool
}
