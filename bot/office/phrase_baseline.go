package office

// wording: 考核指标的基准

import (
	"strings"

	"anwei"
)

const recordBaseline = "设基准"

func whichIndicator(all []anwei.Indicator) string {
	var some []string
	for _, i := range all {
		if i.BaselineName != "" {
			some = append(some, i.Name)
		}
	}
	return "请写明是哪项指标、是多少，例如“设基准 每千次检查发现重大隐患数 1.2”。可以设的有：" + strings.Join(some, "、") + "等。"
}

func whichValue(i anwei.Indicator) string {
	if i.Times == 100 {
		return "请在“" + i.Name + "”后面写一个0到100之间的百分数，例如“设基准 " + i.Name + " 58.3”。没有改动。"
	}
	return "请在“" + i.Name + "”后面写一个数，例如“设基准 " + i.Name + " 1.2”。没有改动。"
}

func baselineKept(i anwei.Indicator, was, now string) string {
	return "✅ 已设：" + i.Name + "的基准为" + now + "（原" + was + "）。以后回答这项指标都和它比较；回复“基准”查看。"
}

func baselineList(lines []string, office bool) string {
	if len(lines) == 0 {
		return "方案里没有要和基准比较的指标。"
	}
	text := "考核指标的基准：\n" + strings.Join(lines, "\n")
	if office {
		text += "\n要改，回复例如“设基准 每千次检查发现重大隐患数 1.2”。"
	}
	return text
}
