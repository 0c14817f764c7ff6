package question

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Inquires reports whether a text asks, by how it is built alone: surely, whatever it is
// about, or perhaps, where it has to be a question that is known.
func (r *Reader) Inquires(typed string) (perhaps, surely bool) {
	l := r.lists
	for _, w := range l["=asks-last"] {
		before, ends := strings.CutSuffix(typed, w)
		not, _ := utf8.DecodeLastRuneInString(before) // 还没 says that it is not
		perhaps = perhaps || ends && !strings.ContainsRune("还都也均尚", not)
	}
	surely = slices.ContainsFunc(l["=asks-surely"], func(w string) bool { return strings.HasSuffix(typed, w) }) ||
		strings.HasSuffix(typed, "?") || strings.HasSuffix(typed, "？")
	return perhaps || l.in("=asks-surely", typed), surely
}

// endOrder is which units come first by how a ranking's question ends: 哪些镇整改率低.
func (l lists) endOrder(typed string) (o Order) {
	bare := strings.TrimSuffix(strings.TrimRight(typed, "？?。！!的呢啊呀吗 "), "多少")
	for _, end := range []Order{Least, Most, Worst, Best} {
		if slices.ContainsFunc(l["=ends-"+string(end)], func(w string) bool { return strings.HasSuffix(bare, w) }) {
			o = end
		}
	}
	return o
}

// Explains reports whether a text explains a figure rather than ask for one:
// 隐患比上月多的原因是检查多了.
func (r *Reader) Explains(typed string) bool {
	return r.lists.in("=explains", typed) && !r.lists.in("=explains-not", strings.ReplaceAll(typed, "？", "?"))
}
