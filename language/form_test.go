package language_test

import (
	"strings"

	"anwei"
	"anwei/language"
)

// readerOf reads texts about one form.
func readerOf(f anwei.Form) *language.Reader {
	return language.NewReader(anwei.Plan{Forms: []anwei.Form{f}}, anwei.Roster{})
}

// figuresForm is the form of the 2026 plan as far as reading needs it. The tests
// of this package must not load a plan.
func figuresForm() anwei.Form {
	return anwei.Form{
		ID: "figures", Title: "泽州县安全风险大排查大整治工作清单", Short: "调度表", Annex: "附件2", Every: anwei.Month,
		Groups: []anwei.Group{
			{ID: "leader", Title: "党委政府带队检查情况", Name: "党政领导带队检查", Words: strings.Fields("党委政府带队检查 党政领导 党委政府 党政领导带队 党政带队 领导带队检查 领导带队 带队检查 带队督查 带队督导 领导督导检查 领导检查")},
			{ID: "self", Title: "企业自查自纠情况", Name: "企业自查自纠", Words: strings.Fields("企业自查 自查自纠 企业自查自改 自查自改 企业自纠 企业排查 企业自检 自查")},
			{ID: "dept", Title: "部门督导检查情况", Name: "部门督导检查", Words: strings.Fields("部门检查 部门督查 部门督导 部门督查检查 部门监管 监管部门检查 部门执法检查 行业部门检查")},
		},
		Fields: []anwei.Field{
			{
				ID: "leader_inspections", Group: "leader", Kind: anwei.Count, Unit: "次",
				Title: "相关负责同志分别现场督导检查(次)", Name: "带队检查次数", Short: "督导检查次数",
				Words: strings.Fields("带队检查 领导带队检查 领导带队检查次数 带队督导检查 带队督导 带队督查 现场督导检查 督导检查 督导检查次数 现场检查 现场督导 领导检查次数 带队次数 检查次数 督导次数"),
			},
			{
				ID: "leader_hazards", Group: "leader", Kind: anwei.Count, Unit: "个",
				Title: "发现问题隐患(个)", Name: "带队检查发现隐患", Short: "发现问题隐患数",
				Words: strings.Fields("带队检查隐患 带队检查隐患数 带队检查发现问题 带队检查发现问题隐患 带队检查发现隐患数 领导检查隐患 领导检查发现隐患 领导带队发现隐患 带队隐患 督导发现隐患 发现问题隐患 发现隐患 发现问题 查出问题 查出隐患 问题隐患 隐患数 隐患 问题"),
			},
			{
				ID: "self_checks", Group: "self", Kind: anwei.Count, Unit: "家次",
				Title: "自查(家次)", Name: "企业自查家次", Short: "自查家次",
				Words: strings.Fields("企业自查 自查家数 自查次数 企业自查家数 企业自查次数 企业自查自纠家次 自查自纠家次 自查企业 自查企业家次 自查自纠 自查自改 开展自查 自查 家次"),
			},
			{
				ID: "self_hazards", Group: "self", Kind: anwei.Count, Unit: "个",
				Title: "发现问题隐患(个)", Name: "企业自查发现隐患", Short: "发现问题隐患数",
				Words: strings.Fields("企业自查隐患 自查隐患 自查隐患数 企业自查隐患数 自查发现隐患 自查发现问题隐患 自查发现问题 企业自查发现问题隐患 企业发现隐患 企业隐患 自查问题 发现问题隐患 发现隐患 发现问题 排查隐患 排查问题隐患 查出隐患 问题隐患 隐患数 隐患 问题"),
			},
			{
				ID: "self_rectified", Group: "self", Kind: anwei.Count, Unit: "个",
				Title: "整改(个)", Name: "企业自查已整改", Short: "整改数",
				Words: strings.Fields("企业自查整改 企业自查整改数 自查整改 自查整改数 自查已整改 自查隐患整改 自查隐患整改数 自查隐患已整改 企业整改 企业已整改 企业整改数 隐患整改 隐患整改数 完成整改 督促整改 整改完成 已整改 整改个数 整改"),
			},
			{
				ID: "self_major", Group: "self", Kind: anwei.Count, Unit: "个",
				Title: "其中重大隐患(个)", Name: "企业自查重大隐患", Short: "其中重大隐患数",
				Words: strings.Fields("企业自查重大 自查重大隐患 自查重大隐患数 自查重大 自查重大事故隐患 企业自查重大事故隐患 企业重大隐患 自查发现重大隐患 其中重大隐患 其中重大 重大事故隐患 重大隐患数 重大隐患 重大"),
			},
			{
				ID: "self_major_rectified", Group: "self", Kind: anwei.Count, Unit: "个",
				Title: "整改(个)", Name: "企业自查重大隐患已整改", Short: "重大隐患整改数",
				Words: strings.Fields("企业自查重大隐患整改 企业自查重大隐患整改数 自查重大隐患整改 自查重大隐患整改数 自查重大隐患已整改 自查重大整改 企业重大隐患整改 重大事故隐患整改 重大隐患已整改 重大隐患整改 重大已整改 重大整改数 重大整改"),
			},
			{
				ID: "dept_checks", Group: "dept", Kind: anwei.Count, Unit: "家次",
				Title: "部门检查经营单位(家次)", Name: "部门检查家次", Short: "检查经营单位家次",
				Words: strings.Fields("部门检查 部门检查家数 部门检查次数 部门检查经营单位 部门督导检查家次 部门督查家次 检查经营单位 检查生产经营单位 检查单位 检查企业 检查企业家次 部门检查企业 督导检查经营单位 检查家次 检查家数 部门查了 检查 家次"),
			},
			{
				ID: "dept_hazards", Group: "dept", Kind: anwei.Count, Unit: "个",
				Title: "发现问题隐患(个)", Name: "部门检查发现隐患", Short: "发现问题隐患数",
				Words: strings.Fields("部门检查隐患 部门检查隐患数 部门隐患 部门发现隐患 部门检查发现问题 部门检查发现问题隐患 部门检查发现隐患数 部门督查发现隐患 部门查出隐患 发现问题隐患 发现隐患 发现问题 查出隐患 问题隐患 隐患数 隐患 问题"),
			},
			{
				ID: "dept_rectified", Group: "dept", Kind: anwei.Count, Unit: "个",
				Title: "整改(个)", Name: "部门检查已整改", Short: "整改数",
				Words: strings.Fields("部门检查整改 部门检查整改数 部门整改 部门整改数 部门已整改 部门检查隐患整改 部门检查隐患整改数 部门检查隐患已整改 部门督促整改 隐患整改 隐患整改数 完成整改 督促整改 整改完成 已整改 整改个数 整改"),
			},
			{
				ID: "dept_major", Group: "dept", Kind: anwei.Count, Unit: "个",
				Title: "其中重大隐患(个)", Name: "部门检查重大隐患", Short: "其中重大隐患数",
				Words: strings.Fields("部门检查重大 部门重大隐患 部门重大隐患数 部门检查重大隐患数 部门检查重大事故隐患 部门检查发现重大隐患 部门发现重大隐患 其中重大隐患 其中重大 重大事故隐患 重大隐患数 重大隐患 重大"),
			},
			{
				ID: "dept_major_rectified", Group: "dept", Kind: anwei.Count, Unit: "个",
				Title: "整改(个)", Name: "部门检查重大隐患已整改", Short: "重大隐患整改数",
				Words: strings.Fields("部门检查重大隐患整改 部门检查重大隐患整改数 部门重大隐患整改 部门重大隐患已整改 部门重大整改 部门检查重大整改 重大事故隐患整改 重大隐患已整改 重大隐患整改 重大已整改 重大整改数 重大整改"),
			},
			{
				ID: "shutdowns", Group: "dept", Kind: anwei.Count, Unit: "家",
				Title: "责令停产整顿/关闭取缔(家)", Name: "停产整顿关闭取缔家数", Short: "停产整顿/关闭取缔家数",
				Words: strings.Fields("责令停产整顿 停产整顿 关闭取缔 责令停产 停产停业 停产关闭 停产整顿家数 停产企业 停产家数 关停 停产 关闭 取缔"),
			},
			{
				ID: "penalized", Group: "dept", Kind: anwei.Count, Unit: "家",
				Title: "曝光、约谈、联合惩戒企业(家)", Name: "曝光约谈联合惩戒家数", Short: "曝光、约谈、联合惩戒家数",
				Words: strings.Fields("曝光约谈联合惩戒 曝光约谈 约谈企业 约谈企业数 约谈家数 曝光企业 联合惩戒企业 惩戒企业 联合惩戒 曝光 约谈 惩戒"),
			},
			{
				ID: "accountable", Group: "dept", Kind: anwei.Count, Unit: "人",
				Title: "责任倒查/追究问责(人)", Name: "追究问责人数", Short: "责任倒查/追究问责人数",
				Words: strings.Fields("责任倒查追究问责 责任倒查 追究问责 问责人数 问责人员 追责问责 责任追究 倒查问责 问责 追责 倒查"),
			},
		},
	}
}
