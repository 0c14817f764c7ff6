package entry

import (
	"strings"
	"unicode/utf8"

	"anwei/language/text"
)

// howWords returns the words that say how a task is answered, those that must end
// at a mark first in each list.
func howWords() []struct {
	how   How
	words string
	open  bool // what follows may stand without a mark between
} {
	return []struct {
		how   How
		words string
		open  bool
	}{
		{HowUnchanged, "本月无变化 较上月无变化 与上月相比无变化 无变化 没有变化 没变化 无变动 没有变动 没变动 没变 不变 同上月 同上个月 和上月一样 跟上月一样 与上月一样 与上月一致 与上月相同 同上期 和上月相同 照旧 一样 都一样 还是一样 还是那样 还那样 还是老样子 老样子 维持不变 保持不变 无新进展 没有新进展 暂无新进展 无进展 暂无进展 没有进展 无新增 没有新增", false},
		{HowAppended, "追加 续写", true},
		{HowAppended, "补充 补上 后面补上 后面加上 加一句 再加一句 再补一句 补一句 加上 增加 新增", false},
		{HowWritten, "改写 改写为 改写成 重写 重写为 改为 改成 换成 更正为 改一下 改下 应该是 应是 应为", true},
		{HowDone, "完成 已完成 已经完成 完成了 全部完成 已全部完成 已办结 办结 已落实完成 做完了 已做完 干完了 已销号", false},
		{HowNone, "不涉及 不适用 本单位不涉及 我单位不涉及 我局不涉及 我镇不涉及 本镇不涉及 本局不涉及 无此项 无此项工作 没有此项 没有此项工作 没有这项工作 无此项任务 没有这项任务 不关我们的事 跟我们没关系 与我们没关系 这项跟我们没关系 没我们的事 跟我们无关 与我们无关 不归我们管 无 没有 暂无", false},
	}
}

// how reads how the runes from i up to j answer a task, and where the words that
// belong to it stand. Where nothing is said of it they are new words.
func (r *entryReader) how(i, j int) (How, int, int) {
	how, end := r.howAt(i, j)
	if how == "" {
		return HowWritten, i, j
	}
	a, b := r.trim(end, j)
	if how == HowWritten { // 改一下，补上：…
		if added, after := r.howAt(a, b); added == HowAppended {
			how = added
			a, b = r.trim(after, b)
		}
	}
	if a < b && r.r[a] == '(' && r.r[b-1] == ')' {
		a, b = r.trim(a+1, b-1)
	}
	for _, w := range []string{"原因是", "原因", "理由是", "理由", "因为", "内容是", "内容"} {
		if (how == HowUnchanged || how == HowNone) && r.has(a, b, w) {
			a, b = r.trim(a+utf8.RuneCountInString(w), b)
			break
		}
	}
	return how, a, b
}

// howAt reads the word at rune i that says how a task is answered. Most of them
// count only where a mark or the end follows, since words may begin alike: 完成执法
// 检查32次 tells what was done.
func (r *entryReader) howAt(i, j int) (How, int) {
	how, end := How(""), i
	for _, list := range howWords() {
		for w := range strings.FieldsSeq(list.words) {
			k := i + utf8.RuneCountInString(w)
			if k > end && r.has(i, j, w) && (list.open || k == j || r.mark(k) || list.how == HowUnchanged && r.has(k, j, "因")) {
				how, end = list.how, k
			}
		}
	}
	if how == HowUnchanged || how == HowNone {
		if k := end + 1; end < j && (r.r[end] == '的' || r.r[end] == '了') && (k == j || r.mark(k)) {
			end = k
		}
	}
	return how, end
}

// mark reports whether rune k parts words.
func (r *written) mark(k int) bool {
	return k >= len(r.r) || ringed(r.r[k]) > 0 || text.RuneIn(r.r[k], " \t\n,;。:!、()+~-—…")
}

// has reports whether the word stands at rune i and ends by j.
func (r *written) has(i, j int, word string) bool {
	for _, w := range word {
		if i >= j || r.r[i] != w {
			return false
		}
		i++
	}
	return true
}

// trim returns the runes from i up to j without the marks around them. A closing
// bracket stays where its opening one does.
func (r *written) trim(i, j int) (int, int) {
	for i < j && text.RuneIn(r.r[i], " \t\n\r,;。:、.)]-—~!\u20e3") {
		i++
	}
	for i < j && text.RuneIn(r.r[j-1], " \t\n\r,;:、") {
		j--
	}
	return i, j
}

// span is where the runes from i up to j stand in the text as typed.
func (r *written) span(i, j int) text.Span {
	return text.Span{From: r.at[i], To: r.end(j), Text: r.src[r.at[i]:r.end(j)]}
}

// text is what was typed of the runes from i up to j, without a stop at its end.
func (r *written) text(i, j int) string {
	if i >= j {
		return ""
	}
	return strings.TrimSpace(r.src[r.at[i]:r.end(j)])
}

// end is the byte behind rune j-1, with a closing quotation mark that was left
// out there.
func (r *written) end(j int) int {
	if j == 0 {
		return r.at[0]
	}
	_, size := utf8.DecodeRuneInString(r.src[r.at[j-1]:])
	end := r.at[j-1] + size
	for end < r.at[j] {
		q, size := utf8.DecodeRuneInString(r.src[end:])
		if !text.RuneIn(q, "”\"」’'》") {
			break
		}
		end += size
	}
	return end
}
