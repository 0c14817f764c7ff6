package excel

import (
	"anwei/report/intake"
)

// Office turns files of the old formats into ones that can be read, with the LibreOffice at
// its path; without one it turns none. It does one at a time.
type Office struct {
	path string
	turn chan struct{}
}

// Read returns what stands in a file that somebody sent, one of the old formats too where
// it can be turned into one of today.
func (o Office) Read(data []byte) intake.Book {
	b := Read(data)
	end := map[intake.Trouble]string{intake.OldBook: "xlsx", intake.OldWord: "docx"}[b.Trouble]
	if end == "" || o.path == "" {
		return b
	}
	o.turn <- struct{}{}
	defer func() { <-o.turn }()
	converted, err := o.convert(data, end)
	if err != nil {
		return b // the person is told how to send it otherwise
	}
	return Read(converted)
}
