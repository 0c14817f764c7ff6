// Package phrases has the sentences that several rooms say.
package phrases

// wording: 常用的话

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/language/text"
)

// Refused says why a number or a day was not taken.
func (c *Catalogue) Refused(r text.Reason) string {
	if !c.Has("common.refused." + string(r)) {
		r = "other"
	}
	return c.Text("common.refused." + string(r))
}

// Implied tells which items were answered with zero because what they are a part of
// is zero.
func (c *Catalogue) Implied(items []int) string {
	if len(items) == 0 {
		return ""
	}
	list := make([]string, len(items))
	for i, n := range items {
		list[i] = c.Text("common.item", "n", n)
	}
	return c.Text("common.implied", "items", strings.Join(list, "、"), "last", items[len(items)-1])
}

func NotUnderstood() string { return "抱歉，没有看懂这句话。" }

func NoHurry() string {
	return "好的，不急。什么时候方便，回复“填报”就可以开始。"
}

func NoReportInHand() string { return "现在没有正在填的表。" }

func EmptyText() string { return "收到的是空白消息。\n" }

func CannotRead(kind string) string {
	return "暂时还不能识别" + MessageName(kind) + "，请用文字回复。\n"
}

func LookingAt() string {
	return "收到照片，正在识别，请稍候；也可以直接用文字回复。"
}

func NothingSeen() string { return "照片没有识别出来，请用文字回复。\n" }

func GuessTitle() string { return "您的意思是不是这些？" }

func GuessCardTitle() string { return "把上面这些记入吗？" }

func NoGuess() string { return "现在没有等您确认的内容。\n" }

func GuessText(n int) string {
	return fmt.Sprintf("这%d项是猜的，还没有记入。对的请回复“记入”，不对请回复“不是”，或直接重新说一遍。", n)
}

func GuessDropped() string { return "好的，没有记入。\n" }

// GuessKept marks in a report's history that figures were guessed and confirmed.
func GuessKept(heard string) string {
	if heard == "" {
		heard = "（照片）"
	}
	return heard + "（由助手猜测，本人确认）"
}

func TalkOver(f anwei.Form, unit string, p anwei.Period) string {
	return fmt.Sprintf("%s%s%s的填报已经结束（可能已由同事提交，或您不再负责该单位）。回复“%s”可查看。", unit, ShortPeriod(p), f.Short, BeginWord(f, p))
}

func OldCard(f anwei.Form, unit string, p anwei.Period) string {
	return fmt.Sprintf("这是之前的卡片，%s%s%s没有因此提交。请回复“%s”查看后再确认。", unit, ShortPeriod(p), f.Short, BeginWord(f, p))
}

// BeginWord is what one says to open the report of a form and a period.
func BeginWord(f anwei.Form, p anwei.Period) string {
	return anwei.WordBegin + ShortPeriod(p) + f.Short
}

func NotReporter(p anwei.Person) string {
	if p.Has(anwei.Office) || p.Has(anwei.Leader) {
		return "您目前不承担填报任务。可以回复“进度”查看报送情况，或回复“汇总表”取表。"
	}
	return "名单里还没有给您分配填报单位，请与安委办联系。"
}

func NotYourUnit(unit string) string {
	return "您目前不是" + unit + "的填报员，不能代为填报。如有变动，请与安委办联系。"
}

func NotCovered(f anwei.Form, p anwei.Period) string {
	if p.Kind != f.Every {
		return f.Short + "按月报送，请指明月份，例如：填报9月。"
	}
	return fmt.Sprintf("%s从%s报到%s，没有%s的报表。", f.Short, f.First.Chinese(), f.Last.Chinese(), p.Chinese())
}

func NotYet(f anwei.Form, p anwei.Period) string {
	return p.Chinese() + "还没有到，" + f.Short + "到时再报。"
}

func ChooseUnitTitle(what string) string { return "您要填报哪个单位的" + what + "？" }

// OnlyOwing says for which of several units a report is begun, since only one owes
// it.
func OnlyOwing(u anwei.Unit, f anwei.Form, p anwei.Period) string {
	return "您负责的单位里只有" + u.Name + "还没有报" + ShortPeriod(p) + f.Short + "，现在填" + u.Name + "的。"
}

func AnyForm(p anwei.Period) string { return ShortPeriod(p) + "报表" }

func NotAskedOf(u anwei.Unit) string {
	return u.Name + "没有要报的这张表。回复“我的任务”看需要报哪些。"
}

func ChooseUnitText() string { return "请点选，或回复单位名称。" }

func NoSuchItem(n, of int) string { return fmt.Sprintf("没有第%d项，本表共%d项。\n", n, of) }

func NotAsked(f anwei.Field) string { return "“" + f.Name + "”不由本单位填报。\n" }

func WhichNotApplicable(f anwei.Form) string {
	return fmt.Sprintf("请指明哪一项不适用，例如：第%d项不适用。\n", max(1, len(f.Fields)-1))
}

func AtFirst(item bool) string {
	if item {
		return "已经是第一项了。\n"
	}
	return "已经是第一组了。\n"
}

func NotComplete(items []int) string {
	return "还差第" + NumberList(items) + "项，填完才能提交。\n"
}

func ChangedMeanwhile() string {
	return "内容与您上次看到的不一样了，请再核对一遍。\n"
}

func HasErrors() string { return "下面标❌的还需要改正，改好后才能提交。\n" }

func ReviewHelp(change string) string {
	return "核对无误请回复“确认提交”；要改某一项，例如回复“" + change + "”。"
}

func AskReason(doubts []anwei.Finding, change string) string {
	var b strings.Builder
	b.WriteString("提交前，请用一句话说明原因（随报表留存）：")
	for _, d := range doubts {
		b.WriteString("\n⚠ " + d.Message)
	}
	b.WriteString("\n如果是填错了，直接回复改正，例如“" + change + "”。")
	return b.String()
}

func ReasonTooShort() string { return "原因太短了，请写明白一些。\n" }

func ConfirmTitle(f anwei.Form, p anwei.Period, u anwei.Unit) string {
	return u.Name + ShortPeriod(p) + f.Short + "核对"
}

func ConfirmText(errs, doubts []anwei.Finding, change string) string {
	switch {
	case len(errs) > 0:
		return fmt.Sprintf("有%d处需要改正，例如回复“%s”。", len(errs), change)
	case len(doubts) > 0:
		return fmt.Sprintf("有%d处请确认：填错了就回复“%s”，没错就确认提交并说明原因。", len(doubts), change)
	}
	return "核对无误请确认提交；要改某一项，例如回复“" + change + "”。"
}

func ClockText(t time.Time) string {
	return fmt.Sprintf("%d月%d日 %s", int(t.Month()), t.Day(), t.Format("15:04"))
}

func LateText(r anwei.Report) string {
	if r.Late {
		return "逾期"
	}
	return "按时"
}

func Submitted(f anwei.Form, u anwei.Unit, r anwei.Report, changes int) string {
	p := ShortPeriod(r.Key.Period)
	what := "已报送"
	switch {
	case r.Revision > 1 && changes == 0:
		what = "已重新报送，数没有改"
	case r.Revision > 1:
		what = fmt.Sprintf("已更正%d项", changes)
	}
	return fmt.Sprintf("✅ %s%s%s%s（%s，%s，第%d版）。正式表格（Excel和可打印的PDF）随后发给您。\n如需更正，回复例如“%s”。",
		u.Name, p, f.Short, what, ClockText(r.At), LateText(r), r.Revision, ChangeExample(f, u))
}

// MailTo says where the notice wants the stamped sheet: 加盖公章后报送至县安委办邮箱.
func MailTo(mailbox string) string {
	if mailbox == "" {
		return ""
	}
	return "\n盖章后的扫描件，请发到安委办邮箱 " + mailbox + "。"
}

func AlreadyIn(f anwei.Form, u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("%s%s%s已于%s报送（%s，第%d版）。",
		u.Name, ShortPeriod(r.Key.Period), f.Short, ClockText(r.At), LateText(r), r.Revision)
}

func AlreadyInHelp(f anwei.Form, u anwei.Unit) string {
	return "如需更正，回复例如“" + ChangeExample(f, u) + "”；补报其他月份，回复例如“填报9月”；取正式表格，回复“汇总表”。"
}

func NothingChanged(f anwei.Form, u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("与已报送的第%d版相同，%s%s%s保持不变，无需重新提交。", r.Revision, u.Name, ShortPeriod(r.Key.Period), f.Short)
}

func CorrectionDropped(f anwei.Form, u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("已放弃本次更正，%s%s%s仍以第%d版为准。", u.Name, ShortPeriod(r.Key.Period), f.Short, r.Revision)
}

func Cancelled(f anwei.Form, p anwei.Period) string {
	return "已取消" + ShortPeriod(p) + f.Short + "的填报，没有保留数据。需要时回复“填报”重新开始。"
}

func LeavingTitle(f anwei.Form, p anwei.Period) string {
	return "取消" + ShortPeriod(p) + f.Short + "的填报？"
}

func LeavingText(answered int) string {
	return fmt.Sprintf("已填的%d项：回复“保留”存为草稿，以后接着填；回复“清空”就不要了。", answered)
}

// Paused says what is kept; due says when the report is due.
func Paused(f anwei.Form, d anwei.Draft, fields []anwei.Field, due string) string {
	p := ShortPeriod(d.Key.Period)
	return fmt.Sprintf("好的，%s%s已填%d/%d项，草稿已保存。%s。回复“%s”接着填。",
		p, f.Short, len(fields)-len(d.Values.Missing(fields)), len(fields), due, BeginWord(f, d.Key.Period))
}

// ChangeExample is how one field of the form is corrected: the seventh, or the
// last where there are fewer.
func ChangeExample(f anwei.Form, u anwei.Unit) string {
	n, fields := 0, f.FieldsFor(u)
	for i, fd := range f.Fields {
		for _, own := range fields {
			if own.ID == fd.ID && (n == 0 || i < 7) {
				n = i + 1
			}
		}
	}
	if n == 0 {
		return "改第1项"
	}
	return ChangeItem(n, f.Fields[n-1], 12)
}

// ChangeItem is how the n-th field is corrected, to the figure where it is one.
func ChangeItem(n int, fd anwei.Field, figure int64) string {
	switch {
	case fd.Kind == anwei.Count:
		return fmt.Sprintf("改第%d项 %d", n, figure)
	case len(fd.Options) > 0:
		return fmt.Sprintf("改第%d项 %s", n, fd.Options[0])
	}
	return fmt.Sprintf("改第%d项", n)
}

// ButtonPressed is what stands on a card in place of its buttons once one of them
// was pressed.
func ButtonPressed(word string) string { return "已选：" + word }

func ReplyNumber() string { return "请回复序号：" }

func PickOne() string { return "请点选，或回复序号。" }

// WhichDone asks what is meant where several may be.
func WhichDone(about string) string {
	return "请问是哪一项？请带上名称，例如“" + about + "已完成”。"
}

// OrdinalLabel is a button for one whose name is too long for it.
func OrdinalLabel(n int) string { return fmt.Sprintf("第%d个", n) }

// AsOf ends every answer with the time that its figures are of.
func AsOf(now time.Time) string { return "\n截至" + ClockText(now) + "。" }

func JoinLines(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return "\n" + strings.Join(lines, "\n")
}

// MessageName is what people call a kind of message of WeCom's.
func MessageName(kind string) string {
	switch kind {
	case "image":
		return "图片"
	case "voice":
		return "语音"
	case "video":
		return "视频"
	case "file":
		return "文件"
	case "location":
		return "位置"
	}
	return "这类消息"
}
