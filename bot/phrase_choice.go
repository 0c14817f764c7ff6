package bot

//wording:几项里选一项

import "fmt"

// What the bot says where one of several is to be chosen.

func replyNumber() string { return "请回复序号：" }

func pickOne() string { return "请点选，或回复序号。" }

// whichDone asks what is meant where several may be.
func whichDone(about string) string {
	return "请问是哪一项？请带上名称，例如“" + about + "已完成”。"
}

// ordinalLabel is a button for one whose name is too long for it.
func ordinalLabel(n int) string { return fmt.Sprintf("第%d个", n) }
