package storage_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anwei/storage"
)

const fieldsFile = "testdata/fields.txt"

// TestSchemaMoves holds that the schema number rises with every table, field and kind
// that a program of the number before would drop: such a program must refuse the
// ledger, and does not once its number is the same.
func TestSchemaMoves(t *testing.T) {
	got := "schema " + strconv.Itoa(storage.Schema) + "\n" + strings.Join(storedFields(t), "\n") + "\n"
	raw, err := os.ReadFile(fieldsFile)
	if err != nil {
		t.Fatal(err)
	}
	want := string(raw)
	if got == want {
		return
	}
	number, _, _ := strings.Cut(want, "\n")
	known := strings.Split(want, "\n")
	var added []string
	for line := range strings.Lines(got) {
		if line = strings.TrimSuffix(line, "\n"); !slices.Contains(known, line) {
			added = append(added, line)
		}
	}
	same := strings.HasPrefix(got, number+"\n")
	switch {
	case same && len(added) > 0:
		t.Errorf("what ledgers keep has grown, and %s has not moved:\n\t%s\nA program of that number would open such a ledger and drop this. "+
			"Raise Schema in storage/schema.go by one, say in upgrade what older rows need, which is often nothing, "+
			"and run go test ./storage -run TestSchemaMoves -update", number, strings.Join(added, "\n\t"))
	case *update:
		if err := os.WriteFile(fieldsFile, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is not what ledgers keep; write it anew by go test ./storage -run TestSchemaMoves -update, and look at the lines that change", fieldsFile)
	}
}

// doors are the packages below bot that keep nothing in the state of a talk.
func doors() []string { return []string{"assist", "board", "evidence", "outbox", "serve", "wecom"} }

// storedFields returns a line for each table, one for each field with a name in JSON of the types that
// ledgers keep, and one for each kind of their values: those of the root, of the ledger,
// and of the state of a talk, which a table keeps as bytes and the rooms of bot fill.
func storedFields(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob("../bot/[a-z]*")
	if err != nil {
		t.Fatal(err)
	}
	kept := stored{kinds: map[string][]string{}, used: map[string]bool{}}
	for _, dir := range append([]string{"..", ".", "../bot"}, dirs...) {
		if info, err := os.Stat(dir); err == nil && info.IsDir() && !slices.Contains(doors(), filepath.Base(dir)) {
			kept.read(t, dir)
		}
	}
	for _, of := range kept.tables {
		if !slices.ContainsFunc(kept.lines, func(l string) bool { return strings.HasPrefix(l, of+".") }) {
			t.Errorf("a table keeps %s, of which no field is listed: give its fields their names in JSON", of)
		}
	}
	for _, name := range storage.Tables() {
		kept.lines = append(kept.lines, "table "+name)
	}
	for kind, values := range kept.kinds {
		if kept.used[kind] {
			kept.lines = append(kept.lines, values...)
		}
	}
	slices.Sort(kept.lines)
	return slices.Compact(kept.lines)
}

// stored is what the sources of some packages say of what ledgers keep.
type stored struct {
	lines  []string
	tables []string            // the types that tables keep
	kinds  map[string][]string // lines of constants, by their type
	used   map[string]bool     // the types of fields
}

// read reads the sources of a package.
func (s *stored) read(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		of := file.Name.Name
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				if fields, is := n.Type.(*ast.StructType); is && n.Name.Name != "Sum" { // which a copy is compared by
					s.structure(of, n.Name.Name, fields)
				}
			case *ast.GenDecl:
				s.constants(of, n)
			case *ast.IndexListExpr: // Table[K, V]
				s.table(of, n.X, n.Indices[len(n.Indices)-1])
			case *ast.IndexExpr: // roll[V]
				s.table(of, n.X, n.Index)
			}
			return true
		})
	}
}

func (s *stored) structure(of, name string, fields *ast.StructType) {
	for _, f := range fields.Fields.List {
		if f.Tag == nil {
			continue
		}
		tag, err := strconv.Unquote(f.Tag.Value)
		id, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
		if err != nil || id == "" || id == "-" {
			continue
		}
		kind := types.ExprString(f.Type)
		s.lines = append(s.lines, fmt.Sprintf("%s.%s.%s %s", of, name, id, kind))
		for _, part := range strings.FieldsFunc(kind, func(r rune) bool { return strings.ContainsRune("[]*", r) }) {
			s.used[qualified(of, part)] = true
		}
	}
}

// constants lists the kinds: constants of a type that is named in their package.
func (s *stored) constants(of string, n *ast.GenDecl) {
	if n.Tok != token.CONST {
		return
	}
	for _, spec := range n.Specs {
		c, is := spec.(*ast.ValueSpec)
		if !is || c.Type == nil {
			continue
		}
		kind := qualified(of, types.ExprString(c.Type))
		for _, v := range c.Values {
			if text, is := v.(*ast.BasicLit); is && text.Kind == token.STRING {
				s.kinds[kind] = append(s.kinds[kind], kind+" = "+text.Value)
			}
		}
	}
}

// table notes what a table keeps.
func (s *stored) table(of string, generic, v ast.Expr) {
	kind := types.ExprString(v)
	if name := types.ExprString(generic); of != "storage" || name != "Table" && name != "roll" || kind == "V" {
		return
	}
	kind = qualified(of, kind)
	if first := kind[strings.LastIndexByte(kind, '.')+1]; first >= 'A' && first <= 'Z' && !slices.Contains([]string{"time.Time", "anwei.PersonID"}, kind) {
		s.tables = append(s.tables, kind)
	}
}

// qualified is the name of a type with its package.
func qualified(of, kind string) string {
	if strings.Contains(kind, ".") {
		return kind
	}
	return of + "." + kind
}
