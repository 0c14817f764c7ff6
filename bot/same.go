package bot

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"anwei"
	"anwei/language/text"
)

// flagSame tells the office, once and in one message, which of the texts that were
// just handed in stand word for word in the unit's report of the period before or
// in another unit's of this one. They are taken all the same.
func (t *turn) flagSame(r anwei.Report, changes []anwei.Change) {
	text := func(c anwei.Change) string {
		if f, _ := t.form.Field(c.Field); f.Kind != anwei.Text || r.Values[c.Field].Same {
			return ""
		}
		return bare(r.Values[c.Field].Text)
	}
	changes = slices.DeleteFunc(slices.Clone(changes), func(c anwei.Change) bool { return len([]rune(text(c))) < alike })
	if len(changes) == 0 {
		return // the reports of all others need not be read
	}
	last := t.last().Values
	var before []string
	others := map[anwei.UnitID][]string{}
	reports := t.in.Ledger.Reports(r.Key.Form, r.Key.Period)
	for _, c := range changes {
		f, _ := t.form.Field(c.Field)
		text := text(c)
		if text == bare(last[c.Field].Text) {
			before = append(before, item(t.number(f.ID), f))
		}
		for id, other := range reports {
			if id != r.Key.Unit && text == bare(other.Values[c.Field].Text) {
				others[id] = append(others[id], item(t.number(f.ID), f))
			}
		}
	}
	var lines []string
	if len(before) > 0 {
		lines = append(lines, sameAsBefore(r.Key.Period.Prev(), before))
	}
	for _, u := range t.in.Ledger.Roster().Units {
		if len(others[u.ID]) > 0 {
			lines = append(lines, sameAsUnit(u.Name, others[u.ID]))
		}
	}
	if len(lines) > 0 {
		m := anwei.ReportMatter(r.Key)
		t.tellOffice(fmt.Sprintf("same/%s/%d", m, r.Revision), sameWords(t.about(m), lines), r.Key.Unit)
	}
}

// alike is from how many characters on equal texts are no chance.
const alike = 6

// bare is a text without blanks and marks.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) {
			return -1
		}
		return r
	}, s)
}

// offerNext offers the unit's next report that is due, after one was handed in.
func (t *turn) offerNext(done anwei.ReportKey) {
	for _, f := range t.in.Plan.Forms {
		if f.ID == done.Form || f.Every != done.Period.Kind || !f.Audience.Includes(t.unit) || t.closed(f, done.Period) != "" {
			continue
		}
		key := anwei.ReportKey{Form: f.ID, Period: done.Period, Unit: done.Unit}
		if _, in := t.in.Ledger.Report(key); in {
			continue
		}
		t.st.Next = key
		t.out = append(t.out, Say{Card: &anwei.Card{
			Title: nextForm(f, key.Period),
			Text:  nextFormText(f, key.Period, f.Deadline.On(key.Period, t.in.Calendar), len(f.FieldsFor(t.unit))),
			Buttons: []anwei.Button{
				{Text: wordBegin, Key: reportKey(wordBegin, key), Main: true},
				{Text: wordLater, Key: reportKey(wordLater, key)},
			},
		}})
		return
	}
}

// shows says one item in full: 看第3项.
func (t *turn) shows(typed string) bool {
	if t.form.ID == "" || t.st.Stage == Idle || t.st.Stage == Choosing {
		return false
	}
	rest, ok := cutPrefixes(typed, "看看第", "查看第", "看第", "看一下第")
	if !ok {
		return false
	}
	n, size, ok := text.Numeral(rest)
	if tail := strings.TrimSpace(rest[min(size, len(rest)):]); !ok || tail != "项" && tail != "条" {
		return false
	}
	if n < 1 || n > int64(len(t.form.Fields)) {
		t.ask(noSuchItem(int(min(n, 999)), len(t.form.Fields)))
		return true
	}
	f := t.form.Fields[n-1]
	v, had := t.draft.Values[f.ID]
	if f.Kind == anwei.Count && had {
		v.Text = valueText(f, v)
	}
	t.ask(nowHolds(int(n), f, v, had) + "\n")
	return true
}
