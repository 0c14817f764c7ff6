package frame_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/language/frame"
	"anwei/language/lexicon"
)

// sample is what the shipped plan and the sample roster know.
func sample(t *testing.T) frame.Known {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	return frame.Known{Forms: p.Forms, Units: r.Units, Names: lexicon.NewGazetteer(r.Units), People: r.People, Marks: p.Marks, Cases: p.Cases}
}

// everything is what people say in the golden talks and in the evaluation sets, each
// text once.
func everything(t *testing.T) []string {
	t.Helper()
	var out []string
	for glob, text := range map[string]string{
		"../../bot/testdata/*/*":        `(?m)^[a-z_0-9]+> (.*)$`,
		"../../bot/testdata/*.txt":      `(?m)^[a-z_0-9]+> (.*)$`,
		"../figures/testdata/traps.txt": `(?m)^[^#|\n]*\|[^|\n]*\|([^|\n]*)\|`,
		"../testdata/*.jsonl":           `"text": ?"([^"]*)"`,
	} {
		files, err := filepath.Glob(glob)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has no files: %v", glob, err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(text).FindAllStringSubmatch(string(b), -1) {
				out = append(out, m[1])
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// What of all that people say is read, and as what, is looked at line by line: what
// is not listed there, questions and figures above all, is read as nothing.
func TestHeard(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(sample(t))
	var b strings.Builder
	for _, text := range everything(t) {
		got := r.Read(strings.ReplaceAll(text, `\n`, "\n"), now())
		if len(got) > 0 {
			b.WriteString(text + " => " + strings.Join(intents(got), " "))
			is := slots(got[0])
			for _, name := range []string{"unit", "period", "form", "mark", "phone", "account", "items"} {
				if is[name] != "" {
					b.WriteString(" / " + name + "=" + is[name])
				}
			}
			for _, name := range []string{"why", "figures", "how", "who", "text", "step", "result"} {
				if is[name] != "" {
					b.WriteString(" / " + name + "=" + is[name])
				}
			}
			b.WriteString("\n")
		}
	}
	const golden = "testdata/heard.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() == string(want) {
		return
	}
	old, is := strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")
	for _, line := range is {
		if !slices.Contains(old, line) {
			t.Errorf("is now  %s", line)
		}
	}
	for _, line := range old {
		if !slices.Contains(is, line) {
			t.Errorf("was     %s", line)
		}
	}
}

// The order of the rows decides nothing: whichever way round they stand, the same intents
// are the best reading of a text.
func TestOrderDecidesNothing(t *testing.T) {
	t.Parallel()
	words, err := os.ReadFile("words.txt")
	rows, err2 := os.ReadFile("frames.txt")
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	head, rest, _ := strings.Cut(string(rows), "\n[")
	blocks := map[string]string{} // of an intent, in their order
	for block := range strings.SplitSeq(rest, "\n[") {
		intent, _, _ := strings.Cut(block, "]")
		blocks[intent] += "\n[" + block
	}
	names := slices.Sorted(maps.Keys(blocks))
	slices.Reverse(names)
	turnedRows := head + strings.Join(anwei.Each(names, func(name string) string { return blocks[name] }), "")
	known := sample(t)
	as, turned := frame.Load().For(known), frame.Parse(string(words), turnedRows).For(known)
	for _, text := range everything(t) {
		if a, b := best(as.Read(text, now())), best(turned.Read(text, now())); !slices.Equal(a, b) {
			t.Errorf("%q is %v, and %v where the rows stand the other way round", text, a, b)
		}
	}
}

// best are the intents of the readings that are as good as the first.
func best(all []frame.Reading) []string {
	return slices.Sorted(slices.Values(intents(slices.DeleteFunc(all, func(r frame.Reading) bool { return r.Compare(all[0]) > 0 }))))
}

var update = flag.Bool("update", false, "write the golden file")
