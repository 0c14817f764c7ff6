package question

import (
	"strings"

	"anwei/language/text"
)

// ReadPresence reads a text that asks which units have something at all, or have none of
// it: 哪些单位有重大隐患, 重大隐患在哪些单位, 没有重大隐患的镇, 零隐患的单位. It returns the limit
// that this is, and the text as a question about the figure alone.
func ReadPresence(typed string) (b Bound, rest string, ok bool) {
	if text.ContainsAny(typed, "整改", "销号", "有没有", "报", "交", "填", "开") {
		return Bound{}, typed, false
	}
	if rest, none := absent(typed); none {
		return Bound{Exact: true}, rest, true
	}
	for _, w := range strings.Fields("都在哪里 都在哪儿 都在哪 分布在哪 在哪里 在哪儿 在哪") {
		before, after, found := strings.Cut(typed, w)
		switch {
		case !found || !countable(before):
		case text.ContainsAny(after, "单位", "镇", "局", "部门", "家", "个"):
			return Bound{}, before + "哪" + after, true
		default:
			return Bound{}, before + "哪些单位" + after, true
		}
	}
	for _, w := range strings.Fields("发现了 发现 查出了 查出 存在 有") {
		before, after, found := strings.Cut(typed, w)
		what, units, the := strings.Cut(after, "的")
		switch {
		case !found:
		case the && countable(what) && text.ContainsAny(units, "单位", "镇", "局", "部门", "哪", "谁", "几"):
			return Bound{}, before + what + "的" + units, true
		case countable(after) && text.ContainsAny(before, "哪些", "哪个", "哪几", "谁", "几家", "几个") && !text.ContainsAny(after, "最", "多少", "超", "低"):
			return Bound{}, before + after, true
		}
	}
	return Bound{}, typed, false
}

// absent reads 没有重大隐患的镇 and 零隐患的单位, and returns the question about the figure.
func absent(typed string) (rest string, ok bool) {
	for _, w := range strings.Fields("没有 没 无 零") {
		before, after, found := strings.Cut(typed, w)
		what, units, the := strings.Cut(after, "的")
		if found && the && countable(what) && (w != "零" || strings.HasPrefix(what, "隐患")) {
			return before + what + "的" + units, true
		}
	}
	return typed, false
}

// countable reports whether the words are of what a unit can have none of.
func countable(s string) bool {
	return text.ContainsAny(s, "重大", "隐患", "问题", "停产", "关闭", "约谈", "曝光", "惩戒", "问责", "追责")
}
