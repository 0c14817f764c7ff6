package anwei

import "strings"

// The words that the buttons of reminders stand for. Each can also be typed.
const (
	WordBegin     = "填报"
	WordLater     = "稍后"
	WordToday     = "今天报"
	WordTomorrow  = "明天报"
	WordDifficult = "有困难"
	WordSame      = "月末无变化"
	WordChanged   = "月末有变化"
	WordHeld      = "已完成"
	WordArranged  = "已安排"
	WordGroup     = "发到工作群"
	WordChase     = "催一下"
	WordMissing   = "谁没报"
	WordNotNow    = "暂不发送"
)

// ButtonKey is the key of a button that says the word about one matter. A button
// of an old card is recognised by it: it names what it was about, and not what
// is in hand when it is pressed.
func ButtonKey(word string, m Matter) string { return word + "|" + m.String() }

// ReadButtonKey takes a button's key apart. The matter is zero for a key that
// names none, such as a menu entry's, which is the word alone.
func ReadButtonKey(key string) (word string, m Matter) {
	word, rest, _ := strings.Cut(key, "|")
	m, err := ParseMatter(rest)
	if err != nil {
		return word, Matter{}
	}
	return word, m
}

// ButtonWord returns the word of a button's key.
func ButtonWord(key string) string {
	word, _, _ := strings.Cut(key, "|")
	return word
}
