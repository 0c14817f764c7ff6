package office

// wording: 问候、帮助和进度

import (
	"anwei"
	"anwei/bot"
)

func strangerText(plan anwei.Plan, office []anwei.Person) string {
	who := plan.Office
	if len(office) > 0 {
		who += "（" + office[0].Name
		if office[0].Phone != "" {
			who += "，电话" + office[0].Phone
		}
		who += "）"
	}
	return "您好！您还不在“" + plan.Short + "”的填报名单里，暂时不能办理。请联系" + who + "把您加进名单，加好后即可使用。"
}

func strangerNotice(id anwei.PersonID) string {
	return "有一位不在名单里的同事（账号" + string(id) + "）给我发了消息。如果应当由他填报，请把他加进名单。"
}

func Greeting(p anwei.Person, plan anwei.Plan) string {
	return p.Name + "您好！我是“" + plan.Short + "”报送助手。"
}

// Help explains the group that is asked, or what the person can do at all.
func Help(t *bot.Turn) {
	if t.State.Stage == bot.Idle || t.State.Stage == bot.Choosing {
		t.Say(bot.HelpText(t))
		return
	}
	help := helpInReport()
	if t.AskedWord() != "" {
		help = helpInTasks()
	}
	t.Rooms.Ask(t, help+"\n"+bot.Hints(t)+"\n")
}

func helpInReport() string {
	return "可以按顺序回复数字（3 12），也可以写名称（检查3次，发现隐患12个），或者把整段总结发给我。\n" +
		"随时可用：看看、上一步、跳过、改第7项 12、零报告、同上月、不适用、这个怎么算、什么时候截止、稍后、取消、找人。"
}

func helpInTasks() string {
	return "直接发这一项的内容即可；也可以回复“无变化”加原因、“追加：……”、“完成”、“不涉及”加原因，或几项一起发，例如“1 无变化 2 追加：……”。\n" +
		"随时可用：看看、看第3项、上一步、跳过、改第3项、这个怎么算、什么时候截止、稍后、取消、找人。"
}
