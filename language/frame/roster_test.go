package frame_test

import (
	"testing"

	"anwei"
	"anwei/language/frame"
)

func TestRoster(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	one := func(u anwei.UnitID) []anwei.UnitID { return []anwei.UnitID{u} }
	for text, want := range map[string]frame.RosterSaid{
		"南村镇填报员换成 李四 账号 lisi 电话 13800000000": {Act: frame.RosterReplace, Units: one("nancun"), Role: anwei.Reporter, Name: "李四", ID: "lisi", Phone: "13800000000"},
		"南村镇填报员由张三换成李四，账号：LiSi，职务：安监站站长":     {Act: frame.RosterReplace, Units: one("nancun"), Role: anwei.Reporter, Name: "李四", ID: "LiSi", Post: "安监站站长", Out: "张三"},
		"换人 南村镇 李四 账号lisi":                   {Act: frame.RosterReplace, Units: one("nancun"), Name: "李四", ID: "lisi"},
		"加人 王五 账号 wang-wu 下村镇副填报员":           {Act: frame.RosterAdd, Units: one("xiacun"), Role: anwei.Reporter, Deputy: true, Name: "王五", ID: "wang-wu"},
		"加人 下村镇领导 赵六 账号zhao":                 {Act: frame.RosterAdd, Units: one("xiacun"), Role: anwei.Leader, Name: "赵六", ID: "zhao"},
		"停用 lisi":                    {Act: frame.RosterRetire, Name: "lisi", Out: "lisi"},
		"停用 南村镇":                     {Act: frame.RosterRetire, Units: one("nancun"), Out: "南村镇"},
		"停用 李四":                      {Act: frame.RosterRetire, Name: "李四", Out: "李四"},
		"改动记录":                       {Act: frame.RosterLog},
		"人员变动记录":                     {Act: frame.RosterLog},
		"南村换成李四报":                    {Act: frame.RosterReplace, Units: one("nancun"), Name: "李四"},
		"南村镇长换成张三":                   {Act: frame.RosterReplace, Units: one("nancun"), Role: anwei.Leader, Name: "张三"},
		"停用单位南村镇":                    {Act: frame.RosterRetire, Units: one("nancun"), Out: "南村镇"},
		"南村换人 李四 13900001111":        {Act: frame.RosterReplace, Units: one("nancun"), Name: "李四", Phone: "13900001111"},
		"加人 南村镇 王五 13911112222 填报员":  {Act: frame.RosterAdd, Units: one("nancun"), Role: anwei.Reporter, Name: "王五", Phone: "13911112222"},
		"南村镇再加一个填报员王五 13911112222":   {Act: frame.RosterAdd, Units: one("nancun"), Role: anwei.Reporter, Name: "王五", Phone: "13911112222"},
		"南村的小王调走了，以后李四报，13900001111": {Act: frame.RosterReplace, Units: one("nancun"), Name: "李四", Phone: "13900001111"},
		"李四手机号改成13900002222":         {Act: frame.RosterPhone, Out: "李四", Phone: "13900002222"},
		"改手机号 李四 13900002222":        {Act: frame.RosterPhone, Out: "李四", Phone: "13900002222"},
		"南村填报员换号了，新号13900002222":     {Act: frame.RosterPhone, Units: one("nancun"), Role: anwei.Reporter, Out: "南村填报员", Phone: "13900002222"},
		"李四退休了，停了吧":                  {Act: frame.RosterRetire, Name: "李四", Out: "李四"},
		"把李四从名单里删掉":                  {Act: frame.RosterRetire, Name: "李四", Out: "李四"},
	} {
		got, ok := frame.Roster(r.Read(text, now()))
		same := len(got.Units) == len(want.Units) && (len(got.Units) == 0 || got.Units[0] == want.Units[0])
		got.Units, want.Units = nil, nil
		if !ok || !same || got.Act != want.Act || got.Role != want.Role || got.Deputy != want.Deputy || got.Name != want.Name ||
			got.ID != want.ID || got.Phone != want.Phone || got.Post != want.Post || got.Out != want.Out {
			t.Errorf("%s\n got %+v %t %t\nwant %+v", text, got, same, ok, want)
		}
	}
	for _, text := range []string{"自查家次改成30", "南村镇自查改成30", "填报", "", "隐患改为32", "改动记录怎么查", "把第3项换成5", "南村镇以后每月5日报", "把李四从南村镇去掉", "检查13次，发现隐患120个，整改115个", "南村镇隐患改成1390000222", "以后李四报"} {
		if got, ok := frame.Roster(r.Read(text, now())); ok {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
}
