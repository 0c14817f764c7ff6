package language_test

import (
	"slices"
	"testing"

	"anwei"
	"anwei/language"
	"anwei/language/lexicon"
)

func TestReadLook(t *testing.T) {
	t.Parallel()
	units := fewUnits()
	for text, want := range map[string]language.LookSaid{
		"谁常迟报":       {Act: language.LookLate},
		"谁老是迟报":      {Act: language.LookLate},
		"哪些单位经常晚报":   {Act: language.LookLate},
		"经常不按时报的有哪些": {Act: language.LookLate},
		"迟报名单":       {Act: language.LookLate},
		"听不懂的":       {Act: language.LookMisheard},
		"有哪些话没听懂":    {Act: language.LookMisheard},
		"最近没看懂的":     {Act: language.LookMisheard},
		"操作记录":       {Act: language.LookRecord},
		"今天都办了哪些事":   {Act: language.LookRecord},
		"谁改过数":       {Act: language.LookRevised},
		"今天都改了啥":     {Act: language.LookRevised},
		"哪些单位改过数据":   {Act: language.LookRevised},
		"谁的表还没收":     {Act: language.LookPending},
		"哪些待核":       {Act: language.LookPending},
		"谁说有困难":      {Act: language.LookPromised},
		"哪些单位说明天报":   {Act: language.LookPromised},
		"群通报":        {Act: language.LookGroup},
		"群通报草稿":      {Act: language.LookGroup},
		"发群里通报一下":    {Act: language.LookGroup},
		"帮我拟个通报":     {Act: language.LookGroup},
		"通报一下没报的单位":  {Act: language.LookGroup},
		"导出名单":       {Act: language.LookPeople, All: true},
		"花名册":        {Act: language.LookPeople, All: true},
		"通讯录发我一份":    {Act: language.LookPeople, All: true},
		"南村镇填报员是谁":   {Act: language.LookPeople, Units: []anwei.UnitID{"nancun"}, Role: anwei.Reporter},
		"谁负责南村镇":     {Act: language.LookPeople, Units: []anwei.UnitID{"nancun"}},
		"教育局电话":      {Act: language.LookPeople, Units: []anwei.UnitID{"jiaoyu"}},
		"南村镇长电话多少":   {Act: language.LookPeople, Units: []anwei.UnitID{"nancun"}, Role: anwei.Leader},
		"南村谁报的":      {Act: language.LookPeople, Units: []anwei.UnitID{"nancun"}, Role: anwei.Reporter},
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
		got, ok := language.ReadLook(text, lexicon.NewGazetteer(units))
		if !ok {
			got = language.LookSaid{}
		}
		if got.Act != want.Act || got.All != want.All || got.Role != want.Role || !slices.Equal(got.Units, want.Units) {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}
