package bot

import "strings"

// drops reports whether somebody wants what was shown to him left undone.
func drops(text string) bool {
	switch strings.TrimRight(text, "。！!.吧啊哈 ") {
	case wordNoAct, "取消", "算了", "不办了", "先不办", "先不办了", "别办", "别办了", "先别", "先别办", "不催了", "别催了", "先不催", "先不催了", "不退了", "别退了", "不收了",
		"不挂了", "不撤了", "不换了", "不加了", "不停了", "不改了", "不立了", "不发", "不发了", "别发了", "不用了", "不弄了", "不要了", "暂不", "暂时不", "先不", "再说",
		"再等等", "等等再说", "等一等", "先放放", "先放一放", "先这样", "没事了":
		return true
	}
	return false
}

// agrees reports whether somebody of the office wants what was shown done: a yes, or
// the verb of it.
func agrees(a Act, text string) bool {
	bare := strings.TrimRight(text, "。！!.吧啊哈了 ")
	for _, w := range []string{"确认", "确定", "同意", "可以", "办", "就这么办", "就这样", "没问题", "可以的", "好嘞", "行", "ok", "OK", string(a.Kind), string([]rune(string(a.Kind))[:1]), wordAct(a.Kind)} {
		if bare == w {
			return true
		}
	}
	return yes(text)
}

// nothingWaits answers who wants something left undone where nothing waits for him.
func (t *turn) nothingWaits(text string) bool {
	if t.st.Stage != Idle || t.st.Pending != nil || t.st.Noticing != nil || text == wordLater || !drops(text) {
		return false
	}
	t.say(nothingToDrop())
	return true
}
