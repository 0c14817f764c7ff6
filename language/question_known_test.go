package language_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/question"
)

// asker reads questions of the sample roster as of one day.
type asker struct {
	*question.Reader
	Units []anwei.Unit
	Now   time.Time
	Last  *question.Query
}

func (a *asker) read(text string) question.Query { return a.Read(text, a.Now, a.Last) }

// asking is what the tests of questions know: the sample roster, and the forms
// and duties of the plan as far as reading needs them.
func asking(t testing.TB, now string, indicators ...anwei.Indicator) *asker {
	t.Helper()
	day, err := anwei.ParseDate(now)
	if err != nil {
		t.Fatal(err)
	}
	figures := figuresForm()
	figures.Names = strings.Fields("安全风险大排查调度表 风险大排查调度表 大排查调度表 排查调度表 工作清单 大整治工作清单 排查整治清单 月调度表 月报表 数据表 附件二")
	ledger := anwei.Form{
		ID: "ledger", Title: "泽州县安全责任大落实任务台账", Short: "台账", Annex: "附件1", Every: anwei.Month,
		Names: strings.Fields("安全责任书落实任务台账 安全责任大落实任务台账 责任落实任务台账 任务台账 落实台账 责任台账 附件一"),
		Fields: []anwei.Field{
			{ID: "committees", Kind: anwei.Text, Short: "专委会实质化运行", Words: strings.Fields("专委会 专委会运行 专业委员会")},
			{ID: "chief_duties", Kind: anwei.Text, Short: "主要领导干部职责", Words: strings.Fields("主要领导职责 主要领导 集体学习 安全生产例会")},
			{ID: "drills", Kind: anwei.Text, Short: "应急预案演练", Words: strings.Fields("应急演练 预案演练 演练 应急预案")},
		},
	}
	k := anwei.Plan{Forms: []anwei.Form{figures, ledger}, Indicators: indicators}
	for title := range strings.FieldsSeq("党委理论学习中心组专题学习 制定“两个清单” 专委会全体会议 安全生产“办实事、解难题” 治本攻坚三年行动收官 安全职责履行情况全面评估 安全生产方面集体学习 " +
		"本部门、本领域安全生产例会 班子成员“一岗双责”职责和年度责任清单 年度执法计划和监督检查计划 主体企业专项督查 主体企业主要负责人安全履职专项汇报 重大事故隐患判定标准全覆盖培训 内部举报奖励制度 应急实战化演练（高危行业） " +
		"应急演练（其他行业） 企业全面自查自改 企业主要负责人带队安全检查 生产经营单位全覆盖检查 部门主要负责人深入基层检查 常委包联督导 政府领导检查指导分管行业、部门 县级督导巡查 重点领域联合会商 重大隐患限期整治 " +
		"2024年以来遗留问题整治到位 问题隐患“回头看” 一般问题当月销号 动员部署会 建立任务台账和隐患清单，全面自查自纠 集中攻坚整治 “三大行动”总结 数据同步上报全国治本攻坚三年行动信息系统 县安委会调度会议 重大隐患和典型案例快查快处") {
		k.Duties = append(k.Duties, anwei.Duty{ID: anwei.DutyID(title), Title: title})
	}
	units := sampleUnits()
	return &asker{Reader: question.NewReader(k, lexicon.NewGazetteer(units)), Units: units, Now: day.In(time.FixedZone("CST", 8*3600))}
}

func sampleUnits() []anwei.Unit {
	units := []anwei.Unit{
		{ID: "xian", Name: "泽州县", Kind: "county"},
		{ID: "anweiban", Name: "县安委办", Kind: "office", Parent: "xian", Aliases: []string{"安委办"}},
	}
	for _, line := range strings.Split(strings.TrimSpace(`
nancun 南村镇 南村
xiacun 下村镇 下村
dadonggou 大东沟镇 大东沟
zhoucun 周村镇 周村
bagong 巴公镇 巴公
gaodu 高都镇 高都
dayang 大阳镇 大阳
jincun 金村镇 金村
yingji 县应急管理局 应急局 应急管理局 应急
zhujian 县住建局 住建局 住建
jiaotong 县交通运输局 交通局 交通运输局 交通
jiaoyu 县教育局 教育局 教育
nengyuan 县能源局 能源局 能源
shijian 县市场监管局 市场监管局 市监局 市场局
xiaofang 县消防救援大队 消防大队 消防
gongan 县公安局 公安局 公安`), "\n") {
		w := strings.Fields(line)
		kind := anwei.UnitKind("town")
		if strings.HasPrefix(w[1], "县") {
			kind = "department"
		}
		units = append(units, anwei.Unit{ID: anwei.UnitID(w[0]), Name: w[1], Kind: kind, Parent: "xian", Aliases: w[2:]})
	}
	return units
}

// slots writes a query in one line, with the full name of the unit.
func slots(q question.Query, units []anwei.Unit) string {
	names := func(ids ...anwei.UnitID) string {
		var out []string
		for _, id := range ids {
			for _, u := range units {
				if u.ID == id {
					out = append(out, u.Name)
				}
			}
		}
		return strings.Join(out, "/")
	}
	s := []string{string(q.Intent), q.Period.String(), names(q.Unit), string(q.Metric), string(q.Form), names(q.Either...)}
	for i := range s {
		if s[i] == "" {
			s[i] = "-"
		}
	}
	return strings.Join(s, " ")
}
