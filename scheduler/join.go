package scheduler

import (
	"strings"

	"anwei"
)

// Joined puts together the items of one unit that say the same of several
// reports, so that they are one matter to whoever reads them: 10月调度表、台账. The
// words of what it returns are whole, as they are to be read on the day. It keeps the
// order.
func Joined(items []anwei.Item, day anwei.Date) []anwei.Item {
	var out []anwei.Item
	var parts [][]anwei.Item
	for _, it := range items {
		at := 0
		for at < len(out) && !alike(out[at], it) {
			at++
		}
		if at == len(out) {
			out, parts = append(out, it), append(parts, nil)
		}
		parts[at] = append(parts[at], it)
		out[at].Late = out[at].Late || it.Late
	}
	for i := range out {
		out[i] = whole(out[i], parts[i], day)
	}
	return out
}

// alike reports whether two items say the same of two reports of a unit.
func alike(a, b anwei.Item) bool {
	return a.Form != "" && b.Form != "" && a.Matter.Unit == b.Matter.Unit && a.Matter.Period == b.Matter.Period &&
		a.As == b.As && a.Ask == b.Ask && a.TopUp == b.TopUp && a.Back == b.Back && a.Due == b.Due && a.Title == b.Title && a.Text == b.Text && a.Line == b.Line
}

// whole fills in the forms that an item is about, and how far they are: once
// where they are equally far.
func whole(it anwei.Item, parts []anwei.Item, day anwei.Date) anwei.Item {
	forms, states := make([]string, len(parts)), make([]string, len(parts))
	same := true
	for i, p := range parts {
		forms[i], states[i] = p.Form, p.Form+p.State
		same = same && p.State == parts[0].State
	}
	it.Form, it.State = strings.Join(forms, "、"), strings.Join(states, "，")
	switch {
	case len(parts) == 1:
		it.State = parts[0].State
	case same:
		it.State = "均" + parts[0].State
	}
	words := strings.NewReplacer(formWord, it.Form, stateWord, it.State, leftWord, left(day, it.Due))
	it.Title, it.Text, it.Line = words.Replace(it.Title), words.Replace(it.Text), words.Replace(it.Line)
	return it
}
