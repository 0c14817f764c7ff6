package excel_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"anwei/report/tables"
)

// need skips the test where a program is missing, unless the environment
// requires what it belongs to.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	required := os.Getenv("ANWEI_REQUIRE")
	if required == "all" || strings.Contains(required, "libreoffice") {
		t.Fatalf("%s is missing, and ANWEI_REQUIRE=%s asks for it", program, required)
	}
	t.Skipf("%s is not installed: the printed page is not checked (Debian: libreoffice-calc-nogui poppler-utils)", program)
}

func output(t *testing.T, program string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	b, err := exec.CommandContext(ctx, program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, b)
	}
	return string(b)
}

// printed converts the workbook with LibreOffice and returns the PDF's path.
// With ANWEI_KEEP=DIR the files stay there to be looked at.
func printed(t *testing.T, name string, table tables.Table) string {
	t.Helper()
	if testing.Short() && os.Getenv("ANWEI_KEEP") == "" {
		t.Skip("prints with LibreOffice, a process each")
	}
	need(t, "soffice")
	need(t, "pdfinfo")
	need(t, "pdftotext")
	dir := t.TempDir()
	if keep := os.Getenv("ANWEI_KEEP"); keep != "" {
		dir = keep
	}
	book := filepath.Join(dir, name+".xlsx")
	if err := os.WriteFile(book, encode(t, table), 0o600); err != nil {
		t.Fatal(err)
	}
	output(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(t.TempDir(), "profile"),
		"--headless", "--convert-to", "pdf", "--outdir", dir, book)
	return filepath.Join(dir, name+".pdf")
}

// pages returns how many pages the PDF has, all of them A4 landscape.
func pages(t *testing.T, pdf string) int {
	t.Helper()
	info := output(t, "pdfinfo", "-f", "1", "-l", "999", pdf)
	n, err := strconv.Atoi(regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(info)[1])
	if err != nil {
		t.Fatal(err)
	}
	sizes := regexp.MustCompile(`Page +\d+ size: +([\d.]+) x ([\d.]+) pts`).FindAllStringSubmatch(info, -1)
	if len(sizes) != n {
		t.Fatalf("%d sizes of %d pages:\n%s", len(sizes), n, info)
	}
	for i, s := range sizes {
		w, _ := strconv.ParseFloat(s[1], 64)
		h, _ := strconv.ParseFloat(s[2], 64)
		if w < 841 || w > 843 || h < 594 || h > 597 {
			t.Errorf("page %d is %s x %s points, not A4 landscape", i+1, s[1], s[2])
		}
	}
	return n
}

func text(t *testing.T, pdf string, page int) string {
	t.Helper()
	p := strconv.Itoa(page)
	s := output(t, "pdftotext", "-f", p, "-l", p, "-raw", pdf, "-")
	return strings.Join(strings.Fields(s), "")
}

func TestOwnSheetIsOnePage(t *testing.T) {
	pdf := printed(t, "own", own(t, "figures.json"))
	if n := pages(t, pdf); n != 1 {
		t.Errorf("%d pages, want 1", n)
	}
	got := text(t, pdf, 1)
	for _, want := range []string{
		"附件2", "泽州县安全风险大排查大整治工作清单", "填报单位：南村镇", "填报日期：2026年10月21日", "（8/9个月）",
		"填表联系人：张建国", "职务：安监站站长", "电话：13500000010", "12月", "县直部门填主要领导深入一线督导检查情况。",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q:\n%s", want, got)
		}
	}
}

func TestCountyIsOnePageWide(t *testing.T) {
	pdf := printed(t, "county", county(t, "figures.json", 100))
	n := pages(t, pdf)
	if n < 3 || n > 7 {
		t.Errorf("100 units take %d pages", n)
	}
	rows := 0
	for page := 1; page <= n; page++ {
		got := text(t, pdf, page)
		for _, want := range []string{"单位", "党委政府带队检查情况", "责任倒查", "报送时间", "状态"} {
			if !strings.Contains(got, want) {
				t.Errorf("page %d lacks the heading %q", page, want)
			}
		}
		rows += strings.Count(got, "镇人民政府")
	}
	if rows < 99 {
		t.Errorf("%d units printed, want at least 99", rows)
	}
}

func TestLedgerIsOnePageWide(t *testing.T) {
	table := own(t, "ledger.json")
	pdf := printed(t, "ledger", table)
	for page, n := 1, pages(t, pdf); page <= n; page++ {
		got := text(t, pdf, page)
		for _, c := range table.Columns {
			if !strings.Contains(got, c.Title) {
				t.Errorf("page %d lacks the heading %q", page, c.Title)
			}
		}
	}
}
