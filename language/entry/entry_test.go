package entry_test

import (
	"fmt"
	"strings"
	"testing"

	"anwei"
	"anwei/language/entry"
)

// tasks is a small ledger: five tasks of which the unit answers four, and a
// choice.
func tasks() entry.EntriesAsked {
	task := func(name, short string, words ...string) anwei.Field {
		return anwei.Field{ID: anwei.FieldID(short), Kind: anwei.Text, Title: name, Name: name, Short: short, Words: words}
	}
	f := anwei.Form{Fields: []anwei.Field{
		task("落实理论学习", "理论学习", "第一议题", "中心组学习"),
		task("落实“两个清单”", "两个清单", "职责清单"),
		task("落实专委会实质化运行", "专委会实质化运行", "专委会"),
		task("落实“全链条”监管", "“全链条”监管", "全链条"),
		task("落实主要负责人职责", "主要负责人职责", "主要负责人"),
		{ID: "响应", Kind: anwei.Choice, Title: "应急响应等级", Name: "响应等级", Short: "响应等级", Options: []string{"未启动", "四级", "三级", "二级"}},
	}}
	own := []anwei.Field{f.Fields[0], f.Fields[1], f.Fields[2], f.Fields[4], f.Fields[5]}
	return entry.EntriesAsked{Form: f, Fields: own}
}

// shown writes entries as the tables have them.
func shown(e entry.Entries) string {
	one := func(x entry.Entry) string {
		s := string(x.Field) + " " + string(x.How)
		if x.Text != "" {
			s += " " + x.Text
		}
		return s
	}
	var out []string
	for _, x := range e.Found {
		out = append(out, one(x))
	}
	if e.Others != nil {
		out = append(out, "其余 "+string(e.Others.How)+" "+e.Others.Text)
	}
	for _, x := range e.Series {
		out = append(out, "或 "+one(x))
	}
	for _, x := range e.Unplaced {
		out = append(out, "? "+x.Text)
	}
	for _, n := range e.Foreign {
		out = append(out, fmt.Sprint("# ", n))
	}
	return strings.Join(out, " | ")
}

func TestReadEntries(t *testing.T) {
	for _, c := range []struct{ asked, text, want string }{
		// one task, as asked
		{"理论学习", "9月15日以第一议题传达学习了重要指示批示精神。", "理论学习 written 9月15日以第一议题传达学习了重要指示批示精神。"},
		{"理论学习", "无变化", "理论学习 unchanged"},
		{"理论学习", "无变化，本月没有安排学习", "理论学习 unchanged 本月没有安排学习"},
		{"理论学习", "无变化（本月没有安排学习）", "理论学习 unchanged 本月没有安排学习"},
		{"理论学习", "无变化，原因：本月没有安排学习", "理论学习 unchanged 本月没有安排学习"},
		{"理论学习", "没有变化。", "理论学习 unchanged"},
		{"理论学习", "追加：10月12日中心组学习1次", "理论学习 appended 10月12日中心组学习1次"},
		{"理论学习", "追加10月12日中心组学习1次", "理论学习 appended 10月12日中心组学习1次"},
		{"理论学习", "补充：10月12日中心组学习1次", "理论学习 appended 10月12日中心组学习1次"},
		{"理论学习", "补充完善了学习制度，开展集中学习", "理论学习 written 补充完善了学习制度，开展集中学习"},
		{"理论学习", "改写：全年学习3次", "理论学习 written 全年学习3次"},
		{"理论学习", "不涉及，无生产经营单位", "理论学习 none 无生产经营单位"},
		{"理论学习", "不涉及", "理论学习 none"},
		{"理论学习", "无", "理论学习 none"},
		{"理论学习", "无生产经营单位发生事故", "理论学习 written 无生产经营单位发生事故"},
		{"理论学习", "已完成", "理论学习 done"},
		{"理论学习", "完成，3月印发了清单", "理论学习 done 3月印发了清单"},
		{"理论学习", "完成执法检查32次", "理论学习 written 完成执法检查32次"},
		// several by number
		{"理论学习", "1 无变化 2 追加:9月召开专题会2次，参加30人 3 不涉及，无生产经营单位", "理论学习 unchanged | 两个清单 appended 9月召开专题会2次，参加30人 | 专委会实质化运行 none 无生产经营单位"},
		{"理论学习", "1无变化，2追加：印发清单，3已完成", "理论学习 unchanged | 两个清单 appended 印发清单 | 专委会实质化运行 done"},
		{"", "第1项无变化；第2项：印发清单；第5项 不涉及", "理论学习 unchanged | 两个清单 written 印发清单 | 主要负责人职责 none"},
		{"理论学习", "1、无变化\n2、已印发清单并公示\n3、不涉及", "理论学习 unchanged | 两个清单 written 已印发清单并公示 | 专委会实质化运行 none"},
		{"理论学习", "（1）无变化（2）追加：印发", "理论学习 unchanged | 两个清单 appended 印发"},
		{"", "①无变化②已完成", "理论学习 unchanged | 两个清单 done"},
		{"", "1-3项无变化", "理论学习 unchanged | 两个清单 unchanged | 专委会实质化运行 unchanged"},
		{"", "1、2、5项均无变化", "理论学习 unchanged | 两个清单 unchanged | 主要负责人职责 unchanged"},
		{"", "1、2、5项无变化，本月未开展", "理论学习 unchanged 本月未开展 | 两个清单 unchanged 本月未开展 | 主要负责人职责 unchanged 本月未开展"},
		{"", "改第3项：9月召开专委会1次", "专委会实质化运行 written 9月召开专委会1次"},
		{"", "第4项 无变化", "? 第4项 无变化 | # 4"},
		{"理论学习", "2 追加：印发清单 其余无变化", "两个清单 appended 印发清单 | 其余 unchanged "},
		{"理论学习", "全部无变化，本月未开展工作", "其余 unchanged 本月未开展工作"},
		{"理论学习", "5 3 2 都没有", "主要负责人职责 none | 专委会实质化运行 none | 两个清单 none"},
		{"理论学习", "第三项和第五项都没有", "专委会实质化运行 none | 主要负责人职责 none"},
		{"理论学习", "理论学习：传达2次；职责清单：已印发；专委会：开会1次。主要负责人：约谈2人", "理论学习 written 传达2次 | 两个清单 written 已印发 | 专委会实质化运行 written 开会1次。 | 主要负责人职责 written 约谈2人"},
		{"理论学习", "等下，第3项应该是开会1次", "专委会实质化运行 written 开会1次 | ? 等下"},
		{"理论学习", "第3项改一下，开会1次", "专委会实质化运行 written 开会1次"},
		{"理论学习", "明天再写，先写第2项：清单已印发", "两个清单 written 清单已印发 | ? 明天再写"},
		{"理论学习", "其余各项均无变化", "其余 unchanged "},
		{"两个清单", "1 不涉及，无学习任务 2 印发清单2份 3 开会1次", "理论学习 none 无学习任务 | 两个清单 written 印发清单2份 | 专委会实质化运行 written 开会1次"},
		{"理论学习", "2 印发清单2份\n3 开会1次", "两个清单 written 印发清单2份 | 专委会实质化运行 written 开会1次"},
		{"理论学习", "3 开会1次，30 人参加", "专委会实质化运行 written 开会1次，30 人参加"},
		{"理论学习", "2 个清单均已印发", "理论学习 written 2 个清单均已印发"},
		{"两个清单", "1 传达学习2次 2 印发清单", "两个清单 written 1 传达学习2次 2 印发清单"},
		{"理论学习", "1 传达学习2次 2 印发清单", "理论学习 written 1 传达学习2次 2 印发清单 | 或 理论学习 written 传达学习2次 | 或 两个清单 written 印发清单"},
		{"专委会实质化运行", "1 传达学习2次", "理论学习 written 传达学习2次"},
		{"", "第3项改成9月召开2次", "专委会实质化运行 written 9月召开2次"},
		{"理论学习", "4 无变化 5 督促12家", "主要负责人职责 written 督促12家 | ? 4 无变化 | # 4"},
		{"理论学习", "1 无变化 3 开会1次，30 人参加 5 督促12家", "理论学习 unchanged | 专委会实质化运行 written 开会1次，30 人参加 | 主要负责人职责 written 督促12家"},
		{"理论学习", "4 建立联席会议", "? 4 建立联席会议 | # 4"},
		{"理论学习", "40 无变化", "理论学习 written 40 无变化"},
		// several by name
		{"理论学习", "专委会：9月12日召开全体会议\n两个清单：无变化", "专委会实质化运行 written 9月12日召开全体会议 | 两个清单 unchanged"},
		{"理论学习", "专委会无变化，两个清单追加：印发1份，主要负责人不涉及", "专委会实质化运行 unchanged | 两个清单 appended 印发1份 | 主要负责人职责 none"},
		{"", "一、落实理论学习\n9月传达学习2次。\n1.第一议题1次；\n2.中心组1次。\n二、落实“两个清单”\n已印发。\n三、落实专委会实质化运行\n无变化", "理论学习 written 9月传达学习2次。\n1.第一议题1次；\n2.中心组1次。 | 两个清单 written 已印发。 | 专委会实质化运行 unchanged"},
		{"", "落实理论学习：传达2次；落实两个清单：已印发；落实专委会实质化运行：开会1次", "理论学习 written 传达2次 | 两个清单 written 已印发 | 专委会实质化运行 written 开会1次"},
		{"", "1.落实主要负责人职责：督促12家\n2.落实理论学习：传达2次", "主要负责人职责 written 督促12家 | 理论学习 written 传达2次"},
		{"两个清单", "南村镇10月台账情况：\n1.落实理论学习：传达2次", "理论学习 written 传达2次 | ? 南村镇10月台账情况"},
		// an answer before the first label is the asked task's
		{"理论学习", "9月15日传达学习了 2 无变化", "理论学习 written 9月15日传达学习了 | 两个清单 unchanged"},
		// the points of one answer, or several answers: the person is asked
		{"理论学习", "1.传达学习2次\n2.开展培训3场", "理论学习 written 1.传达学习2次\n2.开展培训3场 | 或 理论学习 written 传达学习2次 | 或 两个清单 written 开展培训3场"},
		{"两个清单", "1.传达学习2次\n2.开展培训3场", "两个清单 written 1.传达学习2次\n2.开展培训3场"},
		{"理论学习", "开展1.5小时学习，参加30人，10:30结束", "理论学习 written 开展1.5小时学习，参加30人，10:30结束"},
		{"理论学习", "召开专委会，主要负责人：张三带队", "理论学习 written 召开专委会，主要负责人：张三带队"},
		{"理论学习", "第1次学习9月召开", "理论学习 written 第1次学习9月召开"},
		{"", "检查20次；响应等级：未启动；两个清单：已印发", "响应 chosen 未启动 | 两个清单 written 已印发 | ? 检查20次"},
		// twice the same
		{"", "1 无变化 1 追加：学习", "理论学习 unchanged | ? 追加：学习"},
		// a choice
		{"响应", "三级", "响应 chosen 三级"},
		{"响应", "启动了三级响应", "响应 chosen 三级"},
		{"响应", "3", "响应 chosen 三级"},
		{"响应", "5", "? 5"},
		{"响应", "一级", "? 一级"},
		{"响应", "不是三级", "? 不是三级"},
		{"理论学习", "传达2次；响应等级：四级", "理论学习 written 传达2次；响应等级：四级"},
		{"理论学习", "第6项 四级", "响应 chosen 四级"},
		{"理论学习", "响应等级四级", "响应 chosen 四级"},
		{"", "今天天气不错", "? 今天天气不错"},
		{"", "", ""},
	} {
		asked := tasks()
		asked.Asked = anwei.FieldID(c.asked)
		if got := shown(entry.NamesOf(asked.Form).Read(c.text, asked)); got != c.want {
			t.Errorf("%q asked %q\n got  %s\n want %s", c.text, c.asked, got, c.want)
		}
	}
}
