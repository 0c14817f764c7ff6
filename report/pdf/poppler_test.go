package pdf_test

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

// document is a PDF as poppler reads it.
type document struct {
	t    *testing.T
	path string
}

// printed writes the table into a file. Where poppler is missing the test is
// skipped, unless ANWEI_REQUIRE=all. With ANWEI_KEEP=DIR the files stay there to be
// looked at.
func printed(t *testing.T, name string, table tables.Table) document {
	t.Helper()
	for _, program := range []string{"pdfinfo", "pdftotext", "pdffonts"} {
		if _, err := exec.LookPath(program); err == nil {
			continue
		}
		if os.Getenv("ANWEI_REQUIRE") == "all" {
			t.Fatalf("%s is missing, and ANWEI_REQUIRE=all asks for it", program)
		}
		t.Skipf("%s is not installed: the printed page is not checked (Debian: poppler-utils)", program)
	}
	dir := t.TempDir()
	if keep := os.Getenv("ANWEI_KEEP"); keep != "" {
		dir = keep
	}
	d := document{t: t, path: filepath.Join(dir, name+".pdf")}
	if err := os.WriteFile(d.path, encode(t, table), 0o600); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d document) ask(program string, args ...string) string {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), time.Minute)
	defer cancel()
	b, err := exec.CommandContext(ctx, program, args...).CombinedOutput()
	if err != nil {
		d.t.Fatalf("%s %v: %v\n%s", program, args, err, b)
	}
	return string(b)
}

// pages returns how many pages there are, all of them A4 and of the orientation.
func (d document) pages(landscape bool) int {
	d.t.Helper()
	info := d.ask("pdfinfo", "-f", "1", "-l", "999", d.path)
	found := regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(info)
	if found == nil {
		d.t.Fatalf("no number of pages:\n%s", info)
	}
	n, _ := strconv.Atoi(found[1])
	sizes := regexp.MustCompile(`Page +\d+ size: +([\d.]+) x ([\d.]+) pts \(A4\)`).FindAllStringSubmatch(info, -1)
	if len(sizes) != n {
		d.t.Fatalf("%d pages of A4 among %d:\n%s", len(sizes), n, info)
	}
	for i, s := range sizes {
		w, _ := strconv.ParseFloat(s[1], 64)
		h, _ := strconv.ParseFloat(s[2], 64)
		if (w > h) != landscape {
			d.t.Errorf("page %d is %s x %s points", i+1, s[1], s[2])
		}
	}
	return n
}

// text returns the text of a page without spaces, of all pages for page 0.
func (d document) text(page int) string {
	d.t.Helper()
	args := []string{"-raw", d.path, "-"}
	if page > 0 {
		p := strconv.Itoa(page)
		args = append([]string{"-f", p, "-l", p}, args...)
	}
	return strings.Join(strings.Fields(d.ask("pdftotext", args...)), "")
}

// wants checks that the text has all that is wanted.
func wants(t *testing.T, what, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%s lacks %q:\n%s", what, w, got)
		}
	}
}
