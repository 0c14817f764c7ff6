package excel

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"
)

// archive begins the zip file of a workbook. Its parts are compressed for speed: a sheet
// repeats itself so much that more effort hardly makes it smaller. One part is whole
// before the next begins, so that one compressor, which is large, serves all.
func archive(to io.Writer) excelize.ZipWriter {
	var one *flate.Writer
	z := zip.NewWriter(to)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (_ io.WriteCloser, err error) {
		if one != nil {
			one.Reset(w)
			return one, nil
		}
		one, err = flate.NewWriter(w, flate.BestSpeed)
		return one, err
	})
	return z
}

// ordered puts the parts of a zip file in the order of their names. excelize hands over
// sheets that were streamed in any order, and the same tables are to give the same bytes.
func ordered(file []byte) ([]byte, error) {
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("the parts of the workbook: %w", err)
	}
	slices.SortFunc(from.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	out.Grow(len(file))
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		if err := to.Copy(part); err != nil {
			return nil, fmt.Errorf("the parts of the workbook: %w", err)
		}
	}
	err = to.Close()
	return out.Bytes(), err
}
