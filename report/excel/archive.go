package excel

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// archive is the zip file of a workbook. It writes its parts by their names once all are
// there: excelize hands over sheets that were streamed in any order, and the same tables
// are to give the same bytes. Until then it holds them compressed.
type archive struct {
	to    io.Writer
	parts map[string]*entry
	flate *flate.Writer // each part is whole before the next begins
	open  *entry
}

// entry is one part of the archive, compressed.
type entry struct {
	data  bytes.Buffer
	flate *flate.Writer
	sum   hash.Hash32
	size  uint64
}

var _ excelize.ZipWriter = (*archive)(nil)

func newArchive(to io.Writer) excelize.ZipWriter { return &archive{to: to, parts: map[string]*entry{}} }

// Create implements excelize.ZipWriter.
func (a *archive) Create(name string) (io.Writer, error) {
	if err := a.finish(); err != nil {
		return nil, err
	}
	e := &entry{sum: crc32.NewIEEE()}
	if a.flate == nil {
		var err error
		if a.flate, err = flate.NewWriter(&e.data, flate.BestSpeed); err != nil {
			return nil, fmt.Errorf("compressing: %w", err)
		}
	} else {
		a.flate.Reset(&e.data)
	}
	e.flate = a.flate
	a.parts[name], a.open = e, e
	return e, nil
}

// Write implements io.Writer.
func (e *entry) Write(p []byte) (int, error) {
	e.size += uint64(len(p))
	e.sum.Write(p) //nolint:errcheck // a hash has no errors
	return e.flate.Write(p)
}

// finish closes the part that was begun last.
func (a *archive) finish() error {
	if a.open == nil {
		return nil
	}
	a.open = nil
	return a.flate.Close()
}

// AddFS implements excelize.ZipWriter, which calls it nowhere.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close implements excelize.ZipWriter.
func (a *archive) Close() error {
	if err := a.finish(); err != nil {
		return err
	}
	z := zip.NewWriter(a.to)
	for _, name := range slices.Sorted(maps.Keys(a.parts)) {
		e := a.parts[name]
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: name, Method: zip.Deflate, CRC32: e.sum.Sum32(),
			CompressedSize64: uint64(e.data.Len()), UncompressedSize64: e.size, //nolint:gosec // a length
		})
		if err != nil {
			return fmt.Errorf("part %s: %w", name, err)
		}
		if _, err := e.data.WriteTo(w); err != nil {
			return fmt.Errorf("part %s: %w", name, err)
		}
	}
	return z.Close()
}
