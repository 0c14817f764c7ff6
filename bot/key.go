package bot

import (
	"strings"

	"anwei"
)

// The words that buttons stand for. Each can also be typed.
const (
	wordBegin   = "填报"
	wordConfirm = "确认提交"
	wordLater   = "稍后"
	wordDrop    = "清空"
	wordKeep    = "保留"
	wordTasks   = "我的任务"
	wordTake    = "记入"
	wordWrong   = "不是"
)

// ButtonKey is the key of a button that says the word about one report. A
// button of an old card is recognised by it: it names the report that it was
// about, not the one that is in hand when it is pressed.
func ButtonKey(word string, k anwei.ReportKey) string {
	return strings.Join([]string{word, string(k.Form), k.Period.String(), string(k.Unit)}, "|")
}

// ButtonWord returns the word of a button's key, which for a menu entry is the
// whole key.
func ButtonWord(key string) string {
	word, _, _ := strings.Cut(key, "|")
	return word
}

// readKey takes a button's key apart. The report is zero for a key that names
// none.
func readKey(key string) (word string, k anwei.ReportKey) {
	parts := strings.Split(key, "|")
	if len(parts) != 4 {
		return parts[0], anwei.ReportKey{}
	}
	p, err := anwei.ParsePeriod(parts[2])
	if err != nil {
		return parts[0], anwei.ReportKey{}
	}
	return parts[0], anwei.ReportKey{Form: anwei.FormID(parts[1]), Period: p, Unit: anwei.UnitID(parts[3])}
}
