package frame_test

import (
	"testing"

	"anwei"
	"anwei/language/frame"
)

func TestMark(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	one := []anwei.UnitID{"nancun"}
	for text, want := range map[string]frame.MarkSaid{
		"红黄牌":              {Act: frame.MarkPropose, Group: anwei.Cards},
		"红黄牌 今年":           {Act: frame.MarkYear, Group: anwei.Cards},
		"今年红黄牌":            {Act: frame.MarkYear, Group: anwei.Cards},
		"今年发了几张黄牌":         {Act: frame.MarkYear, Group: anwei.Cards, Kind: "yellow"},
		"去年给谁亮过牌":          {Act: frame.MarkYear, Group: anwei.Cards, Last: true},
		"南村镇今年有黄牌吗":        {Act: frame.MarkYear, Group: anwei.Cards, Kind: "yellow", Units: one},
		"帮扶名单发我看看":         {Act: frame.MarkYear, Group: anwei.Help},
		"该给谁发黄牌":           {Act: frame.MarkPropose, Group: anwei.Cards, Kind: "yellow"},
		"哪些单位该亮牌了":         {Act: frame.MarkPropose, Group: anwei.Cards},
		"给南村一张黄牌，9月没报":     {Act: frame.MarkPut, Group: anwei.Cards, Kind: "yellow", Units: one, Rest: "9月没报"},
		"给南村镇亮个红牌":         {Act: frame.MarkPut, Group: anwei.Cards, Kind: "red", Units: one},
		"南村黄牌预警，因为连续逾期":    {Act: frame.MarkPut, Group: anwei.Cards, Kind: "yellow", Units: one, Rest: "连续逾期"},
		"把南村镇纳入帮扶":         {Act: frame.MarkPut, Group: anwei.Help, Units: one},
		"把南村的黄牌撤了":         {Act: frame.MarkWithdraw, Group: anwei.Cards, Kind: "yellow", Units: one},
		"取消南村的黄牌，整改到位了":    {Act: frame.MarkWithdraw, Group: anwei.Cards, Kind: "yellow", Units: one, Rest: "整改到位了"},
		"红黄牌名单":            {Act: frame.MarkYear, Group: anwei.Cards},
		"红黄牌 去年":           {Act: frame.MarkYear, Group: anwei.Cards, Last: true},
		"四级帮扶":             {Act: frame.MarkPropose, Group: anwei.Help},
		"帮扶名单":             {Act: frame.MarkYear, Group: anwei.Help},
		"黄牌 南村镇 连续三个月逾期":   {Act: frame.MarkPut, Group: anwei.Cards, Kind: "yellow", Units: one, Rest: "连续三个月逾期"},
		"黄牌预警南村镇，重点工作推动不力": {Act: frame.MarkPut, Group: anwei.Cards, Kind: "yellow", Units: one, Rest: "重点工作推动不力"},
		"黄牌 南村镇 10月调度表逾期":  {Act: frame.MarkPut, Group: anwei.Cards, Kind: "yellow", Units: one, Rest: "10月调度表逾期"},
		"红牌 南村":            {Act: frame.MarkPut, Group: anwei.Cards, Kind: "red", Units: one},
		"约谈 南村镇 发生较大事故":    {Act: frame.MarkPut, Group: anwei.Help, Kind: "assessment", Units: one, Rest: "发生较大事故"},
		"黄牌":               {Act: frame.MarkPropose, Group: anwei.Cards, Kind: "yellow"},
		"撤牌 南村镇 已整改到位":     {Act: frame.MarkWithdraw, Units: one, Rest: "已整改到位"},
		"撤牌 3号 已整改":        {Act: frame.MarkWithdraw, N: 3, Rest: "已整改"},
		"撤销黄牌 南村镇 已整改":     {Act: frame.MarkWithdraw, Group: anwei.Cards, Kind: "yellow", Units: one, Rest: "已整改"},
	} {
		got, ok := frame.Mark(r.Read(text, now()), now())
		same := len(got.Units) == len(want.Units) && (len(got.Units) == 0 || got.Units[0] == want.Units[0])
		if ok != (want.Act != "") || !same || got.Act != want.Act || got.Group != want.Group || got.Kind != want.Kind || got.N != want.N || got.Last != want.Last || got.Rest != want.Rest {
			t.Errorf("%s\n got %+v %t\nwant %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"撤销", "取消", "约谈2家", "约谈企业2家，问责1人", "曝光、约谈2家", "", "帮扶企业3家", "撤销代报", "黄牌3张", "给南村镇发黄牌通知", "哪些单位要约谈", "南村镇挂牌督办隐患3个", "亮牌", "督促帮扶南村镇企业"} {
		if got, ok := frame.Mark(r.Read(text, now()), now()); ok {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
}
