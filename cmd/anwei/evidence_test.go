package main

import (
	"archive/zip"
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anwei/cmd/anwei/ledger"
)

// kept returns the names and contents of the evidence in the data directory.
func kept(t *testing.T, data string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(data, evidenceDir))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(data, evidenceDir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		info, err := e.Info()
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s may be read by others: %v (%v)", e.Name(), info.Mode(), err)
		}
		out[e.Name()] = string(b)
	}
	return out
}

func TestEvidenceFolder(t *testing.T) {
	data := t.TempDir()
	f, err := openEvidence(data)
	if err != nil {
		t.Fatal(err)
	}
	// Ids come from outside: none may lead out of the folder, none may meet.
	ids := []string{"msg-1", "MSG-1", "../../etc/passwd", "a/b", "", strings.Repeat("长", 400)}
	for _, id := range ids {
		if err := f.Keep(t.Context(), id, []byte("content of "+id)); err != nil {
			t.Fatalf("%q: %v", id, err)
		}
	}
	// A killed process leaves a half behind.
	half := filepath.Join(data, evidenceDir, ledger.Unfinished+"123")
	if err := os.WriteFile(half, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if f, err = openEvidence(data); err != nil {
		t.Fatal(err)
	}
	if err := f.Keep(t.Context(), "msg-1", []byte("content of msg-1")); err != nil {
		t.Fatal(err)
	}
	got := kept(t, data)
	if len(got) != len(ids) {
		t.Fatalf("%d files for %d pieces: %v", len(got), len(ids), got)
	}
	for _, id := range ids {
		path := f.path(id, []byte("content of "+id))
		if filepath.Dir(path) != filepath.Join(data, evidenceDir) || got[filepath.Base(path)] != "content of "+id {
			t.Errorf("%q is kept at %s as %q", id, path, got[filepath.Base(path)])
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Keep(ended, "late", []byte("x")); err == nil {
		t.Error("a context that ended keeps no evidence")
	}
}

// A data directory may be named with what patterns of names take for their own.
func TestEvidenceInAFolderWithBrackets(t *testing.T) {
	data := filepath.Join(t.TempDir(), "安[2026]*")
	f, err := openEvidence(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Keep(t.Context(), "msg-1", []byte("words")); err != nil {
		t.Fatal(err)
	}
	if got, ext, err := f.Piece("msg-1"); string(got) != "words" || ext != ".txt" || err != nil {
		t.Errorf("kept is %q with %q: %v", got, ext, err)
	}
	half := filepath.Join(data, evidenceDir, ledger.Unfinished+"123")
	if err := os.WriteFile(half, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openEvidence(data); err != nil {
		t.Fatal(err)
	}
	if got := kept(t, data); len(got) != 1 {
		t.Errorf("in the folder are %v", got)
	}
}

// TestEvidenceThatCannotBeKept takes the folder away: the error comes, and
// nothing half written stays.
func TestEvidenceThatCannotBeKept(t *testing.T) {
	data := t.TempDir()
	f, err := openEvidence(data)
	if err != nil {
		t.Fatal(err)
	}
	// A folder where the file should be makes the renaming fail.
	if err := os.MkdirAll(filepath.Join(f.path("a", []byte("text")), "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.Keep(t.Context(), "a", []byte("text")); err == nil || !strings.Contains(err.Error(), "保存佐证") {
		t.Errorf("error %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(data, evidenceDir, ledger.Unfinished+"*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := os.RemoveAll(f.dir); err != nil {
		t.Fatal(err)
	}
	if err := f.Keep(t.Context(), "b", []byte("text")); err == nil {
		t.Error("kept in a folder that is not there")
	}
	if err := os.WriteFile(f.dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openEvidence(data); err == nil {
		t.Error("a file in the place of the folder was opened")
	}
}

func TestExtension(t *testing.T) {
	picture := image.NewGray(image.Rect(0, 0, 4, 4))
	var asPNG, asJPEG, asZip bytes.Buffer
	if err := png.Encode(&asPNG, picture); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&asJPEG, picture, nil); err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&asZip)
	if _, err := z.Create("会议记录.txt"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	book := excelize.NewFile()
	workbook, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	old := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	for want, data := range map[string]string{
		".png": asPNG.String(), ".jpg": asJPEG.String(), ".zip": asZip.String(), ".xlsx": workbook.String(),
		".docx": "PK\x03\x04....word/document.xml", ".pdf": "%PDF-1.7\n", ".amr": "#!AMR\n\x00",
		".doc": old + "...W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00", ".bin": "\x00\x01\x02",
		".txt": "9月12日召开会议", ".mp4": "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
	} {
		if got := extension([]byte(data)); got != want {
			t.Errorf("%q is kept as %s, want %s", data[:min(12, len(data))], got, want)
		}
	}
	if got := extension([]byte(old)); got != ".bin" {
		t.Errorf("an unknown stream is kept as %s", got)
	}
	if got := extension([]byte("<html><script>")); got != ".bin" {
		t.Errorf("a web page is kept as %s: it must not open in a browser", got)
	}
}
