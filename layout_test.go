package anwei_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// The tree is held by tests that read the sources in this process, so that the
// test cache sees every change; what a child process reads it does not see.

// The bounds of a file and of a function, in lines.
const (
	fileLines = 400
	funcLines = 60
)

// source is one parsed Go file of the module.
type source struct {
	path string // anwei-relative, with slashes
	dir  string // the folder; "" for the root
	test bool
	text []byte
	fset *token.FileSet
	file *ast.File
}

// line says where in the tree a node stands.
func (s source) line(n ast.Node) string {
	return s.path + ":" + strconv.Itoa(s.fset.Position(n.Pos()).Line)
}

// parsedTree is parsed once for all tests.
var parsedTree = sync.OnceValues(parseAll)

// sources returns every Go file of the module, whatever its build tags.
func sources(t *testing.T) []source {
	t.Helper()
	all, err := parsedTree()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func parseAll() ([]source, error) {
	var all []source
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := name != "." && strings.HasPrefix(e.Name(), ".")
		switch {
		case e.IsDir() && (hidden || e.Name() == "testdata"):
			return filepath.SkipDir
		case e.IsDir() || hidden || path.Ext(name) != ".go":
			return nil
		}
		s, err := parse(filepath.ToSlash(name))
		all = append(all, s)
		return err
	})
	return all, err
}

func parse(name string) (source, error) {
	s := source{path: name, test: strings.HasSuffix(name, "_test.go"), fset: token.NewFileSet()}
	if s.dir = path.Dir(name); s.dir == "." {
		s.dir = ""
	}
	var err error
	if s.text, err = os.ReadFile(name); err != nil {
		return s, err
	}
	s.file, err = parser.ParseFile(s.fset, name, s.text, parser.ParseComments|parser.SkipObjectResolution)
	return s, err
}

func TestNoInitFunctions(t *testing.T) {
	for _, s := range sources(t) {
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has an init function: cmd joins the parts in plain sight, nothing registers itself", s.line(f))
			}
		}
	}
}

func TestNoPackageVariables(t *testing.T) {
	allowed := map[string]string{
		"bot/wecom/exchange.go shared": "silenceper has one HTTP client for the whole process, and this guards it",
	}
	for _, s := range sources(t) {
		if s.test {
			continue // a test may have its -update flag
		}
		for _, d := range s.file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				v := spec.(*ast.ValueSpec)
				if name, bad := global(g, v); bad && allowed[s.path+" "+name] == "" {
					t.Errorf("%s declares the package variable %s: state that everybody shares cannot be followed; "+
						"pass it, or make it a constant or a function (embedded files, var _ X = …, and errors named Err… may stay)", s.line(v), name)
				}
			}
		}
	}
}

// global returns the name of a declared variable that is neither an assertion,
// an embedded file nor a sentinel error.
func global(g *ast.GenDecl, v *ast.ValueSpec) (string, bool) {
	for _, doc := range []*ast.CommentGroup{g.Doc, v.Doc} {
		if doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") }) {
			return "", false
		}
	}
	for _, n := range v.Names {
		sentinel := strings.HasPrefix(n.Name, "Err") || strings.HasPrefix(n.Name, "err")
		if n.Name != "_" && !sentinel {
			return n.Name, true
		}
	}
	return "", false
}

func TestPackagesAreNamedForWhatTheyProvide(t *testing.T) {
	vague := []string{"util", "utils", "common", "model", "models", "helper", "helpers", "misc", "shared", "base", "mock", "mocks", "types"}
	for _, s := range sources(t) {
		if slices.Contains(vague, strings.TrimSuffix(s.file.Name.Name, "_test")) {
			t.Errorf("%s is in package %s: a package is named for what it provides; this name fits anything", s.path, s.file.Name.Name)
		}
		if path.Base(s.dir) != s.file.Name.Name && s.file.Name.Name != "main" && s.dir != "" && !s.test {
			t.Errorf("%s is in package %s: a package is named as its folder, or its import misleads", s.path, s.file.Name.Name)
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	said := map[string]bool{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		begin := "Package " + s.file.Name.Name + " "
		if s.file.Name.Name == "main" {
			begin = "Command " + path.Base(s.dir) + " "
		}
		said[s.dir] = said[s.dir] || strings.HasPrefix(s.file.Doc.Text(), begin)
	}
	for dir, ok := range said {
		if !ok {
			t.Errorf("the package in ./%s has no sentence %q: a newcomer reads that first", dir, "Package … is …")
		}
	}
}

func TestFilesAndFunctionsAreShort(t *testing.T) {
	for _, s := range sources(t) {
		if n := bytes.Count(s.text, []byte("\n")); n > fileLines && !ast.IsGenerated(s.file) {
			t.Errorf("%s has %d lines: over %d a file holds more than one idea; split it", s.path, n, fileLines)
		}
		if s.test {
			continue // a table is long and easily read
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			if n := s.fset.Position(f.End()).Line - s.fset.Position(f.Pos()).Line - 1; n > funcLines {
				t.Errorf("%s: %s has %d lines: over %d a function is not seen at one glance; split it", s.line(f), f.Name.Name, n, funcLines)
			}
		}
	}
}
