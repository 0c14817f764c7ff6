package entry

import (
	"slices"

	"anwei"
)

// A list of answers counts upwards. Of all that may be a head those are chosen that
// together explain the text best: numbers that go on from one another, written alike.

// chain returns those of the heads that belong together, in the order of the text.
func (r *entryReader) chain(heads []head) []head {
	best, from := make([]int, len(heads)), make([]int, len(heads))
	last := -1
	for j, h := range heads {
		best[j], from[j] = h.weight, -1
		if j > 0 {
			best[j] -= 3 // something before it would be none
		}
		for i := range j {
			if step, ok := r.step(heads, i, j); ok && best[i]+step+h.weight > best[j] {
				best[j], from[j] = best[i]+step+h.weight, i
			}
		}
		if best[j] > 0 && (last < 0 || best[j] > best[last]) {
			last = j
		}
	}
	var out []head
	for ; last >= 0; last = from[last] {
		out = append(out, heads[last])
	}
	slices.Reverse(out)
	return out
}

// step weighs that head j comes next after head i, and reports whether it can.
func (r *entryReader) step(heads []head, i, j int) (int, bool) {
	a, b := heads[i], heads[j]
	if from, to := r.trim(a.to, b.from); b.from < a.to || from >= to && !b.sure {
		return 0, false
	}
	weight := 0
	switch next := r.next(a.number); {
	case b.number == next:
		weight = 2
	case b.number > next || !a.numbered && !b.numbered:
	case b.numbered && !b.sure:
		return 0, false
	default:
		weight = -2
	}
	if a.shape == b.shape {
		weight++
	} else {
		weight--
	}
	if a.line && !b.line {
		weight -= 2
	}
	if b.sure {
		return max(weight, 0), true
	}
	if r.points(heads, i, j) {
		weight -= 6
	}
	return weight, true
}

// points reports whether number j goes on from one between it and head i that is none:
// the points of one answer count for themselves.
func (r *entryReader) points(heads []head, i, j int) bool {
	for k := j - 1; k > i; k-- {
		if heads[k].numbered && heads[k].shape == heads[j].shape {
			return heads[k].number == heads[j].number-1
		}
	}
	return false
}

// next is the first number after n that is asked; what the unit does not answer is
// passed over.
func (r *entryReader) next(n int) int {
	for n++; n < len(r.asked.Form.Fields); n++ {
		if _, ok := r.number[n]; ok {
			return n
		}
	}
	return n
}

// settled returns the heads that are taken for heads, and where something may be meant
// otherwise also those of the other reading: the numbers may be those of the points of
// one answer, or a number within an answer that of another task.
func (r *entryReader) settled() (heads, otherwise []head) {
	all := r.heads()
	if counted := r.counted(all); counted != nil {
		return nil, counted
	}
	chosen := r.chain(all)
	var sure, weak []head
	for _, h := range chosen {
		if h.sure {
			sure = append(sure, h)
		} else {
			weak = append(weak, h)
		}
	}
	certain := func(h head) bool { return h.numbered || h.others }
	if len(weak) > 0 && !slices.ContainsFunc(sure, certain) {
		switch r.reading(sure, weak) {
		case pointsOfOne:
			return sure, nil
		case pointsOrTasks:
			return sure, chosen
		case tasks:
		}
	}
	held := r.held(all, chosen)
	if len(held) == 0 {
		return chosen, nil
	}
	with := inOrder(chosen, held)
	if slices.ContainsFunc(held, func(h head) bool { return hasTask(chosen, h) }) {
		return with, nil // a second answer of a task is told
	}
	return chosen, with
}

// counted returns the heads of a list that counts all tasks of the unit from one, where
// their official numbers leave some out: which is meant is asked. It returns nil for any
// other list.
func (r *entryReader) counted(all []head) []head {
	var out []head
	own := r.asked.Fields
	for _, h := range all {
		n := len(out)
		if n == len(own) || !h.numbered || h.number != n+1 || n > 0 && h.shape != out[0].shape {
			continue
		}
		h.fields, h.foreign = own[n:n+1], nil
		out = append(out, h)
	}
	if len(out) < max(len(own), 2) || r.place(own[len(own)-1].ID) == len(own) {
		return nil
	}
	return out
}

// meaning says what numbers are that only look like those of tasks.
type meaning int

const (
	tasks meaning = iota
	pointsOfOne
	pointsOrTasks
)

// reading decides what the heads are of which no word makes sure that they are ones.
// Points count from one without a gap; a list of tasks leaves out what is not asked, or
// has a whole group, or begins later.
func (r *entryReader) reading(sure, weak []head) meaning {
	at, _ := r.trim(0, len(r.r))
	first := weak[0]
	begins := first.from <= at || len(sure) > 0 && sure[0].from <= at
	asked := firstOf(first.fields).ID == r.asked.Asked
	switch {
	case !gapless(weak):
		vague := !first.numbered && len(weak)+len(sure) < 3 || len(weak) == 1 && first.counts && !asked
		if vague && begins {
			return r.doubtful(weak)
		}
		if begins || len(weak) > 2 {
			return tasks
		}
	case r.wholeGroup(weak), len(weak) == 1 && begins && len(sure) == 0 && (asked || first.shape == ' '):
		return tasks
	case len(weak) > 1 && begins && len(sure) == 0 && asked:
		return r.doubtful(weak)
	}
	return pointsOfOne
}

// gapless reports whether the heads count from one, as points do.
func gapless(heads []head) bool {
	for i, h := range heads {
		if !h.numbered || h.number != i+1 {
			return false
		}
	}
	return true
}

// doubtful says that the person is to be asked, where a task was asked at all.
func (r *entryReader) doubtful(weak []head) meaning {
	if r.asked.Asked == "" || len(weak) < 2 && !weak[0].counts {
		return pointsOfOne
	}
	return pointsOrTasks
}

// wholeGroup reports whether the heads are of all the tasks of a group, and these are
// more than what has as many points by chance.
func (r *entryReader) wholeGroup(heads []head) bool {
	if len(heads) < 4 {
		return false
	}
	own := 0
	group := firstOf(heads[0].fields).Group
	for _, f := range r.asked.Fields {
		if f.Group == group {
			own++
		}
	}
	return own == len(heads)
}

// held returns the numbers of tasks within the words of another one that look as much
// like heads as those that are.
func (r *entryReader) held(all, chosen []head) []head {
	out := make([]head, 0, 2)
	for i, c := range chosen {
		end := len(r.r)
		if i+1 < len(chosen) {
			end = chosen[i+1].from
		}
		out = append(out, within(all, c, end)...)
	}
	return out
}

// within returns the numbers of other tasks in the words of head c, which end at rune
// end. Points that count from one are none.
func within(all []head, c head, end int) []head {
	var out []head
	ran, free := map[rune]int{}, c.to
	for k, h := range all {
		switch {
		case h.from < free || h.to > end || h.sure || !h.numbered || len(h.fields) == 0:
		case h.number == ran[h.shape]+1 && (h.number > 1 || goesOn(all[k+1:], h, end)):
			ran[h.shape] = h.number
		case (h.shape == c.shape || h.shape != 0) && h.number != c.number && (h.weight > 0 || h.line && h.weight == 0):
			out, free = append(out, h), h.to
		}
	}
	return out
}

// goesOn reports whether the next number follows one of the same shape before rune end.
func goesOn(rest []head, h head, end int) bool {
	for _, x := range rest {
		if x.to <= end && x.shape == h.shape {
			return x.number == h.number+1
		}
	}
	return false
}

// hasTask reports whether one of the heads is of the task of h.
func hasTask(heads []head, h head) bool {
	for _, x := range heads {
		for _, f := range x.fields {
			if f.ID == firstOf(h.fields).ID {
				return true
			}
		}
	}
	return false
}

// inOrder puts heads in the order of the text.
func inOrder(a, b []head) []head {
	all := make([]head, 0, len(a)+len(b))
	for len(a)+len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].from < b[0].from {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return all
}

// named reports whether one of the heads is of the field.
func named(heads []head, id anwei.FieldID) bool {
	return hasTask(heads, head{fields: []anwei.Field{{ID: id}}})
}
