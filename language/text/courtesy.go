package text

import "strings"

// Pieces cuts a text at its punctuation and takes the courtesies off the
// pieces.
func Pieces(text string) []string {
	var out []string
	for _, p := range strings.FieldsFunc(text, func(r rune) bool {
		return RuneIn(r, ",;。!?~、:\n\t…\"“”'()[]<>*#.") || r > 0x1f000 || r > 0x2600 && r < 0x2e80
	}) {
		if p = strings.TrimSpace(p); p != "" && !strings.HasPrefix(p, "@") {
			out = append(out, p)
		} else if name, rest, ok := strings.Cut(p, " "); ok && strings.HasPrefix(name, "@") {
			out = append(out, strings.TrimSpace(rest))
		}
	}
	return out
}

// Polite reports whether a piece says nothing.
func Polite(p string) bool {
	p = Strip(p)
	switch p {
	case "", "领导", "没问题", "没有问题", "没错", "无误", "对", "对的", "是", "是的", "可以", "行", "就这样", "辛苦", "数据没问题", "数没问题", "核对无误", "核对过了", "没毛病", "算", "不好意思", "抱歉":
		return true
	}
	return false
}

// Strip takes courtesies off both ends of a piece.
func Strip(p string) string {
	for {
		before := p
		p = strings.TrimSpace(p)
		for _, w := range []string{"领导好", "领导您好", "您好", "你好", "小助手", "机器人", "麻烦你", "麻烦您", "麻烦", "请帮我", "请问", "请你", "请", "帮我", "帮忙", "我现在", "我们", "我要", "我想要", "我想", "我来", "我先", "我", "现在", "好的", "好", "嗯嗯", "嗯", "那就", "那", "ok", "OK", "给"} {
			p = strings.TrimPrefix(p, w)
		}
		for _, w := range []string{"一下吧", "一下", "下吧", "谢谢领导", "谢谢你", "谢谢", "辛苦了", "吧", "啊", "哦", "呀", "哈", "呢", "啦", "吗", "嘛", "了", "哟", "喽", "的"} {
			p = strings.TrimSuffix(p, w)
		}
		if p == before {
			return p
		}
	}
}
