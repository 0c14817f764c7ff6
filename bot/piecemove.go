package bot

import (
	"slices"
	"time"

	"anwei"
	"anwei/language"
)

// movesPiece puts a photo or file that the person sent to another task of the same
// report: 刚才的照片是第5项的. It returns false for a text that says nothing of the kind.
func (t *turn) movesPiece(text string) bool {
	m, ok := language.ReadPieceMove(text)
	if !ok {
		return false
	}
	pieces := t.piecesLately()
	if m.Kind != "" {
		pieces = slices.DeleteFunc(pieces, func(e anwei.Evidence) bool { return e.Kind != m.Kind })
	}
	if len(pieces) == 0 {
		if m.Item > 0 {
			t.say(noPieceLately() + t.returning())
		}
		return m.Item > 0
	}
	key, _ := pieces[0].Matter.Report()
	form, _ := t.in.Plan.Form(key.Form)
	unit, _ := t.in.Ledger.Unit(key.Unit)
	f, named := taskOf(form, m)
	switch {
	case !named && m.Item == 0:
		return false
	case !named:
		t.say(noSuchItem(m.Item, len(form.Fields)) + t.prompt())
	case !slices.ContainsFunc(form.FieldsFor(unit), func(x anwei.Field) bool { return x.ID == f.ID }):
		t.say(notAsked(f) + t.prompt())
	default:
		t.movePieces(pieces, m, form, f)
	}
	return true
}

// movePieces moves as many of the newest pieces as were meant.
func (t *turn) movePieces(pieces []anwei.Evidence, m language.PieceMove, form anwei.Form, to anwei.Field) {
	from := pieces[0].Field
	n := max(m.Count, 1)
	if m.All && m.Count == 0 {
		n = len(pieces)
	}
	moved := 0
	for _, e := range pieces[:min(n, len(pieces))] {
		if e.Field != from || e.Matter != pieces[0].Matter || e.Field == to.ID {
			break
		}
		e.Field = to.ID
		t.out = append(t.out, PutEvidence{Evidence: e})
		moved++
	}
	if moved == 0 {
		t.say(pieceThere(pieces[0].Kind, item(numberIn(form, to.ID), to)) + t.returning())
		return
	}
	was, _ := form.Field(from)
	t.say(piecesMoved(pieces[0].Kind, moved, item(numberIn(form, from), was), item(numberIn(form, to.ID), to)) + t.returning())
}

// taskOf returns the task that a piece is said to belong to.
func taskOf(form anwei.Form, m language.PieceMove) (anwei.Field, bool) {
	if m.Item > 0 {
		if m.Item > len(form.Fields) {
			return anwei.Field{}, false
		}
		return form.Fields[m.Item-1], true
	}
	for _, f := range form.Fields {
		if f.Kind != anwei.Count && (f.Short == m.Name || f.Name == m.Name || slices.Contains(f.Words, m.Name)) {
			return f, true
		}
	}
	return anwei.Field{}, false
}

// piecesLately are the photos and files that the person sent within a day for tasks
// of reports that he fills in, the newest first.
func (t *turn) piecesLately() []anwei.Evidence {
	const lately = 24 * time.Hour
	var keys []anwei.ReportKey
	if t.st.Key.Unit != "" {
		keys = append(keys, t.st.Key)
	}
	for _, f := range t.myForms() {
		for _, u := range t.reporting(f) {
			p := openPeriod(f, t.in)
			keys = append(keys, anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}, anwei.ReportKey{Form: f.ID, Period: p.Prev(), Unit: u.ID})
		}
	}
	var out []anwei.Evidence
	for i, k := range keys {
		if slices.Contains(keys[:i], k) || !t.mayReport(k.Unit) {
			continue
		}
		for _, e := range t.in.Ledger.Evidence(anwei.ReportMatter(k)) {
			if e.Field != "" && e.Void == "" && e.By == t.in.Person.ID && t.in.Now.Sub(e.At) <= lately {
				out = append(out, e)
			}
		}
	}
	slices.Reverse(out) // of the same time the later comes first
	slices.SortStableFunc(out, func(a, b anwei.Evidence) int { return b.At.Compare(a.At) })
	return out
}
