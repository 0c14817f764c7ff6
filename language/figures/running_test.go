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

// TestMonthTells takes the figures of the month reported where a text has several, and
// none of another.
func TestMonthTells(t *testing.T) {
	f := figuresForm()
	r := figures.New(f)
	for month, want := range map[int]string{9: "dc=32 dh=50", 10: "dc=38 dh=61", 11: ""} {
		got := r.Read("9月份检查32家次，发现隐患50条；10月份检查38家次，发现隐患61条", figures.Asked{Fields: ids(t, f, "D"), Month: month})
		if taken := line(f, got.Values()); taken != want || !got.Dated || len(got.Doubts) > 0 {
			t.Errorf("in month %d: %s, want %s", month, taken, want)
		}
	}
}

// TestSwapped exchanges two figures, both or none.
func TestSwapped(t *testing.T) {
	f := figuresForm()
	r := figures.New(f)
	have := values(t, f, full)
	for typed, want := range map[string]string{
		"领导带队那两个填反了":              "li=10 lh=4",
		"领导带队那两个填反了，次数12，问题5":     "li=12 lh=5",
		"部门检查隐患和整改填反了":            "dh=75 dr=77",
		"企业自查的隐患和整改数写反了":          "sh=58 sr=60",
		"带队检查次数和隐患数填反了，应该是12次，5个": "li=12 lh=5",
		"带队的没有填反":                 "",
		"部门检查填反了":                 "",
		"自查和部门的家次填反了":             "",
		"填反了":                     "",
		"领导带队那两个是不是填反了":           "",
	} {
		if got := line(f, r.Read(typed, figures.Asked{Have: have}).Values()); got != want {
			t.Errorf("%s: %s, want %s", typed, got, want)
		}
	}
}
