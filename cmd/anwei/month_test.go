package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anwei/storage/bolt"
)

const guided = `填报
3 12
45 120 118 2 2
20 44 40 1 1 0 2 0
确认提交
`

// TestMonth plays a month on the command line: two reporters, then the tables.
func TestMonth(t *testing.T) {
	onEachEngine(t, func(t *testing.T, dir, at string) {
		t.Helper()
		month(t, at, filepath.Join(dir, "十月"))
	})
}

func month(t *testing.T, data, out string) {
	t.Helper()
	must(t, "", "roster", "import", "--sample", "--data", data)
	talk := must(t, guided, "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-19 09:00")
	if !strings.Contains(talk, "按时，第1版") {
		t.Fatalf("the talk does not end with a report:\n%s", talk)
	}
	late := "党政领导带队检查2次，发现隐患8个；企业自查26家次，发现隐患41个，整改41个，重大隐患0个，重大隐患整改0个；" +
		"部门检查19家次，发现隐患44个，整改40个，重大隐患3个，重大隐患整改2个，停产整顿1家，约谈2家，问责0人\n确认提交\n"
	talk = must(t, late, "chat", "--as", "xiacun_tb", "--data", data, "--now", "2026-10-23 08:30")
	if !strings.Contains(talk, "逾期，第1版") {
		t.Fatalf("the late talk does not end with a late report:\n%s", talk)
	}
	files := strings.Fields(must(t, "", "compile", "--form", "figures", "--period", "2026-10", "--out", out, "--data", data))
	if len(files) != 17 {
		t.Fatalf("%d files instead of 16 sheets and the county's table: %v", len(files), files)
	}
	county := readRows(t, files[0])
	for unit, want := range map[string]string{
		"南村镇": "3 12 45 120 118 2 2 20 44 40 1 1 0 2 0",
		"下村镇": "2 8 26 41 41 0 0 19 44 40 3 2 1 2 0",
		"周村镇": "",
	} {
		if got := strings.TrimSpace(strings.Join(rowOf(t, county, 1, unit)[2:17], " ")); got != want {
			t.Errorf("%s: %q, want %q", unit, got, want)
		}
	}
	total := strings.Join(rowOf(t, county, 0, "合计（2/16 单位）")[2:17], " ")
	if total != "5 20 71 161 159 2 2 39 88 80 4 3 1 4 0" {
		t.Errorf("the totals are %s", total)
	}
	own := readRows(t, filepath.Join(out, "南村镇_泽州县安全风险大排查大整治工作清单_2026年10月.xlsx"))
	if got := strings.Join(rowOf(t, own, 0, "10月")[1:16], " "); got != "3 12 45 120 118 2 2 20 44 40 1 1 0 2 0" {
		t.Errorf("the own sheet has %s", got)
	}
	must(t, "", "verify", "--data", data)
}

func readRows(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return rows
}

// rowOf returns the row whose cell in the column says the word, filled up to
// the width of the table.
func rowOf(t *testing.T, rows [][]string, column int, word string) []string {
	t.Helper()
	for _, r := range rows {
		if len(r) > column && strings.ReplaceAll(r[column], "\n", "") == word {
			return append(r, make([]string, 20)...)
		}
	}
	t.Fatalf("no row %q in %v", word, rows)
	return nil
}

// A data directory that another process has open is told, and nothing waits.
func TestLocked(t *testing.T) {
	data := t.TempDir()
	store, err := bolt.Open(data, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // the test is over
	code, _, errs := call(t, "填报\n", "chat", "--as", "nancun_tb", "--data", data)
	if code != exitFailed || !strings.Contains(errs, "正被另一个 anwei 进程使用") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}

// An import updates and drops nobody silently; what is exported comes in again.
func TestRoster(t *testing.T) {
	data, file := t.TempDir(), filepath.Join(t.TempDir(), "名单.yaml")
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, guided, "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-19 09:00")
	must(t, "", "roster", "export", file, "--data", data)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for line := range strings.Lines(string(b)) {
		if !strings.Contains(line, "nancun") {
			kept = append(kept, line)
		}
	}
	if err := os.WriteFile(file, []byte(strings.Join(kept, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	out := must(t, "", "roster", "import", file, "--data", data)
	if !strings.Contains(out, "仍然保留的单位：南村镇") || !strings.Contains(out, "南村填报员") {
		t.Errorf("the import says %s", out)
	}
	out = must(t, "", "roster", "import", "--prune", file, "--data", data)
	if !strings.Contains(out, "已停用的单位（报表保留）：南村镇") {
		t.Errorf("the pruning import says %s", out)
	}
	code, _, errs := call(t, "", "roster", "import", "--data", data)
	if code != exitUsage {
		t.Errorf("exit code %d: %s", code, errs)
	}
}

// What is due is printed for people and for programs, and the reporter who has
// handed in is not among them.
func TestDue(t *testing.T) {
	data := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, guided, "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-16 09:00")
	out := must(t, "", "due", "--from", "2026-10-22 00:00", "--to", "2026-10-22 12:00", "--json", "--data", data)
	to := map[string]bool{}
	for line := range strings.Lines(out) {
		var r struct{ At, To, Unit, Rule, Period, Text string }
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if r.At != "2026-10-22T09:00:00+08:00" || r.Period != "2026-10" || r.Rule == "" || r.Text == "" {
			t.Errorf("a reminder is %+v", r)
		}
		to[r.To] = to[r.To] || strings.Contains(r.Text, "调度表")
	}
	if to["nancun_tb"] || !to["xiacun_tb"] || !to["gongan_tb"] {
		t.Errorf("reminded are %v", to)
	}
	lists := must(t, "", "due", "--from", "2026-10-23", "--to", "2026-10-24", "--data", data)
	if !strings.Contains(lists, "下村镇10月调度表、台账") || !strings.Contains(lists, "按了才发：各有关单位：10月调度表") {
		t.Errorf("on the day after the deadline: %s", lists)
	}
	asked := must(t, "", "due", "--from", "2026-10-30", "--to", "2026-10-31", "--unit", "南村镇", "--data", data)
	if !strings.Contains(asked, "南村镇10月调度表10月16日已报送，到月底有变化吗？") {
		t.Errorf("at the month's end: %s", asked)
	}
	if said := must(t, "无变化\n", "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-30 09:30"); !strings.Contains(said, "无变化，已按全月数定稿") {
		t.Errorf("the answer: %s", said)
	}
	if again := must(t, "", "due", "--from", "2026-11-02", "--to", "2026-11-03", "--unit", "南村镇", "--data", data); strings.Contains(again, "有变化吗") {
		t.Errorf("it is asked again after the answer: %s", again)
	}
	if out := must(t, "", "due", "--from", "2026-10-25", "--to", "2026-10-26", "--data", data); !strings.Contains(out, "没有要提醒的人") {
		t.Errorf("on a Sunday after it all: %s", out)
	}
}
