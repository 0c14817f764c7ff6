package talk_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"anwei"
	"anwei/bot/phrases"
	"anwei/config/plan"
)

// wordingPage lists every sentence that the bot says, so that somebody who knows
// the office and no Go can read them as a whole. TestWording -update writes it.
const wordingPage = "../../docs/助手的话.md"

// source is one parsed file of the package.
type source struct {
	name string
	file *ast.File
	set  *token.FileSet
}

func sources(t *testing.T, pattern string) []source {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: no files, %v", pattern, err)
	}
	slices.Sort(names)
	var out []source
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, source{name, f, set})
	}
	return out
}

// chinese calls found for each string literal with Chinese characters below the
// node, in the order of the source.
func chinese(n ast.Node, found func(pos token.Pos, text string)) {
	ast.Inspect(n, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(lit.Value)
		if err == nil && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			found(lit.Pos(), text)
		}
		return true
	})
}

// spoken calls found for each text with Chinese characters below the node: a
// literal, or what is made of several with 〔…〕 between them.
func spoken(n ast.Node, found func(text string)) {
	ast.Inspect(n, func(n ast.Node) bool {
		sum, ok := n.(*ast.BinaryExpr)
		if !ok || sum.Op != token.ADD {
			if lit, ok := n.(*ast.BasicLit); ok {
				chinese(lit, func(_ token.Pos, text string) { found(text) })
			}
			return true
		}
		var parts []ast.Expr
		for e := ast.Expr(sum); ; {
			b, ok := e.(*ast.BinaryExpr)
			if !ok || b.Op != token.ADD {
				parts = append(parts, e)
				break
			}
			parts, e = append(parts, b.Y), b.X
		}
		slices.Reverse(parts)
		var b strings.Builder
		said := false
		for _, e := range parts {
			text, whole := place(e)
			b.WriteString(text)
			said = said || strings.ContainsFunc(strings.ReplaceAll(text, open, ""), func(r rune) bool { return unicode.Is(unicode.Han, r) })
			if !whole {
				spoken(e, found)
			}
		}
		if said {
			found(b.String())
		}
		return false
	})
}

// open stands where a sentence has a unit, a figure or a date.
const open = "〔…〕"

// place is what a part of a sentence is shown as, and whether that is all of it.
func place(e ast.Expr) (text string, whole bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, _ = strconv.Unquote(e.Value)
		return text, true
	case *ast.CallExpr:
		if name := calledName(e.Fun); name == "quoted" || name == "Quoted" {
			return "“" + open + "”", false
		}
		if f, ok := e.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Sprintf" && len(e.Args) > 0 {
			if lit, ok := e.Args[0].(*ast.BasicLit); ok {
				text, _ = strconv.Unquote(lit.Value)
				return text, len(e.Args) == 1
			}
		}
	}
	return open, false
}

var verb = regexp.MustCompile(`%[-+#0-9.]*(?:\[\d+\])?[a-z]|\{[a-z_]+\}`)

// calledName is the name of the function that an expression calls.
func calledName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// sentence shows a text as it stands in the code, with an open place for each
// figure and name.
func sentence(text string) string {
	text = verb.ReplaceAllString(text, open)
	return strings.ReplaceAll(strings.TrimSpace(text), "\n", " ⏎ ")
}

// heading is the Chinese title of a file of sentences, which stands in it as
// "wording:title" on a line of its own; empty where the file is none.
func heading(s source) string {
	for _, g := range s.file.Comments {
		for _, c := range g.List {
			if title, ok := strings.CutPrefix(c.Text, "// wording:"); ok {
				return strings.TrimSpace(title)
			}
		}
	}
	return ""
}

// houseFiles are the files of the hall and its rooms.
func houseFiles(t *testing.T) []source {
	t.Helper()
	var all []source
	for _, room := range []string{"", "filing/", "sheet/", "duty/", "notice/", "office/", "roster/", "query/", "table/", "phrases/", "talk/"} {
		all = append(all, sources(t, "../"+room+"*.go")...)
	}
	return all
}

// speaking are the packages that say something to people. What bot/assist writes is
// read by a model.
func speaking(t *testing.T) []source {
	t.Helper()
	return slices.Concat(
		houseFiles(t), sources(t, "../serve/*.go"), sources(t, "../outbox/*.go"), sources(t, "../evidence/*.go"), sources(t, "../wecom/*.go"), sources(t, "../wecom/longlink/*.go"),
		sources(t, "../../scheduler/*.go"), sources(t, "../../scheduler/alarm/*.go"),
	)
}

// printing are the packages that make tables, pictures and printed sheets. Their
// sentences stand beside the cells that they belong to.
func printing(t *testing.T) []source {
	t.Helper()
	return slices.Concat(sources(t, "../../report/*.go"), sources(t, "../../report/intake/*.go"), sources(t, "../../report/tables/*.go"), sources(t, "../../report/excel/*.go"), sources(t, "../../report/pdf/*.go"), sources(t, "../../report/chart/*.go"))
}

// TestWording keeps the page of all sentences as the code has them.
func TestWording(t *testing.T) {
	var b strings.Builder
	b.WriteString("# 助手的话\n\n助手说的每一句话都在这里，由测试从程序和方案里生成，请不要手工修改：改 `bot/phrases` 里的 txt 文件、" +
		"其他标有 wording 的文件或方案，再运行 `go test ./bot/talk -run TestWording -update`。〔…〕处是单位、数字、日期等；⏎ 是换行。\n")
	var titles []string
	under := map[string][]string{}
	for _, l := range phrases.Lines() {
		if !slices.Contains(titles, l.Title) {
			titles = append(titles, l.Title)
		}
		under[l.Title] = append(under[l.Title], fmt.Sprintf("`%s` %s", l.Key, strings.ReplaceAll(l.Text, `\n`, " ⏎ ")))
	}
	for _, s := range slices.Concat(speaking(t), printing(t)) {
		title := heading(s)
		switch named := strings.HasPrefix(filepath.Base(s.name), "phrase"); {
		case title == "" && named:
			t.Errorf("%s has no title; write // wording: 标题 under its package clause", s.name)
		case title == "":
			continue
		}
		if !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
		spoken(s.file, func(text string) {
			if line := sentence(text); !slices.Contains(under[title], line) {
				under[title] = append(under[title], line)
			}
		})
	}
	for _, title := range titles {
		fmt.Fprintf(&b, "\n## %s\n\n- %s\n", title, strings.Join(under[title], "\n- "))
	}
	printed(&b, printing(t))
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	planned(&b, p)
	samePage(t, wordingPage, b.String())
}

// printed lists the sentences of tables, pictures and printed sheets. Titles of columns
// and names of sheets are none.
func printed(b *strings.Builder, all []source) {
	b.WriteString("\n## 表格、图片和打印件里的话\n\n")
	seen := map[string]bool{}
	for _, s := range all {
		if heading(s) != "" {
			continue
		}
		spoken(s.file, func(text string) {
			if line := sentence(text); isSentence(text) && !seen[line] {
				seen[line] = true
				fmt.Fprintf(b, "- %s\n", line)
			}
		})
	}
}

// isSentence tells a sentence from a word that is read or shown on a button.
func isSentence(text string) bool {
	return strings.ContainsAny(text, "，。！？：；“") || verb.MatchString(text)
}

// planned lists the sentences of the plan.
func planned(b *strings.Builder, p anwei.Plan) {
	b.WriteString("\n## 提醒（写在方案里）\n\n")
	for _, r := range p.Reminders {
		for _, text := range []string{r.Text, r.Line, r.Draft} {
			if text != "" {
				fmt.Fprintf(b, "- %s\n", sentence(text))
			}
		}
	}
	b.WriteString("\n## 校验（写在方案里）\n\n")
	for _, f := range p.Forms {
		for _, c := range f.Checks {
			fmt.Fprintf(b, "- %s\n", sentence(c.Message))
		}
	}
	b.WriteString("\n## 指标口径（写在方案里）\n\n")
	for _, f := range p.Forms {
		for _, fd := range f.Fields {
			seen := map[string]bool{"": true}
			for _, k := range p.Kinds {
				if hint := fd.HintFor(k.ID); !seen[hint] {
					seen[hint] = true
					fmt.Fprintf(b, "- %s：%s\n", fd.Short, sentence(hint))
				}
			}
		}
	}
	b.WriteString("\n## 挂牌和帮扶的事由（写在方案里）\n\n")
	for _, r := range p.MarkRules {
		fmt.Fprintf(b, "- %s\n", sentence(r.Fact))
	}
}

func samePage(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s is not what the code says; look at the diff after go test ./bot/talk -run TestWording -update", path)
	}
}

// TestSentencesStandTogether finds sentences outside of the files that the page
// is made of. Words that are read or shown on a button are no sentences.
func TestSentencesStandTogether(t *testing.T) {
	for _, s := range speaking(t) {
		if heading(s) != "" {
			continue
		}
		read := cutsets(s.file)
		chinese(s.file, func(pos token.Pos, text string) {
			if !read[pos] && isSentence(text) {
				t.Errorf("%s: %q is a sentence; it belongs into a phrase file", s.set.Position(pos), text)
			}
		})
	}
}

// cutsets are the characters that are cut off what was heard.
func cutsets(n ast.Node) map[token.Pos]bool {
	out := map[token.Pos]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"Trim", "TrimLeft", "TrimRight", "NewReplacer"}, f.Sel.Name) {
			for _, a := range call.Args {
				out[a.Pos()] = true
			}
		}
		return true
	})
	return out
}
