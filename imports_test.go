package anwei_test

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// worldly are the parts of the standard library that reach the world, with
// everything below them.
func worldly() map[string]string {
	return map[string]string{
		"os":           "no files, processes or environment",
		"net":          "no network",
		"database/sql": "no database",
		"log":          "no log",
		"syscall":      "no system calls",
		"io/ioutil":    "no files",
		"math/rand":    "no randomness: the same input gives the same output",
		"hash/maphash": "no randomness: the same input gives the same output",
		"crypto/rand":  "no randomness: the same input gives the same output",
	}
}

// homes names the one place of each library that shapes the code around it.
func homes() map[string][]string {
	return map[string][]string{
		"go.etcd.io/bbolt":                  {"storage/bolt"},
		"github.com/jackc/pgx":              {"storage/postgres"},
		"github.com/robfig/cron":            {"scheduler/alarm"},
		"github.com/silenceper/wechat":      {"bot/wecom"},
		"github.com/coder/websocket":        {"bot/wecom/longlink", "bot/wecom/wecomtest"},
		"github.com/sashabaranov/go-openai": {"bot/assist"},
		"github.com/xuri/excelize":          {"report/excel", "config/roster"},
		"github.com/go-analyze/charts":      {"report/chart"},
		"github.com/golang/freetype":        {"report/chart"},
		"go.yaml.in/yaml":                   {"config"},
		"github.com/spf13/cobra":            {"cmd"},
	}
}

// under reports whether dir is the folder top or stands below it.
func under(dir, top string) bool { return dir == top || strings.HasPrefix(dir, top+"/") }

// refused returns why the package in the folder may not import the path, and ""
// where it may. Test files are exempt: a test of the alarm runs on a real bolt
// file and a real plan. Only wecomtest stays alone in its tests too, and nothing
// can import a command.
func (l law) refused(dir, imported string, test bool) string {
	ours, own := "", imported == "anwei" || strings.HasPrefix(imported, "anwei/")
	if own {
		ours = strings.TrimPrefix(strings.TrimPrefix(imported, "anwei"), "/")
	}
	switch {
	case own && under(dir, "bot/wecom/wecomtest") && !under(ours, "bot/wecom/wecomtest"):
		return "wecomtest imports nothing of ours, so that it cannot share our mistakes"
	case own && under(ours, "cmd") && !under(dir, "cmd"):
		return "cmd joins everything and is joined by nothing"
	case test || own && under(dir, "cmd"):
		return ""
	case own && l.pure(dir):
		return l.refusedPure(dir, ours)
	case own:
		return l.refusedDoor(dir, ours)
	case !strings.Contains(strings.SplitN(imported, "/", 2)[0], "."):
		return l.refusedStandard(dir, imported)
	}
	return l.refusedLibrary(dir, imported)
}

// refusedPure says why a package that thinks may not import one of ours.
func (l law) refusedPure(dir, ours string) string {
	switch {
	case !l.pure(ours):
		return "a pure package does not import a door; what it needs of the world it is given"
	case room(ours) && under(dir, "bot") && dir != "bot/talk":
		return "rooms of bot do not know each other: they meet in bot, and bot/talk alone joins them"
	case dir != "" && ours == "" || isParent(ours, dir) || named(ours, l.rows[dir]):
		return ""
	}
	return "a pure package imports the root, its parents and what its row in docs/map.md names; " +
		"take what you need as an argument, or name it there"
}

// room reports whether the pure package is one of the bot's rooms, which meet in
// bot. What the bot says is none.
func room(dir string) bool { return strings.HasPrefix(dir, "bot/") && dir != "bot/phrases" }

// refusedDoor says why a door may not import one of ours.
func (l law) refusedDoor(dir, ours string) string {
	switch {
	case under(ours, "config") && !under(dir, "config"):
		return "only cmd imports config; take the value that you need as an argument"
	case under(dir, "config") && ours != "" && !isParent(ours, dir) && (!l.pure(ours) || !named(ours, l.rows[dir])):
		return "config is data for cmd: it imports its parents, the root and what thinks that its row in docs/map.md names"
	case l.pure(ours) || isParent(ours, dir):
		return ""
	}
	return "only cmd joins doors: a door imports its parents and pure packages; declare an interface in the parent"
}

func (l law) refusedStandard(dir, imported string) string {
	if !l.pure(dir) {
		return ""
	}
	for top, why := range worldly() {
		if under(imported, top) {
			return "a pure package does not touch the world: " + why
		}
	}
	return ""
}

func (l law) refusedLibrary(dir, imported string) string {
	if l.pure(dir) && !under(imported, "golang.org/x/text") {
		return "a pure package needs no library but golang.org/x/text, which does no I/O"
	}
	if under(dir, "bot/wecom/wecomtest") && under(imported, "github.com/silenceper/wechat") {
		return "wecomtest has its own idea of the wire; a library shared with the client would share its mistakes"
	}
	for library, places := range homes() {
		if under(imported, library) && !slices.ContainsFunc(places, func(p string) bool { return under(dir, p) }) {
			return "this library has one home, " + strings.Join(places, " and ") + ", so that it can be replaced there"
		}
	}
	return ""
}

// isParent reports whether the package stands above the folder.
func isParent(ours, dir string) bool {
	for up := path.Dir(dir); up != "."; up = path.Dir(up) {
		if up == ours {
			return true
		}
	}
	return false
}

func TestImportsFollowTheLaw(t *testing.T) {
	l := readLaw(t)
	for _, s := range sources(t) {
		for _, spec := range s.file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if why := l.refused(s.dir, imported, s.test); why != "" {
				t.Errorf("%s imports %q: %s", s.line(spec), imported, why)
			}
		}
	}
}

func TestRefusedImports(t *testing.T) {
	l := readLaw(t)
	l.rows["bot/duty"] = append(l.rows["bot/duty"], "bot/notice", "bot/serve") // a row cannot allow these
	for _, c := range []struct{ dir, imported string }{
		{"", "os"},
		{"", "log/slog"},
		{"", "anwei/bot"},
		{"", "go.yaml.in/yaml/v4"},
		{"bot", "net/http"},
		{"bot", "net/url"},
		{"bot", "os/exec"},
		{"bot", "math/rand/v2"},
		{"bot", "anwei/storage"},
		{"bot", "anwei/bot/serve"},
		{"language", "anwei/bot"},
		{"language", "github.com/sashabaranov/go-openai"},
		{"scheduler", "github.com/robfig/cron/v3"},
		{"scheduler", "anwei/storage"},
		{"scheduler", "anwei/scheduler/alarm"},
		{"storage", "database/sql"},
		{"storage", "database/sql/driver"},
		{"storage", "go.etcd.io/bbolt"},
		{"report", "github.com/xuri/excelize/v2"},
		{"report", "anwei/storage"},
		{"bot/serve", "anwei/storage/bolt"},
		{"bot/serve", "anwei/bot/outbox"},
		{"bot/serve", "anwei/config"},
		{"bot/serve", "anwei/config/plan"},
		{"bot/serve", "go.etcd.io/bbolt"},
		{"bot/outbox", "anwei/report/excel"},
		{"bot/wecom", "anwei/bot/wecom/wecomtest"},
		{"bot/wecom/wecomtest", "anwei"},
		{"bot/wecom/wecomtest", "anwei/bot"},
		{"bot/wecom/wecomtest", "anwei/bot/wecom"},
		{"bot/wecom/wecomtest", "github.com/silenceper/wechat/v2/util"},
		{"scheduler/alarm", "anwei/storage/bolt"},
		{"scheduler/alarm", "anwei/cmd/anwei"},
		{"report/excel", "anwei/config/plan"},
		{"config", "anwei/storage"},
		{"config/plan", "anwei/config/calendar"},
		{"config/roster", "anwei/storage"},
		{"config/plan", "anwei/cmd/anwei"},
		{"bot", "anwei/bot/filing"},
		{"bot/phrases", "anwei/bot/filing"},
		{"bot/filing", "os"},
		{"bot/filing", "anwei/bot/duty"},
		{"bot/filing", "anwei/bot/talk"},
		{"bot/filing", "anwei/storage"},
		{"bot/filing", "anwei/config/plan"},
		{"bot/filing", "anwei/bot/serve"},
		{"bot/duty", "anwei/bot/notice"},
		{"bot/duty", "anwei/bot/serve"},
		{"bot/talk", "anwei/bot/serve"},
		{"language", "anwei/scheduler"},
		{"language/frame", "net"},
		{"language/frame", "crypto/rand"},
		{"language/frame", "github.com/spf13/cobra"},
		{"language/text", "anwei/language/day"},
		{"language/text", "anwei/report"},
		{"report/intake", "anwei/report/excel"},
		{"report/tables", "os"},
		{"report/tables", "anwei/storage"},
		{"unlisted", "anwei/report"},
		{"unlisted", "os"},
		{"bot/board", "anwei/bot/outbox"},
		{"storage/postgres", "anwei/storage/bolt"},
		{"storage/postgres", "go.etcd.io/bbolt"},
		{"report/pdf", "anwei/report/chart"},
	} {
		if l.refused(c.dir, c.imported, false) == "" {
			t.Errorf("./%s may import %q, and should not", c.dir, c.imported)
		}
	}
	for _, imported := range []string{"anwei", "anwei/bot/wecom"} {
		if l.refused("bot/wecom/wecomtest", imported, true) == "" {
			t.Errorf("a test of wecomtest may import %q, and should not", imported)
		}
	}
}

func TestAllowedImports(t *testing.T) {
	l := readLaw(t)
	for _, c := range []struct {
		dir, imported string
		test          bool
	}{
		{"", "time", false},
		{"", "os", true},
		{"", "anwei/config/plan", true},
		{"bot", "anwei", false},
		{"bot", "anwei/language", false},
		{"language", "golang.org/x/text/unicode/norm", false},
		{"storage", "context", false},
		{"bot/serve", "anwei/storage", false},
		{"bot/serve", "log/slog", false},
		{"bot/outbox", "anwei/report", false},
		{"bot/wecom", "anwei/bot", false},
		{"bot/wecom", "anwei/bot/wecom/wecomtest", true},
		{"bot/wecom/longlink", "anwei/bot/wecom", false},
		{"bot/wecom", "github.com/silenceper/wechat/v2/work", false},
		{"bot/wecom/wecomtest", "net/http", false},
		{"bot/wecom/wecomtest", "anwei/bot/wecom/wecomtest", true},
		{"scheduler/alarm", "anwei/storage", false},
		{"scheduler/alarm", "anwei/storage/bolt", true},
		{"storage/bolt", "anwei/storage", false},
		{"config/plan", "anwei/config", false},
		{"config/roster", "github.com/xuri/excelize/v2", false},
		{"cmd/anwei", "anwei/storage/bolt", false},
		{"cmd/anwei", "anwei/config/plan", false},
		{"cmd/anwei", "anwei/bot/wecom/wecomtest", false},
		{"bot", "anwei/bot/phrases", false},
		{"bot", "anwei/language/frame", false},
		{"bot/filing", "anwei", false},
		{"bot/filing", "anwei/bot", false},
		{"bot/filing", "anwei/bot/phrases", false},
		{"bot/filing", "anwei/language", false},
		{"bot/filing", "anwei/language/figures", false},
		{"bot/filing", "anwei/report/intake", false},
		{"bot/filing", "anwei/bot/duty", true},
		{"bot/talk", "anwei/bot/filing", false},
		{"bot/serve", "anwei/bot/talk", false},
		{"language/day", "anwei/language/text", false},
		{"language/frame", "anwei/language/lexicon", false},
		{"report/intake", "anwei/report", false},
		{"storage/postgres", "database/sql", false},
	} {
		if why := l.refused(c.dir, c.imported, c.test); why != "" {
			t.Errorf("./%s should be free to import %q: %s", c.dir, c.imported, why)
		}
	}
}
