package intake_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/language"
	"anwei/report/intake"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// reading is what tables are read with: the plan of 2026 and its sample roster,
// on the 19th of October.
type reading struct {
	plan   anwei.Plan
	units  []anwei.Unit
	reader *language.Reader
	now    time.Time
}

func newReading(t testing.TB) reading {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	return reading{p, r.Units, language.NewReader(p, r), time.Date(2026, 10, 19, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))}
}

func (r reading) read(t testing.TB, form anwei.FormID, rows [][]string) intake.Intake {
	t.Helper()
	f, ok := r.plan.Form(form)
	if !ok {
		t.Fatalf("no form %s", form)
	}
	return intake.Read(intake.Grid{Rows: rows, Spans: merged(rows)}, f, intake.NewUnitNames(r.units), r.reader, r.now)
}

// cells reads a grid that is written line by line with bars between its cells.
func cells(text string) [][]string {
	var rows [][]string
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		rows = append(rows, strings.Split(strings.TrimSpace(line), "|"))
	}
	return rows
}

// merged takes the mark （合并） off cells: those of one text that have it, below or beside one
// another, are one.
func merged(rows [][]string) []intake.Span {
	at := map[string]*intake.Span{}
	for y, row := range rows {
		for x, s := range row {
			plain, ok := strings.CutSuffix(s, "（合并）")
			if row[x] = plain; !ok {
				continue
			}
			if at[plain] == nil {
				at[plain] = &intake.Span{Left: x, Top: y}
			}
			at[plain].Right, at[plain].Bottom = x, y
		}
	}
	var out []intake.Span
	for _, text := range slices.Sorted(maps.Keys(at)) {
		out = append(out, *at[text])
	}
	return out
}

// told writes what was read as a reviewer reads it: a line for each entry and
// each cell that was left.
func told(in intake.Intake) string {
	var b strings.Builder
	for _, e := range in.Entries {
		fmt.Fprintf(&b, "%s %s", e.Unit, e.Period)
		if e.Said != "" {
			fmt.Fprintf(&b, " (%s?)", e.Said)
		}
		for _, id := range slices.Sorted(maps.Keys(e.Values)) {
			v := e.Values[id]
			s := strconv.FormatInt(v.N, 10)
			if v.NA {
				s = "NA"
			} else if v.Text != "" {
				s = v.Text
			}
			fmt.Fprintf(&b, " %s=%s@%s", id, s, e.Cells[id])
		}
		b.WriteByte('\n')
	}
	for _, u := range in.Unplaced {
		fmt.Fprintf(&b, "- %s %q %s %s\n", u.Cell, u.Text, u.Why, u.Field)
	}
	return b.String()
}

const head = `日期|党委政府带队检查情况||企业自查自纠情况|||||部门督导检查情况|||||||
|相关负责同志分别现场督导检查（次）|发现问题隐患（个）|自查（家次）|发现问题隐患（个）|整改（个）|其中重大隐患（个）|整改（个）|部门检查经营单位（家次）|发现问题隐患（个）|整改（个）|其中重大隐患（个）|整改（个）|责令停产整顿/关闭取缔（家）|曝光、约谈、联合惩戒企业（家）|责任倒查/追究问责（人）
`

// intakeGolden compares what is read out of grids with a golden file, which
// -update rewrites.
func intakeGolden(t *testing.T, name string, form anwei.FormID, grids [][2]string) {
	t.Helper()
	r := newReading(t)
	var b strings.Builder
	for _, g := range grids {
		rows := cells(g[1])
		in := r.read(t, form, rows)
		fmt.Fprintf(&b, "# %s\n%s", g[0], told(in))
		tidy(t, g[0], rows, in)
	}
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s differs; look at the diff after go test -update\n%s", path, b.String())
	}
}

// tidy fails the test where a cell is taken twice, taken and left at once, or not
// in the grid.
func tidy(t testing.TB, name string, rows [][]string, in intake.Intake) {
	t.Helper()
	names := map[string]string{}
	for y, row := range rows {
		for x, s := range row {
			names[cellName(x, y)] = strings.TrimSpace(s)
		}
	}
	seen := map[string]bool{}
	for _, e := range in.Entries {
		if len(e.Values) == 0 || len(e.Values) != len(e.Cells) {
			t.Errorf("%s: %d values in %d cells", name, len(e.Values), len(e.Cells))
		}
		for _, c := range e.Cells {
			if seen[c] || names[c] == "" {
				t.Errorf("%s: %s is taken twice, or blank", name, c)
			}
			seen[c] = true
		}
	}
	for _, u := range in.Unplaced {
		if seen[u.Cell] {
			t.Errorf("%s: %s is taken and left", name, u.Cell)
		}
		if names[u.Cell] != u.Text || u.Why.Chinese() == "" {
			t.Errorf("%s: %+v is not in the grid, or has no words", name, u)
		}
	}
}

// cellName is how Excel names a cell.
func cellName(x, y int) string {
	name := ""
	for x++; x > 0; x = (x - 1) / 26 {
		name = string(rune('A'+(x-1)%26)) + name
	}
	return name + strconv.Itoa(y+1)
}

// The official form of the notice and what people make of it, as readers of
// workbooks give them.
func TestReadFigures(t *testing.T) {
	intakeGolden(t, "figures", "figures", [][2]string{
		{
			"official", `附件2
泽州县安全风险大排查大整治工作清单
填报单位：南村镇|||||||||填报日期：2026年10月21日
` + head + `9月|1|2|3
10月|3|12|20|30|28|2|2|15|22|20|1|1|0|1|0
合计|4|14|23
填表联系人：张建国||||职务：安监站站长||||电话：13500000010
备注：1.调度表自2月份开始上报，每月末报当月各项工作情况。`,
		},
		{
			"short heads in another order, with a column of our own", `单位|重大隐患|企业自查家次|备注说明|督导检查次数
南村镇|2|20|都已录入系统|3`,
		},
		{
			"units in rows", "单位|企业自查（家次）|部门检查经营单位（家次）\n南村镇人民政府|20|15\n大阳镇|8|9\n不存在镇|1|2\n合计|29|26",
		},
		{
			"fields in rows", `指标|数量
相关负责同志分别现场督导检查（次）|3
自查（家次）|20
部门检查经营单位（家次）|15
责任倒查/追究问责（人）|无`,
		},
		{
			"month and total side by side", "|企业自查（家次）||部门检查经营单位（家次）|\n月份|本月|累计|本月|累计\n10月|20|180|15|99",
		},
		{
			"what is no number", "日期|自查（家次）|部门检查经营单位（家次）|责令停产整顿/关闭取缔（家）|曝光、约谈、联合惩戒企业（家）|责任倒查/追究问责（人）\n10月|约30|3.5|-2|2026-03-05|#REF!",
		},
		{
			"numbers as people write them", "日期|自查（家次）|部门检查经营单位（家次）|责令停产整顿/关闭取缔（家）|曝光、约谈、联合惩戒企业（家）|责任倒查/追究问责（人）\n10月|1,234|２０家次|—|无|12.0",
		},
		{
			"merged numbers, formula never computed", "日期|自查（家次）|部门检查经营单位（家次）|责任倒查/追究问责（人）\n10月|5（合并）|5（合并）|=SUM(A1:A3)",
		},
		{
			"one merged number, one of a blank column", "日期|自查（家次）|部门检查经营单位（家次）||责任倒查/追究问责（人）\n10月|5|6（合并）|6（合并）|0",
		},
		{
			"another month of which nothing is reported", "日期|自查（家次）|部门检查经营单位（家次）\n1月|5|6\n13月|7|8\n下旬|1|2",
		},
		{
			"two rows without label", "自查（家次）|部门检查经营单位（家次）\n5|6\n7|8",
		},
		{
			"one row without label", "自查（家次）|部门检查经营单位（家次）\n5|6",
		},
		{
			"numbered columns", "日期|自查（家次）|部门检查经营单位（家次）|责任倒查/追究问责（人）\n|1|2|3\n10月|5|6|0",
		},
		{
			"answered twice", "填报单位：南村镇\n日期|自查（家次）|部门检查经营单位（家次）\n10月|5|6\n10月|5|7",
		},
		{
			"bare numbers", "10月|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15",
		},
		{
			"too few bare numbers", "1|2|3|4|5",
		},
		{
			"a table about something else", "姓名|电话|职务\n张建国|13500000010|站长",
		},
		{
			"the month in the title", "南村镇2026年9月安全生产调度表\n自查（家次）|部门检查经营单位（家次）\n5|6",
		},
		{
			"an unknown unit over the table", "填报单位：火星镇\n日期|自查（家次）|部门检查经营单位（家次）\n10月|5|6",
		},
		{
			"unit and year in cells of their own", "填报单位|南村镇|填报日期|2026年10月21日\n日期|自查（家次）|部门检查经营单位（家次）\n10月份|5|6",
		},
		{
			"ambiguous head", "日期|整改（个）|自查（家次）\n10月|5|6",
		},
	})
}

const ledgerHead = "序号|主要工作目标|重点工作任务|责任单位|工作措施|落实情况\n"

func TestReadLedger(t *testing.T) {
	intakeGolden(t, "ledger", "ledger", [][2]string{
		{"official", "附件1\n泽州县安全责任大落实任务台账\n填报单位：南村镇|||报送期：2026年10月\n" + ledgerHead +
			"1|党政领导责任大落实|落实理论学习|各镇|……|10月8日中心组学习1次\n||落实“两个清单”||……|3月已制定\n||落实办实事项目||……|\n填表联系人：张建国"},
		{"other order, a task and a column of our own", "填报单位：南村镇\n任务|进展情况|责任人\n落实执法检查计划|检查12家|王五\n自己加的任务|做了|李四\n落实应急预案演练|不涉及|"},
		{"one text merged over tasks", ledgerHead + "1|目标|落实理论学习|各镇|……|统一推进（合并）\n2|目标|落实“两个清单”|各镇|……|统一推进（合并）\n3|目标|落实办实事项目|各镇|……|已办2件"},
		{"numbers only", "序号|落实情况\n1|学习1次\n2|已制定"},
		{"units in rows", "单位|重点工作任务|落实情况\n南村镇|落实理论学习|学习1次\n|落实“两个清单”|已制定\n大阳镇|落实理论学习|学习2次"},
		{"another month in the head", "填报单位：南村镇\n报送期：2026年9月\n" + ledgerHead + "1|目标|落实理论学习|各镇|……|学习1次"},
		{"twice and not alike", ledgerHead + "1|目标|落实理论学习|各镇|……|学习1次\n2|目标|落实理论学习|各镇|……|学习2次"},
		{"a table of figures", "日期|自查（家次）|部门检查经营单位（家次）\n10月|5|6"},
	})
}

// FuzzReadTable feeds grids of anything to both forms.
func FuzzReadTable(f *testing.F) {
	f.Add(head+"10月|3|12|20|30|28|2|2|15|22|20|1|1|0|1|0", "figures")
	f.Add(ledgerHead+"1|目标|落实理论学习|各镇|……|学习1次", "ledger")
	f.Add("指标|数量\n自查（家次）|20\n部门检查经营单位（家次）|15\n责任倒查/追究问责（人）|无", "figures")
	f.Add("填报单位：南村镇|填报日期：2026年1月\n单位|自查（家次）|累计\n南村镇|1,2|#REF!\n合计||", "figures")
	r := newReading(f)
	f.Fuzz(func(t *testing.T, text, tab string) {
		for _, form := range r.plan.Forms {
			rows := cells(text)
			in := intake.Read(intake.Grid{Name: tab, Rows: rows}, form, intake.NewUnitNames(r.units), r.reader, r.now)
			tidy(t, "fuzz", rows, in)
			if again := intake.Read(intake.Grid{Name: tab, Rows: rows}, form, intake.NewUnitNames(r.units), r.reader, r.now); told(again) != told(in) {
				t.Error("two readings differ")
			}
			for _, e := range in.Entries {
				if !e.Period.IsZero() && !form.Covers(e.Period) {
					t.Errorf("an entry of %s", e.Period)
				}
			}
		}
	})
}
