package language_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/language"
)

func TestReadPieceMove(t *testing.T) {
	for text, want := range map[string]language.PieceMove{
		"刚才的照片是第5项的":        {Kind: "image", Item: 5},
		"刚才那张照片应该是第5项的。":    {Kind: "image", Item: 5},
		"照片发错了，是第十二项的":      {Kind: "image", Item: 12},
		"刚才的照片不是第3项的，是第5项的": {Kind: "image", Item: 5},
		"把刚发的文件移到第5项":       {Kind: "file", Item: 5},
		"这张照片放到台账第5项":       {Kind: "image", Item: 5},
		"刚才的照片是台账第5项的佐证":    {Kind: "image", Item: 5},
		"刚才的两张照片是第5项的":      {Kind: "image", Item: 5, Count: 2},
		"刚才3张照片都是第5项的":      {Kind: "image", Item: 5, All: true, Count: 3},
		"刚才那几张照片都移到第5项吧":    {Kind: "image", Item: 5, All: true},
		"刚才的照片是安全教育培训的":     {Kind: "image", Name: "安全教育培训"},
		"照片应该是应急预案演练那项的照片":  {Kind: "image", Name: "应急预案演练"},
	} {
		if got, ok := language.NewReader(anwei.Plan{}, anwei.Roster{}).Hear(text, time.Time{}).PieceMove(); !ok || got != want {
			t.Errorf("%q is %+v, %t; want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "是", "照片", "刚才的照片是第5项的吗", "刚才的照片是什么", "照片是谁发的", "第5项是无照片", "第5项是照片", "是第5项", "改第5项", "9月12日召开会议，有照片为证",
		"现场拍了照片，是我们组织的排查，共发现隐患3处", "刚才的照片是第五个的", "照片是第0项的", "文件是第5项通知",
	} {
		if got, ok := language.NewReader(anwei.Plan{}, anwei.Roster{}).Hear(text, time.Time{}).PieceMove(); ok {
			t.Errorf("%q is a move: %+v", text, got)
		}
	}
}
