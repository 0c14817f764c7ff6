package bot

// wording: 考核指标的基准

import (
	"strconv"
	"strings"
	"time"

	"anwei"
)

// What the bot says of what indicators are compared with.

const recordBaseline = "设基准"

// BaselineName is what a baseline is called that the plan has no name for.
func BaselineName() string { return "设定的基准" }

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// baselineText is the baseline of an indicator with its unit.
func baselineText(i anwei.Indicator) string {
	if i.Baseline == nil {
		return "未设"
	}
	return plainNumber(*i.Baseline) + i.Unit
}

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

func originSet(i anwei.Indicator, by string, at time.Time) string {
	return i.BaselineName + baselineText(i) + "（" + by + " " + clockText(at) + "设置）"
}

func originPlan(i anwei.Indicator) string {
	if i.Baseline == nil {
		return i.BaselineName + "，还没有设"
	}
	return i.BaselineName + baselineText(i) + "（来自方案）"
}

// againstOrigin says in the answer about where a figure comes from where its
// baseline does.
func againstOrigin(origin string) string {
	if origin == "" {
		return ""
	}
	return "\n比较基准：" + origin + "。"
}
