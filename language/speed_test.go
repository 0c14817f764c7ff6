package language_test

import (
	"testing"
	"time"

	"anwei/language"
)

func BenchmarkFigures(b *testing.B) {
	text := "巴公镇10月份安全生产工作情况：一是强化领导带队督查。镇党委书记、镇长及班子成员深入煤矿、危化企业督导检查9次，发现问题隐患23个。" +
		"二是压实企业主体责任。组织企业自查自纠76家次，排查问题隐患154个，完成整改149个，其中重大隐患3个，已整改2个。三是加强部门监管。" +
		"各部门检查经营单位41家次，查出问题隐患97个，整改95个，其中重大隐患0个，重大隐患整改0个；责令停产整顿2家，曝光约谈企业4家，责任倒查0人。" +
		"下一步，我镇将继续压实责任，对照清单逐项排查，确保各类隐患整改到位，坚决防范各类生产安全事故发生，为全县安全生产形势持续稳定作出贡献，请领导审阅。"
	form := figuresForm()
	rd, a := readerOf(form), language.Asked{Form: form}
	b.ReportAllocs()
	for b.Loop() {
		rd.Hear(text, time.Time{}).Figures(a)
	}
}
