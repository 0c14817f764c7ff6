package frame_test

import (
	"testing"

	"anwei/language/frame"
)

func TestHow(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	for text, want := range map[string]frame.HowTopic{
		"怎么发通知":      frame.HowNotice,
		"能定时发吗":      frame.HowLater,
		"能不能发文件":     frame.HowFiles,
		"通知怎么撤回":     frame.HowRecall,
		"怎么退回":       frame.HowReturn,
		"怎么代录":       frame.HowBehalf,
		"怎么加人":       frame.HowPeople,
		"怎么换填报员":     frame.HowPeople,
		"如何设置红黄牌":    frame.HowMark,
		"怎么立案":       frame.HowCase,
		"怎么补录":       frame.HowRekey,
		"怎么设基准":      frame.HowBaseline,
		"截止时间延到25号":  frame.HowDeadline,
		"修改截止日期到25号": frame.HowDeadline,
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
		if got, ok := frame.How(r.Read(text, now())); got != want || ok != (want != "") {
			t.Errorf("%q: got %q %t, want %q", text, got, ok, want)
		}
	}
}
