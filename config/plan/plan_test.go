package plan_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anwei"
	"anwei/config/plan"
)

// TestFiguresContract holds the ids that the evaluation sets name.
func TestFiguresContract(t *testing.T) {
	want := strings.Fields(`leader_inspections leader_hazards
		self_checks self_hazards self_rectified self_major self_major_rectified
		dept_checks dept_hazards dept_rectified dept_major dept_major_rectified shutdowns penalized accountable`)
	f, ok := load2026(t).Form("figures")
	if !ok || len(f.Fields) != len(want) {
		t.Fatalf("figures has %d fields, want %d", len(f.Fields), len(want))
	}
	for i, fd := range f.Fields {
		if string(fd.ID) != want[i] {
			t.Errorf("field %d is %s, want %s", i+1, fd.ID, want[i])
		}
	}
}

// TestEveryFieldAsked holds that each field of a form is answered by some kind
// of unit that the form asks at all.
func TestEveryFieldAsked(t *testing.T) {
	p := load2026(t)
	for _, f := range p.Forms {
		asked := map[anwei.FieldID]bool{}
		for _, k := range p.Kinds {
			u := anwei.Unit{ID: "x", Kind: k.ID}
			if !f.Audience.Includes(u) {
				continue
			}
			for _, fd := range f.FieldsFor(u) {
				asked[fd.ID] = true
			}
		}
		for _, fd := range f.Fields {
			if !asked[fd.ID] {
				t.Errorf("nobody is asked for %s of %s", fd.ID, f.ID)
			}
		}
	}
}

func TestVersion(t *testing.T) {
	p, text := load2026(t), string(plan.DefaultYAML())
	same, err := plan.Load("x", []byte("# 加了一句说明\n"+strings.ReplaceAll(text, "\n", "\r\n")))
	if err != nil || same.Version != p.Version {
		t.Errorf("a comment changed version %s to %s (%v)", p.Version, same.Version, err)
	}
	other, err := plan.Load("x", []byte(strings.Replace(text, "day: 22", "day: 23", 1)))
	if err != nil || other.Version == p.Version {
		t.Errorf("another deadline left version %s (%v)", p.Version, err)
	}
}

func TestLoadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.yaml")
	if _, err := plan.LoadFile(path); err == nil || !strings.Contains(err.Error(), "读不到方案文件") {
		t.Errorf("a file that is not there gave %v", err)
	}
	if err := os.WriteFile(path, plan.DefaultYAML(), 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err := plan.LoadFile(path); err != nil || p.Version != load2026(t).Version {
		t.Errorf("LoadFile gave version %s, %v", p.Version, err)
	}
}

func TestShow(t *testing.T) {
	var b bytes.Buffer
	if err := plan.Show(&b, load2026(t)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"三大行动", "附件2《泽州县安全风险大排查大整治工作清单》（简称调度表）", "填报：镇、县直部门　每月一期，2026年2月 至 2026年12月",
		"截止：当月22日（含当日，遇休息日不变）", "15. 责任倒查/追究问责(人)", "16. 落实应急预案演练", "企业自查重大隐患 应不大于 企业自查发现隐患",
		"专委会全体会议　每季度1次　县、镇", "县直部门（各行业领域牵头单位）", "调度表　截止前3个工作日 09:00　发给：填报员",
		"调度表　月末核对日当天 09:00　发给：填报员", "工作任务　任务写明的提前日当天 09:00", "工作任务　安排的日子前1天 09:00", "工作任务　承诺的日子后1个工作日",
		"重大隐患　到期前7天 09:00　发给：填报员", "发给：安委办，只说连续3期逾期或未报的", "发给：安委办，并问是否发到工作群",
		"快查快处（说“立案”）　可以立案：安委办", "2. 调查意见　立案后1日", "4. 案例通报　立案当月底", "1. 整改销号　立案时说明的日子，最长3个月，要照片或文件",
		"黄牌　适用：", "会议提醒：前一天", "会议提醒：开会前60分钟", "建议红牌：重大隐患超过整改期限30天没有销号", "建议黄牌：连续3个月调度表逾期或未报",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the outline lacks %q", want)
		}
	}
	for _, r := range load2026(t).Reminders {
		if !strings.Contains(b.String(), r.Text) {
			t.Errorf("the outline lacks what rule %s says", r.ID)
		}
	}
}
