package language

import (
	"strings"
	"time"

	"anwei"
	"anwei/language/entry"
	"anwei/language/figures"
	"anwei/language/text"
)

// Plea is what somebody says who does not answer but wants help with answering.
type Plea string

// The pleas.
const (
	NoPlea  Plea = ""
	Explain Plea = "explain" // 这个怎么算
	Beyond  Plea = "beyond"  // 第99项怎么算, of a form that has fewer
	Human   Plea = "human"   // 找人
	Restart Plea = "restart" // 重来
	Same    Plea = "same"    // 同上月
	Greet   Plea = "greet"   // 你好
)

func readPlea(typed string, f *figures.Reader, now time.Time) (Plea, anwei.FieldID) {
	form := f.Form()
	s := strings.Trim(text.Fold(typed).Low, " 。!,~?;、\n")
	if len([]rune(s)) > 24 {
		return NoPlea, ""
	}
	switch bare := text.Strip(s); {
	case oneOf(s, "你好", "您好", "hello", "hi", "在吗", "在不在", "在么", "早", "早上好", "上午好", "中午好", "下午好", "晚上好", "早安", "谢谢", "多谢", "谢谢你", "辛苦了", "辛苦", "再见", "拜拜"):
		return Greet, ""
	case oneOf(bare, "找人", "转人工", "人工", "人工服务", "找人工", "找安委办", "联系安委办", "问人", "找个人", "找领导", "求助", "找负责人", "叫人", "有问题找谁", "问安委办"):
		return Human, ""
	case oneOf(bare, "重来", "重新来", "重新开始", "从头开始", "从头来", "清空重填", "清空重来", "全部重来", "全部重填", "推倒重来", "重头来"):
		return Restart, ""
	case sameAsLast(bare):
		return Same, ""
	}
	for _, ask := range []string{"怎么算", "怎么统计", "怎么理解", "怎么填", "的口径", "口径", "是什么意思", "什么意思", "是指什么", "指什么", "指的是什么", "包括哪些", "包括什么", "算哪些", "怎么数"} {
		name, ok := strings.CutSuffix(s, ask)
		if !ok {
			continue
		}
		if oneOf(text.Strip(name), "", "这个", "这", "这项", "这一项", "这组", "这一组", "该项", "此项", "本项", "它", "是什么", "这些", "这几项", "上面这些") {
			return Explain, ""
		}
		if c := readCommand("改"+name, f, now); c.Kind == Change && c.Field != "" {
			return Explain, c.Field
		}
		if id := fieldCalled(text.Strip(name), form); id != "" {
			return Explain, id
		}
		if items := text.Items(name); len(items) == 1 && (items[0] < 1 || items[0] > len(form.Fields)) {
			return Beyond, ""
		}
	}
	return NoPlea, ""
}

// fieldCalled returns the text or choice with the name.
func fieldCalled(name string, form anwei.Form) anwei.FieldID {
	said := string(entry.PlainName(name))
	for _, f := range form.Fields {
		for _, n := range append([]string{f.Title, f.Name, f.Short}, f.Words...) {
			if !f.Kind.Counts() && said == string(entry.PlainName(n)) {
				return f.ID
			}
		}
	}
	return ""
}

// sameAsLast reads 同上月 and its kin.
func sameAsLast(s string) bool {
	for _, joined := range []string{"同", "和", "跟", "与", "按", "照", "按照", "用"} {
		rest, ok := strings.CutPrefix(s, joined)
		if !ok {
			continue
		}
		for _, last := range []string{"上个月", "上月", "上期", "前一个月"} {
			tail, ok := strings.CutPrefix(rest, last)
			if ok && oneOf(text.Strip(tail), "", "一样", "相同", "一致", "同样", "不变", "数", "数据", "的数据", "的数", "的数报", "数报", "的数填", "报", "填", "来") {
				return true
			}
		}
	}
	return oneOf(s, "上月一样", "上个月一样", "跟上次一样", "和上次一样", "同上次", "同前期", "没变化同上月")
}

func oneOf(s string, words ...string) bool {
	for _, w := range words {
		if s == w {
			return true
		}
	}
	return false
}
