package frame_test

import (
	"slices"
	"testing"

	"anwei"
	"anwei/language/frame"
)

func TestLook(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	for text, want := range map[string]frame.LookSaid{
		"谁常迟报":       {Act: frame.LookLate},
		"谁老是迟报":      {Act: frame.LookLate},
		"哪些单位经常晚报":   {Act: frame.LookLate},
		"经常不按时报的有哪些": {Act: frame.LookLate},
		"迟报名单":       {Act: frame.LookLate},
		"听不懂的":       {Act: frame.LookMisheard},
		"有哪些话没听懂":    {Act: frame.LookMisheard},
		"最近没看懂的":     {Act: frame.LookMisheard},
		"操作记录":       {Act: frame.LookRecord},
		"今天都办了哪些事":   {Act: frame.LookRecord},
		"谁改过数":       {Act: frame.LookRevised},
		"今天都改了啥":     {Act: frame.LookRevised},
		"哪些单位改过数据":   {Act: frame.LookRevised},
		"谁的表还没收":     {Act: frame.LookPending},
		"哪些待核":       {Act: frame.LookPending},
		"谁说有困难":      {Act: frame.LookPromised},
		"哪些单位说明天报":   {Act: frame.LookPromised},
		"群通报":        {Act: frame.LookGroup},
		"群通报草稿":      {Act: frame.LookGroup},
		"发群里通报一下":    {Act: frame.LookGroup},
		"帮我拟个通报":     {Act: frame.LookGroup},
		"通报一下没报的单位":  {Act: frame.LookGroup},
		"导出名单":       {Act: frame.LookPeople, All: true},
		"花名册":        {Act: frame.LookPeople, All: true},
		"通讯录发我一份":    {Act: frame.LookPeople, All: true},
		"南村镇填报员是谁":   {Act: frame.LookPeople, Units: []anwei.UnitID{"nancun"}, Role: anwei.Reporter},
		"谁负责南村镇":     {Act: frame.LookPeople, Units: []anwei.UnitID{"nancun"}},
		"教育局电话":      {Act: frame.LookPeople, Units: []anwei.UnitID{"jiaoyu"}},
		"南村镇长电话多少":   {Act: frame.LookPeople, Units: []anwei.UnitID{"nancun"}, Role: anwei.Leader},
		"南村谁报的":      {Act: frame.LookPeople, Units: []anwei.UnitID{"nancun"}, Role: anwei.Reporter},
		"谁没报":        {},
		"谁报了":        {},
		"南村报了没":      {},
		"逾期几家":       {},
		"未报名单":       {},
		"签收表":        {},
		"南村镇填报员换成李四": {},
		"改了":         {},
		"9月未报名单":     {},
		"":           {},
	} {
		got, ok := frame.Look(r.Read(text, now()))
		if !ok {
			got = frame.LookSaid{}
		}
		if got.Act != want.Act || got.All != want.All || got.Role != want.Role || !slices.Equal(got.Units, want.Units) {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}
