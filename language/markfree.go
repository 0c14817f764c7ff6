package language

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// readMarkFree reads what is said of marks in any order: 给南村镇一张黄牌，连续三个月逾期,
// 把周村的黄牌撤了, 今年发了几张黄牌. All of the words but the reason have to be known, so
// that a text about something else is none.
func readMarkFree(typed string, kinds []anwei.MarkKind, k DeskKnown) (MarkSaid, bool) {
	if utf8.RuneCountInString(typed) > 80 || strings.Contains(typed, "\n") {
		return MarkSaid{}, false
	}
	head, reason := cutReason(typed)
	said, head, ok := takeMark(head, kinds)
	if !ok {
		return MarkSaid{}, false
	}
	said.Rest = reason
	for _, n := range slices.Backward(k.named(head)) {
		switch {
		case !n.Exact:
		case len(n.Units) == 1:
			said.Units = append(n.Units, said.Units...)
		default:
			said.Either = append(said.Either, n.Units...)
		}
		if n.Exact {
			head = head[:n.From] + " " + head[n.To:]
		}
	}
	named := len(said.Units)+len(said.Either) > 0
	switch {
	case markQuestion(&said, head):
		return said, true
	case !named:
	case text.ContainsAny(head, "撤", "摘", "取消", "解除", "拿掉", "去掉", "收回") && text.MadeOf(head, text.PoliteWords(), markVerbs(), markBack()):
		said.Act = MarkWithdraw
		return said, true
	case text.MadeOf(head, text.PoliteWords(), markVerbs()):
		said.Act = MarkPut
		return said, true
	}
	return MarkSaid{}, false
}

// cutReason cuts a text into what is wanted and why.
func cutReason(typed string) (head, reason string) {
	at, size := len(typed), 0
	for _, w := range []string{"，", ",", "。", "；", ";", "：", ":", "因为", "由于", "原因是", "理由是"} {
		if i := strings.Index(typed, w); i > 0 && i < at {
			at, size = i, len(w)
		}
	}
	reason = strings.Trim(typed[min(at+size, len(typed)):], text.Separators)
	for _, w := range []string{"因为", "由于", "原因是", "理由是"} {
		reason = strings.TrimPrefix(reason, w)
	}
	return typed[:at], reason
}

// takeMark takes the mark that is spoken of out of a text: a kind of the plan's, or
// all of a group. What is also a figure of the reports, such as 约谈, is none.
func takeMark(typed string, kinds []anwei.MarkKind) (MarkSaid, string, bool) {
	best, said := "", MarkSaid{}
	take := func(word string, group anwei.MarkGroup, id anwei.MarkID) {
		if len(word) > len(best) && strings.Contains(typed, word) {
			best, said = word, MarkSaid{Group: group, Kind: id}
		}
	}
	for _, w := range []string{"红黄牌", "亮牌", "亮过牌", "挂牌", "挂过牌"} {
		take(w, anwei.Cards, "")
	}
	for _, w := range []string{"四级帮扶", "帮扶"} {
		take(w, anwei.Help, "")
	}
	for _, kind := range kinds {
		for _, w := range append(append([]string(nil), kind.Words...), kind.Title) {
			if text.ContainsAny(w, "牌", "帮扶", "评估") {
				take(w, kind.Group, kind.ID)
			}
		}
	}
	return said, strings.Replace(typed, best, " ", 1), best != ""
}

// markQuestion reports whether it is asked who has a mark, or who should get one.
func markQuestion(said *MarkSaid, head string) bool {
	if said.Rest != "" || !text.ContainsAny(head, "谁", "哪", "几", "多少", "今年", "本年", "去年", "上年", "名单", "清单", "记录", "情况", "汇总", "统计", "该", "建议", "吗", "没有") {
		return false
	}
	about := strings.Fields("谁 哪些 哪个 哪几个 哪几家 哪几 哪家 几张 几家 几个 几块 几次 多少 多少张 多少家 有 有没有 没有 没 被 过 今年 去年 上年 本年 全年 年度 该 应该 应当 建议 要不要 需要 符合 够 达到 条件 单位 镇 乡镇 部门 家 情况 名单 清单 记录 台账 汇总 统计 一共 共 总共 得 拿 吃 受 到 中 里 在 是 表 列表")
	if !text.MadeOf(head, text.PoliteWords(), markVerbs(), about) {
		return false
	}
	if text.ContainsAny(head, "该", "应当", "建议", "要不要", "需要", "符合", "够", "达到") && len(said.Units) == 0 {
		said.Act = MarkPropose
		return true
	}
	said.Act, said.Last = MarkYear, text.ContainsAny(head, "去年", "上年")
	return true
}

// markVerbs are the words around a mark that is to be put.
func markVerbs() []string {
	return strings.Fields("给予 对 发 发出 发个 发一张 张 一张 一块 块 亮 亮出 亮个 挂 挂上 挂个 出示 上 开 开一张 列入 纳入 列为 县级 进行 实施 予以 警告 预警 处理 一次")
}

// markBack are the words around a mark that is to be withdrawn.
func markBack() []string {
	return strings.Fields("撤 撤销 撤掉 撤下 撤下来 撤回 摘 摘掉 摘下 摘下来 取消 取消掉 解除 拿掉 去掉 收回 收回来 掉")
}
