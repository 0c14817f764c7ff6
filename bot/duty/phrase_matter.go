package duty

// wording: 承诺和工作任务

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/text"
	"anwei/scheduler"
)

func NeverMind() string { return "好的，不办了。\n" }

func badDay() string {
	return "这个日子没有看懂，或已经过去、隔得太远。请回复准确的日期，例如“10月25日报”。"
}

func pastDay(d anwei.Date) string { return d.Chinese() + "已经过去了。" }

func promised(about string, p anwei.Promise, office string) string {
	switch p.Kind {
	case anwei.Arranged:
		return fmt.Sprintf("好的，已记下：%s安排在%s。前一天提醒您，办完后请告诉我人数和结果。", about, p.On.Chinese())
	case anwei.Difficult:
		return fmt.Sprintf("已记下：%s有困难（%s），已转告%s。%s以前不再提醒您。", about, p.Reason, office, p.On.AddDays(1).Chinese())
	case anwei.Promised:
	}
	if p.Matter.Form != "" {
		return fmt.Sprintf("好的，已记下：%s%s报送，在那之前不再提醒。现在就填，回复“填报”即可。", about, p.On.Chinese())
	}
	return fmt.Sprintf("好的，已记下：%s%s完成，在那之前不再提醒。", about, p.On.Chinese())
}

func doneAlready(about, how string) string { return about + how + "，不用再办了，谢谢！" }

func AskWhy(about string) string {
	return "请用一句话说说" + about + "有什么困难，我转告安委办。"
}

func difficulty(about, reason string, by anwei.Person) string {
	return fmt.Sprintf("%s反映有困难：%s（%s）。", about, reason, strings.TrimSpace(by.Name+" "+by.Phone))
}

func whichMatter() string { return "请问是哪一项？" }

func AskDay(about string) string {
	return about + "安排在哪天？请回复日期，例如“9月25日”。"
}

func askDetail(about string) string {
	return "请告诉我" + about + "是哪天办的、多少人参加、结果怎样，例如“9月12日，23人参加，研究解决3个问题”。"
}

func againPlease() string { return "好的，没有记录。" }

// refusedText says why the first of the refused pieces of a text was not taken,
// and nothing where none was refused.
func refusedText(t *bot.Turn, refused []text.Refusal) string {
	if len(refused) == 0 {
		return ""
	}
	return "“" + refused[0].Text + "”" + t.Phrases.Refused(refused[0].Reason) + "\n"
}

// deedText tells what was understood of a fulfilment.
func deedText(f anwei.Fulfilment, d anwei.Duty) string {
	parts := []string{f.On.Chinese()}
	if f.People > 0 {
		parts = append(parts, fmt.Sprintf("%d人参加", f.People))
	}
	if f.Count > 1 {
		parts = append(parts, fmt.Sprintf("计%d%s", f.Count, d.Counts))
	}
	if f.Result != "" {
		parts = append(parts, f.Result)
	}
	return strings.Join(parts, "，")
}

// noteCard asks whether a fulfilment is right. What does not fit a card is cut:
// the record keeps all of it.
func noteCard(t *bot.Turn, f anwei.Fulfilment, d anwei.Duty) *anwei.Card {
	return &anwei.Card{
		Title: scheduler.Shorten(t.About(f.Matter), 36),
		Text:  scheduler.Shorten("记为："+deedText(f, d), 120) + "。对吗？还要补充，直接说。",
		Buttons: []anwei.Button{
			{Text: phrases.WordNote, Key: anwei.ButtonKey(phrases.WordNote, f.Matter), Main: true},
			{Text: phrases.WordNotSo, Key: anwei.ButtonKey(phrases.WordNotSo, f.Matter)},
		},
	}
}

func recorded(about string, f anwei.Fulfilment, n int, d anwei.Duty) string {
	return fmt.Sprintf("✅ 已记下：%s，%s（%s）。\n有纪要或照片直接发来，作为佐证保存；记错了回复“撤销”。", about, deedText(f, d), phrases.CountText(n, d))
}

func undone(about string, f anwei.Fulfilment) string {
	return fmt.Sprintf("已撤销：%s%s的登记。", about, f.On.Chinese())
}

func nothingToUndo(about string) string { return about + "没有可以撤销的登记。" }

func proven(about string) string { return "收到，已作为" + about + "的佐证保存。" }

func noReminder(u anwei.Unit) string { return u.Name + "最近没有要发的提醒。" }

func rehearsal(u anwei.Unit, at time.Time) string {
	return fmt.Sprintf("%s的下一条提醒将在%s发出（这里只给您看，没有发给单位）：", u.Name, phrases.ClockText(at))
}

func historyText(u anwei.Unit, lines []string) string {
	if len(lines) == 0 {
		return u.Name + "近两期没有催办记录。"
	}
	return u.Name + "近两期的催办记录：\n" + strings.Join(lines, "\n")
}

func sentToGroup(text string) string { return "已发到工作群：\n" + text }

func NotToGroup() string { return "好的，没有发。" }
