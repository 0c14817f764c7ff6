package filing

import (
	"slices"

	"anwei"
	"anwei/bot"
)

// counts are those of them that are numbers.
func counts(t *bot.Turn) []anwei.Field { return anwei.CountsOf(t.Fields()) }

// wordFields are those of them that are texts or choices.
func wordFields(t *bot.Turn) []anwei.Field { return anwei.WordsOf(t.Fields()) }

// part counts the group that is asked among those that the unit answers.
func part(t *bot.Turn) (i, of int) {
	seen := map[string]bool{}
	for _, f := range t.Fields() {
		if !seen[f.Group] {
			seen[f.Group] = true
			of++
			if f.Group == t.Form.Groups[t.Hand.Group].ID {
				i = of
			}
		}
	}
	return i, of
}

// GoOn asks for what is missing next, or shows the summary when nothing is. The
// note comes first in the same message.
func GoOn(t *bot.Turn, note string) {
	fields := t.Fields()
	at := slices.IndexFunc(fields, func(f anwei.Field) bool {
		return t.Hand.Stage == bot.Asking && t.Hand.Field != "" && f.ID == t.Hand.Field
	})
	if at < 0 {
		at = slices.IndexFunc(fields, func(f anwei.Field) bool { return f.Group == t.Form.Groups[t.Hand.Group].ID })
	}
	goOnFrom(t, max(at, 0), note)
}

// goOnFrom asks for what is missing at or behind the place in the unit's fields,
// and then from the beginning.
func goOnFrom(t *bot.Turn, at int, note string) {
	fields := t.Fields()
	for i := range fields {
		f := fields[(at+i)%len(fields)]
		if _, done := t.Draft.Values[f.ID]; done {
			continue
		}
		atField(t, f)
		Ask(t, note)
		return
	}
	Review(t, note)
}

// atField lets the talk ask for the field, together with the counts of its group
// where it is one.
func atField(t *bot.Turn, f anwei.Field) {
	t.Hand.Stage, t.Hand.Field = bot.Asking, ""
	if !f.Kind.Counts() {
		t.Hand.Field = f.ID
	}
	t.Hand.Group = max(0, slices.IndexFunc(t.Form.Groups, func(g anwei.Group) bool { return g.ID == f.Group }))
}

// back asks once more for what was asked before; its answers stay until new ones
// come.
func back(t *bot.Turn) {
	fields := t.Fields()
	at := len(fields)
	switch {
	case t.Hand.Stage == bot.Asking || t.Hand.Stage == bot.Fixing && t.AskedWord() != "":
		asked := t.Asked()
		at = slices.IndexFunc(fields, func(f anwei.Field) bool { return len(asked) > 0 && f.ID == asked[0] })
		if first := slices.IndexFunc(fields, func(f anwei.Field) bool { return f.Group == fields[max(at, 0)].Group }); t.AskedWord() == "" {
			at = first
		}
	case t.Hand.Stage == bot.Review:
	default:
		GoOn(t, "")
		return
	}
	if at <= 0 {
		if t.AskedWord() != "" {
			Ask(t, t.Text("common.at_first.item"))
		} else {
			Ask(t, t.Text("common.at_first"))
		}
		return
	}
	before := fields[at-1]
	atField(t, before)
	if !before.Kind.Counts() || len(anwei.WordsOf(bot.GroupFields(t))) > 0 {
		t.Hand.Stage, t.Hand.Field = bot.Fixing, before.ID
	}
	Ask(t, "")
}

// skip leaves what is asked for later: the counts of a group, or one text.
func skip(t *bot.Turn) {
	asked := t.Asked()
	if t.Hand.Stage != bot.Asking || len(asked) == 0 {
		GoOn(t, "")
		return
	}
	fields := t.Fields()
	last := asked[len(asked)-1]
	at := slices.IndexFunc(fields, func(f anwei.Field) bool { return f.ID == last })
	t.Hand.Field = ""
	goOnFrom(t, (at+1)%len(fields), "")
}
