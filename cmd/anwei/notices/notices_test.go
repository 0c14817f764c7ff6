package notices_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"anwei/cmd/anwei/notices"
)

var update = flag.Bool("update", false, "write the notices anew")

// linked are the modules of all builds of the program, each with the folder where its source is.
func linked(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "anwei/cmd/anwei")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		said, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(said)) {
			if name, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				out[name] = dir
			}
		}
	}
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	out["Go"] = strings.TrimSpace(string(root))
	out["AnweiSerif.ttf"] = "../../../report/pdf/fonts"
	return out
}

var isNotice = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|notice|patents|copyright|ofl)(\.(txt|md))?$`)

// noticesIn are the texts of a module: those at its root, and below it. Of Go those at the root do.
func noticesIn(t *testing.T, name, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != dir && (name == "Go" || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !isNotice.MatchString(d.Name()):
			return nil
		}
		b, err := os.ReadFile(path)
		out = append(out, strings.TrimSpace(strings.ReplaceAll(string(b), "\r\n", "\n")))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// compose writes each text once, under all that it is for.
func compose(t *testing.T) string {
	t.Helper()
	whose := map[string][]string{}
	for name, dir := range linked(t) {
		texts := noticesIn(t, name, dir)
		if len(texts) == 0 {
			t.Errorf("%s has no licence", name)
		}
		for _, text := range texts {
			whose[text] = append(whose[text], name)
		}
	}
	var parts []string
	for text, names := range whose {
		slices.Sort(names)
		parts = append(parts, fmt.Sprintf("%s\n\n%s\n", strings.Join(slices.Compact(names), "\n"), text))
	}
	slices.Sort(parts)
	const head = "anwei is made with the works below, each under its own licence. The image also has\n" +
		"Mozilla's list of certificate authorities (MPL 2.0, as Debian's ca-certificates packs it).\n"
	return head + "\n" + strings.Repeat("=", 80) + "\n" + strings.Join(parts, "\n"+strings.Repeat("=", 80)+"\n")
}

// TestLicencesAreComplete holds the notices against the sources of all that is linked.
func TestLicencesAreComplete(t *testing.T) {
	want := compose(t)
	if *update {
		if err := os.WriteFile("NOTICE.txt", []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if notices.Licences != want {
		t.Error("the notices are not those of what is linked: go test ./cmd/anwei/notices -update")
	}
}

func TestBill(t *testing.T) {
	info := &debug.BuildInfo{GoVersion: "go1.26.8", Deps: []*debug.Module{
		{Path: "example.com/a", Version: "v1.2.3", Sum: "h1:x"},
		{Path: "example.com/b", Version: "v1.0.0", Replace: &debug.Module{Path: "example.com/c", Version: "v2.0.0"}},
	}}
	b, err := notices.Bill(info, "abc")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		BOMFormat, SpecVersion string
		Metadata               struct {
			Component struct{ Name, Version string }
		}
		Components []struct{ PURL string }
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, c := range got.Components {
		parts = append(parts, c.PURL)
	}
	want := []string{"pkg:golang/stdlib@v1.26.8", "pkg:golang/example.com/a@v1.2.3", "pkg:golang/example.com/c@v2.0.0"}
	if got.BOMFormat != "CycloneDX" || got.SpecVersion != "1.6" || got.Metadata.Component.Version != "abc" || !slices.Equal(parts, want) {
		t.Errorf("the bill is %s", b)
	}
}
