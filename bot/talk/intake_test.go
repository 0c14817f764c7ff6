package talk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anwei/bot"
	"anwei/bot/sheet"
	"anwei/report/excel"
	"anwei/report/intake"
)

// sendFile sends a file and then, as serve does, what it turned out to be: the
// table of that name, or the trouble.
func (h *house) sendFile(t *testing.T, m bot.Message, text string) string {
	t.Helper()
	m.Kind, m.Text, m.Media = bot.OtherMessage, "file", "MEDIA1"
	out := h.play(t, m)
	m.ID, m.Kind = sheet.ReadID(m.ID), bot.BookMessage
	m.Book = book(t, strings.TrimPrefix(text, "文件 "))
	return out + h.play(t, m)
}

// book reads a workbook of testdata: "# name" begins a sheet, and bars part its
// cells. A name with its ending is that of a file as somebody sent it. What is no such table
// is the trouble with the file.
func book(t *testing.T, name string) intake.Book {
	t.Helper()
	if b, err := os.ReadFile(filepath.Join("..", "testdata", "workbooks", name)); err == nil {
		return excel.Read(b)
	}
	b, err := os.ReadFile(filepath.Join("..", "testdata", "tables", name+".txt"))
	if err != nil {
		return intake.Book{Trouble: intake.Trouble(name)}
	}
	var out intake.Book
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		if tab, ok := strings.CutPrefix(line, "# "); ok {
			out.Grids = append(out.Grids, intake.Grid{Name: tab})
			continue
		}
		g := &out.Grids[len(out.Grids)-1]
		g.Rows = append(g.Rows, strings.Split(line, "|"))
	}
	return out
}

// TestWorkbooks plays what is said to files as people made them, each in a talk of its own.
func TestWorkbooks(t *testing.T) { playTalks(t, "../testdata/workbooks", newHouse) }
