package talk

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/duty"
	"anwei/bot/filing"
	"anwei/bot/office"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/deed"
	"anwei/language/frame"
)

// written gives a text to the task that is asked, and offers afterwards to record what it
// also tells of a duty. It returns false where no task is asked, and for what is completely
// and plainly something else, which is done aside.
func written(t *bot.Turn, typed string) bool {
	if !filing.AsksText(t) || passes(t, typed) {
		return false
	}
	if filing.TopUpWords(t, typed) || duty.Record(t, typed) {
		return true
	}
	task := t.AskedWord()
	before, had := t.Draft.Values[task]
	filing.InReport(t, language.Command{}, typed)
	if now, has := t.Draft.Values[task]; has && (!had || now != before) {
		duty.Mention(t, typed)
	}
	return true
}

// passes reports whether a text that is typed where a task is asked is a question, a
// command, a plea or an act, and nothing else.
func passes(t *bot.Turn, typed string) bool {
	switch typed {
	case phrases.WordTasks, phrases.WordTake, phrases.WordWrong, phrases.WordStand, phrases.WordUndo, office.WordCorrect, office.WordUnlock:
		return true
	}
	if c := t.Hear(typed).FormCommand(t.FormInMind()); c.Kind != language.None && c.Kind != language.Unchanged {
		return true
	}
	plea, _ := t.Hear(typed).Plea(t.FormInMind())
	_, promises := deed.ReadPromise(typed, t.In.Now)
	_, moves := language.ReadPieceMove(typed)
	_, changes := language.ReadFormChange(typed, t.In.Plan.Forms, t.In.Now)
	stamp := strings.Contains(typed, "盖章件")
	return plea != language.NoPlea || stamp || promises || moves || changes || bot.Inquires(t, typed) || acts(t, typed)
}

// acts reports whether a text wants something done that its writer may want.
func acts(t *bot.Turn, typed string) bool {
	read := t.Readings(typed)
	if said, ok := frame.Reply(read); ok && said.Sure {
		return true
	}
	families := []string{"deputy", "case", "wish"}
	if t.In.Person.Has(anwei.Office) {
		families = append(families, "office", "roster", "mark", "notice", "look")
	}
	return slices.ContainsFunc(read, func(r frame.Reading) bool {
		family, _, _ := strings.Cut(string(r.Intent), ".")
		return slices.Contains(families, family)
	})
}
