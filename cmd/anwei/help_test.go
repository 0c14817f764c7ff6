package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// words takes a line of a shell apart, as far as the examples need it.
func words(line string) []string {
	quoted := false
	parts := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' || r == '\'' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
	for i := range parts {
		parts[i] = strings.NewReplacer(`"`, "", "'", "").Replace(parts[i])
	}
	return parts
}

// commands returns the command and all below it.
func commands(c *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		out = append(out, commands(sub)...)
	}
	return out
}

// TestExamples runs what the help of each command gives as an example, on the sample
// roster. What needs a server, settings or a message that was sent says so, and never
// that it was called wrongly.
func TestExamples(t *testing.T) {
	t.Chdir(t.TempDir())
	must(t, "", "roster", "import", "--sample")
	ran := 0
	for _, c := range commands(newRoot()) {
		for line := range strings.SplitSeq(c.Example, "\n") {
			line, _, _ = strings.Cut(strings.TrimSpace(line), " <") // what it reads is empty here
			if before, piped, ok := strings.Cut(line, " | "); ok {
				line = piped
				t.Logf("without the input of %s", before)
			}
			if line == "" {
				continue
			}
			args := words(line)
			if args[0] != "anwei" {
				t.Fatalf("%s: the example %q is of another program", c.CommandPath(), line)
			}
			ran++
			code, out, errs := call(t, "", args[1:]...)
			needs := []string{"没有第12号消息", "请先运行 anwei serve", "读不到设置文件"}
			excused := slices.ContainsFunc(needs, func(s string) bool { return strings.Contains(errs, s) })
			if code != exitDone && (code != exitFailed || !excused) {
				t.Errorf("%s: exit code %d\n%s%s", line, code, out, errs)
			}
			if strings.Contains(line, "understand") && strings.Contains(line, "隐患") && !strings.Contains(out, "leader_hazards）= 12") {
				t.Errorf("%s shows no figure:\n%s", line, out)
			}
		}
	}
	if ran < 20 {
		t.Errorf("only %d examples were run", ran)
	}
}
