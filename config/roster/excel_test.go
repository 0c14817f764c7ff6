package roster_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anwei"
	"anwei/config"
	"anwei/config/roster"
)

// book makes a workbook; merges are ranges of its sheets, as 人员!A2:A3.
func book(t *testing.T, sheets map[string][][]string, merges ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for name, rows := range sheets {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, cell := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.SetCellStr(name, at, cell); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for _, m := range merges {
		sheet, cells, _ := strings.Cut(m, "!")
		from, to, _ := strings.Cut(cells, ":")
		if err := f.MergeCell(sheet, from, to); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := errors.Join(f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func goodSheets() map[string][][]string {
	return map[string][][]string{
		"单位": {
			{"泽州县“三大行动”单位名单"},
			{"序号", "单位类型", "单 位 名 称", "编号*", "上级单位", "别名（可不填）", "行业"},
			{"1", "县", "泽州县", "xian"},
			{"2", "镇", "南村镇", "ｎａｎｃｕｎ", "泽州县", "南村、南村镇政府", "煤矿，消防"},
			{},
			{"3", "县直部门", "县教育局", "jiaoyu", "xian", "教育局"},
		},
		"人员": {
			{"姓名", "账号(userid)", "单位", "角色", "职务", "手机", "副手"},
			{"张三", "００Zhang", "南村", "填报员", "站长", "1.3500000001E10"},
			{"李四", "li", "南村镇、教育局", "填报员", "科员", "", "是"},
			{"李四", "LI", "泽州县", "领导", "", ""},
			{"王五", "wang", "", "", "", ""},
		},
	}
}

func TestExcelAsPeopleWriteIt(t *testing.T) {
	r, _, err := roster.LoadExcel("名单.xlsx", book(t, goodSheets()), plan2026(t))
	if err != nil {
		t.Fatal(err)
	}
	want := anwei.Roster{
		Units: []anwei.Unit{
			{ID: "xian", Name: "泽州县", Kind: "county"},
			{ID: "nancun", Name: "南村镇", Kind: "town", Parent: "xian", Aliases: []string{"南村", "南村镇政府"}, Tags: []string{"煤矿", "消防"}},
			{ID: "jiaoyu", Name: "县教育局", Kind: "department", Parent: "xian", Aliases: []string{"教育局"}},
		},
		People: []anwei.Person{
			{ID: "00Zhang", Name: "张三", Post: "站长", Phone: "13500000001", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun"}}},
			{ID: "li", Name: "李四", Post: "科员", Roles: []anwei.Assignment{
				{Role: anwei.Reporter, Unit: "nancun", Deputy: true}, {Role: anwei.Reporter, Unit: "jiaoyu", Deputy: true}, {Role: anwei.Leader, Unit: "xian"},
			}},
			{ID: "wang", Name: "王五"},
		},
	}
	if !same(t, r, want) {
		t.Errorf("got %+v", r)
	}
}

// TestExcelOneSheet holds that units and people may share a sheet, with the
// unit's cells merged over its people or written again.
func TestExcelOneSheet(t *testing.T) {
	data := book(t, map[string][][]string{"名单": {
		{"编号", "单位名称", "类型", "姓名", "账号", "角色"},
		{"nancun", "南村镇", "镇", "张三", "zhang", "填报员"},
		{"", "", "", "李四", "li", "领导"},
		{"xiacun", "下村镇", "镇", "王五", "wang", "填报员"},
		{"xiacun", "下村镇", "镇", "赵六", "zhao", "领导"},
	}}, "名单!A2:A3", "名单!B2:B3", "名单!C2:C3")
	r, _, err := roster.LoadExcel("名单.xlsx", data, plan2026(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Units) != 2 || len(r.People) != 4 || r.People[1].Roles[0].Unit != "nancun" || r.People[3].Roles[0].Unit != "xiacun" {
		t.Errorf("got %+v", r)
	}
}

func TestExcelBad(t *testing.T) {
	for _, c := range []struct {
		name, sheet string
		row, col    int
		now, want   string
	}{
		{"no id", "单位", 3, 3, "", "名单.xlsx（单位）:4: 编号: 缺少编号；请给“南村镇”补上一个"},
		{"kind", "单位", 3, 1, "村", "名单.xlsx（单位）:4: 类型: 单位类型“村”不在方案里"},
		{"parent", "单位", 3, 4, "晋城市", "名单.xlsx（单位）:4: 上级单位: 名单里没有“晋城市”这个单位"},
		{"alias", "单位", 5, 5, "南村", "名单.xlsx（单位）:6: 别名: “南村”也是“南村镇”（第4行）的名称或别名"},
		{"id twice", "单位", 5, 3, "xian", "名单.xlsx（单位）:6: 编号: 编号“xian”重复，第3行的“泽州县”已经用过"},
		{"column", "单位", 1, 2, "称呼", "名单.xlsx（单位）:2: 工作表缺少“单位名称”一列"},
		{"userid", "人员", 1, 1, "张三", "名单.xlsx（人员）:2: 账号: 账号“张三”不合要求"},
		{"userid twice", "人员", 1, 1, "li", "名单.xlsx（人员）:3: 账号: 账号“li”重复（不分大小写），第2行的“张三”已经用过"},
		{"unit", "人员", 2, 2, "南村镇、北村", "名单.xlsx（人员）:3: 单位: 名单里没有“北村”这个单位"},
		{"no unit", "人员", 1, 2, "", "名单.xlsx（人员）:2: 单位: 没有写明是哪个单位"},
		{"role", "人员", 3, 3, "书记", "名单.xlsx（人员）:4: 角色: 角色“书记”不存在"},
		{"deputy", "人员", 2, 6, "可能", "名单.xlsx（人员）:3: 副手: “可能”应当是“是”或“否”"},
		{"people's column", "人员", 0, 2, "地方", "名单.xlsx（人员）:1: 工作表缺少“单位”一列"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sheets := goodSheets()
			sheets[c.sheet][c.row][c.col] = c.now
			_, _, err := roster.LoadExcel("名单.xlsx", book(t, sheets), plan2026(t))
			var ps config.Problems
			if !errors.As(err, &ps) || !strings.Contains("\n"+err.Error(), "\n"+c.want) {
				t.Errorf("got\n%v\nwant a line\n%s", err, c.want)
			}
		})
	}
}

func TestExcelNoUnits(t *testing.T) {
	sheets := goodSheets()
	delete(sheets, "单位")
	_, _, err := roster.LoadExcel("名单.xlsx", book(t, sheets), plan2026(t))
	if err == nil || !strings.Contains(err.Error(), "没有找到单位的工作表；表头要有：编号、单位名称、类型") {
		t.Errorf("got %v", err)
	}
}

// bomb makes a workbook that is small to send and large to unpack.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		blank := bytes.Repeat([]byte(" "), 1<<20)
		for range 40 {
			if _, err := w.Write(blank); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestExcelUnreadable(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"not a workbook": {[]byte("姓名,账号"), "不是能读的 Excel 文件"},
		"nothing":        {nil, "不是能读的 Excel 文件"},
		"bomb":           {bomb(t), "文件解压后过大"},
		"too many rows":  {manyRows(t), "工作表超过20000行"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := roster.LoadExcel("名单.xlsx", c.data, plan2026(t))
			var ps config.Problems
			if !errors.As(err, &ps) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func manyRows(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := f.SetCellStr("Sheet1", "A30000", "x"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
