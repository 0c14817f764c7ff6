package bot

import (
	"anwei"
	"anwei/language"
)

// Returned figures may be right as they are: then the person says why, and hands
// them in again.

// standBy takes that returned figures are right as they are.
func (t *turn) standBy(text string) bool {
	r, ok := t.returned()
	if !ok || t.st.Stage != Asking && t.st.Stage != Review || !stands(text) {
		return false
	}
	for _, id := range r.Handled.Fields {
		if v, was := r.Values[id]; was && t.answers(id) {
			if _, now := t.draft.Values[id]; !now {
				t.draft.Values[id] = v
			}
		}
	}
	t.keep(text)
	t.askBeside(Pending{Ask: AskStand, Matter: anwei.ReportMatter(r.Key)}, askStand())
	return true
}

// standAt takes a report that came back in hand, of which the person says that its
// figures are right. One that was handed in again since is told of.
func (t *turn) standAt(key anwei.ReportKey) {
	r, in := t.in.Ledger.Report(key)
	switch {
	case in && r.State() == anwei.Returned:
		t.st.Words = wordStand
		t.begin(key.Form, key.Period, key.Unit)
	case !t.mayReport(key.Unit) || !t.sayAlreadyIn(key):
		t.say(oldQuestion() + t.returning())
	}
}

// stands reports whether a text says that figures are right as they are.
func stands(text string) bool {
	switch text {
	case wordKeepOld, wordStand, "没有错", "没错", "数据没错", "数没错", "原来的对", "原数正确", "不用改", "数据无误", "维持原数":
		return true
	}
	return false
}

// stood takes why returned figures are right, and shows the report again.
func (t *turn) stood(p Pending, text string) bool {
	if c := language.ReadCommand(text, t.formInMind(), t.in.Now); c.Kind != language.None && c.Kind != language.Unchanged {
		return false
	}
	if p.Matter != anwei.ReportMatter(t.st.Key) || t.st.Stage == Idle {
		t.st.Pending = nil
		return false
	}
	if len([]rune(text)) < 2 {
		t.say(reasonTooShort() + askStand())
		return true
	}
	t.st.Pending = nil
	t.keep(text)
	t.draft.Reasons = map[anwei.RuleID]string{standRule: text}
	t.save()
	t.goOn("")
	return true
}
