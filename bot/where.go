package bot

import (
	"slices"

	"anwei"
)

// Where the talk stands in a form: which fields are asked, and which next. Counts
// of a group are asked at once; texts and choices one after the other.

// fields are those that the unit answers.
func (t *turn) fields() []anwei.Field { return t.form.FieldsFor(t.unit) }

// counts are those of them that are numbers.
func (t *turn) counts() []anwei.Field { return ofCounts(t.fields(), true) }

// wordFields are those of them that are texts or choices.
func (t *turn) wordFields() []anwei.Field { return ofCounts(t.fields(), false) }

func ofCounts(fields []anwei.Field, counts bool) []anwei.Field {
	var out []anwei.Field
	for _, f := range fields {
		if (f.Kind == anwei.Count) == counts {
			out = append(out, f)
		}
	}
	return out
}

// groupFields are those of the group that is asked.
func (t *turn) groupFields() []anwei.Field {
	var out []anwei.Field
	for _, f := range t.fields() {
		if f.Group == t.form.Groups[t.st.Group].ID {
			out = append(out, f)
		}
	}
	return out
}

// part counts the group that is asked among those that the unit answers.
func (t *turn) part() (i, of int) {
	seen := map[string]bool{}
	for _, f := range t.fields() {
		if !seen[f.Group] {
			seen[f.Group] = true
			of++
			if f.Group == t.form.Groups[t.st.Group].ID {
				i = of
			}
		}
	}
	return i, of
}

// asked returns the fields that a bare answer is for.
func (t *turn) asked() []anwei.FieldID {
	switch t.st.Stage {
	case Fixing:
		return []anwei.FieldID{t.st.Field}
	case Asking:
		return ids(t.askedFields())
	default:
		return nil
	}
}

// askedFields are the counts of the group that are missing, or one text or choice.
// Where the group is complete its counts are asked again.
func (t *turn) askedFields() []anwei.Field {
	group := t.groupFields()
	for _, f := range group {
		// It may have been answered by somebody else meanwhile: then a second answer
		// is asked about, as any is.
		if f.ID == t.st.Field && f.Kind != anwei.Count {
			return []anwei.Field{f}
		}
	}
	missing := t.draft.Values.Missing(group)
	if counts := ofCounts(missing, true); len(counts) > 0 {
		return counts
	}
	if len(missing) > 0 {
		return missing[:1]
	}
	if counts := ofCounts(group, true); len(counts) > 0 {
		return counts
	}
	return group[:min(1, len(group))]
}

// askedWord is the text or choice that a bare answer is for, empty where there is
// none.
func (t *turn) askedWord() anwei.FieldID {
	if asked := t.asked(); len(asked) == 1 {
		if f, _ := t.form.Field(asked[0]); f.Kind != anwei.Count {
			return f.ID
		}
	}
	return ""
}

// goOn asks for what is missing next, or shows the summary when nothing is. The
// note comes first in the same message.
func (t *turn) goOn(note string) {
	fields := t.fields()
	at := slices.IndexFunc(fields, func(f anwei.Field) bool {
		return t.st.Stage == Asking && t.st.Field != "" && f.ID == t.st.Field
	})
	if at < 0 {
		at = slices.IndexFunc(fields, func(f anwei.Field) bool { return f.Group == t.form.Groups[t.st.Group].ID })
	}
	t.goOnFrom(max(at, 0), note)
}

// goOnFrom asks for what is missing at or behind the place in the unit's fields,
// and then from the beginning.
func (t *turn) goOnFrom(at int, note string) {
	fields := t.fields()
	for i := range fields {
		f := fields[(at+i)%len(fields)]
		if _, done := t.draft.Values[f.ID]; done {
			continue
		}
		t.atField(f)
		t.ask(note)
		return
	}
	t.review(note)
}

// atField lets the talk ask for the field, together with the counts of its group
// where it is one.
func (t *turn) atField(f anwei.Field) {
	t.st.Stage, t.st.Field = Asking, ""
	if f.Kind != anwei.Count {
		t.st.Field = f.ID
	}
	t.st.Group = max(0, slices.IndexFunc(t.form.Groups, func(g anwei.Group) bool { return g.ID == f.Group }))
}

// back asks once more for what was asked before; its answers stay until new ones
// come.
func (t *turn) back() {
	fields := t.fields()
	at := len(fields)
	switch {
	case t.st.Stage == Asking || t.st.Stage == Fixing && t.askedWord() != "":
		asked := t.asked()
		at = slices.IndexFunc(fields, func(f anwei.Field) bool { return len(asked) > 0 && f.ID == asked[0] })
		if first := slices.IndexFunc(fields, func(f anwei.Field) bool { return f.Group == fields[max(at, 0)].Group }); t.askedWord() == "" {
			at = first
		}
	case t.st.Stage == Review:
	default:
		t.goOn("")
		return
	}
	if at <= 0 {
		t.ask(atFirst(t.askedWord() != ""))
		return
	}
	before := fields[at-1]
	t.atField(before)
	if before.Kind != anwei.Count || len(ofCounts(t.groupFields(), false)) > 0 {
		t.st.Stage, t.st.Field = Fixing, before.ID
	}
	t.ask("")
}

// skip leaves what is asked for later: the counts of a group, or one text.
func (t *turn) skip() {
	asked := t.asked()
	if t.st.Stage != Asking || len(asked) == 0 {
		t.goOn("")
		return
	}
	fields := t.fields()
	last := asked[len(asked)-1]
	at := slices.IndexFunc(fields, func(f anwei.Field) bool { return f.ID == last })
	t.st.Field = ""
	t.goOnFrom((at+1)%len(fields), "")
}
