// Package sheet is the room of what people send to be read: tables that were filled
// in, and pictures of stamped sheets.
package sheet

import (
	"slices"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report/intake"
)

// Room is what this room's questions are stored under.
const Room = "sheet"

// What is asked of a table or a picture.
const (
	kindSheet bot.QuestionKind = "sheet" // for which of several reports a table counts
	kindOver  bot.QuestionKind = "over"  // whether a table's figures replace others
	kindStamp bot.QuestionKind = "stamp" // a picture of the stamped sheet, or whether one is
)

// placing is what is kept of a table: the reports that it may count for, or the one whose
// figures it may replace.
type placing struct {
	Matter  anwei.Matter   `json:"matter,omitzero"`
	Options []anwei.Matter `json:"options,omitempty"`
	Sheet   *said          `json:"sheet,omitempty"`
}

// said is what a table says of one unit and period.
type said struct {
	Values anwei.Values `json:"values"`
	// Cells says where the values stood.
	Cells map[anwei.FieldID]string `json:"cells,omitempty"`
	// Left is what was told of cells that were not taken.
	Left string `json:"left,omitempty"`
}

// stamping is what is kept of a picture: the reports whose stamped sheet is wanted, and the
// picture where it has come.
type stamping struct {
	Options []anwei.Matter  `json:"options,omitempty"`
	Page    *anwei.Evidence `json:"page,omitempty"`
	// More are the pictures that came before it was told of the first.
	More []anwei.Evidence `json:"more,omitempty"`
}

// Kinds are how the questions of this room are answered.
func Kinds() bot.Kinds {
	return bot.Kinds{
		kindSheet: bot.KindOf(whichSheet, func(p placing) bool { return p.Sheet != nil && len(p.Options) > 0 }),
		kindOver:  bot.KindOf(over, func(p placing) bool { return p.Sheet != nil }),
		kindStamp: bot.KindOf(stampAnswer, func(p stamping) bool { return len(p.Options) > 0 }),
	}
}

// The words of the buttons about a table or a picture.
const (
	WordAs       = "记到"
	WordNotTaken = "都不是"
	WordIsStamp  = "是盖章件"
	WordNoStamp  = "不是盖章件"
)

// ReadID is the id of what the file of a message turned out to be.
func ReadID(message string) string { return "read:" + message }

// FetchFile has a file read before it is decided what it is for. It returns
// false where files cannot be read, or what was sent is none.
func FetchFile(t *bot.Turn) bool {
	m := t.In.Message
	if m.Text != "file" || m.Media == "" || !t.In.Reads {
		return false
	}
	t.Out = append(t.Out, bot.Read{Media: m.Media, Kind: m.Text})
	t.Tell("sheet.coming", "name", phrases.Shorten(m.Name))
	return true
}

// OpenedFile takes what a file turned out to be: a table, or something that is proof
// of what was told, or nothing that can be used.
func OpenedFile(t *bot.Turn) {
	m := t.In.Message
	switch m.Book.Trouble {
	case "":
	case intake.NotABook:
		if !StampFile(t) && !t.Rooms.Prove(t) {
			t.Say(t.Text("sheet.trouble_not-a-book") + t.Rooms.Prompt(t))
		}
		return
	default:
		t.Say(t.Text("sheet.trouble_"+string(m.Book.Trouble)) + t.Rooms.Prompt(t))
		return
	}
	if !takeBook(t, m.Book) && !t.Rooms.Prove(t) {
		t.Say(t.Text("sheet.no_figures") + t.Rooms.Prompt(t))
	}
}

// Pasted takes cells that were pasted from a table, and returns false for a text
// that is no piece of one of the plan's forms.
func Pasted(t *bot.Turn, text string) bool {
	rows, ok := intake.SplitPaste(text)
	return ok && takeBook(t, intake.Book{Grids: []intake.Grid{{Rows: rows}}})
}

// sheetRead is what a book says of one form.
type sheetRead struct {
	form    anwei.Form
	fields  int
	entries []intake.Entry
	left    []intake.Unplaced
	hidden  []string // sheets that nobody sees, which were not read
}

// takeBook takes a book for the form that it has most of. It returns false where it
// has nothing of any form that the person reports.
func takeBook(t *bot.Turn, b intake.Book) bool {
	var best sheetRead
	for _, f := range t.In.Plan.Forms {
		r := readBook(t, b, f)
		if r.fields > best.fields || r.fields == best.fields && r.fields > 0 && f.ID == t.Form.ID {
			best = r
		}
	}
	if best.fields == 0 || len(best.entries)+len(best.left) == 0 {
		return false
	}
	best.hidden = b.Hidden
	t.State.Missed = 0
	place(t, best)
	return true
}

// readBook reads all sheets of a book by the headings of the form.
func readBook(t *bot.Turn, b intake.Book, f anwei.Form) sheetRead {
	out := sheetRead{form: f}
	for _, g := range b.Grids {
		in := intake.Read(g, f, t.In.UnitNames(), t.In.Reader, t.In.Now)
		if in.Fields == 0 {
			continue
		}
		out.fields = max(out.fields, in.Fields)
		tab := ""
		if len(b.Grids) > 1 {
			tab = g.Name + "!"
		}
		for _, e := range in.Entries {
			for id := range e.Cells {
				e.Cells[id] = tab + e.Cells[id]
			}
			out.add(e)
		}
		for _, u := range in.Unplaced {
			u.Cell = tab + u.Cell
			out.left = append(out.left, u)
		}
	}
	return out
}

// add puts an entry beside those of the sheets before. What two sheets answer
// differently is left.
func (s *sheetRead) add(e intake.Entry) {
	i := slices.IndexFunc(s.entries, func(x intake.Entry) bool { return x.Unit == e.Unit && x.Period == e.Period })
	if i < 0 {
		s.entries = append(s.entries, e)
		return
	}
	for _, f := range s.form.Fields {
		v, ok := e.Values[f.ID]
		old, had := s.entries[i].Values[f.ID]
		switch {
		case !ok || had && old == v:
		case !had:
			s.entries[i].Values[f.ID], s.entries[i].Cells[f.ID] = v, e.Cells[f.ID]
		default:
			for _, cell := range []string{s.entries[i].Cells[f.ID], e.Cells[f.ID]} {
				s.left = append(s.left, intake.Unplaced{Cell: cell, Why: intake.Twice, Field: f.ID})
			}
			delete(s.entries[i].Values, f.ID)
			delete(s.entries[i].Cells, f.ID)
		}
	}
}
