package talk_test

import (
	"fmt"
	"strings"
	"testing"

	"anwei"
)

// TestNumberedLists sends the eleven items of a town's ledger in one message, numbered in
// the ways that people do, and holds that each is recorded with its own words and shown
// with its number.
func TestNumberedLists(t *testing.T) {
	t.Parallel()
	said := []struct {
		n     int
		words string
	}{
		{1, "传达学习2次"},
		{2, "两个清单已制定印发"},
		{3, "9月12日召开专委会1次，研究解决3个问题"},
		{4, "3.5万元用于购置执法记录仪"},
		{5, "年度重点任务完成8项"},
		{11, "不涉及，无主体企业"},
		{12, "督促18家企业签订责任书"},
		{13, "培训2次120人"},
		{14, "检查动火作业企业12家，整改5处"},
		{15, "3家规模以上企业建立举报奖励制度"},
		{16, "10.12组织演练2次"},
	}
	names := strings.Fields("理论学习 两个清单 专委会实质化运行 办实事项目 三年行动重点任务 主体企业责任 主要负责人职责 安全教育培训 重点环节管控 内部举报奖励 应急预案演练")
	like := newHouse(t)
	like.reads()
	for _, way := range []string{"%d、%s", "%d.%s", "%d．%s", "%d：%s", "%d；%s", "%d)%s", "%d）%s", "%d\n%s", "%d %s", "第%d条%s", "第%d项：%s", "（%d）%s", "①%s", "一、%s", "name %s", "name：%s", "mixed"} {
		h := newHouse(t)
		h.reader, h.read = like.reader, like.read
		play(t, h, "@ 2026-09-19 09:00\nnancun_tb> 填台账")
		lines := make([]string, len(said))
		for i, item := range said {
			form := way
			if way == "mixed" {
				form = []string{"%d、%s", "（%d）%s", "name：%s", "①%s", "%d. %s"}[i%5]
			}
			switch {
			case strings.HasPrefix(form, "①"):
				lines[i] = string(rune('①'+item.n-1)) + item.words
			case strings.HasPrefix(form, "一"):
				lines[i] = strings.Replace("十"+string([]rune("一二三四五六七八九")[(item.n-1)%10]), "十", strings.Repeat("十", item.n/11), 1) + "、" + item.words
			case strings.HasPrefix(form, "name"):
				lines[i] = names[i] + strings.TrimPrefix(strings.TrimSuffix(form, "%s"), "name") + item.words
			default:
				lines[i] = fmt.Sprintf(form, item.n, item.words)
			}
		}
		out := h.say(t, "nancun_tb", strings.Join(lines, "\n"))
		d, _ := h.Draft(anwei.ReportKey{Form: "ledger", Period: anwei.MonthPeriod(2026, 9), Unit: "nancun"})
		got := 0
		for _, item := range said {
			f := h.plan.Forms[1].Fields[item.n-1]
			v := d.Values[f.ID]
			shown := strings.Contains(out, fmt.Sprintf("%d. %s：", item.n, f.Short))
			if shown && (v.Text == item.words || v.NA && v.Note == "无主体企业") {
				got++
			}
		}
		t.Logf("%q: %d of %d", way, got, len(said))
		if got < len(said) {
			t.Errorf("%q: %d of %d items\n%s", way, got, len(said), out)
		}
	}
}
