package anwei_test

import (
	"go/ast"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func page(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestMapNamesEveryPackage(t *testing.T) {
	var built, mapped []string
	for _, s := range sources(t) {
		if !s.test && !slices.Contains(built, s.dir) {
			built = append(built, s.dir)
		}
	}
	for _, row := range mapRows(t) {
		switch {
		case slices.Contains(mapped, row.dir):
			t.Errorf("docs/map.md has two rows for ./%s", row.dir)
		case !row.toCome && !slices.Contains(built, row.dir):
			t.Errorf("docs/map.md has a row for ./%s, where there is no package; move it to what is to come", row.dir)
		case row.toCome && slices.Contains(built, row.dir):
			t.Errorf("docs/map.md says that ./%s is to come, and it is there: move its row up into the tree", row.dir)
		}
		mapped = append(mapped, row.dir)
	}
	for _, dir := range built {
		if !slices.Contains(mapped, dir) {
			t.Errorf("docs/map.md has no row for the package in ./%s: a newcomer starts from that page", dir)
		}
	}
}

// TestMapShowsEveryFile holds the tables "Inside …" to the files that are there.
func TestMapShowsEveryFile(t *testing.T) {
	shown, l := map[string]bool{}, readLaw(t)
	row := regexp.MustCompile(`(?m)^\| ([a-z0-9/]+) \| (\w+\.[a-z]+(?:, \w+\.[a-z]+)*) \|`)
	for _, m := range row.FindAllStringSubmatch(page(t, "docs/map.md"), -1) {
		for name := range strings.SplitSeq(m[2], ", ") {
			file := path.Join(m[1], name)
			if _, err := os.Stat(file); err != nil {
				t.Errorf("docs/map.md shows %s, which is not there", file)
			}
			shown[file] = true
		}
	}
	inside := func(dir string) bool {
		return named(dir, []string{"language/…", "report/…", "storage/…"}) || under(dir, "bot") && !under(dir, "bot/wecom") && l.pure(dir)
	}
	for _, s := range sources(t) {
		if !s.test && inside(s.dir) && !shown[s.path] {
			t.Errorf("docs/map.md does not show %s: name it in a row of its room, in the table of what is inside", s.path)
		}
	}
}

// TestDocsNameWhatExists looks up every path and every Go name in backticks.
func TestDocsNameWhatExists(t *testing.T) {
	folders, names := map[string]bool{"cmd": true}, map[string]bool{}
	for _, s := range sources(t) {
		folders[s.dir] = true
		if !s.test {
			declared(s, names)
		}
	}
	for _, r := range mapRows(t) {
		folders[r.dir] = true // to come
	}
	isPath := regexp.MustCompile(`^(bot|language|scheduler|storage|report|config|cmd)(/[a-z0-9]+)*/?$`)
	isName := regexp.MustCompile(`^[a-z]+\.[A-Z]\w*$`)
	entries, err := os.ReadDir("docs")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".md" {
			continue
		}
		for _, m := range regexp.MustCompile("`([^`\n]+)`").FindAllStringSubmatch(page(t, "docs/"+e.Name()), -1) {
			if isPath.MatchString(m[1]) && !folders[strings.TrimSuffix(m[1], "/")] {
				t.Errorf("docs/%s names %s, where there is no package", e.Name(), m[1])
			}
			if isName.MatchString(m[1]) && !names[m[1]] {
				t.Errorf("docs/%s names %s, which is not declared", e.Name(), m[1])
			}
		}
	}
}

// declared adds the exported names of a file as they are written elsewhere.
func declared(s source, names map[string]bool) {
	add := func(id *ast.Ident) { names[s.file.Name.Name+"."+id.Name] = true }
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				add(d.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					add(spec.Name)
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						add(id)
					}
				}
			}
		}
	}
}

// TestDecisionsAreFew holds docs/decisions.md to what it says of itself.
func TestDecisionsAreFew(t *testing.T) {
	text := page(t, "docs/decisions.md")
	heads := regexp.MustCompile(`(?m)^\*\*[^*]+\*\* (.*)$`).FindAllStringSubmatch(text, -1)
	if len(heads) > 40 {
		t.Errorf("docs/decisions.md has %d decisions, and at most 40 are read: leave out what fell, and what concerns one function", len(heads))
	}
	before := "9999-12-31"
	for _, h := range heads {
		day := regexp.MustCompile(`^\([^)]*?(\d{4}-\d{2}-\d{2})\)\.`).FindStringSubmatch(h[1])
		first := regexp.MustCompile(`\d{4}-\d{2}-\d{2}`).FindString(h[1])
		if day == nil {
			t.Errorf("docs/decisions.md: %q has no day behind its head", h[0])
			continue
		}
		if newest := max(day[1], first); newest > before {
			t.Errorf("docs/decisions.md: %q is newer than what stands above it", h[0])
		} else {
			before = newest
		}
	}
}
