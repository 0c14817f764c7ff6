package text

import "strings"

// MadeOf reports whether a text is nothing but words of the lists and separators,
// in any order: nothing of it was left unread.
func MadeOf(text string, lists ...Words) bool {
	reached := make([]bool, len(text)+1)
	reached[0] = true
	for at := range len(text) {
		if !reached[at] {
			continue
		}
		rest := text[at:]
		left := strings.TrimLeft(rest, Separators+"？?~～")
		reached[len(text)-len(left)] = true
		for _, list := range lists {
			for word := range list.All() {
				if strings.HasPrefix(rest, word) {
					reached[at+len(word)] = true
				}
			}
		}
	}
	return reached[len(text)]
}

// PoliteWords are said around any wish and mean nothing by themselves.
const PoliteWords Words = "请 麻烦 麻烦你 你 帮 帮我 帮忙 给 给我 我 我要 我想 我们 要 想 想要 能不能 能 可以 一下 一个 一条 一份 下 个 的 了 吧 吗 呢 啊 哈 哦 呀 嘛 现在 目前 最近 看 看看 看下 查 查一下 查下 列 列出 列一下 把 将 都 就 先 来 那 那个 这个"

// ContainsAny reports whether one of the parts stands in the text.
func ContainsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// What stands between the words of a wish and means nothing.
const (
	Blanks     = " \t\n,，、:：;；.。!！-—"
	Separators = Blanks + "和及与"
)
