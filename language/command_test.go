package language_test

import (
	"testing"
	"time"

	"anwei/language"
	"anwei/language/day"
)

func TestReadCommand(t *testing.T) {
	now := time.Date(2026, 10, 20, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
	f := figuresForm()
	rd := readerOf(f)
	type c = language.Command
	month := func(s string) c {
		p, _, _ := day.Period(s, now)
		return c{Period: p}
	}
	september := month("9月").Period
	for text, want := range map[string]language.Command{
		"填报": {Kind: language.Begin}, "我要填报": {Kind: language.Begin}, "开始填报": {Kind: language.Begin}, "报数": {Kind: language.Begin},
		"填报。": {Kind: language.Begin}, "填报吧": {Kind: language.Begin}, "好的，开始填报": {Kind: language.Begin}, "@小助手 填报": {Kind: language.Begin},
		"填9月的": {Kind: language.Begin, Period: september}, "填报9月": {Kind: language.Begin, Period: september}, "补报9月": {Kind: language.Begin, Period: september},
		"填报 9 月": {}, "填报上个月的": {Kind: language.Begin, Period: september}, "填报台账": {Kind: language.Begin, Rest: "台账"},
		"确认提交": {Kind: language.Confirm}, "确认": {Kind: language.Confirm}, "提交": {Kind: language.Confirm}, "没问题,提交": {Kind: language.Confirm},
		"确认提交！": {Kind: language.Confirm}, "好的，确认提交，谢谢": {Kind: language.Confirm}, "确认无误，提交": {Kind: language.Confirm}, "提交吧": {Kind: language.Confirm},
		"确认没有重大隐患": {}, "检查了3次,没问题": {}, "确认？": {}, "没问题": {}, "确认 12": {}, "不提交": {}, "确认收到": {},
		"上一步": {Kind: language.Back}, "返回": {Kind: language.Back}, "返回上一步": {Kind: language.Back},
		"取消": {Kind: language.Cancel}, "不报了": {Kind: language.Cancel}, "算了，不填了": {Kind: language.Cancel}, "没有": {}, "无": {}, "没了": {},
		"稍后": {Kind: language.Later}, "等会再说": {Kind: language.Later}, "明天再填": {Kind: language.Later}, "等一下": {Kind: language.Later}, "下午再报吧": {Kind: language.Later},
		"自查40家次，其他的一会儿报": {}, "稍等，我问下安监站": {}, "能不能明天报": {},
		"看看": {Kind: language.Show}, "看一下": {Kind: language.Show}, "我看看": {Kind: language.Show},
		"改第7项 12":          {Kind: language.Change, Item: 7, Field: "self_major_rectified", Rest: "12"},
		"改第7项":             {Kind: language.Change, Item: 7, Field: "self_major_rectified"},
		"第7项应该是2":          {Kind: language.Change, Item: 7, Field: "self_major_rectified", Rest: "2"},
		"第七项改为两个":          {Kind: language.Change, Item: 7, Field: "self_major_rectified", Rest: "两个"},
		"把第3项改成5":          {Kind: language.Change, Item: 3, Field: "self_checks", Rest: "5"},
		"第3项 5":            {Kind: language.Change, Item: 3, Field: "self_checks", Rest: "5"},
		"麻烦把第３项改成５":        {Kind: language.Change, Item: 3, Field: "self_checks", Rest: "５"},
		"第3项改成58，第4项改成120": {}, "第三项工作已完成": {}, "第15项是1不是0": {}, "第20项改成3": {},
		"改企业自查重大隐患": {Kind: language.Change, Field: "self_major"}, "把自查重大隐患改成2": {Kind: language.Change, Field: "self_major", Rest: "2"},
		"约谈应该是3家": {Kind: language.Change, Field: "penalized", Rest: "3家"}, "改一下约谈 3": {Kind: language.Change, Field: "penalized", Rest: "3"},
		"隐患数改成25": {}, "我要修改": {Kind: language.Change}, "改9月的": {Kind: language.Change, Period: september},
		"第7项不适用": {Kind: language.NotApplicable, Item: 7, Field: "self_major_rectified"}, "不适用": {Kind: language.NotApplicable},
		"帮助": {Kind: language.Help}, "怎么填": {Kind: language.Help}, "怎么填？": {Kind: language.Help}, "请问怎么用": {Kind: language.Help},
		"进度": {Kind: language.Progress}, "谁没报": {Kind: language.Progress}, "还有谁没报？": {Kind: language.Progress}, "9月谁没报": {Kind: language.Progress, Period: september},
		"汇总表": {Kind: language.Table}, "发我10月汇总表": {Kind: language.Table, Period: month("10月").Period}, "把9月的汇总表发我": {Kind: language.Table, Period: september},
		"导出9月的调度表": {Kind: language.Table, Period: september, Rest: "调度表"}, "调度表": {},
		"跳过": {Kind: language.Skip}, "先跳过这组": {Kind: language.Skip}, "无变化": {Kind: language.Unchanged}, "没有变化": {Kind: language.Unchanged}, "催报": {Kind: language.Remind},
		"3 12": {}, "检查3次，发现12个": {}, "自查 40": {}, "自查40家次": {}, "你好": {}, "收到": {}, "": {}, "整改": {}, "改完了": {}, "都改了": {}, "全部整改到位": {},
		"检查5次": {}, "自查家次": {}, "零报告": {}, "继续": {Kind: language.Begin}, "停产整顿那个填错了，应该是0": {Kind: language.Change, Field: "shutdowns", Rest: "0"},
	} {
		if got := rd.Hear(text, now).Command(f); got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}
