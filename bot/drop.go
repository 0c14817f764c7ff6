package bot

import "strings"

// drops reports whether somebody wants what was shown to him left undone: 取消, 先不退,
// 别催了.
func drops(text string) bool {
	bare := strings.TrimRight(text, "。！!.吧啊哈 ")
	switch bare {
	case wordNoAct, "取消", "算了", "先别", "不用了", "不要了", "暂不", "暂时不", "先不", "再说", "再等等", "等等再说", "等一等", "先放放", "先放一放", "先这样", "没事了":
		return true
	}
	for _, not := range []string{"先不", "先别", "别", "不", "暂不"} {
		if verb, ok := strings.CutPrefix(bare, not); ok {
			switch strings.TrimSuffix(verb, "了") {
			case "办", "催", "退", "收", "挂", "撤", "换", "加", "停", "改", "立", "发", "弄", "解", "设", "通知":
				return true
			}
		}
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
