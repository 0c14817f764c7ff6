package roster_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anwei"
	"anwei/config"
	"anwei/config/plan"
	"anwei/config/roster"
)

func plan2026(t testing.TB) anwei.Plan {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sample(t testing.TB) anwei.Roster {
	t.Helper()
	r, err := roster.Sample(plan2026(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// same compares two rosters as they are stored.
func same(t testing.TB, got, want anwei.Roster) bool {
	t.Helper()
	a, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(a, b)
}

func TestSample(t *testing.T) {
	r := sample(t)
	if len(r.Units) != 18 || len(r.People) != 28 {
		t.Fatalf("the sample has %d units and %d people", len(r.Units), len(r.People))
	}
	if shared, err := os.ReadFile("../../../shared/data/roster.yaml"); err == nil && !bytes.Equal(shared, roster.SampleYAML()) {
		t.Error("sample.yaml is no longer the roster in shared/data")
	}
	last := r.People[len(r.People)-1]
	if len(last.Roles) != 2 || !last.Roles[1].Deputy || last.Roles[1].Unit != "shijian" {
		t.Errorf("got %+v", last)
	}
}

// TestWords holds that a roster may be written in Chinese words throughout, and
// that accounts stay as they are written.
func TestWords(t *testing.T) {
	const text = `
units:
  - {id: xian, name: 泽州县, kind: 县}
  - {id: nancun, name: 南村镇, kind: 镇, parent: 泽州县, aliases: [南村]}
people:
  - {userid: 00123, name: 张三, phone: 013500000001, roles: [{role: 填报员, unit: 南村, deputy: 是}]}
  - {userid: LiSi, name: 李四, roles: [{role: 领导, unit: 泽州县}, {role: 安委办, unit: xian}]}
`
	r, err := roster.Load("x.yaml", []byte(text), plan2026(t))
	if err != nil {
		t.Fatal(err)
	}
	want := anwei.Roster{
		Units: []anwei.Unit{
			{ID: "xian", Name: "泽州县", Kind: "county"},
			{ID: "nancun", Name: "南村镇", Kind: "town", Parent: "xian", Aliases: []string{"南村"}},
		},
		People: []anwei.Person{
			{ID: "00123", Name: "张三", Phone: "013500000001", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun", Deputy: true}}},
			{ID: "LiSi", Name: "李四", Roles: []anwei.Assignment{{Role: anwei.Leader, Unit: "xian"}, {Role: anwei.Office, Unit: "xian"}}},
		},
	}
	if !same(t, r, want) {
		t.Errorf("got %+v", r)
	}
}

const small = `units:
  - {id: xian, name: 泽州县, kind: county}
  - {id: nancun, name: 南村镇, kind: town, parent: xian, aliases: [南村]}
  - {id: yingji, name: 县应急管理局, kind: department, parent: xian, aliases: [应急局], tags: [消防]}
people:
  - {userid: zhang, name: 张三, roles: [{role: reporter, unit: nancun}]}
  - {userid: li, name: 李四, roles: [{role: leader, unit: xian}]}
`

func TestBad(t *testing.T) {
	if _, err := roster.Load("small.yaml", []byte(small), plan2026(t)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, now, want string }{
		{"unknown key", "aliases: [南村]", "alias: [南村]", "bad.yaml:3: units[1].alias: 不认识“alias”；这里可以写的有：id、name、kind、parent、aliases、tags、retired"},
		{"no units", small[:strings.Index(small, "people:")], "units: []\n", "bad.yaml:1: units: 名单里没有单位"},
		{"no id", "id: nancun, ", "", "bad.yaml:3: units[1].id: 缺少编号；请给“南村镇”补上一个"},
		{"bad id", "id: nancun", "id: 南村", "bad.yaml:3: units[1].id: 编号“南村”不合要求"},
		{"id twice", "id: nancun", "id: xian", "bad.yaml:3: units[1].id: 编号“xian”重复，第2行的“泽州县”已经用过"},
		{"no name", "name: 南村镇, ", "", "bad.yaml:3: units[1].name: 没有填写；请补上单位名称"},
		{"name twice", "name: 县应急管理局", "name: 南村镇", "bad.yaml:4: units[2].name: “南村镇”也是“南村镇”（第3行）的名称或别名"},
		{"alias clash", "aliases: [应急局]", "aliases: [应急局, 南村]", "bad.yaml:4: units[2].aliases[1]: “南村”也是“南村镇”（第3行）的名称或别名"},
		{"alias twice", "aliases: [应急局]", "aliases: [应急局, 应急局]", "bad.yaml:4: units[2].aliases[1]: 别名“应急局”写了两次"},
		{"aliases in one", "aliases: [应急局]", "aliases: [应急局、应急]", "bad.yaml:4: units[2].aliases[0]: “应急局、应急”应当只写一个"},
		{"alias is an id", "aliases: [应急局]", "aliases: [nancun]", "bad.yaml:3: units[1].id: 编号“nancun”与“县应急管理局”的名称或别名相同"},
		{"kind", "kind: town", "kind: village", "bad.yaml:3: units[1].kind: 单位类型“village”不在方案里；可以写的有：县（county）、安委办（office）、镇（town）"},
		{"parent", "parent: xian, aliases: [南村]", "parent: shi, aliases: [南村]", "bad.yaml:3: units[1].parent: 名单里没有“shi”这个单位"},
		{"own parent", "kind: county", "kind: county, parent: xian", "bad.yaml:2: units[0].parent: “泽州县”的上级单位一层层往上又回到了自己"},
		{"ring", "kind: county", "kind: county, parent: nancun", "bad.yaml:3: units[1].parent: “南村镇”的上级单位一层层往上又回到了自己"},
		{"no userid", "userid: zhang, ", "", "bad.yaml:6: people[0].userid: 缺少账号；请补上“张三”在企业微信通讯录里的账号"},
		{"bad userid", "userid: zhang", "userid: 张三", "bad.yaml:6: people[0].userid: 账号“张三”不合要求"},
		{"long userid", "userid: zhang", "userid: " + strings.Repeat("a", 65), "bad.yaml:6: people[0].userid: 账号“aaa"},
		{"userid twice", "userid: li", "userid: ZHANG", "bad.yaml:7: people[1].userid: 账号“ZHANG”重复（不分大小写），第6行的“张三”已经用过"},
		{"no person's name", "name: 张三, ", "", "bad.yaml:6: people[0].name: 没有填写；请补上姓名"},
		{"role", "role: reporter", "role: boss", "bad.yaml:6: people[0].roles[0].role: 角色“boss”不存在；可以写的有：填报员（reporter）"},
		{"role's unit", "unit: nancun", "unit: 北村", "bad.yaml:6: people[0].roles[0].unit: 名单里没有“北村”这个单位"},
		{"no unit", "role: reporter, unit: nancun", "role: reporter", "bad.yaml:6: people[0].roles[0].unit: 没有写明是哪个单位"},
		{"deputy leader", "role: leader, unit: xian", "role: leader, unit: xian, deputy: true", "bad.yaml:7: people[1].roles[0].deputy: 只有填报员才有副手"},
		{"role twice", "{role: reporter, unit: nancun}", "{role: reporter, unit: nancun}, {role: 填报员, unit: 南村, deputy: true}", "bad.yaml:6: people[0].roles[1]: “张三”在这个单位的同一角色写了两次"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(small, c.old, c.now, 1)
			_, err := roster.Load("bad.yaml", []byte(text), plan2026(t))
			var ps config.Problems
			if text == small || !errors.As(err, &ps) || !strings.Contains("\n"+err.Error(), "\n"+c.want) {
				t.Errorf("got\n%v\nwant a line\n%s", err, c.want)
			}
		})
	}
}

// TestPlannedUnits holds that a unit that the plan names must be listed.
func TestPlannedUnits(t *testing.T) {
	p := plan2026(t)
	p.Duties[0].Audience.Units = []anwei.UnitID{"nancun", "beicun"}
	_, err := roster.Load("bad.yaml", []byte(small), p)
	if err == nil || !strings.Contains(err.Error(), "编号为“beicun”的单位，名单里没有") || strings.Contains(err.Error(), "nancun") {
		t.Errorf("got %v", err)
	}
}

func TestLoadFile(t *testing.T) {
	dir, p := t.TempDir(), plan2026(t)
	for name, want := range map[string]string{
		"单位.xls": "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入", "单位.ET": "另存为 .xlsx", "单位.txt": "请用 .xlsx 或 .yaml", "没有.yaml": "读不到单位名单",
	} {
		if _, _, err := roster.LoadFile(filepath.Join(dir, name), p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	var book bytes.Buffer
	if err := roster.ExportExcel(&book, sample(t), p); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"roster.yml": roster.SampleYAML(), "名单.XLSX": book.Bytes()} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if r, _, err := roster.LoadFile(path, p); err != nil || !same(t, r, sample(t)) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}
