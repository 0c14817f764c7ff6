package language

import (
	"strings"

	"anwei/language/text"
)

// PieceMove is to which task a photo or file belongs that was just sent.
type PieceMove struct {
	// Item is the number of the task; where it is 0 the task goes by Name.
	Item int
	Name string
	// Kind is what was sent, as WeCom names it: image, file, video; empty where that
	// was not said.
	Kind string
	// All is set where several pieces are meant: 刚才的几张照片, Count where it was said
	// how many.
	All   bool
	Count int
}

// readPieceMove reads 刚才的照片是第5项的, 这两张照片移到第5项 and 照片发错了，应该是安全教育培训的.
// A question is none, nor is what only mentions a photo.
func readPieceMove(typed string) (PieceMove, bool) {
	s := strings.TrimRight(strings.TrimSpace(typed), "。！!. ")
	var m PieceMove
	at := -1
	for w := range commandWords("piece.verb").All() {
		if i := strings.LastIndex(s, w); i >= 0 && i+len(w) > at {
			at = i + len(w)
		}
	}
	if at < 0 || len([]rune(s)) > 40 {
		return m, false
	}
	before, rest := s[:at], strings.TrimLeft(s[at:], " ：:")
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "台账"), "的")
	for end := range commandWords("piece.end").All() {
		rest = strings.TrimSuffix(rest, end)
	}
	if !commandWords("piece.noun").In(before) || !commandWords("piece.this").In(before) {
		return m, false
	}
	m.several(before)
	numbered, isNumber := strings.CutPrefix(rest, "第")
	if !isNumber {
		m.Name = rest
		return m, rest != "" && len([]rune(rest)) <= 20 && !commandWords("piece.ask").In(rest)
	}
	n, size, ok := text.Numeral(numbered)
	if !ok || n < 1 || n > 999 || numbered[size:] != "项" && numbered[size:] != "条" {
		return m, false
	}
	m.Item = int(n)
	return m, true
}

// several notes which and how many pieces are meant.
func (m *PieceMove) several(before string) {
	switch {
	case text.ContainsAny(before, "照片", "图片", "相片", "张"):
		m.Kind = "image"
	case text.ContainsAny(before, "文件", "附件"):
		m.Kind = "file"
	case text.ContainsAny(before, "视频"):
		m.Kind = "video"
	}
	for _, w := range []string{"几张", "几个", "这些", "那些", "都"} {
		m.All = m.All || strings.Contains(before, w)
	}
	for _, w := range []string{"张", "个"} {
		head, _, found := strings.Cut(before, w)
		for i := range head {
			if n, size, ok := text.Numeral(head[i:]); found && ok && i+size == len(head) && n > 1 && n < 100 {
				m.Count = int(n)
				return
			}
		}
	}
}
