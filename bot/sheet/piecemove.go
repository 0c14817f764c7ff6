package sheet

import (
	"slices"
	"strconv"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
)

func measureOf(kind string) string {
	if kind == "image" {
		return "张"
	}
	return "个"
}

// movesPiece puts a photo or file that the person sent to another task of the same
// report: 刚才的照片是第5项的. It returns false for a text that says nothing of the kind.
func movesPiece(t *bot.Turn, text string) bool {
	m, ok := t.Hear(text).PieceMove()
	if !ok {
		return false
	}
	pieces := piecesLately(t)
	if m.Kind != "" {
		pieces = slices.DeleteFunc(pieces, func(e anwei.Evidence) bool { return e.Kind != m.Kind })
	}
	if len(pieces) == 0 {
		if m.Item > 0 {
			t.Reply("sheet.no_piece")
		}
		return m.Item > 0
	}
	key, _ := pieces[0].Matter.Report()
	form, _ := t.In.Plan.Form(key.Form)
	unit, _ := t.In.Ledger.Unit(key.Unit)
	f, named := taskOf(form, m)
	switch {
	case !named && m.Item == 0:
		return false
	case !named:
		t.Say(t.Text("common.no_such_item", "n", m.Item, "of", len(form.Fields)) + t.Rooms.Prompt(t))
	case !slices.ContainsFunc(form.FieldsFor(unit), func(x anwei.Field) bool { return x.ID == f.ID }):
		t.Say(t.Text("common.not_asked", "field", phrases.Quoted(f.Name)) + t.Rooms.Prompt(t))
	default:
		movePieces(t, pieces, m, form, f)
	}
	return true
}

// movePieces moves as many of the newest pieces as were meant.
func movePieces(t *bot.Turn, pieces []anwei.Evidence, m language.PieceMove, form anwei.Form, to anwei.Field) {
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
		t.Out = append(t.Out, bot.PutEvidence{Evidence: e})
		moved++
	}
	piece, there := phrases.PieceName(pieces[0].Kind), phrases.ItemName(bot.NumberIn(form, to.ID), to)
	if moved == 0 {
		t.Reply("sheet.piece_there", "piece", piece, "at", there)
		return
	}
	if moved > 1 {
		piece = strconv.Itoa(moved) + measureOf(pieces[0].Kind) + piece
	}
	was, _ := form.Field(from)
	t.Reply("sheet.pieces_moved", "pieces", piece, "from", phrases.ItemName(bot.NumberIn(form, from), was), "to", there)
}

// taskOf returns the task that a piece is said to belong to.
func taskOf(form anwei.Form, m language.PieceMove) (anwei.Field, bool) {
	if m.Item > 0 {
		if m.Item > len(form.Fields) {
			return anwei.Field{}, false
		}
		return form.Fields[m.Item-1], true
	}
	return anwei.Find(form.Fields, func(f anwei.Field) bool {
		return !f.Kind.Counts() && (f.Short == m.Name || f.Name == m.Name || slices.Contains(f.Words, m.Name))
	})
}

// piecesLately are the photos and files that the person sent within a day for tasks
// of reports that he fills in, the newest first.
func piecesLately(t *bot.Turn) []anwei.Evidence {
	const lately = 24 * time.Hour
	var keys []anwei.ReportKey
	if t.Hand.Key.Unit != "" {
		keys = append(keys, t.Hand.Key)
	}
	for _, f := range t.MyForms() {
		for _, u := range t.Reporting(f) {
			p := bot.OpenPeriod(f, t.In)
			keys = append(keys, anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}, anwei.ReportKey{Form: f.ID, Period: p.Prev(), Unit: u.ID})
		}
	}
	var out []anwei.Evidence
	for i, k := range keys {
		if slices.Contains(keys[:i], k) || !bot.MayReport(t, k.Unit) {
			continue
		}
		for _, e := range t.In.Ledger.Evidence(anwei.ReportMatter(k)) {
			if e.Field != "" && e.Void == "" && e.By == t.In.Person.ID && t.In.Now.Sub(e.At) <= lately {
				out = append(out, e)
			}
		}
	}
	slices.Reverse(out) // of the same time the later comes first
	slices.SortStableFunc(out, func(a, b anwei.Evidence) int { return b.At.Compare(a.At) })
	return out
}
