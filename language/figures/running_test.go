package figures_test

import (
	"testing"

	"anwei/language/figures"
)

// TestAskedWhetherOfTheMonth asks of what a running total, one of several months or
// general hazards alone say, and takes nothing of it.
func TestAskedWhetherOfTheMonth(t *testing.T) {
	f := figuresForm()
	r := figures.New(f)
	for _, c := range []struct{ typed, taken, asked string }{
		{"累计检查38家次，发现隐患59条", "", "dc=38 dh=59"},
		{"今年以来共检查310家次", "", "dc=310"},
		{"检查28家次，累计发现隐患402条", "dc=28", "dh=402"},
		{"本月检查28家次，累计310家次", "dc=28", ""},
		{"9月份检查32家次；10月份检查38家次", "", "dc=38"},
		{"10月份检查38家次", "dc=38", ""},
		{"检查28家次，发现一般隐患66条", "dc=28", "dh=66"},
		{"检查28家次，发现一般隐患66条，重大隐患1条", "dc=28 dh=67 dm=1", ""},
		{"截至10月底，累计检查361家次、发现隐患774条，其中10月份检查41家次、发现隐患89条", "dc=41 dh=89", ""},
	} {
		got := r.Read(c.typed, figures.Asked{Fields: ids(t, f, "D")})
		if taken := line(f, got.Values()); taken != c.taken {
			t.Errorf("%s\n\ttaken %s, want %s", c.typed, taken, c.taken)
		}
		asked := ""
		if len(got.Doubts) > 0 {
			asked = line(f, got.Doubts[0].Readings[0])
		}
		if asked != c.asked {
			t.Errorf("%s\n\tasked %s, want %s", c.typed, asked, c.asked)
		}
	}
}
