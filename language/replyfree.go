package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"anwei/language/text"
)

// readProxyFree reads who comes in place of the one who answers, in other words than
// 替会: 我们副镇长李明去, 去不了，派王主任去.
func readProxyFree(text string, said *ReplySaid) bool {
	head := strings.Trim(text, replyStops)
	if i := strings.LastIndexAny(head, "，,。；;"); i >= 0 {
		before := ReplySaid{}
		_, size := utf8.DecodeRuneInString(head[i:])
		if !readExcuse(head[:i], &before) {
			return false
		}
		head = head[i+size:]
	}
	for _, v := range []string{"替我去参加", "替我参加", "替我去开会", "替我去", "替我", "代我参加", "代我去", "去参加会议", "参加会议", "去参加", "去开会", "参会", "参加", "到会", "去", "来"} {
		name, ok := strings.CutSuffix(head, v)
		if !ok {
			continue
		}
		led := false
		for _, w := range []string{"我们", "我镇", "我局", "本镇", "本局", "改", "由", "让", "派", "请", "安排", "委托", "我们的"} {
			if rest, ok := strings.CutPrefix(name, w); ok {
				name, led = rest, true
			}
		}
		if name = strings.Trim(name, replyStops); (led || strings.Contains(v, "我")) && comes(name) {
			said.Kind, said.Rest = ReplyProxy, name
			return true
		}
		return false
	}
	return false
}

// comes reports whether a text may be somebody who comes: 副镇长李明.
func comes(typed string) bool {
	for _, r := range typed {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	n := utf8.RuneCountInString(typed)
	return n >= 2 && n <= 10 && !text.ContainsAny(typed, "检查", "隐患", "企业", "整改", "明天", "今天", "马上", "时候", "不", "没", "月", "要", "都", "准时", "按时", "现场")
}
