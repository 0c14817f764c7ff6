package office

// wording: 代录和催报

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

func notOwing(unit string, f anwei.Form) string {
	return unit + "不用报" + f.Short + "。"
}

func behalfBegun(about string, begun bool, by string) string {
	text := "代录" + about + "：核对提交后，会请单位确认。"
	if begun {
		text += by + "已填了一部分，接着填即可。"
	}
	return text
}

func behalfAnswered(about string) string { return about + "没有等您确认的代录。" }

func behalfAgreed(about string, by anwei.Person) string {
	return by.Name + "已确认：代录的" + about + "无误。"
}

func thanksAgreed(about string) string { return "谢谢！已记下：" + about + "代录无误。" }

func askWhatWrong(about string) string {
	return "请说明" + about + "哪里不对；直接更正也可以，例如“改第7项 12”。"
}

func behalfDisputed(about, what string, by anwei.Person) string {
	return fmt.Sprintf("%s说代录的%s有误：%s。请核实；单位也可以直接更正。", strings.TrimSpace(by.Name+" "+by.Phone), about, what)
}

func disputeKept() string {
	return "已记下并转告安委办。要自己更正，回复例如“改第7项 12”。"
}

func owesLine(u anwei.Unit, begun bool, answered, of int, back bool) string {
	switch {
	case back:
		return "· " + u.Name + "：退回后还没有改"
	case begun && answered > 0:
		return fmt.Sprintf("· %s：已填%d/%d项，没有提交", u.Name, answered, of)
	}
	return "· " + u.Name + "：还没有填"
}

// owesLines puts the units together of which the same is to be said.
func owesLines(lines []string) string {
	var states []string
	units := map[string][]string{}
	for _, l := range lines {
		unit, state, _ := strings.Cut(strings.TrimPrefix(l, "· "), "：")
		if units[state] == nil {
			states = append(states, state)
		}
		units[state] = append(units[state], unit)
	}
	for i, s := range states {
		if all := units[s]; len(all) > 1 {
			states[i] = fmt.Sprintf("· %s（%d家）：%s", s, len(all), strings.Join(all, "、"))
			continue
		}
		states[i] = "· " + units[s][0] + "：" + s
	}
	return strings.Join(states, "\n")
}

// promiseNote says what was promised of a report that is owed, and whether that
// day is over.
func promiseNote(p anwei.Promise, today anwei.Date) string {
	over := ""
	if p.On.Before(today) {
		over = "，已过"
	}
	if p.Kind == anwei.Difficult {
		return "，反映有困难（" + scheduler.Shorten(p.Reason, 20) + "）"
	}
	return "，承诺" + p.On.Chinese() + "报" + over
}

func nobodyOwes(f anwei.Form, p anwei.Period, named bool, spared []string) string {
	switch {
	case len(spared) > 0:
		return fmt.Sprintf("%s%s没报的%d家都已答复，日子还没到，先不催：\n%s\n一定要催，请写明单位，例如“催一下 南村镇”。",
			phrases.ShortPeriod(p), f.Short, len(spared), owesLines(spared))
	case named:
		return phrases.ShortPeriod(p) + f.Short + "已经报了，不用催。"
	}
	return phrases.ShortPeriod(p) + f.Short + "都已报齐，不用催。"
}

func chasedAlready(f anwei.Form, p anwei.Period, lines []string, today int) string {
	text := fmt.Sprintf("%s%s没报的：\n%s\n", phrases.ShortPeriod(p), f.Short, owesLines(lines))
	if today == 0 {
		return text + "这几家没有填报员，没有人可催；请先加人。"
	}
	return text + fmt.Sprintf("填报员（%d人）今天都催过了，一人一天只催一次，明天再催。", today)
}

func chasePreview(f anwei.Form, p anwei.Period, lines, spared []string, people, today int) string {
	text := fmt.Sprintf("催%s%s，%d家：\n%s", phrases.ShortPeriod(p), f.Short, len(lines), owesLines(lines))
	if len(spared) > 0 {
		text += fmt.Sprintf("\n已答复、日子没到的%d家不催：\n%s", len(spared), owesLines(spared))
	}
	text += fmt.Sprintf("\n将发给%d位填报员", people)
	if today > 0 {
		text += fmt.Sprintf("（另有%d位今天催过，不再发）", today)
	}
	return text + "。"
}

// chaseNotice is what a reporter hears when the office chases.
func chaseNotice(office string, f anwei.Form, p anwei.Period, units []string, due anwei.Date, late, back bool) string {
	when := due.Chinese() + "截止"
	if late {
		when = due.Chinese() + "已截止"
	}
	state := "还没有收到"
	if back {
		state = "还没有报齐（含退回待改的）"
	}
	return fmt.Sprintf("您好！%s请您抓紧报送：%s%s%s%s，%s。回复“%s”即可开始；有困难请回复“有困难”加原因。",
		office, strings.Join(units, "、"), phrases.ShortPeriod(p), f.Short, state, when, phrases.BeginWord(f, p))
}

func chaseSent(people, units, today int) string {
	if people == 0 {
		return "这几家已经报了，或今天已经催过，没有再发。"
	}
	text := fmt.Sprintf("✅ 已催%d家、%d人。", units, people)
	if today > 0 {
		text += fmt.Sprintf("另有%d人今天催过，没有再发。", today)
	}
	return text + "报来的随时看“进度”。"
}
