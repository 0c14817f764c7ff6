package roster_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anwei"
	"anwei/config/roster"
)

// TestExcelAsPeopleSendIt holds that what is taken otherwise than it stands in a workbook is
// said, and what cannot be taken names its row.
func TestExcelAsPeopleSendIt(t *testing.T) {
	for _, c := range []struct {
		name       string
		row, col   int // of the sheet 人员
		now        string
		note, want string // what is noted, or what the error says
		check      func(anwei.Roster) bool
	}{
		{"an account with what nobody sees", 1, 1, "z\u200bhang\ufeff", "“张三”的账号“zhang”里有看不见的字符", "", func(r anwei.Roster) bool { return r.People[0].ID == "zhang" }},
		{"zeros before an account", 1, 1, "0012", "", "", func(r anwei.Roster) bool { return r.People[0].ID == "0012" }},
		{"a phone of ten digits", 1, 5, "1350000001", "第2行“张三”的手机号“1350000001”有10位", "", nil},
		{"a landline", 1, 5, "0356-3022000", "", "", nil},
		{"a unit spread for its looks", 1, 2, "南 村 镇", "", "", func(r anwei.Roster) bool { return r.People[0].Roles[0].Unit == "nancun" }},
		{"a unit's full name", 1, 2, "南村镇人民政府", "", "", func(r anwei.Roster) bool { return r.People[0].Roles[0].Unit == "nancun" }},
		{"with its county and stamp", 1, 2, "泽州县南村镇人民政府（公章）", "", "", func(r anwei.Roster) bool { return r.People[0].Roles[0].Unit == "nancun" }},
		{"another unit", 1, 2, "火星镇", "", "名单里没有“火星镇”这个单位", nil},
		{"no accounts", 0, 1, "备注", "", "名单.xlsx（人员）:1: 工作表缺少“账号”一列", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			sheets := goodSheets()
			sheets["人员"][c.row][c.col] = c.now
			r, notes, err := roster.LoadExcel("名单.xlsx", book(t, sheets), plan2026(t))
			switch {
			case c.want != "":
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("got %v", err)
				}
			case err != nil:
				t.Error(err)
			case c.note == "" && len(notes) > 0, !strings.Contains(strings.Join(notes, "\n"), c.note):
				t.Errorf("noted %q", notes)
			case c.check != nil && !c.check(r):
				t.Errorf("got %+v", r.People[0])
			}
		})
	}
}

// TestPeopleWithoutAccounts holds that people are never passed over for want of a column.
func TestPeopleWithoutAccounts(t *testing.T) {
	for _, rows := range [][][]string{
		{{"姓名", "单位"}, {"张三", "南村镇"}},
		{{"序号", "姓名", "联系电话", "备注"}, {"1", "张三", "13500000010", ""}},
		{{"编号", "单位名称", "类型", "姓名", "角色"}, {"daxia", "大下镇", "镇", "张三", "填报员"}},
	} {
		sheets := goodSheets()
		sheets["人员"] = rows
		if _, _, err := roster.LoadExcel("名单.xlsx", book(t, sheets), plan2026(t)); err == nil || !strings.Contains(err.Error(), "名单.xlsx（人员）:1: 工作表缺少“账号”") {
			t.Errorf("%v: %v", rows[0], err)
		}
	}
}

// TestExcelCellsOfARoster holds how numbers, what is struck out and hidden sheets come.
func TestExcelCellsOfARoster(t *testing.T) {
	change := func(fill func(*excelize.File) error) []byte {
		f, err := excelize.OpenReader(bytes.NewReader(book(t, goodSheets())))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := errors.Join(fill(f), f.Write(&b), f.Close()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	zeros := "0000"
	data := change(func(f *excelize.File) error {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &zeros})
		return errors.Join(err, f.SetCellValue("人员", "B2", 12), f.SetCellStyle("人员", "B2", "B2", style))
	})
	r, _, err := roster.LoadExcel("名单.xlsx", data, plan2026(t))
	if err != nil || r.People[0].ID != "0012" {
		t.Errorf("got %v %v", r.People, err)
	}
	struck := change(func(f *excelize.File) error {
		style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
		return errors.Join(err, f.SetCellStyle("人员", "A2", "G2", style))
	})
	if _, _, err = roster.LoadExcel("名单.xlsx", struck, plan2026(t)); err == nil || !strings.Contains(err.Error(), "（人员）:2: “张三”是划掉的") {
		t.Errorf("got %v", err)
	}
	for name, want := range map[string]string{"r08c-old-sheet-hidden": "隐藏的工作表“旧名单”没有导入", "r10-contacts-only": "（人员）:1: 工作表缺少“账号”、“角色”一列"} {
		r, notes, err := roster.LoadFile(filepath.Join("testdata", name+".xlsx"), plan2026(t))
		said := strings.Join(notes, "\n")
		if err != nil {
			said = err.Error()
		}
		if !strings.Contains(said, want) || slices.ContainsFunc(r.People, func(p anwei.Person) bool { return p.ID == "old_tb" }) {
			t.Errorf("%s: %s", name, said)
		}
	}
}
