package text_test

import (
	"strings"
	"testing"

	"anwei/language/text"
)

// cells knows a handful of words.
type cells []rune

func (c cells) word(x text.Cell) string { return string(c[x.From:x.To]) }

func (c cells) Count(x text.Cell) bool {
	return c.word(x) != "" && strings.Trim(c.word(x), "0123456789") == ""
}

func (c cells) Title(x text.Cell) bool {
	return strings.Contains("检查 隐患 整改 本月 累计", c.word(x)) && c.word(x) != ""
}

func (c cells) Total(x text.Cell) bool { return c.word(x) == "合计" }
func (c cells) Month(x text.Cell) bool { return c.word(x) == "本月" }

func TestGrids(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"检查\t隐患\t整改\n3\t5\t4", "检查=3 隐患=5 整改=4"},
		{"检查,隐患,整改\n3,5,4", "检查=3 隐患=5 整改=4"},
		{"单位\t检查\t隐患\n东村\t3\t5\n西村\t4\t6\n合计\t7\t11", "检查=7 隐患=11"},
		{"单位\t检查\t隐患\n东村\t3\t5\n西村\t4\t6", "?3 ?5 ?4 ?6"},
		{"项目\t本月\t累计\n检查\t3\t30\n隐患\t5\t50", "检查=3 隐患=5"},
		{"检查3次，隐患5个，整改4个\n检查,隐患,整改", ""},
		{"检查\t隐患\n3\t5", ""},
		{"", ""},
	} {
		is := cells([]rune(c.typed))
		var got []string
		_, grids := text.Grids(is, is)
		for _, g := range grids {
			for _, p := range g.Pairs {
				got = append(got, is.word(p[0])+"="+is.word(p[1]))
			}
			for _, x := range g.Unsure {
				got = append(got, "?"+is.word(x))
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.typed, s, c.want)
		}
	}
	is := cells([]rune("1\t南村\t3\t5\t4\t0\t0"))
	labels, _ := text.Grids(is, is)
	if len(labels) != 2 || is.word(labels[0]) != "1" || is.word(labels[1]) != "南村" {
		t.Errorf("labels %v, want those before the numbers", labels)
	}
}
