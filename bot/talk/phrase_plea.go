package talk

// wording: 填报中遇到难处

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/bot/phrases"
)

func greetingBack(p anwei.Person) string { return p.Name + "您好！咱们接着填。\n" }

func callForHelp(p anwei.Person, about, stuck string) string {
	text := strings.TrimSpace(p.Name+" "+p.Phone) + "请您帮忙"
	if about != "" {
		text += "：" + about
	}
	if stuck != "" {
		text += "，正填到" + phrases.Quoted(stuck)
	}
	return text + "。请方便时与他联系。"
}

func helpIsComing(plan anwei.Plan, contact string) string {
	text := "好的，已转告" + plan.Office + "，会与您联系。"
	if contact != "" {
		text += "急事可直接打电话：" + contact + "。"
	}
	return text
}

func explanation(n int, f anwei.Field, hint string) string {
	if hint == "" {
		hint = "按本单位当月实际情况填写"
		if f.Kind == anwei.Count {
			hint += "，没有就填0"
		}
	}
	text := fmt.Sprintf("第%d项%s：", n, phrases.Quoted(f.Title))
	if f.Measures != "" {
		text += "方案要求是，" + strings.TrimRight(f.Measures, "。") + "。"
	}
	return text + strings.TrimRight(hint, "。") + "。\n"
}
