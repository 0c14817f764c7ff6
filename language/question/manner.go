package question

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// Order is which units of a ranking come first.
type Order string

// The orders of a ranking; the empty one is not said.
const (
	Most  Order = "most"  // 最多, 从高到低
	Least Order = "least" // 最少, 从低到高
	Best  Order = "best"  // 最好, 前三名
	Worst Order = "worst" // 最差, 倒数三名
)

// Manner is how an answer is wished for, beside what it is about: 前三名, 只看镇,
// 和上月比, 画个图, 这个数从哪来.
type Manner struct {
	Kind anwei.UnitKind // of which units alone
	// Order is which come first, and Top how many, 0 where that is not said.
	Order Order
	Top   int
	// Compare wants the period before beside it, Picture a chart, Table a
	// workbook, PDF a printed table, Source where the figures come from.
	Compare, Picture, Table, PDF, Source bool
	// Alone holds where nothing else is said, so that it is the last question that
	// is meant.
	Alone bool
	// Rest is the text, as it was folded, without the words of a manner but with all
	// others: 给我画个图看看整改率走势 without 画个图.
	Rest string
	both bool // two kinds of units were named, which is none in particular
}

// Said reports whether any manner was named.
func (m Manner) Said() bool { m.Alone, m.Rest = false, ""; return m != Manner{} }

// mannerList pairs a manner with its words, blanks between them.
type mannerList struct {
	set   func(*Manner)
	words string
}

func mannerWords() []mannerList {
	order := func(o Order) func(*Manner) { return func(m *Manner) { m.Order = o } }
	return []mannerList{
		{order(Most), "最多 最高 最大 从高到低 从多到少 由高到低 由多到少 从大到小"},
		{order(Least), "最少 最低 最小 从低到高 从少到多 由低到高 由少到多 从小到大"},
		{order(Best), "最好 最优 最快 最早 最积极 名列前茅 榜首 靠前 谁好 冠军"},
		{order(Worst), "最差 最慢 最晚 最不好 最落后 拖后腿 垫底 倒数 末位 靠后 落后 谁差"},
		{func(m *Manner) { m.Compare = true }, "和上月比 跟上月比 与上月比 比上月 和上个月比 跟上个月比 与上个月比 比上个月 较上月 环比 和上期比 跟上期比 比上期 和上季度比 跟上季度比 比上季度 和上季比 对比上月 对比上个月 对比一下 同上月比 比一比"},
		{func(m *Manner) { m.Picture = true }, "画个图 画图 画张图 画一张图 来个图 来张图 出个图 出张图 做个图 做张图 图表 走势图 趋势图 折线图 柱状图 曲线图 排名图 图呢 看图 发个图 发张图 给个图 给我图 成图 图"},
		{func(m *Manner) { m.PDF = true }, "pdf pdf版 pdf格式 pdf的"},
		{func(m *Manner) { m.Table = true }, "给我表 发我表 发表 要表 给我表格 发我表格 表格 表给我 表发我 发个表 给个表 导出来 excel 电子表 发我 给我 表"},
		{func(m *Manner) { m.Source = true }, "从哪来 从哪来的 哪来的 从哪里来 从哪里来的 哪里来的 从哪儿来的 怎么来的 怎么算的 怎么算出来的 咋算的 咋来的 数据来源 来源 出处 依据 哪些单位报的 谁报的 怎么得来的"},
	}
}

// mannerFiller returns the words that stand around a manner and say nothing.
func mannerFiller() string {
	return "这个 这个数 这些数 这数 那个数 数据 数字 数 这 那 的 呢 吧 啊 吗 呀 , 。 ? ! ; : 请 帮我 看看 看一下 看下 看 一下 下 谁 哪个 哪家 哪个单位 哪家单位 哪些 哪些单位 是 是谁 谁是 单位 排名 排个名 排序 名 位 家 个 怎么样 如何 咋样 了 要 来 再 也 都 一张 一份 份 张 版 格式 只看 只要 情况"
}

// manners hold what each word does to a manner.
type manners struct {
	words map[string]func(*Manner) // nil for a word that says nothing
	long  map[rune]int             // runes of the longest word that begins with the rune
	bare  map[string]bool          // count only at the beginning: 镇呢
	most  []superlative
}

// superlative is 最低的 with what it does to a manner.
type superlative struct {
	word string
	set  func(*Manner)
}

func (v *manners) read(typed string) Manner {
	const long = 120 // bytes of an aside
	c := text.Of(text.Compact(text.Fold(typed).Low))
	var m Manner
	left := 0
	var rest strings.Builder
	for i := 0; i < len(c.Runes); {
		if n, end := v.places(c, i, &m); end > i {
			m.Top, i = n, end
			continue
		}
		size, says := 0, false
		for l := min(v.long[c.Runes[i]], len(c.Runes)-i); l > 0 && size == 0; l-- {
			w := c.Word(i, i+l)
			if set, ok := v.words[w]; ok && (i == 0 || c.Runes[i-1] == '那' || !v.bare[w]) {
				size = l
				if says = set != nil; says {
					set(&m)
				}
			}
		}
		if size == 0 {
			size = 1
			left++
		}
		if !says {
			rest.WriteString(c.Word(i, i+size))
		}
		i += size
	}
	m.kinds()
	m.Alone = left == 0 && m.Said() && len(typed) <= long
	m.Rest = rest.String()
	return m
}

// kinds forgets the kind of units where two were named.
func (m *Manner) kinds() {
	if m.both {
		m.Kind, m.both = "", false
	}
}

func newManners(kinds []anwei.Kind, l lists) *manners {
	v := &manners{words: make(map[string]func(*Manner), 300), long: map[rune]int{}, bare: map[string]bool{}}
	for w := range strings.FieldsSeq(mannerFiller()) {
		v.add(w, nil)
	}
	for _, l := range mannerWords() {
		for w := range strings.FieldsSeq(l.words) {
			v.add(w, l.set)
			if strings.HasPrefix(w, "最") {
				v.most = append(v.most, superlative{w + "的", l.set})
			}
		}
	}
	for _, k := range kinds {
		if !k.ByOffice { // 县里 is the whole county
			v.addKind(k)
		}
	}
	return v
}

func (v *manners) add(w string, set func(*Manner)) {
	v.words[w] = set
	head, _ := utf8.DecodeRuneInString(w)
	v.long[head] = max(v.long[head], utf8.RuneCountInString(w))
}

func (v *manners) addKind(k anwei.Kind) {
	set := func(m *Manner) {
		m.both = m.both || m.Kind != "" && m.Kind != k.ID
		m.Kind = k.ID
	}
	for _, w := range append([]string{k.Title}, k.Words...) {
		for lead := range strings.FieldsSeq("只看 只要 单看 光看 就看 看 各 各个 哪个 哪些 哪几个 每个 所有") {
			v.add(lead+w, set)
		}
		v.add(w+"里", set)
		v.add(w+"呢", set)
		v.bare[w+"呢"] = true
	}
}

// places reads 前三名, 倒数5个 or top5 at i: how many, the end, and which end of the
// ranking.
func (v *manners) places(c text.Folded, i int, m *Manner) (n, end int) {
	const leads text.Words = "倒数前 倒数第 倒数 排名前 前 后 末 top"
	j := c.AnyAt(i, leads)
	if j == i {
		set, n, end := superlativeAt(v.most, c, i)
		if end > i {
			set(m)
		}
		return n, end
	}
	number, ok := text.NumberAt(c.Runes, j)
	if !ok || number.N < 1 || number.N > 100 {
		return 0, i
	}
	end = number.Next
	switch {
	case end < len(c.Runes) && text.RuneIn(c.Runes[end], "名位家个"):
		end++
	case end < len(c.Runes) && !text.RuneIn(c.Runes[end], "的是有,?。"):
		return 0, i // 前三季度, 前10天
	}
	order := Worst
	if w := c.Word(i, j); w == "排名前" || w == "前" || w == "top" {
		order = Best
	}
	if m.Order == "" || m.Order == Most && order == Best {
		m.Order = order
	}
	return int(number.N), end
}

// superlativeAt reads 最低的三个 or 最多的5家 at i: what it does to a manner, how many, and
// the end.
func superlativeAt(most []superlative, c text.Folded, i int) (set func(*Manner), n, end int) {
	if c.Runes[i] != '最' {
		return nil, 0, i
	}
	for _, l := range most {
		at := c.AnyAt(i, text.Words(l.word))
		if at == i {
			continue
		}
		at = c.AnyAt(at, "前")
		v, ok := text.NumberAt(c.Runes, at)
		if ok && v.N >= 1 && v.N <= 100 && v.Next < len(c.Runes) && text.RuneIn(c.Runes[v.Next], "名位家个") {
			return l.set, int(v.N), v.Next + 1
		}
	}
	return nil, 0, i
}
