package bot

import (
	"slices"

	"anwei"
	"anwei/report/intake"
)

// Read reads a file that was sent, when the turn is saved. What it turned out to
// be comes back as a BookMessage whose id is ReadID of the message, or never.
type Read struct {
	Media string
	// Kind is the kind that WeCom names.
	Kind string
}

func (Read) effect() {}

// ReadID is the id of what the file of a message turned out to be.
func ReadID(message string) string { return "read:" + message }

// fetchFile has a file read before it is decided what it is for. It returns
// false where files cannot be read, or what was sent is none.
func (t *turn) fetchFile() bool {
	m := t.in.Message
	if m.Text != "file" || m.Media == "" || !t.in.Reads {
		return false
	}
	t.out = append(t.out, Read{Media: m.Media, Kind: m.Text})
	t.say(fileComing())
	return true
}

// openedFile takes what a file turned out to be: a table, or something that is proof
// of what was told, or nothing that can be used.
func (t *turn) openedFile() {
	m := t.in.Message
	switch m.Book.Trouble {
	case "":
	case intake.NotABook:
		if !t.stampFile() && !t.prove() {
			t.say(notATable() + t.prompt())
		}
		return
	default:
		t.say(fileTrouble(m.Book.Trouble) + t.prompt())
		return
	}
	if !t.takeBook(m.Book, false) && !t.prove() {
		t.say(strangeTable() + t.prompt())
	}
}

// pasted takes cells that were pasted from a table, and returns false for a text
// that is no piece of one of the plan's forms.
func (t *turn) pasted(text string) bool {
	rows, ok := intake.SplitPaste(text)
	return ok && t.takeBook(intake.Book{Grids: []intake.Grid{{Rows: rows}}}, true)
}

// sheetRead is what a book says of one form.
type sheetRead struct {
	form    anwei.Form
	fields  int
	entries []intake.Entry
	left    []intake.Unplaced
	pasted  bool
}

// takeBook takes a book for the form that it has most of. It returns false where it
// has nothing of any form that the person reports.
func (t *turn) takeBook(b intake.Book, pasted bool) bool {
	var best sheetRead
	for _, f := range t.in.Plan.Forms {
		r := t.readBook(b, f)
		if r.fields > best.fields || r.fields == best.fields && r.fields > 0 && f.ID == t.form.ID {
			best = r
		}
	}
	if best.fields == 0 || len(best.entries)+len(best.left) == 0 {
		return false
	}
	best.pasted = pasted
	t.st.Missed = 0
	t.place(best)
	return true
}

// readBook reads all sheets of a book by the headings of the form.
func (t *turn) readBook(b intake.Book, f anwei.Form) sheetRead {
	out := sheetRead{form: f}
	for _, g := range b.Grids {
		in := intake.Read(g, f, t.in.Ledger.Roster().Units, t.in.Now)
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
