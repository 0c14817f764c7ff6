package excel_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"anwei/report/excel"
	"anwei/report/intake"
)

// TestOldFormats sends a workbook of before 2007, and a document, and finds in them what
// stood there, where there is a LibreOffice; without one the trouble is told.
func TestOldFormats(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("there is no LibreOffice, or no time for it")
	}
	for end, source := range map[string]string{"xls": "c31c-label.xlsx", "doc": "annex.docx"} {
		t.Run(end, func(t *testing.T) {
			dir := t.TempDir()
			sent := filepath.Join("..", "..", "bot", "testdata", "workbooks", source)
			c := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", end, "--outdir", dir, sent)
			if out, err := c.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			data, err := os.ReadFile(filepath.Join(dir, strings.TrimSuffix(source, filepath.Ext(source))+"."+end))
			if err != nil {
				t.Skip("this LibreOffice has no " + end)
			}
			if b := (excel.Office{}).Read(data); b.Trouble != intake.OldBook && b.Trouble != intake.OldWord {
				t.Errorf("without LibreOffice: %q", b.Trouble)
			}
			b := excel.FindOffice().Read(data)
			if b.Trouble != "" || !strings.Contains(strings.Join(flat(b), "|"), "填报单位：南村镇") {
				t.Errorf("trouble %q: %v", b.Trouble, flat(b))
			}
			if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "anwei-office-*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func flat(b intake.Book) []string {
	var out []string
	for _, g := range b.Grids {
		for _, row := range g.Rows {
			out = append(out, row...)
		}
	}
	return out
}
