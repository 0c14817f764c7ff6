package language_test

import (
	"fmt"
	"strings"
	"testing"

	"anwei/language/lexicon"
)

func TestQuestionUnits(t *testing.T) {
	for text, want := range map[string]string{
		"巴公报了没":    "巴公=bagong",
		"巴公镇和住建局":  "巴公镇=bagong 住建局=zhujian",
		"泽州县应急管理局": "泽州县应急管理局=yingji",
		"县交通局":     "县交通局=jiaotong",
		"泽州住建局９月":  "泽州住建局=zhujian",
		"把工镇报了没":   "把工镇~bagong",
		"大东勾":      "大东勾~dadonggou",
		"大洋镇":      "大洋镇~dayang",
		"县公按局":     "县公按局~gongan",
		"市场监官局":    "市场监官局~shijian",
		"消防救大队":    "消防=xiaofang", // the name that stands there goes first,
		"西村镇":      "西村镇~nancun/xiacun/zhoucun/jincun",
		"今天天气好":    "",
		"":         "",
		"镇":        "",
		"谁没报，南村、下村还是周村": "南村=nancun 下村=xiacun 周村=zhoucun",
	} {
		var got []string
		for _, n := range lexicon.FindUnits(text, sampleUnits()) {
			ids := strings.Trim(strings.ReplaceAll(fmt.Sprint(n.Units), " ", "/"), "[]")
			got = append(got, n.Text+map[bool]string{true: "=", false: "~"}[n.Exact]+ids)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: got %q, want %q", text, s, want)
		}
	}
}
