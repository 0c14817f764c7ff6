package table

// wording: 表格、定格和补录

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report"
)

func notForFreezing(p anwei.Plan) string {
	return "数据定格由" + p.Office + "办理。您可以回复“汇总表”取现在的表格。"
}

// snapshotName is the name of a snapshot that was given none.
func snapshotName(now time.Time) string {
	return fmt.Sprintf("截至%d月%d日%s", int(now.Month()), now.Day(), now.Format("15:04"))
}

func nothingToFreeze(f anwei.Form, p anwei.Period) string {
	return phrases.ShortPeriod(p) + f.Short + "还没有单位报送，没有可定格的数。"
}

func frozenText(f anwei.Form, s anwei.Snapshot, in, of int) string {
	return fmt.Sprintf("已定格%s数据（%s已报%d/%d家），名称：%s。\n以后随时回复“%s定格表”取这一版，数不再变；回复“%s上报后有什么变化”看之后改了什么。",
		phrases.ShortPeriod(s.Period), f.Short, in, of, phrases.Quoted(s.Name), phrases.ShortPeriod(s.Period), phrases.ShortPeriod(s.Period))
}

func frozenAlready(s anwei.Snapshot, now time.Time) string {
	return fmt.Sprintf("%s数据和上次定格%s（%s）一样，没有新变化，不用再定格。想另起名称，请回复“定格%s 名称”。",
		phrases.ShortPeriod(s.Period), phrases.Quoted(s.Name), phrases.ClockText(s.At.In(now.Location())), phrases.ShortPeriod(s.Period))
}

func snapshotNameTaken(s anwei.Snapshot, now time.Time) string {
	return fmt.Sprintf("%s已经有名称为%s的定格（%s），定格后不能改。请换一个名称，例如“定格%s 第二次上报”。",
		phrases.ShortPeriod(s.Period), phrases.Quoted(s.Name), phrases.ClockText(s.At.In(now.Location())), phrases.ShortPeriod(s.Period))
}

func snapshotNameTooLong(n int) string {
	return fmt.Sprintf("定格的名称请不要超过%d个字，例如“定格10月 报市安委办”。", n)
}

func neverFrozen(p anwei.Period) string {
	return fmt.Sprintf("%s数据还没有定格过，没有可以对比的。安委办上报时回复“定格%s”，以后就能看到改了什么。", phrases.ShortPeriod(p), phrases.ShortPeriod(p))
}

func snapshotList(p anwei.Period, all []anwei.Snapshot, now time.Time) string {
	if len(all) == 0 {
		return neverFrozen(p)
	}
	lines := []string{fmt.Sprintf("%s数据定格过%d次：", phrases.ShortPeriod(p), len(all))}
	for _, s := range all {
		lines = append(lines, fmt.Sprintf("· %s（%s）", s.Name, phrases.ClockText(s.At.In(now.Location()))))
	}
	return strings.Join(lines, "\n") + "\n取其中一版，回复“" + phrases.ShortPeriod(p) + "定格表 名称”。"
}

func snapshotComing(s anwei.Snapshot, now time.Time) string {
	return fmt.Sprintf("%s数据按%s（%s定格）的表格正在生成，随后发给您。", phrases.ShortPeriod(s.Period), phrases.Quoted(s.Name), phrases.ClockText(s.At.In(now.Location())))
}

// unitsShown is how many units a list names before it says that there are more.
const unitsShown = 8

// movesText begins with how many units and figures changed, and tells whether any
// did.
func movesText(s anwei.Snapshot, all []formMoves, now time.Time) (string, bool) {
	head := fmt.Sprintf("%s数据%s（%s定格）后，", phrases.ShortPeriod(s.Period), phrases.Quoted(s.Name), phrases.ClockText(s.At.In(now.Location())))
	units, figures, came := map[anwei.UnitID]bool{}, 0, 0
	var lines []string
	for _, f := range all {
		for _, m := range f.moved {
			lines = append(lines, moveLine(f.form, m, now))
			if m.Came {
				came++
				continue
			}
			units[m.Unit.ID] = true
			figures += len(m.Moves)
		}
	}
	if len(lines) == 0 {
		return head + "没有变化。", false
	}
	text := head + "没有数改动"
	if figures > 0 {
		text = head + fmt.Sprintf("%d个单位%d个数有变", len(units), figures)
	}
	if came > 0 {
		text += fmt.Sprintf("，另有%d份是定格后才报的", came)
	}
	return text + "：\n" + strings.Join(shortened(lines, unitsShown), "\n") + "\n完整清单随后发给您。", true
}

func moveLine(f anwei.Form, m report.Moved, now time.Time) string {
	if m.Came {
		return fmt.Sprintf("· %s%s：%s首次报送", m.Unit.Name, f.Short, phrases.ClockText(m.At.In(now.Location())))
	}
	if len(bot.CountFields(f)) == 0 {
		return fmt.Sprintf("· %s%s：%d项有改动（%s）", m.Unit.Name, f.Short, len(m.Moves), phrases.ClockText(m.At.In(now.Location())))
	}
	parts := make([]string, 0, len(m.Moves))
	for _, c := range m.Moves {
		parts = append(parts, fmt.Sprintf("%s %s→%s", c.Field.Name, report.Shown(c.Field, c.Old), report.Shown(c.Field, c.New)))
	}
	return fmt.Sprintf("· %s：%s（%s）", m.Unit.Name, strings.Join(shortenedBy(parts, 4, "项"), "，"), phrases.ClockText(m.At.In(now.Location())))
}

func shortened(lines []string, n int) []string {
	if len(lines) <= n {
		return lines
	}
	return append(lines[:n:n], fmt.Sprintf("· 另有%d家见清单", len(lines)-n))
}

func shortenedBy(parts []string, n int, measure string) []string {
	if len(parts) <= n {
		return parts
	}
	return append(parts[:n:n], fmt.Sprintf("等%d%s", len(parts), measure))
}

func noRekey(p anwei.Plan) string {
	return "“" + p.Short + "”的方案没有要补录的系统，不用补录。"
}

// rekeyText says how far the keying is, and of those to be mended what changed.
func rekeyText(system string, fields []anwei.Field, p anwei.Period, all []report.Keying) string {
	by := map[report.KeyState][]string{}
	var mend []string
	for _, k := range all {
		by[k.State] = append(by[k.State], k.Unit.Name)
		if k.State == report.ToMend {
			mend = append(mend, "· "+k.Unit.Name+"："+changesText(k.Changes, fields))
		}
	}
	text := fmt.Sprintf("%s补录（%s）：应报%d家，已报%d家；其中已录%d家、待录%d家、需改录%d家。", phrases.ShortPeriod(p), system, len(all), len(all)-len(by[report.NotIn]),
		len(by[report.KeyedIn]), len(by[report.ToKey]), len(mend))
	if len(by[report.ToKey]) > 0 {
		text += "\n待录：" + phrases.Names(by[report.ToKey], 20)
	}
	if len(mend) > 0 {
		text += "\n录后又改、需改录：\n" + strings.Join(shortened(mend, unitsShown), "\n")
	}
	if len(by[report.ToKey])+len(mend) == 0 {
		return text + "\n清单随后发给您。"
	}
	return text + "\n录完一家回复“已录 单位名称”，都录完回复“已录全部”。清单随后发给您。"
}

func changesText(all []anwei.Change, fields []anwei.Field) string {
	parts := make([]string, 0, len(all))
	for _, c := range all {
		f, _ := anwei.Form{Fields: fields}.Field(c.Field)
		parts = append(parts, fmt.Sprintf("%s %s→%s", f.Name, report.Shown(f, c.Old), report.Shown(f, c.New)))
	}
	return strings.Join(shortenedBy(parts, 4, "项"), "，")
}

func tickWhose() string {
	return "请写明是哪家，例如“已录 南村镇”；都录完了就回复“已录全部”。"
}

func notTicking(p anwei.Plan) string {
	return "补录情况由各单位填报员和" + p.Office + "标记。您可以回复“补录清单”查看进度。"
}

func notToTick(unit string) string {
	return unit + "不在您补录的范围内，没有记。请写本单位，或请安委办标记。"
}

func tickedText(p anwei.Period, undo bool, done, missing []string, left int) string {
	var text string
	switch {
	case len(done) > 0 && undo:
		text = fmt.Sprintf("好的，%s改为未补录：%s。", phrases.ShortPeriod(p), phrases.Names(done, 20))
	case len(done) > 0:
		text = fmt.Sprintf("好的，%s已补录：%s。", phrases.ShortPeriod(p), phrases.Names(done, 20))
	case len(missing) == 0:
		text = phrases.ShortPeriod(p) + "还没有已报送的单位，没有可标记的。"
	}
	if len(missing) > 0 {
		text += phrases.Names(missing, 20) + phrases.ShortPeriod(p) + "还没有报送，没有标记。"
	}
	switch {
	case len(done) == 0:
	case left > 0:
		text += fmt.Sprintf("还剩%d家待录或需改录，回复“补录清单”查看。", left)
	default:
		text += "已报的都录完了。以后数有更正，会列为需改录。"
	}
	return text
}

// keyedDutyText says that a duty is done once the figures are in the other system.
func keyedDutyText(d anwei.Duty, undo bool, done []string) string {
	if undo {
		return "“" + d.Title + "”的完成记录同时撤销：" + phrases.Names(done, 20) + "。"
	}
	return "同时记为完成“" + d.Title + "”：" + phrases.Names(done, 20) + "。"
}

// keyedResult is the result of the duty that keying fulfils. It is stored.
func keyedResult(system string) string { return "已录入" + system }
