package figures_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"anwei/language/figures"
)

func TestIssue(t *testing.T) {
	f := figuresForm()
	r := figures.New(f)
	for _, c := range []struct{ asked, have, text string }{
		{"", full, "第6、7项都是0"},
		{"S", "", "按〔2026〕31号文件，自查39家次，隐患20个"},
		{"S", "", "泽安办函〔2026〕31号 自查39家次"},
		{"S", "", "大阳镇10月：自查39家次，隐患20个"},
		{"smr", "sm=2", "改了一个 还有一个没改"},
		{"dr", "dh=68", "除了3个都改了"},
		{"dr", "dh=68", "差4个就全改完了"},
		{"L", "", "先报部门的，检查27家次"},
		{"", full, "倒数第二个改成3"},
		{"", full, "后三项都改成0"},
		{"D", "", "检查企业5家，加油站7家，商场35家"},
		{"L", "", "检查0次、隐患9个"},
		{"", "", "根据县安委办10月通知要求，现报送：带队检查5次，发现隐患12个"},
		{"", "", "单位\t带队检查\t发现隐患\t自查家次\n南村镇\t5\t12\t30"},
	} {
		got := r.Read(c.text, figures.Asked{Fields: ids(t, f, c.asked), Have: values(t, f, c.have)})
		fmt.Printf("%s => %s\n", c.text, line(f, got.Values()))
	}
}

func TestSpeed(t *testing.T) {
	f := figuresForm()
	begin := time.Now()
	r := figures.New(f)
	fmt.Println("new", time.Since(begin))
	for _, s := range []string{"检", "自查40家次，隐患118个，整改110个。", "12 ", "均已整改", "没有", "其中重大", "停产、", "第3项改成5，", "企业", "1、", "一", "\t5", "\n3", "都是0", "（", "还有", "40家次118个", "无\t"} {
		times := map[int]time.Duration{}
		for _, n := range []int{100, 2000, 4000} {
			text := string([]rune(strings.Repeat(s, n))[:n])
			best := time.Hour
			for range 3 {
				b := time.Now()
				r.Read(text, figures.Asked{Fields: ids(t, f, "S")})
				best = min(best, time.Since(b))
			}
			times[n] = best
		}
		fmt.Printf("%-12q 100: %v 2000: %v (%.0f) 4000: %v\n", s, times[100], times[2000], float64(times[2000])/float64(times[100]), times[4000])
	}
}

func BenchmarkRead(b *testing.B) {
	f := figuresForm()
	r := figures.New(f)
	text := string([]rune(strings.Repeat("1、", 2000))[:2000])
	for b.Loop() {
		r.Read(text, figures.Asked{Fields: ids(b, f, "S")})
	}
}
