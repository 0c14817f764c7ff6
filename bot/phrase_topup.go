package bot

//wording:月末核对

import (
	"fmt"
	"strings"

	"anwei"
)

// What the bot says of the figures at the month's end.

func monthClosed(about []string) string {
	return "好的，" + strings.Join(about, "、") + "无变化，已按全月数定稿，谢谢！"
}

func finalAlready(about string, r anwei.Report) string {
	return fmt.Sprintf("%s已于%s核对定稿，不用再报，谢谢！如需更正，回复例如“改第7项 12”。", about, clockText(r.At))
}

func tellChanges() string {
	return "哪几项变了，请直接告诉我全月的数，例如“改第7项 12”，可以一次说几项。\n"
}

func figuresWait(about string) string {
	return about + "有一份更正还没有提交，请先核对："
}

func whichChangedTitle() string { return "请问是哪个单位有变化？" }

func changedWord(unit string) string { return unit + "有变化" }

func sameWord(unit string) string { return unit + "无变化" }

func whichChanged(units []string) string {
	return fmt.Sprintf("有变化的，例如回复“%s”；没有变化的，例如回复“%s”。", changedWord(units[0]), sameWord(units[len(units)-1]))
}

// buttonSaid is how a pressed button stands among the words of a revision.
func buttonSaid(word string) string { return "［" + word + "］" }

// finalsText says of how many reports the figures are those of the whole month.
func finalsText(final int, open []string) string {
	text := fmt.Sprintf("\n全月数已定稿%d家", final)
	if len(open) > 0 {
		text += fmt.Sprintf("，%d家仍是报送时的数：%s", len(open), names(open, 8))
	}
	return text + "。"
}
