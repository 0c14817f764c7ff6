package language_test

import (
	"testing"

	"anwei/language"
)

func TestReadHow(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]language.HowTopic{
		"怎么发通知":      language.HowNotice,
		"能定时发吗":      language.HowLater,
		"能不能发文件":     language.HowFiles,
		"通知怎么撤回":     language.HowRecall,
		"怎么退回":       language.HowReturn,
		"怎么代录":       language.HowBehalf,
		"怎么加人":       language.HowPeople,
		"怎么换填报员":     language.HowPeople,
		"如何设置红黄牌":    language.HowMark,
		"怎么立案":       language.HowCase,
		"怎么补录":       language.HowRekey,
		"怎么设基准":      language.HowBaseline,
		"截止时间延到25号":  language.HowDeadline,
		"修改截止日期到25号": language.HowDeadline,
		"什么时候截止":     "",
		"教育局咋还不报":    "",
		"怎么填":        "",
		"这个怎么算":      "",
		"整改率怎么这么低":   "",
		"可以":         "",
		"退回南村镇":      "",
		"能收下多少家":     "",
		"怎么南村镇没报调度表": "",
	} {
		if got, ok := language.ReadHow(text); got != want || ok != (want != "") {
			t.Errorf("%q: got %q %t, want %q", text, got, ok, want)
		}
	}
}
