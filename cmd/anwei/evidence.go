package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"anwei/bot/evidence"
	"anwei/cmd/anwei/ledger"
)

// evidenceDir is where the content of evidence is kept, inside the data
// directory.
const evidenceDir = "evidence"

// evidenceFolder keeps the content of evidence, a file each. Its name is made of
// the id, which may hold anything, and its extension of the content.
type evidenceFolder struct{ dir string }

var _ evidence.Keeper = evidenceFolder{}

// openEvidence makes the folder inside the data directory where it is not there,
// and clears away what a killed process left half written. One process owns a
// data directory.
func openEvidence(data string) (evidenceFolder, error) {
	f := evidenceFolder{dir: filepath.Join(data, evidenceDir)}
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return f, fmt.Errorf("建佐证目录：%w", err)
	}
	if err := ledger.SyncDir(data); err != nil {
		return f, fmt.Errorf("建佐证目录：%w", err)
	}
	left, err := f.find(ledger.Unfinished + "*")
	if err != nil {
		return f, fmt.Errorf("清理佐证目录：%w", err)
	}
	for _, name := range left {
		if err := os.Remove(filepath.Join(f.dir, name)); err != nil {
			return f, fmt.Errorf("清理佐证目录：%w", err)
		}
	}
	return f, nil
}

// Keep writes the content beside its place, makes it durable and moves it there,
// so that no reader and no crash ever sees a half of it.
func (f evidenceFolder) Keep(ctx context.Context, id string, data []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := ledger.PutFile(f.path(id, data), data); err != nil {
		return fmt.Errorf("保存佐证：%w", err)
	}
	return nil
}

func (f evidenceFolder) path(id string, data []byte) string {
	return filepath.Join(f.dir, stem(id)+extension(data))
}

// find returns the names in the folder that the pattern fits, whatever characters the
// folder's own path has.
func (f evidenceFolder) find(pattern string) ([]string, error) {
	return fs.Glob(os.DirFS(f.dir), pattern)
}

// stem is the name of what is kept by the id, without its extension.
func stem(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:])
}

// extension tells from the content with which program a file opens. What it does
// not know is .bin. A name that a person gave a file plays no part.
func extension(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("#!AMR")): // a voice, as WeCom has it
		return ".amr"
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return oldOffice(data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return newOffice(data)
	}
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	switch kind {
	case "image/jpeg":
		return ".jpg"
	case "image/png":
		return ".png"
	case "image/gif":
		return ".gif"
	case "image/bmp":
		return ".bmp"
	case "image/webp":
		return ".webp"
	case "application/pdf":
		return ".pdf"
	case "video/mp4":
		return ".mp4"
	case "text/plain":
		return ".txt"
	}
	return ".bin"
}

// newOffice tells the packages of Word, Excel and PowerPoint by the names of
// their parts from any other archive.
func newOffice(data []byte) string {
	for _, x := range []struct{ part, ext string }{
		{"word/document", ".docx"}, {"xl/workbook", ".xlsx"}, {"ppt/presentation", ".pptx"},
	} {
		if bytes.Contains(data, []byte(x.part)) {
			return x.ext
		}
	}
	return ".zip"
}

// oldOffice tells the formats of before 2007, and WPS, by the name of their main
// stream, which is in UTF-16.
func oldOffice(data []byte) string {
	for _, x := range []struct{ stream, ext string }{
		{"WordDocument", ".doc"}, {"Workbook", ".xls"}, {"PowerPoint Document", ".ppt"},
	} {
		if bytes.Contains(data, wide(x.stream)) {
			return x.ext
		}
	}
	return ".bin"
}

// wide returns an ASCII text in UTF-16.
func wide(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}
