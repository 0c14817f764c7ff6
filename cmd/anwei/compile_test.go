package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/ledger"
)

// sheets returns the rows of every sheet of a workbook, a line a row.
func sheets(t *testing.T, path string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	out := map[string]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, r := range rows {
			b.WriteString(strings.TrimRight(strings.Join(r, "|"), "|") + "\n")
		}
		out[name] = b.String()
	}
	return out
}

// twoReported is a data directory where 南村镇 and 下村镇 reported October.
func twoReported(t *testing.T) (data string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "data")
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, guided, "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-19 09:00")
	must(t, guided, "chat", "--as", "xiacun_tb", "--data", data, "--now", "2026-10-23 08:30")
	return data
}

func compiled(t *testing.T, data string, args ...string) []string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	return strings.Fields(must(t, "", append([]string{"compile", "--period", "2026-10", "--data", data, "--out", out}, args...)...))
}

// TestCountyMonthIsOneWorkbook looks at every sheet of the county's month.
func TestCountyMonthIsOneWorkbook(t *testing.T) {
	data := twoReported(t)
	got := sheets(t, compiled(t, data)[0])
	for name, want := range map[string]string{
		"汇总表":      "合计（2/16 单位）",
		"报送情况":     "调度表|全部单位|16|2|1|1|14|12.5%（2/16）|6.3%（1/16）|12.5%（30/240）",
		"台账汇总":     "已报送 0/16 单位",
		"工作任务完成情况": "2026年四季度",
		"修订清单":     "南村镇|调度表|第1版|10月19日 09:00|南村填报员||按时|首次报送，15项",
	} {
		if !strings.Contains(got[name], want) {
			t.Errorf("sheet %s lacks %q:\n%s", name, want, got[name])
		}
	}
	if len(got) != 5 {
		t.Errorf("%d sheets", len(got))
	}
	tasks := compiled(t, data, "--form", "ledger")
	if len(tasks) != 17 {
		t.Errorf("%d files of the ledger", len(tasks))
	}
	if got := sheets(t, tasks[0]); len(got) != 2 || !strings.Contains(got["台账汇总"], "附件1") || !strings.Contains(got["台账汇总"], "落实理论学习") {
		t.Errorf("the county's ledger: %v", got)
	}
}

// TestSnapshotStaysTheSame freezes October, lets figures, names and people change,
// and compiles again: every file is the same to the byte. What changed is listed.
func TestSnapshotStaysTheSame(t *testing.T) {
	data := twoReported(t)
	name := "截至10月23日9时"
	first := compiled(t, data, "--snapshot", name)
	if len(first) != 17 || !strings.Contains(first[0], name) {
		t.Fatalf("%d files, the first %s", len(first), first[0])
	}
	must(t, "改第4项 131\n改第5项 129\n确认提交\n", "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-24 09:10")
	must(t, guided, "chat", "--as", "zhoucun_tb", "--data", data, "--now", "2026-10-24 10:00")
	roster := filepath.Join(t.TempDir(), "名单.yaml")
	must(t, "", "roster", "export", roster, "--data", data)
	b, err := os.ReadFile(roster)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(roster, bytes.ReplaceAll(b, []byte("name: 下村镇"), []byte("name: 新下村镇")), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "", "roster", "import", roster, "--data", data)
	again := compiled(t, data, "--snapshot", name)
	if len(again) != len(first) {
		t.Fatalf("%d files, then %d", len(first), len(again))
	}
	for i := range first {
		if a, b := readFile(t, first[i]), readFile(t, again[i]); !bytes.Equal(a, b) || filepath.Base(first[i]) != filepath.Base(again[i]) {
			t.Errorf("%s differs:\n%v\n%v", filepath.Base(first[i]), sheets(t, first[i]), sheets(t, again[i]))
		}
	}
	moves := sheets(t, compiled(t, data, "--form", "moves", "--snapshot", name)[0])["定格后变化"]
	for _, want := range []string{
		"1|南村镇|调度表|企业自查发现隐患|120|131|10月24日 09:10|第2版|南村填报员", "|全部|未报|已报|10月24日 10:00", "定格后1份报表2个数有变，另有1份是定格后才报的",
	} {
		if !strings.Contains(moves, want) {
			t.Errorf("the changes lack %q:\n%s", want, moves)
		}
	}
	if got := sheets(t, compiled(t, data)[0]); got["定格后变化"] == "" || !strings.Contains(got["汇总表"], "新下村镇") {
		t.Errorf("the county's month of today: %v", got)
	}
	revisions := sheets(t, compiled(t, data, "--form", "revisions", "--unit", "南村镇")[0])["修订清单"]
	if !strings.Contains(revisions, "第2版|10月24日 09:10|南村填报员||更正|企业自查发现隐患|120|131") || strings.Contains(revisions, "周村镇") {
		t.Errorf("the revisions of one unit:\n%s", revisions)
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCompileRekey(t *testing.T) {
	data := twoReported(t)
	got := sheets(t, compiled(t, data, "--form", "rekey")[0])
	if !strings.Contains(got["补录清单"], "南村镇|待录|1|带队检查次数|3") || !strings.Contains(got["补录进度"], "共16家：已录0，待录2，需改录0，未报14。") ||
		!strings.Contains(got["补录清单"], "顺序未知") {
		t.Errorf("%v", got)
	}
}

func TestCompileOneUnit(t *testing.T) {
	data := twoReported(t)
	if got := compiled(t, data, "--unit", "nancun"); len(got) != 1 || !strings.Contains(got[0], "南村镇_") {
		t.Errorf("of one town: %v", got)
	}
	if got := compiled(t, data, "--unit", "泽州县"); len(got) != 17 {
		t.Errorf("of the county: %d files", len(got))
	}
	var line map[string]string
	out := must(t, "", "compile", "--period", "2026-10", "--data", data, "--out", t.TempDir(), "--unit", "nancun", "--snapshot", "报市", "--json")
	if err := json.Unmarshal([]byte(out), &line); err != nil || line["snapshot"] != "报市" || line["unit"] != "nancun" || line["form"] != "figures" {
		t.Errorf("%v: %v", err, line)
	}
}

// A snapshot is for ever, so that one that was asked for in error is not taken.
func TestSnapshotRefusals(t *testing.T) {
	data := twoReported(t)
	for name, test := range map[string]struct {
		args []string
		code int
		says string
	}{
		"unknown unit":  {[]string{"--snapshot", "错", "--unit", "nowhere"}, exitFailed, "没有“nowhere”这个单位"},
		"unknown form":  {[]string{"--snapshot", "错", "--form", "x"}, exitUsage, "没有“x”这张表"},
		"duties":        {[]string{"--snapshot", "错", "--form", "duties"}, exitUsage, "定格的是报表"},
		"rekey":         {[]string{"--snapshot", "错", "--form", "rekey"}, exitUsage, "定格的是报表"},
		"name":          {[]string{"--snapshot", " 错"}, exitUsage, "不能用"},
		"unknown moves": {[]string{"--snapshot", "错", "--form", "moves"}, exitFailed, "没有叫“错”的定格"},
		"no moves":      {[]string{"--form", "moves"}, exitFailed, "还没有定格过"},
		"cases of unit": {[]string{"--form", "cases", "--unit", "nancun"}, exitUsage, "不分单位"},
	} {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"compile", "--period", "2026-10", "--data", data, "--out", t.TempDir()}, test.args...)
			if code, _, errs := call(t, "", args...); code != test.code || !strings.Contains(errs, test.says) {
				t.Errorf("exit code %d, want %d, and %q in:\n%s", code, test.code, test.says, errs)
			}
		})
	}
	if _, _, errs := call(t, "", "compile", "--period", "2026-10", "--data", data, "--out", t.TempDir(), "--snapshot", "错"); !strings.Contains(errs, "已定格“错”") {
		t.Errorf("the name was taken before: %s", errs)
	}
}

// TestSnapshotBesideAServer takes a snapshot through the door of a running server,
// which keeps it.
func TestSnapshotBesideAServer(t *testing.T) {
	data := twoReported(t)
	dir := filepath.Dir(data)
	sim := wecomtest.NewServer(t, wecomtest.Options{})
	p := startServing(t, dir, sim.URL(), sim.Options())
	args := []string{"compile", "--period", "2026-10", "--data", data, "--out", filepath.Join(dir, "out"), "--snapshot", "报市"}
	if _, _, errs := call(t, "", args...); !strings.Contains(errs, "已定格“报市”：2份报表") {
		t.Errorf("taken: %s", errs)
	}
	if _, _, errs := call(t, "", args...); !strings.Contains(errs, "按“报市”") {
		t.Errorf("again: %s", errs)
	}
	p.kill()
	if _, _, errs := call(t, "", args...); !strings.Contains(errs, "按“报市”") {
		t.Errorf("after the server: %s", errs)
	}
}

// TestCompileReplacesLinks writes beside the place and moves the file there: a link that
// somebody put in a shared folder is replaced, and what it leads to stays as it was.
func TestCompileReplacesLinks(t *testing.T) {
	data, out := twoReported(t), t.TempDir()
	victim := filepath.Join(t.TempDir(), "victim")
	write(t, victim, "stays")
	run := func() []string {
		return strings.Fields(must(t, "", "compile", "--period", "2026-10", "--unit", "nancun", "--data", data, "--out", out))
	}
	path := run()[0]
	if err := errors.Join(os.Remove(path), os.Symlink(victim, path)); err != nil {
		t.Fatal(err)
	}
	run()
	at, err := os.Lstat(path)
	if err != nil || !at.Mode().IsRegular() || at.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", at, err)
	}
	if b, err := os.ReadFile(victim); err != nil || string(b) != "stays" {
		t.Errorf("%q %v", b, err)
	}
	if left, _ := filepath.Glob(filepath.Join(out, ledger.Unfinished+"*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
