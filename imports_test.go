package anwei_test

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// contracts are the packages of the first level, which think, and those of them
// that each may import. The root is "".
func contracts() map[string][]string {
	return map[string][]string{
		"":               {},
		"bot":            {"", "language", "language/frame", "scheduler", "report"},
		"language":       {""},
		"language/frame": {"", "language"},
		"scheduler":      {""},
		"storage":        {""},
		"report":         {""},
	}
}

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
		"crypto/rand":  "no randomness: the same input gives the same output",
	}
}

// homes names the one place of each library that shapes the code around it.
func homes() map[string][]string {
	return map[string][]string{
		"go.etcd.io/bbolt":                  {"storage/bolt"},
		"github.com/robfig/cron":            {"scheduler/alarm"},
		"github.com/silenceper/wechat":      {"bot/wecom"},
		"github.com/coder/websocket":        {"bot/wecom"},
		"github.com/sashabaranov/go-openai": {"bot/assist"},
		"github.com/xuri/excelize":          {"report/excel", "config/roster"},
		"github.com/go-analyze/charts":      {"report/chart"},
		"github.com/golang/freetype":        {"report/chart"},
		"go.yaml.in/yaml":                   {"config"},
		"github.com/spf13/cobra":            {"cmd"},
	}
}

func firstLevel(dir string) bool {
	_, ok := contracts()[dir]
	return ok
}

// under reports whether dir is the folder top or stands below it.
func under(dir, top string) bool { return dir == top || strings.HasPrefix(dir, top+"/") }

// refused returns why the package in the folder may not import the path, and ""
// where it may. Test files are exempt: a test of the alarm runs on a real bolt
// file and a real plan. Only wecomtest stays alone in its tests too, and nothing
// can import a command.
func refused(dir, imported string, test bool) string {
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
	case own:
		return refusedOwn(dir, ours)
	case !strings.Contains(strings.SplitN(imported, "/", 2)[0], "."):
		return refusedStandard(dir, imported)
	}
	return refusedLibrary(dir, imported)
}

func refusedOwn(dir, ours string) string {
	switch {
	case under(ours, "config") && !under(dir, "config"):
		return "only cmd imports config; take the value that you need as an argument"
	case under(dir, "config"):
		if ours == "" || isParent(ours, dir) {
			return ""
		}
		return "config is data for cmd: it imports its parents and the root alone"
	case firstLevel(dir):
		if slices.Contains(contracts()[dir], ours) {
			return ""
		}
		return "the first level imports contracts only; what it needs beyond them it is given"
	case firstLevel(ours) || isParent(ours, dir):
		return ""
	}
	return "a second-level package imports its parents and the first level, never its like; declare an interface in the parent"
}

func refusedStandard(dir, imported string) string {
	if !firstLevel(dir) {
		return ""
	}
	for top, why := range worldly() {
		if under(imported, top) {
			return "the first level thinks and does not touch the world: " + why
		}
	}
	return ""
}

func refusedLibrary(dir, imported string) string {
	if firstLevel(dir) && !under(imported, "golang.org/x/text") {
		return "the first level needs no library but golang.org/x/text, which does no I/O"
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

func TestRefusedImports(t *testing.T) {
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
		{"storage/storagetest", "anwei/storage/bolt"},
		{"report/excel", "anwei/config/plan"},
		{"config", "anwei/storage"},
		{"config/plan", "anwei/config/calendar"},
		{"config/roster", "anwei/storage"},
		{"config/plan", "anwei/cmd/anwei"},
	} {
		if refused(c.dir, c.imported, false) == "" {
			t.Errorf("./%s may import %q, and should not", c.dir, c.imported)
		}
	}
	for _, imported := range []string{"anwei", "anwei/bot/wecom"} {
		if refused("bot/wecom/wecomtest", imported, true) == "" {
			t.Errorf("a test of wecomtest may import %q, and should not", imported)
		}
	}
}

func TestAllowedImports(t *testing.T) {
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
		{"bot/wecom", "github.com/silenceper/wechat/v2/work", false},
		{"bot/wecom/wecomtest", "net/http", false},
		{"bot/wecom/wecomtest", "anwei/bot/wecom/wecomtest", true},
		{"scheduler/alarm", "anwei/storage", false},
		{"scheduler/alarm", "anwei/storage/bolt", true},
		{"storage/bolt", "anwei/storage", false},
		{"storage/bolt", "anwei/storage/storagetest", true},
		{"config/plan", "anwei/config", false},
		{"config/roster", "github.com/xuri/excelize/v2", false},
		{"cmd/anwei", "anwei/storage/bolt", false},
		{"cmd/anwei", "anwei/config/plan", false},
		{"cmd/anwei", "anwei/bot/wecom/wecomtest", false},
	} {
		if why := refused(c.dir, c.imported, c.test); why != "" {
			t.Errorf("./%s should be free to import %q: %s", c.dir, c.imported, why)
		}
	}
}
