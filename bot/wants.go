package bot

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/frame"
)

// Wants reports whether a text is a command, a plea or an act that its writer may want,
// and nothing else, so that it is no answer even where any words are one. A correction is
// one where a report is in hand.
func Wants(t *Turn, typed string) bool {
	switch c := t.Hear(typed).FormCommand(t.FormInMind()); c.Kind {
	case language.None, language.Unchanged:
	case language.Change:
		if t.Hand.Stage != Idle {
			return true
		}
	default:
		return true
	}
	families := []string{"change", "show", "tasks", "return", "unlock", "stamp", "due", "plea", "deputy", "case", "wish"}
	if t.In.Person.Has(anwei.Office) {
		families = append(families, "office", "roster", "mark", "notice", "making", "look", "remind", "baseline", "table")
	}
	return typed == phrases.WordTake || typed == phrases.WordWrong || slices.ContainsFunc(t.Readings(typed), func(r frame.Reading) bool {
		family, act, _ := strings.Cut(string(r.Intent), ".")
		switch family {
		case "reply":
			said, _ := frame.Reply(t.Readings(typed))
			return said.Sure
		case "duty":
			return act == "record" || act == "undo"
		}
		return r.Cost < 2 && slices.Contains(families, family)
	})
}
