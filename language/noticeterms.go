package language

import (
	"slices"
	"strings"
	"time"

	"anwei/language/day"
	"anwei/language/text"
)

// TermsSaid is what a notice asks of those who get it, as its text says.
type TermsSaid struct {
	// Meeting is set where the notice calls to a meeting at a time; Meets is set
	// where it calls to one whose time was not understood or not given.
	Meeting  day.MomentSaid
	Meets    bool
	Place    string
	Deadline day.MomentSaid // the last time to answer by; HasDeadline where one is named
	// HasMeeting and HasDeadline say whether there is one.
	HasMeeting, HasDeadline bool
	// NoConfirm is 无需回复, Feedback 请反馈落实情况.
	NoConfirm, Feedback bool
}

// ReadTerms reads what a notice asks for, relative to now, whose location is the
// plan's.
func ReadTerms(typed string, now time.Time) TermsSaid {
	c := text.Plain(typed)
	t := TermsSaid{
		NoConfirm: text.ContainsAny(c.Low, "无需回复", "不用回复", "无须回复", "不必回复", "无需确认", "不用确认", "不需要回复", "不需要确认"),
		Feedback: text.ContainsAny(c.Low, "落实情况", "要反馈", "请反馈", "需反馈", "反馈至", "反馈给", "反馈情况", "书面反馈", "整改情况报",
			"回复落实", "拍照", "照片发", "发照片", "回传") && !text.ContainsAny(c.Low, "不用反馈", "无需反馈"),
	}
	moments := day.Moments(typed, now)
	for _, m := range moments {
		if !t.HasDeadline && m.Until && answers(c.Source, m.Span) {
			t.Deadline, t.HasDeadline = m, true
		}
	}
	t.Meets = meets(c.Low)
	if !t.Meets {
		return t
	}
	for _, m := range moments {
		if m.HasClock && !m.Until && m.Reason == "" {
			t.Meeting, t.HasMeeting = m, true
			break
		}
	}
	// 请月底前召开专委会 asks for a meeting of theirs, and calls to none.
	if !t.HasMeeting && len(moments) > 0 && !slices.ContainsFunc(moments, func(m day.MomentSaid) bool { return !m.Until }) {
		t.Meets = false
	}
	t.Place = place(typed)
	return t
}

// meets reports whether a text calls to a meeting: 开会, 召开…, 开调度会. One that
// speaks of a meeting calls to none: 学习会议精神, 在调度会上通报.
func meets(low string) bool {
	if text.ContainsAny(low, "开会", "召开", "参会", "参加会议", "会议通知", "举行会") {
		return true
	}
	for _, verb := range []string{"开", "参加", "举行", "出席"} {
		for rest := low; ; {
			_, after, ok := strings.Cut(rest, verb)
			if !ok {
				break
			}
			rest = after
			const name = 13 // runes of a meeting's name with its 会
			clause := clauseAfter(head(after, name))
			if verb == "开" && clause != strings.TrimLeft(clause, "展始工放发采挖") {
				continue
			}
			if strings.Contains(clause, "会") {
				return true
			}
		}
	}
	return false
}

// answers reports whether the words around a time say that it is one to answer by.
func answers(src string, s text.Span) bool {
	const clause = 60 // runes on either side
	rest := clauseAfter(head(src[s.To:], clause))
	before := src[max(0, s.From-clause*len("报")):s.From]
	if i := strings.LastIndexAny(before, "，,。；;！!\n"); i >= 0 {
		before = before[i:]
	}
	return text.ContainsAny(rest+before, "回复", "确认", "反馈", "报", "答复", "回执", "落实", "上交", "完成", "发", "回传", "报名")
}

// clauseAfter returns what stands before the next stop.
func clauseAfter(s string) string {
	if i := strings.IndexAny(s, "，,。；;！!\n"); i >= 0 {
		return s[:i]
	}
	return s
}

// place returns where a meeting is held: 在县政府二楼开会, 地点：三楼会议室.
func place(typed string) string {
	for _, w := range []string{"会议地点", "开会地点", "地点"} {
		if _, rest, ok := strings.Cut(typed, w); ok {
			return cleanPlace(clauseAfter(strings.TrimLeft(rest, "：: 为是在")))
		}
	}
	if at := placeAfter(typed, "在"); at != "" {
		return at
	}
	// 到 is said of much else; a place has a word for one.
	if at := placeAfter(typed, "到"); strings.ContainsAny(at, "室楼厅局院府堂") {
		return at
	}
	return ""
}

// placeAfter returns the place behind a preposition, up to the verb.
func placeAfter(typed, preposition string) string {
	verbs := []string{"召开", "参加", "举行", "集合", "参会", "开", "组织"}
	const longest = 40 // runes of a place, quoted, with the verb behind it
	for rest := typed; ; {
		_, after, ok := strings.Cut(rest, preposition)
		if !ok {
			return ""
		}
		clause := clauseAfter(head(after, longest))
		at := -1
		for _, v := range verbs {
			if i := strings.Index(clause, v); i > 0 && (at < 0 || i < at) {
				at = i
			}
		}
		if at > 0 {
			return cleanPlace(clause[:at])
		}
		if strings.ContainsAny(clause, "室楼厅") {
			return cleanPlace(clause)
		}
		rest = after
	}
}

// cleanPlace takes off what is no part of a place. What is too long is none.
func cleanPlace(s string) string {
	s = strings.Trim(s, " 　、“”\"（）()")
	if n := len([]rune(s)); n < 2 || n > 30 {
		return ""
	}
	return s
}

// head returns the first runes of a text, as many as most, so that a text without a stop
// is not read anew from each of its words.
func head(s string, most int) string {
	for i := range s {
		if most == 0 {
			return s[:i]
		}
		most--
	}
	return s
}
