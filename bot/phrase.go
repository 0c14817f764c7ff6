package bot

// wording: 常用的话

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// Everything the bot says stands in the files named phrase, each with a title under
// its package clause; docs/助手的话.md lists them all.

func refusalText(r text.Reason) string {
	switch r {
	case text.Approximate:
		return "不是准确数，请给一个准确的数。"
	case text.Negative:
		return "是负数，请核对后重新回复。"
	case text.Fraction:
		return "不是整数，请核对后重新回复。"
	case text.Contradiction:
		return "前后不一致，请再说一遍准确的数。"
	case text.Ambiguous:
		return "对不上是哪几项，请按顺序都回复，或者写上名称。"
	case text.NoNumber:
		return "里没有找到数字。"
	case text.Relative:
		return "是相对的说法，请直接回复最后的数。"
	case text.Question:
		return "像是一个问题，没有当作数字记入。"
	case day.NoSuchDay:
		return "这一天日历上没有，请核对日期。"
	case day.FutureDay:
		return "还没有到。如果是安排在那天，请说“安排在几月几日”。"
	case day.PastDay:
		return "已经过去了，请核对日期。"
	case day.FarDay:
		return "隔得太远了，请核对日期。"
	case text.Unknown:
		return "还缺少前面的数，请把具体的数写出来。"
	}
	return "没有看懂，请换个说法。"
}

// impliedText tells which items were answered with zero because what they are a
// part of is zero.
func impliedText(items []int) string {
	if len(items) == 0 {
		return ""
	}
	list := make([]string, len(items))
	for i, n := range items {
		list[i] = fmt.Sprintf("第%d项", n)
	}
	return fmt.Sprintf("没有发现的，相应的%s记为0；如本月整改了以前的，请更正，例如“改第%d项 1”。\n", strings.Join(list, "、"), items[len(items)-1])
}

func notUnderstood() string { return "抱歉，没有看懂这句话。" }

func noHurry() string {
	return "好的，不急。什么时候方便，回复“填报”就可以开始。"
}

func noReportInHand() string { return "现在没有正在填的表。" }

func emptyText() string { return "收到的是空白消息。\n" }

func cannotRead(kind string) string {
	return "暂时还不能识别" + messageName(kind) + "，请用文字回复。\n"
}

func lookingAt() string {
	return "收到照片，正在识别，请稍候；也可以直接用文字回复。"
}

func nothingSeen() string { return "照片没有识别出来，请用文字回复。\n" }

func guessTitle() string { return "您的意思是不是这些？" }

func guessCardTitle() string { return "把上面这些记入吗？" }

func noGuess() string { return "现在没有等您确认的内容。\n" }

func guessText(n int) string {
	return fmt.Sprintf("这%d项是猜的，还没有记入。对的请回复“记入”，不对请回复“不是”，或直接重新说一遍。", n)
}

func guessDropped() string { return "好的，没有记入。\n" }

// guessKept marks in a report's history that figures were guessed and confirmed.
func guessKept(heard string) string {
	if heard == "" {
		heard = "（照片）"
	}
	return heard + "（由助手猜测，本人确认）"
}

func talkOver(f anwei.Form, unit string, p anwei.Period) string {
	return fmt.Sprintf("%s%s%s的填报已经结束（可能已由同事提交，或您不再负责该单位）。回复“%s”可查看。", unit, shortPeriod(p), f.Short, beginWord(f, p))
}

func oldCard(f anwei.Form, unit string, p anwei.Period) string {
	return fmt.Sprintf("这是之前的卡片，%s%s%s没有因此提交。请回复“%s”查看后再确认。", unit, shortPeriod(p), f.Short, beginWord(f, p))
}

// beginWord is what one says to open the report of a form and a period.
func beginWord(f anwei.Form, p anwei.Period) string {
	return anwei.WordBegin + shortPeriod(p) + f.Short
}

func notReporter(p anwei.Person) string {
	if p.Has(anwei.Office) || p.Has(anwei.Leader) {
		return "您目前不承担填报任务。可以回复“进度”查看报送情况，或回复“汇总表”取表。"
	}
	return "名单里还没有给您分配填报单位，请与安委办联系。"
}

func notYourUnit(unit string) string {
	return "您目前不是" + unit + "的填报员，不能代为填报。如有变动，请与安委办联系。"
}

func notCovered(f anwei.Form, p anwei.Period) string {
	if p.Kind != f.Every {
		return f.Short + "按月报送，请指明月份，例如：填报9月。"
	}
	return fmt.Sprintf("%s从%s报到%s，没有%s的报表。", f.Short, f.First.Chinese(), f.Last.Chinese(), p.Chinese())
}

func notYet(f anwei.Form, p anwei.Period) string {
	return p.Chinese() + "还没有到，" + f.Short + "到时再报。"
}

func chooseUnitTitle(what string) string { return "您要填报哪个单位的" + what + "？" }

// onlyOwing says for which of several units a report is begun, since only one owes
// it.
func onlyOwing(u anwei.Unit, f anwei.Form, p anwei.Period) string {
	return "您负责的单位里只有" + u.Name + "还没有报" + shortPeriod(p) + f.Short + "，现在填" + u.Name + "的。"
}

func anyForm(p anwei.Period) string { return shortPeriod(p) + "报表" }

func notAskedOf(u anwei.Unit) string {
	return u.Name + "没有要报的这张表。回复“我的任务”看需要报哪些。"
}

func chooseUnitText() string { return "请点选，或回复单位名称。" }

func noSuchItem(n, of int) string { return fmt.Sprintf("没有第%d项，本表共%d项。\n", n, of) }

func notAsked(f anwei.Field) string { return "“" + f.Name + "”不由本单位填报。\n" }

func whichNotApplicable(f anwei.Form) string {
	return fmt.Sprintf("请指明哪一项不适用，例如：第%d项不适用。\n", max(1, len(f.Fields)-1))
}

func atFirst(item bool) string {
	if item {
		return "已经是第一项了。\n"
	}
	return "已经是第一组了。\n"
}

func notComplete(items []int) string {
	return "还差第" + numberList(items) + "项，填完才能提交。\n"
}

func changedMeanwhile() string {
	return "内容与您上次看到的不一样了，请再核对一遍。\n"
}

func hasErrors() string { return "下面标❌的还需要改正，改好后才能提交。\n" }

func reviewHelp(change string) string {
	return "核对无误请回复“确认提交”；要改某一项，例如回复“" + change + "”。"
}

func askReason(doubts []anwei.Finding, change string) string {
	var b strings.Builder
	b.WriteString("提交前，请用一句话说明原因（随报表留存）：")
	for _, d := range doubts {
		b.WriteString("\n⚠ " + d.Message)
	}
	b.WriteString("\n如果是填错了，直接回复改正，例如“" + change + "”。")
	return b.String()
}

func reasonTooShort() string { return "原因太短了，请写明白一些。\n" }

func confirmTitle(f anwei.Form, p anwei.Period, u anwei.Unit) string {
	return u.Name + shortPeriod(p) + f.Short + "核对"
}

func confirmText(errs, doubts []anwei.Finding, change string) string {
	switch {
	case len(errs) > 0:
		return fmt.Sprintf("有%d处需要改正，例如回复“%s”。", len(errs), change)
	case len(doubts) > 0:
		return fmt.Sprintf("有%d处请确认：填错了就回复“%s”，没错就确认提交并说明原因。", len(doubts), change)
	}
	return "核对无误请确认提交；要改某一项，例如回复“" + change + "”。"
}

func clockText(t time.Time) string {
	return fmt.Sprintf("%d月%d日 %s", int(t.Month()), t.Day(), t.Format("15:04"))
}

func lateText(r anwei.Report) string {
	if r.Late {
		return "逾期"
	}
	return "按时"
}

func submitted(f anwei.Form, u anwei.Unit, r anwei.Report, changes int) string {
	p := shortPeriod(r.Key.Period)
	what := "已报送"
	switch {
	case r.Revision > 1 && changes == 0:
		what = "已重新报送，数没有改"
	case r.Revision > 1:
		what = fmt.Sprintf("已更正%d项", changes)
	}
	return fmt.Sprintf("✅ %s%s%s%s（%s，%s，第%d版）。正式表格（Excel和可打印的PDF）随后发给您。\n如需更正，回复例如“%s”。",
		u.Name, p, f.Short, what, clockText(r.At), lateText(r), r.Revision, changeExample(f, u))
}

// mailTo says where the notice wants the stamped sheet: 加盖公章后报送至县安委办邮箱.
func mailTo(mailbox string) string {
	if mailbox == "" {
		return ""
	}
	return "\n盖章后的扫描件，请发到安委办邮箱 " + mailbox + "。"
}

func alreadyIn(f anwei.Form, u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("%s%s%s已于%s报送（%s，第%d版）。",
		u.Name, shortPeriod(r.Key.Period), f.Short, clockText(r.At), lateText(r), r.Revision)
}

func alreadyInHelp(f anwei.Form, u anwei.Unit) string {
	return "如需更正，回复例如“" + changeExample(f, u) + "”；补报其他月份，回复例如“填报9月”；取正式表格，回复“汇总表”。"
}

func nothingChanged(f anwei.Form, u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("与已报送的第%d版相同，%s%s%s保持不变，无需重新提交。", r.Revision, u.Name, shortPeriod(r.Key.Period), f.Short)
}

func correctionDropped(f anwei.Form, u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("已放弃本次更正，%s%s%s仍以第%d版为准。", u.Name, shortPeriod(r.Key.Period), f.Short, r.Revision)
}

func cancelled(f anwei.Form, p anwei.Period) string {
	return "已取消" + shortPeriod(p) + f.Short + "的填报，没有保留数据。需要时回复“填报”重新开始。"
}

func leavingTitle(f anwei.Form, p anwei.Period) string {
	return "取消" + shortPeriod(p) + f.Short + "的填报？"
}

func leavingText(answered int) string {
	return fmt.Sprintf("已填的%d项：回复“保留”存为草稿，以后接着填；回复“清空”就不要了。", answered)
}

// paused says what is kept; due says when the report is due.
func paused(f anwei.Form, d anwei.Draft, fields []anwei.Field, due string) string {
	p := shortPeriod(d.Key.Period)
	return fmt.Sprintf("好的，%s%s已填%d/%d项，草稿已保存。%s。回复“%s”接着填。",
		p, f.Short, len(fields)-len(d.Values.Missing(fields)), len(fields), due, beginWord(f, d.Key.Period))
}

// changeExample is how one field of the form is corrected: the seventh, or the
// last where there are fewer.
func changeExample(f anwei.Form, u anwei.Unit) string {
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
	return changeItem(n, f.Fields[n-1], 12)
}

// changeItem is how the n-th field is corrected, to the figure where it is one.
func changeItem(n int, fd anwei.Field, figure int64) string {
	switch {
	case fd.Kind == anwei.Count:
		return fmt.Sprintf("改第%d项 %d", n, figure)
	case len(fd.Options) > 0:
		return fmt.Sprintf("改第%d项 %s", n, fd.Options[0])
	}
	return fmt.Sprintf("改第%d项", n)
}

// mendExample is how the first field is corrected that does not agree with others;
// any field's where all is well.
func (t *turn) mendExample(found []anwei.Finding) string {
	for _, x := range found {
		for _, term := range x.Check.Left.Terms {
			f, ok := t.form.Field(term.Field)
			if !ok || !t.answers(f.ID) || term.Of != anwei.ThisPeriod {
				continue
			}
			figure := int64(12)
			if c := x.Check; c.Ratio == 0 && !c.Cumulative && (c.Op == "" || c.Op == anwei.AtMost) && x.Right >= 0 {
				figure = min(figure, x.Right)
			}
			return changeItem(t.number(f.ID), f, figure)
		}
	}
	return changeExample(t.form, t.unit)
}

// ButtonPressed is what stands on a card in place of its buttons once one of them
// was pressed.
func ButtonPressed(word string) string { return "已选：" + word }
