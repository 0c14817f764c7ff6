package anwei_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// lower makes TestRoomsAreSmall write law_debts_test.go anew where debts were
// paid. It never raises one.
var lower = flag.Bool("lower", false, "write lower debts into law_debts_test.go")

// law is what docs/map.md says about who may do and import what.
type law struct {
	doors []string            // "config/…" is config and everything below it
	rows  map[string][]string // what each row names of ours, in the same form; the root is ""
}

type mapRow struct {
	dir    string
	names  []string
	toCome bool
}

// mapRows reads the rows of packages, those that are there and those to come.
func mapRows(t *testing.T) []mapRow {
	t.Helper()
	there, toCome, found := strings.Cut(page(t, "docs/map.md"), "\nTo come, ")
	if !found {
		t.Fatal(`docs/map.md has no line "To come, …": below it stand the rows of packages that are not there yet`)
	}
	var rows []mapRow
	for i, part := range []string{there, toCome} {
		for _, m := range regexp.MustCompile("(?m)^\\| `(/|[a-z0-9/]+)` \\|.*\\|([^|]*)\\|$").FindAllStringSubmatch(part, -1) {
			rows = append(rows, mapRow{dir: strings.TrimPrefix(m[1], "/"), names: quoted(m[2]), toCome: i == 1})
		}
	}
	return rows
}

// quoted returns what stands in backticks.
func quoted(s string) []string {
	var all []string
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(s, -1) {
		all = append(all, m[1])
	}
	return all
}

func readLaw(t *testing.T) law {
	t.Helper()
	l := law{rows: map[string][]string{}}
	for _, r := range mapRows(t) {
		l.rows[r.dir] = r.names
	}
	list := regexp.MustCompile(`(?s)\n\*\*Doors:\*\*(.*?)\n\n`).FindStringSubmatch(page(t, "docs/map.md"))
	if list == nil {
		t.Fatal("docs/map.md has no paragraph **Doors:**: the one list of the packages that touch the world")
	}
	for _, d := range quoted(list[1]) {
		if _, ok := l.rows[strings.TrimSuffix(d, "/…")]; !ok && d != "cmd/…" {
			t.Errorf("docs/map.md lists the door %s, which has no row there", d)
		}
		l.doors = append(l.doors, d)
	}
	return l
}

// named reports whether the package is one of the names.
func named(dir string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		top, deep := strings.CutSuffix(n, "/…")
		return dir == top || deep && under(dir, top)
	})
}

// pure reports whether the package thinks only: whether it is no door.
func (l law) pure(dir string) bool { return !named(dir, l.doors) }

func TestPureCodeIsToldTheTime(t *testing.T) {
	looks := []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}
	l := readLaw(t)
	for _, s := range sources(t) {
		if s.test || !l.pure(s.dir) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "time" && slices.Contains(looks, sel.Sel.Name) {
				t.Errorf("%s uses time.%s: a pure package is told the time, so that a test can say what it is", s.line(sel), sel.Sel.Name)
			}
			return true
		})
	}
}

func TestLinterExemptsTheDoors(t *testing.T) {
	m := regexp.MustCompile(`- path: '([^']+)'\n +linters: \[forbidigo\]\n`).FindStringSubmatch(page(t, ".golangci.yml"))
	if m == nil {
		t.Fatal(".golangci.yml exempts nothing from forbidigo alone")
	}
	exempt, l := regexp.MustCompile(m[1]), readLaw(t)
	for _, r := range mapRows(t) {
		if got := exempt.MatchString(r.dir + "/x.go"); got == l.pure(r.dir) {
			t.Errorf(".golangci.yml lets ./%s look at the clock: %v; by the doors of docs/map.md that should be %v", r.dir, got, !got)
		}
	}
}

// slack is how far lines may fall below their debt before it must be lowered,
// so that not every change touches the list.
const slack = 100

// bound is the most that the law allows of what a key of the sizes ends in.
func bound(key string) (most, loose int) {
	switch {
	case key == "total lines":
		return 72000, slack
	case strings.HasSuffix(key, " lines"):
		return 4000, slack
	case strings.HasSuffix(key, " files"):
		return 25, 0
	}
	return 40, 0 // methods
}

// sizes counts what the law bounds, outside tests.
func sizes(all []source) map[string]int {
	n := map[string]int{}
	for _, s := range all {
		if s.test {
			continue
		}
		room := s.dir
		if room == "" {
			room = "anwei"
		}
		lines := bytes.Count(s.text, []byte("\n"))
		n["total lines"] += lines
		n[room+" lines"] += lines
		n[room+" files"]++
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
				n[room+"."+receiver(f.Recv.List[0].Type)+" methods"]++
			}
		}
	}
	return n
}

// receiver is the name of the type that a method belongs to.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return "?"
}

// beyond says what is wrong with a size, given its debt (0 for none), and "" if
// nothing is.
func beyond(key string, n, debt int) string {
	most, loose := bound(key)
	switch {
	case debt == 0 && n > most:
		return fmt.Sprintf("%s: %d, and the law allows %d: make another room of a part of it", key, n, most)
	case n > max(debt, most):
		return fmt.Sprintf("%s: %d, over its debt of %d, which may only go down: take as much out as you put in", key, n, debt)
	case debt != 0 && n <= most:
		return fmt.Sprintf("%s: %d, so the debt of %d is paid: delete its line in law_debts_test.go (go test . -run Rooms -lower)", key, n, debt)
	case n < debt-loose:
		return fmt.Sprintf("%s: %d, so the debt of %d can go down: write %d in law_debts_test.go (go test . -run Rooms -lower)", key, n, debt, n)
	}
	return ""
}

func TestRoomsAreSmall(t *testing.T) {
	n, owed := sizes(sources(t)), debts()
	if *lower {
		owed = lowered(t, n, owed)
	}
	for _, key := range slices.Sorted(maps.Keys(n)) {
		if why := beyond(key, n[key], owed[key]); why != "" {
			t.Error(why)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(owed)) {
		if n[key] == 0 {
			t.Errorf("%s: nothing has this name any more: delete its line in law_debts_test.go (go test . -run Rooms -lower)", key)
		}
	}
}

// lowered writes the debts that are left and returns them.
func lowered(t *testing.T, n, owed map[string]int) map[string]int {
	t.Helper()
	left := map[string]int{}
	var lines strings.Builder
	for _, key := range slices.Sorted(maps.Keys(owed)) {
		if most, _ := bound(key); n[key] > most {
			left[key] = min(n[key], owed[key])
			fmt.Fprintf(&lines, "\t\t%q: %d,\n", key, left[key])
		}
	}
	text := page(t, "law_debts_test.go")
	begin, end := strings.Index(text, "{\n\t\t\"")+2, strings.LastIndex(text, "\t}\n}")
	if begin < 2 || end < begin {
		t.Fatal("law_debts_test.go is not a map literal, a debt a line")
	}
	formatted, err := format.Source([]byte(text[:begin] + lines.String() + text[end:]))
	if err == nil {
		err = os.WriteFile("law_debts_test.go", formatted, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return left
}

func TestDebtsOnlyGoDown(t *testing.T) {
	for _, c := range []struct {
		key     string
		n, debt int
		fails   bool
	}{
		{"bot files", 25, 0, false},
		{"bot files", 26, 0, true},
		{"bot files", 30, 30, false},
		{"bot files", 31, 30, true},
		{"bot files", 29, 30, true},
		{"bot files", 25, 30, true},
		{"bot lines", 4000, 0, false},
		{"bot lines", 4001, 0, true},
		{"bot lines", 5000 - slack, 5000, false},
		{"bot lines", 5000 - slack - 1, 5000, true},
		{"bot lines", 5001, 5000, true},
		{"bot lines", 4000, 4001, true},
		{"bot.turn methods", 40, 0, false},
		{"bot.turn methods", 41, 0, true},
		{"total lines", 72001, 0, true},
		{"total lines", 72000, 0, false},
	} {
		if why := beyond(c.key, c.n, c.debt); (why != "") != c.fails {
			t.Errorf("%s: %d with a debt of %d: %q", c.key, c.n, c.debt, why)
		}
	}
}
