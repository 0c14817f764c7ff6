package phrases_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anwei/bot/phrases"
)

func TestCatalogueIsWhole(t *testing.T) {
	for _, err := range phrases.Check() {
		t.Error(err)
	}
}

func TestText(t *testing.T) {
	c := phrases.New().With(func(name string) string { return "〈" + name + "〉" })
	for _, x := range []struct {
		key    string
		places []any
		want   string
	}{
		{"common.implied", []any{"items", "第4项", "last", 4}, "没有发现的，相应的第4项记为0；如本月整改了以前的，请更正，例如“改第4项 1”。\n"},
		{"no.such", nil, "no.such"},
	} {
		if got := c.Text(x.key, x.places...); got != x.want {
			t.Errorf("%s\n\tsays  %q\n\twants %q", x.key, got, x.want)
		}
	}
}

// use is a place in the code where a sentence is said.
type use struct {
	at     string
	key    string // as far as it is written out
	whole  bool   // all of it is written out
	places []string
	open   bool // the places are not written out
}

// uses finds where sentences are said: the calls of Text, Tell and Reply whose first argument
// is a key or begins one.
func uses(t *testing.T) []use {
	t.Helper()
	var out []use
	err := filepath.WalkDir("..", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			if s, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"Text", "Tell", "Reply"}, s.Sel.Name) {
				if key, whole, ok := literal(call.Args[0]); ok && strings.Contains(key, ".") {
					u := use{at: set.Position(call.Pos()).String(), key: key, whole: whole, open: call.Ellipsis.IsValid()}
					for i := 1; i < len(call.Args); i += 2 {
						name, whole, _ := literal(call.Args[i])
						u.places, u.open = append(u.places, name), u.open || !whole
					}
					out = append(out, u)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// literal is the text that an expression is, or begins with.
func literal(e ast.Expr) (text string, whole, ok bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, true, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		text, _, ok := literal(e.X)
		return text, false, ok
	}
	return "", false, false
}

// TestSentencesAreSaidAsTheyStand finds keys that are not in the catalogue, sentences
// that nobody says, and places that are filled and not there or there and not filled.
func TestSentencesAreSaidAsTheyStand(t *testing.T) {
	c := phrases.New()
	said := map[string]bool{}
	for _, u := range uses(t) {
		if !u.whole {
			for _, l := range phrases.Lines() {
				said[l.Key] = said[l.Key] || strings.HasPrefix(l.Key, u.key)
			}
			continue
		}
		said[u.key] = true
		want, ok := c.Places(u.key)
		slices.Sort(u.places)
		switch {
		case !ok:
			t.Errorf("%s says %q, which is not in the catalogue", u.at, u.key)
		case !u.open && !slices.Equal(want, u.places):
			t.Errorf("%s fills %q in %s, which has the places %q", u.at, u.places, u.key, want)
		}
	}
	for _, l := range phrases.Lines() {
		if !said[l.Key] {
			t.Errorf("nobody says %s: %s", l.Key, l.Text)
		}
	}
}
