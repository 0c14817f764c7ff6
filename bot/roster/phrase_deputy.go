package roster

// wording: 请人代报

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/scheduler"
)

const (
	wordDeputise = "同意代报"
	wordNoDeputy = "不便代报"
	auditDeputy  = "代报"
)

// personText tells a person apart from others of the name.
func personText(p anwei.Person) string {
	parts := []string{"账号" + string(p.ID)}
	if p.Post != "" {
		parts = append([]string{p.Post}, parts...)
	}
	return p.Name + "（" + strings.Join(parts, "，") + "）"
}

// stretch is how long a grant is: 10月19日至10月31日.
func stretch(g anwei.Grant) string {
	if g.Since == g.Until {
		return g.Since.Chinese() + "当天"
	}
	return g.Since.Chinese() + "至" + g.Until.Chinese()
}

func grantText(g anwei.Grant, from, to anwei.Person, units string) string {
	return fmt.Sprintf("%s%s请%s代报%s", stretch(g), from.Name, to.Name, units)
}

func mayNotGrant() string {
	return "只有本单位的填报员才能请人代报。如有变动，请与安委办联系。"
}

func unclearDays() string {
	return "代报的日子没有看懂，或已经过去。请写明从哪天到哪天，例如“10月21日到10月26日请李四代报”。"
}

func noSuchPerson(who string) string {
	return "名单里没有找到“" + who + "”。请写姓名或账号；如果他不在名单里，请安委办先“加人”。"
}

func whichPerson(who string, people []string) string {
	const most = 6
	list := strings.Join(people[:min(len(people), most)], "、")
	if len(people) > most {
		list += fmt.Sprintf("等%d位", len(people))
	}
	return "“" + who + "”有几位：" + list + "。请写明姓名或账号。"
}

func askedAlready(to anwei.Person, g anwei.Grant) string {
	return "已经问过" + to.Name + "了（" + stretch(g) + "），正等他答复。不用了请回复“撤销代报”。"
}

func reportsAnyway(to anwei.Person) string {
	return to.Name + "本来就可以替您单位填报，不用另外委托，告诉他一声就行。"
}

func deputyAsked(to anwei.Person, g anwei.Grant, units string) string {
	return fmt.Sprintf("已请%s在%s代报%s，他同意后生效，我马上告诉您。改主意了回复“撤销代报”。", personText(to), stretch(g), units)
}

func deputyTitle(from anwei.Person) string { return scheduler.Shorten(from.Name+"请您代报", 36) }

func deputyText(g anwei.Grant, units string) string {
	return scheduler.Shorten(stretch(g)+"代报"+units, 110) + "。同意后您可以填报，提醒也会发给您。"
}

func noGrantWaits() string {
	return "目前没有等您答复的代报请求，可能已经答复过，或已被撤销。"
}

func grantVoid(from anwei.Person) string {
	return from.Name + "已经不负责这个单位了，这次代报不用办了，谢谢！"
}

func deputyDeclined() string { return "好的，已转告对方，您不用代报。" }

func deputyAccepted(g anwei.Grant, units string) string {
	return fmt.Sprintf("谢谢！%s由您代报%s，回复“填报”即可开始。不能再代了，回复“撤销代报”。", stretch(g), units)
}

func acceptedNews(to anwei.Person, g anwei.Grant) string {
	return fmt.Sprintf("%s已同意在%s代报，提醒也会发给他。您自己仍可以填报；收回请回复“撤销代报”。", to.Name, stretch(g))
}

func declinedNews(to anwei.Person, office string) string {
	return to.Name + "不便代报，请另请一位，或与" + office + "联系。"
}

func grantRevoked(from, to anwei.Person, units string) string {
	return fmt.Sprintf("已撤销：%s不再替%s代报%s。", to.Name, from.Name, units)
}

func revokedNews(by, from, to anwei.Person, units string) string {
	return fmt.Sprintf("%s已撤销代报：%s不再替%s代报%s。", by.Name, to.Name, from.Name, units)
}

func nothingGranted() string { return "目前没有可以撤销的代报。" }
