package question

import "strings"

// Movement is which way a figure has gone since the period before.
type Movement string

// The movements that are asked for: a rise, a fall, and what is to be wished for and its
// opposite.
const (
	Up     Movement = "up"
	Down   Movement = "down"
	Better Movement = "better"
	Poorer Movement = "poorer"
)

// ReadMovement reads a text that asks whose figure has risen or fallen since the period
// before: 整改率下降的有哪些, 隐患比上月多的镇, 谁进步最大. It returns the text as a question
// about the figure alone.
func ReadMovement(text string) (m Movement, rest string, ok bool) {
	for _, w := range []struct {
		words string
		is    Movement
	}{
		{"进步最大的 进步最快的 进步最大 进步最快 进步最多 进步大的 进步的 改善最大 改善的 好转的", Better},
		{"退步最大的 退步最快的 退步最大 退步最快 退步最多 退步的 变差的 恶化的", Poorer},
		{"比上个月高的 比上月高的 比上个月多的 比上月多的 上升最多的 上升最多 上升最快 提高最多 提高最快 增加最多 升得最多 增长最多 上升的 提高的 增加的 增多的 增长的", Up},
		{"比上个月低的 比上月低的 比上个月少的 比上月少的 下降最多的 下降最多 下降最快 降低最多 减少最多 降得最多 下滑最多 下降的 降低的 减少的 下滑的", Down},
	} {
		for word := range strings.FieldsSeq(w.words) {
			if before, after, found := strings.Cut(text, word); found {
				return w.is, before + after, true
			}
		}
	}
	return "", text, false
}

// ReadHigher reads what is left of a comparison of two periods where it asks for units:
// 9月整改率高的镇, of 9月整改率比8月高的镇.
func ReadHigher(text string) (m Movement, rest string, ok bool) {
	for _, w := range [...]struct {
		word string
		is   Movement
	}{{"高的", Up}, {"多的", Up}, {"升的", Up}, {"低的", Down}, {"少的", Down}, {"降的", Down}} {
		if before, after, found := strings.Cut(text, w.word); found {
			return w.is, before + after, true
		}
	}
	return "", text, false
}
