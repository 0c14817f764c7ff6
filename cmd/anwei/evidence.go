package main

import (
	"bytes"
	"cmp"
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
	// Those of Office are told by the names of their parts, before 2007, and of WPS, in UTF-16.
	for _, x := range []struct{ begins, holds, ext string }{
		{"#!AMR", "", ".amr"}, // a voice, as WeCom has it
		{"PK\x03\x04", "word/document", ".docx"},
		{"PK\x03\x04", "xl/workbook", ".xlsx"},
		{"PK\x03\x04", "ppt/presentation", ".pptx"},
		{"PK\x03\x04", "", ".zip"},
		{oldOffice, wide("WordDocument"), ".doc"},
		{oldOffice, wide("Workbook"), ".xls"},
		{oldOffice, wide("PowerPoint Document"), ".ppt"},
		{oldOffice, "", ".bin"},
	} {
		if bytes.HasPrefix(data, []byte(x.begins)) && bytes.Contains(data, []byte(x.holds)) {
			return x.ext
		}
	}
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	return cmp.Or(map[string]string{
		"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/bmp": ".bmp", "image/webp": ".webp",
		"application/pdf": ".pdf", "video/mp4": ".mp4", "text/plain": ".txt",
	}[kind], ".bin")
}

const oldOffice = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// wide returns an ASCII text in UTF-16.
func wide(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
