package sheet

// wording: 盖章件

import (
	"fmt"
	"time"

	"anwei"
	"anwei/bot/phrases"
)

// The words of the buttons about a picture that may be of a stamped sheet.
const (
	WordIsStamp = "是盖章件"
	WordNoStamp = "不是盖章件"
)

func stampKept(about string, page anwei.Evidence, pages int) string {
	what := "照片"
	if page.Kind == "file" {
		what = "文件"
	}
	text := fmt.Sprintf("✅ 已收到%s盖章件（%s，第%d版）", about, what, page.N)
	if pages > 1 {
		text += fmt.Sprintf("，这是第%d页", pages)
	}
	return text + "。请核对纸上的版本号是" + page.Code + "。发错了请回复“" + WordNoStamp + "”。"
}

func sendStamp(about, code string) string {
	return "请把" + about + "的盖章件拍照或扫描后发来。纸上的版本号应是" + code + "；不交了，回复“取消”。"
}

func whichStamp(held bool) string {
	if held {
		return "这是哪张表的盖章件？都不是，回复“" + WordNotTaken + "”。"
	}
	return "要交哪一张表的盖章件？"
}

func isStampTitle() string { return "这是盖章件吗？" }

func isStampText(about string) string {
	return about + "还等着盖章件。是的，回复“" + WordIsStamp + "”；不是，回复“" + WordNoStamp + "”。"
}

func notAStamp() string { return "好的，没有记作盖章件。" }

func nothingToStamp() string {
	return "现在没有已报送的表要交盖章件。报送以后，再打印盖章发来。"
}

// stampVoided marks in the record that a page was taken back.
func stampVoided(p anwei.Person, at time.Time) string {
	return p.Name + "于" + phrases.ClockText(at) + "说明不是盖章件"
}

func stampTakenBack(about string) string {
	return "好的，刚才那张不记作盖章件。" + about + "的盖章件盖好后再发来。"
}

func stampVersions(u anwei.Unit, stamped, now int) string {
	return fmt.Sprintf("%s（盖第%d版，数据第%d版）", u.Name, stamped, now)
}

func stampProgressText(f anwei.Form, p anwei.Period, c stampCount) string {
	text := fmt.Sprintf("%s%s：数据已报%d/%d家；盖章件已收%d家（一致%d、不一致%d），未收%d家",
		phrases.ShortPeriod(p), f.Short, c.reported, c.units, c.agree+len(c.differ), c.agree, len(c.differ), len(c.missing))
	if len(c.missing) > 0 {
		text += "：" + phrases.Names(c.missing, 20)
	}
	text += "。"
	if len(c.differ) > 0 {
		text += "\n盖章件与数据不一致：" + phrases.Names(c.differ, 20) + "。"
	}
	return text
}
