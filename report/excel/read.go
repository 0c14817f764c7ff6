package excel

import (
	"runtime/debug"

	"anwei/report/intake"
	"anwei/report/ooxml"
)

// sent are the bounds of a table that somebody sends. An official one has some forty rows
// and twenty columns.
func sent() ooxml.Bounds {
	return ooxml.Bounds{Sheets: 20, Rows: 600, Cols: 64, Cells: 160_000, Texts: 2 << 20}
}

// largeFile is from where reading a file leaves the heap to be given back.
const largeFile = 1 << 18

// Read returns what stands in a file that somebody sent, as ooxml.Read tells it. The data
// may be anything.
func Read(data []byte) intake.Book {
	b := ooxml.Read(data, sent())
	if len(data) > largeFile {
		debug.FreeOSMemory()
	}
	return b
}
